/**
 * The door for facts about a case: read once, refused with the field and the reason where a value cannot be, or where
 * two of them cannot both be.
 */
import { z } from 'zod';
import { londonDateOf, londonInstant, londonTimeOf, parseClockTime, type CivilInstant } from '../calendar/instants.ts';
import { parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';
import { factFaults } from './contradictions.ts';
import { facts, isFactName, workedOut, type FactName, type Facts } from './facts.ts';
import { plainDate } from './pack-parts.ts';

export type FactFault = { readonly field: string; readonly reason: string };

export type ReadFacts = { readonly kind: 'facts'; readonly facts: Facts } | { readonly kind: 'faults'; readonly faults: readonly FactFault[] };

/** Every child, plan and conference of today lies well inside these years, and so does whatever is counted from them. */
const years = { from: '1980-01-01', to: '2199-12-31', reason: 'lies outside the years 1980 to 2199' } as const;
const isInside = (date: PlainDate): boolean => date >= years.from && date <= years.to;

const day = plainDate.refine(isInside, years.reason);

/** `YYYY-MM-DDTHH:mm` on the London clock. */
const localMoment = z.string().transform((text, context): CivilInstant => {
  const refuse = (reason: string): never => {
    context.addIssue(reason);
    return z.NEVER;
  };
  const [date, time] = [parsePlainDate(text.slice(0, 10)), parseClockTime(text.slice(11))];
  if (text[10] !== 'T' || date === undefined || time === undefined) return refuse('is not a local time, YYYY-MM-DDTHH:mm');
  if (!isInside(date)) return refuse(years.reason);
  const instant = londonInstant(date, time);
  return londonDateOf(instant) === date && londonTimeOf(instant) === time ? instant : refuse('does not exist: the clocks go forward over it');
});

const shapes = {
  boolean: z.boolean({ error: 'is neither true nor false' }),
  number: z.int({ error: 'is not a whole number' }).min(0, 'is less than nothing').max(1_000, 'is too many'),
  day,
  days: z.array(day).max(1_000),
  moment: localMoment,
};

const shape = z.strictObject(Object.fromEntries((Object.keys(facts) as FactName[])
  .filter((name) => !Object.hasOwn(workedOut, name))
  .map((name) => [name, shapeOf(name).optional()])));

function shapeOf(name: FactName): z.ZodType {
  const fact = facts[name];
  return fact.type === 'choice' ? z.enum(fact.choices, { error: `is none of ${fact.choices.join(', ')}` }) : shapes[fact.type];
}

/** Reads facts from outside, such as a file's JSON. */
export function readFacts(value: unknown): ReadFacts {
  const parsed = shape.safeParse(value);
  if (!parsed.success) return { kind: 'faults', faults: parsed.error.issues.flatMap(faultsOfIssue) };
  const read = parsed.data as Facts;
  const faults = factFaults(read);
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'facts', facts: read };
}

function faultsOfIssue(issue: z.core.$ZodIssue): FactFault[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((field) => ({ field, reason: isFactName(field) ? 'is worked out from other facts' : 'is not a fact this companion knows' }));
  return [{ field: String(issue.path[0] ?? ''), reason: issue.path.length > 0 ? plainly(issue.message) : 'the facts are not an object' }];
}

function plainly(message: string): string {
  return message.startsWith('Invalid input') ? 'is not text' : message;
}
