/**
 * The lawful window of a draft and the free times in it: our own diary and, where it answers in time, Outlook (NOT-002,
 * NOT-010, NOT-011, NOT-027, AMB-10). What bears on the search is put together here once, for the screen and for the booking.
 */
import { addCalendarDays, addCalendarMonths, type PlainDate } from '../../src/calendar/plain-date.ts';
import type { WorkingCalendar } from '../../src/calendar/working-days.ts';
import { checkCase, type CheckedCase } from '../../src/conference/booking.ts';
import type { Refusal } from '../../src/conference/commands.ts';
import type { DiaryWindow } from '../../src/diary/diary-window.ts';
import { freeSlots, type BusyElsewhere, type ChairEntry, type CannotCome, type Slot, type SlotOffer, type SlotWish } from '../../src/diary/search.ts';
import { conferenceWindow, type ConferenceWindow } from '../../src/procedures/conference-window.ts';
import { familyMinutesBefore } from '../../src/procedures/duties.ts';
import { parsePersonKey, type PersonKey } from '../../src/people/person.ts';
import type { DiaryClaims } from '../../src/store/diary-claims.ts';
import type { OutlookCalendar } from '../graph/calendar-port.ts';
import { withinMs } from '../time-limit.ts';
import type { BookingDraft } from './draft.ts';
import { invitableRows } from './invitable.ts';
import { inviteesOf } from './invitees.ts';
import type { Asking } from './steps/step.ts';

export { chairResource, roomResource } from '../../src/diary/resources.ts';

export type OfferParts = { readonly diary: Pick<DiaryClaims, 'window' | 'claim' | 'free'>; readonly outlook: Pick<OutlookCalendar, 'busy'> };

export type Window = Extract<ConferenceWindow, { kind: 'window' }>;

/** What the window is searched for. `needs`: the case gives no date to count from. */
export type Wished = { readonly kind: 'wished'; readonly window: Window; readonly wish: SlotWish } | { readonly kind: 'needs' };

/** `outlook`: 'asked', or why its entries are not in the search. */
export type Offer = {
  readonly window: Window;
  readonly wish: SlotWish;
  readonly diary: DiaryWindow;
  /** Every free time, best first. */
  readonly free: SlotOffer;
  readonly page: readonly Slot[];
  readonly moreAvailable: boolean;
  readonly outlook: OutlookAnswer;
};

export type OutlookAnswer = { readonly kind: 'asked'; readonly unknown: readonly PersonKey[] } | { readonly kind: 'notUsed' } | { readonly kind: 'unreachable' };

/** With the time that is held, as many as the card shows. */
export const SLOTS_A_PAGE = 7;
/** Of a window that is months long, as for a review, so many working days before the limit are searched, in its month and the one before. */
const SEARCHED_WORKING_DAYS = 40;
const OUTLOOK_MS = 1_500;
/** What one question to Outlook may cover. */
const OUTLOOK = { people: 20, days: 40 } as const;
/** In the room of a hybrid conference beside the family: chair, social worker, minute-taker, and a place to spare. */
const IN_THE_ROOM = 4;

/** How a card names a time: day, start, chair and room, for the server to find again. */
export function slotValue({ on, from, chair, room }: Pick<Slot, 'on' | 'from' | 'chair' | 'room'>): string {
  return [`${on}T${from}`, chair.person, ...(room === null ? [] : [room.roomId])].join('/');
}

/** The window of the draft and what is wished for in it. */
export function wishOf(draft: BookingDraft, asking: Asking): Wished {
  const checked = checkCase(draft.case, asking.today);
  const window = isRefusals(checked) ? undefined : conferenceWindow(asking.book, checked.conferenceType, checked.dates);
  if (window?.kind !== 'window' || isRefusals(checked)) return { kind: 'needs' };
  return { kind: 'wished', window, wish: wishIn(window, checked, draft, asking) };
}

