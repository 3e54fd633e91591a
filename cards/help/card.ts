/** What can be typed, how booking goes, and whom to ask (NOT-009: advice from the diary co-ordinator and meeting support). */
import { z } from 'zod';
import { operationId, telephone } from '../fields.ts';
import { renderer } from '../render.ts';
import { dangerLines } from '../words/danger.ts';
import template from './template.json' with { type: 'json' };

const BOOK = { typed: 'book an ICPC', does: 'book an initial child protection conference' };
const EVERYONE = [
  { typed: 'my conferences', does: 'the conferences you are part of' },
  { typed: 'help', does: 'this card' },
];

const BOOKING = [
  'First the case, the children by label, and the day the section 47 enquiry was initiated.',
  'Then who to invite. Then a date: you see the latest lawful one, how it was counted, and the free times before it.',
  'Nothing is booked until you choose a time and confirm it. A half-filled booking is kept for 14 days.',
];

const schema = z
  .strictObject({ outOfHours: telephone, diaryTelephone: telephone, meetingSupportTelephone: telephone, canBook: z.boolean(), op: operationId })
  .transform((data) => ({
    ...data,
    danger: dangerLines(data.outOfHours),
    commands: data.canBook ? [BOOK, ...EVERYONE] : EVERYONE,
    booking: data.canBook ? BOOKING : [],
  }));

export type HelpData = z.input<typeof schema>;

/** Sends back `booking.start` or `conferences.list`; read them with `parsePress`. Throws `CardNotMade`. */
export const renderHelp = renderer('help', template, schema);
