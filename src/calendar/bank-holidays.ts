/**
 * The bank holidays of England and Wales, substitute and one-off days included, as published by GOV.UK.
 * Authority: Banking and Financial Dealings Act 1971 and the yearly royal proclamations; two of the eight days are
 * proclaimed, not computed, so the list is kept and never calculated.
 */
import published from './bank-holidays.json' with { type: 'json' };
import { parsePlainDate, type PlainDate } from './plain-date.ts';

/** `on` is the day off itself: the substitute weekday, not the weekend it stands for. */
export type BankHoliday = { readonly on: PlainDate; readonly title: string; readonly note?: string };

/** Complete from `knownFrom` to `announcedThrough`, both included; outside them nothing is known. Days are in order. */
export type BankHolidays = {
  readonly version: string;
  readonly knownFrom: PlainDate;
  readonly announcedThrough: PlainDate;
  readonly days: readonly BankHoliday[];
};

/** The list cannot be used; `faults` names every entry that is wrong and why. */
export class BankHolidaysFault extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The bank holiday list cannot be used: ${faults.join('; ')}.`);
    this.name = 'BankHolidaysFault';
    this.faults = faults;
  }
}

/** Checks a list from outside. Throws a `BankHolidaysFault` that names every fault at once. */
export function parseBankHolidays(value: unknown): BankHolidays {
  const faults: string[] = [];
  const list = fieldsOf(value);
  const version = textOf(list['version']) ?? fault(faults, 'version is missing');
  const knownFrom = parsePlainDate(list['knownFrom']) ?? fault(faults, 'knownFrom is not a date');
  const announcedThrough = parsePlainDate(list['announcedThrough']) ?? fault(faults, 'announcedThrough is not a date');
  const entries = Array.isArray(list['days']) ? list['days'] : [];
  if (entries.length === 0) faults.push('days is empty');
  const days = entries.flatMap((entry, index) => parseDay(entry, `days[${index}]`, faults));
  for (const [index, { on }] of days.entries()) {
    const before = days[index - 1]?.on;
    if (before !== undefined && before >= on) faults.push(`${on} is out of order or listed twice`);
    if (knownFrom && announcedThrough && (on < knownFrom || on > announcedThrough)) faults.push(`${on} lies outside the years the list covers`);
  }
  if (faults.length > 0 || !version || !knownFrom || !announcedThrough) throw new BankHolidaysFault(faults);
  return { version, knownFrom, announcedThrough, days };
}

function parseDay(entry: unknown, path: string, faults: string[]): BankHoliday[] {
  const fields = fieldsOf(entry);
  const on = parsePlainDate(fields['on']) ?? fault(faults, `${path}.on is not a date`);
  const title = textOf(fields['title']) ?? fault(faults, `${path}.title is missing`);
  const note = fields['note'] === undefined ? undefined : textOf(fields['note']) ?? fault(faults, `${path}.note is not text`);
  if (!on || !title) return [];
  return [note === undefined ? { on, title } : { on, title, note }];
}

function fault(faults: string[], reason: string): undefined {
  faults.push(reason);
  return undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** The list this release was checked with. */
export const englandAndWales: BankHolidays = parseBankHolidays(published);
