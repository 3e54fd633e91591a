/**
 * Free times inside the lawful window, from chairs' diaries (NOT-011), with the family's time before the start (NOT-027).
 * Times after the strictest reading of the limit are marked late: they need a reason, never silence (AMB-02).
 */
import { addCalendarDays, type PlainDate } from '../calendar/plain-date.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { ConferenceFormat } from '../conference/events.ts';
import type { PersonKey } from '../people/person.ts';
import { cellsOf, clockTime, minutesIntoDay, MINUTES_IN_A_CELL, type CellSpan } from './half-hours.ts';

export type ChairDiary = {
  readonly person: PersonKey;
  readonly name: string;
  /** London clock times, HH:mm: the earliest start and the latest end. */
  readonly hours: { readonly from: string; readonly to: string };
  /** Claimed cells of days that have any; a day not listed is free. */
  readonly busy: ReadonlyMap<PlainDate, readonly boolean[]>;
};

export type SlotWindow = {
  readonly format: ConferenceFormat;
  readonly minutes: number;
  /** Minutes the family meets the chair beforehand, when in the room. */
  readonly familyMinutesBefore: number;
  readonly earliestOn: PlainDate;
  /** Last day by the strictest reading; later ones up to `dueOn` are late. */
  readonly safeBy: PlainDate;
  readonly dueOn: PlainDate;
  readonly starts: { readonly earliest: string; readonly latest: string };
};

export type Slot = CellSpan & {
  readonly on: PlainDate;
  readonly from: string;
  readonly to: string;
  readonly chair: { readonly person: PersonKey; readonly name: string };
  readonly late: boolean;
  /** Working days between the day of booking and the conference: time for reports and invitations. */
  readonly noticeDays: number;
};

/** Working days of notice under which a slot is offered only after those with more: reports and invitations need time (NOT-006). */
const SHORT_NOTICE_DAYS = 5;
const NOON = '12:00';

/** Every free start, best first: enough notice, then the earliest date and time, then the chair with least booked, then by name. */
export function freeSlots(chairs: readonly ChairDiary[], window: SlotWindow, calendar: WorkingCalendar): readonly Slot[] {
  const slots: Slot[] = [];
  let noticeDays = 0;
  for (let on = window.earliestOn; on <= window.dueOn; on = addCalendarDays(on, 1)) {
    if (!calendar.isWorkingDay(on)) continue;
    noticeDays += 1;
    for (const chair of chairs) slots.push(...slotsOfDay(chair, on, noticeDays, window));
  }
  const load = new Map(chairs.map((chair) => [chair.person, cellsTaken(chair)]));
  const loadOf = (slot: Slot): number => load.get(slot.chair.person) ?? 0;
  return slots.toSorted((a, b) => shortNotice(a) - shortNotice(b) || order(a.on, b.on) || order(a.from, b.from) || loadOf(a) - loadOf(b) || order(a.chair.name, b.chair.name));
}

/**
 * A short page to offer: one morning and one afternoon a day, so that a screen shows different days; a usual start
 * (the pack's) before another.
 */
export function offerPage(slots: readonly Slot[], usualStarts: readonly string[], page: number, size: number): readonly Slot[] {
  const halves = Map.groupBy(slots, (slot) => `${slot.on} ${slot.from < NOON ? 'morning' : 'afternoon'}`);
  const varied = [...halves.values()].flatMap((half) => half.find((slot) => usualStarts.includes(slot.from)) ?? half[0] ?? []);
  return varied.slice(page * size, page * size + size);
}

function cellsTaken({ busy }: ChairDiary): number {
  return [...busy.values()].reduce((sum, cells) => sum + cells.filter(Boolean).length, 0);
}

function slotsOfDay(chair: ChairDiary, on: PlainDate, noticeDays: number, window: SlotWindow): Slot[] {
  const before = window.format === 'virtual' ? 0 : window.familyMinutesBefore;
  const first = Math.max(minutesIntoDay(window.starts.earliest), minutesIntoDay(chair.hours.from) + before);
  const last = Math.min(minutesIntoDay(window.starts.latest), minutesIntoDay(chair.hours.to) - window.minutes);
  const busy = chair.busy.get(on);
  const slots: Slot[] = [];
  for (let start = onTheHalfHour(first); start <= last; start += MINUTES_IN_A_CELL) {
    const span = cellsOf(clockTime(start), window.minutes, before);
    if (busy?.slice(span.fromCell, span.toCell).includes(true) === true) continue;
    slots.push({
      ...span, on, from: clockTime(start), to: clockTime(start + window.minutes),
      chair: { person: chair.person, name: chair.name }, late: on > window.safeBy, noticeDays,
    });
  }
  return slots;
}

function onTheHalfHour(minute: number): number {
  return Math.ceil(minute / MINUTES_IN_A_CELL) * MINUTES_IN_A_CELL;
}

function shortNotice(slot: Slot): number {
  return Number(slot.noticeDays < SHORT_NOTICE_DAYS);
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
