/** The answer to anything the companion does not know: a way forward, and what to do when a child is in danger. */
import { z } from 'zod';
import { operationId, telephone } from '../fields.ts';
import { renderer } from '../render.ts';
import { dangerLines } from '../words/danger.ts';
import template from './template.json' with { type: 'json' };

const schema = z
  .strictObject({ canBook: z.boolean(), outOfHours: telephone, op: operationId })
  .transform((data) => ({
    ...data,
    danger: dangerLines(data.outOfHours),
    way: data.canBook ? 'Try one of the buttons below, or type “book an ICPC”.' : 'Try one of the buttons below, or type “my conferences”.',
  }));

export type NotUnderstoodData = z.input<typeof schema>;

/** Sends back `help.show`, `booking.start` or `conferences.list`; read them with `parsePress`. Throws `CardNotMade`. */
export const renderNotUnderstood = renderer('not-understood', template, schema);