function isRefusals(checked: CheckedCase | readonly Refusal[]): checked is readonly Refusal[] {
  return Array.isArray(checked);
}

function wishIn(window: Window, { format }: CheckedCase, draft: BookingDraft, asking: Asking): SlotWish {
  const { book: { pack, calendar }, authority, today } = asking;
  const { conferenceMinutes: minutes, gapMinutes, earliestStart: earliest, latestStart: latest, slots: usual } = pack.booking;
  const { date, case: { venue } } = draft;
  const invited = inviteesOf(draft, asking).invitees;
  const earliestOn = latestOf(addCalendarDays(today, 1), searchedFrom(window.dueOn, calendar));
  const inRoom = format === 'hybrid' ? invited.filter(({ party }) => party === 'family').length + IN_THE_ROOM : invited.length + 2;
  return {
    format, minutes, familyMinutesBefore: familyMinutesBefore(pack), gapMinutes,
    noticeBefore: workingDaysBetween(today, earliestOn, calendar), earliestOn, safeBy: window.safeBy, dueOn: window.dueOn,
    starts: { earliest, latest, usual },
    room: format === 'virtual' || venue.kind === 'elsewhere' || authority.rooms.length === 0 ? 'notNeeded' : 'needed',
    stepFree: venue.stepFree === 'yes', people: inRoom,
    keepChair: parsePersonKey(date.keptChair) ?? null,
    preferredChair: chairOf(date.preferredChair, asking) ?? null,
    conflicted: new Set([...date.conflicted.flatMap((objectId) => chairOf(objectId, asking) ?? []), ...invited.flatMap(({ person }) => person ?? [])]),
    cannotCome: cannotComeOf(draft, asking),
    timeOfDay: date.timeOfDay === 'morning' || date.timeOfDay === 'afternoon' ? date.timeOfDay : null,
    socialWorker: asking.owner, ownClaimId: date.held?.claimId ?? null,
    busyElsewhere: [],
  };
}

/** The diary keeps a month together: two of them are two requests. */
function searchedFrom(dueOn: PlainDate, calendar: WorkingCalendar): PlainDate {
  const firstOfMonth = addCalendarDays(dueOn, 1 - Number(dueOn.slice(8)));
  return latestOf(calendar.workingDaysBefore(dueOn, SEARCHED_WORKING_DAYS), addCalendarMonths(firstOfMonth, -1));
}

/** Those after the one day and before the other. */
function workingDaysBetween(after: PlainDate, before: PlainDate, calendar: WorkingCalendar): number {
  let days = 0;
  for (let on = addCalendarDays(after, 1); on < before; on = addCalendarDays(on, 1)) if (calendar.isWorkingDay(on)) days += 1;
  return days;
}

function latestOf(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b;
}

function chairOf(objectId: string, { authority }: Asking): PersonKey | undefined {
  return authority.withRole('chair').find((chair) => chair.objectId === objectId)?.person;
}

/** Parents and those who have to be there weigh more: their labels and the titles of their roles tell who that is. */
function cannotComeOf(draft: BookingDraft, { book: { pack }, authority }: Asking): readonly CannotCome[] {
  const holders = draft.family.relatives.filter(({ responsibility }) => responsibility !== 'no').map(({ label }) => label);
  const required = invitableRows(pack, authority, draft).filter(({ need }) => need === 'required').map(({ title }) => title);
  const weighs = (who: string): boolean => [...holders, ...required].some((name) => name !== '' && startsAlike(name, who));
  return draft.people.cannot.map(({ who, on, from, to }) => ({ who, on: on as PlainDate, from, to, holder: weighs(who) }));
}

function startsAlike(name: string, who: string): boolean {
  return name.toLowerCase().startsWith(who.toLowerCase()) || who.toLowerCase().startsWith(name.toLowerCase());
}

