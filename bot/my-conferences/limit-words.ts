/** How the day of a conference stands to its limit, in one sentence with the rule (NOT-002, AMB-01). */
import { longDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import type { WorkingCalendar } from '../../src/calendar/working-days.ts';
import { lastDayOf } from '../../src/procedures/conference-window.ts';
import type { DayDuty } from '../../src/procedures/duties.ts';

/** `calendar`: for saying by how many working days; left out where that is not wanted. */
export function limitWords(on: PlainDate, limit: DayDuty, calendar?: WorkingCalendar): string {
  const last = lastDayOf(limit);
  const latest = `the latest lawful date is ${longDate(last)} (${limit.rule})`;
  if (on > last) return `After the limit: ${latest}.${calendar === undefined ? '' : ` The conference is ${days(workingDaysBetween(last, on, calendar))} later.`}`;
  const room = calendar === undefined ? '' : on === last ? ' That is the day of the conference itself.' : ` The conference is ${days(workingDaysBetween(on, last, calendar))} before it.`;
  const safeBy = limit.safeBy ?? last;
  if (on > safeBy) return `Inside the limit, and after ${longDate(safeBy)}, the safest reading of it: ${latest}.${room}`;
  return `Inside the limit: ${latest}.${room}`;
}

/** Working days after the first day up to the second, itself included. */
function workingDaysBetween(from: PlainDate, to: PlainDate, calendar: WorkingCalendar): number {
  let count = 0;
  for (let day = calendar.workingDaysAfter(from, 1); day <= to; day = calendar.workingDaysAfter(day, 1)) count += 1;
  return count;
}

function days(count: number): string {
  return count === 1 ? '1 working day' : `${count} working days`;
}
