/** A conference as cards for those who prepare it: the booking as it stands, an invitation, the chair's briefing. */
import { randomUUID } from 'node:crypto';
import { renderBookingSettled } from '../cards/booking-settled/card.ts';
import { renderChairBriefing } from '../cards/chair-briefing/card.ts';
import { renderInvitation } from '../cards/invitation/card.ts';
import { renderPlainAnswer } from '../cards/plain-answer/card.ts';
import { londonDateOf, longMoment, parseIsoUtc, type CivilInstant } from '../src/calendar/instants.ts';
import { longDate, parsePlainDate } from '../src/calendar/plain-date.ts';
import type { Invitee } from '../src/conference/events.ts';
import type { BookedConference } from '../src/conference/state.ts';
import { startOf, type Notice } from '../src/notices/owed.ts';
import { reportDutyOf, type ConferenceDuties, type ConferenceRules } from './conference-rules.ts';
import { formatWords } from './words.ts';

/** The booking as it stands, for its social worker, its chair and the diary co-ordinator. */
export function bookingCard(conferenceId: string, state: BookedConference, rules: ConferenceRules, outcome: 'booked' | 'status'): object {
  const { booking } = state;
  const { limit } = rules.duties;
  return renderBookingSettled({
    outcome, conferenceId, op: randomUUID(), caseReference: booking.caseReference, when: longMoment(startOf(state)), chairName: booking.chair.name, format: formatWords(booking.format, rules.pack),
    children: booking.children.map(({ label, initials }) => ({ label, initials })),
    limitLine: `Inside the limit: the latest lawful date is ${longDate(limit.dueOn)} (${limit.rule}).`,
    deadlines: deadlineLines(rules.duties),
    invitedLines: booking.invitees.map((invitee) => invitedLine(state, invitee)),
  });
}

function deadlineLines(duties: ConferenceDuties): string[] {
  const due = { 'The social worker sees the family and shares the report': duties.familyVisit, 'The social worker’s report reaches the chair': duties.socialWorkerReport, 'Professionals’ reports reach the social worker': duties.agencyReport };
  return Object.entries(due).map(([words, duty]) => `${words}: by ${longMoment(duty.dueAt)} (${duty.rule})`);
}

function invitedLine(state: BookedConference, invitee: Invitee): string {
  const who = invitee.person === null ? `${invitee.name} (family; invite by letter or in person)` : `${invitee.name}, ${invitee.designation}`;
  const said = state.reportsSaidSent.has(invitee.inviteeId);
  return invitee.reportRequired ? `${who} – report ${said ? 'said to be sent' : 'not yet sent'}` : who;
}

/** For a sending after one of which nobody knows whether it arrived. */
const TWICE = 'This may reach you twice.';

/** Which of the two an invitee's card is; a reminder carries its rung's words. */
export type InvitationKind = { readonly kind: 'invitation'; readonly repeat: boolean } | { readonly kind: 'reminder'; readonly urgency: string; readonly repeat: boolean };

/** `viewers`: the Teams ids for whom the card keeps itself up to date. */
export function invitationCard(conferenceId: string, state: BookedConference, invitee: Invitee, rules: ConferenceRules, about: InvitationKind, viewers: readonly string[]): object {
  const { booking } = state;
  const said = state.reportsSaidSent.get(invitee.inviteeId);
  const saidAt = said === undefined ? undefined : parseIsoUtc(said);
  const due = reportDutyOf(invitee, rules);
  return renderInvitation({
    conferenceId, inviteeId: invitee.inviteeId, op: randomUUID(), viewers: [...viewers], kind: about.kind,
    state: !invitee.reportRequired ? 'noReport' : saidAt === undefined ? 'pending' : 'saidSent',
    caseReference: booking.caseReference, when: longMoment(startOf(state)), where: formatWords(booking.format, rules.pack), chairName: booking.chair.name,
    urgency: [about.kind === 'reminder' ? about.urgency : '', about.repeat ? TWICE : ''].filter((words) => words !== '').join('. '),
    reportLine: invitee.reportRequired ? `Your report is due by ${longMoment(due.dueAt)}.` : '',
    dueWords: invitee.reportRequired ? `${due.words} (${due.rule})` : '',
    saidSentLine: saidAt === undefined ? '' : `You said on ${longDate(londonDateOf(saidAt))} that your report was sent.`,
  });
}

/** Tells the chair what they chair, and how the panel is opened. */
export function briefingCard(conferenceId: string, state: BookedConference, rules: ConferenceRules, repeat: boolean): object {
  const { booking } = state;
  return renderChairBriefing({
    conferenceId, op: randomUUID(), caseReference: booking.caseReference, when: longMoment(startOf(state)), format: formatWords(booking.format, rules.pack), socialWorkerName: booking.socialWorker.name,
    panelWords: `To lead it step by step, open Conference in the meeting, or the Conference tab here when you are all in one room.${repeat ? ` ${TWICE}` : ''}`,
    deadlines: deadlineLines(rules.duties),
  });
}

/** Tells somebody which of their dates moved, from when to when, and why. */
export function datesMovedCard(state: BookedConference, notice: Pick<Notice, 'noticeId' | 'inviteeId'>): object {
  const move = state.ruleMoves[Number(notice.noticeId.split('.')[1]) - 1];
  const theirs = (move?.moved ?? []).filter(({ owner }) => notice.inviteeId === null || owner === 'professionals');
  const lines = theirs.map(({ title, rule, from, to }) => `${title}: now by ${dateWords(to)}, before by ${dateWords(from)} (${rule}).`);
  return renderPlainAnswer({
    title: 'Dates have moved', tone: 'calm', op: randomUUID(), actions: ['list'],
    lines: [`Case ${state.booking.caseReference}, ${longMoment(startOf(state))}. The day of the conference itself is unchanged.`, ...lines, `Why: ${move?.why ?? ''}`],
  });
}

/** A plain date or an instant in UTC, in words. */
function dateWords(due: string): string {
  const on = parsePlainDate(due);
  return on === undefined ? momentWords(due) : longDate(on);
}

/** Tells the social worker of a message that did not arrive, so that a person can see to it. */
export function unreachedCard(state: BookedConference, notice: Pick<Notice, 'inviteeId' | 'undelivered'>, repeat: boolean): object {
  return renderPlainAnswer({ title: 'A message could not be delivered', tone: 'refused', op: randomUUID(), actions: ['list'], lines: [...undeliveredLines(state, notice), ...(repeat ? [TWICE] : [])] });
}

function undeliveredLines(state: BookedConference, { inviteeId, undelivered }: Pick<Notice, 'inviteeId' | 'undelivered'>): string[] {
  const { booking } = state;
  const conference = `case ${booking.caseReference}, ${longMoment(startOf(state))}`;
  if (undelivered === 'channelDecision' || undelivered === 'channelPlan') {
    const what = undelivered === 'channelPlan' ? 'The outline plan' : 'The decisions';
    return [`${what} could not be posted to the channel: ${conference}.`, 'Nothing is lost. Please tell whoever looks after this app, and let the others know by telephone or secure e-mail.'];
  }
  const invitee = booking.invitees.find((entry) => entry.inviteeId === inviteeId);
  const who = invitee === undefined ? booking.chair.name : `${invitee.name}, ${invitee.designation}`;
  return [`${who} could not be reached in Teams about ${conference}.`, 'Please tell them yourself, by telephone or secure e-mail.'];
}

/** One moment, for a card that says when something happened. */
export function momentWords(isoText: string): string {
  const at: CivilInstant | undefined = parseIsoUtc(isoText);
  return at === undefined ? '' : longMoment(at);
}
