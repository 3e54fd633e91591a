import { describe, expect, it } from 'vitest';
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { HolidayChangeRefused, withHolidayChanges, type HolidayChange } from '../../src/calendar/holiday-changes.ts';
import { parsePlainDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';

const day = (text: string): PlainDate => {
  const on = parsePlainDate(text);
  if (on === undefined) throw new RangeError(text);
  return on;
};

describe('changing the list of bank holidays', () => {
  it('makes a new version of it for every change, and leaves the old one countable', () => {
    const changes: HolidayChange[] = [{ do: 'add', on: day('2027-06-11'), title: 'A jubilee' }, { do: 'move', on: day('2027-05-03'), to: day('2027-05-07') }];
    const [first, second] = [withHolidayChanges(englandAndWales, changes.slice(0, 1)), withHolidayChanges(englandAndWales, changes)];
    expect([first.version, second.version]).toEqual([`${englandAndWales.version}+1`, `${englandAndWales.version}+2`]);
    const off = (list: typeof first, on: string): string | undefined => workingCalendar(list).whyNotWorking(day(on));
    expect([off(englandAndWales, '2027-06-11'), off(first, '2027-06-11')]).toEqual([undefined, 'A jubilee']);
    expect([off(first, '2027-05-03'), off(second, '2027-05-03'), off(second, '2027-05-07')]).toEqual([off(englandAndWales, '2027-05-03'), undefined, off(englandAndWales, '2027-05-03')]);
  });

  it('takes a change back by removing it', () => {
    const back = withHolidayChanges(englandAndWales, [{ do: 'add', on: day('2027-06-11'), title: 'A jubilee' }, { do: 'remove', on: day('2027-06-11') }]);
    expect(back.days).toEqual(englandAndWales.days);
  });

  it.each<[string, HolidayChange]>([
    ['a day that is one already', { do: 'add', on: day('2027-12-27'), title: 'Twice' }],
    ['moving a day that is none', { do: 'move', on: day('2027-06-11'), to: day('2027-06-12') }],
    ['moving onto another', { do: 'move', on: day('2027-05-03'), to: day('2027-05-31') }],
    ['removing a day that is none', { do: 'remove', on: day('2027-06-11') }],
    ['a Saturday', { do: 'add', on: day('2027-06-12'), title: 'A weekend' }],
    ['a day outside the years it covers', { do: 'add', on: day('2035-01-01'), title: 'Too far' }],
  ])('refuses %s, and says why', (_what, change) => {
    expect(() => withHolidayChanges(englandAndWales, [change])).toThrow(HolidayChangeRefused);
  });
});
