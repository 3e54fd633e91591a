/** Reading a stretch of the diary: one range query a month, since a month is a partition. */
import type { PlainDate } from '../../calendar/plain-date.ts';
import type { DiaryDay, DiaryWindow } from '../../diary/diary-window.ts';
import { beginningWith, keyOf } from '../keys.ts';
import type { Table } from '../port.ts';
import { dayIn, freshly, type DayRow } from './day-row.ts';

type Found = DayRow & { readonly on: PlainDate };

const FREE: DiaryDay = { etag: undefined, claims: [], away: [] };

/** The window as it counts at `machineNow`. */
export async function readWindow(table: Table, authority: string, fromOn: PlainDate, toOn: PlainDate, machineNow: number): Promise<DiaryWindow> {
  const rows = (await everyRow(table, authority, fromOn, toOn)).map((row) => ({ ...row, claims: freshly(row.claims, machineNow) }));
  const byKey = new Map<string, DiaryDay>(rows.map((row) => [`${row.on}|${row.resource}`, row]));
  return { day: (resource, on) => byKey.get(`${on}|${resource}`) ?? FREE, rows: () => rows };
}

/** Every row of those days as it lies there. */
export async function everyRow(table: Table, authority: string, fromOn: PlainDate, toOn: PlainDate): Promise<readonly Found[]> {
  const months = fromOn <= toOn ? monthsFrom(fromOn.slice(0, 7), toOn.slice(0, 7)) : [];
  return (await Promise.all(months.map((month) => rowsOfMonth(table, authority, month, fromOn, toOn)))).flat();
}

/** Every resource's row of one day. */
export async function rowsOfDay(table: Table, authority: string, on: PlainDate): Promise<ReadonlyMap<string, DayRow>> {
  const rows = await rowsOfMonth(table, authority, on.slice(0, 7), on, on);
  return new Map(rows.map((row) => [row.resource, row]));
}

async function rowsOfMonth(table: Table, authority: string, month: string, fromOn: PlainDate, toOn: PlainDate): Promise<readonly Found[]> {
  const found: Found[] = [];
  const range = { from: keyOf(fromOn), before: beginningWith(toOn).before };
  for await (const row of table.range(keyOf(authority, 'diary', month), range)) {
    const bar = row.row.indexOf('|');
    found.push({ on: row.row.slice(0, bar) as PlainDate, ...dayIn(row.row.slice(bar + 1), row) });
  }
  return found;
}

function monthsFrom(first: string, last: string): readonly string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  return months;
}

function monthAfter(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
