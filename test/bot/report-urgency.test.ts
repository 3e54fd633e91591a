import { describe, expect, it } from 'vitest';
import { conferenceRules, reportUrgency } from '../../bot/conference-rules.ts';
import { rulebook } from '../../bot/rulebook.ts';
import { parseAuthority } from '../../bot/authority.ts';
import { readFileSync } from 'node:fs';
import { londonInstant } from '../../src/calendar/instants.ts';
import { parsePlainDate, type PlainDate } from '../../src/calendar/plain-date.ts';

const day = (text: string): PlainDate => {
  const on = parsePlainDate(text);
  if (on === undefined) throw new RangeError(text);
  return on;
};
const book = rulebook(parseAuthority(readFileSync('local/authority.json', 'utf8')));
const rules = conferenceRules(book, { conferenceType: 'initial', dates: { s47InitiatedOn: day('2026-11-20') }, on: day('2026-12-02'), from: '09:30' });
// The report is due on Tuesday 1 December at 09:30.
const at = (on: string, time: string): string => reportUrgency(rules, { roleCode: 'healthVisitor' }, londonInstant(day(on), time));

describe('what a reminder says of the time left', () => {
  it.each([
    ['two working days before, on that rung’s day', '2026-11-27', '09:00', 'Due in two working days'],
    ['on the last day, before the time', '2026-12-01', '09:00', 'Due today'],
    ['a minute after the time, on the same day', '2026-12-01', '09:31', 'The time has passed'],
    ['the day after, when the last day’s reminder was held up', '2026-12-02', '05:00', 'The time has passed'],
    ['between two rungs, when one was held up', '2026-11-28', '12:00', ''],
  ])('%s', (_when, on, time, words) => {
    expect(at(on, time)).toBe(words);
  });
});
