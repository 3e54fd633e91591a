/**
 * What a conference owes to whom, and when: invitations, the chair's briefing, report reminders, the channel posts.
 * Computed afresh on every waking from the events and the rules; only outcomes are recorded. So a date that moves,
 * or a report that is on its way, needs no hunt for old timers.
 */
import { addMinutes, londonInstant, type CivilInstant } from '../calendar/instants.ts';
import { reportIsOffTheirHands } from '../conference/reports.ts';
import { stopStanding } from '../conference/stopping.ts';
import { attemptsOf } from '../conference/evolve-notices.ts';
import { mayBeInvited, plannedChildIds, type BookedConference, type NoticeState } from '../conference/state.ts';
import type { PersonKey } from '../people/person.ts';
import { assessmentNotices, assessmentReminders, overtakenByStandDown } from './of-the-assessment.ts';
import { instant, toInvitee, toPerson, type Notice, type NoticeKind, type NoticeRules } from './notice.ts';
import { incidentNotices } from './of-incidents.ts';
import { stopNotices } from './of-stops.ts';
import { invitedNotices, reminders } from './of-the-invited.ts';
import { officeNotices } from './of-the-office.ts';
import { socialWorkerNotices } from './of-the-social-worker.ts';
import { unreached } from './of-the-unreached.ts';

export type { Notice, NoticeKind, NoticeRules, NoticeTimes } from './notice.ts';

/** What to do about a notice now. */
export type NoticeStep =
  | SendStep
  | { readonly do: 'suppress'; readonly notice: Notice; readonly reason: 'overtaken' | 'expired' }
  | { readonly do: 'handOver'; readonly notice: Notice; readonly code: 'ambiguousTwice' };

export type SendStep = { readonly do: 'send'; readonly notice: Notice; readonly attempt: number; readonly repeat: boolean };

/** What gets people ready for a conference; once it has begun, it would only puzzle them. */
const PREPARES: readonly NoticeKind[] = ['invitation', 'meetingLink', 'uninvited', 'reportReminder', 'bookingRequest', 'settledRequest', 'meetingNotPlaced', 'listToConfirm', 'listReturned', 'reportToValidate', 'reportReturned', 'reportsOverdue', 'replyUnclear', 'assessmentReminder', 'assessmentToApprove', 'assessmentReturned', 'assessmentMissing', 'chairBriefing', 'chairReleased', 'chairChanged', 'socialWorkerGiven', 'socialWorkerReleased', 'socialWorkerChanged'];
/** A lost answer is tried once more, marked as a repeat; after that a person is asked. */
const MOST_COPIES = 2;
const UNKNOWN_OUTCOME_MINUTES = 0.1;
const FIRST_RETRY_MINUTES = 0.25;
const LONGEST_RETRY_MINUTES = 15;

/** Everything not yet settled, due or not, earliest first. While all messages are stopped, that they are is all there is to say. */
export function noticesOwed(state: BookedConference, rules: NoticeRules): readonly Notice[] {
  const ofStops = [...stopNotices(state), ...incidentNotices(state, rules)];
  const all = stopStanding(state) !== undefined ? ofStops : [...ofStops, ...invitedNotices(state, rules), ...officeNotices(state, rules), ...socialWorkerNotices(state, rules), ...assessmentNotices(state, rules), ...movedDates(state, rules), ...unreached(state, rules), ...channelPosts(state)];
  return all.filter((notice) => !overtakenByStandDown(state, notice) && !settled(state.notices.get(notice.noticeId))).toSorted((a, b) => a.dueAt - b.dueAt);
}

/** What is to be done at `now`: of several reminders that fell due meanwhile only the latest is sent. */
export function stepsDue(state: BookedConference, rules: NoticeRules, now: CivilInstant): readonly NoticeStep[] {
  const due = noticesOwed(state, rules).filter((notice) => leavesAt(state, notice, rules, now) <= now);
  return due.map((notice) => stepFor(state, notice, rules, now));
}

/**
 * Whether it waits for what other conferences have to say to the same person, so that they get one message and not a storm:
 * a reminder, and reports that are late. The reminder of the last day goes by itself.
 */
export function goesTogether(step: NoticeStep): step is SendStep {
  return step.do === 'send' && GATHERED.includes(step.notice.kind) && step.notice.to.kind !== 'decisionsChannel' && !step.notice.alone;
}

/** When the conference must wake next for its notices, seen from `now`; null when nothing is owed. */
export function nextNoticeAt(state: BookedConference, rules: NoticeRules, now: CivilInstant): CivilInstant | null {
  const instants = noticesOwed(state, rules).map((notice) => leavesAt(state, notice, rules, now));
  return instants.length === 0 ? null : (Math.min(...instants) as CivilInstant);
}

