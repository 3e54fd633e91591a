/**
 * The search for free times as somebody new would write it from the rules alone: every day, every start, every chair,
 * each time asked anew of plain lists of what is taken, with dates from date-fns. Imports nothing of the companion's, so
 * that it can be wrong only in ways of its own.
 */
import { addDays, addMinutes, areIntervalsOverlapping, format, getISODay } from 'date-fns';

export type NaiveChair = { readonly person: string; readonly name: string; readonly hours: { readonly from: string; readonly to: string }; readonly weekdays: readonly number[]; readonly mostADay: number };
export type NaiveRoom = { readonly roomId: string; readonly name: string; readonly places: number; readonly stepFree: boolean };

/** Time that is gone, from and to HH:mm (24:00 is the end of the day). `whose` is a chair's person, a room's id, or of a social worker `worker ` and the person. */
export type NaiveTaken = { readonly whose: string; readonly on: string; readonly from: string; readonly to: string; readonly what: 'conference' | 'leave' | 'outlook'; readonly claimId: string };

export type NaiveWish = {
  readonly inTheRoom: boolean;
  readonly minutes: number;
  readonly familyMinutesBefore: number;
  /** Half-hours of it, for time is taken in half-hours. */
  readonly gapMinutes: number;
  readonly noticeBefore: number;
  readonly earliestOn: string;
  readonly safeBy: string;
  readonly dueOn: string;
  readonly holidays: readonly string[];
  readonly starts: { readonly earliest: string; readonly latest: string; readonly usual: readonly string[] };
  readonly roomNeeded: boolean;
  readonly stepFree: boolean;
  readonly people: number;
  readonly keepChair: string | null;
  readonly preferredChair: string | null;
  readonly conflicted: readonly string[];
  readonly cannotCome: readonly { readonly who: string; readonly on: string; readonly from: string; readonly to: string; readonly holder: boolean }[];
  readonly timeOfDay: 'morning' | 'afternoon' | null;
  readonly ownClaimId: string | null;
  /** As `whose` has it. */
  readonly socialWorker: string;
};

export type NaiveSlot = { readonly on: string; readonly from: string; readonly to: string; readonly person: string; readonly roomId: string | null; readonly late: boolean; readonly noticeDays: number; readonly cannotCome: readonly string[] };

type Ranked = NaiveSlot & { readonly weights: readonly (number | string)[] };
type Stretch = { readonly start: Date; readonly end: Date };
type Gone = NaiveTaken & Stretch;

const SHORT_NOTICE = 5;
const HALF_HOUR = 30;

/** Best first. */
export function naiveSearch(chairs: readonly NaiveChair[], rooms: readonly NaiveRoom[], taken: readonly NaiveTaken[], wish: NaiveWish): readonly NaiveSlot[] {
  const standing = taken.filter(({ claimId }) => claimId !== wish.ownClaimId).map((each): Gone => ({ ...each, start: at(each.on, each.from), end: at(each.on, each.to) }));
  const days = workingDays(wish);
  const loads = new Map(chairs.map(({ person }) => [person, loadOf(person, days, standing)]));
  const found: Ranked[] = [];
  for (const [index, on] of days.entries()) {
    // Conferences start on the hour or the half-hour.
    for (let { end: start } = wholeHalfHours({ start: at(on, '00:00'), end: at(on, wish.starts.earliest) }); start <= at(on, wish.starts.latest); start = addMinutes(start, HALF_HOUR)) {
      for (const chair of chairs) {
        const slot = slotOf(on, index, start, chair, rooms, standing, wish, loads.get(chair.person) ?? 0);
        if (slot !== undefined) found.push(slot);
      }
    }
  }
  return found.sort(byWeights).map(({ weights: _weights, ...slot }) => slot);
}

