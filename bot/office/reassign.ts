/**
 * Another chair or social worker takes a conference, in the order of a booking (see the storage section of the architecture): pointers that
 * finish or undo it, a claim of the new one's time beside the same room, the record, then the new claim held and the old
 * one freed. Stopped anywhere, each pointer settles its own claim: the one on record is held, the other freed.
 */
import { addMinutes, isoUtc } from '../../src/calendar/instants.ts';
import type { CellSpan } from '../../src/diary/half-hours.ts';
import { MINUTES_IN_A_CELL } from '../../src/diary/half-hours.ts';
import type { PersonKey } from '../../src/people/person.ts';
import type { ClaimPlace } from '../../src/store/diary-claims.ts';
import { sha256 } from '../../src/store/operation-key.ts';
import type { Command } from '../../src/conference/commands.ts';
import type { RosterPerson } from '../authority.ts';
import { resourcesOf } from '../../src/diary/resources.ts';
import { claimText } from '../jobs/claim-settler.ts';
import type { Turn } from '../desk.ts';
import type { Pressed } from '../teams/turn.ts';
import { performed, type OfficeParts, type Seen } from './asked.ts';

/** `taken`: somebody was quicker, with the chair's time or with another change of this conference. */
export type Reassigned = { readonly kind: 'answered'; readonly turn: Turn } | { readonly kind: 'taken' };

export type NewChair = { readonly chair: RosterPerson; readonly cells: CellSpan; readonly conflictOfInterest: boolean; readonly reason: string; readonly op: string };

/**
 * The old claim's pointer comes due when a claim that nobody recorded has been given up for good, so that it never finds
 * the change still undecided. In minutes.
 */
const OLD_CLAIM_MINUTES = 3;

/** The same press makes the same claim, however often it arrives. */
export function reassignChair(parts: OfficeParts, conference: Seen, pressed: Pressed, { chair, cells, conflictOfInterest, reason, op }: NewChair): Promise<Reassigned> {
  const claimId = claimIdOf(conference, op, chair.person);
  const command = { do: 'reassignChair', to: { person: chair.person, name: chair.name }, claimId, conflictOfInterest, reason } as const;
  return reassign(parts, conference, pressed, { claimId, holders: { chair: chair.person }, cells, command, op });
}

export type NewSocialWorker = { readonly worker: RosterPerson; readonly cells: CellSpan; readonly reason: string; readonly op: string };

export function reassignSocialWorker(parts: OfficeParts, conference: Seen, pressed: Pressed, { worker, cells, reason, op }: NewSocialWorker): Promise<Reassigned> {
  const claimId = claimIdOf(conference, op, worker.person);
  const command = { do: 'reassignSocialWorker', to: { person: worker.person, name: worker.name }, email: worker.email, claimId, reason } as const;
  return reassign(parts, conference, pressed, { claimId, holders: { socialWorker: worker.person }, cells, command, op });
}

function claimIdOf({ conferenceId, asker }: Seen, op: string, person: PersonKey): string {
  return sha256(JSON.stringify([conferenceId, asker.person, op, person])).slice(0, 32);
}

type Change = { readonly claimId: string; readonly holders: { readonly chair?: PersonKey; readonly socialWorker?: PersonKey }; readonly cells: CellSpan; readonly command: Extract<Command, { readonly claimId: string; readonly reason: string }>; readonly op: string };

async function reassign(parts: OfficeParts, conference: Seen, pressed: Pressed, { claimId, holders, cells, command, op }: Change): Promise<Reassigned> {
  const { conferenceId, state } = conference;
  // A repeat of what is on record, and what is refused anyway, takes nobody's time.
  if (state.booking.claimId === claimId || command.reason.trim() === '') return { kind: 'answered', turn: await performed(parts, conference, pressed, op, command) };
  const before = placeOf(parts, conference, {}, state.booking.claimId);
  const next = placeOf(parts, conference, holders, claimId);
  await plantPointers(parts, conferenceId, before, next);
  const claim = async (): Promise<boolean> => (await parts.diary.claimBeside({ ...next, ...cells, beside: before.claimId, gapCells: gapCells(conference), conferenceId, machineNow: parts.machineNow() })).kind !== 'taken';
  if (!(await claim())) return { kind: 'taken' };
  const turn = await performed(parts, conference, pressed, op, command);
  const own = turn.state.kind === 'booked' && turn.state.booking.claimId === claimId;
  // The record has the last word. What is left to do is done here at once, and by the pointers where this fails.
  const left = own ? [() => parts.diary.hold(next), () => parts.diary.free(before)] : [() => parts.diary.free(next)];
  for (const step of left) await step().catch(() => undefined);
  return { kind: 'answered', turn };
}

/** All that the conference takes the time of, with whoever takes it over. */
function placeOf({ authority }: OfficeParts, { state: { booking } }: Seen, holders: Change['holders'], claimId: string): ClaimPlace {
  const resources = resourcesOf({ chair: booking.chair.person, roomId: booking.venue.kind === 'room' ? booking.venue.roomId : null, socialWorker: booking.socialWorker.person, ...holders });
  return { authority: authority.id, on: booking.on, claimId, resources };
}

async function plantPointers({ authority, wakes, civilNow, machineNow }: OfficeParts, conferenceId: string, before: ClaimPlace, next: ClaimPlace): Promise<void> {
  const plant = (place: ClaimPlace, minutes: number): Promise<unknown> => wakes.plant(authority.id, isoUtc(addMinutes(civilNow(), minutes)), conferenceId, { claim: claimText(place, machineNow()) });
  await Promise.all([plant(next, 0), plant(before, OLD_CLAIM_MINUTES)]);
}

function gapCells({ rules: { pack } }: Seen): number {
  return Math.ceil(pack.booking.gapMinutes / MINUTES_IN_A_CELL);
}
