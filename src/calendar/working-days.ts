/** Working days: Monday to Friday, public holidays excluded (NOT-002), and the limits that are counted in them. */
import type { BankHolidays } from './bank-holidays.ts';
import { addCalendarDays, dateOfDayNumber, dayNumberOf, weekdayOf, type PlainDate } from './plain-date.ts';
import { workingDayRanks } from './working-day-ranks.ts';

/** One day of a count: its number, or null and why it was passed over ('Saturday', 'Sunday', a holiday's title). */
export type CountedDay = { readonly on: PlainDate; readonly number: number | null; readonly skipped?: string };

/** `trigger`: the day it all began is Day 1, or else the next working day. `dayAfter`: that day is not counted. */
export type DayOne = 'trigger' | 'dayAfter';

/**
 * A limit and how it was counted.
 * `dueOn`: the last day, included. `safeBy`: the earlier last day when a trigger on a day off is itself counted as
 * Day 1 (AMB-02). `nationalReading`: the last day when Day 1 is the day after, where that differs (AMB-01, reading C).
 * `days`: every day from the first that could count to `dueOn`. `provisional`: holidays on the way are not yet known.
 */
export type CountedLimit = {
  readonly dueOn: PlainDate;
  readonly safeBy?: PlainDate;
  readonly nationalReading?: PlainDate;
  readonly days: readonly CountedDay[];
  readonly provisional: boolean;
};

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

type Count = { readonly from: PlainDate; readonly amount: number; readonly dayOne: DayOne };

export function workingCalendar(holidays: BankHolidays): WorkingCalendar {
  const { version, knownFrom, announcedThrough } = holidays;
  const titles = new Map(holidays.days.map((day) => [day.on, day.title]));
  const ranks = workingDayRanks(holidays.days.map((day) => dayNumberOf(day.on)));

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

  const countForward = ({ from, amount, dayOne }: Count): CountedLimit => {
    const dayAfterReading = workingDaysAfter(from, amount);
    const triggerReading = amount === 1 ? from : workingDaysAfter(from, amount - 1);
    const readings = readingsOf(dayOne, isWorkingDay(from), triggerReading, dayAfterReading);
    const first = dayOne === 'trigger' ? from : addCalendarDays(from, 1);
    const days = listDays(first, readings.dueOn, whyNotWorking);
    return { ...readings, days, provisional: !isKnown(from) || !isKnown(dayAfterReading) };
  };

  return {
    version,
    announcedThrough,
    isWorkingDay,
    whyNotWorking,
    isKnown,
    workingDaysAfter,
    workingDaysBefore,
    workingDayOnOrAfter: (date) => (isWorkingDay(date) ? date : workingDaysAfter(date, 1)),
    workingDayOnOrBefore: (date) => (isWorkingDay(date) ? date : workingDaysBefore(date, 1)),
    countForward,
  };
}

/** A trigger on a day off rolls forward, so that its Day 1 is the day-after reading's Day 1 too. */
function readingsOf(
  dayOne: DayOne,
  triggerWorks: boolean,
  triggerReading: PlainDate,
  dayAfterReading: PlainDate,
): Pick<CountedLimit, 'dueOn' | 'safeBy' | 'nationalReading'> {
  if (dayOne === 'dayAfter') return { dueOn: dayAfterReading };
  if (triggerWorks) return { dueOn: triggerReading, nationalReading: dayAfterReading };
  return { dueOn: dayAfterReading, safeBy: triggerReading };
}

function listDays(first: PlainDate, last: PlainDate, whyNotWorking: WorkingCalendar['whyNotWorking']): CountedDay[] {
  const days: CountedDay[] = [];
  let number = 0;
  for (let on = first; on <= last; on = addCalendarDays(on, 1)) {
    const skipped = whyNotWorking(on);
    days.push(skipped === undefined ? { on, number: (number += 1) } : { on, number: null, skipped });
  }
  return days;
}

function oneOrMore(n: number): number {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError('Working days are counted in whole days, one or more.');
  return n;
}
