/** That a conference has another social worker: told to the one who has it, the one who had it, the chair, and those invited, who have to know to whom reports go. */
import { mayBeInvited, type BookedConference } from '../conference/state.ts';
import { instant, invitationId, mayHaveArrived, toInvitee, toPerson, type Notice, type NoticeRules } from './notice.ts';

/** Of several changes only the last is told; whoever was not invited yet reads the name in the invitation. */
export function socialWorkerNotices(state: BookedConference, rules: Pick<NoticeRules, 'byMail'>): Notice[] {
  const { socialWorkerChanges, booking: { socialWorker, chair, agreed, invitees } } = state;
  const last = socialWorkerChanges.at(-1);
  if (last === undefined) return [];
  const [number, at] = [socialWorkerChanges.length, instant(last.at)];
  const told = invitees.filter((invitee) => invitee.party === 'professional' && invitee.person !== socialWorker.person && invitee.person !== agreed?.by.person && mayBeInvited(state, invitee) && mayHaveArrived(state, invitationId(state, invitee)));
  const manager = agreed === null || agreed.by.person === last.by ? [] : [toPerson(`socialWorkerChanged.${number}.teamManager`, 'socialWorkerChanged', agreed.by.person, at)];
  return [
    toPerson(`socialWorkerGiven.${number}`, 'socialWorkerGiven', socialWorker.person, at),
    ...(last.from.person === socialWorker.person ? [] : [toPerson(`socialWorkerReleased.${number}`, 'socialWorkerReleased', last.from.person, at)]),
    toPerson(`socialWorkerChanged.${number}.chair`, 'socialWorkerChanged', chair.person, at), ...manager,
    ...told.flatMap((invitee) => toInvitee(`socialWorkerChanged.${number}.${invitee.inviteeId}`, 'socialWorkerChanged', invitee, at, rules) ?? []),
  ];
}
