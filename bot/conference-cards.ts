/** A conference as cards for those who prepare it: the booking as it stands, an invitation, the chair's briefing. */
import { randomUUID } from 'node:crypto';
import { renderBookingSettled, type ExtraButton } from '../cards/booking-settled/card.ts';
import { renderChairBriefing } from '../cards/chair-briefing/card.ts';
import { renderInvitation } from '../cards/invitation/card.ts';
import { renderPlainAnswer } from '../cards/plain-answer/card.ts';
import { londonDateOf, longMoment, parseIsoUtc, type CivilInstant } from '../src/calendar/instants.ts';
import { longDate, parsePlainDate } from '../src/calendar/plain-date.ts';
import type { ConferenceBooked, FamilyMember, InvitationAnswer, Invitee } from '../src/conference/events.ts';
import { reportIsOffTheirHands, reportStanding, type ReportStanding } from '../src/conference/reports.ts';
import { mayBeInvited, type BookedConference } from '../src/conference/state.ts';
import { startOf, type Notice } from '../src/notices/owed.ts';
import type { Pack } from '../src/procedures/pack-schema.ts';
import { reportDutyOf, type ConferenceRules } from './conference-rules.ts';
import { assessmentDateLines } from './my-conferences/assessment-words.ts';
import { agencyLines } from './my-conferences/agency-lines.ts';
import { firstThatFits } from './fitting.ts';
import { invitationLines } from './my-conferences/invitations-due.ts';
import { limitWords } from './my-conferences/limit-words.ts';
import { waitingThings } from './my-conferences/open-things.ts';
import { briefingWords } from './office/briefing-words.ts';
import { short, typeWords, venueWords } from './office/conference-words.ts';
import { formatWords } from './words.ts';

/** The booking as it stands, for those who prepare it. `extra`: what whoever looks can do from here; by default what its social worker can, who booked it. */
export function bookingCard(conferenceId: string, state: BookedConference, rules: ConferenceRules, outcome: 'booked' | 'status', extra: readonly ExtraButton[] = outcome === 'booked' ? ['changeList'] : []): object {
  const { booking } = state;
  const drawn = (invitedLines: readonly string[]): object => renderBookingSettled({
    outcome, conferenceId, op: randomUUID(), caseReference: booking.caseReference, typeWords: typeWords(booking.conferenceType, rules.pack), when: longMoment(startOf(state)), chairName: booking.chair.name,
    venueWords: venueWords(booking, rules.pack),
    children: booking.children.map(({ label, initials }) => ({ label, initials })),
    limitLine: limitWords(booking.on, rules.duties.limit),
    waitingLines: waitingThings(state, rules, 3).map(({ what, who }) => short(`${who}: ${what}`, 600)).slice(0, 12),
    deadlines: deadlineLines(state, rules),
    familyLines: booking.family.map(familyLine).slice(0, 30),
    invitedLines, extra,
  });
  const lines = (longest: number): readonly string[] => booking.invitees.map((invitee) => short(invitedLine(state, invitee), longest));
  return firstThatFits([() => drawn(lines(300)), () => drawn(lines(90)), () => drawn(agencyLines(state, rules.pack))]);
}

/** Who owes what by when, with the rule. */
export function deadlineLines(state: BookedConference, rules: ConferenceRules): string[] {
  const { duties } = rules;
  const due = { 'The social worker sees the family and shares the report': duties.familyVisit, 'The social worker’s report reaches the chair': duties.socialWorkerReport, 'Professionals’ reports reach the social worker': duties.agencyReport };
  return [...invitationLines(state, rules), ...Object.entries(due).map(([words, duty]) => `${words}: by ${longMoment(duty.dueAt)} (${duty.rule})`), ...assessmentDateLines(rules)];
}

const RESPONSIBILITY: Record<FamilyMember['responsibility'], string> = { yes: 'parental responsibility', no: 'no parental responsibility', unknown: 'parental responsibility not known' };

/** By label: "Mother: parental responsibility; invited; interpreter: Polish". */
function familyLine({ label, responsibility, invited, notInvitedReason, interpreter, supporter }: FamilyMember): string {
  return short([
    `${label}: ${RESPONSIBILITY[responsibility]}`, invited ? 'invited' : `not invited${notInvitedReason === '' ? '' : `, because: ${notInvitedReason}`}`,
    ...(interpreter === '' ? [] : [`interpreter: ${interpreter}`]), ...(supporter === '' ? [] : [`comes with: ${supporter}`]),
  ].join('; '), 400);
}

