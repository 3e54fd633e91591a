/** Any day of the years whose holidays are known, far enough from their ends for a count to stay inside. */
import fc from 'fast-check';
import { parsePlainDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { plusDays } from './day-by-day.ts';

const days = 16 * 365;

export const anyKnownDate = fc.integer({ min: 120, max: days }).map((offset) => date(plusDays('2012-01-01', offset)));

export const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

/** A date that the test knows to exist. */
export function date(text: string): PlainDate {
  const parsed = parsePlainDate(text);
  if (parsed === undefined) throw new Error(`${text} is not a date`);
  return parsed;
}
