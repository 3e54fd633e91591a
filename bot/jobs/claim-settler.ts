/**
 * Claims on the diary that a booking may have left half-way. The order of a booking is: claim, record, hold.
 * A claim whose booking is on record becomes held; one that nobody recorded within a minute is given up on the
 * conference's own record first, so that a late booking on it fails, and only then freed.
 */
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import { addMinutes, isoUtc, type CivilInstant, type MachineInstant } from '../../src/calendar/instants.ts';
import type { ClaimPlace, DiaryClaims } from '../../src/store/diary-claims.ts';
import type { WakePointers } from '../../src/store/wake-pointers.ts';
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

const GIVE_UP_AFTER_MS = 60_000;

/** A claim's place as a wake pointer carries it. */
export function claimText({ on, resources, claimId }: ClaimPlace): string {
  return [on, claimId, ...resources].join(' ');
}

export function claimSettler({ authority, diary, desk, wakes, civilNow, machineNow }: ClaimSettlerParts): ClaimSettler {
  return {
    async settle(conferenceId, claim) {
      const place = placeOf(authority, claim);
      const standing = place === undefined ? undefined : await diary.find(place);
      if (place === undefined || standing === undefined || standing.conferenceId !== conferenceId) return;
      const state = await desk.look(conferenceId);
      if (state.kind === 'booked' && state.booking.claimId === place.claimId) {
        await diary.hold(place);
        return;
      }
      if (machineNow() - standing.madeAt < GIVE_UP_AFTER_MS) {
        await wakes.plant(authority, isoUtc(addMinutes(civilNow(), 1)), conferenceId, { claim });
        return;
      }
      const turn = await desk.perform(conferenceId, { do: 'giveUpClaim', claimId: place.claimId }, { kind: 'companion' });
      const ours = turn.state.kind === 'booked' && turn.state.booking.claimId === place.claimId;
      if (ours) await diary.hold(place);
      else await diary.free(place);
    },
  };
}

function placeOf(authority: string, claim: string): ClaimPlace | undefined {
  const [day, claimId, first, ...others] = claim.split(' ');
  const on = parsePlainDate(day);
  if (on === undefined || claimId === undefined || first === undefined) return undefined;
  return { authority, on, claimId, resources: [first, ...others] };
}
