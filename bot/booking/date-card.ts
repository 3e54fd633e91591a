/** The date screen as its card takes it: the window in words, the times on offer, and all that will be booked. */
import { MOST_SLOTS, renderBookingDate, type BookingDateData } from '../../cards/booking-date/card.ts';
import type { Faults } from '../../cards/parse.ts';
import { londonTimeOf } from '../../src/calendar/instants.ts';
import { longDate, shortDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { freeSlots, slotReasonWords, type Slot, type SlotWish } from '../../src/diary/search.ts';
import type { DayDuty } from '../../src/procedures/duty.ts';
import { objectIdOf } from '../../src/people/person.ts';
import { bookingSummary } from './booking-summary.ts';
import { cannotComeWords } from './cannot-come.ts';
import type { BookingDraft } from './draft.ts';
import { heldUntil } from './form-hold.ts';
import { chairsOf, NOTHING_TAKEN, slotValue, type Offer } from './slots-on-offer.ts';
import type { Asking } from './steps/step.ts';

/** Days past the limit that are named as not on offer, so that nobody wonders where they are. */
const GREYED_DAYS = 2;
const MOST_NOTES = 6;
const MOST_COUNTED = 12;
const MOST_CANNOT = 9;
const MOST_CHAIRS = 50;

export type DateShown = { readonly draft: BookingDraft; readonly offer: Offer; readonly held: Slot | undefined; readonly faults: Faults };

export function dateCard({ draft, offer, held, faults }: DateShown, asking: Asking): object {
  const slots = slotsShown(offer, held);
  return renderBookingDate({
    draftId: draft.draftId, op: draft.op, faults, lateReason: draft.date.lateReason,
    limits: offer.window.limits.slice(0, 4).map((limit, place) => limitShown(limit, place === 0 ? offer : undefined, asking)),
    notes: notesOf(offer).slice(0, MOST_NOTES),
    count: offer.window.limits.flatMap((limit) => limit.count?.byWeek ?? limit.explanation).slice(0, MOST_COUNTED),
    summary: bookingSummary(draft, asking),
    held: held === undefined || draft.date.held === null ? null : { slot: slotValue(held), words: `${timeWords(held)}, is held for you until ${londonTimeOf(heldUntil(draft.date.held, asking))}.` },
    slots: slots.map((slot) => ({ value: slotValue(slot), title: timeWords(slot), detail: detailOf(slot), late: slot.late })),
    none: slots.length > 0 ? null : { reasons: whyNone(offer, asking), telephone: diaryTelephone(asking) },
    greyed: greyedDays(offer, asking),
    cannotCome: cannotComeLines(draft),
    outlook: outlookWords(offer, asking),
    moreAvailable: offer.moreAvailable,
    preferences: preferencesOf(draft, slots, asking),
  });
}

/** The card of a draft whose dates no longer count: a form that was left open for weeks. */
export function noWindowCard(draft: BookingDraft, faults: Faults, asking: Asking): object {
  const form = 'The dates of the case need another look before a day can be found. Please go back to the first screen.';
  return renderBookingDate({
    draftId: draft.draftId, op: draft.op, faults: { form, ...faults }, lateReason: draft.date.lateReason, limits: [], notes: [], count: [], summary: bookingSummary(draft, asking),
    held: null, slots: [], none: null, greyed: [], cannotCome: [], outlook: '', moreAvailable: false, preferences: preferencesOf(draft, [], asking),
  });
}

/** The time that is held first, then the page. */
function slotsShown({ page }: Offer, held: Slot | undefined): readonly Slot[] {
  const others = page.filter((slot) => held === undefined || slotValue(slot) !== slotValue(held));
  return [...(held === undefined ? [] : [held]), ...others].slice(0, MOST_SLOTS);
}

function limitShown({ title, dueOn, lastBookableOn, rule, words, provisional }: DayDuty, governing: Offer | undefined, asking: Asking): BookingDateData['limits'][number] {
  const last = lastBookableOn ?? dueOn;
  const passed = last < asking.today ? ` This date has passed: please telephone the diary co-ordinator at once, on ${diaryTelephone(asking)}.` : '';
  return { headline: governing === undefined ? `${title}: by ${longDate(last)}.` : `Latest lawful date: ${longDate(last)}.${passed}`, rule, words, provisional };
}

/** Other ways of reading the limit, and what else bears on it. */
function notesOf({ window: { limits, notes } }: Offer): readonly string[] {
  return [...limits.flatMap(otherReadings), ...notes];
}

function otherReadings({ safeBy, reading, otherReading }: DayDuty): readonly string[] {
  return [
    ...(safeBy === undefined ? [] : [`${reading ?? ''} A conference by ${longDate(safeBy)} is safe by every reading.`.trim()]),
    ...(otherReading === undefined ? [] : [`Counted from the day after, the date would be ${longDate(otherReading.dueOn)} (${otherReading.rule}); we keep to the earlier.`]),
  ];
}

function timeWords({ on, from, to }: Slot): string {
  return `${shortDate(on)}, ${from} to ${to}`;
}

function detailOf(slot: Slot): string {
  return [slot.chair.name, ...(slot.room === null ? [] : [slot.room.name]), slotReasonWords(slot)].filter((part) => part !== '').join(' · ');
}

function greyedDays({ window: { dueOn } }: Offer, { book: { calendar, pack } }: Asking): readonly string[] {
  const { rule } = pack.booking.outOfTime;
  const days = Array.from({ length: GREYED_DAYS }, (_, place) => calendar.workingDaysAfter(dueOn, place + 1));
  return days.map((on) => `${shortDate(on)}: after the latest lawful date. Only two service managers together can agree to it (${rule}).`);
}

function cannotComeLines({ people: { cannot } }: BookingDraft): readonly string[] {
  const lines = cannot.map(({ who, on, from, to }) => cannotComeWords({ who, on: on as PlainDate, from, to }));
  return lines.length > MOST_CANNOT ? [...lines.slice(0, MOST_CANNOT), `and ${lines.length - MOST_CANNOT} more`] : lines;
}

/** What stands in the way: looked for by taking away one thing after another. */
function whyNone({ wish, diary }: Offer, asking: Asking): readonly string[] {
  const { booking } = asking.book.pack;
  const anyWith = (changes: Partial<SlotWish>, taken = diary): boolean => freeSlots(chairsOf(asking), asking.authority.rooms, taken, { ...wish, ...changes }, asking.book.calendar).count > 0;
  const ask = `A later date needs the agreement of two service managers (${booking.outOfTime.rule}): ask for it by telephone.`;
  if (wish.earliestOn > wish.dueOn) return ['No day is left before the latest lawful date.', ask];
  if (anyWith({ room: 'notNeeded' })) return [`No room is free for ${wish.people} people${wish.stepFree ? ', without steps,' : ''} on a day that a chair has time.`, 'Another way to meet, or another venue, can be chosen on the first screen.', ask];
  if (wish.conflicted.size > 0 && anyWith({ conflicted: new Set() })) return ['Only chairs who are set aside, or are invited themselves, have time before the limit.', ask];
  if (anyWith({ busyElsewhere: [], room: 'notNeeded' }, NOTHING_TAKEN)) return [`Every chair is taken or away from ${shortDate(wish.earliestOn)} to ${shortDate(wish.dueOn)}.`, ask];
  return [`No chair works on a day from ${shortDate(wish.earliestOn)} to ${shortDate(wish.dueOn)}.`, ask];
}

function outlookWords({ outlook }: Offer, { authority }: Asking): string {
  if (outlook.kind === 'unreachable') return 'Outlook could not be asked; our own diary is shown.';
  const names = outlook.kind === 'asked' ? outlook.unknown.flatMap((person) => authority.find(person)?.name ?? []) : [];
  return names.length === 0 ? '' : `Outlook has no diary for ${names.slice(0, 5).join(', ')}; our own is shown.`;
}

function diaryTelephone({ authority, book }: Pick<Asking, 'authority' | 'book'>): string {
  return authority.telephones?.diaryCoordinator ?? book.pack.contacts.diaryCoordinator.telephone;
}

function preferencesOf({ date }: BookingDraft, slots: readonly Slot[], asking: Asking): BookingDateData['preferences'] {
  const chairs = asking.authority.withRole('chair').map(({ objectId, name }) => ({ value: objectId, title: name }));
  const near = new Set([...slots.map(({ chair }) => objectIdOf(chair.person)), ...date.conflicted]);
  return {
    chairs: chairs.slice(0, MOST_CHAIRS), preferredChair: date.preferredChair, timeOfDay: date.timeOfDay === 'morning' || date.timeOfDay === 'afternoon' ? date.timeOfDay : '',
    conflictChoices: chairs.filter(({ value }) => near.has(value)).slice(0, 10), conflicted: date.conflicted, conflictReason: date.conflictReason,
  };
}

