/**
 * What several conferences have to say about reports to one person, in one message: their own that are due, and for those
 * who prepare a conference which are late. It keeps itself up to date for its reader.
 */
import { z } from 'zod';
import { line, listOf, operationId, sentence } from '../fields.ts';
import { readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** As many as are read with ease on a phone; the rest are under “My conferences”. */
export const MOST_DUE = 10;

const schema = z
  .strictObject({
    op: operationId,
    /** Teams ids of those for whom it keeps itself up to date. */
    viewers: listOf(line, 1),
    /** That it may come twice; '' usually. */
    note: sentence,
    conferences: listOf(z.strictObject({ title: line, lines: listOf(sentence, 4) }), MOST_DUE),
    /** How many more there are. */
    more: z.int().min(0).max(999),
  })
  .transform(({ more, ...rest }) => ({
    ...rest,
    hasViewers: rest.viewers.length > 0,
    nothing: rest.conferences.length === 0,
    moreWords: more === 0 ? '' : `${more === 1 ? 'One more conference is' : `${more} more conferences are`} under “My conferences”.`,
  }));

export type ReportsDueData = z.input<typeof schema>;

/** Sends back `reports.due` (read with `parseReportsDue`) or `conferences.list`. Throws `CardNotMade`. */
export const renderReportsDue = renderer('reports-due', template, schema);

/** It asks for nothing but to be looked at again. */
export function parseReportsDue(input: unknown): Submitted<{ readonly op: string }> {
  return readSubmission(input, (fields) => ({ op: fields.id('op') }));
}
