/** Third booking card: the latest lawful date (NOT-002), how it was counted, and the free times inside it. */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const limit = z.strictObject({
  headline: line,
  rule: line,
  words: sentence,
  lines: listOf(sentence, 12),
  otherReading: sentence,
  provisional: z.boolean(),
});

const slot = z.strictObject({ value: z.string().regex(/^[\x21-\x7e]{1,200}$/), title: line, detail: line, late: z.boolean() });

const data = z.strictObject({
  draftId: ownId,
  op: operationId,
  limit,
  slots: listOf(slot, 12),
  greyed: listOf(line, 8),
  moreAvailable: z.boolean(),
  faults,
  lateReason: z.string().max(LONGEST.reason),
});

const schema = data.transform(({ faults: wrong, slots, ...rest }) => ({
  ...rest,
  ...faultsOnTop(wrong, slots.some(({ late }) => late) ? ['slot', 'lateReason'] : ['slot']),
  slotFault: faultOf(wrong, 'slot'),
  lateReasonFault: slots.some(({ late }) => late) ? faultOf(wrong, 'lateReason') : '',
  hasSlots: slots.length > 0,
  hasGreyed: rest.greyed.length > 0,
  anyLate: slots.some(({ late }) => late),
  slots: slots.map(({ value, title, detail, late }) => ({
    value,
    shown: [title, detail, late ? 'late: a reason is needed' : ''].filter((part) => part !== '').join(' · '),
  })),
}));

export type BookingDateData = z.input<typeof schema>;

/** Sends back `booking.confirm`, `booking.moreSlots` (read with `parseBookingDate`), `booking.back` or `booking.cancel`. Throws `CardNotMade`. */
export const renderBookingDate = renderer('booking-date', template, schema);

/** `slot` is the value of the time chosen, or '' where none was. */
export type BookingDateSubmission = { readonly draftId: string; readonly op: string; readonly slot: string; readonly lateReason: string };

/** Reads the card back. */
export function parseBookingDate(input: unknown): Submitted<BookingDateSubmission> {
  return readSubmission(input, (fields) => ({
    draftId: fields.id('draftId'),
    op: fields.id('op'),
    slot: fields.choice('slot'),
    lateReason: fields.text('lateReason', LONGEST.reason),
  }));
}
