/** A limit counted in working days, with every reading of its first day and every day on the way (NOT-002). */
import { addCalendarDays, type PlainDate } from './plain-date.ts';

/** One day of a count: its number, or null and why it was passed over ('Saturday', 'Sunday', a holiday's title). */
export type CountedDay = { readonly on: PlainDate; readonly number: number | null; readonly skipped?: string };

/** `trigger`: the day it all began is Day 1, or else the next working day. `dayAfter`: that day is not counted. */
export type DayOne = 'trigger' | 'dayAfter';

export type Count = { readonly from: PlainDate; readonly amount: number; readonly dayOne: DayOne };

/**
 * `dueOn`: the last day, included. `safeBy`: the earlier last day when a trigger on a day off is itself counted as
 * Day 1 (AMB-02). `nationalReading`: the last day when Day 1 is the day after, where that differs (AMB-01, reading C).
 * `days`: every day from the first that could count to `dueOn`. `provisional`: holidays on the way are not yet known.
 */
export type CountedLimit = Readings & { readonly days: readonly CountedDay[]; readonly provisional: boolean };

type Readings = { readonly dueOn: PlainDate; readonly safeBy?: PlainDate; readonly nationalReading?: PlainDate };

/** What counting needs to know of the days. */
export type DaysCounted = {
  isWorkingDay(date: PlainDate): boolean;
  whyNotWorking(date: PlainDate): string | undefined;
  isKnown(date: PlainDate): boolean;
  workingDaysAfter(date: PlainDate, n: number): PlainDate;
};

export function countForward(calendar: DaysCounted, count: Count): CountedLimit {
  const readings = readingsOf(calendar, count);
  const first = count.dayOne === 'trigger' ? count.from : addCalendarDays(count.from, 1);
  const provisional = !calendar.isKnown(count.from) || !calendar.isKnown(readings.nationalReading ?? readings.dueOn);
  return { ...readings, days: listDays(first, readings.dueOn, calendar), provisional };
}

function readingsOf(calendar: DaysCounted, { from, amount, dayOne }: Count): Readings {
  const fromNextWorkingDay = calendar.workingDaysAfter(from, amount);
  if (dayOne === 'dayAfter') return { dueOn: fromNextWorkingDay };
  const fromTrigger = amount === 1 ? from : calendar.workingDaysAfter(from, amount - 1);
  if (calendar.isWorkingDay(from)) return { dueOn: fromTrigger, nationalReading: fromNextWorkingDay };
  return amount === 1 ? { dueOn: fromNextWorkingDay } : { dueOn: fromNextWorkingDay, safeBy: fromTrigger };
}

function listDays(first: PlainDate, last: PlainDate, calendar: DaysCounted): CountedDay[] {
  const days: CountedDay[] = [];
  let number = 0;
  for (let on = first; on <= last; on = addCalendarDays(on, 1)) {
    const skipped = calendar.whyNotWorking(on);
    days.push(skipped === undefined ? { on, number: (number += 1) } : { on, number: null, skipped });
  }
  return days;
}
