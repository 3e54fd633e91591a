/**
 * What is written to a professional by secure e-mail (NOT-039, NOT-048): the invitation with its entry for a calendar, the
 * link once there is one, a reminder of the report, dates that moved, and that they are no longer invited. It names nobody
 * of the family and nobody else who is invited; the social worker says whom it is about.
 */
import { longMoment, type CivilInstant } from '../../src/calendar/instants.ts';
import type { Invitee } from '../../src/conference/events.ts';
import { reportIsOffTheirHands } from '../../src/conference/reports.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { calendarText } from '../../src/notices/calendar-request.ts';
import { startOf, type Notice, type NoticeKind } from '../../src/notices/owed.ts';
import { movedLines, TWICE, whereWords } from '../conference-cards.ts';
import { reportDutyOf, reportUrgency, type ConferenceRules } from '../conference-rules.ts';
import type { Mail } from './mail-line.ts';

/** Who writes: the office, under the authority's name. `domain` makes message and calendar ids ours. */
export type Office = { readonly name: string; readonly address: string; readonly domain: string; /** What calendars answer is read here. */ readonly readsAnswers: boolean };

export type LetterAbout = { readonly conferenceId: string; readonly notice: Pick<Notice, 'noticeId' | 'kind'>; readonly state: BookedConference; readonly invitee: Invitee; readonly to: string; readonly rules: ConferenceRules; readonly repeat: boolean; readonly now: CivilInstant };

/** Lists and lock screens show these: nothing of the case in them. */
const SUBJECTS: Partial<Record<NoticeKind, string>> = {
  invitation: 'Invitation to a child protection conference',
  meetingLink: 'The link for a child protection conference you are invited to',
  reportReminder: 'Reminder: your report for a child protection conference',
  datesMoved: 'Dates of a child protection conference have moved',
  uninvited: 'You are no longer invited to a child protection conference',
  socialWorkerChanged: 'Another social worker for a child protection conference',
};

export type ReminderAbout = Pick<LetterAbout, 'conferenceId' | 'notice' | 'state' | 'invitee' | 'rules'>;

/** One letter to remind of the reports of several conferences, in the order of their days, so that nobody gets a storm of them. */
export function letterOfReminders(office: Office, abouts: readonly [ReminderAbout, ...ReminderAbout[]], { to, repeat, now }: Pick<LetterAbout, 'to' | 'repeat' | 'now'>): Mail {
  const ordered = abouts.toSorted((a, b) => startOf(a.state) - startOf(b.state));
  const [first] = abouts;
  const parts = ordered.map(({ state, invitee, rules }) => [reportUrgency(rules, invitee, now), factsOf(state, rules), ...reportOf(state, invitee, rules, now)].filter((words) => words !== '').join('\n'));
  // In an order of their own, so that a second copy has the same id.
  const ids = abouts.map(({ conferenceId, notice }) => messageIdOf(office, conferenceId, notice)).toSorted();
  return {
    to, subject: 'Reminder: your reports for child protection conferences', messageId: ids[0] ?? '', references: ids, calendar: null,
    text: `${[greetingTo(first.invitee), ...(repeat ? [TWICE_WORDS] : []), `Your reports for ${ordered.length} conferences are still to come.`, ...parts, signature(office, first)].join('\n\n')}\n`,
  };
}

function messageIdOf({ domain }: Office, conferenceId: string, { noticeId }: LetterAbout['notice']): string {
  return `${conferenceId}.${noticeId}@${domain}`;
}

function greetingTo({ name }: Invitee): string {
  return name === '' ? 'Dear colleague,' : `Dear ${name},`;
}

const TWICE_WORDS = `${TWICE} If you have had it already, nothing more is asked of you.`;

/** The letter for a notice; undefined for one that is not told by e-mail. */
export function letterFor(office: Office, about: LetterAbout): Mail | undefined {
  const { conferenceId, notice, state, invitee, to, repeat, now } = about;
  const subject = SUBJECTS[notice.kind];
  const body = bodyOf(office, about);
  if (subject === undefined || body === undefined) return undefined;
  const paragraphs = [greetingTo(invitee), ...(repeat ? [TWICE_WORDS] : []), ...body, signature(office, about)];
  return {
    to, subject, text: `${paragraphs.join('\n\n')}\n`, messageId: messageIdOf(office, conferenceId, notice),
    calendar: calendarOf(office, about, { conferenceId, state, invitee, to, now }),
  };
}

