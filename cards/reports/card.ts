/**
 * Where each report of a conference is, for those who prepare it: the social worker records what has come, the team manager
 * validates the social worker's own, the chair may do without one (NOT-054, NOT-062, NOT-068, NOT-069). Somebody without an
 * account here has told the social worker whether they come; that is recorded here too.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const FIELDS = ['inviteeId', 'on', 'reason', 'ownReason', 'answering', 'answer'];
const NOBODY = { value: 'nobody', title: 'Choose somebody' };
const ANSWERS = [
  { value: 'coming', title: 'They will come' }, { value: 'deputy', title: 'They send a deputy' },
  { value: 'reportOnly', title: 'They send a report only' }, { value: 'cannotCome', title: 'They cannot come' },
] as const;

const choice = z.strictObject({ value: ownId, title: line });

const schema = z
  .strictObject({
    conferenceId: ownId,
    op: operationId,
    caseReference: line,
    when: line,
    /** What became of the last press; '' at first. */
    note: sentence,
    /** "Priya Heron-Example, health visitor: received on Monday 30 November 2026.", one report a line. */
    lines: listOf(sentence, 60),
    /** Whose report can be recorded by whoever looks. */
    people: listOf(choice, 60),
    /** Those who answered by telephone or letter, or have not yet. */
    answering: listOf(choice, 60),
    canTrack: z.boolean(),
    canWaive: z.boolean(),
    /** The social worker's own report waits for a word from whoever looks. */
    canValidate: z.boolean(),
    /** What a manager looks for in it. */
    checklist: listOf(sentence, 8),
    values: z.strictObject({ inviteeId: z.string().max(128), on: z.string().max(LONGEST.date), reason: z.string().max(LONGEST.reason), ownReason: z.string().max(LONGEST.reason), answering: z.string().max(128), answer: z.string().max(20) }),
    faults,
  })
  .transform(({ faults: wrong, ...board }) => ({
    ...board,
    hasPeople: board.people.length > 0 && (board.canTrack || board.canWaive),
    hasAnswering: board.canTrack && board.answering.length > 0,
    people: [NOBODY, ...board.people],
    answering: [NOBODY, ...board.answering],
    answers: ANSWERS,
    inviteeId: chosenOf(board.values.inviteeId, board.people),
    answeringId: chosenOf(board.values.answering, board.answering),
    answer: ANSWERS.some(({ value }) => value === board.values.answer) ? board.values.answer : 'coming',
    reasonLabel: board.canTrack ? 'Why, where something is out of order' : 'Why the conference can do without it',
    ...faultsOnTop(wrong, FIELDS),
    wrong: Object.fromEntries(FIELDS.map((field) => [field, faultOf(wrong, field)])),
  }));

function chosenOf(value: string, choices: readonly z.output<typeof choice>[]): string {
  return choices.some((each) => each.value === value) ? value : NOBODY.value;
}

export type ReportsData = z.input<typeof schema>;

/** Sends back a verb of `reports.…`, `conference.readiness` or `messages.stopping`; read the first with `parseReports`. Throws `CardNotMade`. */
export const renderReports = renderer('reports', template, schema);

/** '' wherever nothing was chosen or typed; `on` as it was typed. */
export type ReportsSubmission = { readonly op: string; readonly conferenceId: string } & ReportsData['values'];

export function parseReports(input: unknown): Submitted<ReportsSubmission> {
  return readSubmission(input, (fields) => ({
    op: fields.id('op'), conferenceId: fields.id('conferenceId'), inviteeId: orNone(fields.choice('inviteeId')), on: fields.line('on', LONGEST.date),
    reason: fields.text('reason', LONGEST.reason), ownReason: fields.text('ownReason', LONGEST.reason), answering: orNone(fields.choice('answering')), answer: fields.choice('answer'),
  }));
}

function orNone(value: string): string {
  return value === NOBODY.value ? '' : value;
}
