/** A count that a person can check on a narrow card, week by week or day by day. */
import { describe, expect, it } from 'vitest';
import { countByWeek, countInFull } from '../../src/procedures/count-in-words.ts';
import { date } from '../calendar/arbitrary-dates.ts';
import { nottinghamshireRulebook } from './nottinghamshire-rulebook.ts';

const { calendar } = nottinghamshireRulebook();

function days(from: string, amount = 15): Parameters<typeof countByWeek>[0] {
  return calendar.countForward({ from: date(from), amount, dayOne: 'trigger' }).days;
}

describe('a count, one line a week', () => {
  it.each([
    ['plain weeks', '2026-11-09', ['Mon 9 – Fri 13 Nov: Days 1–5', 'Mon 16 – Fri 20 Nov: Days 6–10', 'Mon 23 – Fri 27 Nov: Days 11–15']],
    ['Christmas and New Year', '2026-12-10', [
      'Thu 10 – Fri 11 Dec: Days 1–2', 'Mon 14 – Fri 18 Dec: Days 3–7', 'Mon 21 – Thu 24 Dec: Days 8–11, not Fri 25 Dec (Christmas Day)',
      'Tue 29 – Thu 31 Dec: Days 12–14, not Mon 28 Dec (Boxing Day), not Fri 1 Jan (New Year’s Day)', 'Mon 4 Jan: Day 15',
    ]],
    ['a Saturday', '2024-07-06', ['Sat 6 – Sun 7 Jul: not counted (weekend)', 'Mon 8 – Fri 12 Jul: Days 1–5', 'Mon 15 – Fri 19 Jul: Days 6–10', 'Mon 22 – Fri 26 Jul: Days 11–15']],
    ['Good Friday', '2024-03-29', [
      'Fri 29 – Sun 31 Mar: not counted (Good Friday)', 'Tue 2 – Fri 5 Apr: Days 1–4, not Mon 1 Apr (Easter Monday)', 'Mon 8 – Fri 12 Apr: Days 5–9',
      'Mon 15 – Fri 19 Apr: Days 10–14', 'Mon 22 Apr: Day 15',
    ]],
    ['a week over two months', '2026-11-30', ['Mon 30 Nov – Fri 4 Dec: Days 1–5', 'Mon 7 – Fri 11 Dec: Days 6–10', 'Mon 14 – Fri 18 Dec: Days 11–15']],
    ['a holiday in mid-week', '2022-06-01', ['Wed 1 Jun: Day 1, not Thu 2 Jun (Spring bank holiday), not Fri 3 Jun (Platinum Jubilee bank holiday)', 'Mon 6 – Fri 10 Jun: Days 2–6', 'Mon 13 – Fri 17 Jun: Days 7–11', 'Mon 20 – Thu 23 Jun: Days 12–15']],
  ])('from %s', (_what, from, lines) => {
    expect(countByWeek(days(from))).toEqual(lines);
  });
});

describe('a count, one line a day', () => {
  it('gives each day its number or its reason', () => {
    expect(countInFull(days('2024-03-28', 2))).toEqual([
      'Thu 28 Mar 2024: Day 1', 'Fri 29 Mar 2024: not counted, Good Friday', 'Sat 30 Mar 2024: not counted, Saturday', 'Sun 31 Mar 2024: not counted, Sunday',
      'Mon 1 Apr 2024: not counted, Easter Monday', 'Tue 2 Apr 2024: Day 2',
    ]);
  });
});
