/**
 * Third booking card: the pack's invitees, each with its reason and rule; others who are typed; and when people can come.
 * What is still open asks why, and does not block. In roles of the organisation itself anybody of it can be picked.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { readSubmission, type Faults, type FieldReader, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** Beyond this many names a list of ticks is too long for a phone, and folds. */
const SHORT_LIST = 4;
/** Longest texts, in UTF-16 units: a form at its fullest still fits a card. */
const LONGEST_TYPED = { outside: 800, observers: 300, cannot: 500, reason: 400, withdraw: 200, days: 200 } as const;
const MOST_RELATIVES = 20;

const PARTS = ['all', 'list', 'times'] as const;

const row = z.strictObject({
  roleCode: ownId,
  title: line,
  need: z.enum(['required', 'advised', 'consider']),
  words: sentence,
  rule: line,
  /** Who is on the list by itself, or what choosing leads to; '' for nothing. */
  note: sentence,
  /** Required by what was answered before: it can be withdrawn with a reason. */
  standing: z.boolean(),
  withdrawn: z.string().max(LONGEST_TYPED.withdraw),
  anybodyHere: z.boolean(),
  choices: listOf(z.strictObject({ value: ownId, title: line }), 30),
  chosen: listOf(ownId, 30),
});

/** What the pack has to know of the case to say who is needed; `value` is '' while nobody has said; days are shown as they were typed, with a `hint` below. */
const question = z.strictObject({ fact: ownId, ask: sentence, rule: line, kind: z.enum(['yesNo', 'count', 'days']), value: z.string().max(LONGEST_TYPED.days), hint: sentence });

/** Those whose availability can be asked: `value` is `family-` and a place, or `role-` and a code. */
const someone = z.strictObject({ value: z.string().regex(/^(family-\d{1,2}|role-[A-Za-z0-9]+)$/), title: line });

const data = z.strictObject({
  draftId: ownId,
  op: operationId,
  /** A list too long for one card comes in two parts: who is invited, and when people can come. */
  part: z.enum(PARTS),
  /** Where the list began, for a review; '' where it began with nobody. */
  startedFrom: sentence,
  questions: listOf(question, 20),
  rows: listOf(row, 30),
  outside: z.string().max(LONGEST_TYPED.outside),
  observers: z.strictObject({ names: z.string().max(LONGEST_TYPED.observers), agreed: z.enum(['', 'yes', 'notYet']), rule: line }),
  availability: z.strictObject({ rule: line, people: listOf(someone, 50), asked: listOf(ownId, 50), notAsked: z.string().max(LONGEST_TYPED.reason), cannot: z.string().max(LONGEST_TYPED.cannot) }),
  reason: z.string().max(LONGEST_TYPED.reason),
  missing: listOf(line, 40),
  handOver: z.strictObject({ reason: z.string().max(LONGEST_TYPED.reason), rule: line }),
  faults,
});

const NOT_KNOWN = { title: 'Not known yet', value: 'unknown' };
const YES_OR_NO = [{ title: 'Yes', value: 'yes' }, { title: 'No', value: 'no' }, NOT_KNOWN];
const COUNTS = [{ title: 'None', value: '0' }, { title: '1', value: '1' }, { title: '2', value: '2' }, { title: '3', value: '3' }, { title: '4', value: '4' }, { title: '5 or more', value: '5' }, NOT_KNOWN];

/** Enough to know who is meant: with many, the rest are counted. */
const MISSING_NAMED = 8;

export const schema = data.transform(({ faults: wrong, ...all }) => {
  const { rows, questions, missing, ...rest } = partOf(all);
  const [onList, withTimes] = [rest.part !== 'times', rest.part !== 'list'];
  const fields = [...(onList ? [...LIST_FIELDS, ...questions.filter(({ kind }) => kind === 'days').map(({ fact }) => `fact-${fact}`), ...rows.filter(asked).flatMap(fieldsOf)] : []), ...(withTimes ? TIMES_FIELDS : []), ...(missing.length > 0 ? ['handOverReason'] : [])];
  return {
    ...rest, onList, withTimes,
    heading: rest.part === 'times' ? 'when people can come' : 'who to invite',
    hasQuestions: questions.length > 0,
    questions: questions.map((each) => questionShown(each, wrong)),
    ...faultsOnTop(wrong, fields),
    ...faultsBeside(wrong, fields),
    hasMissing: missing.length > 0,
    missing: missing.length > MISSING_NAMED ? [...missing.slice(0, MISSING_NAMED), `and ${missing.length - MISSING_NAMED} more`] : missing,
    hasAvailability: withTimes && rest.availability.people.length > 0,
    asked: rest.availability.asked.join(','),
    rows: rows.filter(asked).map((each) => rowShown(each, wrong)),
    unlisted: rows.filter((each) => !asked(each)).map(({ title, need }) => `${title} (${need})`).join('; '),
  };
});

function questionShown({ kind, ...each }: z.output<typeof question>, wrong: Faults): object {
  if (kind === 'days') return { ...each, chooses: false, types: true, choices: [], fault: faultOf(wrong, `fact-${each.fact}`) };
  return { ...each, chooses: true, types: false, hint: '', fault: '', value: each.value === '' ? NOT_KNOWN.value : each.value, choices: kind === 'yesNo' ? YES_OR_NO : COUNTS };
}