const ROUTES: Record<Invitee['route'], string> = { teams: 'in Teams', email: 'by secure e-mail', post: 'by letter', byHand: 'by hand', missing: 'not reachable yet' };

const REPORTS: Record<ReportStanding, string> = {
  notAsked: '', awaited: 'report not yet sent', returned: 'report sent back', saidSent: 'report said to be sent', received: 'report received', uploaded: 'report uploaded', validated: 'report validated', shared: 'report shared with the family', waived: 'no report needed',
};

/** "Priya Heron-Example, Health visitor – in Teams; coming; report not yet sent". */
function invitedLine(state: BookedConference, invitee: Invitee): string {
  const { inviteeId, name, designation, reportRequired, route } = invitee;
  const how = mayBeInvited(state, invitee) ? ROUTES[route] : state.attendanceAgreed.has(inviteeId) ? 'not agreed to, so not invited' : `invited once ${invitee.waitsFor === 'chair' ? 'the chair' : 'the team manager'} agrees`;
  const given = state.answers.get(inviteeId);
  const answer = given === undefined ? [] : [`${ANSWERS[given.answer].short}${given.received === undefined ? '' : ' (by e-mail)'}`];
  const report = reportRequired ? [REPORTS[reportStanding(state, invitee)]] : [];
  return `${designation === '' ? name : `${name}, ${designation}`} – ${[how, ...answer, ...report].join('; ')}`;
}

/** For a sending after one of which nobody knows whether it arrived. */
export const TWICE = 'This may reach you twice.';

/** Which of the two an invitee's card is; a reminder carries its rung's words. */
export type InvitationKind = { readonly kind: 'invitation'; readonly repeat: boolean } | { readonly kind: 'reminder'; readonly urgency: string; readonly repeat: boolean };

/** `now`: without it the answer can still be changed; `note`: what became of the last press. */
export type InvitationMore = { readonly now?: CivilInstant; readonly note?: string };

/** `viewers`: the Teams ids for whom the card keeps itself up to date. */
export function invitationCard(conferenceId: string, state: BookedConference, invitee: Invitee, rules: ConferenceRules, about: InvitationKind, viewers: readonly string[], { now, note = '' }: InvitationMore = {}): object {
  const { booking } = state;
  const said = state.reportsSaidSent.get(invitee.inviteeId);
  const saidAt = said === undefined ? undefined : parseIsoUtc(said);
  const off = reportIsOffTheirHands(state, invitee);
  const due = reportDutyOf(invitee, rules);
  const canAnswer = state.released === null && (now === undefined || now < startOf(state)) && invitee.person !== booking.socialWorker.person;
  return renderInvitation({
    conferenceId, inviteeId: invitee.inviteeId, op: randomUUID(), viewers: [...viewers], kind: about.kind, note, canAnswer,
    answer: state.answers.get(invitee.inviteeId)?.answer ?? '', answerLine: answerLine(state, invitee, canAnswer),
    state: !invitee.reportRequired ? 'noReport' : off ? 'saidSent' : 'pending',
    caseReference: booking.caseReference, when: longMoment(startOf(state)), where: short(whereWords(booking, rules.pack), 200), chairName: booking.chair.name,
    urgency: [about.kind === 'reminder' ? about.urgency : '', about.repeat ? TWICE : ''].filter((words) => words !== '').join('. '),
    reportLine: invitee.reportRequired ? `Your report ${now !== undefined && now > due.dueAt ? 'was' : 'is'} due by ${longMoment(due.dueAt)}.` : '',
    dueWords: invitee.reportRequired ? `${due.words} (${due.rule})` : '',
    saidSentLine: saidAt !== undefined ? `You said on ${longDate(londonDateOf(saidAt))} that your report was sent.` : off ? offWords(state, invitee) : '',
  });
}

/** Somebody else has recorded that nothing more is asked of them. */
function offWords(state: BookedConference, invitee: Invitee): string {
  return reportStanding(state, invitee) === 'waived' ? 'The chair does without your report.' : 'Your report has come.';
}

