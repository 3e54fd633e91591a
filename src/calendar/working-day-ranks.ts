/**
 * The arithmetic under working days. A day's rank is the number of working days up to and including it, so adding
 * working days is adding ranks: a count costs a few look-ups in a table of holidays, never a walk over the days.
 * Days are whole numbers since 1 January 1970.
 */
import { dayOfWeek } from './day-numbers.ts';

export type WorkingDayRanks = {
  /** Working days up to and including the day; only differences of ranks mean anything. */
  rankOf(dayNumber: number): number;
  /** The working day that has this rank. */
  dayOfRank(rank: number): number;
};

/** 1 January 1970 was a Thursday: three more days make each week begin on its Monday. */
const mondayShift = 3;

/** `holidays` are day numbers in ascending order; those on a weekend count for nothing. */
export function workingDayRanks(holidays: readonly number[]): WorkingDayRanks {
  const weekdayHolidays = holidays.filter((dayNumber) => dayOfWeek(dayNumber) < 5);
  const holidaysThrough = countsThrough(weekdayHolidays);
  return {
    rankOf: (dayNumber) => weekdaysThrough(dayNumber) - holidaysThrough(dayNumber),
    // From below, so that it stops at the working day itself and not at a holiday after it, which has the same rank.
    dayOfRank: (rank) => {
      let passed = 0;
      let found = nthWeekday(rank);
      while (holidaysThrough(found) !== passed) {
        passed = holidaysThrough(found);
        found = nthWeekday(rank + passed);
      }
      return found;
    },
  };
}

/** Weekdays from Monday 29 December 1969 up to and including the day; negative before it. */
function weekdaysThrough(dayNumber: number): number {
  return Math.floor((dayNumber + mondayShift) / 7) * 5 + Math.min(dayOfWeek(dayNumber) + 1, 5);
}

/** The reverse of `weekdaysThrough`. */
function nthWeekday(n: number): number {
  const week = Math.floor((n - 1) / 5);
  return week * 7 + (n - 1 - week * 5) - mondayShift;
}

/** How many of the ascending numbers are at most the one asked for: looked up, not searched, between the first and the last. */
function countsThrough(ascending: readonly number[]): (limit: number) => number {
  const [first = 0, last = first] = [ascending[0], ascending.at(-1)];
  const counts = new Uint16Array(ascending.length === 0 ? 0 : last - first + 1);
  for (const number of ascending) counts.fill((counts[number - first] ?? 0) + 1, number - first);
  return (limit) => (limit < first ? 0 : (counts[limit - first] ?? ascending.length));
}
