/** Shown before anything else when a message speaks of harm today. The way on from here is the telephone, so it has no button. */
import { z } from 'zod';
import { telephone } from '../fields.ts';
import { renderer } from '../render.ts';
import { dangerLines } from '../words/danger.ts';
import template from './template.json' with { type: 'json' };

const schema = z.strictObject({ outOfHours: telephone }).transform(({ outOfHours }) => {
  const [first, ...further] = dangerLines(outOfHours);
  return { callNow: first.words, further };
});

export type DangerData = z.input<typeof schema>;

/** Sends nothing back. Throws `CardNotMade`. */
export const renderDanger = renderer('danger', template, schema);
