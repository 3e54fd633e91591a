/** Sends a notice: finds where its recipient can be spoken to, makes its card, and says what became of it. */
import { londonDateOf, type CivilInstant } from '../../src/calendar/instants.ts';
import { rolesIn, type BookedConference } from '../../src/conference/state.ts';
import { instant } from '../../src/notices/notice.ts';
import type { Notice } from '../../src/notices/owed.ts';
import type { Role } from '../../src/people/access.ts';
import type { PersonKey } from '../../src/people/person.ts';
import type { Authority } from '../authority.ts';
import { closedCard } from '../channel-cards.ts';
import { briefingCard, datesMovedCard, invitationCard, TWICE } from '../conference-cards.ts';
import { lateReports, reportUrgency, type ConferenceRules } from '../conference-rules.ts';
import { assessmentNoticeCard } from '../my-conferences/assessment-notices.ts';
import { incidentCard } from '../my-conferences/incident-card.ts';
import { reportsCard } from '../my-conferences/reports-card.ts';
import { unclearReplyCard } from '../my-conferences/unclear-reply-card.ts';
import { listCard } from '../office/list-card.ts';
import { plainNoticeCard } from '../office/notice-cards.ts';
import { unreachedCard } from '../office/unreached-card.ts';
import { requestCard } from '../office/request-card.ts';
import type { NoticeSender, Saying, SendResult } from '../jobs/notice-sender.ts';
import type { RateBuckets } from '../jobs/rate-buckets.ts';
import { reportsDueCard } from '../reports-due.ts';
import { cardActivity } from './card-activity.ts';
import type { ChatReferences } from './chat-references.ts';
import type { ConnectorClient } from './connector-client.ts';

export type NoticeSenderParts = {
  readonly authority: Authority;
  readonly connector: ConnectorClient;
  readonly rates: RateBuckets;
  readonly civilNow: () => CivilInstant;
  readonly chats: ChatReferences;
  /** Whether the notice is owed as the conference stands now; asked only of one that had to wait. */
  readonly stillWanted: (conferenceId: string, notice: Notice) => Promise<boolean>;
  readonly rulesOf: (state: BookedConference) => ConferenceRules;
  /** Whether this process may still speak; asked once more at the last moment, for one that slept past its lease while it prepared. */
  readonly stillHolding: () => boolean;
  /** By when an agreement out of hours is acknowledged (NOT-005); null where it needs none. */
  readonly acknowledgeBy: (agreedAt: CivilInstant) => CivilInstant | null;
};

type Posted = { readonly card: object; readonly summary: string };

/** Teams shows these in toasts and on lock screens: nothing of the case in them. */
const SUMMARIES: Record<Notice['kind'], string> = {
  invitation: 'You are invited to a child protection conference',
  meetingLink: 'The link of a conference you are invited to',
  uninvited: 'You are no longer invited',
  bookingRequest: 'A booking to look at and confirm',
  settledRequest: 'A booking is confirmed',
  meetingNotPlaced: 'An online meeting could not be made',
  listToConfirm: 'A list of those invited, for you to confirm',
  messagesStopped: 'All messages of a conference are stopped',
  messagesResumed: 'Messages of a conference leave again',
  reportToValidate: 'A report for you to look at',
  reportReturned: 'Your report has come back to you',
  reportsOverdue: 'Reports that are not sent',
  assessmentReminder: 'A reminder about an assessment',
  assessmentToApprove: 'An assessment for you to look at',
  assessmentReturned: 'An assessment has come back to you',
  assessmentMissing: 'A question about a conference you chair',
  assessmentDecided: 'The chair has decided about a conference',
  stoodDown: 'A change to a conference in the diary',
  listReturned: 'A list of those invited has come back to you',
  incidentOpened: 'An incident to look into',
  incidentStillOpen: 'An incident is still open',
  replyUnclear: 'An answer that needs you to ask',
  chairReleased: 'You do not chair a conference any more',
  chairChanged: 'A conference has another chair',
  socialWorkerGiven: 'You are the social worker of a conference now',
  socialWorkerReleased: 'A conference has another social worker',
  socialWorkerChanged: 'A conference has another social worker',
  withdrawnCard: 'A briefing is withdrawn',
  chairBriefing: 'You are to chair a child protection conference',
  reportReminder: 'A reminder about your report',
  settledCard: 'Your invitation',
  datesMoved: 'Dates of a conference have moved',
  unreached: 'A message could not be delivered',
  channelDecision: 'Decisions of a conference have been released',
  channelPlan: 'An outline plan has been released',
};
const MOST_VIEWERS = 60;

const TOGETHER = 'Reminders about several reports';

