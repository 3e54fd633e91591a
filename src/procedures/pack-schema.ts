/**
 * A procedure pack: one authority's rules as data. Every entry cites a rule by number; the rule says where it is
 * written, how sure that is, and why, in words a card can show. A pack leaves out what it inherits.
 */
import { z } from 'zod';
import { agenda, type agendaStep, type capture, type preMeeting } from './agenda-schema.ts';
import { CONFERENCE_TYPES } from './conference-type.ts';
import { deadline, type Deadline } from './deadline-schema.ts';
import { factsOfType } from './facts.ts';
import { clockTime, code, condition, documentCode, minutes, option, packId, plainDate, ruleNumber, words, type DeepReadonly } from './pack-parts.ts';
import type { rule } from './rule-schema.ts';

/** `publisher` and `dated` as the document gives them; null where it gives none. `reviewDue` where it names a day. */
const source = z.strictObject({ title: words, publisher: words, dated: plainDate.nullable(), reviewDue: plainDate.exactOptional() });

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
  appliesTo: z.array(z.enum(['initial', 'review'])).min(1).max(2),
  need: z.enum(['required', 'advised', 'consider']),
  report: z.boolean(),
  rule: ruleNumber,
  alsoRules: z.array(ruleNumber).min(1).exactOptional(),
  words,
  appliesWhen: condition.exactOptional(),
  requiredWhen: condition.exactOptional(),
});

/** What the booking asks so that the conditions can be decided. */
const question = z.strictObject({ fact: z.enum(factsOfType('boolean', 'number', 'choice', 'days')), ask: words, rule: ruleNumber });

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

/** Who can be told of late reports: by their part in the conference, a service manager by the authority. */
const ESCALATES_TO = ['socialWorker', 'chair', 'teamManager', 'serviceManager'] as const;
export type EscalatesTo = (typeof ESCALATES_TO)[number];

/** `workingDays`: relative to the last day, 0 being that day itself. `escalateTo`: who hears then which reports are late. */
const rung = z.strictObject({ id: code, workingDays: z.int().min(-30).max(30), at: clockTime, words, escalateTo: z.array(z.enum(ESCALATES_TO)).min(1).exactOptional() });

const reminders = z.strictObject({ rule: ruleNumber, workingHours: z.strictObject({ from: clockTime, to: clockTime }), reports: z.array(rung).min(1) });

const booking = z.strictObject({
  formRule: ruleNumber,
  checklistRule: ruleNumber,
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
  /** Between two conferences of one chair, in minutes. */
  gapMinutes: z.int().min(0).max(240),
  /** Domains whose mail counts as secure, with everything below them. */
  secureMail: z.strictObject({ rule: ruleNumber, domains: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is not a domain')).min(1) }),
  /** Whether the social worker says beforehand what will be recommended. */
  recommendation: z.strictObject({ rule: ruleNumber, asked: z.enum(['perChild', 'notAsked']) }),
  /** Whether a professional who cannot come sends a written report instead, though none was asked of them. */
  absence: z.strictObject({ rule: ruleNumber, report: z.enum(['required', 'notRequired']) }),
  participation: z.strictObject({ rule: ruleNumber, options: z.array(option).min(2) }),
  /** The types of conference that are booked by this pack, the usual one first. */
  types: z.array(z.strictObject({ value: z.enum(CONFERENCE_TYPES), label: words, words, rule: ruleNumber })).min(1),
  agreed: z.strictObject({ rule: ruleNumber }),
  parentalResponsibilityRule: ruleNumber,
  childRule: ruleNumber,
  childRiskRule: ruleNumber,
  venueRule: ruleNumber,
  observerRule: ruleNumber,
  legalRule: ruleNumber,
  handOverRule: ruleNumber,
  gpRule: ruleNumber,
  coreGroupStartRule: ruleNumber,
});

/** Sections a pack may give in part; what it leaves out of one, it inherits. */
const sections = { contacts: z.strictObject({ diaryCoordinator: contact, meetingSupport: contact, outOfHours: contact }), agenda, decisions, plan, quorum, reminders, booking };

export type SectionName = keyof typeof sections;
export const sectionNames = Object.keys(sections) as readonly SectionName[];

/** One pack as its file has it. */
export const packFileSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  id: packId,
  /** `base` stands under others, `authority` is one authority's, `overlay` is laid over any of them. */
  kind: z.enum(['base', 'authority', 'overlay']),
  version: words,
  name: words,
  jurisdiction: z.enum(['england', 'wales', 'england-and-wales']),
  /** The packs it stands on, the nearest first. */
  inherits: z.array(packId),
  sources: z.record(documentCode, source),
  /** What comes later counts for the next working day. */
  closeOfBusiness: clockTime.exactOptional(),
  terms: z.strictObject({ roles: z.record(code, words), things: z.record(code, words) }).exactOptional(),
  deadlines: z.array(deadline).exactOptional(),
  agencies: z.record(code, agency).exactOptional(),
  invitees: z.array(invitee).exactOptional(),
  questions: z.array(question).exactOptional(),
  contacts: sections.contacts.partial().exactOptional(),
  agenda: sections.agenda.partial().exactOptional(),
  decisions: sections.decisions.partial().exactOptional(),
  plan: sections.plan.partial().exactOptional(),
  quorum: sections.quorum.partial().exactOptional(),
  reminders: sections.reminders.partial().exactOptional(),
  booking: sections.booking.partial().exactOptional(),
});

