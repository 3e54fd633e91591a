/**
 * The window laid out for a search: every day of a chair, a room or the social worker as two whole numbers, a bit for each
 * half-hour, filled in one walk over the diary's rows; then every start that is free of all three, as its rank.
 */
import { addCalendarDays, weekdayOf, type PlainDate } from '../calendar/plain-date.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { anyIn, bitsOf, DayGrid, type DayBits } from './day-bits.ts';
import type { DiaryWindow } from './diary-window.ts';
import { cellsOf, clockTime, minutesIntoDay, MINUTES_IN_A_CELL, NOON_CELL, type CellSpan } from './half-hours.ts';
import { dayOfKey, keyOf, rankOf, reasonsOf, SHORT_NOTICE_DAYS } from './ranking.ts';
import { chairResource, roomResource, socialWorkerResource } from './resources.ts';
import type { ChairEntry, RoomEntry, Slot, SlotWish } from './search.ts';

type Start = CellSpan & { readonly cell: number; readonly from: string; readonly to: string; readonly bits: DayBits };

type Day = { readonly on: PlainDate; readonly weekday: number; readonly late: boolean; readonly cannot: readonly (readonly string[])[]; readonly holdersOut: readonly number[]; readonly rooms: readonly (RoomEntry | null | undefined)[] };

export type Laid = {
  readonly wish: SlotWish;
  /** Working days of the window, the first one a working day of notice away. */
  readonly days: readonly Day[];
  readonly starts: readonly Start[];
  /** By load, then name: the order they come in where all else is equal. */
  readonly chairs: readonly { readonly chair: ChairEntry; readonly load: number }[];
  readonly keys: readonly number[];
  /** Places among the days of the first day that has a free time, and of the first that has one with enough notice. */
  readonly earliest: { readonly ofAll: number; readonly withNotice: number };
};

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

export function layOut(chairs: readonly ChairEntry[], rooms: readonly RoomEntry[], diary: DiaryWindow, wish: SlotWish, calendar: WorkingCalendar): Laid {
  const dates = workingDays(wish, calendar);
  const able = chairs.filter(({ person }) => !wish.conflicted.has(person));
  const fitting = wish.room === 'needed' ? fittingRooms(rooms, wish) : [];
  const grids = filled(able, fitting, dates, diary, wish);
  const starts = startsOf(wish);
  const days = dates.map((on, place) => dayOf(on, place, starts, fitting, grids.rooms, wish));
  const ordered = able.map((chair, index) => ({ chair, index, load: grids.load[index] ?? 0 })).toSorted((a, b) => a.load - b.load || order(a.chair.name, b.chair.name) || order(a.chair.person, b.chair.person));
  const keys: number[] = [];
  for (const [place, { chair, index }] of ordered.entries()) keysOfChair(keys, { chair, place, index, days, starts, grids, wish });
  const offered = new Set(keys.map(dayOfKey));
  const first = (noticeDays: number): number => days.findIndex((_day, place) => offered.has(place) && noticeOf(wish, place) >= noticeDays);
  return { wish, days, starts, chairs: ordered, keys, earliest: { ofAll: first(0), withNotice: first(SHORT_NOTICE_DAYS) } };
}

/** One free time, in words and types. */
export function slotAt({ wish, days, starts, chairs, earliest }: Laid, key: number): Slot {
  const rank = rankOf(key);
  const day = days[rank.day];
  const index = starts.findIndex(({ cell }) => cell === rank.start);
  const start = starts[index];
  const chosen = chairs[rank.chair];
  if (day === undefined || start === undefined || chosen === undefined) throw new RangeError('a key names no time of this search');
  const told = {
    earliest: rank.day === (rank.shortNotice === 1 ? earliest.ofAll : earliest.withNotice),
    anyCannotCome: wish.cannotCome.length > 0, keptChair: wish.keepChair !== null, preferredChair: wish.preferredChair !== null, timeOfDay: wish.timeOfDay !== null,
    leastLoad: chosen.load === chairs[0]?.load && chairs.some(({ load }) => load > chosen.load),
  };
  return {
    on: day.on, from: start.from, to: start.to, fromCell: start.fromCell, toCell: start.toCell,
    chair: { person: chosen.chair.person, name: chosen.chair.name }, room: day.rooms[index] ?? null,
    late: day.late, noticeDays: noticeOf(wish, rank.day), cannotCome: day.cannot[index] ?? [], reasons: reasonsOf(rank, told),
  };
}

function workingDays({ earliestOn, dueOn }: SlotWish, calendar: WorkingCalendar): readonly PlainDate[] {
  const days: PlainDate[] = [];
  for (let on = earliestOn; on <= dueOn; on = addCalendarDays(on, 1)) if (calendar.isWorkingDay(on)) days.push(on);
  return days;
}

/** Rooms that everybody fits in, the smallest first. */
function fittingRooms(rooms: readonly RoomEntry[], { people, stepFree }: SlotWish): readonly RoomEntry[] {
  return rooms.filter((room) => room.places >= people && (room.stepFree || !stepFree)).toSorted((a, b) => a.places - b.places || order(a.name, b.name) || order(a.roomId, b.roomId));
}

/** `worker`: of the social worker alone. */
type Grids = { readonly chairs: DayGrid; readonly rooms: DayGrid; readonly worker: DayGrid; readonly conferences: Uint8Array; readonly load: number[] };

