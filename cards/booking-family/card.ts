/**
 * Second booking card: the family by label, who is invited and why not, what letters need, how each child takes part, and
 * safety (NOT-008, NOT-020 to NOT-025, NOT-030, NOT-053, NOT-072, NOT-075). A full name, a birth date and an address go
 * in once and never come out again: the family record holds them. A large family takes several pages of this card.
 */
import { z } from 'zod';
import { faultOf, faults, faultsOnTop, line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type FieldReader, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

export const MOST_RELATIVES = 8;
/** As many relatives as one page has room for. */
export const RELATIVES_A_PAGE = 4;
const MOST_CHILDREN = 10;
const SHORT_LABEL = 16;
const LONGEST_TYPED = { reason: 160, letter: 250, interpreter: 40, supporter: 60, advocate: 120, apart: 200, risk: 300, why: 300 } as const;

const option = z.strictObject({ title: line, value: ownId });
const answer = z.string().max(40);
const plainDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const relative = z.strictObject({
  index: z.int().min(0), label: z.string().max(LONGEST.label), responsibility: answer, invited: answer, reason: z.string().max(LONGEST_TYPED.reason),
  nameKept: z.boolean(), addressKept: z.boolean(), interpreter: z.string().max(LONGEST_TYPED.interpreter), supporter: z.string().max(LONGEST_TYPED.supporter), practice: answer,
});
const child = z.strictObject({ index: z.int().min(0), label: z.string().max(LONGEST.label), participation: answer, nameKept: z.boolean(), birthKept: z.boolean() });

const data = z.strictObject({
  draftId: ownId,
  op: operationId,
  /** "Page 1 of 3"; '' where there is one page. */
  page: line,
  /** What the screen before this one leads to, such as a decision out of hours; '' for nothing. */
  note: sentence,
  /** The relatives of this page, counted from the first of all; null where this page has none. */
  relatives: listOf(relative, RELATIVES_A_PAGE).nullable(),
  relativeCount: z.int().min(0).max(MOST_RELATIVES),
  /** Whether people are added and removed on this page. */
  changes: z.boolean(),
  responsibilityReason: z.string().max(LONGEST_TYPED.why).nullable(),
  children: listOf(child, MOST_CHILDREN).nullable(),
  childrensPractice: answer,
  childRisk: answer,
  practices: listOf(option, 12),
  ways: listOf(option, 8),
  safety: z.strictObject({
    advocate: z.string().max(LONGEST_TYPED.advocate), apart: z.string().max(LONGEST_TYPED.apart), posed: answer, words: z.string().max(LONGEST_TYPED.risk), assessed: answer,
    flags: listOf(ownId, 12), flagChoices: listOf(option, 12),
  }).nullable(),
  rules: z.strictObject({ responsibility: line, participation: line, gp: line, childRisk: line, risk: line, flags: line }),
  today: plainDate,
  faults,
});

const NO_SAFETY = { advocate: '', apart: '', posed: '', words: '', assessed: '', flags: [], flagChoices: [] } as const;
const FIELDS = ['responsibilityReason', 'childRisk', 'advocate', 'riskPosed', 'riskWords', 'riskAssessed', 'apart', 'flags'];
const OF_A_RELATIVE = { label: 'relative', responsibility: 'responsibility', invited: 'invited', reason: 'whyNot', letter: 'letter', interpreter: 'interpreter', supporter: 'supporter' } as const;

const schema = data.transform(({ faults: wrong, page, relatives, children, safety, rules, responsibilityReason, changes, ...rest }) => ({
  ...rest,
  ...faultsOnTop(wrong, [
    ...FIELDS, ...(relatives ?? []).flatMap(({ index }) => Object.values(OF_A_RELATIVE).map((field) => `${field}-${index}`)),
    ...(children ?? []).flatMap(({ index }) => [`participation-${index}`, `childName-${index}`, `bornOn-${index}`]),
  ]),
  ...Object.fromEntries(FIELDS.map((field) => [`${field}Fault`, faultOf(wrong, field)])),
  place: page === '' ? '' : ` · ${page}`,
  showsRelatives: relatives !== null, changesRelatives: changes, canAddRelative: rest.relativeCount < MOST_RELATIVES, canRemoveRelative: rest.relativeCount > 0,
  asksResponsibilityReason: responsibilityReason !== null, responsibilityReason: responsibilityReason ?? '',
  showsChildren: children !== null, showsSafety: safety !== null,
  advocate: safety?.advocate ?? '', apart: safety?.apart ?? '', risk: { posed: safety?.posed ?? '', words: safety?.words ?? '', assessed: safety?.assessed ?? '' },
  flags: (safety ?? NO_SAFETY).flags.join(','), flagChoices: safety?.flagChoices ?? [],
  responsibilityRule: rules.responsibility, participationRule: rules.participation, gpRule: rules.gp, childRiskRule: rules.childRisk, riskRule: rules.risk, flagsRule: rules.flags,
  relatives: (relatives ?? []).map(({ nameKept, addressKept, ...each }) => ({
    ...each, number: each.index + 1, who: shortly(each.label, `Person ${each.index + 1}`), kept: keptWords([nameKept ? 'name' : '', addressKept ? 'address' : '']),
    ...Object.fromEntries(Object.entries(OF_A_RELATIVE).map(([name, field]) => [`${name}Fault`, faultOf(wrong, `${field}-${each.index}`)])),
  })),
  children: (children ?? []).map(({ nameKept, birthKept, ...each }) => ({
    ...each, label: shortly(each.label, `Child ${each.index + 1}`), kept: keptWords([nameKept ? 'name' : '', birthKept ? 'date of birth' : '']),
    participationFault: faultOf(wrong, `participation-${each.index}`), nameFault: faultOf(wrong, `childName-${each.index}`), bornOnFault: faultOf(wrong, `bornOn-${each.index}`),
  })),
}));

/** A long label would stand before every question about its person: their number does as well. */
function shortly(label: string, otherwise: string): string {
  return label === '' || label.length > SHORT_LABEL ? otherwise : label;
}

/** "A name and an address are kept. Leave a field empty to keep it." */
function keptWords(kept: readonly string[]): string {
  const named = kept.filter((each) => each !== '').map((each) => (each.startsWith('a') ? `an ${each}` : `a ${each}`));
  return named.length === 0 ? '' : `${named.join(' and ').replace(/^a/, 'A')} ${named.length === 1 ? 'is' : 'are'} kept. Leave a field empty to keep it.`;
}

export type BookingFamilyData = z.input<typeof schema>;

/** Sends back `booking.family`, `booking.addRelative`, `booking.removeRelative` (read with `parseBookingFamily`), `booking.back` or `booking.cancel`. Throws `CardNotMade`. */
export const renderBookingFamily = renderer('booking-family', template, schema);

export type RelativeTyped = {
  readonly label: string; readonly responsibility: string; readonly invited: string; readonly reason: string; readonly fullName: string; readonly address: string;
  readonly interpreter: string; readonly supporter: string; readonly practice: string;
};

/** `invited`: 'post', 'byHand' or 'no'. `fullName`, `address` and `bornOn` are '' where nothing was typed, also where something is kept. */
export type BookingFamilySubmission = {
  readonly draftId: string;
  readonly op: string;
  readonly relatives: readonly RelativeTyped[];
  readonly responsibilityReason: string;
  readonly children: readonly { readonly participation: string; readonly fullName: string; readonly bornOn: string }[];
  readonly childrensPractice: string;
  readonly childRisk: string;
  readonly advocate: string;
  readonly apart: string;
  readonly risk: { readonly posed: string; readonly words: string; readonly assessed: string };
  readonly flags: readonly string[];
};

/** Reads the card back: the relatives from `from` on, so many of them, and so many children. */
export function parseBookingFamily(input: unknown, { from, relatives, children }: { readonly from: number; readonly relatives: number; readonly children: number }): Submitted<BookingFamilySubmission> {
  return readSubmission(input, (fields) => ({
    draftId: fields.id('draftId'),
    op: fields.id('op'),
    relatives: Array.from({ length: relatives }, (_, place) => relativeTyped(fields, from + place)),
    responsibilityReason: fields.text('responsibilityReason', LONGEST_TYPED.why),
    children: Array.from({ length: children }, (_, index) => ({ participation: fields.choice(`participation-${index}`), fullName: fields.line(`childName-${index}`, LONGEST.name), bornOn: fields.line(`bornOn-${index}`, LONGEST.date) })),
    childrensPractice: fields.choice('childrensPractice'),
    childRisk: fields.choice('childRisk'),
    advocate: fields.line('advocate', LONGEST_TYPED.advocate),
    apart: fields.line('apart', LONGEST_TYPED.apart),
    risk: { posed: fields.choice('riskPosed'), words: fields.text('riskWords', LONGEST_TYPED.risk), assessed: fields.choice('riskAssessed') },
    flags: fields.choices('flags'),
  }));
}

function relativeTyped(fields: FieldReader, index: number): RelativeTyped {
  const [fullName = '', ...address] = fields.text(`letter-${index}`, LONGEST_TYPED.letter).split('\n').map((typed) => typed.trim()).filter((typed) => typed !== '');
  return {
    label: fields.line(`relative-${index}`, LONGEST.label), responsibility: fields.choice(`responsibility-${index}`), invited: fields.choice(`invited-${index}`), reason: fields.line(`whyNot-${index}`, LONGEST_TYPED.reason),
    fullName, address: address.join('\n'), interpreter: fields.line(`interpreter-${index}`, LONGEST_TYPED.interpreter), supporter: fields.line(`supporter-${index}`, LONGEST_TYPED.supporter), practice: fields.choice(`practice-${index}`),
  };
}
