/** The small pieces every section of a pack is made of: texts, rule numbers, times of day, conditions. */
import { z } from 'zod';
import { parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';
import { parseClockTime } from '../calendar/instants.ts';
import { ConditionFault, parseCondition, type Condition } from './conditions.ts';

/** Words a person reads: never empty, never a template's leftover. */
export const words = z.string().trim().min(1).max(600).regex(/^[^{}]*$/, 'holds a curly bracket: a leftover of a template?');

/** A name used by code, such as 'teamManager'. */
export const code = z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, 'is not a plain code name');

/** A document's code: the number of its stored copy (002), or a name. */
export const documentCode = z.string().regex(/^(\d{3}|[a-z][A-Za-z0-9]*)$/, 'is not a document’s code');

/** A pack's own name, as its file is called. */
export const packId = z.string().regex(/^[a-z][a-z-]*$/, 'is not a pack’s name');

/**
 * A rule's number: the authority's own (NOT-002), one of the national base (NAT-001), a reading of an unclear text
 * (AMB-05) or an assumption of this companion (ASM-001).
 */
export const ruleNumber = z.string().regex(/^([A-Z]{3}-\d{3}|AMB-\d{2})$/, 'is not a rule number');

export const clockTime = z.string().refine((text) => parseClockTime(text) !== undefined, 'is not a time of day, HH:mm');

export const plainDate = z.string().transform((text, context): PlainDate => {
  const date = parsePlainDate(text);
  if (date) return date;
  context.addIssue('is not a date, YYYY-MM-DD');
  return z.NEVER;
});

export const condition = z.string().transform((text, context): Condition => {
  try {
    return parseCondition(text);
  } catch (fault) {
    if (!(fault instanceof ConditionFault)) throw fault;
    for (const reason of fault.reasons) context.addIssue(reason);
    return z.NEVER;
  }
});

export const minutes = z.int().min(1).max(480);

/** What a list offers: the value code keeps and the label people read. */
export const option = z.strictObject({ value: code, label: words });

/** A pack is read by many and changed by none. */
export type DeepReadonly<T> = T extends string | ((...args: never[]) => unknown)
  ? T
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;
