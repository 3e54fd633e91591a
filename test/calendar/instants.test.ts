/** Moments on the London clock, and across the nights it changes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addHours, addMinutes, civilInstant, isoUtc, londonDateOf, londonInstant, londonTimeOf, longMoment, parseClockTime, parseIsoUtc,
} from '../../src/calendar/instants.ts';
import { addCalendarDays } from '../../src/calendar/plain-date.ts';
import { anyKnownDate, anyTime, date } from './arbitrary-dates.ts';

/** The London clock by the platform's own tables. */
const platform = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });

describe('the London clock', () => {
  it.each([
    ['winter', '2026-12-21', '10:00', '2026-12-21T10:00:00.000Z'],
    ['summer', '2026-07-21', '10:00', '2026-07-21T09:00:00.000Z'],
    ['the last minute before the clocks go forward', '2026-03-29', '00:59', '2026-03-29T00:59:00.000Z'],
    ['the first minute after the clocks went forward', '2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
    ['a time the spring night skips: as long after midnight as it says', '2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['a time the autumn night has twice: the first', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['the hour after the autumn night', '2026-10-25', '02:00', '2026-10-25T02:00:00.000Z'],
    ['midnight in summer', '2026-07-21', '00:00', '2026-07-20T23:00:00.000Z'],
  ])('in %s', (_when, on, time, expected) => {
    expect(isoUtc(londonInstant(date(on), time))).toBe(expected);
  });

  it('shows the time it was set to, but for the hour that spring skips', () => {
    fc.assert(fc.property(anyKnownDate, anyTime, (on, time) => {
      const instant = londonInstant(on, time);
      const skipped = londonTimeOf(instant) !== time;
      expect(londonDateOf(instant)).toBe(on);
      if (skipped) expect([time.slice(0, 2), londonTimeOf(instant).slice(0, 2), on.slice(5, 7)]).toEqual(['01', '02', '03']);
    }));
  });

  it('agrees with the platform on every moment', () => {
    fc.assert(fc.property(fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2028, 11, 31) }), (at) => {
      const instant = civilInstant(at);
      const [year, month, day] = londonDateOf(instant).split('-');
      expect(platform.format(at)).toBe(`${day}/${month}/${year}, ${londonTimeOf(instant)}`);
    }));
  });

  it.each([['24:00'], ['9:00'], ['09:60'], ['09:00:00'], ['0900'], [''], ['09:00 ']])('refuses %j as a time of day', (time) => {
    expect(parseClockTime(time)).toBeUndefined();
    expect(() => londonInstant(date('2026-12-21'), time)).toThrow(RangeError);
  });

  it('writes a moment as people say it', () => {
    expect(longMoment(londonInstant(date('2026-12-21'), '10:00'))).toBe('Monday 21 December 2026 at 10:00');
    expect(longMoment(londonInstant(date('2026-07-21'), '09:30'))).toBe('Tuesday 21 July 2026 at 09:30');
  });
});

describe('sums of moments', () => {
  it('count elapsed time, so that a day over the clock change is not the same time of day', () => {
    const saturday = londonInstant(date('2026-03-28'), '10:00');
    expect(londonTimeOf(addHours(saturday, 24))).toBe('11:00');
    expect(londonTimeOf(addMinutes(saturday, -20))).toBe('09:40');
  });

  it('refuse parts of a millisecond and what is no number', () => {
    const start = londonInstant(date('2026-03-28'), '10:00');
    expect(() => addMinutes(start, Number.NaN)).toThrow(RangeError);
    expect(() => civilInstant(0.5)).toThrow(RangeError);
    expect(() => civilInstant(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});

describe('a moment in the record', () => {
  it('is read back as it was written', () => {
    fc.assert(fc.property(anyKnownDate, anyTime, (on, time) => {
      const instant = londonInstant(on, time);
      expect(parseIsoUtc(isoUtc(instant))).toBe(instant);
    }));
    expect(parseIsoUtc('2026-12-21T10:00:00Z')).toBe(londonInstant(date('2026-12-21'), '10:00'));
  });

  it.each([
    ['2026-02-31T10:00:00.000Z'], ['2026-12-21T24:00:00.000Z'], ['2026-12-21T10:00:00+01:00'], ['2026-12-21'], ['2026-12-21T10:00Z'],
    [''], [1_798_000_000_000], [null], [['2026-12-21T10:00:00.000Z']],
  ])('is refused when it is %j', (value) => {
    expect(parseIsoUtc(value)).toBeUndefined();
  });

  it('keeps the day when a London day begins before the UTC day', () => {
    const instant = londonInstant(date('2026-07-21'), '00:30');
    expect(isoUtc(instant).slice(0, 10)).toBe('2026-07-20');
    expect(londonDateOf(instant)).toBe('2026-07-21');
    expect(londonDateOf(addHours(instant, 24))).toBe(addCalendarDays(date('2026-07-21'), 1));
  });
});
