/**
 * Which of the days said is the day the section 47 enquiry was initiated. The limit of an initial conference is counted
 * from it (NOT-002), so a wrong day is worse than none: only a day said in the same breath, with one reading, is filled in.
 */
import { compareDates, type PlainDate } from '../../../src/calendar/plain-date.ts';
import { chronoHint } from './chrono-hints.ts';
import type { Readings } from './readings.ts';
import { saidDates, type SaidDate } from './said-dates.ts';

/** `candidates`: each day the words can mean, earliest first; none when they are not one day ("last week"). */
export type DateHint =
  | { readonly kind: 'day'; readonly on: PlainDate; readonly said: string }
  | { readonly kind: 'ambiguous'; readonly said: string; readonly candidates: readonly PlainDate[] };

export type DateHints = { readonly s47InitiatedOn: DateHint | null; readonly otherDates: readonly DateHint[] };

type Clause = { readonly text: string; readonly dates: readonly SaidDate[]; readonly from: number };

/** Stands over a date that has been read, so that its numbers are read as nothing else. */
export const COVER = '¤';

const MOST_OTHER = 3;
const MOST_CANDIDATES = 4;
const S47 = /(?<![\p{L}\p{N}])(?:(?:section|sect?|s)[. -]{0,2}(?:47|forty[ -]?seven)|strat(?:egy)? ?(?:discussion|meeting|mtg|disc))(?!\p{N})/iu;
const SEPARATOR = /[,;!?]|\.(?=\s|$)|(?<!\p{L})(?:and|but|then|so|while)(?!\p{L})/giu;
/** Between the enquiry and a day, these say that the day is of something else. */
const SOMETHING_ELSE = /(?<!\p{L})(?:conference|icpc|rcpc|review|report|visit|court|hearing|meeting|due|by|ended|ends|conclu\p{L}*|finish\p{L}*|clos\p{L}*|complet\p{L}*|outcome|until|assess\p{L}*)(?!\p{L})/iu;
/** A day that is doubted, denied or only near the one meant is asked back. */
const DOUBT = new RegExp(`n't|(?<!\\p{L})(?:(?:not|never|around|about|approx\\p{L}*|roughly|circa|maybe|perhaps|probably|possibly|think|thought|either|unsure|unclear|planned|will)(?!\\p{L})|(?:before|after|or) (?:the )?${COVER})`, 'iu');
/** A birthday belongs to the family record: it is not repeated. */
const BIRTH = /(?<!\p{L})(?:born|birth\p{L}*|d\.?o\.?b)(?!\p{L})/iu;
const NOTHING_BUT_A_DATE = new RegExp(`^[\\s:(-]*(?:(?:on|it|was|is|date|began|started|initiated|since|from|held) ?)*${COVER}+[\\s).]*$`, 'iu');

/** Reads the days of one message; `today` is the date in London. */
export function dateHints(text: string, today: PlainDate): DateHints {
  const clauses = clausesOf(text);
  const initiating = new Set(clauses.flatMap((clause, at) => initiatingDates(clauses, clause, at)));
  const seen = clauses.flatMap(({ dates, text: words }) => dates.filter((date) => initiating.has(date)).map((date) => doubted(hint(date.said, date.read(today, 'past'), today), words))).filter((one) => one !== undefined);
  const unread = clauses.filter(({ text: words, dates }) => dates.length === 0 && S47.test(words));
  const s47InitiatedOn = seen.length > 0 ? joined(seen) : (firstOf(unread, (clause) => asked(clause, today)) ?? null);
  const others = clauses.filter(({ text: words }) => !BIRTH.test(words)).flatMap(({ dates }) => dates).filter((date) => !initiating.has(date));
  const otherDates = others.map((date) => hint(date.said, date.read(today, 'any'))).filter((one) => one !== undefined).slice(0, MOST_OTHER);
  return { s47InitiatedOn, otherDates };
}

