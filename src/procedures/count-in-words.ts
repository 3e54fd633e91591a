/** A count of working days in words a person can check: one line a week for a narrow card, one a day, or a few sentences. */
import { longDate, shortDate, weekdayOf, type PlainDate } from '../calendar/plain-date.ts';
import type { CountedDay, CountedLimit } from '../calendar/counted-limit.ts';

/** 'Mon 21 – Thu 24 Dec: Days 8–11, not Fri 25 Dec (Christmas Day)'; weekends are passed over without a word. */
export function countByWeek(days: readonly CountedDay[]): string[] {
  return weeksOf(days).map(weekLine);
}

/** 'Mon 9 Nov 2026: Day 1', 'Sat 14 Nov 2026: not counted, Saturday'. */
export function countInFull(days: readonly CountedDay[]): string[] {
  return days.map(({ on, number, skipped }) => `${shortDate(on)}: ${number === null ? `not counted, ${skipped ?? ''}` : `Day ${number}`}`);
}

/** Where the count begins and ends, and what it passed over. */
export function countSentences({ days, dueOn }: CountedLimit): string[] {
  const first = days.find((day) => day.number === 1);
  const last = days.at(-1);
  const holidays = days.filter(isHoliday).map(({ on, skipped }) => `${skipped ?? ''} (${longDate(on)})`);
  return [
    ...(first === undefined || first === last ? [] : [`Day 1 is ${longDate(first.on)}.`]),
    `Day ${last?.number ?? 1} is ${longDate(dueOn)}.`,
    ...(days.some(isWeekend) ? ['Saturdays and Sundays are not counted.'] : []),
    ...(holidays.length > 0 ? [`Public holidays are not counted: ${holidays.join(', ')}.`] : []),
  ];
}

/** 'a Saturday', 'a public holiday (Good Friday)': how a sentence names why a day is no working day. */
export function dayOffInWords(why: string): string {
  return why === 'Saturday' || why === 'Sunday' ? `a ${why}` : `a public holiday (${why})`;
}

/** Groups that each end with their Sunday, or with the count. */
function weeksOf(days: readonly CountedDay[]): CountedDay[][] {
  const weeks: CountedDay[][] = [];
  for (const day of days) {
    const current = weeks.at(-1);
    if (current === undefined || weekdayOf(day.on) === 'Monday') weeks.push([day]);
    else current.push(day);
  }
  return weeks;
}

function weekLine(week: readonly CountedDay[]): string {
  const counted = week.filter((day) => day.number !== null);
  const holidays = week.filter(isHoliday);
  const [first, last] = [counted[0], counted.at(-1)];
  if (first === undefined || last === undefined) {
    const why = holidays.map(({ skipped }) => skipped ?? '').join(', ') || 'weekend';
    return `${rangeOf(week)}: not counted (${why})`;
  }
  const numbers = first === last ? `Day ${first.number}` : `Days ${first.number}–${last.number}`;
  return `${rangeOf(counted)}: ${numbers}${holidays.map(({ on, skipped }) => `, not ${dayAndMonth(on)} (${skipped ?? ''})`).join('')}`;
}

function rangeOf(days: readonly CountedDay[]): string {
  const [first, last] = [days[0]?.on, days.at(-1)?.on];
  if (first === undefined || last === undefined) return '';
  if (first === last) return dayAndMonth(first);
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  return `${sameMonth ? dayAndMonth(first).slice(0, -4) : dayAndMonth(first)} – ${dayAndMonth(last)}`;
}

/** 'Mon 9 Nov' */
function dayAndMonth(date: PlainDate): string {
  return shortDate(date).slice(0, -5);
}

function isWeekend({ skipped }: CountedDay): boolean {
  return skipped === 'Saturday' || skipped === 'Sunday';
}

function isHoliday(day: CountedDay): boolean {
  return day.number === null && !isWeekend(day);
}
