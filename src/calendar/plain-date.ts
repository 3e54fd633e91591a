/**
 * Plain dates: a day in the diary, with no clock and no zone. Every result is the same whatever zone the machine is in,
 * because date-fns works here on UTC dates only (by its single functions: the whole package takes a second to load).
 */
import { UTCDateMini } from '@date-fns/utc';
import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { format } from 'date-fns/format';

declare const plainDate: unique symbol;

/** A day that exists, written 'YYYY-MM-DD', from the year 1000 to the year 9999. */
export type PlainDate = string & { readonly [plainDate]: true };

export type Weekday = 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';

const shape = /^[1-9]\d{3}-\d{2}-\d{2}$/;
const millisecondsInADay = 86_400_000;

/** The date the text names, or undefined when it is not text, not written YYYY-MM-DD, or a day that does not exist. */
export function parsePlainDate(text: unknown): PlainDate | undefined {
  if (typeof text !== 'string' || !shape.test(text)) return undefined;
  const parsed = new UTCDateMini(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && written(parsed) === text ? (text as PlainDate) : undefined;
}

/** `days` may be negative. Throws a RangeError when the result leaves the years a PlainDate can hold. */
export function addCalendarDays(date: PlainDate, days: number): PlainDate {
  return plain(addDays(utc(date), whole(days)));
}

/** Clamped to the end of a shorter month: 31 January and three months is 30 April. Throws as `addCalendarDays` does. */
export function addCalendarMonths(date: PlainDate, months: number): PlainDate {
  return plain(addMonths(utc(date), whole(months)));
}

/** Negative when `a` comes first, 0 for the same day: fit for sorting. */
export function compareDates(a: PlainDate, b: PlainDate): number {
  return a < b ? -1 : Number(a > b);
}

/** The earlier of the two. */
export function earlierDate(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? a : b;
}

export function weekdayOf(date: PlainDate): Weekday {
  return format(utc(date), 'EEEE') as Weekday;
}

/** 'Tuesday 29 December 2026' */
export function longDate(date: PlainDate): string {
  return format(utc(date), 'EEEE d MMMM yyyy');
}

/** 'Tue 29 Dec 2026' */
export function shortDate(date: PlainDate): string {
  return format(utc(date), 'EEE d MMM yyyy');
}

/** Whole days since 1 January 1970, for counting. */
export function dayNumberOf(date: PlainDate): number {
  return utc(date).getTime() / millisecondsInADay;
}

/** The reverse of `dayNumberOf`. Throws a RangeError for a number that is not a whole day in range. */
export function dateOfDayNumber(dayNumber: number): PlainDate {
  return plain(new UTCDateMini(whole(dayNumber) * millisecondsInADay));
}

function utc(date: PlainDate): Date {
  return new UTCDateMini(`${date}T00:00:00Z`);
}

function written(date: Date): string {
  return format(date, 'yyyy-MM-dd');
}

function plain(date: Date): PlainDate {
  const found = Number.isNaN(date.getTime()) ? undefined : parsePlainDate(written(date));
  if (!found) throw new RangeError('The date is outside the years 1000 to 9999.');
  return found;
}

function whole(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError('Dates are counted in whole days and months.');
  return amount;
}
