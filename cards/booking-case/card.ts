/**
 * First booking card: the case and its children. No field blocks a button, so that adding a child or cancelling is
 * always possible; what is missing or cannot be is said beside its field when the card comes back.
 * A full name goes in once and never comes out again (the family record holds it).
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId } from '../fields.ts';
import { type FieldReader, LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** As many children as one card has room for. */
export const MOST_CHILDREN = 10;

const child = z.strictObject({
  index: z.int().min(0),
  label: z.string().max(LONGEST.label),
  initials: z.string().max(LONGEST.initials),
  age: z.string().max(LONGEST.age),
  nameKept: z.boolean(),
});

const plainDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const data = z.strictObject({
  draftId: ownId,
  op: operationId,
  values: z.strictObject({
    caseReference: z.string().max(LONGEST.caseReference),
    s47InitiatedOn: plainDate.or(z.literal('')),
    format: z.string().max(40),
    children: z
      .array(child)
      .min(1)
      .max(MOST_CHILDREN)
      .readonly()
      .refine((children) => children.every(({ index }, place) => index === place)),
  }),
  formats: listOf(z.strictObject({ value: ownId, label: line }), 6),
  faults,
  today: plainDate,
  canAddChild: z.boolean(),
});

const schema = data.transform(({ faults: wrong, values, ...rest }) => ({
  ...rest,
  values,
  ...faultsOnTop(wrong, fieldsOf(values.children.length)),
  caseReferenceFault: faultOf(wrong, 'caseReference'),
  s47InitiatedOnFault: faultOf(wrong, 's47InitiatedOn'),
  formatFault: faultOf(wrong, 'format'),
  childrenFault: faultOf(wrong, 'children'),
  childCount: values.children.length,
  canRemoveChild: values.children.length > 1,
  children: values.children.map((each) => ({
    ...each,
    number: each.index + 1,
    labelFault: faultOf(wrong, `label-${each.index}`),
    initialsFault: faultOf(wrong, `initials-${each.index}`),
    ageFault: faultOf(wrong, `age-${each.index}`),
    fullNameFault: faultOf(wrong, `fullName-${each.index}`),
  })),
}));

function fieldsOf(childCount: number): readonly string[] {
  const perChild = Array.from({ length: childCount }, (_, index) => [`label-${index}`, `initials-${index}`, `age-${index}`, `fullName-${index}`]);
  return ['caseReference', 's47InitiatedOn', 'format', 'children', ...perChild.flat()];
}

export type BookingCaseData = z.input<typeof schema>;

/** Sends back `booking.case`, `booking.addChild`, `booking.removeChild` (read with `parseBookingCase`) or `booking.cancel`. Throws `CardNotMade`. */
export const renderBookingCase = renderer('booking-case', template, schema);

/** What was typed, trimmed and otherwise as it was. `fullName` is '' where none was typed, also where one is kept. */
export type BookingCaseSubmission = {
  readonly draftId: string;
  readonly op: string;
  readonly caseReference: string;
  readonly s47InitiatedOn: string;
  readonly format: string;
  readonly children: readonly { readonly label: string; readonly initials: string; readonly age: string; readonly fullName: string }[];
};

/** Reads the card back. Faults are keyed as in the card: `caseReference`, `label-0`, `fullName-1` … */
export function parseBookingCase(input: unknown): Submitted<BookingCaseSubmission> {
  return readSubmission(input, (fields) => ({
    draftId: fields.id('draftId'),
    op: fields.id('op'),
    caseReference: fields.line('caseReference', LONGEST.caseReference),
    s47InitiatedOn: fields.line('s47InitiatedOn', LONGEST.date),
    format: fields.choice('format'),
    children: Array.from({ length: fields.count('childCount', MOST_CHILDREN) }, (_, index) => childTyped(fields, index)),
  }));
}

function childTyped(fields: FieldReader, index: number): BookingCaseSubmission['children'][number] {
  return {
    label: fields.line(`label-${index}`, LONGEST.label),
    initials: fields.line(`initials-${index}`, LONGEST.initials),
    age: fields.line(`age-${index}`, LONGEST.age),
    fullName: fields.line(`fullName-${index}`, LONGEST.name),
  };
}
