/**
 * Moments, and the London clock they are read on. `CivilInstant` is the time people live by (duties, cards, reminders);
 * `MachineInstant` is the time of tokens, leases and rates. They never mix, so a moved civil clock cannot age a token.
 */
import { tzOffset } from '@date-fns/tz';
import { UTCDateMini } from '@date-fns/utc';
import { dateOfDayNumber, dayNumberOf, longDate, type PlainDate } from './plain-date.ts';

declare const civil: unique symbol;
declare const machine: unique symbol;

/** Milliseconds since 1 January 1970 UTC, on the clock people live by. */
export type CivilInstant = number & { readonly [civil]: true };

/** Milliseconds since 1 January 1970 UTC, on the machine's own clock. */
export type MachineInstant = number & { readonly [machine]: true };

const zone = 'Europe/London';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** London has been on UTC or one hour ahead of it since 1971. Summer time is tried first: of two like times, the earlier. */
const londonOffsets = [hour, 0];
/** What was looked up of late, by hours since 1970. */
const offsets = new Map<number, number>();
const offsetsKept = 10_000;

export function civilInstant(epochMilliseconds: number): CivilInstant {
  return wholeMilliseconds(epochMilliseconds) as CivilInstant;
}

export function machineInstant(epochMilliseconds: number): MachineInstant {
  return wholeMilliseconds(epochMilliseconds) as MachineInstant;
}

/** A time of day 'HH:mm' from 00:00 to 23:59, or undefined. */
export function parseClockTime(text: unknown): string | undefined {
  return typeof text === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : undefined;
}

/**
 * The moment the London clock shows `time` ('HH:mm') on that day. An hour that comes twice in autumn means the first;
 * an hour that is skipped in spring means as long after midnight as it says: 01:30 is then 02:30 summer time.
 * Throws a RangeError when `time` is not a time of day.
 */
export function londonInstant(on: PlainDate, time: string): CivilInstant {
  if (parseClockTime(time) === undefined) throw new RangeError('A time of day is written HH:mm.');
  const wall = dayNumberOf(on) * day + Number(time.slice(0, 2)) * hour + Number(time.slice(3)) * minute;
  const offset = londonOffsets.find((each) => offsetAt(wall - each) === each);
  return civilInstant(wall - (offset ?? 0));
}

/** The day it is in London. */
export function londonDateOf(instant: CivilInstant): PlainDate {
  return dateOfDayNumber(Math.floor((instant + offsetAt(instant)) / day));
}

/** 'HH:mm' on the London clock. */
export function londonTimeOf(instant: CivilInstant): string {
  return new UTCDateMini(instant + offsetAt(instant)).toISOString().slice(11, 16);
}

/** 'Monday 21 December 2026 at 10:00', on the London clock. */
export function longMoment(instant: CivilInstant): string {
  return `${longDate(londonDateOf(instant))} at ${londonTimeOf(instant)}`;
}

/** '2026-12-21T10:00:00.000Z' */
export function isoUtc(instant: CivilInstant | MachineInstant): string {
  return new UTCDateMini(instant).toISOString();
}

/** Reads what `isoUtc` writes (milliseconds optional); anything else, and a moment that cannot be, is undefined. */
export function parseIsoUtc(text: unknown): CivilInstant | undefined {
  const found = typeof text === 'string' ? /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{3})?Z$/.exec(text) : null;
  if (!found) return undefined;
  const written = `${found[1]}${found[2] ?? '.000'}Z`;
  const parsed = new UTCDateMini(written);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString() !== written) return undefined;
  return civilInstant(parsed.getTime());
}

/** Elapsed minutes, negative for before; the London clock may move by an hour more or less. */
export function addMinutes<Moment extends CivilInstant | MachineInstant>(instant: Moment, minutes: number): Moment {
  return wholeMilliseconds(instant + minutes * minute) as Moment;
}

/** Elapsed hours, as `addMinutes`. */
export function addHours<Moment extends CivilInstant | MachineInstant>(instant: Moment, hours: number): Moment {
  return addMinutes(instant, hours * 60);
}

/** London changes its clocks on the hour, so that one look in the zone's tables serves for the whole hour. */
function offsetAt(epochMilliseconds: number): number {
  const hourNumber = Math.floor(epochMilliseconds / hour);
  const known = offsets.get(hourNumber);
  if (known !== undefined) return known;
  const offset = tzOffset(zone, new UTCDateMini(epochMilliseconds)) * minute;
  if (offsets.size >= offsetsKept) offsets.clear();
  offsets.set(hourNumber, offset);
  return offset;
}

function wholeMilliseconds(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError('An instant is a whole number of milliseconds.');
  return amount;
}