/** One walk over the rows; what is nobody's here is passed over. */
function filled(chairs: readonly ChairEntry[], rooms: readonly RoomEntry[], dates: readonly PlainDate[], diary: DiaryWindow, wish: SlotWish): Grids {
  const dayPlaces = new Map(dates.map((on, place) => [on, place]));
  const chairPlaces = new Map(chairs.map(({ person }, place) => [chairResource(person), place]));
  const roomPlaces = new Map(rooms.map(({ roomId }, place) => [roomResource(roomId), place]));
  const grids: Grids = { chairs: new DayGrid(chairs.length, dates.length), rooms: new DayGrid(rooms.length, dates.length), worker: new DayGrid(1, dates.length), conferences: new Uint8Array(chairs.length * dates.length), load: chairs.map(() => 0) };
  const gapCells = Math.ceil(wish.gapMinutes / MINUTES_IN_A_CELL);
  const own = socialWorkerResource(wish.socialWorker);
  for (const { resource, on, claims, away } of diary.rows()) {
    const day = dayPlaces.get(on);
    const chair = chairPlaces.get(resource);
    const room = roomPlaces.get(resource);
    if (day === undefined || (chair === undefined && room === undefined && resource !== own)) continue;
    for (const claim of claims) {
      if (claim.claimId === wish.ownClaimId) continue;
      if (room !== undefined) grids.rooms.take(room, day, claim);
      if (resource === own) grids.worker.take(0, day, claim);
      if (chair === undefined) continue;
      grids.chairs.take(chair, day, { fromCell: claim.fromCell - gapCells, toCell: claim.toCell + gapCells });
      grids.conferences[chair * dates.length + day] = (grids.conferences[chair * dates.length + day] ?? 0) + 1;
      grids.load[chair] = (grids.load[chair] ?? 0) + claim.toCell - claim.fromCell;
    }
    for (const each of away) {
      if (room !== undefined) grids.rooms.take(room, day, each);
      if (chair !== undefined) grids.chairs.take(chair, day, each);
    }
  }
  for (const { person, on, ...span } of wish.busyElsewhere) {
    const [chair, day] = [chairPlaces.get(chairResource(person)), dayPlaces.get(on)];
    if (chair !== undefined && day !== undefined) grids.chairs.take(chair, day, span);
  }
  return grids;
}

/** Every half-hour a conference may start at by the pack, with the half-hours it takes, the family's time included. */
function startsOf({ starts, minutes, familyMinutesBefore, format }: SlotWish): readonly Start[] {
  const found: Start[] = [];
  const before = format === 'virtual' ? 0 : familyMinutesBefore;
  const first = Math.ceil(minutesIntoDay(starts.earliest) / MINUTES_IN_A_CELL) * MINUTES_IN_A_CELL;
  for (let start = first; start <= minutesIntoDay(starts.latest); start += MINUTES_IN_A_CELL) {
    const span = cellsOf(clockTime(start), minutes, before);
    found.push({ ...span, cell: start / MINUTES_IN_A_CELL, from: clockTime(start), to: clockTime(start + minutes), bits: bitsOf(span) });
  }
  return found;
}

function dayOf(on: PlainDate, place: number, starts: readonly Start[], rooms: readonly RoomEntry[], taken: DayGrid, wish: SlotWish): Day {
  const out = starts.map(({ from, to }) => wish.cannotCome.filter((each) => each.on === on && each.from < to && from < each.to));
  return {
    on, weekday: WEEKDAYS.indexOf(weekdayOf(on)) + 1, late: on > wish.safeBy,
    cannot: out.map((each) => [...new Set(each.map(({ who }) => who))]),
    holdersOut: out.map((each) => new Set(each.filter(({ holder }) => holder).map(({ who }) => who)).size),
    // Undefined where a room is needed and none is free.
    rooms: starts.map(({ bits }) => (wish.room === 'notNeeded' ? null : rooms.find((_room, room) => !anyIn(taken.bits(room, place), bits)))),
  };
}

type ChairLaid = { readonly chair: ChairEntry; readonly place: number; readonly index: number; readonly days: readonly Day[]; readonly starts: readonly Start[]; readonly grids: Grids; readonly wish: SlotWish };

function keysOfChair(keys: number[], { chair, place, index, days, starts, grids, wish }: ChairLaid): void {
  const before = wish.format === 'virtual' ? 0 : wish.familyMinutesBefore;
  const [opens, closes] = [minutesIntoDay(chair.hours.from) + before, minutesIntoDay(chair.hours.to) - wish.minutes];
  const within = starts.map(({ cell }) => cell * MINUTES_IN_A_CELL >= opens && cell * MINUTES_IN_A_CELL <= closes);
  const otherChair = Number(wish.keepChair !== null && chair.person !== wish.keepChair);
  const notPreferred = Number(wish.preferredChair !== null && chair.person !== wish.preferredChair);
  for (const [dayPlace, day] of days.entries()) {
    if (!chair.weekdays.includes(day.weekday) || (grids.conferences[index * days.length + dayPlace] ?? 0) >= chair.mostADay) continue;
    const [taken, own] = [grids.chairs.bits(index, dayPlace), grids.worker.bits(0, dayPlace)];
    for (const [startPlace, start] of starts.entries()) {
      if (within[startPlace] !== true || anyIn(taken, start.bits) || anyIn(own, start.bits) || day.rooms[startPlace] === undefined) continue;
      const holdersOut = day.holdersOut[startPlace] ?? 0;
      keys.push(keyOf({
        holdersOut, late: Number(day.late), shortNotice: Number(noticeOf(wish, dayPlace) < SHORT_NOTICE_DAYS), otherChair, notPreferred,
        othersOut: (day.cannot[startPlace]?.length ?? 0) - holdersOut, day: dayPlace,
        otherHalf: Number(wish.timeOfDay !== null && (start.cell < NOON_CELL ? 'morning' : 'afternoon') !== wish.timeOfDay),
        unusual: Number(!wish.starts.usual.includes(start.from)), start: start.cell, chair: place,
      }));
    }
  }
}

function noticeOf({ noticeBefore }: SlotWish, day: number): number {
  return noticeBefore + day + 1;
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
