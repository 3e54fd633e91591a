/**
 * What left the building about a conference: what went to whom, how and when, the newest first; and what did not arrive, or
 * was not sent, with the reason. For those who prepare the conference, and whoever looks into something that went wrong.
 */
import { z } from 'zod';
import { line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** As many as are read with ease on a phone. */
export const LINES_A_PAGE = 15;
const MOST_PAGES = 99;

const schema = z
  .strictObject({
    op: operationId,
    conferenceId: ownId,
    caseReference: line,
    when: line,
    lines: listOf(z.strictObject({ at: line, what: sentence }), LINES_A_PAGE),
    page: z.int().min(1).max(MOST_PAGES),
    pages: z.int().min(1).max(MOST_PAGES),
  })
  .transform((card) => ({
    ...card,
    isEmpty: card.lines.length === 0,
    hasPages: card.pages > 1,
    place: card.pages > 1 ? `Page ${card.page} of ${card.pages}, the newest first.` : 'The newest first.',
    // One button for all pages: after the oldest comes the newest.
    nextTitle: card.page < card.pages ? 'Earlier' : 'Newest',
    nextPage: card.page < card.pages ? card.page + 1 : 1,
  }));

export type SentMessagesData = z.input<typeof schema>;

/** Sends back `messages.sent` (read with `parseSentMessages`), `messages.stopping`, `conference.readiness` or `conferences.list`. Throws `CardNotMade`. */
export const renderSentMessages = renderer('sent-messages', template, schema);

export type SentMessagesAsked = { readonly op: string; readonly conferenceId: string; readonly page: number };

export function parseSentMessages(input: unknown): Submitted<SentMessagesAsked> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), conferenceId: fields.id('conferenceId'), page: pageOf(fields.line('page', 4)) }));
}

function pageOf(text: string): number {
  return /^\d{1,2}$/.test(text) ? Math.max(1, Number(text)) : 1;
}
