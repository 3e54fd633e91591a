/**
 * The booking itself: a lawful free slot, the chair's time claimed, the conference recorded, the claim held, in that
 * order (see the storage section of the architecture). Stopped anywhere, the wake pointer finishes or undoes it.
 */
import { addMinutes, isoUtc, londonDateOf, type CivilInstant, type MachineInstant } from '../../src/calendar/instants.ts';
import type { CheckedCase } from '../../src/conference/booking.ts';
import type { ConferenceBooked, Invitee } from '../../src/conference/events.ts';
import type { Slot } from '../../src/diary/slots.ts';
import type { PersonKey } from '../../src/people/person.ts';
import type { ClaimPlace } from '../../src/store/diary-claims.ts';
import { sha256 } from '../../src/store/operation-key.ts';
import type { WakePointers } from '../../src/store/wake-pointers.ts';
import type { ConferenceLists } from '../conference-lists.ts';
import { conferenceRules, dutyDates } from '../conference-rules.ts';
import type { Desk } from '../desk.ts';
import { claimText } from '../jobs/claim-settler.ts';
import { refusalWords } from '../words.ts';
import type { BookingDraft } from './draft.ts';
import { circumstancesOf, invitableRows } from './invitable.ts';
import { chairResource, slotsOnOffer, slotValue, type OfferParts } from './slots-on-offer.ts';

export type Confirmation = { readonly kind: 'booked' } | { readonly kind: 'notBooked'; readonly faults: Readonly<Record<string, string>> };

export type ConfirmParts = OfferParts & {
  readonly desk: Desk;
  readonly wakes: WakePointers;
  readonly lists: ConferenceLists;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => MachineInstant;
};

type Chosen = { readonly slot: string; readonly lateReason: string };

/** Looks at a claim left by a crash this long after it was made. */
const LOOK_AGAIN_MINUTES = 1;

/** Makes the function that books a draft. */
export function confirmBooking(parts: ConfirmParts): (draft: BookingDraft, checked: CheckedCase, owner: PersonKey, chosen: Chosen) => Promise<Confirmation> {
  return async (draft, checked, owner, chosen) => {
    const already = await parts.desk.look(draft.conferenceId);
    if (already.kind === 'booked') return already.booking.socialWorker.person === owner ? { kind: 'booked' } : notBooked('slot', 'Please start again.');
    const slot = await lawfulSlot(parts, checked, chosen.slot);
    if (slot === undefined) return notBooked('slot', 'That time is no longer on offer. Please choose one of these.');
    if (slot.late && chosen.lateReason === '') return notBooked('lateReason', 'That time is later than the safest reading of the limit. Please say why no earlier one will do.');
    const place = await claimTime(parts, draft, slot);
    if (place === undefined) return notBooked('slot', 'That time has just been taken. These times are still free.');
    return record(parts, draft, owner, place, bookingOf(parts, draft, checked, owner, slot, place.claimId, chosen.lateReason));
  };
}

/** The slot among all lawful ones, whoever has claimed it: the claim itself, a transaction, is the judge of that. */
async function lawfulSlot(parts: ConfirmParts, checked: CheckedCase, value: string): Promise<Slot | undefined> {
  const untouched = { ...parts, diary: { ...parts.diary, busy: () => Promise.resolve([]) } };
  const offer = await slotsOnOffer(untouched, { ...checked, today: londonDateOf(parts.civilNow()), page: 0 });
  return offer.all.find((slot) => slotValue(slot) === value);
}

/** The same press makes the same claim, however often it arrives; the pointer planted first finds a claim left by a crash. */
async function claimTime(parts: ConfirmParts, draft: BookingDraft, slot: Slot): Promise<ClaimPlace | undefined> {
  const { authority, diary, wakes, civilNow, machineNow } = parts;
  const place: ClaimPlace = { authority: authority.id, on: slot.on, resources: [chairResource(slot.chair.person)], claimId: sha256(`${draft.op} ${slotValue(slot)}`).slice(0, 32) };
  await wakes.plant(authority.id, isoUtc(addMinutes(civilNow(), LOOK_AGAIN_MINUTES)), draft.conferenceId, { claim: claimText(place) });
  const outcome = await diary.claim({ ...place, fromCell: slot.fromCell, toCell: slot.toCell, conferenceId: draft.conferenceId, machineNow: machineNow() });
  return outcome.kind === 'taken' ? undefined : place;
}

