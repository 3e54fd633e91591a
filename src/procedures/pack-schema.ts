/**
 * A procedure pack: one authority's rules as data. Every entry cites a rule by number; the rule says where it is
 * written, how sure that is, and why, in words a card can show.
 */
import { z } from 'zod';
import { agenda, type agendaStep, type capture, type preMeeting } from './agenda-schema.ts';
import { deadlines } from './deadline-schema.ts';
import { factTypes } from './facts.ts';
import { clockTime, code, condition, minutes, option, plainDate, ruleNumber, words, type DeepReadonly } from './pack-parts.ts';

/** `publisher` and `dated` as the document gives them; null where it gives none. */
const source = z.strictObject({ title: words, publisher: words, dated: plainDate.nullable() });

/** `lines` count the lines of the stored copy of the document; null where there is no one line to point at. */
const rule = z.strictObject({
  kind: z.enum(['deadline', 'check', 'role', 'letter', 'form', 'record', 'decision', 'guidance', 'reading', 'assumption']),
  source: z.strictObject({ document: code, lines: z.string().regex(/^\d+(–\d+)?(, \d+(–\d+)?)*$/).nullable() }),
  confidence: z.enum(['written', 'inferred', 'inherited', 'assumed']),
  words,
});

const contact = z.strictObject({
  rule: ruleNumber,
  name: words,
  telephone: z.string().regex(/^0[\d ]{9,13}$/, 'is not a British telephone number'),
  note: words.exactOptional(),
});

/** An agency as the quorum counts it: health is one agency, however many of its people come. */
const agency = z.strictObject({ name: words, countsForQuorum: z.boolean() });

/**
 * One row of the invitation checklist. `need` holds unless `requiredWhen` raises it; with `appliesWhen` the row is
 * left out when that is known to be untrue. `report`: a written report is asked for.
 */
const invitee = z.strictObject({
  roleCode: code,
  display: words,
  agency: code,
  need: z.enum(['required', 'advised', 'consider']),
  report: z.boolean(),
  rule: ruleNumber,
  words,
  appliesWhen: condition.exactOptional(),
  requiredWhen: condition.exactOptional(),
});

/** What the booking asks so that the conditions can be decided. */
const question = z.strictObject({ fact: z.enum(Object.keys(factTypes) as (keyof typeof factTypes)[]), ask: words, rule: ruleNumber });

const decisions = z.strictObject({
  rule: ruleNumber,
  dissentRule: ruleNumber,
  model: z.enum(['chair', 'members', 'consensusThenChair']),
  perChild: z.literal(true),
  planBeforeDecision: z.boolean(),
  test: z.strictObject({ rule: ruleNumber, words }),
  outcomes: z.array(z.strictObject({ value: z.enum(['plan', 'noPlan']), label: words })).length(2),
  views: z.array(option).min(2),
  categoriesRule: ruleNumber,
  /** Codes of the Department for Education's census. */
  categories: z.array(z.strictObject({ code, name: words })).min(1),
  /** What is reported when several categories are chosen. */
  multiple: z.strictObject({ code, name: words }),
  noPlan: z.array(z.strictObject({ value: code, label: words, rule: ruleNumber })).min(1),
});

const plan = z.strictObject({
  rule: ruleNumber,
  parts: z.array(z.strictObject({ id: code, label: words, words, rule: ruleNumber, per: z.enum(['plan', 'child', 'action']), required: z.boolean() })).min(1),
  visitFrequency: z.strictObject({ rule: ruleNumber, maximumDays: z.int().min(1).max(28) }),
});

const quorum = z.strictObject({
  rule: ruleNumber,
  minAgencies: z.int().min(2),
  mustInclude: z.array(code),
  /** The chair may go on with fewer, but never with fewer than this. */
  overrideFloor: z.int().min(2),
});

/** `workingDays`: relative to the last day, 0 being that day itself. */
const rung = z.strictObject({ id: code, workingDays: z.int().min(-30).max(30), at: clockTime, words });

const reminders = z
  .strictObject({
    rule: ruleNumber,
    workingHours: z.strictObject({ from: clockTime, to: clockTime }),
    reports: z.array(rung).min(1),
  })
  .superRefine(({ workingHours, reports }, context) => {
    for (const [index, { at }] of reports.entries()) {
      if (at < workingHours.from || at > workingHours.to) context.addIssue({ code: 'custom', path: ['reports', index, 'at'], message: 'lies outside the working hours' });
    }
  });

const booking = z
  .strictObject({
    thresholdRule: ruleNumber,
    riskRule: ruleNumber,
    availabilityRule: ruleNumber,
    outOfTime: z.strictObject({ rule: ruleNumber, approvals: z.array(code).min(1) }),
    formatRule: ruleNumber,
    formats: z.array(z.strictObject({ value: z.enum(['faceToFace', 'hybrid', 'virtual']), label: words, words })).min(1),
    defaultFormat: z.enum(['faceToFace', 'hybrid', 'virtual']),
    timesRule: ruleNumber,
    conferenceMinutes: minutes,
    earliestStart: clockTime,
    latestStart: clockTime,
    /** Starts that are offered first. */
    slots: z.array(clockTime).min(1),
    chairFlagsRule: ruleNumber,
    chairFlags: z.array(option).min(1),
  })
  .superRefine(({ slots, earliestStart, latestStart, formats, defaultFormat }, context) => {
    for (const [index, slot] of slots.entries()) {
      if (slot < earliestStart || slot > latestStart) context.addIssue({ code: 'custom', path: ['slots', index], message: 'lies outside the start times' });
    }
    if (!formats.some(({ value }) => value === defaultFormat)) context.addIssue({ code: 'custom', path: ['defaultFormat'], message: 'is not among the formats' });
  });

export const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  version: words,
  name: words,
  jurisdiction: z.enum(['england', 'wales']),
  sources: z.record(code, source),
  rules: z.record(ruleNumber, rule),
  terms: z.strictObject({ roles: z.record(code, words), things: z.record(code, words) }),
  contacts: z.strictObject({ diaryCoordinator: contact, meetingSupport: contact, outOfHours: contact }),
  deadlines,
  agencies: z.record(code, agency),
  invitees: z.array(invitee).min(1),
  questions: z.array(question),
  agenda,
  decisions,
  plan,
  quorum,
  reminders,
  booking,
});

export type Pack = DeepReadonly<z.output<typeof packSchema>>;
export type Rule = DeepReadonly<z.output<typeof rule>>;
export type Confidence = Rule['confidence'];
export type Contact = DeepReadonly<z.output<typeof contact>>;
export type Deadlines = Pack['deadlines'];
export type InviteeRow = DeepReadonly<z.output<typeof invitee>>;
export type AgendaStep = DeepReadonly<z.output<typeof agendaStep>>;
export type PreMeeting = DeepReadonly<z.output<typeof preMeeting>>;
export type Capture = DeepReadonly<z.output<typeof capture>>;
export type CaptureKind = Capture['kind'];
