/**
 * Bank holidays change at short notice (19 September 2022 was proclaimed nine days before). A change never rewrites the
 * list: each makes a new version of it, so that what was counted by an older one can still be counted again.
 */
import type { BankHoliday, BankHolidays } from './bank-holidays.ts';
import { weekdayOf, type PlainDate } from './plain-date.ts';

export type HolidayChange =
  | { readonly do: 'add'; readonly on: PlainDate; readonly title: string }
  | { readonly do: 'move'; readonly on: PlainDate; readonly to: PlainDate }
  | { readonly do: 'remove'; readonly on: PlainDate };

/** The change does not fit the list: `reason` says why, in words for the operator. */
export class HolidayChangeRefused extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(`The holiday list stays as it is: ${reason}.`);
    this.name = 'HolidayChangeRefused';
    this.reason = reason;
  }
}

/** The list with the changes made one after another; its version counts them. Throws `HolidayChangeRefused`. */
export function withHolidayChanges(list: BankHolidays, changes: readonly HolidayChange[]): BankHolidays {
  const days = changes.reduce((kept, change) => changed(kept, change, list), list.days);
  return changes.length === 0 ? list : { ...list, version: `${list.version}+${changes.length}`, days };
}

function changed(days: readonly BankHoliday[], change: HolidayChange, list: BankHolidays): readonly BankHoliday[] {
  switch (change.do) {
    case 'add': return withDay(days, { on: change.on, title: change.title }, list);
    case 'remove': return days.filter((day) => day !== dayOn(days, change.on));
    case 'move': {
      const moved = dayOn(days, change.on);
      return withDay(days.filter((day) => day !== moved), { ...moved, on: change.to }, list);
    }
  }
}

function dayOn(days: readonly BankHoliday[], on: PlainDate): BankHoliday {
  const found = days.find((day) => day.on === on);
  if (found === undefined) throw new HolidayChangeRefused(`${on} is not a holiday`);
  return found;
}

function withDay(days: readonly BankHoliday[], added: BankHoliday, { knownFrom, announcedThrough }: BankHolidays): readonly BankHoliday[] {
  if (days.some((day) => day.on === added.on)) throw new HolidayChangeRefused(`${added.on} is a holiday already`);
  const weekday = weekdayOf(added.on);
  if (weekday === 'Saturday' || weekday === 'Sunday') throw new HolidayChangeRefused(`${added.on} is a ${weekday}, which is not counted anyway`);
  if (added.on < knownFrom || added.on > announcedThrough) throw new HolidayChangeRefused(`${added.on} lies outside the years the list covers, ${knownFrom} to ${announcedThrough}`);
  return [...days, added].toSorted((a, b) => (a.on < b.on ? -1 : 1));
}
