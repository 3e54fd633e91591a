/** The conferences a person is part of, soonest first, and a way to open one. */
import { z } from 'zod';
import { line, operationId, ownId } from '../fields.ts';
import { readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** As many as are read with ease on a phone; the rest are counted. */
const MOST_ROWS = 10;

const row = z.strictObject({ conferenceId: ownId, caseReference: line, when: line, roleWords: line, reportsLine: line });

const schema = z.strictObject({ rows: z.array(row).readonly(), canBook: z.boolean(), op: operationId }).transform(({ rows, ...rest }) => ({
  ...rest,
  hasRows: rows.length > 0,
  first: rows[0]?.conferenceId ?? '',
  rows: rows.slice(0, MOST_ROWS).map((each) => ({ ...each, choice: `${each.caseReference} · ${each.when}` })),
  further: rows.length > MOST_ROWS ? `And ${rows.length - MOST_ROWS} more after these.` : '',
}));

export type ConferencesListData = z.input<typeof schema>;

/** Sends back `conference.show` (read with `parseConferenceChosen`), `booking.start` or `help.show`. Throws `CardNotMade`. */
export const renderConferencesList = renderer('conferences-list', template, schema);

export type ConferenceChosen = { readonly op: string; readonly conferenceId: string };

/** Reads which conference to open; nothing chosen reads as `notOurs`, since the list comes with one chosen. */
export function parseConferenceChosen(input: unknown): Submitted<ConferenceChosen> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), conferenceId: fields.id('conferenceId') }));
}
