/** Working days: Monday to Friday, public holidays excluded (NOT-002). */
import type { BankHolidays } from './bank-holidays.ts';
import { countForward, type Count, type CountedLimit, type DaysCounted } from './counted-limit.ts';
import { dateOfDayNumber, dayNumberOf, weekdayOf, type PlainDate } from './plain-date.ts';
import { workingDayRanks } from './working-day-ranks.ts';

export type WorkingCalendar = {
  /** The version of the holiday list, for a conference to be pinned to. */
  readonly version: string;
  readonly announcedThrough: PlainDate;
  isWorkingDay(date: PlainDate): boolean;
  /** 'Saturday', 'Sunday' or the holiday's title; undefined for a working day. */
  whyNotWorking(date: PlainDate): string | undefined;
  /** Whether the holidays of that time are known. */
  isKnown(date: PlainDate): boolean;
  /** The nth working day after the date, which is not counted itself; n is 1 or more, or a RangeError. */
  workingDaysAfter(date: PlainDate, n: number): PlainDate;
  /** The nth working day before the date, as `workingDaysAfter`. */
  workingDaysBefore(date: PlainDate, n: number): PlainDate;
  workingDayOnOrAfter(date: PlainDate): PlainDate;
  workingDayOnOrBefore(date: PlainDate): PlainDate;
  /** Counts `amount` working days (1 or more, or a RangeError), the last of them being the limit. */
  countForward(count: Count): CountedLimit;
};

export function workingCalendar({ version, knownFrom, announcedThrough, days }: BankHolidays): WorkingCalendar {
  const titles = new Map(days.map((day) => [day.on, day.title]));
  const ranks = workingDayRanks(days.map((day) => dayNumberOf(day.on)));

  const whyNotWorking = (date: PlainDate): string | undefined => {
    const weekday = weekdayOf(date);
    return weekday === 'Saturday' || weekday === 'Sunday' ? weekday : titles.get(date);
  };
  const isWorkingDay = (date: PlainDate): boolean => whyNotWorking(date) === undefined;
  const isKnown = (date: PlainDate): boolean => date >= knownFrom && date <= announcedThrough;
  const workingDaysAfter = (date: PlainDate, n: number): PlainDate =>
    dateOfDayNumber(ranks.dayOfRank(ranks.rankOf(dayNumberOf(date)) + oneOrMore(n)));
  const workingDaysBefore = (date: PlainDate, n: number): PlainDate =>
    dateOfDayNumber(ranks.dayOfRank(ranks.rankOf(dayNumberOf(date) - 1) + 1 - oneOrMore(n)));
  const daysCounted: DaysCounted = { isWorkingDay, whyNotWorking, isKnown, workingDaysAfter };

  return {
    version,
    announcedThrough,
    ...daysCounted,
    workingDaysBefore,
    workingDayOnOrAfter: (date) => (isWorkingDay(date) ? date : workingDaysAfter(date, 1)),
    workingDayOnOrBefore: (date) => (isWorkingDay(date) ? date : workingDaysBefore(date, 1)),
    countForward: (count) => countForward(daysCounted, count),
  };
}

function oneOrMore(n: number): number {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError('Working days are counted in whole days, one or more.');
  return n;
}
