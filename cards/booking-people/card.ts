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

/** What the pack has to know of the case to say who is needed; `value` is '' while nobody has said. */
const question = z.strictObject({ fact: ownId, ask: sentence, rule: line, kind: z.enum(['yesNo', 'count']), value: z.string().regex(/^(yes|no|\d)?$/) });

const data = z.strictObject({ draftId: ownId, op: operationId, questions: listOf(question, 12), rows: listOf(row, 30), reason: z.string().max(LONGEST.reason), family: z.string().max(LONGEST.family), faults });

const NOT_KNOWN = { title: 'Not known yet', value: 'unknown' };
const YES_OR_NO = [{ title: 'Yes', value: 'yes' }, { title: 'No', value: 'no' }, NOT_KNOWN];
const COUNTS = [{ title: 'None', value: '0' }, { title: '1', value: '1' }, { title: '2', value: '2' }, { title: '3', value: '3' }, { title: '4', value: '4' }, { title: '5 or more', value: '5' }, NOT_KNOWN];

const schema = data.transform(({ faults: wrong, rows, questions, ...rest }) => ({
  ...rest,
  hasQuestions: questions.length > 0,
  questions: questions.map((each) => ({ ...each, value: each.value === '' ? NOT_KNOWN.value : each.value, choices: each.kind === 'yesNo' ? YES_OR_NO : COUNTS })),
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
  /** 'yes', 'no' or a count by fact; '' where it is not known. */
  readonly answers: Readonly<Record<string, string>>;
  readonly reason: string;
  /** Family members by what they are to the child, one a line. */
  readonly family: string;
};

/** Reads the card back for the roles and facts the pack asks about; anything else in the input is passed over. */
export function parseBookingPeople(input: unknown, roleCodes: readonly string[], facts: readonly string[]): Submitted<BookingPeopleSubmission> {
  return readSubmission(input, (fields) => ({
    draftId: fields.id('draftId'),
    op: fields.id('op'),
    chosen: Object.fromEntries(roleCodes.map((roleCode) => [roleCode, fields.choices(`role-${roleCode}`)])),
    answers: Object.fromEntries(facts.map((fact) => [fact, /^(yes|no|\d)$/.exec(fields.choice(`fact-${fact}`))?.[0] ?? ''])),
    reason: fields.text('reason', LONGEST.reason),
    family: fields.text('family', LONGEST.family),
  }));
}
