/**
 * Bank holidays that are proclaimed or moved after a release. A changed list is a new list with a version of its own,
 * so that a conference keeps the list it was booked under until somebody moves it to the newer one.
 */
import { BankHolidaysFault, type BankHoliday, type BankHolidays } from './bank-holidays.ts';
import { weekdayOf, type PlainDate } from './plain-date.ts';

export type HolidayChange =
  | { readonly kind: 'added'; readonly on: PlainDate; readonly title: string }
  | { readonly kind: 'moved'; readonly from: PlainDate; readonly to: PlainDate };

/**
 * The list after these changes, in their order; the same list when there are none. Its version names each of them, so
 * equal changes give equal versions. Throws a `BankHolidaysFault` with every change that cannot be made.
 */
export function withHolidayChanges(list: BankHolidays, changes: readonly HolidayChange[]): BankHolidays {
  const faults: string[] = [];
  const days = changes.reduce<readonly BankHoliday[]>((known, change) => changed(list, known, change, faults), list.days);
  if (faults.length > 0) throw new BankHolidaysFault(faults);
  return { ...list, version: [list.version, ...changes.map(named)].join(' + '), days };
}

function changed(list: BankHolidays, days: readonly BankHoliday[], change: HolidayChange, faults: string[]): readonly BankHoliday[] {
  const on = change.kind === 'added' ? change.on : change.to;
  const moving = change.kind === 'moved' ? days.find((day) => day.on === change.from) : undefined;
  const reasons = [
    ...(change.kind === 'moved' && moving === undefined ? [`${change.from} is no holiday that could be moved`] : []),
    ...reasonsAgainst(list, days, on),
  ];
  faults.push(...reasons);
  if (reasons.length > 0) return days;
  const next: BankHoliday = change.kind === 'added' ? { on, title: change.title } : { on, title: moving?.title ?? '', note: `Moved from ${change.from}` };
  return [...days.filter((day) => day !== moving), next].toSorted((one, other) => (one.on < other.on ? -1 : 1));
}

function reasonsAgainst({ knownFrom, announcedThrough }: BankHolidays, days: readonly BankHoliday[], on: PlainDate): string[] {
  const weekday = weekdayOf(on);
  return [
    ...(days.some((day) => day.on === on) ? [`${on} is a holiday already`] : []),
    ...(weekday === 'Saturday' || weekday === 'Sunday' ? [`${on} is a ${weekday}, which is not counted anyway`] : []),
    ...(on < knownFrom || on > announcedThrough ? [`${on} lies outside the years the list covers`] : []),
  ];
}

function named(change: HolidayChange): string {
  return change.kind === 'added' ? change.on : `${change.from} to ${change.to}`;
}
