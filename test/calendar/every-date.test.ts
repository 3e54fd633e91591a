/** Every single date of the years that are known, against a walk over the days; the zones test runs the same in other zones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { anyKnownDate, date } from './arbitrary-dates.ts';
import { limitFromTrigger, plusDays, walk, works } from './day-by-day.ts';

const calendar = workingCalendar(englandAndWales);

/** From the first day to the last whose fifteen working days still end inside the known years. */
function* everyDate(): Generator<string> {
  for (let on = '2012-01-01'; on <= '2028-12-01'; on = plusDays(on, 1)) yield on;
}

describe('on every date from 2012 to 2028', () => {
  it('the calendar agrees with a walk over the days: working days, limits, and counts forward and back', () => {
    const wrong: string[] = [];
    for (const text of everyDate()) {
      const on = date(text);
      if (calendar.isWorkingDay(on) !== works(text)) wrong.push(`${text} works`);
      if (calendar.countForward({ from: on, amount: 15, dayOne: 'trigger' }).dueOn !== limitFromTrigger(text, 15)) wrong.push(`${text} limit from the day`);
      for (const amount of [1, 5, 15]) if (calendar.workingDaysAfter(on, amount) !== walk(text, amount, 1)) wrong.push(`${text} + ${amount}`);
      if (text > '2012-02-01') for (const amount of [1, 2, 3, 5, 20]) if (calendar.workingDaysBefore(on, amount) !== walk(text, amount, -1)) wrong.push(`${text} - ${amount}`);
    }
    expect(wrong).toEqual([]);
  });

  it('the last day offered is Day 15, never Day 16, never a day off, and never earlier for a later decision', () => {
    const wrong: string[] = [];
    let before = '';
    for (const text of everyDate()) {
      const { dueOn, days } = calendar.countForward({ from: date(text), amount: 15, dayOne: 'trigger' });
      const numbered = days.filter(({ number }) => number !== null);
      if (numbered.length !== 15 || numbered.at(-1)?.number !== 15 || numbered.at(-1)?.on !== dueOn) wrong.push(`${text} does not end on Day 15`);
      if (!works(dueOn)) wrong.push(`${text} ends on a day off`);
      if (dueOn < before) wrong.push(`${text} ends before an earlier decision`);
      before = dueOn;
    }
    expect(wrong).toEqual([]);
  });
});

describe('counting', () => {
  it('in two goes comes to the same day as in one', () => {
    fc.assert(fc.property(anyKnownDate, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (on, first, second) => {
      expect(calendar.workingDaysAfter(calendar.workingDaysAfter(on, first), second)).toBe(calendar.workingDaysAfter(on, first + second));
    }));
  });

  it('back undoes counting on, from a working day', () => {
    fc.assert(fc.property(anyKnownDate.filter(works), fc.integer({ min: 1, max: 60 }), (on, amount) => {
      expect(calendar.workingDaysBefore(calendar.workingDaysAfter(on, amount), amount)).toBe(on);
    }));
  });
});
