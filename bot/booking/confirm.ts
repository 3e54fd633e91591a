/**
 * The booking itself, in this order (see the storage section of the architecture): a pointer that finishes or undoes it
 * is planted, the time is claimed, the conference is recorded. Whatever may come after that comes after the answer: a
 * claim whose conference is on record is as good as held, and whoever wakes the conference finishes what is left.
 * Five requests to the store, the reading of the form included.
 */
import { isoUtc } from '../../src/calendar/instants.ts';
import { checkCase, type CheckedCase } from '../../src/conference/booking.ts';
import type { Refusal } from '../../src/conference/commands.ts';
import type { ConferenceBooked } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { resourcesOf, socialWorkerResource } from '../../src/diary/resources.ts';
import type { Slot } from '../../src/diary/search.ts';
import type { ClaimPlace, DiaryClaims } from '../../src/store/diary-claims.ts';
import { sha256 } from '../../src/store/operation-key.ts';
import type { WakePointer, WakePointers } from '../../src/store/wake-pointers.ts';
import { conferenceRules, dutyDates, type Dated } from '../conference-rules.ts';
import type { Desk } from '../desk.ts';
import { claimText } from '../jobs/claim-settler.ts';
import { refusalWords } from '../words.ts';
import { bookingOf, familyRecordOf } from './booking-of.ts';
import type { BookingDraft } from './draft.ts';
import { lawfulSlot, slotValue } from './slots-on-offer.ts';
import type { Asking } from './steps/step.ts';

/** `step`: the screen to go back to. */
export type Confirmation =
  | { readonly kind: 'booked'; readonly card: object }
  | { readonly kind: 'notBooked'; readonly faults: Readonly<Record<string, string>>; readonly step?: BookingDraft['step'] };

export type ConfirmParts = {
  readonly desk: Desk;
  readonly diary: DiaryClaims;
  readonly wakes: WakePointers;
  readonly bookedCard: (conferenceId: string, state: BookedConference) => object;
  /** What follows a booking and need not be waited for; it never rejects. */
  readonly finish: (draft: BookingDraft, state: BookedConference, place: ClaimPlace) => void;
  /** Other work that nobody waits for. */
  readonly afterwards: (work: Promise<unknown>) => void;
};

/** Makes the function that books a draft at one of the times on offer. */
export function confirmBooking(parts: ConfirmParts): (draft: BookingDraft, slot: string, asking: Asking) => Promise<Confirmation> {
  return async (draft, chosen, asking) => {
    const checked = checkCase(draft.case, asking.today);
    if (isRefusals(checked)) return { ...notBooked(refusalFaults(checked)), step: 'case' };
    const slot = lawfulSlot(draft, chosen, asking);
    if (slot === undefined) return notBooked({ slot: 'That time is no longer on offer. Please choose one of these.' });
    if (slot.late && draft.date.lateReason === '') return notBooked({ lateReason: 'That time is later than the safest reading of the limit. Please say why no earlier one will do.' });
    const place = await claimTime(parts, draft, slot, asking);
    if (typeof place === 'string') return notBooked({ slot: place });
    return record(parts, draft, asking, slot, place, checked);
  };
}

/** The same press makes the same claim, however often it arrives; the pointer planted before it finds a claim left by a crash. Who comes too late leaves none, and is told why. */
async function claimTime({ diary, wakes, afterwards }: ConfirmParts, draft: BookingDraft, slot: Slot, { owner, authority, book, civilNow, machineNow }: Asking): Promise<ClaimPlace | string> {
  const { held } = draft.date;
  const claimId = held?.slot === slotValue(slot) ? held.claimId : sha256(`${draft.op} ${slotValue(slot)}`).slice(0, 32);
  const place: ClaimPlace = { authority: authority.id, on: slot.on, resources: resourcesOf({ chair: slot.chair.person, roomId: slot.room?.roomId ?? null, socialWorker: owner }), claimId };
  let planted: WakePointer | undefined;
  const outcome = await diary.claim({
    ...place, fromCell: slot.fromCell, toCell: slot.toCell, gapCells: Math.ceil(book.pack.booking.gapMinutes / 30), conferenceId: draft.conferenceId, machineNow, state: 'committing',
    beforeWriting: async () => {
      planted = await wakes.plant(authority.id, isoUtc(civilNow), draft.conferenceId, { claim: claimText(place, machineNow) });
    },
  });
  if (outcome.kind !== 'taken') return place;
  if (planted !== undefined) afterwards(wakes.remove(planted));
  return outcome.resource === socialWorkerResource(owner) ? OWN_TIME : 'That time has just been taken. These times are still free.';
}

const OWN_TIME = 'You have another conference of your own at that time. At these you have none.';

async function record(parts: ConfirmParts, draft: BookingDraft, asking: Asking, slot: Slot, place: ClaimPlace, checked: CheckedCase): Promise<Confirmation> {
  const { owner, authority } = asking;
  const booking = withDuties(bookingOf({ draft, checked, slot, claimId: place.claimId, asking }), asking);
  const actor = { kind: 'person', person: owner, authorityRoles: authority.rolesOf(owner) } as const;
  const turn = await parts.desk.begin(draft.conferenceId, booking, actor, { operationId: draft.op, verb: 'booking.confirm' }, familyRecordOf(draft, booking));
  if (turn.state.kind === 'booked' && turn.state.booking.socialWorker.person === owner) {
    // Another press of this form may have been quicker, with another time: the time taken here is then nobody's.
    if (turn.state.booking.claimId !== place.claimId) await parts.diary.free(place);
    else parts.finish(draft, turn.state, place);
    return { kind: 'booked', card: parts.bookedCard(draft.conferenceId, turn.state) };
  }
  await parts.diary.free(place);
  const [refusal] = turn.kind === 'refused' ? turn.refusals : [];
  return notBooked({ slot: refusal === undefined ? 'Please choose again.' : refusalWords(refusal) });
}

function withDuties(booking: Omit<ConferenceBooked, 'duties'>, { book }: Asking): ConferenceBooked {
  const dated: Dated = booking;
  return { ...booking, duties: dutyDates(conferenceRules(book, dated).duties) };
}

function notBooked(faults: Readonly<Record<string, string>>): Extract<Confirmation, { kind: 'notBooked' }> {
  return { kind: 'notBooked', faults };
}

function refusalFaults(refusals: readonly Refusal[]): Readonly<Record<string, string>> {
  return Object.fromEntries(refusals.map((refusal) => [refusal.field ?? 'form', refusalWords(refusal)]));
}

function isRefusals(checked: CheckedCase | readonly Refusal[]): checked is readonly Refusal[] {
  return Array.isArray(checked);
}