export function noticeSender(parts: NoticeSenderParts): NoticeSender {
  return {
    together: async (sayings, repeat) => {
      const result = await sendTogether(parts, sayings, repeat);
      return sayings.map(() => result);
    },
    send: async (conferenceId, notice, state, repeat) => {
      const place = await placeOf(parts, notice);
      if (place === undefined) return { kind: 'needsPerson', code: 'notReachable' };
      const posted = await cardFor(parts, conferenceId, notice, state, repeat, place.viewers);
      // Whoever waited in line looks again before speaking: all messages may have been stopped meanwhile.
      if ((await parts.rates.take(place.conversationId)) && !(await parts.stillWanted(conferenceId, notice))) return { kind: 'returned' };
      const activity = cardActivity(posted);
      const { serviceUrl, conversationId } = place;
      // Whoever holds the lease now knows of this attempt, and sees to it.
      if (!parts.stillHolding()) return { kind: 'ambiguous' };
      const outcome = notice.replaces === undefined ? await parts.connector.send({ serviceUrl, conversationId, activity }) : await parts.connector.update({ serviceUrl, activity, ...notice.replaces });
      return resultOf(outcome, conversationId);
    },
  };
}

/** One message to the person that they are all for. */
async function sendTogether(parts: NoticeSenderParts, sayings: readonly Saying[], repeat: boolean): Promise<SendResult> {
  const [first] = sayings;
  const place = first === undefined ? undefined : await placeOf(parts, first.notice);
  if (first === undefined || place === undefined || first.notice.to.kind !== 'person') return { kind: 'needsPerson', code: 'notReachable' };
  const { serviceUrl, conversationId, viewers } = place;
  const card = reportsDueCard(sayings, parts.rulesOf, { reader: first.notice.to.person, now: parts.civilNow(), repeat, viewers });
  if (await parts.rates.take(conversationId)) {
    const wanted = await Promise.all(sayings.map(({ conferenceId, notice }) => parts.stillWanted(conferenceId, notice)));
    if (wanted.includes(false)) return { kind: 'returned' };
  }
  if (!parts.stillHolding()) return { kind: 'ambiguous' };
  const result = resultOf(await parts.connector.send({ serviceUrl, conversationId, activity: cardActivity({ card, summary: TOGETHER }) }), conversationId);
  // Nobody's card to change later: it is about more than one conference.
  return result.kind === 'sent' ? { ...result, activityId: '', together: true } : result;
}

/** `viewers`: the one it goes to, who keeps their card up to date. */
async function placeOf({ authority, chats }: NoticeSenderParts, notice: Notice): Promise<{ serviceUrl: string; conversationId: string; viewers: readonly string[] } | undefined> {
  if (notice.to.kind === 'person') {
    const chat = await chats.of(notice.to.person);
    return chat === undefined ? undefined : { serviceUrl: chat.serviceUrl, conversationId: chat.conversationId, viewers: [chat.channelUserId] };
  }
  if (notice.to.kind === 'mailbox') return undefined;
  const team = await chats.team();
  return team === undefined ? undefined : { serviceUrl: team.serviceUrl, conversationId: authority.decisionsChannel, viewers: [] };
}

