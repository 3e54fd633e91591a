/** Who cannot come when, as social workers type it. Today is Wednesday 25 November 2026. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cannotComeWords, readCannotCome } from '../../../bot/booking/cannot-come.ts';
import { day } from '../../conference/a-conference.ts';

const TODAY = day('2026-11-25');
const read = (typed: string) => readCannotCome(typed, TODAY);

describe('a line that says who, when and for how long', () => {
  it.each([
    ['Mother: Thu 3 Dec, morning', 'Mother', '2026-12-03', '00:00', '12:00'],
    ['Mother, Thursday 3rd December, morning', 'Mother', '2026-12-03', '00:00', '12:00'],
    ['Mother 3 December 2026 in the afternoon', 'Mother', '2026-12-03', '12:00', '23:59'],
    ['Police: 3/12, 10:00 to 12:30', 'Police', '2026-12-03', '10:00', '12:30'],
    ['Police – 03/12/2026 10.00-12.30', 'Police', '2026-12-03', '10:00', '12:30'],
    ['Health visitor cannot come on 2026-12-03', 'Health visitor', '2026-12-03', '00:00', '23:59'],
    ['GP: 4 Dec, all day', 'GP', '2026-12-04', '00:00', '23:59'],
    ['GP: 4 Dec, from 9am to 1pm', 'GP', '2026-12-04', '09:00', '13:00'],
    ['GP: 4 Dec, after 14:00', 'GP', '2026-12-04', '14:00', '23:59'],
    ['GP: 4 Dec, before 10', 'GP', '2026-12-04', '00:00', '10:00'],
    ['Father: 8 Jan, pm', 'Father', '2027-01-08', '12:00', '23:59'],
    ['FATHER: 4 DEC, AM', 'FATHER', '2026-12-04', '00:00', '12:00'],
  ])('reads “%s”', (typed, who, on, from, to) => {
    expect(read(typed)).toEqual({ cannot: [{ who, on, from, to }], faults: [] });
  });

  it('takes the day before the month, and never the other way round', () => {
    expect(read('Mother: 3/4/2027').cannot).toMatchObject([{ on: '2027-04-03' }]);
    expect(read('Mother: 12/31/2026').faults).toEqual(['Line 1: “12/31/2026” is not a day of the calendar. Days are written 3 Dec or 03/12/2026, the day first.']);
  });

  it('reads a stretch of days, and two days with “and”', () => {
    expect(read('Mother: 3 Dec to 5 Dec').cannot.map(({ on }) => on)).toEqual(['2026-12-03', '2026-12-04', '2026-12-05']);
    expect(read('Mother: 3 Dec and 7 Dec, morning').cannot.map(({ on, to }) => [on, to])).toEqual([['2026-12-03', '12:00'], ['2026-12-07', '12:00']]);
  });

  it('shows back what it understood', () => {
    const words = ['Mother: Thu 3 Dec, morning', 'Mother: 4 Dec', 'GP: 4 Dec, after 14:00', 'GP: 4 Dec, 10:00 to 11:00', 'GP: 4 Dec, before 10'].flatMap((typed) => read(typed).cannot).map(cannotComeWords);
    expect(words).toEqual(['Mother: Thu 3 Dec 2026, morning', 'Mother: Fri 4 Dec 2026, all day', 'GP: Fri 4 Dec 2026, from 14:00', 'GP: Fri 4 Dec 2026, 10:00 to 11:00', 'GP: Fri 4 Dec 2026, before 10:00']);
  });
});

describe('a line that cannot be taken as it stands is asked about, and named', () => {
  it.each([
    ['Mother is busy', 'please write who, the day and the time'],
    ['next Friday', 'please write who, the day and the time'],
    ['3 Dec, morning', 'please begin with who it is'],
    ['Mother: Fri 3 Dec', 'could be two days: Thu 3 Dec 2026 is what the date says'],
    ['Mother: 31 Feb', 'is not a day of the calendar'],
    ['Mother: 24 Nov', 'Tue 24 Nov 2026 has passed'],
    ['Mother: 3 Dec 2025', 'has passed'],
    ['Mother: 3 Dec 2036', 'is too far ahead'],
    ['Mother: 3 Dec, 2 to 4', 'is not a time we can read'],
    ['Mother: 3 Dec, 12:00 to 10:00', 'ends before it begins'],
    ['Mother: 3 Dec, teatime', '“teatime” is not a time we can read'],
    ['Mother: 5 Dec to 3 Dec', 'the last day comes before the first'],
    ['Mother: 3 Dec to 3 Mar', 'more than 31 days'],
    ['Mother: 3 Dec or 4 Dec', 'please write one day, or two with “to” between them'],
  ])('%s', (typed, fault) => {
    const { cannot, faults } = read(`GP: 4 Dec\n${typed}`);
    expect(cannot).toMatchObject([{ who: 'GP' }]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('Line 2: ');
    expect(faults[0]).toContain(fault);
  });

  it('keeps to twenty lines', () => {
    const { cannot, faults } = read(Array.from({ length: 21 }, () => 'GP: 4 Dec').join('\n'));
    expect(cannot).toHaveLength(20);
    expect(faults).toEqual(['Please keep this to 20 lines.']);
  });
});

it('never throws, never takes a day that has passed, and never ends before it begins, whatever is typed', () => {
  const line = fc.oneof(fc.string(), fc.tuple(fc.constantFrom('Mother', 'GP', ''), fc.constantFrom(': ', ', ', ' '), fc.constantFrom('3 Dec', '3/12', '31 Feb', 'Fri 3 Dec', '2026-12-03', '1 Jan 2020'), fc.constantFrom('', ', morning', ' 10-12', ' 9am to 1pm', ' 25:00')).map((parts) => parts.join('')));
  fc.assert(fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
    for (const { who, on, from, to } of read(lines.join('\n')).cannot) {
      expect(who.trim()).not.toBe('');
      expect(on >= TODAY && from < to).toBe(true);
    }
  }));
});

it('answers fifty thousand characters in no time', () => {
  for (const hostile of ['1/'.repeat(25_000), 'Mother '.repeat(7_000), '3 Dec '.repeat(8_000), `Mother: ${'-'.repeat(50_000)}`, ' '.repeat(50_000), `a${':'.repeat(50_000)}3 Dec`]) {
    const began = performance.now();
    read(hostile);
    expect(performance.now() - began).toBeLessThan(200);
  }
});
