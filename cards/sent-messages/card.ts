/**
 * What left the building about a conference: what went to whom, how and when, the newest first; and what did not arrive, or
 * was not sent, with the reason. One that went to somebody it was not for is chosen here, which opens an incident.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** As many as are read with ease on a phone. */
export const LINES_A_PAGE = 15;
const MOST_PAGES = 99;
const FIELDS = ['item', 'kind', 'words'];
const KINDS = [{ value: 'wrongRecipient', title: 'It went to the wrong person' }, { value: 'addressExposed', title: 'It exposed an address' }] as const;

const schema = z
  .strictObject({
    op: operationId,
    conferenceId: ownId,
    caseReference: line,
    when: line,
    lines: listOf(z.strictObject({ at: line, what: sentence }), LINES_A_PAGE),
    page: z.int().min(1).max(MOST_PAGES),
    pages: z.int().min(1).max(MOST_PAGES),
    /** Those of this page that may be with somebody, to choose one that went wrong; none where that is not theirs to say. */
    items: listOf(z.strictObject({ value: z.string().max(200), title: line }), LINES_A_PAGE),
    /** How many incidents there are, open or closed. */
    incidents: z.int().min(0),
    values: z.strictObject({ item: z.string().max(200), kind: z.string().max(20), words: z.string().max(LONGEST.reason) }),
    faults,
  })
  .transform(({ faults: wrong, ...card }) => ({
    ...card,
    kinds: KINDS,
    kind: KINDS.some(({ value }) => value === card.values.kind) ? card.values.kind : KINDS[0].value,
    canReport: card.items.length > 0,
    hasIncidents: card.incidents > 0,
    formShown: Object.keys(wrong).length > 0,
    ...faultsOnTop(wrong, FIELDS),
    wrong: Object.fromEntries(FIELDS.map((field) => [field, faultOf(wrong, field)])),
    isEmpty: card.lines.length === 0,
    hasPages: card.pages > 1,
    place: card.pages > 1 ? `Page ${card.page} of ${card.pages}, the newest first.` : 'The newest first.',
    // One button for all pages: after the oldest comes the newest.
    nextTitle: card.page < card.pages ? 'Earlier' : 'Newest',
    nextPage: card.page < card.pages ? card.page + 1 : 1,
  }));

export type SentMessagesData = z.input<typeof schema>;

/** Sends back `messages.sent` or `incident.open` (read with `parseSentMessages`), `incident.show`, `messages.stopping` or `conferences.list`. Throws `CardNotMade`. */
export const renderSentMessages = renderer('sent-messages', template, schema);

export type SentMessagesAsked = { readonly op: string; readonly conferenceId: string; readonly page: number } & SentMessagesData['values'];

export function parseSentMessages(input: unknown): Submitted<SentMessagesAsked> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), conferenceId: fields.id('conferenceId'), page: pageOf(fields.line('page', 4)), item: fields.choice('item'), kind: fields.choice('kind'), words: fields.text('words', LONGEST.reason) }));
}

function pageOf(text: string): number {
  return /^\d{1,2}$/.test(text) ? Math.max(1, Number(text)) : 1;
}
