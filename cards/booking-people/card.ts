/** Second booking card: the pack's invitees, each with its reason and rule; a required role left open asks why, and does not block. */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** Beyond this many names a list of ticks is too long for a phone, and folds. */
const SHORT_LIST = 4;

const row = z.strictObject({
  roleCode: ownId,
  title: line,
  need: z.enum(['required', 'advised', 'consider']),
  words: sentence,
  rule: line,
  choices: listOf(z.strictObject({ value: ownId, title: line }), 30),
  chosen: listOf(ownId, 30),
});

const data = z.strictObject({ draftId: ownId, op: operationId, rows: listOf(row, 30), reason: z.string().max(LONGEST.reason), family: z.string().max(LONGEST.family), faults });

const schema = data.transform(({ faults: wrong, rows, ...rest }) => ({
  ...rest,
  ...faultsOnTop(wrong, ['reason', 'family', ...rows.filter(asked).map(({ roleCode }) => `role-${roleCode}`)]),
  reasonFault: faultOf(wrong, 'reason'),
  familyFault: faultOf(wrong, 'family'),
  rows: rows.filter(asked).map((each) => ({
    ...each,
    hasChoices: each.choices.length > 0,
    style: each.choices.length > SHORT_LIST ? 'compact' : 'expanded',
    value: each.chosen.join(','),
    fault: faultOf(wrong, `role-${each.roleCode}`),
  })),
  unlisted: rows.filter((each) => !asked(each)).map(({ title, need }) => `${title} (${need})`).join('; '),
}));

/** A role that may stay open and has nobody to choose is named in one line with its like, not asked one by one. */
function asked({ need, choices }: z.output<typeof row>): boolean {
  return need === 'required' || choices.length > 0;
}

export type BookingPeopleData = z.input<typeof schema>;

/** Sends back `booking.people` (read with `parseBookingPeople`), `booking.back` or `booking.cancel`. Throws `CardNotMade`. */
export const renderBookingPeople = renderer('booking-people', template, schema);

/** Object ids chosen, by role code; a role nobody was chosen for has an empty list. */
export type BookingPeopleSubmission = {
  readonly draftId: string;
  readonly op: string;
  readonly chosen: Readonly<Record<string, readonly string[]>>;
  readonly reason: string;
  /** Family members by what they are to the child, one a line. */
  readonly family: string;
};

/** Reads the card back for the roles the pack asks about; any other role in the input is passed over. */
export function parseBookingPeople(input: unknown, roleCodes: readonly string[]): Submitted<BookingPeopleSubmission> {
  return readSubmission(input, (fields) => ({
    draftId: fields.id('draftId'),
    op: fields.id('op'),
    chosen: Object.fromEntries(roleCodes.map((roleCode) => [roleCode, fields.choices(`role-${roleCode}`)])),
    reason: fields.text('reason', LONGEST.reason),
    family: fields.text('family', LONGEST.family),
  }));
}
