/**
 * Which days a phrase can mean. Where people disagree, every reading is given and none is chosen: the form asks.
 * A week runs from Monday to Sunday.
 */
import { addCalendarDays, compareDates, dayNumberOf, parsePlainDate, weekdayOf, type PlainDate } from '../../../src/calendar/plain-date.ts';

/** `past`: said of something that has happened, as a section 47 enquiry that has started. */
export type Sense = 'past' | 'any';

/** `sure`: these words have one reading. With none in `on`, a time was said that is not one day ("last week"). */
export type Readings = { readonly on: readonly PlainDate[]; readonly sure: boolean };

export type SaidDay = { readonly day: number; readonly month: number; readonly year: number | undefined; readonly weekday: number | undefined };

/** Longer ago than this, a start of a section 47 enquiry is more likely a slip than meant: it is asked. */
const HALF_A_YEAR = 183;
/** 29 February comes back within eight years. */
const YEARS_TO_LOOK = 8;

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const SUNDAY = 6;

export const only = (on: PlainDate): Readings => ({ on: [on], sure: true });
export const unsure = (...on: readonly PlainDate[]): Readings => ({ on: on.toSorted(compareDates), sure: false });

/**
 * "last Monday": the Monday before today, when it lies in the week before. Said on a Wednesday, people mean this week's
 * Monday or last week's; and said on a Tuesday, yesterday would be called "yesterday". Both readings are then given, so
 * "section 47 started last Monday" is filled in when it is said on a Monday, and asked back in the rest of the week.
 */
export function lastWeekday(today: PlainDate, weekday: number): Readings {
  const latest = latestBefore(today, weekday);
  const disputed = latest >= mondayOf(today) || latest === addCalendarDays(today, -1);
  return disputed ? unsure(addCalendarDays(latest, -7), latest) : only(latest);
}

/** "next Friday": disputed as "last Friday" is, the other way round. */
export function nextWeekday(today: PlainDate, weekday: number): Readings {
  const soonest = soonestAfter(today, weekday);
  const disputed = soonest < addCalendarDays(mondayOf(today), 7) || soonest === addCalendarDays(today, 1);
  return disputed ? unsure(soonest, addCalendarDays(soonest, 7)) : only(soonest);
}

/** "this Monday": of this week. Of the past, a day of this week that is still to come can only mean the one before. */
export function thisWeekday(today: PlainDate, weekday: number, sense: Sense): Readings {
  const on = addCalendarDays(mondayOf(today), weekday);
  return sense === 'past' && on > today ? unsure(addCalendarDays(on, -7)) : only(on);
}

/** "on Monday": of the past, the last one there was. Said on a Monday, it may be today. */
export function onWeekday(today: PlainDate, weekday: number, sense: Sense): Readings {
  const latest = latestBefore(today, weekday);
  if (weekdayOf(today) === WEEKDAYS[weekday]) return unsure(latest, today);
  return sense === 'past' ? only(latest) : unsure(latest, soonestAfter(today, weekday));
}

/** "Monday just gone" leaves no doubt. */
export function weekdayGone(today: PlainDate, weekday: number): Readings {
  return only(latestBefore(today, weekday));
}

/** "Monday last week". Some weeks begin on Sunday, so a Sunday has two readings. */
export function weekdayOfWeek(today: PlainDate, weekday: number, weeksOn: number): Readings {
  const on = addCalendarDays(mondayOf(today), weeksOn * 7 + weekday);
  return weekday === SUNDAY ? unsure(addCalendarDays(on, -7), on) : only(on);
}

/** "Thursday week", "a fortnight on Thursday": counted from the coming Thursday, by some; never filled in. */
export function weekdayAndWeeks(today: PlainDate, weekday: number, weeks: number): Readings {
  const soonest = soonestAfter(today, weekday);
  return unsure(addCalendarDays(soonest, (weeks - 1) * 7), addCalendarDays(soonest, weeks * 7));
}

