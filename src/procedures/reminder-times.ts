/** When someone is reminded of a report that is due: the pack's ladder, in working days and working hours (ASM-004). */
import { londonDateOf, londonInstant, type CivilInstant } from '../calendar/instants.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { Rulebook } from './duty.ts';

export type ReminderTime = {
  /** Its id in the pack's ladder. */
  readonly rung: string;
  readonly at: CivilInstant;
  /** 'Due in two working days' */
  readonly words: string;
};

/** One time for each rung, in the pack's order; some may already have passed. */
export function reminderTimes({ pack, calendar }: Rulebook, { dueAt }: { readonly dueAt: CivilInstant }): readonly ReminderTime[] {
  const lastDay = calendar.workingDayOnOrBefore(londonDateOf(dueAt));
  return pack.reminders.reports.map(({ id: rung, workingDays, at, words }) => {
    const on = workingDaysFrom(calendar, lastDay, workingDays);
    const planned = londonInstant(on, at);
    // A reminder to be in time that would come as the time passes comes one working day earlier.
    const tooLate = workingDays <= 0 && planned >= dueAt;
    return { rung, at: tooLate ? londonInstant(calendar.workingDaysBefore(on, 1), at) : planned, words };
  });
}

function workingDaysFrom(calendar: WorkingCalendar, date: PlainDate, workingDays: number): PlainDate {
  if (workingDays === 0) return date;
  return workingDays > 0 ? calendar.workingDaysAfter(date, workingDays) : calendar.workingDaysBefore(date, -workingDays);
}
