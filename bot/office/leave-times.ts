/** A chair's leave or blocked time: whole days or from a time to a time, in one block of at most a month, not far ahead. */
import { addCalendarDays, parsePlainDate, shortDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { parseClockTime } from '../../src/calendar/instants.ts';
import { CELLS_IN_A_DAY, clockTime, MINUTES_IN_A_CELL, minutesIntoDay, type CellSpan } from '../../src/diary/half-hours.ts';
import type { LeaveSubmission } from '../../cards/chair-leave/card.ts';
import type { AwayDay } from '../../src/store/diary-claims.ts';

export type Leave = CellSpan & { readonly fromOn: PlainDate; readonly toOn: PlainDate };

/** How far ahead leave can begin, and how long one block of it is, in days. */
export const LEAVE_AHEAD_DAYS = 60;
const LONGEST_BLOCK_DAYS = 31;
const WHOLE_DAY: CellSpan = { fromCell: 0, toCell: CELLS_IN_A_DAY };

export type LeaveRead = { readonly kind: 'leave'; readonly leave: Leave } | { readonly kind: 'faulty'; readonly faults: Readonly<Record<string, string>> };

/** The block that was typed, or what is wrong beside each field. */
export function leaveOf({ fromOn, toOn, fromTime, toTime }: Pick<LeaveSubmission, 'fromOn' | 'toOn' | 'fromTime' | 'toTime'>, today: PlainDate): LeaveRead {
  const first = parsePlainDate(fromOn);
  const last = toOn === '' ? first : parsePlainDate(toOn);
  const times = timesOf(fromTime, toTime);
  const faults = {
    ...(first === undefined ? { fromOn: fromOn === '' ? 'Please give the first day.' : 'This date does not exist.' } : dayFaults(first, today)),
    ...(last === undefined && toOn !== '' ? { toOn: 'This date does not exist.' } : {}),
    ...(first === undefined || last === undefined ? {} : blockFaults(first, last)),
    ...times.faults,
  };
  if (first === undefined || last === undefined || Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return { kind: 'leave', leave: { fromOn: first, toOn: last, ...times.cells } };
}

function dayFaults(first: PlainDate, today: PlainDate): Readonly<Record<string, string>> {
  if (first < today) return { fromOn: 'This day has passed.' };
  return first > addCalendarDays(today, LEAVE_AHEAD_DAYS) ? { fromOn: `Please give a day within the next ${LEAVE_AHEAD_DAYS} days.` } : {};
}

function blockFaults(first: PlainDate, last: PlainDate): Readonly<Record<string, string>> {
  if (last < first) return { toOn: 'The last day comes before the first.' };
  return last > addCalendarDays(first, LONGEST_BLOCK_DAYS - 1) ? { toOn: `Please keep it to ${LONGEST_BLOCK_DAYS} days; a longer time goes in as two.` } : {};
}

/** No times: the whole day. A half-hour that is touched is blocked whole. */
function timesOf(fromTime: string, toTime: string): { readonly cells: CellSpan; readonly faults: Readonly<Record<string, string>> } {
  if (fromTime === '' && toTime === '') return { cells: WHOLE_DAY, faults: {} };
  const [from, to] = [parseClockTime(fromTime), parseClockTime(toTime)];
  if (from === undefined) return { cells: WHOLE_DAY, faults: { fromTime: 'Please give both times, such as 09:00, or none for the whole day.' } };
  if (to === undefined) return { cells: WHOLE_DAY, faults: { toTime: 'Please give both times, such as 12:30, or none for the whole day.' } };
  if (minutesIntoDay(to) <= minutesIntoDay(from)) return { cells: WHOLE_DAY, faults: { toTime: 'This is before the time it begins.' } };
  return { cells: { fromCell: Math.floor(minutesIntoDay(from) / MINUTES_IN_A_CELL), toCell: Math.ceil(minutesIntoDay(to) / MINUTES_IN_A_CELL) }, faults: {} };
}

/** Every day of the block with its cells. */
export function daysOfLeave({ fromOn, toOn, fromCell, toCell }: Leave): readonly AwayDay[] {
  const days: AwayDay[] = [];
  for (let on = fromOn; on <= toOn; on = addCalendarDays(on, 1)) days.push({ on, fromCell, toCell });
  return days;
}

/** The block in words: "Mon 30 Nov 2026 to Fri 4 Dec 2026, 09:00 to 12:30". */
export function leaveWords({ fromOn, toOn, fromCell, toCell }: Leave): string {
  const days = fromOn === toOn ? shortDate(fromOn) : `${shortDate(fromOn)} to ${shortDate(toOn)}`;
  const whole = fromCell === 0 && toCell === CELLS_IN_A_DAY;
  return whole ? days : `${days}, ${clockTime(fromCell * MINUTES_IN_A_CELL)} to ${clockTime(toCell * MINUTES_IN_A_CELL)}`;
}

/** An id that says which block it is: the same block typed twice is one. */
export function awayIdOf({ fromOn, toOn, fromCell, toCell }: Leave): string {
  return [fromOn, toOn, fromCell, toCell].join('_');
}

/** Reads an id back; undefined when it is none of ours. */
export function leaveIn(awayId: string): Leave | undefined {
  const [first, last, from, to, ...more] = awayId.split('_');
  const [fromOn, toOn, fromCell, toCell] = [parsePlainDate(first), parsePlainDate(last), Number(from), Number(to)];
  if (fromOn === undefined || toOn === undefined || more.length > 0 || toOn < fromOn || toOn > addCalendarDays(fromOn, LONGEST_BLOCK_DAYS - 1)) return undefined;
  return Number.isInteger(fromCell) && Number.isInteger(toCell) && fromCell >= 0 && fromCell < toCell && toCell <= CELLS_IN_A_DAY ? { fromOn, toOn, fromCell, toCell } : undefined;
}
