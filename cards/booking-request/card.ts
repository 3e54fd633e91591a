/**
 * A booking as the diary co-ordinator looks at it (NOT-011): asked for, or confirmed. The same body both times; once it is
 * confirmed, the button has become a sentence. Labels only, and of the risks only whether there are any.
 */
import { z } from 'zod';
import { line, listOf, operationId, ownId, sentence, viewers } from '../fields.ts';
import { readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const data = z.strictObject({
  conferenceId: ownId,
  op: operationId,
  state: z.enum(['pending', 'confirmed']),
  /** What became of the last press, where that needs saying; '' otherwise. */
  note: sentence,
  caseReference: line,
  typeWords: line,
  when: line,
  chairName: line,
  /** The room or place, and how people meet. */
  venueWords: sentence,
  childrenWords: sentence,
  /** How the day stands to the limit, with the rule. */
  limitLine: sentence,
  /** What to look at, each with its rule. */
  points: listOf(sentence, 12),
  /** Who confirmed it and when; '' until then. */
  confirmedLine: sentence,
  /** Whether another chair can still take it. */
  reassignable: z.boolean(),
  viewers,
});

const schema = data.transform((request) => ({
  ...request,
  hasViewers: request.viewers.length > 0,
  pending: request.state === 'pending',
  heading: request.state === 'pending' ? 'Booked: please look and confirm' : 'Booking confirmed',
}));

export type BookingRequestData = z.input<typeof schema>;

/** Sends back `office.confirm`, `office.otherChair`, `office.list` or, by itself for the `viewers`, `office.look`. Throws `CardNotMade`. */
export const renderBookingRequest = renderer('booking-request', template, schema);

export type OfficePress = { readonly op: string; readonly conferenceId: string };

/** Reads what every card of the office sends back about one conference, chosen from a list or not. */
export function parseOfficePress(input: unknown): Submitted<OfficePress> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), conferenceId: fields.id('conferenceId') }));
}