/** Where to go and how people meet; what is thought of the venue is for those who prepare it. */
export function whereWords({ venue, format }: ConferenceBooked, pack: Pack): string {
  const place = venue.kind === 'room' ? `${venue.name}. ` : venue.kind === 'elsewhere' ? `${venue.words}. ` : '';
  return `${place}${formatWords(format, pack)}`;
}

const ANSWERS: Record<InvitationAnswer, { readonly short: string; readonly said: string; readonly follows: string }> = {
  coming: { short: 'coming', said: 'that you will come', follows: '' },
  deputy: { short: 'sending a deputy', said: 'that a deputy comes for you', follows: 'Please tell the social worker who it is, and pass on what your deputy needs to know.' },
  reportOnly: { short: 'sending a report only', said: 'that you send a report and do not come', follows: 'Please let the chair know early of anything that should be said aloud.' },
  cannotCome: { short: 'cannot come', said: 'that you cannot come', follows: 'Please see whether a colleague can come for you.' },
};

/** What they said and when, what follows from it, and how long it can be changed; '' until they have said anything. */
function answerLine(state: BookedConference, { inviteeId, reportRequired, reportInstead }: Invitee, canAnswer: boolean): string {
  const given = state.answers.get(inviteeId);
  if (given === undefined) return '';
  const { said, follows } = ANSWERS[given.answer];
  const report = reportInstead !== undefined ? `As you do not come, a written report is asked of you: your views, and what has changed${reportInstead === '' ? '' : ` (${reportInstead})`}.` : given.answer === 'cannotCome' && reportRequired ? 'Your report is still needed.' : '';
  return [`You said on ${longDate(londonDateOf(parseIsoUtc(given.at) ?? startOf(state)))} ${said}.`, follows, report, canAnswer ? 'You can change this until the conference starts.' : ''].filter((words) => words !== '').join(' ');
}

/** `note`: what became of the last press; `values` come back where something is to be put right. */
export type BriefingAbout = { readonly note: string; readonly faults: Readonly<Record<string, string>>; readonly values: { readonly inviteeId: string; readonly reason: string }; readonly viewers: readonly string[] };

/** Tells the chair what they chair, what to note beforehand, and how the panel is opened. For the chair alone. */
export function briefingCard(conferenceId: string, state: BookedConference, rules: ConferenceRules, { viewers, ...about }: BriefingAbout): object {
  const { booking } = state;
  return renderChairBriefing({
    ...about, viewers: [...viewers], ...briefingWords(state, rules.pack),
    conferenceId, op: randomUUID(), caseReference: booking.caseReference, typeWords: typeWords(booking.conferenceType, rules.pack), when: longMoment(startOf(state)), format: formatWords(booking.format, rules.pack), socialWorkerName: booking.socialWorker.name,
    panelWords: 'To lead it step by step, open Conference in the meeting, or the Conference tab here when you are all in one room.',
    deadlines: deadlineLines(state, rules),
  });
}

/** Tells somebody which of their dates moved, from when to when, and why. */
export function datesMovedCard(state: BookedConference, notice: Pick<Notice, 'noticeId' | 'inviteeId'>): object {
  return renderPlainAnswer({
    title: 'Dates have moved', tone: 'calm', op: randomUUID(), actions: ['list'],
    lines: [`Case ${state.booking.caseReference}, ${longMoment(startOf(state))}. The day of the conference itself is unchanged.`, ...movedLines(state, notice)],
  });
}

/** Which dates moved, from when to when, and why. */
export function movedLines(state: BookedConference, { noticeId, inviteeId }: Pick<Notice, 'noticeId' | 'inviteeId'>): readonly string[] {
  const move = state.ruleMoves[Number(noticeId.split('.')[1]) - 1];
  const theirs = (move?.moved ?? []).filter(({ owner }) => inviteeId === null || owner === 'professionals');
  return [...theirs.map(({ title, rule, from, to }) => `${title}: now by ${dateWords(to)}, before by ${dateWords(from)} (${rule}).`), `Why: ${move?.why ?? ''}`];
}

/** A plain date or an instant in UTC, in words. */
function dateWords(due: string): string {
  const on = parsePlainDate(due);
  return on === undefined ? momentWords(due) : longDate(on);
}

/** One moment, for a card that says when something happened. */
export function momentWords(isoText: string): string {
  const at: CivilInstant | undefined = parseIsoUtc(isoText);
  return at === undefined ? '' : longMoment(at);
}
