/** Why a conference is on its day: every limit as it was counted for it, and what became of the dates since it was booked. */
import { randomUUID } from 'node:crypto';
import { renderWhyDate, type WhyDateData } from '../../cards/why-date/card.ts';
import { longMoment, parseIsoUtc } from '../../src/calendar/instants.ts';
import { longDate, parsePlainDate } from '../../src/calendar/plain-date.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { startOf } from '../../src/notices/owed.ts';
import { conferenceWindow, lastDayOf } from '../../src/procedures/conference-window.ts';
import type { DayDuty, Rulebook } from '../../src/procedures/duties.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import { short, typeWords } from '../office/conference-words.ts';
import { firstThatFits } from '../fitting.ts';
import { whyAssessment } from './assessment-words.ts';
import { whyInvitations } from './invitations-due.ts';
import { limitWords } from './limit-words.ts';

/** A long count folds into what a phone can show; the rest is in its weeks. */
const MOST_DAYS = 60;

export function whyDateCard(conferenceId: string, state: BookedConference, rules: ConferenceRules, book: Rulebook): object {
  const { booking } = state;
  const window = conferenceWindow(book, booking.conferenceType, booking.dates);
  const drawn = (dayByDay: boolean): object => renderWhyDate({
    conferenceId, op: randomUUID(), caseReference: booking.caseReference, typeWords: typeWords(booking.conferenceType, rules.pack), when: longMoment(startOf(state)),
    standing: limitWords(booking.on, rules.duties.limit, book.calendar),
    lateReason: booking.lateReason === null ? '' : short(booking.lateReason, 1_000),
    limits: rules.limits.slice(0, 4).map(limitShown),
    notes: [...(window.kind === 'window' ? window.notes : []), ...whyInvitations(rules.duties), ...whyAssessment(rules)].map((note) => short(note, 600)).slice(0, 8),
    dayByDay: dayByDay ? rules.limits.slice(0, 4).flatMap(daysOf) : [],
    moves: movesOf(state).slice(-12),
  });
  return firstThatFits([() => drawn(true), () => drawn(false)]);
}

function limitShown(limit: DayDuty): WhyDateData['limits'][number] {
  const { title, rule, words, source, explanation, count, otherReading, provisional, safeBy, reading, inheritedFrom } = limit;
  const last = lastDayOf(limit);
  const safe = safeBy === undefined || safeBy >= last ? [] : [`By every reading, ${longDate(safeBy)} is safe.`];
  return {
    headline: short(`${title}: by ${longDate(last)} (${rule})`, 600),
    words: short(words, 600),
    source: short(`Written in ${source.title}${source.lines === null ? '' : `, ${/^\d+$/.test(source.lines) ? 'line' : 'lines'} ${source.lines}`}.${inheritedFrom === undefined ? '' : ` Taken over from the pack “${inheritedFrom}”.`}`, 600),
    explanation: [...explanation, ...safe, ...(reading === undefined ? [] : [`How the text was read: ${reading}`])].map((sentence) => short(sentence, 600)).slice(0, 8),
    byWeek: (count?.byWeek ?? []).map((line) => short(line, 200)).slice(0, 14),
    otherReading: otherReading === undefined ? '' : short(`Another reading gives ${longDate(otherReading.dueOn)} (${otherReading.rule}).`, 600),
    provisional,
  };
}

function daysOf({ title, count }: DayDuty): WhyDateData['dayByDay'] {
  const lines = count?.inFull ?? [];
  return lines.length === 0 ? [] : [{ title: short(title, 200), words: lines.slice(0, MOST_DAYS).join('\n') }];
}

/** Dates that moved under newer rules, and those that stay as they were judged because they were met or missed before. */
function movesOf({ ruleMoves, booking }: BookedConference): string[] {
  const titles = new Map(booking.duties.map(({ duty, title }) => [duty, title]));
  return ruleMoves.flatMap((move) => [
    ...move.moved.map(({ title, rule, from, to }) => short(`${title}: now by ${dueWords(to)}, before by ${dueWords(from)} (${rule}). Why: ${move.why}`, 600)),
    ...move.kept.map(({ duty, due }) => short(`${titles.get(duty) ?? duty}: stays as it was, by ${dueWords(due)}, because it was met or had passed before the rules changed.`, 600)),
  ]);
}

/** A plain date or an instant in UTC, in words. */
function dueWords(due: string): string {
  const on = parsePlainDate(due);
  if (on !== undefined) return longDate(on);
  const at = parseIsoUtc(due);
  return at === undefined ? '' : longMoment(at);
}
