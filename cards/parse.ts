/**
 * What comes back from a card: `unknown` in, typed text out. Nothing here trusts its input: a field may hold an array,
 * an object, a number or nothing, and what we put on the card ourselves may have been written by someone else.
 * Whether a date exists or a label is taken is for the conference to say; here it is only made sure that text is text.
 */
import { plainLine, plainText } from './plain-text.ts';

/** What is wrong, in words, keyed by the id of the input it belongs to. */
export type Faults = Readonly<Record<string, string>>;

/**
 * `faulty` still carries all that could be read, so that the card comes back with what was typed.
 * `notOurs` lacks the ids every card of ours carries: nothing can be said beside a field.
 */
export type Submitted<Submission> =
  | { readonly kind: 'submitted'; readonly submission: Submission }
  | { readonly kind: 'faulty'; readonly submission: Submission; readonly faults: Faults }
  | { readonly kind: 'notOurs' };

/** Longest texts, in UTF-16 units. */
export const LONGEST = { label: 40, initials: 6, age: 20, caseReference: 40, name: 120, date: 10, reason: 1000, family: 500 } as const;

const ID = /^[\w.:-]{1,128}$/;
const CHOICE = /^[\x21-\x7e]{1,200}$/;
const MOST_CHOICES = 60;

/** Reads one field each; a field that cannot be read is noted as a fault and read as empty. */
export type FieldReader = {
  /** An id we put on the card. */
  readonly id: (name: string) => string;
  /** A whole number we put on the card, or 1 where it is left out; anything outside 1 to `most` is not ours. */
  readonly count: (name: string, most: number) => number;
  /** One line that was typed, trimmed. */
  readonly line: (name: string, longest: number) => string;
  /** Text over several lines, trimmed. */
  readonly text: (name: string, longest: number) => string;
  /** The one value chosen, or ''. */
  readonly choice: (name: string) => string;
  /** The values chosen, each once. Teams joins them with commas. */
  readonly choices: (name: string) => readonly string[];
};

/** Reads a submission field by field. Never throws. */
export function readSubmission<Submission>(input: unknown, read: (fields: FieldReader) => Submission): Submitted<Submission> {
  const found: Findings = { faults: {}, ours: true };
  const submission = read(fieldReader(isRecord(input) ? input : {}, found));
  if (!found.ours) return { kind: 'notOurs' };
  return Object.keys(found.faults).length === 0 ? { kind: 'submitted', submission } : { kind: 'faulty', submission, faults: found.faults };
}

type Findings = { readonly faults: Record<string, string>; ours: boolean };

function fieldReader(input: Readonly<Record<string, unknown>>, found: Findings): FieldReader {
  const field = (name: string): unknown => (Object.hasOwn(input, name) ? input[name] : undefined);
  const notOurs = <Empty>(empty: Empty): Empty => {
    found.ours = false;
    return empty;
  };
  const faulty = <Read>(name: string, words: string, read: Read): Read => {
    found.faults[name] = words;
    return read;
  };
  const typed = (name: string, longest: number, clean: (raw: string) => string): string => {
    const raw = field(name) ?? '';
    if (typeof raw !== 'string') return faulty(name, 'This did not arrive as text. Please type it again.', '');
    const text = clean(raw);
    return text.length <= longest ? text : faulty(name, `Please keep this to ${longest} characters or fewer.`, cutTo(text, longest));
  };
  return {
    id: (name) => {
      const id = field(name);
      return typeof id === 'string' && ID.test(id) ? id : notOurs('');
    },
    count: (name, most) => {
      const count = field(name) ?? 1;
      return typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= most ? count : notOurs(1);
    },
    line: (name, longest) => typed(name, longest, plainLine),
    text: (name, longest) => typed(name, longest, (raw) => plainText(raw).trim()),
    choice: (name) => {
      const raw = field(name) ?? '';
      return raw === '' || (typeof raw === 'string' && CHOICE.test(raw)) ? raw : faulty(name, CHOOSE, '');
    },
    choices: (name) => chosenOf(field(name) ?? '') ?? faulty(name, CHOOSE, []),
  };
}

const CHOOSE = 'Please choose from the list.';

/** Several choices arrive as one text, joined with commas; undefined when this is not that. */
function chosenOf(raw: unknown): readonly string[] | undefined {
  if (typeof raw !== 'string') return undefined;
  const values = raw.split(',').filter((value) => value !== '');
  return values.length <= MOST_CHOICES && values.every((value) => CHOICE.test(value)) ? [...new Set(values)] : undefined;
}

/** The first `longest` units, without half a character at the end. */
function cutTo(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}

/** A press that carries nothing but its operation: help, my conferences, start a booking. */
export type Press = { readonly op: string };

export function parsePress(input: unknown): Submitted<Press> {
  return readSubmission(input, (fields) => ({ op: fields.id('op') }));
}

/** A press on a draft's card that leaves what was typed behind: back, cancel. */
export type DraftPress = { readonly op: string; readonly draftId: string };

export function parseDraftPress(input: unknown): Submitted<DraftPress> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), draftId: fields.id('draftId') }));
}

/** Opening a record in the channel, at a part where it has several. */
export type RecordRead = { readonly op: string; readonly conferenceId: string; readonly part: number };

export function parseRecordRead(input: unknown): Submitted<RecordRead> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), conferenceId: fields.id('conferenceId'), part: fields.count('part', 99) }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
