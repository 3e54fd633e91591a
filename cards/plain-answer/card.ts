/** A plain answer with a way on: a refusal and its reasons, a card overtaken by events, something not theirs to see, a fault of ours. */
import { z } from 'zod';
import { line, listOf, operationId, sentence } from '../fields.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** The words carry the meaning; the tone only sets the ground they stand on. */
const GROUND = { calm: 'default', refused: 'emphasis', fault: 'warning' } as const;

const schema = z
  .strictObject({
    title: line,
    lines: listOf(sentence, 12),
    tone: z.enum(['calm', 'refused', 'fault']),
    op: operationId,
    actions: listOf(z.enum(['help', 'list', 'book']), 3),
  })
  .transform(({ actions, tone, ...rest }) => ({
    ...rest,
    style: GROUND[tone],
    help: actions.includes('help'),
    list: actions.includes('list'),
    book: actions.includes('book'),
  }));

export type PlainAnswerData = z.input<typeof schema>;

/** Sends back `help.show`, `conferences.list` or `booking.start`; read them with `parsePress`. Throws `CardNotMade`. */
export const renderPlainAnswer = renderer('plain-answer', template, schema);
