/** Where each report is, drawn for whoever looks: what they may record, and in which words it stands so far. */
import { randomUUID } from 'node:crypto';
import { renderReports, type ReportsData } from '../../cards/reports/card.ts';
import { longMoment, type CivilInstant } from '../../src/calendar/instants.ts';
import type { Invitee } from '../../src/conference/events.ts';
import { isOwnReport, reportStanding } from '../../src/conference/reports.ts';
import { mayBeInvited, type BookedConference } from '../../src/conference/state.ts';
import { startOf } from '../../src/notices/owed.ts';
import { may, type Role } from '../../src/people/access.ts';
import { short } from '../office/conference-words.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import { reportWords } from '../report-words.ts';
import { firstThatFits } from '../fitting.ts';

export type ReportsAbout = Pick<ReportsData, 'note' | 'faults' | 'values'> & { readonly rules: ConferenceRules; readonly now: CivilInstant };

const LONGEST_LINES = [300, 120, 70];
/** What NOT-063, NOT-064 and NOT-066 ask of the social worker's report, for whoever validates it. */
const CHECKLIST = [
  'Fact, observation, allegation and opinion are kept apart; plain English; four to six pages (NOT-063).',
  'The family chart is complete: who lives in the household, with full names (NOT-063).',
  'Police checks of all relevant adults and young people are in it, or in the confidential addendum (NOT-064).',
  'The parents’ views, and what each child thinks of what is recommended (NOT-066).',
];

export function reportsCard(conferenceId: string, state: BookedConference, roles: readonly Role[], { rules, now, ...about }: ReportsAbout): object {
  const { booking } = state;
  const asked = booking.invitees.filter(({ reportRequired }) => reportRequired);
  const [canTrack, canWaive] = [may(roles, 'report.track'), may(roles, 'report.waive')];
  const outside = booking.invitees.filter((invitee) => invitee.person === null && invitee.party === 'professional' && mayBeInvited(state, invitee));
  const drawn = (longest: number): object => renderReports({
    ...about, note: short(about.note, 600), conferenceId, op: randomUUID(), caseReference: booking.caseReference, when: longMoment(startOf(state)),
    lines: asked.length === 0 ? ['No report is asked of anybody.'] : asked.map((invitee) => short(`${nameOf(invitee)}: ${reportWords(state, invitee, rules, now)}`, longest)),
    people: asked.map((invitee) => choiceOf(invitee, longest)), answering: canTrack ? outside.map((invitee) => choiceOf(invitee, longest)) : [],
    canTrack, canWaive, canValidate: may(roles, 'report.validate') && asked.some((invitee) => isOwnReport(state, invitee) && !['validated', 'shared'].includes(reportStanding(state, invitee))), checklist: CHECKLIST,
  });
  return firstThatFits(LONGEST_LINES.map((longest) => () => drawn(longest)));
}

function choiceOf(invitee: Invitee, longest: number): { readonly value: string; readonly title: string } {
  return { value: invitee.inviteeId, title: short(nameOf(invitee), Math.min(longest, 200)) };
}

function nameOf({ name, designation }: Invitee): string {
  return designation === '' ? name : `${name}, ${designation}`;
}
