/**
 * Plain dates: a day in the diary, with no clock and no zone. Every result is the same whatever zone the machine is in,
 * because a date is a text and its sums are sums of day numbers.
 */
import { dayOfNumber, dayOfWeek, daysInMonth, numberOfDay, type CivilDay } from './day-numbers.ts';

declare const plainDate: unique symbol;

/** A day that exists, written 'YYYY-MM-DD', from the year 1000 to the year 9999. */
export type PlainDate = string & { readonly [plainDate]: true };

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

export type Weekday = (typeof weekdays)[number];

const zero = 48;
const shape = /^[1-9]\d{3}-\d{2}-\d{2}$/;

/** The date the text names, or undefined when it is not text, not written YYYY-MM-DD, or a day that does not exist. */
export function parsePlainDate(text: unknown): PlainDate | undefined {
  if (typeof text !== 'string' || !shape.test(text)) return undefined;
  const { year, month, day } = partsOf(text);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) ? (text as PlainDate) : undefined;
}

/** `days` may be negative. Throws a RangeError when the result leaves the years a PlainDate can hold. */
export function addCalendarDays(date: PlainDate, days: number): PlainDate {
  return dateOfDayNumber(dayNumberOf(date) + whole(days));
}

/** Clamped to the end of a shorter month: 31 January and three months is 30 April. Throws as `addCalendarDays` does. */
export function addCalendarMonths(date: PlainDate, months: number): PlainDate {
  const from = partsOf(date);
  const counted = from.year * 12 + from.month - 1 + whole(months);
  const [year, month] = [Math.floor(counted / 12), (counted % 12) + 1];
  return written({ year, month, day: Math.min(from.day, daysInMonth(year, month)) });
}

/** Negative when `a` comes first, 0 for the same day: fit for sorting. */
export function compareDates(a: PlainDate, b: PlainDate): number {
  return a < b ? -1 : Number(a > b);
}

export function weekdayOf(date: PlainDate): Weekday {
  return weekdays[dayOfWeek(dayNumberOf(date))] ?? 'Monday';
}

/** 'Tuesday 29 December 2026' */
export function longDate(date: PlainDate): string {
  const { year, month, day } = partsOf(date);
  return `${weekdayOf(date)} ${day} ${months[month - 1] ?? ''} ${year}`;
}

/** 'Tue 29 Dec 2026' */
export function shortDate(date: PlainDate): string {
  const { year, month, day } = partsOf(date);
  return `${weekdayOf(date).slice(0, 3)} ${day} ${(months[month - 1] ?? '').slice(0, 3)} ${year}`;
}

/** Whole days since 1 January 1970, for counting. */
export function dayNumberOf(date: PlainDate): number {
  return numberOfDay(partsOf(date));
}

/** The reverse of `dayNumberOf`. Throws a RangeError for a number that is not a whole day in range. */
export function dateOfDayNumber(dayNumber: number): PlainDate {
  return written(dayOfNumber(whole(dayNumber)));
}

function partsOf(text: string): CivilDay {
  return { year: twoDigits(text, 0) * 100 + twoDigits(text, 2), month: twoDigits(text, 5), day: twoDigits(text, 8) };
}

/** The number that two digits write; by their codes, since a date is taken apart at every count. */
function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
}

function written({ year, month, day }: CivilDay): PlainDate {
  if (year < 1_000 || year > 9_999) throw new RangeError('The date is outside the years 1000 to 9999.');
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}` as PlainDate;
}

function whole(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError('Dates are counted in whole days and months.');
  return amount;
}