function slotOf(on: string, index: number, start: Date, chair: NaiveChair, rooms: readonly NaiveRoom[], taken: readonly Gone[], wish: NaiveWish, load: number): Ranked | undefined {
  const family = wish.inTheRoom ? wish.familyMinutesBefore : 0;
  const end = addMinutes(start, wish.minutes);
  const withFamily = addMinutes(start, -family);
  if (wish.conflicted.includes(chair.person) || !chair.weekdays.includes(getISODay(start))) return undefined;
  if (withFamily < at(on, chair.hours.from) || end > at(on, chair.hours.to)) return undefined;
  if (taken.filter(({ whose, on: day, what }) => whose === chair.person && day === on && what === 'conference').length >= chair.mostADay) return undefined;
  const needed = wholeHalfHours({ start: withFamily, end });
  if (taken.some((each) => each.whose === chair.person && each.on === on && overlap(needed, each.what === 'conference' ? widened(each, wish.gapMinutes) : each))) return undefined;
  if (taken.some((each) => each.whose === wish.socialWorker && each.on === on && overlap(needed, each))) return undefined;
  const room = wish.roomNeeded ? roomFor(needed, on, rooms, taken, wish) : null;
  if (room === undefined) return undefined;
  const out = wish.cannotCome.filter((each) => each.on === on && overlap({ start, end }, { start: at(on, each.from), end: at(on, each.to) }));
  const cannotCome = [...new Set(out.map(({ who }) => who))];
  const holdersOut = new Set(out.filter(({ holder }) => holder).map(({ who }) => who)).size;
  const noticeDays = wish.noticeBefore + index + 1;
  const [from, late] = [format(start, 'HH:mm'), on > wish.safeBy];
  const weights = [
    holdersOut, no(!late), no(noticeDays >= SHORT_NOTICE), no(wish.keepChair === null || wish.keepChair === chair.person), no(wish.preferredChair === null || wish.preferredChair === chair.person),
    cannotCome.length - holdersOut, on, no(wish.timeOfDay === null || wish.timeOfDay === (start.getHours() < 12 ? 'morning' : 'afternoon')), no(wish.starts.usual.includes(from)), from, load, chair.name, chair.person,
  ];
  return { on, from, to: format(end, 'HH:mm'), person: chair.person, roomId: room?.roomId ?? null, late, noticeDays, cannotCome, weights };
}

/** The smallest room that takes everybody and is free. */
function roomFor(needed: Stretch, on: string, rooms: readonly NaiveRoom[], taken: readonly Gone[], { people, stepFree }: NaiveWish): NaiveRoom | undefined {
  const free = rooms.filter((room) => room.places >= people && (!stepFree || room.stepFree) && !taken.some((each) => each.whose === room.roomId && each.on === on && overlap(needed, each)));
  return free.sort((a, b) => a.places - b.places || compared(a.name, b.name) || compared(a.roomId, b.roomId))[0];
}

function workingDays({ earliestOn, dueOn, holidays }: NaiveWish): readonly string[] {
  const days: string[] = [];
  for (let day = at(earliestOn, '00:00'); format(day, 'yyyy-MM-dd') <= dueOn; day = addDays(day, 1)) {
    const on = format(day, 'yyyy-MM-dd');
    if (getISODay(day) <= 5 && !holidays.includes(on)) days.push(on);
  }
  return days;
}

/** Minutes of conferences on those days. */
function loadOf(person: string, days: readonly string[], taken: readonly Gone[]): number {
  return taken.filter(({ whose, on, what }) => whose === person && days.includes(on) && what === 'conference').reduce((minutes, each) => minutes + (each.end.getTime() - each.start.getTime()) / 60_000, 0);
}

function wholeHalfHours({ start, end }: Stretch): Stretch {
  const [over, short] = [start.getMinutes() % HALF_HOUR, (HALF_HOUR - (end.getMinutes() % HALF_HOUR)) % HALF_HOUR];
  return { start: addMinutes(start, -over), end: addMinutes(end, short) };
}

function widened({ start, end }: Stretch, gapMinutes: number): Stretch {
  const gap = Math.ceil(gapMinutes / HALF_HOUR) * HALF_HOUR;
  return { start: addMinutes(start, -gap), end: addMinutes(end, gap) };
}

function overlap(one: Stretch, other: Stretch): boolean {
  return areIntervalsOverlapping(one, other);
}

function at(on: string, time: string): Date {
  return new Date(`${on}T${time}`);
}

function no(yes: boolean): number {
  return yes ? 0 : 1;
}

function byWeights(a: Ranked, b: Ranked): number {
  for (const [place, weight] of a.weights.entries()) {
    const other = b.weights[place] ?? 0;
    if (weight !== other) return compared(weight, other);
  }
  return 0;
}

function compared(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
