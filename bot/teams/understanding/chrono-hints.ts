/**
 * A second pair of eyes: phrases our own table does not know ("the third of November") are shown to chrono-node, which
 * turns 11/25 into 25 November, and "Monday last week" into this week's Monday. So what only chrono reads is never filled in:
 * it is asked back. Nothing leaves the process.
 */
import { GB } from 'chrono-node/en';
import type { PlainDate } from '../../../src/calendar/plain-date.ts';
import { dateOf } from './readings.ts';

export type ChronoHint = { readonly said: string; readonly on: PlainDate };

/** A clause is short; chrono’s time grows with the square of repeated words, so it sees no more than this. */
const MOST_SHOWN = 200;

/** What a date is said with. From the first other word on, nothing is repeated to anybody. */
const DATE_WORDS = new RegExp(`^(?:${[
  '\\d{1,4}(?:st|nd|rd|th)?', '(?:mon|tues|wednes|thurs|fri|satur|sun)day', '(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)',
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?',
  'first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twentie|thirtie)th|twenty|thirty',
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?|few|couple',
  'day|days|week|weeks|month|months|fortnight|ago|last|this|past|of|the|on|before|earlier|back',
].join('|')})$`, 'iu');

/** The first day chrono sees in the clause, never after today; undefined when it sees none. */
export function chronoHint(clause: string, today: PlainDate): ChronoHint | undefined {
  const noon = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 };
  for (const { text, start } of GB.parse(clause.slice(0, MOST_SHOWN), noon)) {
    if (!start.isCertain('day') && !start.isCertain('weekday')) continue;
    const on = dateOf(start.get('year') ?? 0, { month: start.get('month') ?? 0, day: start.get('day') ?? 0 });
    const words = text.split(/[\s,-]+/u).filter((word) => word !== '');
    const other = words.findIndex((word) => !DATE_WORDS.test(word));
    const said = words.slice(0, other < 0 ? words.length : other).join(' ');
    if (on !== undefined && on <= today && said !== '') return { said, on };
  }
  return undefined;
}
