/**
 * What a sentence in chat asks for. No language model and no guessing: what is not understood is answered as such, and what is
 * understood is shown for confirmation. Nothing typed leaves the process.
 */
import type { PlainDate } from '../../src/calendar/plain-date.ts';
import { speaksOfDanger } from './understanding/danger.ts';
import { readable } from './understanding/readable.ts';
import { wishIn, type Intent } from './understanding/wishes.ts';

export type { ConferenceType } from '../../src/conference/events.ts';
export type { BookingHints } from './understanding/booking-hints.ts';
export type { DateHint } from './understanding/date-hints.ts';
export { hintWords } from './understanding/hint-words.ts';
export type { Intent } from './understanding/wishes.ts';

/** `danger`: the text speaks of harm happening today; the number to call comes before anything else. */
export type Understood = { readonly intent: Intent; readonly danger: boolean };

/** Danger is looked for further into a long message than wishes are. */
const MOST_READ_FOR_DANGER = 5_000;

/** Reads one message; `today` is the date in London. Mentions of the bot are taken out by the caller. */
export function understand(text: string, today: PlainDate): Understood {
  return { intent: wishIn(readable(text), today), danger: speaksOfDanger(readable(text, MOST_READ_FOR_DANGER)) };
}
