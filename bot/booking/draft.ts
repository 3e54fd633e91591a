/**
 * A booking half filled in: kept for its owner alone, sealed, saved at every step, so that a lost connection loses nothing.
 * `op` is the operation id of the card now shown: a press that carries another is a repeat or comes from a stale card.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const draft = z.object({
  draftId: z.string(),
  conferenceId: z.string(),
  op: z.string(),
  step: z.enum(['case', 'people', 'date', 'booked', 'cancelled']),
  caseReference: z.string(),
  s47InitiatedOn: z.string(),
  format: z.string(),
  children: z.array(z.object({ label: z.string(), initials: z.string(), age: z.string(), fullName: z.string() })),
  /** What was answered of the pack's questions, by fact: 'yes', 'no' or a count; '' while it is not known. */
  answers: z.record(z.string(), z.string()),
  /** Object ids by the pack's role code. */
  chosen: z.record(z.string(), z.array(z.string())),
  /** Family members by what they are to the child. */
  family: z.array(z.string()),
  reason: z.string(),
  /** Why no earlier time will do, as typed last. */
  lateReason: z.string().default(''),
  page: z.int(),
});

export type BookingDraft = z.infer<typeof draft>;

/** A fresh form with one child's row. */
export function newDraft(draftId: string, defaultFormat: string): BookingDraft {
  return {
    draftId, conferenceId: randomUUID(), op: randomUUID(), step: 'case', caseReference: '', s47InitiatedOn: '', format: defaultFormat,
    children: [emptyChild(0)], answers: {}, chosen: {}, family: [], reason: '', lateReason: '', page: 0,
  };
}

/** The next child's row, already labelled: Child A, Child B, … */
export function emptyChild(index: number): BookingDraft['children'][number] {
  return { label: `Child ${String.fromCharCode(65 + index)}`, initials: '', age: '', fullName: '' };
}

/** A form that is done with, without what was typed about people: a booking has it on record, and a cancelled one has no use for it. */
export function closedDraft(draft: BookingDraft, step: 'booked' | 'cancelled'): BookingDraft {
  return { ...draft, step, children: [], answers: {}, chosen: {}, family: [], reason: '', lateReason: '' };
}

/** A draft as stored, or undefined for anything else. */
export function parseDraft(stored: unknown): BookingDraft | undefined {
  const parsed = draft.safeParse(stored);
  return parsed.success ? parsed.data : undefined;
}
