/**
 * Stop all messages of a conference, or let them leave again: for a death, a message that went to the wrong person, an address
 * that was exposed. It says what stands, asks why, and keeps what was said each time.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const FIELDS = ['why', 'words'];
export const STOP_REASONS = [
  { value: 'death', title: 'A child or somebody of the family has died' }, { value: 'wrongRecipient', title: 'Something went to the wrong person' },
  { value: 'addressExposed', title: 'An address was exposed' }, { value: 'other', title: 'Another reason' },
] as const;

const schema = z
  .strictObject({
    conferenceId: ownId,
    op: operationId,
    caseReference: line,
    when: line,
    /** What became of the last press; '' at first. */
    note: sentence,
    stopped: z.boolean(),
    canStop: z.boolean(),
    canResume: z.boolean(),
    /** What it means that messages are stopped, or would be. */
    standing: sentence,
    /** Every stop so far: who, when, why, and how it was lifted. */
    history: listOf(z.string().max(2_500), 20),
    /** How many incidents there are, and how many of them are open. */
    incidents: z.int().min(0).max(99),
    openIncidents: z.int().min(0).max(99),
    values: z.strictObject({ why: z.string().max(20), words: z.string().max(LONGEST.reason) }),
    faults,
  })
  .transform(({ faults: wrong, ...card }) => ({
    ...card,
    heading: card.stopped ? 'All messages are stopped' : 'Stop all messages',
    reasons: STOP_REASONS,
    why: STOP_REASONS.some(({ value }) => value === card.values.why) ? card.values.why : STOP_REASONS[1].value,
    asks: card.canStop || card.canResume,
    wordsLabel: card.stopped ? 'What was done about it' : 'What has happened',
    hasIncidents: card.incidents > 0,
    incidentLine: card.openIncidents === 0 ? '' : card.openIncidents === 1 ? 'An incident is open, and stays open when messages leave again, until it is closed.' : `${card.openIncidents} incidents are open, and stay open when messages leave again, until they are closed.`,
    hasHistory: card.history.length > 0,
    ...faultsOnTop(wrong, FIELDS),
    wrong: Object.fromEntries(FIELDS.map((field) => [field, faultOf(wrong, field)])),
  }));

export type StopMessagesData = z.input<typeof schema>;

/** Sends back `messages.stop`, `messages.resume`, `messages.sent`, `incident.show` or `conferences.list`; read the first two with `parseStopMessages`. Throws `CardNotMade`. */
export const renderStopMessages = renderer('stop-messages', template, schema);

export type StopMessagesSubmission = { readonly op: string; readonly conferenceId: string } & StopMessagesData['values'];

export function parseStopMessages(input: unknown): Submitted<StopMessagesSubmission> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), conferenceId: fields.id('conferenceId'), why: fields.choice('why'), words: fields.text('words', LONGEST.reason) }));
}
