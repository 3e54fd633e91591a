/**
 * Claims on the diary that a booking may have left half-way. The order of a booking is: claim, record, hold.
 * A claim whose booking is on record becomes held; one that nobody recorded within a minute is given up on the
 * conference's own record first, so that a late booking on it fails, and only then freed.
 */
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import { addMinutes, isoUtc, type CivilInstant, type MachineInstant } from '../../src/calendar/instants.ts';
import type { ClaimPlace, DiaryClaims } from '../../src/store/diary-claims.ts';
import type { WakePointers } from '../../src/store/wake-pointers.ts';
import type { ConferenceState } from '../../src/conference/state.ts';
import type { Desk } from '../desk.ts';

export interface ClaimSettler {
  /** `claim` is what `claimText` wrote into the wake pointer. */
  settle(conferenceId: string, claim: string): Promise<void>;
}

export type ClaimSettlerParts = {
  readonly authority: string;
  readonly diary: DiaryClaims;
  readonly desk: Desk;
  readonly wakes: WakePointers;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => MachineInstant;
};

/** A booking that was stopped half-way is given this long, in milliseconds, before its time goes back to others. */
const GIVE_UP_AFTER_MS = 60_000;
/** How soon to look again at a booking that may still be under way. */
const LOOK_AGAIN_MINUTES = 1 / 12;

/** A claim's place as a wake pointer carries it, with the machine time at which the pointer was planted. */
export function claimText({ on, resources, claimId }: ClaimPlace, plantedAt: MachineInstant): string {
  return [on, claimId, String(plantedAt), ...resources].join(' ');
}

export function claimSettler({ authority, diary, desk, wakes, civilNow, machineNow }: ClaimSettlerParts): ClaimSettler {
  const lookAgain = (conferenceId: string, claim: string): Promise<unknown> => wakes.plant(authority, isoUtc(addMinutes(civilNow(), LOOK_AGAIN_MINUTES)), conferenceId, { claim });
  return {
    async settle(conferenceId, claim) {
      const read = placeOf(authority, claim);
      if (read === undefined) return;
      const { place, plantedAt } = read;
      const young = machineNow() - plantedAt < GIVE_UP_AFTER_MS;
      const standing = await diary.find(place);
      // The pointer comes before the claim: one that is not there yet may still be made, and must be found again.
      if (standing === undefined) return void (young && await lookAgain(conferenceId, claim));
      if (standing.conferenceId !== conferenceId) return;
      const state = await desk.look(conferenceId);
      if (isItsOwn(state, place)) return void (await diary.hold(place));
      if (young) return void (await lookAgain(conferenceId, claim));
      const turn = await desk.perform(conferenceId, { do: 'giveUpClaim', claimId: place.claimId }, { kind: 'companion' });
      if (isItsOwn(turn.state, place)) await diary.hold(place);
      else await diary.free(place);
    },
  };
}

function isItsOwn(state: ConferenceState, { claimId }: ClaimPlace): boolean {
  return state.kind === 'booked' && state.booking.claimId === claimId;
}

function placeOf(authority: string, claim: string): { readonly place: ClaimPlace; readonly plantedAt: number } | undefined {
  const [day, claimId, planted, first, ...others] = claim.split(' ');
  const on = parsePlainDate(day);
  const plantedAt = Number(planted);
  if (on === undefined || claimId === undefined || first === undefined || !Number.isFinite(plantedAt)) return undefined;
  return { place: { authority, on, claimId, resources: [first, ...others] }, plantedAt };
}
