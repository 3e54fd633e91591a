/**
 * What a conference owes to whom, and when: invitations, the chair's briefing, report reminders, the channel posts.
 * Computed afresh on every waking from the events and the rules; only outcomes are recorded. So a date that moves,
 * or a report that is on its way, needs no hunt for old timers.
 */
import { addMinutes, londonInstant, parseIsoUtc, type CivilInstant } from '../calendar/instants.ts';
import { attemptsOf, plannedChildIds, type BookedConference, type NoticeState } from '../conference/state.ts';
import type { PersonKey } from '../people/person.ts';

export type NoticeKind = 'invitation' | 'chairBriefing' | 'reportReminder' | 'settledCard' | 'datesMoved' | 'unreached' | 'channelDecision' | 'channelPlan';

export type Notice = {
  /** The same for the same duty to the same person by the same date: what makes a second sending impossible. */
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly to: { readonly kind: 'person'; readonly person: PersonKey } | { readonly kind: 'decisionsChannel' };
  readonly dueAt: CivilInstant;
  readonly inviteeId: string | null;
  /** The card this one takes the place of, where it is no new message. */
  readonly replaces?: { readonly activityId: string; readonly conversationId: string };
  /** Which rung of the reminder ladder, such as "-2wd"; null for anything else. */
  readonly rung: string | null;
  /** What did not reach its recipient, for a notice that says so. */
  readonly undelivered?: NoticeKind | undefined;
};

/** Instants that the rules give for this conference; see `noticeTimes` of the caller's pack. */
export type NoticeTimes = {
  /** Reminders of an agency report, earliest first. */
  readonly reportReminders: readonly { readonly rung: string; readonly at: CivilInstant }[];
};

/** What to do about a notice now. */
export type NoticeStep =
  | { readonly do: 'send'; readonly notice: Notice; readonly attempt: number; readonly repeat: boolean }
  | { readonly do: 'suppress'; readonly notice: Notice; readonly reason: 'overtaken' | 'expired' }
  | { readonly do: 'handOver'; readonly notice: Notice; readonly code: 'ambiguousTwice' };

/** What gets people ready for a conference; once it has begun, it would only puzzle them. */
const PREPARES: readonly NoticeKind[] = ['invitation', 'chairBriefing', 'reportReminder'];
const POSTS: readonly NoticeKind[] = ['channelDecision', 'channelPlan'];
/** A lost answer is tried once more, marked as a repeat; after that a person is asked. */
const MOST_COPIES = 2;
const UNKNOWN_OUTCOME_MINUTES = 0.1;
const FIRST_RETRY_MINUTES = 0.25;
const LONGEST_RETRY_MINUTES = 15;

/** Everything not yet settled, due or not, earliest first. */
export function noticesOwed(state: BookedConference, times: NoticeTimes): readonly Notice[] {
  const all = [...invitations(state), ...reminders(state, times), ...settledCards(state), ...movedDates(state), ...unreached(state), ...channelPosts(state)];
  return all.filter((notice) => !settled(state.notices.get(notice.noticeId))).toSorted((a, b) => a.dueAt - b.dueAt);
}

/** What is to be done at `now`: of several reminders that fell due meanwhile only the latest is sent. */
export function stepsDue(state: BookedConference, times: NoticeTimes, now: CivilInstant): readonly NoticeStep[] {
  const due = noticesOwed(state, times).filter((notice) => readyAt(state, notice) <= now);
  return due.map((notice) => stepFor(state, notice, times, now));
}

/** When the conference must wake next for its notices; null when nothing is owed. */
export function nextNoticeAt(state: BookedConference, times: NoticeTimes): CivilInstant | null {
  const instants = noticesOwed(state, times).map((notice) => readyAt(state, notice));
  return instants.length === 0 ? null : (Math.min(...instants) as CivilInstant);
}

/** The instant the conference starts. */
export function startOf(state: BookedConference): CivilInstant {
  return londonInstant(state.booking.on, state.booking.from);
}

function invitations(state: BookedConference): Notice[] {
  const dueAt = instant(state.bookedAt);
  const toInvitees = state.booking.invitees.flatMap((invitee): Notice[] => invitee.person === null || invitee.person === state.booking.socialWorker.person ? [] : [{
    noticeId: `invitation.${invitee.inviteeId}`, kind: 'invitation', to: { kind: 'person', person: invitee.person }, dueAt, inviteeId: invitee.inviteeId, rung: null,
  }]);
  return [...toInvitees, { noticeId: 'chairBriefing', kind: 'chairBriefing', to: { kind: 'person', person: state.booking.chair.person }, dueAt, inviteeId: null, rung: null }];
}

function reminders(state: BookedConference, times: NoticeTimes): Notice[] {
  const after = instant(state.bookedAt);
  const rungs = times.reportReminders.filter((rung) => rung.at > after);
  return state.booking.invitees.flatMap(({ inviteeId, person, reportRequired }) => {
    if (person === null || !reportRequired || state.reportsSaidSent.has(inviteeId)) return [];
    return rungs.map(({ rung, at }): Notice => ({
      noticeId: `reportReminder.${inviteeId}.${rung}.${state.booking.on}`, kind: 'reportReminder', to: { kind: 'person', person }, dueAt: at, inviteeId, rung,
    }));
  });
}

