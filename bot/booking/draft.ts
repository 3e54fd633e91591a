/**
 * A booking half filled in: kept for its owner alone, sealed, saved at every step, so that a lost connection loses nothing.
 * `op` is the operation id of the card now shown: a press that carries another is a repeat or comes from a stale card.
 * Everything is kept as typed; each screen owns a part of it.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CONFERENCE_TYPES } from '../../src/procedures/conference-type.ts';

const text = z.string();
const texts = z.array(z.string());

/** The case screen. Dates by fact, as a date field gives them ('' while not known). */
const casePart = z.object({
  conferenceType: z.enum(CONFERENCE_TYPES),
  caseReference: text,
  dates: z.record(text, text),
  /** Whether the plan under review was made before the birth: 'no', 'born', 'notBornYet', or '' while nobody has said. A form begun before this was asked has no answer. */
  planBeforeBirth: text.default(''),
  /** Who agreed, as an object id of the directory, and when: a day and a London clock time. */
  agreed: z.object({ by: text, on: text, at: text }),
  /** NOT-001: whether the enquiry found what the threshold asks: 'yes', 'no' or ''. */
  threshold: text,
  format: text,
  /** A room of ours, or a place in words (NOT-015). */
  venue: z.object({ kind: z.enum(['ours', 'elsewhere']), words: text, assessed: text, stepFree: text }),
  recommendation: text,
  category: text,
  children: z.array(z.object({ label: text, initials: text, age: text, part: z.enum(['subject', 'considered']) })),
});

export const relative = z.object({
  label: text,
  /** 'yes', 'no', 'unknown', or '' while nobody has said. */
  responsibility: text,
  /** 'yes', 'no' or ''. */
  invited: text,
  reason: text,
  fullName: text,
  address: text,
  interpreter: text,
  supporter: text,
  /** The surgery's safeguarding lead, as an object id of the directory; 'unknown' or '' (NOT-030). */
  practice: text,
  sendBy: z.enum(['post', 'byHand']),
});

/** The family screen. `names` and `participation` by the child's place. */
const familyPart = z.object({
  /** A large family takes several pages of this screen. */
  page: z.int(),
  /** As `practice` of a relative, for all the children (NOT-030). */
  childrensPractice: text,
  /** Why nobody with parental responsibility is named. */
  responsibilityReason: text,
  names: z.array(z.object({ fullName: text, bornOn: text })),
  relatives: z.array(relative),
  participation: texts,
  /** NOT-072: 'yes', 'no' or ''. */
  childRisk: text,
  advocate: text,
  apart: text,
  /** NOT-008. */
  risk: z.object({ posed: text, words: text, assessed: text }),
  flags: texts,
});

/** A professional who is not in the directory, as typed and read. Without an e-mail address a letter is sent to their office. */
export const outsider = z.object({ roleCode: text, name: text, designation: text, agency: text, agencyCode: text, email: text });
export const cannotCome = z.object({ who: text, on: text, from: text, to: text });

/** The invitation screen. */
const peoplePart = z.object({
  /** Of a list too long for one card, the part now shown: 0 for who is invited, 1 for when they can come. */
  page: z.int(),
  /** What was answered of the pack's questions, by fact: 'yes', 'no', a count, or days as typed; '' while it is not known. */
  answers: z.record(text, text),
  /** Days as read from what was answered, by fact; absent while nothing was. */
  days: z.record(text, texts).default({}),
  /** The first day that was still possible when the list was last looked at: until a time is held, what hangs on the day is counted for it (AMB-24). */
  firstOn: text.default(''),
  /** Role codes that were required once: only a person withdraws that (NOT-036, AMB-24), with a reason. */
  requiredOnce: texts,
  withdrawn: z.record(text, text),
  /** Object ids by the pack's role code. */
  chosen: z.record(text, texts),
  /** People of the organisation who were picked and are not in our directory, by object id. */
  picked: z.record(text, z.object({ name: text, designation: text })),
  outsideTyped: text,
  outside: z.array(outsider),
  observers: text,
  /** NOT-076: whether the family agrees to them: 'yes', 'notYet' or ''. */
  observersAgreed: text,
  /** The conference whose list this one began from (NOT-114); 'none' where there was none to begin from, '' before anybody looked. */
  startedFrom: text,
  /** Whose availability was asked: labels of the family and role codes (NOT-010). */
  asked: texts,
  cannotTyped: text,
  cannot: z.array(cannotCome),
  notAsked: text,
  /** Why somebody required cannot be named yet. */
  reason: text,
  /** Why the list is handed over although a contact is missing (NOT-039). */
  handOverReason: text,
});

