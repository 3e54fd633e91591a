/** The bookings that wait for the diary co-ordinator, soonest first, and those that Outlook could not place. */
import { z } from 'zod';
import { line, operationId, ownId } from '../fields.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** As many as are read with ease on a phone; the rest are counted. */
const MOST_ROWS = 10;

const row = z.strictObject({ conferenceId: ownId, caseReference: line, when: line, why: line });

const schema = z.strictObject({ rows: z.array(row).readonly(), op: operationId }).transform(({ rows, ...rest }) => ({
  ...rest,
  hasRows: rows.length > 0,
  first: rows[0]?.conferenceId ?? '',
  rows: rows.slice(0, MOST_ROWS).map((each) => ({ ...each, choice: `${each.caseReference} · ${each.when}` })),
  further: rows.length > MOST_ROWS ? `And ${rows.length - MOST_ROWS} more after these.` : '',
}));

export type OfficeListData = z.input<typeof schema>;

/** Sends back `office.look` (read with `parseOfficePress`), `office.list` or `office.leave`. Throws `CardNotMade`. */
export const renderOfficeList = renderer('office-list', template, schema);