/** Once a report is said to be sent, every card that still asks for it says so instead. */
function settledCards(state: BookedConference): Notice[] {
  return state.booking.invitees.flatMap(({ inviteeId, person }) => {
    const saidAt = state.reportsSaidSent.get(inviteeId);
    if (person === null || saidAt === undefined) return [];
    return [...state.notices].flatMap(([noticeId, notice]): Notice[] => notice.kind !== 'sent' || notice.activityId === '' || !asksForReport(noticeId, inviteeId) ? [] : [{
      noticeId: `settledCard.${noticeId}`, kind: 'settledCard', to: { kind: 'person', person }, dueAt: instant(saidAt), inviteeId, rung: null, replaces: notice,
    }]);
  });
}

function asksForReport(noticeId: string, inviteeId: string): boolean {
  return noticeId === `invitation.${inviteeId}` || noticeId.startsWith(`reportReminder.${inviteeId}.`);
}

/** When dates moved with the rules, whoever has to keep one of them is told, once for each move. */
function movedDates(state: BookedConference): Notice[] {
  const { chair, socialWorker, invitees } = state.booking;
  return state.ruleMoves.flatMap((move, place) => {
    const owners = new Set(move.moved.map(({ owner }) => owner));
    const told = (who: string, person: PersonKey | null, inviteeId: string | null): Notice[] => person === null ? [] : [{
      noticeId: `datesMoved.${place + 1}.${who}`, kind: 'datesMoved', to: { kind: 'person', person }, dueAt: instant(move.at), inviteeId, rung: null,
    }];
    const reporters = invitees.filter(({ inviteeId, person, reportRequired }) => reportRequired && person !== socialWorker.person && !state.reportsSaidSent.has(inviteeId));
    return [
      ...(owners.size > 0 ? told('socialWorker', socialWorker.person, null) : []),
      ...(owners.has('chair') ? told('chair', chair.person, null) : []),
      ...(owners.has('professionals') ? reporters.flatMap(({ inviteeId, person }) => told(inviteeId, person, inviteeId)) : []),
    ];
  });
}

/** Whoever could not be reached in Teams is named to the social worker, who can telephone: never silence. */
function unreached(state: BookedConference): Notice[] {
  return [...state.notices].flatMap(([noticeId, notice]): Notice[] => notice.kind !== 'needsPerson' || noticeId.startsWith('unreached.') || noticeId.startsWith('settledCard.') ? [] : [{
    noticeId: `unreached.${noticeId}`, kind: 'unreached', to: { kind: 'person', person: state.booking.socialWorker.person }, dueAt: instant(state.bookedAt), inviteeId: inviteeIn(state, noticeId), rung: null, undelivered: kindIn(noticeId),
  }]);
}

function inviteeIn(state: BookedConference, noticeId: string): string | null {
  return state.booking.invitees.find((invitee) => noticeId.split('.').includes(invitee.inviteeId))?.inviteeId ?? null;
}

/** A notice's id begins with its kind. */
function kindIn(noticeId: string): NoticeKind | undefined {
  return [...PREPARES, 'datesMoved' as const, ...POSTS].find((kind) => kind === noticeId.split('.')[0]);
}

function channelPosts(state: BookedConference): Notice[] {
  if (state.released === null) return [];
  const dueAt = instant(state.released.at);
  const kinds: NoticeKind[] = plannedChildIds(state).length > 0 && state.plan !== null ? ['channelDecision', 'channelPlan'] : ['channelDecision'];
  return kinds.map((kind) => ({ noticeId: kind, kind, to: { kind: 'decisionsChannel' }, dueAt, inviteeId: null, rung: null }));
}

function stepFor(state: BookedConference, notice: Notice, times: NoticeTimes, now: CivilInstant): NoticeStep {
  if (PREPARES.includes(notice.kind) && now >= startOf(state)) return { do: 'suppress', notice, reason: 'expired' };
  if (notice.kind === 'reportReminder' && isOvertaken(state, notice, times, now)) return { do: 'suppress', notice, reason: 'overtaken' };
  const attempts = attemptsOf(state, notice.noticeId);
  if (attempts >= MOST_COPIES) return { do: 'handOver', notice, code: 'ambiguousTwice' };
  return { do: 'send', notice, attempt: attempts + 1, repeat: attempts > 0 };
}

/** Whether a later reminder of the same report has had its turn: its time has come, or it is out already. */
function isOvertaken(state: BookedConference, notice: Notice, times: NoticeTimes, now: CivilInstant): boolean {
  return reminders(state, times).some((other) => other.inviteeId === notice.inviteeId && other.dueAt > notice.dueAt && (other.dueAt <= now || settled(state.notices.get(other.noticeId))));
}

/**
 * Due time, put off after a sending that surely never left (doubling from 15 seconds up to 15 minutes), and for a moment
 * after one whose outcome nobody knows: an answer may still be on its way.
 */
function readyAt(state: BookedConference, notice: Notice): CivilInstant {
  const known = state.notices.get(notice.noticeId);
  if (known?.kind === 'attempted') return addMinutes(instant(known.attemptedAt), UNKNOWN_OUTCOME_MINUTES);
  if (known?.kind !== 'returned') return notice.dueAt;
  return addMinutes(instant(known.returnedAt), Math.min(FIRST_RETRY_MINUTES * 2 ** (known.returns - 1), LONGEST_RETRY_MINUTES));
}

function settled(notice: NoticeState | undefined): boolean {
  return notice !== undefined && notice.kind !== 'attempted' && notice.kind !== 'returned';
}

function instant(isoText: string): CivilInstant {
  const parsed = parseIsoUtc(isoText);
  if (parsed === undefined) throw new RangeError('a recorded instant is not an instant');
  return parsed;
}
