/** Dates as numbers and back, against the platform's own Date, over all the years a date can have. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysInMonth } from '../../src/calendar/day-numbers.ts';
import { addCalendarMonths, dateOfDayNumber, dayNumberOf, longDate, parsePlainDate, shortDate, weekdayOf } from '../../src/calendar/plain-date.ts';

const first = Date.UTC(1000, 0, 1) / 86_400_000;
const last = Date.UTC(9999, 11, 31) / 86_400_000;
const anyDayNumber = fc.integer({ min: first, max: last });
const words = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

describe('a day’s number', () => {
  it('is that of the platform, and leads back to the day, from the year 1000 to the year 9999', () => {
    fc.assert(fc.property(anyDayNumber, (dayNumber) => {
      const text = new Date(dayNumber * 86_400_000).toISOString().slice(0, 10);
      const on = dateOfDayNumber(dayNumber);
      expect([on, dayNumberOf(on), parsePlainDate(text)]).toEqual([text, dayNumber, text]);
    }), { numRuns: 2_000 });
  });

  it('has the platform’s weekday and month by name', () => {
    fc.assert(fc.property(anyDayNumber, (dayNumber) => {
      const on = dateOfDayNumber(dayNumber);
      const [weekday = '', day = '', month = '', year = ''] = words.format(dayNumber * 86_400_000).replace(',', '').split(' ');
      expect([weekdayOf(on), longDate(on), shortDate(on)]).toEqual([weekday, `${weekday} ${day} ${month} ${year}`, `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)} ${year}`]);
    }));
  });

  it('is known for the first and the last day, and for no other', () => {
    expect([dateOfDayNumber(first), dateOfDayNumber(last)]).toEqual(['1000-01-01', '9999-12-31']);
    for (const outside of [first - 1, last + 1, 0.5, Number.NaN]) expect(() => dateOfDayNumber(outside)).toThrow(RangeError);
  });
});

describe('months', () => {
  it('are as long as the platform has them', () => {
    for (const year of [1000, 1900, 2000, 2023, 2024, 2100]) {
      for (let month = 1; month <= 12; month += 1) expect(daysInMonth(year, month), `${year}-${month}`).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
    }
  });

  it('added land in the month that is so far on, on the same day or the last', () => {
    fc.assert(fc.property(fc.integer({ min: first + 40_000, max: last - 40_000 }), fc.integer({ min: -600, max: 600 }), (dayNumber, months) => {
      const from = new Date(dayNumber * 86_400_000);
      const wanted = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
      const lastDay = new Date(Date.UTC(wanted.getUTCFullYear(), wanted.getUTCMonth() + 1, 0)).getUTCDate();
      wanted.setUTCDate(Math.min(from.getUTCDate(), lastDay));
      expect(addCalendarMonths(dateOfDayNumber(dayNumber), months)).toBe(wanted.toISOString().slice(0, 10));
    }));
  });
});