/** The text with every day covered, length for length. */
export function withoutDates(text: string): string {
  return saidDates(text).reduce((covered, { from, to }) => covered.slice(0, from) + COVER.repeat(to - from) + covered.slice(to), text);
}

function clausesOf(text: string): readonly Clause[] {
  const dates = saidDates(text);
  const covered = withoutDates(text);
  const ends = [...Array.from(covered.matchAll(SEPARATOR), ({ index, 0: mark }) => ({ to: index, next: index + mark.length })), { to: covered.length, next: covered.length }];
  return ends.map(({ to }, at) => {
    const from = at === 0 ? 0 : (ends[at - 1]?.next ?? 0);
    return { text: covered.slice(from, to), from, dates: dates.filter((date) => date.from >= from && date.to <= to) };
  });
}

/** Days said of the enquiry in this clause, all of them, so that "Monday a fortnight ago" is asked back; or, when it has none, a neighbouring clause that is a day and nothing else. */
function initiatingDates(clauses: readonly Clause[], clause: Clause, at: number): readonly SaidDate[] {
  const enquiry = S47.exec(clause.text);
  if (enquiry === null) return [];
  if (clause.dates.length === 0) {
    if (SOMETHING_ELSE.test(clause.text.replace(S47, ''))) return [];
    const alone = [clauses[at + 1], clauses[at - 1]].find((one) => one !== undefined && NOTHING_BUT_A_DATE.test(one.text));
    return alone?.dates ?? [];
  }
  const [start, end] = [clause.from + enquiry.index, clause.from + enquiry.index + enquiry[0].length];
  const between = (from: number, to: number): string => clause.text.slice(from - clause.from, to - clause.from);
  const after = clause.dates.filter((date) => date.from >= end && !SOMETHING_ELSE.test(between(end, date.from)));
  if (after.length > 0) return after;
  const before = clause.dates.findLast((date) => date.to <= start);
  return before !== undefined && !SOMETHING_ELSE.test(between(before.to, start)) && !SOMETHING_ELSE.test(between(0, before.from)) ? [before] : [];
}

/** With `latest`, no day after it is a candidate: an enquiry that has started did so today or earlier. */
function hint(said: string, read: Readings | undefined, latest?: PlainDate): DateHint | undefined {
  if (read === undefined) return undefined;
  const candidates = read.on.filter((on) => latest === undefined || on <= latest);
  const [first] = candidates;
  return read.sure && first !== undefined ? { kind: 'day', on: first, said } : { kind: 'ambiguous', said, candidates };
}

function doubted(hint: DateHint | undefined, words: string): DateHint | undefined {
  return hint?.kind === 'day' && DOUBT.test(words) ? { kind: 'ambiguous', said: hint.said, candidates: [hint.on] } : hint;
}

/** An enquiry said to have started on two days is asked about, with both. */
function joined(hints: readonly DateHint[]): DateHint | null {
  const [first] = hints;
  if (first === undefined) return null;
  const days = [...new Set(hints.flatMap((one) => (one.kind === 'day' ? [one.on] : one.candidates)))].toSorted(compareDates);
  const same = hints.every((one) => one.kind === 'day') && days.length === 1;
  const said = [...new Set(hints.map((one) => one.said))].slice(0, 2).join(' and ');
  return hints.length === 1 || same ? first : { kind: 'ambiguous', said, candidates: days.slice(-MOST_CANDIDATES) };
}

function asked({ text }: Clause, today: PlainDate): DateHint | undefined {
  if (SOMETHING_ELSE.test(text.replace(S47, ''))) return undefined;
  const seen = chronoHint(text.replace(S47, ' '), today);
  return seen === undefined ? undefined : { kind: 'ambiguous', said: seen.said, candidates: [seen.on] };
}

function firstOf<T, R>(all: readonly T[], pick: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const picked = pick(one);
    if (picked !== undefined) return picked;
  }
  return undefined;
}