function bodyOf(office: Office, { notice, state, invitee, rules, now }: LetterAbout): readonly string[] | undefined {
  switch (notice.kind) {
    case 'invitation': return ['You are invited to a child protection conference.', factsOf(state, rules), ...reportOf(state, invitee, rules, now), answerOf(state, office)];
    case 'meetingLink': return ['Here is the link for the child protection conference you are invited to.', factsOf(state, rules)];
    case 'reportReminder': return [[reportUrgency(rules, invitee, now), 'Your report for this conference is still to come.'].filter((words) => words !== '').join('. '), factsOf(state, rules), ...reportOf(state, invitee, rules, now)];
    case 'datesMoved': return ['Dates of a child protection conference have moved. The day of the conference itself is unchanged.', factsOf(state, rules), movedLines(state, { noticeId: notice.noticeId, inviteeId: invitee.inviteeId }).join('\n')];
    case 'socialWorkerChanged': return [`This child protection conference has another social worker: ${state.booking.socialWorker.name}, in place of ${state.socialWorkerChanges.at(-1)?.from.name ?? 'a colleague'}. Day, time and place are as before.`, factsOf(state, rules), ...reportOf(state, invitee, rules, now)];
    case 'uninvited': return ['You are no longer invited to this child protection conference. Please take it out of your calendar, and destroy or return what was sent to you about it.', `Case: ${state.booking.caseReference}\nWhen: ${longMoment(startOf(state))}`];
    default: return undefined;
  }
}

function factsOf(state: BookedConference, { pack }: ConferenceRules): string {
  const { booking } = state;
  const joinUrl = joinUrlOf(state);
  return [
    `Case: ${booking.caseReference}`, `When: ${longMoment(startOf(state))}`, `Where: ${whereWords(booking, pack)}`, ...(joinUrl === null ? [] : [`Join on Teams: ${joinUrl}`]),
    `Chair: ${booking.chair.name}`, `Social worker: ${booking.socialWorker.name}`,
  ].join('\n');
}

function reportOf(state: BookedConference, invitee: Invitee, rules: ConferenceRules, now: CivilInstant): readonly string[] {
  if (!invitee.reportRequired) return ['No written report is asked of you.'];
  if (reportIsOffTheirHands(state, invitee)) return [];
  const { dueAt, words, rule } = reportDutyOf(invitee, rules);
  return [`Your report ${now > dueAt ? 'was' : 'is'} due by ${longMoment(dueAt)}. ${words.replace(/\.$/, '')} (${rule}). Please send it to the social worker, ${state.booking.socialWorker.name}, by secure e-mail, and not in answer to this message.`];
}

function answerOf({ booking }: BookedConference, { readsAnswers }: Office): string {
  const how = readsAnswers ? 'Please accept or decline the entry for your calendar, or tell' : 'Please tell';
  return `${how} ${booking.socialWorker.name} whether you come, send a deputy, send a report only, or cannot come. They can also say which family it is about, which is not written here.`;
}

function signature({ name }: Office, { rules: { pack } }: Pick<LetterAbout, 'rules'>): string {
  const { name: support, telephone } = pack.contacts.meetingSupport;
  return `${name}\n${support}, telephone ${telephone}\n\nThis message is confidential. If it is not for you, please telephone us and delete it.`;
}

/** An entry for the calendar goes with what puts the conference into it, changes it there, or takes it out. */
function calendarOf(office: Office, { notice, rules }: LetterAbout, { conferenceId, state, invitee, to, now }: Pick<LetterAbout, 'conferenceId' | 'state' | 'invitee' | 'to' | 'now'>): Mail['calendar'] {
  if (notice.kind === 'reportReminder' || notice.kind === 'datesMoved' || notice.kind === 'socialWorkerChanged') return null;
  const method = notice.kind === 'uninvited' ? 'CANCEL' : 'REQUEST';
  const text = calendarText({
    method, uid: `${conferenceId}.${invitee.inviteeId}@${office.domain}`, sequence: state.version, writtenAt: now, startAt: startOf(state), minutes: state.booking.minutes,
    title: 'Child protection conference', place: whereWords(state.booking, rules.pack), joinUrl: joinUrlOf(state), organiser: office, to: { name: invitee.name, address: to },
  });
  return { method, text };
}

/** The link of the meeting as it now stands, for whoever does not come into a room. */
export function joinUrlOf({ booking, meeting }: BookedConference): string | null {
  return booking.format !== 'faceToFace' && meeting.kind === 'placed' ? meeting.placed.joinUrl : null;
}
