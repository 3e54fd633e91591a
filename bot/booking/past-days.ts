/**
 * "3 Nov, 5 Nov, 12 Nov": days on which something happened, as typed (NOT-036). A day without a year is the last such
 * day, if it is not long ago; nothing is guessed, and what cannot be read is asked for again.
 */
import { addCalendarMonths, shortDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { dayInYear, notInCalendar, otherWeekday, writtenIn, WRITTEN_DATE, type Written } from './written-dates.ts';

/** `days`: in their order, a day as often as it is written; undefined where nothing was typed, which is never the same as none. */
export type PastDays = { readonly days: readonly PlainDate[] | undefined; readonly faults: readonly string[] };

const MOST_DAYS = 20;
/** Longer ago than this a day is written with its year. */
const LATELY_MONTHS = 9;
const OLDEST_MONTHS = 120;
const NONE = /^(?:none|no|nil|0|there were none)\.?$/iu;
const PATTERN = '3 Nov, 5 Nov, 12 Nov';

export function readPastDays(typed: string, today: PlainDate): PastDays {
  const text = typed.replaceAll(/\s+/gu, ' ').trim();
  if (text === '') return { days: undefined, faults: [] };
  if (NONE.test(text)) return { days: [], faults: [] };
  const read = [...text.matchAll(WRITTEN_DATE)].map((match) => dayMeant(writtenIn(match), today));
  const left = text.replaceAll(WRITTEN_DATE, ',').split(/[,;&]|\band\b/iu).map((piece) => piece.trim()).filter((piece) => piece !== '' && piece !== '.');
  const days = read.flatMap((answer) => (typeof answer === 'string' ? [] : answer.on));
  const faults = [
    ...left.map((piece) => `“${piece.slice(0, 40)}” is not a day we can read. Please write each day in full, such as ${PATTERN}.`),
    ...read.filter((answer) => typeof answer === 'string'),
    ...(days.length > MOST_DAYS ? [`Please keep this to ${MOST_DAYS} days.`] : []),
  ];
  return { days: days.toSorted().slice(0, MOST_DAYS), faults };
}

function dayMeant(written: Written, today: PlainDate): { readonly on: PlainDate } | string {
  const { said, year } = written;
  const on = year === undefined ? lastSuch(written, today) : dayInYear(written, year);
  if (on === undefined) return notInCalendar(written);
  if (on > today) return `${shortDate(on)} has not come yet. Please check the day.`;
  if (year === undefined && on < addCalendarMonths(today, -LATELY_MONTHS)) return `“${said}” was last on ${shortDate(on)}. If that is meant, please write the year.`;
  if (on < addCalendarMonths(today, -OLDEST_MONTHS)) return `${shortDate(on)} is longer ago than it can be. Please check the year.`;
  return otherWeekday(written, on) ?? { on };
}

function lastSuch(written: Written, today: PlainDate): PlainDate | undefined {
  const year = Number(today.slice(0, 4));
  const thisYear = dayInYear(written, String(year));
  return thisYear !== undefined && thisYear <= today ? thisYear : (dayInYear(written, String(year - 1)) ?? thisYear);
}
