/**
 * Where a sentence says a day, and how each way of saying it is read. The table is the whole grammar: the first row that
 * fits a stretch of text has it. Numbers are day first, as written in Britain; they are never tried month first.
 */
import type { PlainDate } from '../../../src/calendar/plain-date.ts';
import { numberOf, SMALL_NUMBER } from './numbers.ts';
import {
  dayOfMonth, dayOfYear, daysAgo, lastWeekday, nextWeekday, onWeekday, only, thisWeekday, unsure, weekBeforeLast, weekdayAndWeeks, weekdayGone, weekdayNumber, weekdayOfWeek,
  type Readings, type Sense,
} from './readings.ts';

/** A stretch of text, `from` to `to` in UTF-16 units. `read` gives undefined for a day that does not exist: no hint, and nothing else is tried. */
export type SaidDate = { readonly from: number; readonly to: number; readonly said: string; readonly read: (today: PlainDate, sense: Sense) => Readings | undefined };

type Parts = Readonly<Record<string, string | undefined>>;
type Row = { readonly pattern: RegExp; readonly read: (parts: Parts, today: PlainDate, sense: Sense) => Readings | undefined };

/** More days than anybody says in one message. */
const MOST_DATES = 40;

const WEEKDAY = '(?<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
/** Standing alone, "sat", "sun" and "wed" are words of their own. */
const WEEKDAY_ALONE = '(?<weekday>monday|tues(?:day)?|wednesday|weds|thur(?:s(?:day)?)?|friday|saturday|sunday)';
const MONTH = '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** "the 3 may need…" says no date. */
const NO_VERB = '(?! (?:also|attend|be|come|have|join|need|not|require|still|want|well)(?!\\p{L}))';
const YEAR = '(?:,? (?<year>(?:19|20)\\d\\d)(?!\\p{N}))?';
const OF_THE_WEEK = `(?:${WEEKDAY},? (?:the )?)?`;

const TABLE: readonly Row[] = [
  row('(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)', ({ year, month, day }, today, sense) => dayOfYear(today, { day: Number(day), month: Number(month), year: Number(year), weekday: undefined }, sense)),
  row(`${OF_THE_WEEK}(?<day>\\d{1,2})(?<mark>[/.-])(?<month>\\d{1,2})\\k<mark>(?<year>\\d{4}|\\d\\d)(?![/-]\\p{N}|\\.\\p{N})`, inNumbers),
  row(`${OF_THE_WEEK}(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ?${MONTH}${YEAR}${NO_VERB}`, inWords),
  row(`${OF_THE_WEEK}${MONTH} (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?${YEAR}`, inWords),
  row(`${OF_THE_WEEK}(?!24/7)(?<day>\\d{1,2})/(?<month>\\d{1,2})(?!/)`, inNumbers),
  row(`(?<which>last|this|next) week(?:,? on)? ${WEEKDAY}`, ({ weekday, which }, today) => weekdayOfWeek(today, numbered(weekday), weeksOn(which))),
  row(`(?:(?:last|this|on) )?${WEEKDAY},? (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)`, inMonth),
  row(`(?:the )?(?:first|second|third|fourth|last) ${WEEKDAY} (?:of|in) (?:(?:the|this|last) month|${MONTH})`, notOneDay),
  row('(?:today|yesterday|tomorrow) (?:week|fortnight)', notOneDay),
  row(`${WEEKDAY} (?<weeks>week|fortnight)(?! (?:ago|before|later))`, ({ weekday, weeks }, today) => weekdayAndWeeks(today, numbered(weekday), weeks?.toLowerCase() === 'week' ? 1 : 2)),
  row(`(?:a )?(?<weeks>week|fortnight) (?:on|from|this|next) ${WEEKDAY}`, ({ weekday, weeks }, today) => weekdayAndWeeks(today, numbered(weekday), weeks?.toLowerCase() === 'week' ? 1 : 2)),
  row(`(?:a )?week (?:ago (?:on |last )?|last )${WEEKDAY}`, ({ weekday }, today) => weekBeforeLast(today, numbered(weekday))),
  row(`(?:last )?${WEEKDAY} (?:before last|a week ago)`, ({ weekday }, today) => weekBeforeLast(today, numbered(weekday))),
  row(`${WEEKDAY} (?:of )?(?<which>last|this|next) week`, ({ weekday, which }, today) => weekdayOfWeek(today, numbered(weekday), weeksOn(which))),
  row(`(?:(?:this )?past ${WEEKDAY}|${WEEKDAY.replace('weekday', 'gone')} (?:just )?(?:gone|past))`, ({ weekday, gone }, today) => weekdayGone(today, numbered(weekday ?? gone))),
  row(`(?:last|previous) ${WEEKDAY}`, ({ weekday }, today) => lastWeekday(today, numbered(weekday))),
  row(`(?:next|coming) ${WEEKDAY}`, ({ weekday }, today) => nextWeekday(today, numbered(weekday))),
  row(`this ${WEEKDAY}`, ({ weekday }, today, sense) => thisWeekday(today, numbered(weekday), sense)),
  row(`(?:on )?${WEEKDAY_ALONE} (?:before|after|in|of)`, ({ weekday }, today, sense) => unsure(...onWeekday(today, numbered(weekday), sense).on)),
  row(`on ${WEEKDAY}`, ({ weekday }, today, sense) => onWeekday(today, numbered(weekday), sense)),
  row(WEEKDAY_ALONE, ({ weekday }, today, sense) => onWeekday(today, numbered(weekday), sense)),
  row('(?:the )?day before yesterday', (_, today) => daysAgo(today, 2, true)),
  row('yesterday|last night', (_, today) => daysAgo(today, 1, true)),
  row(`(?<count>${SMALL_NUMBER}|\\d{1,2}|an?|a couple of) (?<unit>days?|weeks?|fortnights?) ago(?<exactly> today)?`, ago),
  row('today|this (?:morning|afternoon|evening)', (_, today) => only(today)),
  row('tomorrow', (_, today) => daysAgo(today, -1, true)),
  row('(?:on|since|from) the (?<day>\\d{1,2})(?:st|nd|rd|th)(?! (?:birthday|baby|child|floor|time))', inMonth),
  // Heard, and not one day: worth saying back of the start of an enquiry, and of nothing else.
  row(`(?:last|this|past|previous) (?:week(?:end)?|month)|(?:${SMALL_NUMBER}|\\d{1,2}|a|a few) months? ago|a few (?:days|weeks) ago|(?:the )?other day`, notOneDay),
];

