/** Days on which something happened, as social workers type them. Today is Wednesday 25 November 2026. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastDays } from '../../../bot/booking/past-days.ts';
import { day } from '../../conference/a-conference.ts';

const read = (typed: string, today = '2026-11-25') => readPastDays(typed, day(today));

describe('a list of days', () => {
  it.each([
    ['3 Nov, 5 Nov, 12 Nov', ['2026-11-03', '2026-11-05', '2026-11-12']],
    ['3rd November 2026; Thu 5 Nov and 12/11', ['2026-11-03', '2026-11-05', '2026-11-12']],
    ['12/11/26\n05/11/2026\n2026-11-03', ['2026-11-03', '2026-11-05', '2026-11-12']],
    ['Thursday, 5 Nov & 25 Nov.', ['2026-11-05', '2026-11-25']],
    ['5 Nov, 5 Nov', ['2026-11-05', '2026-11-05']],
    ['1 Mar', ['2026-03-01']],
  ])('reads “%s”', (typed, days) => {
    expect(read(typed)).toEqual({ days, faults: [] });
  });

  it('takes a day without a year for the last such day, over the turn of the year', () => {
    expect(read('30 Dec, 2 Jan', '2027-01-05')).toEqual({ days: ['2026-12-30', '2027-01-02'], faults: [] });
  });

  it.each(['none', 'None.', 'no', '0'])('says with “%s” that there were none, which is not the same as not saying', (typed) => {
    expect(read(typed)).toEqual({ days: [], faults: [] });
  });

  it.each(['', '  \n '])('says nothing with “%s”', (typed) => {
    expect(read(typed)).toEqual({ days: undefined, faults: [] });
  });

  it.each([
    ['3, 5 and 12 Nov', ['“3” is not a day we can read. Please write each day in full, such as 3 Nov, 5 Nov, 12 Nov.', '“5” is not a day we can read. Please write each day in full, such as 3 Nov, 5 Nov, 12 Nov.']],
    ['3 to 5 Nov', ['“3 to” is not a day we can read. Please write each day in full, such as 3 Nov, 5 Nov, 12 Nov.']],
    ['last week, 5 Nov', ['“last week” is not a day we can read. Please write each day in full, such as 3 Nov, 5 Nov, 12 Nov.']],
    ['31 Nov', ['“31 Nov” is not a day of the calendar. Days are written 3 Dec or 03/12/2026, the day first.']],
    ['26/11/2026', ['Thu 26 Nov 2026 has not come yet. Please check the day.']],
    ['3 Dec', ['“3 Dec” was last on Wed 3 Dec 2025. If that is meant, please write the year.']],
    ['5/11/1926', ['Fri 5 Nov 1926 is longer ago than it can be. Please check the year.']],
    ['Mon 5 Nov', ['“Mon 5 Nov” could be two days: Thu 5 Nov 2026 is what the date says. Please write the day again.']],
  ])('asks “%s” back', (typed, faults) => {
    expect(read(typed).faults).toEqual(faults);
  });

  it('takes twenty, and asks for no more', () => {
    expect(read(Array.from({ length: 20 }, () => '5 Nov').join(', ')).faults).toEqual([]);
    expect(read(Array.from({ length: 21 }, () => '5 Nov').join(', ')).faults).toEqual(['Please keep this to 20 days.']);
  });

  it('never takes a day to come, and answers whatever is typed', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9/ ,;a-z]{0,40}$/u)), (typed) => {
      const { days = [] } = read(typed);
      expect(days.filter((on) => on > '2026-11-25')).toEqual([]);
    }));
  });
});
