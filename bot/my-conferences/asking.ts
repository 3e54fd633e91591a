/**
 * What every press about somebody's own conferences has in common: who asks, of which conference, and what they are to it.
 * Whoever has no part in it, and whoever names one that is not there, gets the same answer.
 */
import type { CivilInstant } from '../../src/calendar/instants.ts';
import type { Command } from '../../src/conference/commands.ts';
import { inviteeOf, mayBeInvited, rolesIn, type BookedConference } from '../../src/conference/state.ts';
import { startOf } from '../../src/notices/owed.ts';
import { may, type Role, type Verb } from '../../src/people/access.ts';
import type { Rulebook } from '../../src/procedures/duties.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import type { Authority } from '../authority.ts';
import type { ConferenceLists } from '../conference-lists.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import type { Desk, Turn } from '../desk.ts';
import type { Asker, Pressed } from '../teams/turn.ts';

export type MyConferencesParts = {
  readonly authority: Authority;
  readonly pack: Pack;
  readonly desk: Pick<Desk, 'look' | 'perform'>;
  readonly lists: Pick<ConferenceLists, 'ofPerson' | 'officeRequests' | 'comingUp' | 'byReference' | 'stuck'>;
  readonly rulesOf: (state: BookedConference) => ConferenceRules;
  /** The pack with the calendar that the conference is counted by. */
  readonly bookOf: (state: BookedConference) => Rulebook;
  readonly civilNow: () => CivilInstant;
};

/** A conference as this person may look at it. */
export type Seen = { readonly conferenceId: string; readonly state: BookedConference; readonly roles: readonly Role[]; readonly asker: Asker };

const CONFERENCE_ID = /^[a-z0-9-]{8,64}$/;

/** The conference, if it is there and this person has one of the rights; undefined for either lack. */
export async function seen({ authority, desk }: MyConferencesParts, conferenceId: string, asker: Asker, ...rights: readonly [Verb, ...Verb[]]): Promise<Seen | undefined> {
  if (!CONFERENCE_ID.test(conferenceId)) return undefined;
  const state = await desk.look(conferenceId);
  if (state.kind !== 'booked') return undefined;
  const roles = ownRoles(state, asker, authority);
  return rights.some((right) => may(roles, right)) ? { conferenceId, state, roles, asker } : undefined;
}

/** A case has few conferences; one that seems to have more is cut off at its oldest. */
export const MOST_OF_A_CASE = 20;

/** By the reference of the case, as it is said in chat: the latest conference of it that they have one of the rights in. */
export async function seenOfCase(parts: MyConferencesParts, reference: string, asker: Asker, ...rights: readonly [Verb, ...Verb[]]): Promise<Seen | undefined> {
  for (const conferenceId of (await parts.lists.byReference(reference)).slice(0, MOST_OF_A_CASE)) {
    const found = await seen(parts, conferenceId, asker, ...rights);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whoever waits for somebody's agreement is not invited yet, and so sees nothing yet. */
function ownRoles(state: BookedConference, { person }: Asker, authority: Authority): readonly Role[] {
  const roles = rolesIn(state, person, authority.rolesOf(person));
  const invitee = inviteeOf(state, person);
  return invitee === undefined || mayBeInvited(state, invitee) ? roles : roles.filter((role) => role !== 'invitedProfessional');
}

/** Carries out one command of one press. */
export function performed({ authority, desk }: MyConferencesParts, conferenceId: string, { verb, asker: { person } }: Pressed, op: string, command: Command): Promise<Turn> {
  return desk.perform(conferenceId, command, { kind: 'person', person, authorityRoles: authority.rolesOf(person) }, { operationId: op, verb });
}

/** The state after a turn; what was seen before where there is none. */
export function stateAfter({ state }: Turn, before: BookedConference): BookedConference {
  return state.kind === 'booked' ? state : before;
}

/** How many other conferences of a case it was done for too, and how many are not theirs to change. */
export type OthersOfCase = { readonly done: number; readonly left: number };

/** The same for every other open conference of the case. */
export async function alsoInTheCase(parts: MyConferencesParts, { conferenceId, state }: Seen, pressed: Pressed, op: string, command: Command): Promise<OthersOfCase> {
  const others = (await parts.lists.byReference(state.booking.caseReference)).filter((other) => other !== conferenceId).slice(0, MOST_OF_A_CASE);
  let [done, left] = [0, 0];
  for (const other of others) {
    const known = await parts.desk.look(other);
    if (known.kind !== 'booked' || (known.released !== null && parts.civilNow() > startOf(known))) continue;
    const turn = await performed(parts, other, pressed, `${op}.${other}`.slice(0, 128), command);
    if (turn.kind === 'done') done += 1;
    else left += 1;
  }
  return { done, left };
}

/** ", for 3 conferences of this case. One more …": the end of a sentence about the one it was asked for. */
export function othersWords({ done, left }: OthersOfCase): string {
  const also = done === 0 ? '' : `, for ${done + 1} conferences of this case`;
  const rest = left === 0 ? '' : ` ${left === 1 ? 'One more conference' : `${left} more conferences`} of this case ${left === 1 ? 'is' : 'are'} not yours to change: please telephone the diary co-ordinator.`;
  return `${also}.${rest}`;
}
