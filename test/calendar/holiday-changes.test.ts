/** A holiday is proclaimed or moved after a release. */
import { describe, expect, it } from 'vitest';
import { BankHolidaysFault, englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { withHolidayChanges, type HolidayChange } from '../../src/calendar/holiday-changes.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { date } from './arbitrary-dates.ts';

const added: HolidayChange = { kind: 'added', on: date('2027-06-14'), title: 'A day of thanks' };
const moved: HolidayChange = { kind: 'moved', from: date('2027-05-03'), to: date('2027-05-07') };

function faultsOf(...changes: readonly HolidayChange[]): readonly string[] {
  try {
    withHolidayChanges(englandAndWales, changes);
  } catch (fault) {
    if (fault instanceof BankHolidaysFault) return fault.faults;
    throw fault;
  }
  return [];
}

describe('a changed list', () => {
  const list = withHolidayChanges(englandAndWales, [added, moved]);
  const calendar = workingCalendar(list);

  it('has the new day off, and the old one back', () => {
    expect([calendar.whyNotWorking(date('2027-06-14')), calendar.whyNotWorking(date('2027-05-07')), calendar.whyNotWorking(date('2027-05-03'))]).toEqual(['A day of thanks', 'Early May bank holiday', undefined]);
    expect(list.days.map(({ on }) => on)).toEqual(list.days.map(({ on }) => on).toSorted());
    expect(list.days).toHaveLength(englandAndWales.days.length + 1);
  });

  it('moves a limit that counts over it by one day, and none that does not', () => {
    const limit = (from: string): string => calendar.countForward({ from: date(from), amount: 15, dayOne: 'trigger' }).dueOn;
    const before = (from: string): string => workingCalendar(englandAndWales).countForward({ from: date(from), amount: 15, dayOne: 'trigger' }).dueOn;
    expect([before('2027-06-07'), limit('2027-06-07')]).toEqual(['2027-06-25', '2027-06-28']);
    expect(limit('2027-06-15')).toBe(before('2027-06-15'));
  });

  it('has a version of its own that says what changed, and leaves the old list as it was', () => {
    expect(list.version).toBe(`${englandAndWales.version} + 2027-06-14 + 2027-05-03 to 2027-05-07`);
    expect(withHolidayChanges(englandAndWales, [added, moved]).version).toBe(list.version);
    expect(withHolidayChanges(englandAndWales, [])).toEqual(englandAndWales);
    expect(englandAndWales.days.some(({ on }) => on === '2027-06-14')).toBe(false);
  });

  it('refuses every change that cannot be made, all at once', () => {
    expect(faultsOf(
      { kind: 'added', on: date('2027-12-27'), title: 'Again' }, { kind: 'added', on: date('2027-06-12'), title: 'On a Saturday' },
      { kind: 'moved', from: date('2027-06-01'), to: date('2027-06-02') }, { kind: 'added', on: date('2031-06-04'), title: 'Too far' },
    )).toEqual([
      '2027-12-27 is a holiday already', '2027-06-12 is a Saturday, which is not counted anyway', '2027-06-01 is no holiday that could be moved', '2031-06-04 lies outside the years the list covers',
    ]);
  });
});
