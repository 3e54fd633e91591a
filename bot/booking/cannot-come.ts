/**
 * "Mother: Thu 3 Dec, morning": who cannot come when, as typed, one a line (NOT-010). Days are read as they are written
 * in Britain and nothing is guessed: a day that could be two, has passed or cannot be read is asked for again.
 */
import { addCalendarDays, addCalendarMonths, shortDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { parseClockTime } from '../../src/calendar/instants.ts';
import { dayInYear, notInCalendar, otherWeekday, writtenIn, WRITTEN_DATE, type Written } from './written-dates.ts';

/** London clock times, HH:mm; all day is 00:00 to 23:59. */
export type CannotComeLine = { readonly who: string; readonly on: PlainDate; readonly from: string; readonly to: string };

export type ReadCannotCome = { readonly cannot: readonly CannotComeLine[]; readonly faults: readonly string[] };

const MOST_LINES = 20;
const MOST_DAYS = 31;
const LONGEST_WHO = 60;
/** A day of this year that passed so lately was meant, and not the one of next year. */
const LATELY_MONTHS = 3;
const AHEAD_MONTHS = 15;
const MIDDAY = '12:00';
const DAY_BEGINS = '00:00';
const DAY_ENDS = '23:59';
export const CANNOT_PATTERN = 'Mother: Thu 3 Dec, morning';

/** Reads every line; what is wrong names its line and says how to write it. */
export function readCannotCome(typed: string, today: PlainDate): ReadCannotCome {
  const lines = typed.split('\n').map((line, place) => ({ line: line.replaceAll(/\s+/gu, ' ').trim(), number: place + 1 })).filter(({ line }) => line !== '');
  const read = lines.slice(0, MOST_LINES).map(({ line, number }) => ({ number, answer: readLine(line, today) }));
  return {
    cannot: read.flatMap(({ answer }) => (typeof answer === 'string' ? [] : answer)),
    faults: [
      ...read.flatMap(({ number, answer }) => (typeof answer === 'string' ? [`Line ${number}: ${answer}`] : [])),
      ...(lines.length > MOST_LINES ? [`Please keep this to ${MOST_LINES} lines.`] : []),
    ],
  };
}

/** "Mother: Thu 3 Dec 2026, morning". */
export function cannotComeWords({ who, on, from, to }: { readonly who: string; readonly on: PlainDate; readonly from: string; readonly to: string }): string {
  return `${who}: ${shortDate(on)}, ${spanWords(from, to)}`;
}

function spanWords(from: string, to: string): string {
  if (from === DAY_BEGINS && to === DAY_ENDS) return 'all day';
  if (from === DAY_BEGINS) return to === MIDDAY ? 'morning' : `before ${to}`;
  if (to === DAY_ENDS) return from === MIDDAY ? 'afternoon' : `from ${from}`;
  return `${from} to ${to}`;
}

/** The line as the days it means, or what is wrong with it. */
function readLine(line: string, today: PlainDate): readonly CannotComeLine[] | string {
  const found = [...line.matchAll(WRITTEN_DATE)];
  const [first, last = first] = found;
  if (first === undefined || last === undefined || found.length > 2) return `please write who, the day and the time, such as “${CANNOT_PATTERN}”.`;
  const who = line.slice(0, first.index).replace(/[\s,:;–-]+$/u, '').replace(/\s+(?:(?:can(?:no|'|’)?t|cannot) (?:come|do)(?: on)?|not|on|from|away)$/iu, '').trim();
  if (who === '' || who.length > LONGEST_WHO) return `please begin with who it is, such as “${CANNOT_PATTERN}”.`;
  const span = spanOf(line.slice(last.index + last[0].length));
  if (typeof span === 'string') return span;
  const from = dayMeant(first, today);
  const to = dayMeant(last, today);
  if (typeof from !== 'object') return from;
  if (typeof to !== 'object') return to;
  const between = first === last ? '' : line.slice(first.index + first[0].length, last.index).replaceAll(/[\s,]/gu, '').toLowerCase();
  if (first === last || between === 'and' || between === '&') return [...new Set([from.on, to.on])].map((on) => ({ who, on, ...span }));
  if (!['to', 'until', 'till', '-', '–'].includes(between)) return `please write one day, or two with “to” between them, such as “${CANNOT_PATTERN}”.`;
  if (to.on < from.on || addCalendarDays(from.on, MOST_DAYS) < to.on) return `the last day comes before the first, or more than ${MOST_DAYS} days after it.`;
  return daysFrom(from.on, to.on).map((on) => ({ who, on, ...span }));
}

function daysFrom(from: PlainDate, to: PlainDate): readonly PlainDate[] {
  const days: PlainDate[] = [];
  for (let on = from; on <= to; on = addCalendarDays(on, 1)) days.push(on);
  return days;
}

/** The day a date on the line means; or the words that say why it means none. */
function dayMeant(match: RegExpExecArray, today: PlainDate): { readonly on: PlainDate } | string {
  const written = writtenIn(match);
  const on = written.year === undefined ? nextSuch(written, today) : dayInYear(written, written.year);
  if (on === undefined) return notInCalendar(written);
  if (on < today) return `${shortDate(on)} has passed. Please give a day that is still to come.`;
  if (on > addCalendarMonths(today, AHEAD_MONTHS)) return `${shortDate(on)} is too far ahead. Please check the year.`;
  return otherWeekday(written, on) ?? { on };
}

/** Without a year: the next such day; one that has only just passed stays in the past, to be asked about. */
function nextSuch(written: Written, today: PlainDate): PlainDate | undefined {
  const year = Number(today.slice(0, 4));
  const thisYear = dayInYear(written, String(year));
  if (thisYear !== undefined && thisYear >= addCalendarMonths(today, -LATELY_MONTHS)) return thisYear;
  return dayInYear(written, String(year + 1)) ?? thisYear;
}

type Span = { readonly from: string; readonly to: string };

/** What is said after the day: a half of it, a time, or nothing for all of it. */
function spanOf(said: string): Span | string {
  const words = said.toLowerCase().replace(/^[\s,:;–-]+/u, '').replace(/^(?:in )?the /u, '').replace(/[\s.]+$/u, '');
  if (words === '' || /^all (?:of the )?day$/u.test(words)) return { from: DAY_BEGINS, to: DAY_ENDS };
  if (/^(?:morning|am|a\.m)$/u.test(words)) return { from: DAY_BEGINS, to: MIDDAY };
  if (/^(?:afternoon|pm|p\.m)$/u.test(words)) return { from: MIDDAY, to: DAY_ENDS };
  const open = /^(before|until|after|from) (\S+(?: ?[ap]m)?)$/u.exec(words);
  if (open !== null) return openSpan(open[1] ?? '', clockOf(open[2] ?? ''));
  const both = /^(?:from |between )?([\d:.]+ ?(?:[ap]m)?) ?(?:-|–|to|until|till|and) ?([\d:.]+ ?(?:[ap]m)?)$/u.exec(words);
  const [from, to] = [clockOf(both?.[1] ?? ''), clockOf(both?.[2] ?? '')];
  if (from === undefined || to === undefined) return timeFault(said);
  return from < to ? { from, to } : `${from} to ${to} ends before it begins. Please use times such as 14:00.`;
}

function openSpan(word: string, at: string | undefined): Span | string {
  if (at === undefined) return timeFault(word);
  return word === 'before' || word === 'until' ? { from: DAY_BEGINS, to: at } : { from: at, to: DAY_ENDS };
}

function timeFault(said: string): string {
  return `“${said.replace(/^[\s,:;–-]+/u, '').slice(0, 40)}” is not a time we can read. Write morning, afternoon, all day, or 10:00 to 12:30.`;
}

/** An hour of the working morning is what it says; one to seven needs “pm” or four figures, since it could be either. */
function clockOf(text: string): string | undefined {
  const [, hourText = '', minuteText = '00', half] = /^(\d{1,2})(?:[:.](\d{2}))? ?([ap]m)?$/u.exec(text) ?? [];
  if (hourText === '') return undefined;
  const hour = Number(hourText);
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  if (half === undefined && hour < 8 && !/^0\d$/.test(hourText)) return undefined;
  const inTheDay = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  return parseClockTime(`${String(inTheDay).padStart(2, '0')}:${minuteText}`);
}