/** What a section lacks once everything is inherited: the paths of the missing keys. */
export function missingKeys(name: SectionName, section: object): string[] {
  return Object.keys(sections[name].shape).filter((key) => !Object.hasOwn(section, key)).map((key) => `${name}.${key}`);
}

export type ParsedPackFile = DeepReadonly<z.output<typeof packFileSchema>>;
export type Rule = DeepReadonly<z.output<typeof rule>>;
export type Confidence = Rule['confidence'];

/** A rule as it stands in a resolved pack; `inheritedFrom` is the id of the pack it came from, when it is another. */
export type ResolvedRule = Rule & { readonly pack: string; readonly inheritedFrom?: string };

type Sections = { readonly [Name in SectionName]: DeepReadonly<z.output<(typeof sections)[Name]>> };

type Core = {
  readonly id: string;
  readonly kind: ParsedPackFile['kind'];
  readonly name: string;
  readonly jurisdiction: ParsedPackFile['jurisdiction'];
  /** Its own version and those it stands on: what a conference is pinned to. */
  readonly version: string;
  /** Itself, then what it stands on, then its overlays. */
  readonly lineage: readonly { readonly id: string; readonly version: string }[];
  readonly sources: ParsedPackFile['sources'];
  readonly closeOfBusiness: string | undefined;
  readonly rules: { readonly [number: string]: ResolvedRule };
  readonly terms: NonNullable<ParsedPackFile['terms']>;
  readonly deadlines: readonly Deadline[];
  readonly agencies: NonNullable<ParsedPackFile['agencies']>;
  readonly invitees: readonly InviteeRow[];
  readonly questions: NonNullable<ParsedPackFile['questions']>;
};

/** A pack with everything it inherits. An overlay by itself has rules and deadlines, and no conference to run. */
export type RulePack = Core & { readonly [Name in SectionName]?: Sections[Name] };

/** A resolved pack that conferences can be run by. */
export type Pack = Core & Sections;

export type Contact = DeepReadonly<z.output<typeof contact>>;
export type InviteeRow = DeepReadonly<z.output<typeof invitee>>;
export type AgendaStep = DeepReadonly<z.output<typeof agendaStep>>;
export type PreMeeting = DeepReadonly<z.output<typeof preMeeting>>;
export type Capture = DeepReadonly<z.output<typeof capture>>;
export type CaptureKind = Capture['kind'];

/** The pack with every section, or undefined when it has not all of them. */
export function withSections(pack: RulePack): Pack | undefined {
  return sectionNames.every((name) => pack[name] !== undefined && missingKeys(name, pack[name]).length === 0) ? (pack as Pack) : undefined;
}
