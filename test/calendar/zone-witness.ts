/** Prints what the calendar says on every day, clock changes included, for a test that runs it in other time zones. */
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { addHours, isoUtc, londonDateOf, londonInstant, londonTimeOf, longMoment } from '../../src/calendar/instants.ts';
import { addCalendarDays, addCalendarMonths, longDate, shortDate, weekdayOf } from '../../src/calendar/plain-date.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { date } from './arbitrary-dates.ts';

const calendar = workingCalendar(englandAndWales);
const lines: string[] = [];
for (let on = date('2012-01-01'), end = date('2028-11-01'); on < end; on = addCalendarDays(on, 1)) {
  const { dueOn } = calendar.countForward({ from: on, amount: 15, dayOne: 'trigger' });
  const moments = ['00:30', '01:30', '02:30', '10:00', '23:30'].map((time) => londonInstant(on, time));
  const shown = moments.map((at) => `${isoUtc(at)} ${longMoment(at)} ${londonDateOf(addHours(at, 1))} ${londonTimeOf(addHours(at, 1))}`);
  lines.push([longDate(on), shortDate(on), weekdayOf(on), dueOn, addCalendarMonths(on, 3), calendar.workingDaysBefore(on, 2), ...shown].join('|'));
}
console.log(new Date(2026, 6, 1).getTimezoneOffset());
console.log(lines.join('\n'));
