/** The one card a person gets when the companion is installed for them: what it does, the first steps, and what it is not. */
import { z } from 'zod';
import { line, operationId, telephone } from '../fields.ts';
import { renderer } from '../render.ts';
import { dangerLines } from '../words/danger.ts';
import template from './template.json' with { type: 'json' };

const schema = z
  .strictObject({ authorityName: line, canBook: z.boolean(), outOfHours: telephone, op: operationId })
  .transform((data) => ({
    ...data,
    danger: dangerLines(data.outOfHours),
    next: data.canBook ? 'To begin, book an initial conference, or look at the ones you have.' : 'When you are invited to a conference, or chair one, you will hear from me here.',
  }));

export type WelcomeData = z.input<typeof schema>;

/** Sends back `booking.start`, `conferences.list` or `help.show`; read them with `parsePress`. Throws `CardNotMade`. */
export const renderWelcome = renderer('welcome', template, schema);
