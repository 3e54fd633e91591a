/**
 * The holiday list in force: the published one and what operators changed since, each change with who and why.
 * Every version can be made again, because changes are only ever added.
 */
import { z } from 'zod';
import { englandAndWales } from '../src/calendar/bank-holidays.ts';
import { withHolidayChanges, type HolidayChange } from '../src/calendar/holiday-changes.ts';
import { parsePlainDate } from '../src/calendar/plain-date.ts';
import { workingCalendar, type WorkingCalendar } from '../src/calendar/working-days.ts';
import { documents } from '../src/store/documents.ts';
import type { TableStore } from '../src/store/port.ts';

const plainDate = z.string().transform((text, context) => {
  const date = parsePlainDate(text);
  if (date !== undefined) return date;
  context.addIssue({ code: 'custom', message: 'not a date' });
  return z.NEVER;
});

const change = z.discriminatedUnion('do', [
  z.object({ do: z.literal('add'), on: plainDate, title: z.string().min(1).max(100) }),
  z.object({ do: z.literal('move'), on: plainDate, to: plainDate }),
  z.object({ do: z.literal('remove'), on: plainDate }),
]);

const entry = z.object({ change, by: z.string().min(1).max(120), why: z.string().min(1).max(600), at: z.string() });

/** One change, with who made it and why. */
export type HolidayEntry = { readonly change: HolidayChange; readonly by: string; readonly why: string; readonly at: string };

export interface Holidays {
  /** The calendar in force, as last looked at. */
  current(): WorkingCalendar;
  /** The calendar of a version; the one in force where that version is not known. */
  ofVersion(version: string): WorkingCalendar;
  /** The changes made after a version, oldest first; all of them after a version that is not known. */
  since(version: string): readonly HolidayEntry[];
  /** Looks at the store; true when there is a newer list than before. */
  refresh(): Promise<boolean>;
  /** Adds a change and gives back the new calendar. Throws `HolidayChangeRefused`; somebody else's change at the same moment is kept too. */
  add(made: HolidayEntry): Promise<WorkingCalendar>;
  /** The rules for which every open conference has been woken last; '' at first. */
  wokenFor(): Promise<string>;
  markWoken(rulesVersion: string, machineNow: number): Promise<void>;
}

const MOST_TRIES = 5;

export function holidayLists(store: TableStore, authority: string): Holidays {
  const kept = documents({ store, table: 'settings', kind: 'holidays', parse: (stored) => z.array(entry).parse(stored) });
  const woken = documents({ store, table: 'settings', kind: 'holidaysWoken', parse: (stored) => z.string().parse(stored) });
  const calendars = new Map<string, WorkingCalendar>();
  let entries: readonly HolidayEntry[] = [];

  const calendarAfter = (count: number): WorkingCalendar => {
    const list = withHolidayChanges(englandAndWales, entries.slice(0, count).map((made) => made.change));
    const calendar = calendars.get(list.version) ?? workingCalendar(list);
    calendars.set(list.version, calendar);
    return calendar;
  };
  const countIn = (version: string): number => {
    const count = version === englandAndWales.version ? 0 : Number(version.split('+').at(-1));
    return Number.isInteger(count) && count <= entries.length ? count : entries.length;
  };
  const isKnown = (version: string): boolean => version.split('+')[0] === englandAndWales.version;
  const take = (found: readonly HolidayEntry[]): boolean => {
    const newer = found.length > entries.length;
    if (newer) entries = found;
    return newer;
  };

  return {
    current: () => calendarAfter(entries.length),
    ofVersion: (version) => calendarAfter(countIn(version)),
    since: (version) => entries.slice(isKnown(version) ? countIn(version) : 0),
    refresh: async () => take((await kept.get(authority, 'list'))?.value ?? []),
    add: async (made) => {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        take((await kept.get(authority, 'list'))?.value ?? []);
        const next = [...entries, made];
        withHolidayChanges(englandAndWales, next.map((each) => each.change));
        const stored = await kept.put(authority, { row: 'list', version: next.length, value: next });
        if (stored.kind !== 'stored') continue;
        take(next);
        return calendarAfter(next.length);
      }
      throw new Error('others kept changing the holiday list');
    },
    wokenFor: async () => (await woken.get(authority, 'version'))?.value ?? '',
    markWoken: async (rulesVersion, machineNow) => {
      await woken.put(authority, { row: 'version', version: machineNow, value: rulesVersion });
    },
  };
}
