/**
 * First booking card: what was understood, the type of conference, its dates, who agreed to it, where, and the children by
 * label. No field blocks a button; what is missing or cannot be is said beside its field when the card comes back.
 * What does not apply to the type is not asked.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type FieldReader, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** As many children as one card has room for. */
export const MOST_CHILDREN = 10;
const LONGEST_VENUE = 120;
/** A longer label stands in its own field; where it would stand once more, the number does as well. */
const SHORT_LABEL = 16;

const child = z.strictObject({ index: z.int().min(0), label: z.string().max(LONGEST.label), initials: z.string().max(LONGEST.initials), age: z.string().max(LONGEST.age), considered: z.boolean() });
const plainDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const clockTime = z.string().regex(/^\d{2}:\d{2}$/);
const answer = z.string().max(40);
const option = z.strictObject({ title: line, value: ownId });

const dateField = z.strictObject({ field: ownId, label: line, value: plainDate.or(z.literal('')), words: sentence });

const data = z.strictObject({
  draftId: ownId,
  op: operationId,
  understood: listOf(line, 10),
  types: listOf(option, 6),
  conferenceType: ownId,
  typeWords: sentence,
  caseReference: z.string().max(LONGEST.caseReference),
  dates: listOf(dateField, 5),
  /** Whether the plan was made before the birth, with the day that the answer brings; null where it is not asked. */
  birth: z.strictObject({ label: line, value: answer, dates: listOf(dateField, 1) }).nullable(),
  /** The question that the threshold puts; null where it is not asked. */
  threshold: z.strictObject({ words: line, value: answer }).nullable(),
  managers: listOf(option, 30),
  agreed: z.strictObject({ label: line, by: answer, on: plainDate.or(z.literal('')), at: clockTime.or(z.literal('')), asksWhen: z.boolean(), note: sentence }),
  formats: listOf(option, 6),
  format: answer,
  /** Null where everybody meets on Teams. */
  venue: z.strictObject({ kind: z.enum(['ours', 'elsewhere']), words: z.string().max(LONGEST_VENUE), assessed: answer, stepFree: answer, rule: line }).nullable(),
  recommendation: z.strictObject({ value: answer, category: answer, categories: listOf(option, 8), rule: line }).nullable(),
  children: z.array(child).min(1).max(MOST_CHILDREN).readonly().refine((children) => children.every(({ index }, place) => index === place)),
  today: plainDate,
  faults,
});

const NO_VENUE = { kind: 'ours', words: '', assessed: '', stepFree: '', rule: '' } as const;
const FIELDS = ['conferenceType', 'caseReference', 'planBeforeBirth', 'threshold', 'agreedBy', 'agreedOn', 'agreedAt', 'format', 'venueKind', 'venueWords', 'venueAssessed', 'stepFree', 'recommendation', 'category', 'children', 'considered'];

