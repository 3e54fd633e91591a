/**
 * The list of a booked conference, for its social worker to change: add somebody of the directory or somebody typed, take
 * somebody off with a reason, give a contact that is missing (NOT-017, NOT-021, NOT-039, NOT-041). Family by label only.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** Longest texts, in UTF-16 units. */
const LONGEST_TYPED = { typed: 500, email: 200 } as const;
const FIELDS = ['who', 'roleCode', 'typed', 'inviteeId', 'reason', 'missingId', 'route', 'email'];
/** A list that folds has no way back to nothing chosen, so nothing is one of its choices. */
const NOBODY = { value: 'nobody', title: 'Nobody' };
/** As the directory lists them, or as the job that was typed says. */
const USUAL = { value: 'usual', title: 'Their usual role' };
const ROUTES = [{ value: 'email', title: 'By secure e-mail' }, { value: 'post', title: 'By letter to their office' }, { value: 'byHand', title: 'By hand' }];

const choice = z.strictObject({ value: ownId, title: line });

const schema = z
  .strictObject({
    conferenceId: ownId,
    op: operationId,
    caseReference: line,
    when: line,
    /** What became of the last press; '' at first. */
    note: sentence,
    /** Why the list came back, where it did. */
    returned: z.string().max(1_200),
    /** How many are on the list, and what is said of it. */
    standing: sentence,
    /** People of the directory and regular contacts who are not on the list. */
    people: listOf(choice, 100),
    roles: listOf(choice, 40),
    /** Everybody who can be taken off. */
    invited: listOf(choice, 60),
    /** Everybody who cannot be reached so far. */
    missing: listOf(choice, 60),
    secureRule: line,
    values: z.strictObject({ who: z.string().max(128), roleCode: z.string().max(128), typed: z.string().max(LONGEST_TYPED.typed), inviteeId: z.string().max(128), reason: z.string().max(LONGEST.reason), missingId: z.string().max(128), route: z.string().max(20), email: z.string().max(LONGEST_TYPED.email) }),
    faults,
    /** Nothing changes any more once the decisions are released. */
    open: z.boolean(),
  })
  .transform(({ faults: wrong, ...list }) => ({
    ...list,
    people: [NOBODY, ...list.people],
    roles: [USUAL, ...list.roles],
    invited: [NOBODY, ...list.invited],
    routes: ROUTES,
    who: chosenOf(list.values.who, list.people),
    inviteeId: chosenOf(list.values.inviteeId, list.invited),
    roleCode: list.roles.some(({ value }) => value === list.values.roleCode) ? list.values.roleCode : USUAL.value,
    missingId: list.missing.some(({ value }) => value === list.values.missingId) ? list.values.missingId : (list.missing[0]?.value ?? ''),
    route: list.values.route === '' ? 'email' : list.values.route,
    hasMissing: list.open && list.missing.length > 0,
    ...faultsOnTop(wrong, FIELDS),
    wrong: Object.fromEntries(FIELDS.map((field) => [field, faultOf(wrong, field)])),
  }));

function chosenOf(value: string, choices: readonly z.output<typeof choice>[]): string {
  return choices.some((each) => each.value === value) ? value : NOBODY.value;
}

export type ListChangeData = z.input<typeof schema>;

/** Sends back `list.add`, `list.remove`, `list.contact`, `conference.readiness` or `conferences.list`; read the first three with `parseListChange`. Throws `CardNotMade`. */
export const renderListChange = renderer('list-change', template, schema);

/** '' wherever nothing was chosen or typed; as `roleCode` it is their usual one. */
export type ListChange = { readonly op: string; readonly conferenceId: string } & ListChangeData['values'];

export function parseListChange(input: unknown): Submitted<ListChange> {
  return readSubmission(input, (fields) => ({
    op: fields.id('op'), conferenceId: fields.id('conferenceId'),
    who: orNone(fields.choice('who')), roleCode: orUsual(fields.choice('roleCode')), typed: fields.text('typed', LONGEST_TYPED.typed),
    inviteeId: orNone(fields.choice('inviteeId')), reason: fields.text('reason', LONGEST.reason),
    missingId: fields.choice('missingId'), route: fields.choice('route'), email: fields.line('email', LONGEST_TYPED.email),
  }));
}

function orUsual(value: string): string {
  return value === USUAL.value ? '' : value;
}

function orNone(value: string): string {
  return value === NOBODY.value ? '' : value;
}
