/** Reminders of a report: in working time, on working days, in good time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { londonDateOf, londonInstant, londonTimeOf, longMoment } from '../../src/calendar/instants.ts';
import { agencyReportDue } from '../../src/procedures/duties.ts';
import { reminderTimes } from '../../src/procedures/reminder-times.ts';
import { anyKnownDate, date } from '../calendar/arbitrary-dates.ts';
import { walk, works } from '../calendar/day-by-day.ts';
import { nottinghamshireRulebook } from './nottinghamshire-rulebook.ts';

const book = nottinghamshireRulebook();

function timesFor(on: string, time: string): string[] {
  return reminderTimes(book, { dueAt: londonInstant(date(on), time) }).map(({ rung, at }) => `${rung}: ${longMoment(at)}`);
}

describe('the reminders of a report', () => {
  it('come a week before, two days before, on the last day and on the day after, in working days', () => {
    expect(timesFor('2026-12-24', '10:00')).toEqual([
      'weekBefore: Thursday 17 December 2026 at 09:00',
      'twoDaysBefore: Tuesday 22 December 2026 at 09:00',
      'lastDay: Thursday 24 December 2026 at 09:00',
      'dayAfter: Tuesday 29 December 2026 at 09:00',
    ]);
  });

  it('jump Easter', () => {
    expect(timesFor('2025-04-22', '14:00')).toEqual([
      'weekBefore: Friday 11 April 2025 at 09:00',
      'twoDaysBefore: Wednesday 16 April 2025 at 09:00',
      'lastDay: Tuesday 22 April 2025 at 09:00',
      'dayAfter: Wednesday 23 April 2025 at 09:00',
    ]);
  });

  it('come a working day earlier when the time is up before the day’s work begins', () => {
    expect(timesFor('2026-11-09', '09:00')[2]).toBe('lastDay: Friday 6 November 2026 at 09:00');
    expect(timesFor('2026-11-09', '09:01')[2]).toBe('lastDay: Monday 9 November 2026 at 09:00');
  });

  it('come on the working day before when the time is up on a day off', () => {
    expect(timesFor('2026-11-08', '10:00')[2]).toBe('lastDay: Friday 6 November 2026 at 09:00');
  });

  it('keep to working hours and days, rise in order, and all but the last come in time, for any conference', () => {
    fc.assert(fc.property(anyKnownDate.filter(works), fc.constantFrom(...book.pack.booking.slots), (on, slot) => {
      const { dueAt } = agencyReportDue(book, { startAt: londonInstant(on, slot) });
      const times = reminderTimes(book, { dueAt });
      for (const { at } of times) {
        expect(works(londonDateOf(at))).toBe(true);
        expect(londonTimeOf(at) >= '09:00' && londonTimeOf(at) <= '17:00').toBe(true);
      }
      expect(times.map(({ at }) => at)).toEqual(times.map(({ at }) => at).toSorted((a, b) => a - b));
      expect(times.map(({ at }) => at < dueAt)).toEqual([true, true, true, false]);
      expect(londonDateOf(times[0]?.at ?? dueAt)).toBe(walk(walk(on, 1, -1), 5, -1));
    }));
  });
});
