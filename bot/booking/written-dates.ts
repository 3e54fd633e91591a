/** Days as they are written in Britain, the day before the month: found in a typed line, and read without guessing. */
import { parsePlainDate, shortDate, weekdayOf, type PlainDate } from '../../src/calendar/plain-date.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY_WORDS = String.raw`(?:(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?`;
const MONTH_WORDS = String.raw`(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?`;
const ISO_DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const WORDED_DATE = String.raw`(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?${MONTH_WORDS}(?:,?\s+(\d{4}))?`;
const SLASHED_DATE = String.raw`(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?`;

/** Every date in a text: "Thu 3 Dec", "3rd of December 2026", "03/12/2026", "2026-12-03". */
export const WRITTEN_DATE = new RegExp(String.raw`(?<![\w/.-])${DAY_WORDS}(?:${ISO_DATE}|${WORDED_DATE}|${SLASHED_DATE})(?![\w/]|-\d)`, 'giu');

/** Of a match of `WRITTEN_DATE`: what was written, the weekday if one was, and the day; `year` is undefined where none was written. */
export type Written = { readonly said: string; readonly weekday: string | undefined; readonly year: string | undefined; readonly month: string | undefined; readonly day: string | undefined };

export function writtenIn(match: RegExpExecArray): Written {
  const [said, weekday, isoYear, isoMonth, isoDay, wordedDay, monthWord, wordedYear, slashedDay, slashedMonth, slashedYear] = match;
  const month = isoMonth ?? (monthWord === undefined ? slashedMonth : String(MONTHS.indexOf(monthWord.slice(0, 3).toLowerCase()) + 1));
  const year = isoYear ?? wordedYear ?? slashedYear;
  return { said: said.trim(), weekday, year: year?.length === 2 ? `20${year}` : year, month, day: isoDay ?? wordedDay ?? slashedDay };
}

/** That day in that year; undefined where the calendar has none. */
export function dayInYear({ month, day }: Written, year: string): PlainDate | undefined {
  return month === undefined || day === undefined ? undefined : parsePlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

export function notInCalendar({ said }: Written): string {
  return `“${said}” is not a day of the calendar. Days are written 3 Dec or 03/12/2026, the day first.`;
}

/** What is wrong where another weekday was written than that day has; undefined where nothing is. */
export function otherWeekday({ said, weekday }: Written, on: PlainDate): string | undefined {
  const spoken = weekday === undefined ? -1 : WEEKDAYS.indexOf(weekday.slice(0, 3).toLowerCase());
  if (spoken < 0 || weekdayOf(on).toLowerCase().startsWith(WEEKDAYS[spoken] ?? '')) return undefined;
  return `“${said}” could be two days: ${shortDate(on)} is what the date says. Please write the day again.`;
}
