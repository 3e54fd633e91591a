/** Working days and the limits counted in them, against worked examples and a walk over the days. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { addCalendarDays, type PlainDate } from '../../src/calendar/plain-date.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { anyKnownDate, date } from './arbitrary-dates.ts';
import { limitFromTrigger, plusDays, walk, works } from './day-by-day.ts';

const calendar = workingCalendar(englandAndWales);
const amount = fc.integer({ min: 1, max: 60 });

describe('a working day', () => {
  it.each([
    ['a Saturday', '2026-12-26', 'Saturday'],
    ['a Sunday', '2024-07-21', 'Sunday'],
    ['Good Friday', '2024-03-29', 'Good Friday'],
    ['a substitute day', '2026-12-28', 'Boxing Day'],
    ['the day of the state funeral', '2022-09-19', 'State Funeral of Queen Elizabeth II'],
    ['a plain Tuesday', '2026-12-29', undefined],
    ['30 May 2022, whose holiday was moved', '2022-05-30', undefined],
  ])('is told from %s', (_what, on, why) => {
    expect(calendar.whyNotWorking(date(on))).toBe(why);
    expect(calendar.isWorkingDay(date(on))).toBe(why === undefined);
  });

  it('is what a walk over the days says, on every day of seventeen years', () => {
    for (let on: PlainDate = date('2012-01-01'); on <= '2028-12-31'; on = addCalendarDays(on, 1)) expect(calendar.isWorkingDay(on), on).toBe(works(on));
  });
});

describe('fifteen working days from the decision (NOT-002)', () => {
  it.each([
    ['plain', '2024-07-01', '2024-07-19', undefined, '2024-07-22'],
    ['from a Saturday', '2024-07-06', '2024-07-26', '2024-07-25', undefined],
    ['from a Sunday', '2024-07-07', '2024-07-26', '2024-07-25', undefined],
    ['Easter inside', '2024-03-18', '2024-04-09', undefined, '2024-04-10'],
    ['from Good Friday', '2024-03-29', '2024-04-22', '2024-04-19', undefined],
    ['Christmas and New Year', '2024-12-11', '2025-01-03', undefined, '2025-01-06'],
    ['the jubilee of 2022', '2022-05-20', '2022-06-13', undefined, '2022-06-14'],
    ['the funeral of 2022', '2022-09-01', '2022-09-22', undefined, '2022-09-23'],
    ['both May holidays of 2023', '2023-04-21', '2023-05-15', undefined, '2023-05-16'],
    ['the moved holiday of 2020', '2020-04-27', '2020-05-18', undefined, '2020-05-19'],
    ['the substitute day of 2026', '2026-12-10', '2027-01-04', undefined, '2027-01-05'],
    ['from a Boxing Day on a Saturday', '2026-12-26', '2027-01-19', '2027-01-18', undefined],
    ['two substitute days and a third in January', '2027-12-20', '2028-01-12', undefined, '2028-01-13'],
  ])('%s: from %s to %s', (_what, from, dueOn, safeBy, nationalReading) => {
    const limit = calendar.countForward({ from: date(from), amount: 15, dayOne: 'trigger' });
    expect({ dueOn: limit.dueOn, safeBy: limit.safeBy, nationalReading: limit.nationalReading }).toEqual({ dueOn, safeBy, nationalReading });
    expect(limit.provisional).toBe(false);
  });

  it('shows each day with its number or the reason it was passed over', () => {
    const { days } = calendar.countForward({ from: date('2024-03-28'), amount: 3, dayOne: 'trigger' });
    expect(days).toEqual([
      { on: '2024-03-28', number: 1 },
      { on: '2024-03-29', number: null, skipped: 'Good Friday' },
      { on: '2024-03-30', number: null, skipped: 'Saturday' },
      { on: '2024-03-31', number: null, skipped: 'Sunday' },
      { on: '2024-04-01', number: null, skipped: 'Easter Monday' },
      { on: '2024-04-02', number: 2 },
      { on: '2024-04-03', number: 3 },
    ]);
  });

  it('agrees with the walk from any day, and numbers every day once', () => {
    fc.assert(fc.property(anyKnownDate, amount, (from, days) => {
      const limit = calendar.countForward({ from, amount: days, dayOne: 'trigger' });
      expect(limit.dueOn).toBe(limitFromTrigger(from, days));
      expect(limit.days.map(({ on }) => on)).toEqual(Array.from({ length: limit.days.length }, (_, index) => plusDays(from, index)));
      expect(limit.days.flatMap(({ number }) => number ?? [])).toEqual(Array.from({ length: days }, (_, index) => index + 1));
      expect(limit.days.at(-1)).toEqual({ on: limit.dueOn, number: days });
      for (const day of limit.days) expect(day.number === null).toBe(!works(day.on));
    }));
  });

  it('never calls a day safe that is not earlier, and never both readings at once', () => {
    fc.assert(fc.property(anyKnownDate, fc.integer({ min: 2, max: 60 }), (from, days) => {
      const limit = calendar.countForward({ from, amount: days, dayOne: 'trigger' });
      expect(limit.safeBy).toBe(works(from) ? undefined : walk(from, days - 1, 1));
      expect(limit.nationalReading).toBe(works(from) ? walk(from, days, 1) : undefined);
      if (limit.safeBy) expect(limit.safeBy < limit.dueOn).toBe(true);
      if (limit.nationalReading) expect(limit.nationalReading > limit.dueOn).toBe(true);
    }));
  });

  it('leaves out the reading that would make a day off the only day', () => {
    expect(calendar.countForward({ from: date('2024-07-06'), amount: 1, dayOne: 'trigger' })).toMatchObject({ dueOn: '2024-07-08' });
    expect(calendar.countForward({ from: date('2024-07-06'), amount: 1, dayOne: 'trigger' }).safeBy).toBeUndefined();
  });
});

describe('working days after the conference', () => {
  it.each([
    ['2024-07-19', ['2024-07-22', '2024-07-26', '2024-08-02', '2024-08-09', '2024-08-16']],
    ['2024-12-18', ['2024-12-19', '2024-12-27', '2025-01-06', '2025-01-13', '2025-01-20']],
    ['2025-04-11', ['2025-04-14', '2025-04-22', '2025-04-29', '2025-05-07', '2025-05-14']],
    ['2022-05-27', ['2022-05-30', '2022-06-07', '2022-06-14', '2022-06-21', '2022-06-28']],
  ])('of %s: 1, 5, 10, 15 and 20', (held, expected) => {
    const ahead = [1, 5, 10, 15, 20];
    expect(ahead.map((n) => calendar.workingDaysAfter(date(held), n))).toEqual(expected);
    expect(ahead.map((n) => calendar.countForward({ from: date(held), amount: n, dayOne: 'dayAfter' }).dueOn)).toEqual(expected);
  });

  it('begin the count on the day after, with no other reading', () => {
    const limit = calendar.countForward({ from: date('2024-07-19'), amount: 1, dayOne: 'dayAfter' });
    expect(limit.days[0]).toEqual({ on: '2024-07-20', number: null, skipped: 'Saturday' });
    expect([limit.safeBy, limit.nationalReading]).toEqual([undefined, undefined]);
  });
});

describe('working days before the conference', () => {
  it.each([
    ['2024-07-22', ['2024-07-19', '2024-07-18', '2024-07-17', '2024-07-15', '2024-06-24']],
    ['2025-04-22', ['2025-04-17', '2025-04-16', '2025-04-15', '2025-04-11', '2025-03-21']],
    ['2025-01-02', ['2024-12-31', '2024-12-30', '2024-12-27', '2024-12-23', '2024-12-02']],
    ['2022-09-20', ['2022-09-16', '2022-09-15', '2022-09-14', '2022-09-12', '2022-08-19']],
    ['2026-12-29', ['2026-12-24', '2026-12-23', '2026-12-22', '2026-12-18', '2026-11-27']],
  ])('of %s: 1, 2, 3, 5 and 20', (held, expected) => {
    expect([1, 2, 3, 5, 20].map((n) => calendar.workingDaysBefore(date(held), n))).toEqual(expected);
  });
});

describe('counting working days', () => {
  it('agrees with the walk, both ways', () => {
    fc.assert(fc.property(anyKnownDate, amount, (from, n) => {
      expect(calendar.workingDaysAfter(from, n)).toBe(walk(from, n, 1));
      expect(calendar.workingDaysBefore(from, n)).toBe(walk(from, n, -1));
    }));
  });

  it('adds up: a and then b is a and b together', () => {
    fc.assert(fc.property(anyKnownDate, amount, amount, (from, a, b) => {
      expect(calendar.workingDaysAfter(calendar.workingDaysAfter(from, a), b)).toBe(calendar.workingDaysAfter(from, a + b));
      expect(calendar.workingDaysBefore(calendar.workingDaysBefore(from, a), b)).toBe(calendar.workingDaysBefore(from, a + b));
    }));
  });

  it('comes back to where it began from a working day', () => {
    fc.assert(fc.property(anyKnownDate.filter(works), amount, (from, n) => {
      expect(calendar.workingDaysBefore(calendar.workingDaysAfter(from, n), n)).toBe(from);
    }));
  });

  it('moves on when the start or the number does', () => {
    fc.assert(fc.property(anyKnownDate, anyKnownDate, amount, (a, b, n) => {
      const [earlier, later] = a < b ? [a, b] : [b, a];
      expect(calendar.workingDaysAfter(earlier, n) <= calendar.workingDaysAfter(later, n)).toBe(true);
      expect(calendar.workingDaysAfter(a, n) < calendar.workingDaysAfter(a, n + 1)).toBe(true);
    }));
  });

  it('rolls to the nearest working day, and stays on one', () => {
    fc.assert(fc.property(anyKnownDate, (on) => {
      expect(calendar.workingDayOnOrAfter(on)).toBe(works(on) ? on : walk(on, 1, 1));
      expect(calendar.workingDayOnOrBefore(on)).toBe(works(on) ? on : walk(on, 1, -1));
    }));
  });

  it.each([[0], [-1], [1.5], [Number.NaN]])('refuses to count %d days', (n) => {
    expect(() => calendar.workingDaysAfter(date('2024-07-19'), n)).toThrow(RangeError);
    expect(() => calendar.workingDaysBefore(date('2024-07-19'), n)).toThrow(RangeError);
    expect(() => calendar.countForward({ from: date('2024-07-19'), amount: n, dayOne: 'trigger' })).toThrow(RangeError);
  });
});

describe('holidays that are not yet announced', () => {
  it('make a count provisional as soon as one of its readings leaves the known years', () => {
    const provisional = (from: string): boolean => calendar.countForward({ from: date(from), amount: 15, dayOne: 'trigger' }).provisional;
    expect(provisional('2028-12-01')).toBe(false);
    expect(provisional('2028-12-06')).toBe(false);
    expect(provisional('2028-12-07')).toBe(true);
    expect(provisional('2029-06-01')).toBe(true);
    expect(provisional('2011-12-30')).toBe(true);
  });

  it('are counted once the list has them', () => {
    const extra = { on: date('2026-07-15'), title: 'One extra day' };
    const longer = workingCalendar({ ...englandAndWales, version: 'with one more', days: [...englandAndWales.days, extra].toSorted((a, b) => (a.on < b.on ? -1 : 1)) });
    expect(calendar.workingDaysAfter(date('2026-07-14'), 1)).toBe('2026-07-15');
    expect(longer.workingDaysAfter(date('2026-07-14'), 1)).toBe('2026-07-16');
    expect(longer.whyNotWorking(extra.on)).toBe('One extra day');
    expect(longer.version).toBe('with one more');
  });

  it('change no count when they fall on a weekend', () => {
    const saturday = { on: date('2026-07-18'), title: 'One extra day' };
    const longer = workingCalendar({ ...englandAndWales, days: [...englandAndWales.days, saturday].toSorted((a, b) => (a.on < b.on ? -1 : 1)) });
    expect(longer.workingDaysAfter(date('2026-07-17'), 1)).toBe('2026-07-20');
    expect(longer.workingDaysBefore(date('2026-07-20'), 1)).toBe('2026-07-17');
  });
});
