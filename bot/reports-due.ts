/** One message about the reports of several conferences: as it is sent, and as it stands when its reader looks again. */
import { randomUUID } from 'node:crypto';
import { MOST_DUE, renderReportsDue, type ReportsDueData } from '../cards/reports-due/card.ts';
import { londonInstant, longMoment, type CivilInstant } from '../src/calendar/instants.ts';
import { parsePlainDate } from '../src/calendar/plain-date.ts';
import type { PersonKey } from '../src/people/person.ts';
import { startOf } from '../src/notices/owed.ts';
import type { ConferenceRow } from './conference-lists.ts';
import { TWICE } from './conference-cards.ts';
import { lateReports, reportDutyOf, reportUrgency, type ConferenceRules } from './conference-rules.ts';
import type { Saying } from './jobs/notice-sender.ts';
import { owedWords } from './my-conferences/owed.ts';
import { lateLines } from './office/notice-cards.ts';

type Due = ReportsDueData['conferences'][number];

/** As it is sent: what each notice says, the conferences in the order of their days. */
export function reportsDueCard(sayings: readonly Saying[], rulesOf: (state: Saying['state']) => ConferenceRules, about: { readonly reader: PersonKey; readonly now: CivilInstant; readonly repeat: boolean; readonly viewers: readonly string[] }): object {
  const byConference = [...Map.groupBy(sayings, ({ conferenceId }) => conferenceId).values()].flatMap((own) => (own[0] === undefined ? [] : [{ own, state: own[0].state }]));
  const conferences = byConference.toSorted((a, b) => startOf(a.state) - startOf(b.state)).map(({ own, state }): Due => {
    const rules = rulesOf(state);
    return { title: titleOf(state.booking.caseReference, startOf(state)), lines: own.flatMap((saying) => linesOf(saying, rules, about)) };
  });
  return drawn(conferences, about.viewers, about.repeat ? TWICE : '');
}

/** As it stands now, by the reader's own list: what is done or no longer theirs is gone from it. */
export function reportsDueNow(rows: readonly ConferenceRow[], { now, viewers }: { readonly now: CivilInstant; readonly viewers: readonly string[] }): object {
  const conferences = rows.flatMap(({ caseReference, on, from, role, owes, reportsAsked, reportsSaidSent }): Due[] => {
    const day = parsePlainDate(on);
    const startAt = day === undefined ? now : londonInstant(day, from);
    if (startAt <= now) return [];
    const own = owes.find(({ code }) => code === 'sendReport');
    const lines = [...(own === undefined ? [] : [owedWords(own, now)]), ...(role !== 'invitedProfessional' && reportsSaidSent < reportsAsked ? [`${reportsSaidSent} of ${reportsAsked} reports sent.`] : [])];
    return lines.length === 0 ? [] : [{ title: titleOf(caseReference, startAt), lines }];
  });
  return drawn(conferences, viewers, '');
}

function linesOf({ notice, state }: Saying, rules: ConferenceRules, { reader, now }: { readonly reader: PersonKey; readonly now: CivilInstant }): readonly string[] {
  if (notice.kind === 'reportsOverdue') return lateLines(state, reader, lateReports(state, rules, now));
  const invitee = state.booking.invitees.find(({ inviteeId }) => inviteeId === notice.inviteeId);
  if (invitee === undefined) return [];
  const urgency = reportUrgency(rules, invitee, now);
  const { dueAt } = reportDutyOf(invitee, rules);
  return [`${urgency === '' ? '' : `${urgency}. `}Your report ${now > dueAt ? 'was' : 'is'} due by ${longMoment(dueAt)}.`];
}

function titleOf(caseReference: string, startAt: CivilInstant): string {
  return `Case ${caseReference}, ${longMoment(startAt)}`;
}

function drawn(conferences: readonly Due[], viewers: readonly string[], note: string): object {
  return renderReportsDue({ op: randomUUID(), viewers: [...viewers], note, conferences: conferences.slice(0, MOST_DUE).map(({ title, lines }) => ({ title, lines: lines.slice(0, 4) })), more: Math.max(0, conferences.length - MOST_DUE) });
}
