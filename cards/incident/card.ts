/**
 * An incident: what went to somebody it was not for, what was done about it, and until when it is decided whether the
 * Information Commissioner is told. It is added to and closed here; nothing is taken away.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const MOST_INCIDENTS = 99;

const schema = z
  .strictObject({
    conferenceId: ownId,
    op: operationId,
    caseReference: line,
    when: line,
    /** What became of the last press, or that this may come twice; '' at first. */
    note: sentence,
    /** Which of how many of this conference. */
    incident: z.int().min(1).max(MOST_INCIDENTS),
    incidents: z.int().min(1).max(MOST_INCIDENTS),
    open: z.boolean(),
    canNote: z.boolean(),
    canClose: z.boolean(),
    /** What happened: who says so, when, and of which message. */
    happened: listOf(z.string().max(1_500), 3),
    /** By when it is decided whether the Information Commissioner is told; '' once it is closed. */
    deadline: sentence,
    /** What was added since, oldest first. */
    record: listOf(z.string().max(1_300), 12),
    values: z.strictObject({ words: z.string().max(LONGEST.reason) }),
    faults,
  })
  .transform(({ faults: wrong, ...card }) => ({
    ...card,
    heading: card.open ? 'An incident is open' : 'An incident, closed',
    place: card.incidents > 1 ? `Incident ${card.incident} of ${card.incidents} of this conference.` : '',
    asks: card.canNote || card.canClose,
    hasRecord: card.record.length > 0,
    hasNext: card.incidents > 1,
    next: card.incident < card.incidents ? card.incident + 1 : 1,
    ...faultsOnTop(wrong, ['words']),
    wrong: { words: faultOf(wrong, 'words') },
  }));

export type IncidentData = z.input<typeof schema>;

/** Sends back `incident.note`, `incident.close` or `incident.show` (read with `parseIncident`), `messages.sent`, or `conferences.list`. Throws `CardNotMade`. */
export const renderIncident = renderer('incident', template, schema);

export type IncidentSubmission = { readonly op: string; readonly conferenceId: string; readonly incident: number; readonly words: string };

export function parseIncident(input: unknown): Submitted<IncidentSubmission> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), conferenceId: fields.id('conferenceId'), incident: fields.count('incident', MOST_INCIDENTS), words: fields.text('words', LONGEST.reason) }));
}
