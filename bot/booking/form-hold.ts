/**
 * A time kept for an open form, for a quarter of an hour: one at a time, renewed while the form is used, and gone by
 * itself when nobody comes back. If somebody was quicker, the next best is kept.
 */
import { addMinutes } from '../../src/calendar/instants.ts';
import type { PlainDate } from '../../src/calendar/plain-date.ts';
import type { Slot } from '../../src/diary/search.ts';
import type { ClaimPlace } from '../../src/store/diary-claims.ts';
import { sha256 } from '../../src/store/operation-key.ts';
import type { BookingDraft } from './draft.ts';
import { chairResource, roomResource, slotNamed, slotValue, type Offer, type OfferParts } from './slots-on-offer.ts';
import type { Asking } from './steps/step.ts';

export const HOLD_MINUTES = 15;
/** A hold with more than this left is not written again, so that looking at the form twice costs nothing. */
const RENEWED_UNDER_MINUTES = 8;
/** Others may be quicker now and then; to lose so often in a row means that the page is out of date. */
const MOST_TRIES = 6;

type Hold = NonNullable<BookingDraft['date']['held']>;

/** `lost`: a time that was asked for or kept before could not be kept. `given`: the hold that this one stands in for, to be given back. */
export type Kept = { readonly draft: BookingDraft; readonly held: Slot | undefined; readonly lost: boolean; readonly given: ClaimPlace | undefined };

/** Keeps the time asked for, or the one kept before, or the best on offer. One request where nobody was quicker, none where the hold has time left. */
export async function keepTime(parts: OfferParts, draft: BookingDraft, offer: Offer, asking: Asking): Promise<Kept> {
  const before = draft.date.held;
  const first = draft.date.wanted === '' ? before?.slot : draft.date.wanted;
  const wanted = first === undefined ? undefined : (offer.page.find((slot) => slotValue(slot) === first) ?? slotNamed(first, offer, asking));
  const candidates = inOrder([...(wanted === undefined ? [] : [wanted]), ...onOffer(offer, draft.draftId)]).slice(0, MOST_TRIES);
  const refused = first !== undefined && wanted === undefined && !isSetAside(first, offer);
  const settled: BookingDraft = { ...draft, date: { ...draft.date, wanted: '' } };
  for (const [tries, slot] of candidates.entries()) {
    const hold = await holdOn(parts, settled, slot, { offer, orElse: slot !== wanted }, asking);
    if (hold === undefined) continue;
    const given = before !== null && before.claimId !== hold.claimId && before.until > asking.machineNow && !sharesAll(before, hold) ? placeOf(before, asking) : undefined;
    return { draft: withHold(draft, settled, hold), held: slot, lost: refused || (tries > 0 && slot !== wanted && first !== undefined), given };
  }
  const given = before === null ? undefined : placeOf(before, asking);
  return { draft: { ...settled, date: { ...settled.date, held: null } }, held: undefined, lost: refused || candidates.length > 0, given };
}

/** The best first. Forms that lose one time together go on to different ones, each by a number of its own, or they would lose the next together too. */
function onOffer({ free, page }: Offer, draftId: string): readonly Slot[] {
  const [number, [best]] = [Number.parseInt(sha256(draftId).slice(0, 8), 16), page];
  if (best === undefined) return [];
  const among = (places: number, count: number): readonly number[] => Array.from({ length: Math.min(places, count) }, (_, place) => (number + place) % count);
  return [best, ...among(1, page.length).flatMap((place) => page[place] ?? []), ...among(MOST_TRIES, free.count).map((place) => free.at(place)), ...page];
}

function inOrder(slots: readonly Slot[]): readonly Slot[] {
  return [...new Map(slots.map((slot) => [slotValue(slot), slot])).values()];
}

/** The same object where nothing changed, so that nothing is saved for it. */
function withHold(draft: BookingDraft, settled: BookingDraft, hold: Hold): BookingDraft {
  const { held, wanted } = draft.date;
  if (hold === held) return wanted === '' ? draft : settled;
  return { ...settled, date: { ...settled.date, held: hold, claims: hold.claimId === held?.claimId ? settled.date.claims : settled.date.claims + 1 } };
}

async function holdOn({ diary }: OfferParts, { draftId, conferenceId, date: { held, claims } }: BookingDraft, slot: Slot, { offer: { diary: known }, orElse }: { readonly offer: Offer; readonly orElse: boolean }, { authority, machineNow, book }: Asking): Promise<Hold | undefined> {
  const value = slotValue(slot);
  const own = held !== null && held.slot === value && held.until > machineNow && stands(known, held) ? held : undefined;
  const [chair, ...room] = [chairResource(slot.chair.person), ...(slot.room === null ? [] : [roomResource(slot.room.roomId)])];
  if (chair === undefined) return undefined;
  if (own !== undefined && own.until > addMinutes(machineNow, RENEWED_UNDER_MINUTES)) return own;
  const until = addMinutes(machineNow, HOLD_MINUTES);
  const claimId = own?.claimId ?? sha256(`${draftId} ${claims} ${value}`).slice(0, 32);
  const outcome = await diary.claim({
    authority: authority.id, on: slot.on, resources: [chair, ...room], claimId, conferenceId, fromCell: slot.fromCell, toCell: slot.toCell, machineNow, known, orElse, state: 'form', until,
    gapCells: Math.ceil(book.pack.booking.gapMinutes / MINUTES_IN_A_CELL), ...(held === null ? {} : { insteadOf: held.claimId }),
  });
  return outcome.kind === 'taken' ? undefined : { slot: value, claimId, on: slot.on, resources: [chair, ...room], until };
}

const MINUTES_IN_A_CELL = 30;

/** Whether the diary has it as the form does. */
function stands(known: Offer['diary'], { on, resources, claimId }: Hold): boolean {
  return resources.every((resource) => known.day(resource, on as PlainDate).claims.some((claim) => claim.claimId === claimId));
}

/** Then the new claim was put in its place, row by row. */
function sharesAll(before: Hold, hold: Hold): boolean {
  return before.on === hold.on && before.resources.every((resource) => hold.resources.includes(resource));
}

/** Not taken by anybody: its chair was set aside by this person. */
function isSetAside(value: string, { wish }: Offer): boolean {
  return [...wish.conflicted].some((person) => value.split('/')[1] === person);
}

export function placeOf({ on, resources, claimId }: Hold, { authority }: Pick<Asking, 'authority'>): ClaimPlace | undefined {
  const [first, ...others] = resources;
  return first === undefined ? undefined : { authority: authority.id, on: on as PlainDate, resources: [first, ...others], claimId };
}

/** How long it is kept, on the clock people live by. */
export function heldUntil({ until }: Pick<Hold, 'until'>, { civilNow, machineNow }: Pick<Asking, 'civilNow' | 'machineNow'>): Asking['civilNow'] {
  return addMinutes(civilNow, Math.floor((until - machineNow) / MINUTE));
}

const MINUTE = 60_000;

