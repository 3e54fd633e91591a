/**
 * How a pack writes a deadline: from which fact, how far, in which direction, and how a day off is treated. Each unit
 * of time has its own shape, because each is counted in its own way (deadline matrix DL-01 to DL-27).
 */
import { z } from 'zod';
import { factsOfType } from './facts.ts';
import { clockTime, code, condition, ruleNumber, words, type DeepReadonly } from './pack-parts.ts';

const from = z.enum(factsOfType('day', 'moment'));
const momentFact = z.enum(factsOfType('moment'));
const dayFact = z.enum(factsOfType('day', 'moment'));
const direction = z.enum(['after', 'before']);
const after = z.literal('after');

/** Working days; `counting` says which day is Day 1 when counting on. Counting back, the day of the event is not counted. */
const workingDays = {
  from,
  unit: z.literal('workingDays'),
  direction,
  amount: z.int().min(1).max(120),
  counting: z.enum(['triggerIsDay1', 'dayAfterIsDay1']).exactOptional(),
  /** Due at that time of the day, and not by its end. */
  at: clockTime.exactOptional(),
};

/** Calendar days; no days is the day itself. */
const calendarDays = { from, unit: z.literal('calendarDays'), direction, amount: z.int().min(0).max(732) };

/** Calendar months, clamped to the end of a shorter one (AMB-08). */
const months = { from, unit: z.literal('months'), direction: after, amount: z.int().min(1).max(300) };

/** Hours on the London clock: counted back they keep off days that are no working days, counted on they do not (AMB-05). */
const hours = { from: momentFact, unit: z.literal('hours'), direction, amount: z.int().min(1).max(240) };

const minutesBefore = { from: momentFact, unit: z.literal('minutes'), direction: z.literal('before'), amount: z.int().min(1).max(480) };

/** A further limit of the same duty. */
const limit = {
  when: condition.exactOptional(),
  /** Facts that settle it when they are as late as what it is counted from, or later. */
  dischargedBy: z.array(dayFact).min(1).exactOptional(),
};

const common = {
  ...limit,
  /** The name of the duty: an entry of an inheriting pack with the same name stands in its place, for the kinds of conference it applies to. */
  what: code,
  rule: ruleNumber,
  /** Other rules that this entry carries out. */
  alsoRules: z.array(ruleNumber).min(1).exactOptional(),
  title: words,
  /** A role of the pack's terms. */
  owner: code,
  appliesTo: z.array(z.enum(['initial', 'review'])).min(1).max(2),
  /** The rule that says how an unclear text was read. */
  reading: ruleNumber.exactOptional(),
  /** The rule through which this one holds here as well; the value is then inherited. */
  through: ruleNumber.exactOptional(),
  /** Where the amount is surer or less sure than the rule itself. */
  confidence: z.enum(['written', 'inferred', 'assumed']).exactOptional(),
  /** What the count begins from until the fact itself is known; the result is then provisional. */
  standIn: dayFact.exactOptional(),
  /**
   * Where the limit falls on a day off. `previousWorkingDay`: it moves (AMB-09). `lastBookable`: it stays, and the last
   * working day inside it is given (AMB-08). `workingDayBefore`: the last working day before the day counted (AMB-34).
   */
  lands: z.enum(['previousWorkingDay', 'lastBookable', 'workingDayBefore']).exactOptional(),
  /** The lower of two thresholds, in the same unit (AMB-03). */
  minimum: z.strictObject({ rule: ruleNumber, amount: z.int().min(1).max(120) }).exactOptional(),
  /** A stricter reading, shown as safe: clear days (AMB-07), or the first day counted (AMB-21). */
  stricter: z.enum(['clearDays', 'triggerIsDay1']).exactOptional(),
  /** A number of days in the case that wins when it is shorter. */
  orSooner: z.enum(factsOfType('number')).exactOptional(),
  /** Other duties whose limit this one never passes: the first of them that runs in the case. */
  neverAfter: z.array(code).min(1).exactOptional(),
  /** Further limits: of those that can be counted, the earliest governs. */
  alsoWithin: z.array(z.discriminatedUnion('unit', [
    z.strictObject({ ...limit, ...workingDays }), z.strictObject({ ...limit, ...calendarDays }), z.strictObject({ ...limit, ...months }),
  ])).min(1).exactOptional(),
  /** Rules shown for the other ways to count, when Day 1 is the trigger itself (AMB-01, AMB-02). */
  nationalReading: ruleNumber.exactOptional(),
  dayOffReading: ruleNumber.exactOptional(),
};

export const deadline = z
  .discriminatedUnion('unit', [
    z.strictObject({ ...common, ...workingDays }), z.strictObject({ ...common, ...calendarDays }), z.strictObject({ ...common, ...months }),
    z.strictObject({ ...common, ...hours }), z.strictObject({ ...common, ...minutesBefore }),
  ])
  .superRefine((entry, context) => {
    for (const { path, message } of faultsOf(entry)) context.addIssue({ code: 'custom', path, message });
  });

export type Deadline = DeepReadonly<z.output<typeof deadline>>;
export type Limit = Deadline | NonNullable<Deadline['alsoWithin']>[number];

/** What the shape alone cannot say. */
function faultsOf(entry: z.output<typeof deadline>): { path: string[]; message: string }[] {
  const faults: { path: string[]; message: string }[] = [];
  const fault = (key: string, message: string): number => faults.push({ path: [key], message });
  const counted = entry.unit === 'workingDays' && entry.direction === 'after';
  if (counted && entry.counting === undefined) fault('counting', 'is missing: which day is Day 1?');
  if (entry.unit === 'workingDays' && !counted && entry.counting !== undefined) fault('counting', 'counts on, and this counts back');
  if (entry.stricter === 'clearDays' && (entry.unit !== 'workingDays' || counted)) fault('stricter', 'clear days are working days counted back');
  if (entry.stricter === 'triggerIsDay1' && !(counted && entry.counting === 'dayAfterIsDay1')) fault('stricter', 'needs a count that begins on the day after');
  if (entry.minimum !== undefined && (entry.unit !== 'workingDays' || counted)) fault('minimum', 'goes with working days counted back');
  if (entry.minimum !== undefined && entry.minimum.amount >= entry.amount) fault('minimum', 'is not lower than the amount');
  if (entry.lands !== undefined && (entry.unit === 'hours' || entry.unit === 'minutes')) fault('lands', 'goes with days and months');
  if (new Set(entry.appliesTo).size !== entry.appliesTo.length) fault('appliesTo', 'names one kind twice');
  return faults;
}