/** The instant the conference starts. */
export function startOf(state: BookedConference): CivilInstant {
  return londonInstant(state.booking.on, state.booking.from);
}

/** When dates moved with the rules, whoever has to keep one of them is told, once for each move. */
function movedDates(state: BookedConference, rules: NoticeRules): Notice[] {
  const { chair, socialWorker, invitees } = state.booking;
  return state.ruleMoves.flatMap((move, place) => {
    const owners = new Set(move.moved.map(({ owner }) => owner));
    const told = (who: string, person: PersonKey): Notice[] => [toPerson(`datesMoved.${place + 1}.${who}`, 'datesMoved', person, instant(move.at))];
    const reporters = invitees.filter((invitee) => invitee.reportRequired && invitee.person !== socialWorker.person && mayBeInvited(state, invitee) && !reportIsOffTheirHands(state, invitee));
    return [
      ...(owners.size > 0 ? told('socialWorker', socialWorker.person) : []),
      ...(owners.has('chair') ? told('chair', chair.person) : []),
      ...(owners.has('professionals') ? reporters.flatMap((invitee) => toInvitee(`datesMoved.${place + 1}.${invitee.inviteeId}`, 'datesMoved', invitee, instant(move.at), rules) ?? []) : []),
    ];
  });
}

function channelPosts(state: BookedConference): Notice[] {
  if (state.released === null) return [];
  const dueAt = instant(state.released.at);
  const kinds: NoticeKind[] = plannedChildIds(state).length > 0 && state.plan !== null ? ['channelDecision', 'channelPlan'] : ['channelDecision'];
  return kinds.map((kind) => ({ noticeId: kind, kind, to: { kind: 'decisionsChannel' }, dueAt, inviteeId: null, rung: null, alone: false }));
}

function stepFor(state: BookedConference, notice: Notice, rules: NoticeRules, now: CivilInstant): NoticeStep {
  if (PREPARES.includes(notice.kind) && now >= startOf(state)) return { do: 'suppress', notice, reason: 'expired' };
  if ((notice.kind === 'reportReminder' || notice.kind === 'assessmentReminder') && isOvertaken(state, notice, rules, now)) return { do: 'suppress', notice, reason: 'overtaken' };
  const attempts = attemptsOf(state, notice.noticeId);
  if (attempts >= MOST_COPIES) return { do: 'handOver', notice, code: 'ambiguousTwice' };
  return { do: 'send', notice, attempt: attempts + 1, repeat: attempts > 0 };
}

/** Whether a later reminder of the same report has had its turn: its time has come, or it is out already. */
function isOvertaken(state: BookedConference, notice: Notice, rules: NoticeRules, now: CivilInstant): boolean {
  return [...reminders(state, rules), ...assessmentReminders(state, rules)].some((other) => other.kind === notice.kind && other.inviteeId === notice.inviteeId && other.dueAt > notice.dueAt && (other.dueAt <= now || settled(state.notices.get(other.noticeId))));
}

/** What reminds keeps to working hours even when it was held up: nobody is nagged in the night, or on a bank holiday. */
const KEEPS_HOURS: readonly NoticeKind[] = ['reportReminder', 'reportsOverdue', 'assessmentReminder'];
/** What is gathered for one person from all their conferences. */
const GATHERED: readonly NoticeKind[] = ['reportReminder', 'reportsOverdue'];

/** When it leaves, seen from `now`. Once the conference begins there is nothing to wait for: it expires. */
function leavesAt(state: BookedConference, notice: Notice, rules: NoticeRules, now: CivilInstant): CivilInstant {
  const ready = readyAt(state, notice);
  if (!KEEPS_HOURS.includes(notice.kind) || now >= startOf(state)) return ready;
  return rules.workingMoment(Math.max(ready, now) as CivilInstant);
}

/**
 * Due time, put off after a sending that surely never left (doubling from 15 seconds up to 15 minutes, and never before the
 * time that a connector under load named), and for a moment
 * after one whose outcome nobody knows: an answer may still be on its way.
 */
function readyAt(state: BookedConference, notice: Notice): CivilInstant {
  const known = state.notices.get(notice.noticeId);
  if (known?.kind === 'attempted') return addMinutes(instant(known.attemptedAt), UNKNOWN_OUTCOME_MINUTES);
  if (known?.kind !== 'returned') return notice.dueAt;
  const pause = addMinutes(instant(known.returnedAt), Math.min(FIRST_RETRY_MINUTES * 2 ** (known.returns - 1), LONGEST_RETRY_MINUTES));
  return known.again === null ? pause : (Math.max(pause, instant(known.again)) as CivilInstant);
}

function settled(notice: NoticeState | undefined): boolean {
  return notice !== undefined && notice.kind !== 'attempted' && notice.kind !== 'returned';
}