const LIST_FIELDS = ['outside', 'observers', 'observersAgreed', 'reason'];
const TIMES_FIELDS = ['asked', 'notAsked', 'cannot'];

type Data = Omit<z.output<typeof data>, 'faults'>;

/** Only what this part shows. */
function partOf(all: Data): Data {
  if (all.part === 'list') return { ...all, missing: [] };
  return all.part === 'times' ? { ...all, rows: [], questions: [], startedFrom: '' } : all;
}

function fieldsOf({ roleCode, standing }: z.output<typeof row>): readonly string[] {
  return [`role-${roleCode}`, ...(standing ? [`withdraw-${roleCode}`] : [])];
}

/** "outsideFault" and its like; '' where the field is right or not on the card. */
function faultsBeside(wrong: Faults, fields: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries([...LIST_FIELDS, ...TIMES_FIELDS, 'handOverReason'].map((field) => [`${field}Fault`, fields.includes(field) ? faultOf(wrong, field) : '']));
}

function rowShown({ need, anybodyHere, ...each }: z.output<typeof row>, wrong: Faults): object {
  return {
    ...each,
    heading: `${each.title} (${need})`,
    picks: anybodyHere,
    lists: !anybodyHere && each.choices.length > 0,
    nobody: !anybodyHere && each.choices.length === 0,
    style: each.choices.length > SHORT_LIST ? 'compact' : 'expanded',
    value: each.chosen.join(','),
    fault: faultOf(wrong, `role-${each.roleCode}`),
    withdrawFault: faultOf(wrong, `withdraw-${each.roleCode}`),
  };
}

/** A role that may stay open and has nobody to choose is named in one line with its like, not asked one by one. */
function asked({ need, choices, anybodyHere }: z.output<typeof row>): boolean {
  return need === 'required' || anybodyHere || choices.length > 0;
}

export type BookingPeopleData = z.input<typeof schema>;

/** Sends back `booking.people` or `booking.lookAgain` (read with `parseBookingPeople`), `booking.back` or `booking.cancel`. Throws `CardNotMade`. */
export const renderBookingPeople = renderer('booking-people', template, schema);

/** Values chosen, by role code; a role nobody was chosen for has an empty list. Texts as they were typed. */
export type BookingPeopleSubmission = {
  readonly draftId: string;
  readonly op: string;
  /** Which part was on the card; the fields of the other are empty. */
  readonly part: (typeof PARTS)[number];
  readonly chosen: Readonly<Record<string, readonly string[]>>;
  /** Why a requirement is withdrawn, by role code. */
  readonly withdrawn: Readonly<Record<string, string>>;
  /** 'yes', 'no', a count, or days as typed, by fact; '' where it is not known. */
  readonly answers: Readonly<Record<string, string>>;
  readonly outside: string;
  readonly observers: string;
  readonly observersAgreed: string;
  /** Places of relatives and role codes whose availability was asked. */
  readonly asked: { readonly relatives: readonly number[]; readonly roleCodes: readonly string[] };
  readonly notAsked: string;
  readonly cannot: string;
  readonly reason: string;
  readonly handOverReason: string;
};

export type AskedFact = Pick<z.output<typeof question>, 'fact' | 'kind'>;

/** Reads the card back for the roles and facts it asked about; anything else in the input is passed over. */
export function parseBookingPeople(input: unknown, roleCodes: readonly string[], facts: readonly AskedFact[]): Submitted<BookingPeopleSubmission> {
  return readSubmission(input, (fields) => ({
    draftId: fields.id('draftId'),
    op: fields.id('op'),
    part: PARTS.find((part) => part === fields.choice('part')) ?? 'all',
    chosen: Object.fromEntries(roleCodes.map((roleCode) => [roleCode, fields.choices(`role-${roleCode}`)])),
    withdrawn: Object.fromEntries(roleCodes.map((roleCode) => [roleCode, fields.text(`withdraw-${roleCode}`, LONGEST_TYPED.withdraw)])),
    answers: Object.fromEntries(facts.map(({ fact, kind }) => [fact, kind === 'days' ? fields.text(`fact-${fact}`, LONGEST_TYPED.days) : (/^(yes|no|\d)$/.exec(fields.choice(`fact-${fact}`))?.[0] ?? '')])),
    outside: fields.text('outside', LONGEST_TYPED.outside),
    observers: fields.text('observers', LONGEST_TYPED.observers),
    observersAgreed: /^(yes|notYet)$/.exec(fields.choice('observersAgreed'))?.[0] ?? '',
    asked: askedOf(fields, roleCodes),
    notAsked: fields.text('notAsked', LONGEST_TYPED.reason),
    cannot: fields.text('cannot', LONGEST_TYPED.cannot),
    reason: fields.text('reason', LONGEST_TYPED.reason),
    handOverReason: fields.text('handOverReason', LONGEST_TYPED.reason),
  }));
}

function askedOf(fields: FieldReader, roleCodes: readonly string[]): BookingPeopleSubmission['asked'] {
  const values = fields.choices('asked');
  return {
    relatives: Array.from({ length: MOST_RELATIVES }, (_, place) => place).filter((place) => values.includes(`family-${place}`)),
    roleCodes: roleCodes.filter((roleCode) => values.includes(`role-${roleCode}`)),
  };
}