/** The date screen. `held` is the time kept for this form, with the claim that keeps it. */
const datePart = z.object({
  /** Who chaired the conference before this one, as a person key; '' for none. */
  keptChair: text,
  /** Object ids of the directory. */
  preferredChair: text,
  conflicted: texts,
  conflictReason: text,
  timeOfDay: text,
  /** Why no earlier time will do, as typed last. */
  lateReason: text,
  page: z.int(),
  /** The time asked for, until the diary has answered. */
  wanted: text,
  /** How many times were taken for this form: each claim has an id of its own, so that one that was given up is not met again. */
  claims: z.int(),
  held: z.object({ slot: text, claimId: text, on: text, resources: texts, until: z.number() }).nullable(),
});

const draft = z.object({
  draftId: text,
  conferenceId: text,
  op: text,
  step: z.enum(['case', 'family', 'people', 'date', 'booked', 'cancelled']),
  /** What was understood of a sentence in chat, as sentences: shown until the first screen is confirmed. */
  understood: texts,
  case: casePart,
  family: familyPart,
  people: peoplePart,
  date: datePart,
});

export type BookingDraft = z.infer<typeof draft>;
export type BookingStepName = Extract<BookingDraft['step'], 'case' | 'family' | 'people' | 'date'>;
export type Relative = z.infer<typeof relative>;
export type Outsider = z.infer<typeof outsider>;

/** A fresh form with one child's row and the two relatives nobody should forget. */
export function newDraft(draftId: string, defaultFormat: string): BookingDraft {
  return { draftId, conferenceId: randomUUID(), op: randomUUID(), step: 'case', understood: [], ...emptyParts(defaultFormat) };
}

function emptyParts(defaultFormat: string): Pick<BookingDraft, 'case' | 'family' | 'people' | 'date'> {
  return {
    case: {
      conferenceType: 'initial', caseReference: '', dates: {}, planBeforeBirth: '', agreed: { by: '', on: '', at: '' }, threshold: '', format: defaultFormat,
      venue: { kind: 'ours', words: '', assessed: '', stepFree: '' }, recommendation: '', category: '', children: [emptyChild(0)],
    },
    family: { page: 0, childrensPractice: '', responsibilityReason: '', names: [], relatives: [emptyRelative('Mother'), emptyRelative('Father')], participation: [], childRisk: '', advocate: '', apart: '', risk: { posed: '', words: '', assessed: '' }, flags: [] },
    people: { page: 0, answers: {}, days: {}, firstOn: '', requiredOnce: [], withdrawn: {}, chosen: {}, picked: {}, outsideTyped: '', outside: [], observers: '', observersAgreed: '', startedFrom: '', asked: [], cannotTyped: '', cannot: [], notAsked: '', reason: '', handOverReason: '' },
    date: { keptChair: '', preferredChair: '', conflicted: [], conflictReason: '', timeOfDay: '', lateReason: '', page: 0, wanted: '', claims: 0, held: null },
  };
}

/** The next child's row, already labelled: Child A, Child B, … */
export function emptyChild(index: number): BookingDraft['case']['children'][number] {
  return { label: `Child ${String.fromCharCode(65 + index)}`, initials: '', age: '', part: 'subject' };
}

export function emptyRelative(label: string): Relative {
  return { label, responsibility: '', invited: '', reason: '', fullName: '', address: '', interpreter: '', supporter: '', practice: '', sendBy: 'post' };
}

/** A form that is done with, without what was typed about people: a booking has it on record, and a cancelled one has no use for it. */
export function closedDraft({ draftId, conferenceId, op, case: { caseReference, conferenceType, format } }: BookingDraft, step: 'booked' | 'cancelled'): BookingDraft {
  const parts = emptyParts(format);
  return { draftId, conferenceId, op, step, understood: [], ...parts, case: { ...parts.case, caseReference, conferenceType, children: [] }, family: { ...parts.family, relatives: [] } };
}

/** A draft as stored, or undefined for anything else, such as a form of an earlier version. */
export function parseDraft(stored: unknown): BookingDraft | undefined {
  const parsed = draft.safeParse(stored);
  return parsed.success ? parsed.data : undefined;
}