/** Every day said, in the order of the text. */
export function saidDates(text: string): readonly SaidDate[] {
  const found: SaidDate[] = [];
  for (const { pattern, read } of TABLE) {
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (found.length >= MOST_DATES || found.some((other) => from < other.to && other.from < to)) continue;
      const parts: Parts = match.groups ?? {};
      found.push({ from, to, said: match[0].replace(/^on /iu, ''), read: (today, sense) => read(parts, today, sense) });
    }
  }
  return found.toSorted((one, other) => one.from - other.from);
}

function row(words: string, read: Row['read']): Row {
  return { pattern: new RegExp(`(?<![\\p{L}\\p{N}/])(?:${words})(?![\\p{L}\\p{N}])`, 'giu'), read };
}

/** "16/11/26", "16/11". Without a year, numbers that could be turned round are asked back, with the British reading. */
function inNumbers({ weekday, day, month, year }: Parts, today: PlainDate, sense: Sense): Readings | undefined {
  const said = { day: Number(day), month: Number(month), year: year === undefined ? undefined : Number(year.length === 2 ? `20${year}` : year), weekday: weekday === undefined ? undefined : weekdayNumber(weekday) };
  const read = dayOfYear(today, said, sense);
  const turns = said.year === undefined && said.day <= 12 && said.day !== said.month;
  return read !== undefined && turns ? unsure(...read.on) : read;
}

function inWords({ weekday, day, month, year }: Parts, today: PlainDate, sense: Sense): Readings | undefined {
  const number = MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase()) + 1;
  return dayOfYear(today, { day: Number(day), month: number, year: year === undefined ? undefined : Number(year), weekday: weekday === undefined ? undefined : weekdayNumber(weekday) }, sense);
}

function inMonth({ weekday, day }: Parts, today: PlainDate, sense: Sense): Readings | undefined {
  return dayOfMonth(today, Number(day), weekday === undefined ? undefined : weekdayNumber(weekday), sense);
}

function notOneDay(_: Parts, _today: PlainDate, sense: Sense): Readings | undefined {
  return sense === 'past' ? unsure() : undefined;
}

function ago({ count = '', unit = '', exactly }: Parts, today: PlainDate): Readings {
  const days = { d: 1, w: 7, f: 14 }[unit.charAt(0).toLowerCase()] ?? 1;
  const several = /^a couple of$/iu.test(count);
  const many = several ? 2 : /^an?$/iu.test(count) ? 1 : numberOf(count);
  return several ? unsure(...daysAgo(today, many * days, false).on) : daysAgo(today, many * days, exactly !== undefined);
}

function weeksOn(which: string | undefined): number {
  return { last: -1, this: 0, next: 1 }[(which ?? '').toLowerCase()] ?? 0;
}

function numbered(weekday: string | undefined): number {
  return weekdayNumber(weekday ?? '');
}

