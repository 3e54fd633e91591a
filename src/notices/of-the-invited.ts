/**
 * What the invited are told: the invitation, reminders of their report, and that they are no longer invited. Nothing
 * leaves to somebody who waits for an agreement (NOT-037, NOT-076), nor in Teams to somebody without an account here.
 */
import type { Invitee } from '../conference/events.ts';
import { mayBeInvited, type BookedConference } from '../conference/state.ts';
import { cardLeftBy, instant, mayHaveArrived, toPerson, type Notice, type NoticeTimes } from './notice.ts';

type InTeams = Invitee & { readonly person: NonNullable<Invitee['person']> };

export function invitedNotices(state: BookedConference, times: NoticeTimes): Notice[] {
  return [...invitations(state), ...reminders(state, times), ...settledCards(state), ...uninvited(state)];
}

function reachable(state: BookedConference): readonly InTeams[] {
  return state.booking.invitees.filter((invitee): invitee is InTeams => invitee.person !== null && mayBeInvited(state, invitee));
}

/** The social worker, who booked, is not invited to their own conference. */
function invitations(state: BookedConference): Notice[] {
  const { booking, bookedAt } = state;
  return reachable(state).filter(({ person }) => person !== booking.socialWorker.person)
    .map(({ inviteeId, person }) => toPerson(`invitation.${inviteeId}`, 'invitation', person, instant(bookedAt), { inviteeId }));
}

/** Every reminder whose moment came after the booking, whether it is due or not. */
export function reminders(state: BookedConference, times: NoticeTimes): Notice[] {
  const rungs = times.reportReminders.filter((rung) => rung.at > instant(state.bookedAt));
  return reachable(state).filter(({ inviteeId, reportRequired }) => reportRequired && !state.reportsSaidSent.has(inviteeId))
    .flatMap(({ inviteeId, person }) => rungs.map(({ rung, at }) => toPerson(`reportReminder.${inviteeId}.${rung}.${state.booking.on}`, 'reportReminder', person, at, { inviteeId, rung })));
}

/** Once a report is said to be sent, every card that still asks for it says so instead. */
function settledCards(state: BookedConference): Notice[] {
  return state.booking.invitees.flatMap(({ inviteeId, person }) => {
    const saidAt = state.reportsSaidSent.get(inviteeId);
    if (person === null || saidAt === undefined) return [];
    return lettersTo(state, inviteeId).flatMap((noticeId): Notice[] => {
      const replaces = cardLeftBy(state, noticeId);
      return replaces === undefined ? [] : [toPerson(`settledCard.${noticeId}`, 'settledCard', person, instant(saidAt), { inviteeId, replaces })];
    });
  });
}

/**
 * Whoever was taken off the list, or declined after all, finds in the place of each letter that they are not invited any
 * more. Somebody who never had one hears nothing.
 */
function uninvited(state: BookedConference): Notice[] {
  const removed = [...state.removed.values()].map(({ invitee, at }) => ({ invitee, at }));
  const declined = state.booking.invitees.flatMap((invitee) => {
    const answer = state.attendanceAgreed.get(invitee.inviteeId);
    return answer?.agreed === false && invitee.waitsFor !== null ? [{ invitee, at: answer.at }] : [];
  });
  return [...removed, ...declined].flatMap(({ invitee: { inviteeId, person }, at }) => {
    if (person === null) return [];
    const onListAgain = reachable(state).some((invitee) => invitee.person === person);
    return lettersTo(state, inviteeId).filter((noticeId) => mayHaveArrived(state, noticeId)).flatMap((noticeId) => {
      const replaces = cardLeftBy(state, noticeId);
      if (replaces === undefined) return onListAgain ? [] : [toPerson(`uninvited.${noticeId}`, 'uninvited', person, instant(at), { inviteeId })];
      return [toPerson(`uninvited.${noticeId}`, 'uninvited', person, instant(at), { inviteeId, replaces })];
    });
  });
}

/** The ids of what went to them, or may have. */
function lettersTo(state: BookedConference, inviteeId: string): readonly string[] {
  return [...state.notices.keys()].filter((noticeId) => noticeId === `invitation.${inviteeId}` || noticeId.startsWith(`reportReminder.${inviteeId}.`));
}
