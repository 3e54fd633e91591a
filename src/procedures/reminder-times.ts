/** When someone is reminded of a report that is due, and who hears when it is late: the pack's ladder, in working days and working hours (ASM-004). */
import { londonDateOf, londonInstant, londonTimeOf, type CivilInstant } from '../calendar/instants.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { Rulebook } from './duty.ts';
import type { EscalatesTo } from './pack-schema.ts';

export type ReminderTime = {
  /** Its id in the pack's ladder. */
  readonly rung: string;
  readonly at: CivilInstant;
  /** The reminder of the last day, which goes by itself. */
  readonly lastDay: boolean;
  /** Who hears of the reports that are late then; nobody before the time is up. */
  readonly escalateTo: readonly EscalatesTo[];
  /** 'Due in two working days' */
  readonly words: string;
};

/** One time for each rung, in the pack's order; some may already have passed. */
export function reminderTimes({ pack, calendar }: Rulebook, { dueAt }: { readonly dueAt: CivilInstant }): readonly ReminderTime[] {
  const lastDay = calendar.workingDayOnOrBefore(londonDateOf(dueAt));
  return pack.reminders.reports.map(({ id: rung, workingDays, at, words, escalateTo = [] }) => {
    const on = workingDaysFrom(calendar, lastDay, workingDays);
    const planned = londonInstant(on, at);
    // A reminder to be in time that would come as the time passes comes one working day earlier.
    const tooLate = workingDays <= 0 && planned >= dueAt;
    return { rung, lastDay: workingDays === 0, escalateTo, words, at: tooLate ? londonInstant(calendar.workingDaysBefore(on, 1), at) : planned };
  });
}

/** The moment itself inside the pack's working hours of a working day, else when the next begin. */
export function workingMoment({ pack, calendar }: Rulebook, at: CivilInstant): CivilInstant {
  const { from, to } = pack.reminders.workingHours;
  const [on, time] = [londonDateOf(at), londonTimeOf(at)];
  if (calendar.isWorkingDay(on) && time >= from && time <= to) return at;
  return londonInstant(calendar.isWorkingDay(on) && time < from ? on : calendar.workingDaysAfter(on, 1), from);
}

function workingDaysFrom(calendar: WorkingCalendar, date: PlainDate, workingDays: number): PlainDate {
  if (workingDays === 0) return date;
  return workingDays > 0 ? calendar.workingDaysAfter(date, workingDays) : calendar.workingDaysBefore(date, -workingDays);
}
