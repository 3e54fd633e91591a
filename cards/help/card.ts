/** What can be typed, how booking goes, and whom to ask (NOT-009: advice from the diary co-ordinator and meeting support). */
import { z } from 'zod';
import { operationId, telephone } from '../fields.ts';
import { renderer } from '../render.ts';
import { dangerLines } from '../words/danger.ts';
import template from './template.json' with { type: 'json' };

const BOOK = [
  { typed: 'book an ICPC', does: 'book an initial conference; what else you say of the case is put in the form' },
  { typed: 'continue my booking', does: 'the form you were last at, on whatever device' },
];
const EVERYONE = [
  { typed: 'my conferences', does: 'the conferences you are part of' },
  { typed: 'find EX-20417', does: 'the conferences of a case by its reference, where you have a part in them' },
  { typed: 'help', does: 'this card' },
];

const BOOKING = [
  'First the case: the children by label, the day it counts from, and the manager who agreed. Then the family, and what must be thought of for them.',
  'Then who to invite. Then a date: you see the latest lawful one, how it was counted, and the free times before it.',
  'Nothing is booked until you choose a time and confirm it. A half-filled booking is kept for 14 days.',
];

const schema = z
  .strictObject({ outOfHours: telephone, diaryTelephone: telephone, meetingSupportTelephone: telephone, canBook: z.boolean(), op: operationId })
  .transform((data) => ({
    ...data,
    danger: dangerLines(data.outOfHours),
    commands: data.canBook ? [...BOOK, ...EVERYONE] : EVERYONE,
    booking: data.canBook ? BOOKING : [],
  }));

export type HelpData = z.input<typeof schema>;

/** Sends back `booking.start`, `booking.resume` or `conferences.list`; read them with `parsePress`. Throws `CardNotMade`. */
export const renderHelp = renderer('help', template, schema);
