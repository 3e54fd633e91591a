/**
 * What the invited are told: the invitation, reminders of their report, and that they are no longer invited. Nothing
 * leaves to somebody who waits for an agreement (NOT-037, NOT-076). Whoever has no account here is written to by secure e-mail (NOT-039).
 */
import type { CivilInstant } from '../calendar/instants.ts';
import type { Invitee } from '../conference/events.ts';
import { reportIsOffTheirHands } from '../conference/reports.ts';
import { mayBeInvited, type BookedConference } from '../conference/state.ts';
import { cardLeftBy, instant, invitationId, ladderOf, mayHaveArrived, toInvitee, toPerson, type Notice, type NoticeRules } from './notice.ts';

export function invitedNotices(state: BookedConference, rules: NoticeRules): Notice[] {
  return [...invitations(state, rules), ...meetingLinks(state), ...reminders(state, rules), ...settledCards(state), ...uninvited(state, rules)];
}

function whoMayBeTold(state: BookedConference): readonly Invitee[] {
  return state.booking.invitees.filter((invitee) => mayBeInvited(state, invitee));
}

/** The social worker, who booked, is not invited to their own conference. */
function invitations(state: BookedConference, rules: NoticeRules): Notice[] {
  const { booking, bookedAt } = state;
  return whoMayBeTold(state).filter(({ person }) => person !== booking.socialWorker.person)
        .flatMap((invitee) => toInvitee(invitationId(state, invitee), 'invitation', invitee, instant(bookedAt), rules) ?? []);
}

/** Whoever was written to before there was a meeting to join, or with the link of another one, is sent the link: a card in Teams has it anyhow. */
function meetingLinks(state: BookedConference): Notice[] {
  const { meeting, chairChanges, booking, bookedAt } = state;
  const joinUrl = meeting.kind === 'placed' ? meeting.placed.joinUrl : null;
  if (joinUrl === null || booking.format === 'faceToFace') return [];
  return whoMayBeTold(state).flatMap(({ inviteeId }) => {
    const letters = [...state.notices].flatMap(([noticeId, notice]) => (notice.kind === 'mailed' && isLetterTo(noticeId, inviteeId) ? [notice] : []));
    const last = letters.at(-1);
    if (last === undefined || letters.some((letter) => letter.joinUrl === joinUrl)) return [];
    return [{ noticeId: `meetingLink.${inviteeId}.${chairChanges.length}`, kind: 'meetingLink', to: { kind: 'mailbox', address: last.address }, dueAt: instant(bookedAt), inviteeId, rung: null, alone: false }];
  });
}

function isLetterTo(noticeId: string, inviteeId: string): boolean {
  return isInvitationOf(noticeId, inviteeId) || noticeId.startsWith(`meetingLink.${inviteeId}.`);
}

function isInvitationOf(noticeId: string, inviteeId: string): boolean {
  return noticeId === `invitation.${inviteeId}` || noticeId.startsWith(`invitation.${inviteeId}.`);
}

/** Every reminder whose moment came after the booking, whether it is due or not. */
export function reminders(state: BookedConference, rules: NoticeRules): Notice[] {
  return whoMayBeTold(state).filter((invitee) => invitee.reportRequired && !reportIsOffTheirHands(state, invitee))
    .flatMap((invitee) => ladderOf(rules, invitee).filter(({ at }) => at > askedAt(state, invitee)).flatMap(({ rung, at, lastDay }) => toInvitee(`reportReminder.${invitee.inviteeId}.${rung}.${state.booking.on}`, 'reportReminder', invitee, at, rules, { rung, alone: lastDay }) ?? []));
}

/** Since when a report is asked of them: with the invitation, or once they said that they do not come. */
function askedAt({ bookedAt, answers }: BookedConference, { inviteeId, reportInstead }: Invitee): CivilInstant {
  return instant((reportInstead === undefined ? undefined : answers.get(inviteeId)?.at) ?? bookedAt);
}

/** Once a report is said to be sent, or is there, every card that still asks for it says so instead. */
function settledCards(state: BookedConference): Notice[] {
  return state.booking.invitees.flatMap(({ inviteeId, person }) => {
    const track = state.reports.get(inviteeId) ?? {};
    const saidAt = state.reportsSaidSent.get(inviteeId) ?? (track.waived ?? track.received ?? track.uploaded ?? track.shared)?.at;
    if (person === null || saidAt === undefined) return [];
    return lettersTo(state, inviteeId).flatMap((noticeId): Notice[] => {
      const replaces = cardLeftBy(state, noticeId);
      return replaces === undefined ? [] : [toPerson(`settledCard.${noticeId}`, 'settledCard', person, instant(saidAt), { inviteeId, replaces })];
    });
  });
}

/**
 * Whoever was taken off the list, or declined after all, finds in the place of each card that they are not invited any
 * more, and is written to once where they were invited by e-mail. Somebody who never had one hears nothing.
 */
function uninvited(state: BookedConference, rules: NoticeRules): Notice[] {
  const removed = [...state.removed.values()].map(({ invitee, at }) => ({ invitee, at }));
  const declined = state.booking.invitees.flatMap((invitee) => {
    const answer = state.attendanceAgreed.get(invitee.inviteeId);
    return answer?.agreed === false && invitee.waitsFor !== null ? [{ invitee, at: answer.at }] : [];
  });
  return [...removed, ...declined].flatMap(({ invitee, at }) => {
    const { inviteeId, person } = invitee;
    const onListAgain = whoMayBeTold(state).some((other) => (person === null ? other.person === null && other.email === invitee.email : other.person === person));
    return lettersTo(state, inviteeId).filter((noticeId) => mayHaveArrived(state, noticeId)).flatMap((noticeId): Notice[] => {
      const replaces = cardLeftBy(state, noticeId);
      // One message about several conferences keeps itself up to date; it asks for nothing that is over.
      if (wasToldTogether(state, noticeId)) return [];
      if (person !== null && replaces !== undefined) return [toPerson(`uninvited.${noticeId}`, 'uninvited', person, instant(at), { inviteeId, replaces })];
      // A reminder that went by e-mail needs no letter of its own to be taken back.
      const once = person !== null || noticeId === lettersTo(state, inviteeId).findLast((letter) => isInvitationOf(letter, inviteeId) && mayHaveArrived(state, letter));
      return onListAgain || !once ? [] : [toInvitee(`uninvited.${noticeId}`, 'uninvited', invitee, instant(at), rules) ?? []].flat();
    });
  });
}

function wasToldTogether({ notices }: BookedConference, noticeId: string): boolean {
  const notice = notices.get(noticeId);
  return notice?.kind === 'sent' && notice.together === true;
}

/** The ids of what went to them, or may have. */
function lettersTo(state: BookedConference, inviteeId: string): readonly string[] {
  return [...state.notices.keys()].filter((noticeId) => isInvitationOf(noticeId, inviteeId) || noticeId.startsWith(`reportReminder.${inviteeId}.`));
}