const schema = data.transform(({ faults: wrong, children, threshold, agreed, venue, recommendation, dates, birth, ...rest }) => ({
  ...rest,
  ...faultsOnTop(wrong, [...FIELDS, ...[...dates, ...(birth?.dates ?? [])].map(({ field }) => field), ...children.flatMap(({ index }) => [`label-${index}`, `initials-${index}`, `age-${index}`])]),
  ...Object.fromEntries(FIELDS.map((field) => [`${field}Fault`, faultOf(wrong, field)])),
  hasUnderstood: rest.understood.length > 0,
  dates: dates.map((each) => ({ ...each, fault: faultOf(wrong, each.field) })),
  asksBirth: birth !== null, birthLabel: birth?.label ?? '', planBeforeBirth: birth?.value ?? '', birthDates: (birth?.dates ?? []).map((each) => ({ ...each, fault: faultOf(wrong, each.field) })),
  asksThreshold: threshold !== null, thresholdWords: threshold?.words ?? '', threshold: threshold?.value ?? '',
  agreed: { by: agreed.by, on: agreed.on, at: agreed.at }, agreedLabel: agreed.label, asksWhenAgreed: agreed.asksWhen, agreedNote: agreed.note,
  asksVenue: venue !== null, asksElsewhere: venue?.kind === 'elsewhere', venue: venue ?? NO_VENUE, venueRule: venue?.rule ?? '',
  asksRecommendation: recommendation !== null, recommendation: recommendation?.value ?? '', category: recommendation?.category ?? '', categories: recommendation?.categories ?? [], recommendationRule: recommendation?.rule ?? '',
  childCount: children.length, severalChildren: children.length > 1, canAddChild: children.length < MOST_CHILDREN,
  considered: children.filter(({ considered }) => considered).map(({ index }) => index).join(','),
  childChoices: children.map(({ index, label }) => ({ title: label === '' || label.length > SHORT_LABEL ? `Child ${index + 1}` : label, value: String(index) })),
  children: children.map(({ considered: _considered, ...each }) => ({
    ...each, number: each.index + 1,
    labelFault: faultOf(wrong, `label-${each.index}`), initialsFault: faultOf(wrong, `initials-${each.index}`), ageFault: faultOf(wrong, `age-${each.index}`),
  })),
}));

export type BookingCaseData = z.input<typeof schema>;

/** Sends back `booking.case`, `booking.changeType`, `booking.addChild`, `booking.removeChild` (read with `parseBookingCase`) or `booking.cancel`. Throws `CardNotMade`. */
export const renderBookingCase = renderer('booking-case', template, schema);

/** What was typed or chosen, trimmed and otherwise as it was; a question that was not on the card is ''. */
export type BookingCaseSubmission = {
  readonly draftId: string;
  readonly op: string;
  readonly conferenceType: string;
  readonly caseReference: string;
  readonly dates: Readonly<Record<string, string>>;
  readonly planBeforeBirth: string;
  readonly threshold: string;
  readonly agreed: { readonly by: string; readonly on: string; readonly at: string };
  readonly format: string;
  readonly venue: { readonly kind: string; readonly words: string; readonly assessed: string; readonly stepFree: string };
  readonly recommendation: string;
  readonly category: string;
  readonly children: readonly { readonly label: string; readonly initials: string; readonly age: string; readonly considered: boolean }[];
};

/** Reads the card back. Faults are keyed as in the card: `caseReference`, `label-0` … */
export function parseBookingCase(input: unknown, dateFields: readonly string[]): Submitted<BookingCaseSubmission> {
  return readSubmission(input, (fields) => {
    const considered = new Set(fields.choices('considered'));
    return {
      draftId: fields.id('draftId'),
      op: fields.id('op'),
      conferenceType: fields.choice('conferenceType'),
      caseReference: fields.line('caseReference', LONGEST.caseReference),
      dates: Object.fromEntries(dateFields.map((field) => [field, fields.line(field, LONGEST.date)])),
      planBeforeBirth: fields.choice('planBeforeBirth'),
      threshold: fields.choice('threshold'),
      agreed: { by: fields.choice('agreedBy'), on: fields.line('agreedOn', LONGEST.date), at: fields.line('agreedAt', 5) },
      format: fields.choice('format'),
      venue: { kind: fields.choice('venueKind'), words: fields.line('venueWords', LONGEST_VENUE), assessed: fields.choice('venueAssessed'), stepFree: fields.choice('stepFree') },
      recommendation: fields.choice('recommendation'),
      category: fields.choice('category'),
      children: Array.from({ length: fields.count('childCount', MOST_CHILDREN) }, (_, index) => ({ ...childTyped(fields, index), considered: considered.has(String(index)) })),
    };
  });
}

function childTyped(fields: FieldReader, index: number): { readonly label: string; readonly initials: string; readonly age: string } {
  return { label: fields.line(`label-${index}`, LONGEST.label), initials: fields.line(`initials-${index}`, LONGEST.initials), age: fields.line(`age-${index}`, LONGEST.age) };
}
