/**
 * The arithmetic under working days. A day's rank is the number of working days up to and including it, so adding
 * working days is adding ranks: a count costs a halving search over the holidays, never a walk over the days.
 * Days are whole numbers since 1 January 1970.
 */

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
  const holidaysThrough = (dayNumber: number): number => countThrough(weekdayHolidays, dayNumber);
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

/** 0 for Monday to 6 for Sunday. */
function dayOfWeek(dayNumber: number): number {
  return (((dayNumber + mondayShift) % 7) + 7) % 7;
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

/** How many of the ascending numbers are at most `limit`. */
function countThrough(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