async function record(parts: ConfirmParts, draft: BookingDraft, owner: PersonKey, place: ClaimPlace, booking: ConferenceBooked): Promise<Confirmation> {
  const { authority, desk, diary, lists } = parts;
  const actor = { kind: 'person', person: owner, authorityRoles: authority.rolesOf(owner) } as const;
  const names = draft.children.map(({ label, fullName }) => ({ label, fullName }));
  const turn = await desk.perform(draft.conferenceId, { do: 'book', booking }, actor, { operationId: draft.op, verb: 'booking.confirm' }, { children: names });
  if (turn.state.kind === 'booked' && turn.state.booking.claimId === booking.claimId) {
    // The booker finds it in their list at once, without waiting for the dispatcher.
    await Promise.all([diary.hold(place), lists.project(draft.conferenceId, turn.state, true)]);
    return { kind: 'booked' };
  }
  await diary.free(place);
  if (turn.state.kind === 'booked') return { kind: 'booked' };
  return notBooked('slot', turn.kind === 'refused' && turn.refusals[0] !== undefined ? refusalWords(turn.refusals[0]) : 'Please choose again.');
}

function bookingOf(parts: ConfirmParts, draft: BookingDraft, checked: CheckedCase, owner: PersonKey, slot: Slot, claimId: string, lateReason: string): ConferenceBooked {
  const { book, authority } = parts;
  const rows = invitableRows(book.pack, authority, draft);
  const unnamed = rows.filter((row) => row.need === 'required' && (draft.chosen[row.roleCode] ?? []).length === 0).map((row) => row.roleCode);
  return {
    ...checked,
    conferenceType: 'ICPC',
    on: slot.on, from: slot.from, minutes: book.pack.booking.conferenceMinutes, claimId,
    chair: slot.chair,
    socialWorker: { person: owner, name: authority.find(owner)?.name ?? 'Social worker' },
    invitees: inviteesOf(parts, draft, owner),
    circumstances: circumstancesOf(draft),
    notNamed: unnamed.length === 0 ? null : { roleCodes: unnamed, reason: draft.reason },
    lateReason: slot.late ? lateReason : null,
    rules: { packId: book.pack.id, packVersion: book.pack.version, holidaysVersion: book.calendar.version },
    duties: dutyDates(conferenceRules(book, { ...checked, on: slot.on, from: slot.from }).duties),
  };
}

/** The social worker first, whose own report is due too; then professionals, each once; then family by label. */
function inviteesOf({ book, authority }: ConfirmParts, draft: BookingDraft, owner: PersonKey): readonly Invitee[] {
  const listed = invitableRows(book.pack, authority, draft).flatMap((row) => (draft.chosen[row.roleCode] ?? []).flatMap((objectId) => {
    const person = authority.people.find((candidate) => candidate.objectId === objectId);
    return person === undefined ? [] : [{ person: person.person, name: person.name, designation: person.designation, agency: person.agency, roleCode: row.roleCode, reportRequired: row.report }];
  }));
  const worker = authority.find(owner);
  const socialWorker = { person: owner, name: worker?.name ?? 'Social worker', designation: worker?.designation ?? 'Social worker', agency: worker?.agency ?? '', roleCode: 'socialWorker', reportRequired: true };
  const family = draft.family.map((label) => ({ person: null, name: label, designation: 'Family', agency: 'Family', roleCode: 'family', reportRequired: false }));
  const once = [socialWorker, ...listed].filter((entry, place, all) => all.findIndex((other) => other.person === entry.person) === place);
  return [...once, ...family].map((entry, place) => ({ inviteeId: `invitee-${place + 1}`, ...entry }));
}

function notBooked(field: string, words: string): Confirmation {
  return { kind: 'notBooked', faults: { [field]: words } };
}
