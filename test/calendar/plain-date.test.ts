/** Dates as people write and read them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addCalendarDays, addCalendarMonths, compareDates, dateOfDayNumber, dayNumberOf, longDate, parsePlainDate, shortDate, weekdayOf,
} from '../../src/calendar/plain-date.ts';
import { anyKnownDate, date } from './arbitrary-dates.ts';
import { plusDays, weekdayNumber } from './day-by-day.ts';

describe('a date that is typed', () => {
  it.each(['2026-12-29', '2024-02-29', '1000-01-01', '9999-12-31'])('is taken when the day exists: %s', (text) => {
    expect(parsePlainDate(text)).toBe(text);
  });

  it.each([
    ['31 February', '2026-02-31'],
    ['29 February of a common year', '2025-02-29'],
    ['31 November', '2026-11-31'],
    ['month 13', '2026-13-01'],
    ['month 0', '2026-00-10'],
    ['day 0', '2026-01-00'],
    ['the year 10000', '10000-01-01'],
    ['the year 10000 with a sign', '+010000-01-01'],
    ['the year 99', '0099-01-01'],
    ['a British date', '29/12/2026'],
    ['a month of one digit', '2026-1-05'],
    ['a moment', '2026-12-29T10:00:00Z'],
    ['a space before', ' 2026-12-29'],
    ['a line after', '2026-12-29\n'],
    ['other digits', '２０２６-１２-２９'],
    ['nothing', ''],
    ['a number', 20261229],
    ['a list', ['2026-12-29']],
    ['an object that reads as a date', { toString: () => '2026-12-29' }],
    ['null', null],
    ['undefined', undefined],
  ])('is refused: %s', (_what, value) => {
    expect(parsePlainDate(value)).toBeUndefined();
  });

  it('never fails on anything at all', () => {
    fc.assert(fc.property(fc.anything(), (value) => {
      const parsed = parsePlainDate(value);
      expect(parsed === undefined || parsed === value).toBe(true);
    }));
  });
});

describe('calendar sums', () => {
  it('add days as a walk over the calendar does', () => {
    fc.assert(fc.property(anyKnownDate, fc.integer({ min: -5_000, max: 5_000 }), (from, days) => {
      expect(addCalendarDays(from, days)).toBe(plusDays(from, days));
    }));
  });

  it.each([
    ['2024-07-19', 3, '2024-10-19'],
    ['2025-01-31', 3, '2025-04-30'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2024-11-30', 3, '2025-02-28'],
    ['2024-08-31', 6, '2025-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('from %s, %i months on is %s, clamped to the end of the month', (from, months, expected) => {
    expect(addCalendarMonths(date(from), months)).toBe(expected);
  });

  it('say so when the result has no date', () => {
    expect(() => addCalendarDays(date('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addCalendarMonths(date('1000-01-01'), -1)).toThrow(RangeError);
    expect(() => addCalendarDays(date('2026-01-01'), 0.5)).toThrow(RangeError);
    expect(() => addCalendarDays(date('2026-01-01'), Number.NaN)).toThrow(RangeError);
  });

  it('order dates and number them without a gap', () => {
    fc.assert(fc.property(anyKnownDate, anyKnownDate, (a, b) => {
      expect(Math.sign(compareDates(a, b))).toBe(Math.sign(Date.parse(a) - Date.parse(b)));
      expect(dateOfDayNumber(dayNumberOf(a))).toBe(a);
      expect(dayNumberOf(addCalendarDays(a, 1))).toBe(dayNumberOf(a) + 1);
    }));
  });
});

describe('a date that is read', () => {
  it('is written out in full, and short', () => {
    expect(longDate(date('2026-12-29'))).toBe('Tuesday 29 December 2026');
    expect(shortDate(date('2026-12-29'))).toBe('Tue 29 Dec 2026');
    expect(longDate(date('2027-01-04'))).toBe('Monday 4 January 2027');
  });

  it('names the day of the week as the calendar does', () => {
    const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
    fc.assert(fc.property(anyKnownDate, (on) => {
      expect(weekdayOf(on)).toBe(names[weekdayNumber(on)]);
    }));
  });
});