/** "a week last Monday", "Monday before last". */
export function weekBeforeLast(today: PlainDate, weekday: number): Readings {
  const latest = latestBefore(today, weekday);
  return unsure(addCalendarDays(latest, -14), addCalendarDays(latest, -7));
}

/** "two days ago" is counted; "ten days ago" and "three weeks ago" are said loosely, unless somebody adds "today". */
export function daysAgo(today: PlainDate, days: number, exactly: boolean): Readings {
  const on = addCalendarDays(today, -days);
  return exactly || days <= 3 ? only(on) : unsure(on);
}

/**
 * "16 November", with or without a year; undefined for a day that does not exist. Without a year and of the past it is
 * the last one there was; of anything else, the last or the coming one. A weekday that does not fit is asked back.
 */
export function dayOfYear(today: PlainDate, said: SaidDay, sense: Sense): Readings | undefined {
  if (said.year !== undefined) {
    const on = dateOf(said.year, said);
    return on === undefined ? undefined : checked(today, on, said, sense);
  }
  const thisYear = Number(today.slice(0, 4));
  const around = Array.from({ length: YEARS_TO_LOOK * 2 + 1 }, (_, at) => dateOf(thisYear - YEARS_TO_LOOK + at, said)).filter((on) => on !== undefined);
  const latest = around.findLast((on) => on <= today);
  const soonest = around.find((on) => on > today);
  if (latest === undefined || soonest === undefined) return undefined;
  return sense === 'past' ? checked(today, latest, said, sense) : unsure(latest, soonest);
}

/** "the 16th", "Monday 16th": of this month if it has been and the weekday fits, else asked. Undefined when no month around has such a day. */
export function dayOfMonth(today: PlainDate, day: number, weekday: number | undefined, sense: Sense): Readings | undefined {
  const months = [-1, 0, 1].map((ahead) => Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + ahead);
  const around = months.map((month) => dateOf(Math.floor(month / 12), { day, month: (month % 12) + 1 })).filter((on) => on !== undefined);
  const latest = around.findLast((on) => on <= today);
  const soonest = around.find((on) => on > today);
  if (latest === undefined) return soonest === undefined ? undefined : unsure(soonest);
  if (sense === 'past') return latest.slice(0, 7) === today.slice(0, 7) && fits(latest, weekday) ? only(latest) : unsure(latest);
  return soonest === undefined ? unsure(latest) : unsure(latest, soonest);
}

/** 0 for Monday to 6 for Sunday, by the first three letters. */
export function weekdayNumber(word: string): number {
  return WEEKDAYS.findIndex((name) => name.slice(0, 3).toLowerCase() === word.slice(0, 3).toLowerCase());
}

/** Undefined for a day that does not exist. */
export function dateOf(year: number, { day, month }: { readonly day: number; readonly month: number }): PlainDate | undefined {
  return parsePlainDate(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

function checked(today: PlainDate, on: PlainDate, { weekday }: SaidDay, sense: Sense): Readings {
  const longAgo = sense === 'past' && dayNumberOf(today) - dayNumberOf(on) > HALF_A_YEAR;
  return fits(on, weekday) && !longAgo ? only(on) : unsure(on);
}

function fits(on: PlainDate, weekday: number | undefined): boolean {
  return weekday === undefined || weekdayOf(on) === WEEKDAYS[weekday];
}

function latestBefore(today: PlainDate, weekday: number): PlainDate {
  return addCalendarDays(today, -(((WEEKDAYS.indexOf(weekdayOf(today)) - weekday + 6) % 7) + 1));
}

function soonestAfter(today: PlainDate, weekday: number): PlainDate {
  return addCalendarDays(today, ((weekday - WEEKDAYS.indexOf(weekdayOf(today)) + 6) % 7) + 1);
}

function mondayOf(today: PlainDate): PlainDate {
  return addCalendarDays(today, -WEEKDAYS.indexOf(weekdayOf(today)));
}
