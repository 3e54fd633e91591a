/**
 * Last booking card: the lawful window (NOT-002) and how it was counted, the best free times in it, one of them held for
 * the form, and, folded away, all that will be booked. Choosing another time and pressing Book books that one.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence, telephone } from '../fields.ts';
import { readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

export const MOST_SLOTS = 8;
const LONGEST_REASON = 400;

/** A list that folds has no way back to nothing chosen, so nothing is one of its choices. */
const ANY = 'any';
const TIMES_OF_DAY = [{ value: ANY, title: 'Any time' }, { value: 'morning', title: 'Morning' }, { value: 'afternoon', title: 'Afternoon' }];

function anyIfNone(value: string): string {
  return value === '' ? ANY : value;
}

const limit = z.strictObject({ headline: line, rule: line, words: sentence, provisional: z.boolean() });

const slotValue = z.string().regex(/^[\x21-\x2b\x2d-\x7e]{1,200}$/);

const slot = z.strictObject({ value: slotValue, title: line, detail: sentence, late: z.boolean() });

const data = z.strictObject({
  draftId: ownId,
  op: operationId,
  /** Every limit that runs, the governing one first. */
  limits: listOf(limit, 4),
  /** What else bears on the window: other readings, later discussions. */
  notes: listOf(sentence, 6),
  /** How it was counted, line by line: folded away. */
  count: listOf(sentence, 12),
  /** What will be booked: folded away with the count. */
  summary: listOf(sentence, 10),
  held: z.strictObject({ slot: slotValue, words: line }).nullable(),
  slots: listOf(slot, MOST_SLOTS),
  /** Why there is none, where there is none. */
  none: z.strictObject({ reasons: listOf(sentence, 4), telephone }).nullable(),
  greyed: listOf(sentence, 6),
  /** Who cannot come when, in words. */
  cannotCome: listOf(line, 10),
  outlook: sentence,
  moreAvailable: z.boolean(),
  preferences: z.strictObject({
    chairs: listOf(z.strictObject({ value: ownId, title: line }), 60),
    preferredChair: z.string().max(128),
    timeOfDay: z.enum(['', 'morning', 'afternoon']),
    /** Chairs who can be set aside: those on offer, and those set aside already. */
    conflictChoices: listOf(z.strictObject({ value: ownId, title: line }), 20),
    conflicted: listOf(ownId, 20),
    conflictReason: z.string().max(LONGEST_REASON),
  }),
  lateReason: z.string().max(LONGEST_REASON),
  faults,
});

const schema = data.transform(({ faults: wrong, slots, summary: booking, preferences, none, ...rest }) => ({
  ...rest,
  ...faultsOnTop(wrong, ['slot', ...(preferences.conflictChoices.length > 0 ? ['conflictReason'] : []), ...(slots.some(({ late }) => late) ? ['lateReason'] : [])]),
  slotFault: faultOf(wrong, 'slot'),
  lateReasonFault: slots.some(({ late }) => late) ? faultOf(wrong, 'lateReason') : '',
  conflictFault: faultOf(wrong, 'conflictReason'),
  hasSlots: slots.length > 0,
  none: none ?? { reasons: [], telephone: '' },
  hasNone: none !== null,
  chosen: rest.held?.slot ?? slots[0]?.value ?? '',
  heldWords: rest.held?.words ?? '',
  hasGreyed: rest.greyed.length > 0,
  hasCannot: rest.cannotCome.length > 0,
  hasSummary: booking.length > 0,
  booking,
  anyLate: slots.some(({ late }) => late),
  moreVerb: rest.moreAvailable ? 'booking.moreSlots' : 'booking.find',
  moreTitle: rest.moreAvailable ? 'More times' : 'Search again',
  preferences: {
    ...preferences, chairs: [{ value: ANY, title: 'Any chair' }, ...preferences.chairs], preferredChair: anyIfNone(preferences.preferredChair),
    times: TIMES_OF_DAY, timeOfDay: anyIfNone(preferences.timeOfDay), conflicted: preferences.conflicted.join(','),
  },
  hasConflictChoices: preferences.conflictChoices.length > 0,
  slots: slots.map(({ value, title, detail, late }) => ({
    value,
    shown: [title, detail, late ? 'late: a reason is needed' : ''].filter((part) => part !== '').join(' · '),
  })),
}));

export type BookingDateData = z.input<typeof schema>;

/** Sends back `booking.confirm`, `booking.takeSlot`, `booking.find`, `booking.moreSlots` (read with `parseBookingDate`), `booking.back` or `booking.cancel`. Throws `CardNotMade`. */
export const renderBookingDate = renderer('booking-date', template, schema);

/** `slot` is the value of the time chosen, or '' where none was; chairs by their object ids. */
export type BookingDateSubmission = {
  readonly draftId: string;
  readonly op: string;
  readonly slot: string;
  readonly preferredChair: string;
  readonly timeOfDay: string;
  readonly conflicted: readonly string[];
  readonly conflictReason: string;
  readonly lateReason: string;
};

/** Reads the card back. */
export function parseBookingDate(input: unknown): Submitted<BookingDateSubmission> {
  return readSubmission(input, (fields) => ({
    draftId: fields.id('draftId'),
    op: fields.id('op'),
    slot: fields.choice('slot'),
    preferredChair: fields.choice('preferredChair').replace(/^any$/, ''),
    timeOfDay: fields.choice('timeOfDay').replace(/^any$/, ''),
    conflicted: fields.choices('conflicted'),
    conflictReason: fields.text('conflictReason', LONGEST_REASON),
    lateReason: fields.text('lateReason', LONGEST_REASON),
  }));
}
