/** Whom a notice went to, by name: what its id says, and otherwise what its kind says. */
import type { Invitee } from '../src/conference/events.ts';
import { teamManagerSuffix } from '../src/conference/reaching.ts';
import type { BookedConference } from '../src/conference/state.ts';
import { parsePersonKey, type PersonKey } from '../src/people/person.ts';
import type { Authority } from './authority.ts';

/** The id of a notice names an invitee, or ends in the two parts of a person's key; otherwise its kind says whose it is. */
export function recipientName(state: BookedConference, noticeId: string, authority: Pick<Authority, 'find'>): string {
  const [kind = '', ...parts] = noticeId.split('.');
  const { chair, socialWorker, agreed } = state.booking;
  const invitee = inviteesEver(state).find(({ inviteeId }) => parts.includes(inviteeId));
  const person = parsePersonKey(parts.slice(-2).join('.'));
  // Whose message it was is in their ids too; whom it was told to stands at the end.
  if (kind === 'unreached') return noticeId.endsWith(teamManagerSuffix) ? managerOf(state) : noticeId.includes('.coordinator.') && person !== undefined ? nameOf(state, person, authority) : socialWorker.name;
  if (kind === 'replyUnclear') return socialWorker.name;
  if (invitee !== undefined) return invitee.designation === '' ? invitee.name : `${invitee.name}, ${invitee.designation}`;
  if (person !== undefined) return nameOf(state, person, authority);
  switch (kind) {
    case 'channelDecision':
    case 'channelPlan': return 'the channel';
    case 'listToConfirm':
    case 'reportToValidate': return agreed?.by.name ?? 'The team manager';
    case 'chairBriefing': return chairAt(state, Number(parts[0] ?? 0));
    case 'socialWorkerReleased': return state.socialWorkerChanges[Number(parts[0] ?? 1) - 1]?.from.name ?? 'The social worker before';
    case 'socialWorkerChanged': return parts[1] === 'chair' ? chair.name : managerOf(state);
    case 'chairReleased': return state.chairChanges[Number(parts[0] ?? 1) - 1]?.from.name ?? 'The chair before';
    case 'datesMoved': return parts[1] === 'chair' ? chair.name : socialWorker.name;
    default: return socialWorker.name;
  }
}

/** Whom of those invited a notice is about, whoever it went to. */
export function inviteeNamed(state: BookedConference, noticeId: string): Invitee | undefined {
  return inviteesEver(state).find(({ inviteeId }) => noticeId.split('.').includes(inviteeId));
}

function nameOf({ booking: { chair, socialWorker, agreed } }: BookedConference, person: PersonKey, authority: Pick<Authority, 'find'>): string {
  const known = [chair, socialWorker, ...(agreed === null ? [] : [agreed.by])].find((each) => each.person === person);
  return known?.name ?? authority.find(person)?.name ?? 'Somebody of the office';
}

function managerOf({ booking: { agreed } }: BookedConference): string {
  return agreed?.by.name ?? 'The team manager';
}

/** The first chair, or the one who came with that change. */
function chairAt({ booking, chairChanges }: BookedConference, change: number): string {
  return chairChanges[change]?.from.name ?? booking.chair.name;
}

function inviteesEver({ booking, removed }: BookedConference): readonly Invitee[] {
  return [...booking.invitees, ...[...removed.values()].map(({ invitee }) => invitee)];
}