async function cardFor(parts: NoticeSenderParts, conferenceId: string, notice: Notice, state: BookedConference, repeat: boolean, viewers: readonly string[]): Promise<Posted> {
  const rules = parts.rulesOf(state);
  const summary = SUMMARIES[notice.kind];
  const note = repeat ? TWICE : '';
  switch (notice.kind) {
    case 'invitation':
    case 'reportReminder':
    case 'settledCard': {
      const invitee = state.booking.invitees.find((entry) => entry.inviteeId === notice.inviteeId);
      if (invitee === undefined || invitee.person === null) throw new RangeError('a notice names an invitee who is not on the list');
      const about = notice.kind !== 'reportReminder' ? { kind: 'invitation' as const, repeat: repeat && notice.kind === 'invitation' } : { kind: 'reminder' as const, urgency: reportUrgency(rules, invitee, parts.civilNow()), repeat };
      return { summary, card: invitationCard(conferenceId, state, invitee, rules, about, viewers, { now: parts.civilNow() }) };
    }
    case 'chairBriefing': return { summary, card: briefingCard(conferenceId, state, rules, { ...NOTHING_TYPED, note, viewers }) };
    case 'listToConfirm': return { summary, card: listCard(conferenceId, state, rules, { ...NOTHING_TYPED, note, viewers }) };
    case 'bookingRequest':
    case 'settledRequest':
    case 'meetingNotPlaced': return { summary, card: requestCard(conferenceId, state, rules, { note: noteFor(notice, note), viewers, ...requestAbout(parts, state) }) };
    case 'reportToValidate': return { summary, card: reportsCard(conferenceId, state, ['conferenceTeamManager'], { rules, now: parts.civilNow(), note: note === '' ? 'The social worker says that their report is sent. Please look at it before it is shared (NOT-068).' : note, faults: {}, values: NO_REPORT_VALUES }) };
    case 'assessmentReminder':
    case 'assessmentToApprove':
    case 'assessmentReturned':
    case 'assessmentMissing':
    case 'assessmentDecided':
    case 'stoodDown': return { summary, card: assessmentNoticeCard(notice.kind, conferenceId, state, rules, { repeat, today: londonDateOf(parts.civilNow()) }) };
    case 'uninvited':
    case 'messagesStopped':
    case 'messagesResumed':
    case 'reportReturned':
    case 'reportsOverdue':
    case 'listReturned':
    case 'chairReleased':
    case 'chairChanged':
    case 'socialWorkerGiven':
    case 'socialWorkerReleased':
    case 'socialWorkerChanged':
    case 'withdrawnCard': return { summary, card: plainNoticeCard(notice.kind, state, { reader: notice.to.kind === 'person' ? notice.to.person : null, late: lateReports(state, rules, parts.civilNow()), more: repeat ? [TWICE] : [] }) };
    // Only ever by e-mail: a card in Teams has the link by itself.
    case 'meetingLink': throw new RangeError('the link of a meeting is written by e-mail');
    case 'datesMoved': return { summary, card: datesMovedCard(state, notice) };
    case 'replyUnclear': return { summary, card: unclearReplyCard(state, notice, repeat) };
    case 'incidentOpened':
    case 'incidentStillOpen': return { summary, card: incidentCard(conferenceId, state, Number(notice.noticeId.split('.')[1]), rolesOfReader(parts, state, notice), parts.authority, { note: [notice.kind === 'incidentStillOpen' ? 'This incident is still open.' : '', note].filter((words) => words !== '').join(' '), faults: {}, values: { words: '' } }) };
    case 'unreached': return { summary, card: unreachedCard(state, notice, parts.authority, repeat) };
    case 'channelDecision': return { summary, card: closedCard('decision', conferenceId, state, await teamsIds(parts, partOf(state)), repeat) };
    case 'channelPlan': return { summary, card: closedCard('plan', conferenceId, state, await teamsIds(parts, partOf(state)), repeat) };
  }
}

const NO_REPORT_VALUES = { inviteeId: '', on: '', reason: '', ownReason: '', answering: '', answer: '' };
const NOTHING_TYPED = { faults: {}, values: { inviteeId: '', reason: '' } };

/** What whoever reads the card is to the conference. */
function rolesOfReader({ authority }: NoticeSenderParts, state: BookedConference, { to }: Notice): readonly Role[] {
  return to.kind === 'person' ? rolesIn(state, to.person, authority.rolesOf(to.person)) : [];
}

function noteFor({ kind }: Notice, note: string): string {
  return kind === 'meetingNotPlaced' ? `Outlook could not place this conference, and does not try again. ${note}`.trim() : note;
}

function requestAbout({ authority, acknowledgeBy }: NoticeSenderParts, { bookingConfirmed, booking: { agreed } }: BookedConference): { readonly confirmedBy: string; readonly acknowledgeBy: CivilInstant | null } {
  return {
    confirmedBy: authority.people.find(({ person }) => person === bookingConfirmed?.by)?.name ?? 'A diary co-ordinator',
    acknowledgeBy: agreed === null ? null : acknowledgeBy(instant(agreed.at)),
  };
}

/** Those who were part of the conference, as the access table has it for reading decisions. */
function partOf({ booking }: BookedConference): readonly PersonKey[] {
  const invited = booking.invitees.flatMap((invitee) => (invitee.person === null ? [] : [invitee.person]));
  return [...new Set([booking.chair.person, booking.socialWorker.person, ...invited])];
}

async function teamsIds({ chats }: NoticeSenderParts, people: readonly PersonKey[]): Promise<readonly string[]> {
  const known = await Promise.all(people.map((person) => chats.of(person)));
  return known.flatMap((chat) => (chat === undefined ? [] : [chat.channelUserId])).slice(0, MOST_VIEWERS);
}

function resultOf(outcome: Awaited<ReturnType<ConnectorClient['send']>>, conversationId: string): SendResult {
  switch (outcome.kind) {
    case 'sent': return { kind: 'sent', activityId: outcome.activityId, conversationId };
    case 'retryAfter': return { kind: 'returned', afterSeconds: outcome.seconds };
    case 'notSent': return { kind: 'returned' };
    case 'ambiguous': return { kind: 'ambiguous' };
    case 'refused': return { kind: 'needsPerson', code: `${outcome.status}.${outcome.code}`.slice(0, 80) };
  }
}
