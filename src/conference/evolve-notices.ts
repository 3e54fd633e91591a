/** What became of what the companion had to say, folded into the state: attempted, sent, put off, come back. */
import type { RecordedConferenceEvent } from './events.ts';
import type { BookedConference, NoticeState } from './state.ts';
import { withEntry } from './with-entry.ts';

type OfNotices = Extract<RecordedConferenceEvent, { type: 'noticeAttempted' | 'noticeReturned' | 'noticeSettled' | 'letterCameBack' | 'reachableAgain' }>;

/** How the code of a notice begins that was taken and came back. */
export const CAME_BACK = 'cameBack.';

export function evolveNotices(state: BookedConference, event: OfNotices): BookedConference {
  switch (event.type) {
    case 'noticeAttempted':
      return withNotice(state, event.data.noticeId, { kind: 'attempted', attempts: event.data.attempt, returns: returnsOf(state, event.data.noticeId), attemptedAt: event.at });
    case 'noticeReturned':
      return withNotice(state, event.data.noticeId, { kind: 'returned', attempts: attemptsOf(state, event.data.noticeId) - 1, returns: returnsOf(state, event.data.noticeId) + 1, returnedAt: event.at, again: event.data.again ?? null });
    case 'noticeSettled':
      // Whoever was slow to record that it was taken cannot unsay that it came back.
      if (hasComeBack(state, event.data.noticeId)) return state;
      return withInvited(withNotice(state, event.data.noticeId, { ...event.data.outcome, at: event.at }), event);
    case 'letterCameBack':
      return withoutInvited(withNotice(state, event.data.noticeId, { kind: 'needsPerson', code: `${CAME_BACK}${event.data.code}`, at: event.at }), event.data.noticeId);
    case 'reachableAgain':
      return { ...state, notices: new Map([...state.notices].filter(([noticeId]) => !event.data.noticeIds.includes(noticeId))) };
  }
}

function hasComeBack({ notices }: BookedConference, noticeId: string): boolean {
  const notice = notices.get(noticeId);
  return notice?.kind === 'needsPerson' && notice.code.startsWith(CAME_BACK);
}

function withNotice(state: BookedConference, noticeId: string, notice: NoticeState): BookedConference {
  return { ...state, notices: withEntry(state.notices, noticeId, notice) };
}

/** The first invitation counts: one to another address, or after an update, is not when somebody was invited. */
function withInvited(state: BookedConference, { data: { noticeId, outcome }, at }: Extract<OfNotices, { type: 'noticeSettled' }>): BookedConference {
  const inviteeId = invitedBy(noticeId);
  const left = inviteeId !== undefined && (outcome.kind === 'sent' || outcome.kind === 'mailed');
  return left && !state.invitedAt.has(inviteeId) ? { ...state, invitedAt: withEntry(state.invitedAt, inviteeId, at) } : state;
}

/** An invitation that came back has invited nobody; one to another address may have. */
function withoutInvited(state: BookedConference, noticeId: string): BookedConference {
  const inviteeId = invitedBy(noticeId);
  if (inviteeId === undefined) return state;
  const left = [...state.notices].flatMap(([other, notice]) => (invitedBy(other) === inviteeId && (notice.kind === 'sent' || notice.kind === 'mailed') ? [notice.at] : []));
  const [first] = left.toSorted();
  const invitedAt = new Map([...state.invitedAt].filter(([invited]) => invited !== inviteeId));
  return { ...state, invitedAt: first === undefined ? invitedAt : withEntry(invitedAt, inviteeId, first) };
}

/** Whom an invitation is to; undefined for any other notice. */
function invitedBy(noticeId: string): string | undefined {
  const [kind, inviteeId] = noticeId.split('.');
  return kind === 'invitation' ? inviteeId : undefined;
}

/** Copies that may have left so far. */
export function attemptsOf(state: BookedConference, noticeId: string): number {
  const notice = state.notices.get(noticeId);
  return notice?.kind === 'attempted' || notice?.kind === 'returned' ? notice.attempts : 0;
}

function returnsOf(state: BookedConference, noticeId: string): number {
  const notice = state.notices.get(noticeId);
  return notice?.kind === 'attempted' || notice?.kind === 'returned' ? notice.returns : 0;
}
