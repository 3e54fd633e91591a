/** The checked-in list against the rules that make the holidays, and what happens to a list that is wrong. */
import { describe, expect, it } from 'vitest';
import { BankHolidaysFault, englandAndWales, parseBankHolidays } from '../../src/calendar/bank-holidays.ts';
import { holidaysOf } from './day-by-day.ts';

const listed = englandAndWales.days;

describe('the bank holidays of England and Wales', () => {
  it.each(Array.from({ length: 17 }, (_, index) => 2012 + index))('of %i are those of the computus, the substitute rules and the proclamations', (year) => {
    expect(listed.filter(({ on }) => on.startsWith(String(year))).map(({ on }) => on)).toEqual(holidaysOf(year));
  });

  it.each([
    ['a Christmas on a Saturday', ['2021-12-27 Christmas Day', '2021-12-28 Boxing Day']],
    ['a Christmas on a Sunday', ['2022-12-26 Boxing Day', '2022-12-27 Christmas Day']],
    ['a Boxing Day on a Saturday', ['2026-12-25 Christmas Day', '2026-12-28 Boxing Day']],
    ['a New Year on a Saturday', ['2028-01-03 New Year’s Day']],
    ['a New Year on a Sunday', ['2023-01-02 New Year’s Day']],
    ['the jubilees and the funeral', ['2012-06-05 Queen’s Diamond Jubilee', '2022-06-02 Spring bank holiday', '2022-06-03 Platinum Jubilee bank holiday', '2022-09-19 State Funeral of Queen Elizabeth II']],
    ['the day moved for the end of the war', ['2020-05-08 Early May bank holiday']],
    ['the coronation, beside the usual day', ['2023-05-01 Early May bank holiday', '2023-05-08 Coronation of King Charles III']],
  ])('name the days of %s', (_what, expected) => {
    expect(listed.map(({ on, title }) => `${on} ${title}`)).toEqual(expect.arrayContaining(expected));
  });

  it('leave the day a holiday was moved from an ordinary one', () => {
    const days = listed.map(({ on }) => String(on));
    for (const ordinary of ['2012-05-28', '2020-05-04', '2022-05-30', '2021-12-25', '2026-12-26']) expect(days).not.toContain(ordinary);
  });
});

describe('a list that is wrong', () => {
  const good = { version: 'v', knownFrom: '2026-01-01', announcedThrough: '2026-12-31', days: [{ on: '2026-01-01', title: 'New Year’s Day' }] };

  function faultsOf(list: unknown): readonly string[] {
    try {
      parseBankHolidays(list);
    } catch (fault) {
      if (fault instanceof BankHolidaysFault) return fault.faults;
      throw fault;
    }
    return [];
  }

  it('is told apart from one that is right', () => {
    expect(faultsOf(good)).toEqual([]);
  });

  it('is refused with every fault at once', () => {
    const days = [{ on: '2026-02-31', title: 'Never' }, { on: '2026-04-06', title: ' ' }, { on: '2026-05-04', title: 'May' }, { on: '2026-05-04', title: 'May' }, { on: '2027-01-01', title: 'Late', note: 7 }];
    expect(faultsOf({ ...good, version: '', days })).toEqual([
      'version is missing',
      'days[0].on is not a date',
      'days[1].title is missing',
      'days[4].note is not text',
      '2026-05-04 is out of order or listed twice',
      '2027-01-01 lies outside the years the list covers',
    ]);
  });

  it.each([[null], [[]], ['text'], [{}], [{ ...good, days: {} }]])('is refused when it is %j', (list) => {
    expect(faultsOf(list)).not.toEqual([]);
  });
});