/** One range query to the store for each month touched, and Outlook beside it; what Outlook does not answer in time is left out, and said. */
export async function offer({ diary, outlook }: OfferParts, draft: BookingDraft, asking: Asking): Promise<Offer | undefined> {
  const wished = wishOf(draft, asking);
  if (wished.kind === 'needs') return undefined;
  const { window, wish } = wished;
  const chairs = chairsOf(asking);
  const [read, elsewhere] = await Promise.all([diary.window(asking.authority.id, wish.earliestOn, wish.dueOn, asking.machineNow), busyElsewhere(outlook, chairs.map(({ person }) => person), wish)]);
  const withOutlook = { ...wish, busyElsewhere: elsewhere.busy };
  const free = freeSlots(chairs, asking.authority.rooms, read, withOutlook, asking.book.calendar);
  const { page } = draft.date;
  return {
    window, wish: withOutlook, diary: read, free, outlook: elsewhere.answer,
    page: free.page(page, SLOTS_A_PAGE), moreAvailable: free.page(page + 1, SLOTS_A_PAGE).length > 0,
  };
}

/** The time that a value names, if it is a lawful one, whoever has taken it meanwhile: the diary decides that as it books. */
export function lawfulSlot(draft: BookingDraft, value: string, asking: Asking): Slot | undefined {
  const wished = wishOf(draft, asking);
  return wished.kind === 'needs' ? undefined : slotNamed(value, { wish: wished.wish, diary: NOTHING_TAKEN }, asking);
}

/** The free time that a value names, in its own room, where there is one. */
export function slotNamed(value: string, { wish, diary }: Pick<Offer, 'wish' | 'diary'>, asking: Asking): Slot | undefined {
  const [, chair, roomId] = value.split('/');
  const chairs = chairsOf(asking).filter(({ person }) => person === chair);
  const rooms = asking.authority.rooms.filter((room) => room.roomId === roomId);
  return freeSlots(chairs, rooms, diary, wish, asking.book.calendar).all().find((slot) => slotValue(slot) === value);
}

export const NOTHING_TAKEN: DiaryWindow = { day: () => ({ etag: undefined, claims: [], away: [] }), rows: () => [] };

export function chairsOf({ authority }: Pick<Asking, 'authority'>): readonly ChairEntry[] {
  return authority.withRole('chair');
}

type Elsewhere = { readonly busy: readonly BusyElsewhere[]; readonly answer: OutlookAnswer };

/** Several questions where one may not cover everybody and every day; unless all are answered, none is counted. */
async function busyElsewhere(outlook: OfferParts['outlook'], people: readonly PersonKey[], { earliestOn, dueOn }: SlotWish): Promise<Elsewhere> {
  if (earliestOn > dueOn || people.length === 0) return { busy: [], answer: { kind: 'notUsed' } };
  const questions = chunks(people, OUTLOOK.people).flatMap((some) => spans(earliestOn, dueOn).map(([from, to]) => outlook.busy(some, from, to)));
  const answers = await withinMs(Promise.all(questions), OUTLOOK_MS);
  if (answers === 'late' || answers.some(({ kind }) => kind === 'unreachable')) return { busy: [], answer: { kind: 'unreachable' } };
  const known = answers.flatMap((answer) => (answer.kind === 'known' ? [answer] : []));
  if (known.length === 0) return { busy: [], answer: { kind: 'notUsed' } };
  return { busy: known.flatMap(({ busy }) => busy), answer: { kind: 'asked', unknown: [...new Set(known.flatMap(({ unknown }) => unknown))] } };
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, place) => items.slice(place * size, (place + 1) * size));
}

function spans(fromOn: PlainDate, toOn: PlainDate): readonly (readonly [PlainDate, PlainDate])[] {
  const found: (readonly [PlainDate, PlainDate])[] = [];
  for (let from = fromOn; from <= toOn; from = addCalendarDays(from, OUTLOOK.days)) {
    const last = addCalendarDays(from, OUTLOOK.days - 1);
    found.push([from, last < toOn ? last : toOn]);
  }
  return found;
}
