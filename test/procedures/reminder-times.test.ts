/** Reminders of a report: in working time, on working days, in good time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMinutes, londonDateOf, londonInstant, londonTimeOf, longMoment } from '../../src/calendar/instants.ts';
import { agencyReportDue } from '../../src/procedures/duties.ts';
import { reminderTimes, workingMoment } from '../../src/procedures/reminder-times.ts';
import { anyKnownDate, date } from '../calendar/arbitrary-dates.ts';
import { walk, works } from '../calendar/day-by-day.ts';
import { nottinghamshireRulebook } from './nottinghamshire-rulebook.ts';

const book = nottinghamshireRulebook();

function timesFor(on: string, time: string): string[] {
  return reminderTimes(book, { dueAt: londonInstant(date(on), time) }).map(({ rung, at }) => `${rung}: ${longMoment(at)}`);
}

describe('the reminders of a report', () => {
  it('come ten, five and two days before, on the last day and on the day after, in working days', () => {
    expect(timesFor('2026-12-24', '10:00')).toEqual([
      'fortnightBefore: Thursday 10 December 2026 at 09:00',
      'weekBefore: Thursday 17 December 2026 at 09:00',
      'twoDaysBefore: Tuesday 22 December 2026 at 09:00',
      'lastDay: Thursday 24 December 2026 at 09:00',
      'dayAfter: Tuesday 29 December 2026 at 09:00',
    ]);
  });

  it('jump Easter', () => {
    expect(timesFor('2025-04-22', '14:00')).toEqual([
      'fortnightBefore: Friday 4 April 2025 at 09:00',
      'weekBefore: Friday 11 April 2025 at 09:00',
      'twoDaysBefore: Wednesday 16 April 2025 at 09:00',
      'lastDay: Tuesday 22 April 2025 at 09:00',
      'dayAfter: Wednesday 23 April 2025 at 09:00',
    ]);
  });

  it('come a working day earlier when the time is up before the day’s work begins', () => {
    expect(timesFor('2026-11-09', '09:00')[3]).toBe('lastDay: Friday 6 November 2026 at 09:00');
    expect(timesFor('2026-11-09', '09:01')[3]).toBe('lastDay: Monday 9 November 2026 at 09:00');
  });

  it('come on the working day before when the time is up on a day off', () => {
    expect(timesFor('2026-11-08', '10:00')[3]).toBe('lastDay: Friday 6 November 2026 at 09:00');
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
      expect(times.map(({ at }) => at < dueAt)).toEqual([true, true, true, true, false]);
      expect(times.slice(0, 2).map(({ at }) => londonDateOf(at))).toEqual([10, 5].map((days) => walk(walk(on, 1, -1), days, -1)));
    }));
  });

  it('name who hears of late reports on the day after, and nobody before', () => {
    expect(reminderTimes(book, { dueAt: londonInstant(date('2026-12-24'), '10:00') }).map(({ rung, lastDay, escalateTo }) => [rung, lastDay, ...escalateTo])).toEqual([
      ['fortnightBefore', false], ['weekBefore', false], ['twoDaysBefore', false], ['lastDay', true], ['dayAfter', false, 'socialWorker', 'chair', 'teamManager'],
    ]);
  });
});

describe('what was held up', () => {
  it.each([
    ['in working hours leaves at once', '2026-11-27', '11:17', '2026-11-27', '11:17'],
    ['in the last minute of them, too', '2026-11-27', '17:00', '2026-11-27', '17:00'],
    ['in the evening waits for the next working day, after the weekend', '2026-11-27', '17:01', '2026-11-30', '09:00'],
    ['in the small hours waits for the morning', '2026-11-30', '03:00', '2026-11-30', '09:00'],
    ['on Christmas Day waits until the holidays are over', '2026-12-25', '12:00', '2026-12-29', '09:00'],
    ['in the night in which the clocks go back waits for Monday', '2026-10-25', '01:30', '2026-10-26', '09:00'],
    ['in the night in which they go forward, too', '2027-03-28', '02:30', '2027-03-30', '09:00'],
  ])('%s', (_what, on, time, thenOn, thenAt) => {
    expect(longMoment(workingMoment(book, londonInstant(date(on), time)))).toBe(longMoment(londonInstant(date(thenOn), thenAt)));
  });

  it('never waits past the next working morning, and never leaves outside working hours', () => {
    fc.assert(fc.property(anyKnownDate, fc.integer({ min: 0, max: 1439 }), (on, minute) => {
      const held = addMinutes(londonInstant(on, '00:00'), minute);
      const leaves = workingMoment(book, held);
      expect(works(londonDateOf(leaves)) && londonTimeOf(leaves) >= '09:00' && londonTimeOf(leaves) <= '17:00').toBe(true);
      expect(leaves >= held && (leaves === held || londonDateOf(leaves) <= walk(londonDateOf(held), 1, 1))).toBe(true);
    }));
  });
});
