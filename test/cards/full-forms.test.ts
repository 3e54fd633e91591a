/** The forms at their fullest still fit a card: a large family, the whole checklist, a full diary. */
import { expect, test } from 'vitest';
import { MOST_CHILDREN, renderBookingCase, type BookingCaseData } from '../../cards/booking-case/card.ts';
import { bookingCaseSamples } from '../../cards/booking-case/sample.ts';
import { renderBookingDate } from '../../cards/booking-date/card.ts';
import { bookingDateSamples } from '../../cards/booking-date/sample.ts';
import { RELATIVES_A_PAGE, renderBookingFamily, type BookingFamilyData } from '../../cards/booking-family/card.ts';
import { bookingFamilySamples } from '../../cards/booking-family/sample.ts';
import { renderBookingPeople } from '../../cards/booking-people/card.ts';
import { everyNode } from './every-card.ts';

const ids = (card: object): readonly unknown[] => everyNode(card).flatMap(({ id }) => id ?? []);

const TOO_LONG = 'Please keep this to 40 characters or fewer.';
const places = (count: number): number[] => Array.from({ length: count }, (_, place) => place);
const LOOKS_LIKE_A_NAME = 'This looks like a name. Please say what they are to the child, such as Mother; names go in the field for letters.';
const faultsAt = (ids: readonly string[]): Record<string, string> => Object.fromEntries(ids.map((id) => [id, TOO_LONG]));

/** The case with everything asked that any type asks, ten sentences understood and every text at its longest in Welsh letters. */
const FULL_CASE: BookingCaseData = {
  ...bookingCaseSamples[1]!, understood: places(10).map(() => 'Section 47 enquiry initiated on Monday 16 November 2026 (you said “last Monday”)'),
  types: places(6).map((place) => ({ value: `type${place}`, title: 'Initial conference before a return home' })), conferenceType: 'type0', typeWords: 'Initial for one child, together with the review of brothers’ and sisters’ plans. (NOT-118)',
  caseReference: 'ŵ'.repeat(40), threshold: { words: 'Did the enquiry find significant harm, likely to go on? (NOT-001)', value: 'no' },
  dates: places(4).map((place) => ({ field: `date${place}`, label: 'Later strategy discussion, if there was one', value: '2026-11-20', words: 'The strategy discussion that initiated the enquiry. A later one does not start the count anew (AMB-10).' })),
  birth: { label: 'Was the plan made before the birth? (STK-013)', value: 'notBornYet', dates: [{ field: 'date4', label: 'Birth expected on', value: '2026-12-01', words: '' }] },
  managers: places(21).map((place) => ({ value: `33333333-3333-4333-8333-${String(place).padStart(12, '0')}`, title: 'Alexandra Wrenfield-Example' })),
  agreed: { ...bookingCaseSamples[1]!.agreed, note: 'Agreed out of hours. You can book now; the diary co-ordinator acknowledges it by 10:00 on Wednesday 23 December 2026 (NOT-005).' },
  venue: { kind: 'elsewhere', words: 'ŵ'.repeat(120), assessed: 'no', stepFree: 'yes', rule: 'NOT-015' },
  children: places(MOST_CHILDREN).map((index) => ({ index, label: `${index}${'ŵ'.repeat(39)}`, initials: 'ŵŷŵŷŵŷ', age: 'ŵ'.repeat(20), considered: true })),
  faults: {},
};

test('a case with ten children, every field filled in Welsh', () => {
  expect(ids(renderBookingCase(FULL_CASE))).toHaveLength(20 + 3 * MOST_CHILDREN);
});

test('a case with ten children and four of them, and every other field, with a fault', () => {
  const wrong = [
    'conferenceType', 'caseReference', 'date0', 'date1', 'date2', 'date3', 'planBeforeBirth', 'date4', 'threshold', 'agreedBy', 'agreedOn', 'agreedAt', 'format', 'venueKind', 'venueWords', 'venueAssessed', 'stepFree', 'recommendation', 'category', 'children', 'considered',
    ...places(4).flatMap((index) => ['label', 'initials', 'age'].map((field) => `${field}-${index}`)),
  ];
  expect(JSON.stringify(renderBookingCase({ ...FULL_CASE, understood: [], faults: faultsAt(wrong) }))).toContain('33 answers need another look.');
});

test('an eleventh child is refused by name of the field, not cut off', () => {
  const children = places(MOST_CHILDREN + 1).map((index) => ({ index, label: 'Child', initials: '', age: '', considered: false }));
  expect(() => renderBookingCase({ ...FULL_CASE, children })).toThrow('dataInvalid at children');
});

const ofARelative = (index: number): string[] => ['relative', 'responsibility', 'invited', 'whyNot', 'letter', 'interpreter', 'supporter'].map((field) => `${field}-${index}`);
const FULL_RELATIVES = places(RELATIVES_A_PAGE).map((place) => ({
  index: place + 4, label: `${place}${'ŵ'.repeat(39)}`, responsibility: 'unknown', invited: 'post', reason: 'ŵ'.repeat(160), nameKept: true, addressKept: true, interpreter: 'ŵ'.repeat(40), supporter: 'ŵ'.repeat(60), practice: 'unknown',
}));
const FULL_PRACTICES = places(6).map((place) => ({ value: `55555555-5555-4555-8555-${String(place).padStart(12, '0')}`, title: 'x'.repeat(40) }));
const FULL_WAYS = places(6).map((place) => ({ value: `way${place}`, title: 'Too young to say: what is seen of their life' }));
const FULL_FAMILY: BookingFamilyData = { ...bookingFamilySamples[0]!, page: 'page 2 of 5', relativeCount: 8, practices: FULL_PRACTICES, ways: FULL_WAYS, relatives: null, children: null, safety: null };

test('four relatives a page, every field filled in Welsh and every one with a fault', () => {
  const card = renderBookingFamily({ ...FULL_FAMILY, relatives: FULL_RELATIVES, responsibilityReason: 'ŵ'.repeat(300), faults: { ...faultsAt(['responsibilityReason', ...FULL_RELATIVES.flatMap(({ index }) => ofARelative(index))]), ...Object.fromEntries(FULL_RELATIVES.map(({ index }) => [`relative-${index}`, LOOKS_LIKE_A_NAME])) } });
  expect(ids(card)).toHaveLength(8 * RELATIVES_A_PAGE + 1);
});

test('five children a page, every field with a fault', () => {
  const children = places(5).map((place) => ({ index: place + 5, label: 'Child J', participation: 'way1', nameKept: true, birthKept: true }));
  const card = renderBookingFamily({ ...FULL_FAMILY, children, faults: faultsAt(['childRisk', ...children.flatMap(({ index }) => [`participation-${index}`, `childName-${index}`, `bornOn-${index}`])]) });
  expect(ids(card)).toHaveLength(3 * 5 + 2);
});

test('safety with every flag, every text in Welsh and every field with a fault', () => {
  const flagChoices = places(8).map((place) => ({ value: `flag${place}`, title: 'A parent who is invited is not the parent of all the children' }));
  const safety = { advocate: 'ŵ'.repeat(120), apart: 'ŵ'.repeat(200), posed: 'yes', words: 'ŵ'.repeat(300), assessed: 'no', flags: flagChoices.map(({ value }) => value), flagChoices };
  const card = renderBookingFamily({ ...FULL_FAMILY, safety, faults: faultsAt(['advocate', 'riskPosed', 'riskWords', 'riskAssessed', 'apart', 'flags']) });
  expect(ids(card)).toEqual(['advocate', 'riskPosed', 'riskWords', 'riskAssessed', 'apart', 'flags']);
});

/** Every text at its longest, in letters of two bytes each. */
const FULL_PEOPLE = {
  draftId: 'draft-1', op: 'op-1', part: 'all' as const, startedFrom: 'ŵ'.repeat(150), questions: [], outside: 'ŵ'.repeat(800), reason: 'ŵ'.repeat(400),
  observers: { names: 'ŵ'.repeat(300), agreed: '' as const, rule: 'NOT-076' },
  availability: { rule: 'NOT-010', people: Array.from({ length: 14 }, (_, place) => ({ value: `role-role${place}`, title: 'Health visitor or school nurse (0–19 service)' })), asked: [], notAsked: 'ŵ'.repeat(400), cannot: 'ŵ'.repeat(500) },
  missing: Array.from({ length: 40 }, (_, place) => `GP of Relative ${place}: not known yet (NOT-030)`), handOver: { reason: 'ŵ'.repeat(400), rule: 'NOT-039' },
};

const aRow = { title: 'Adult mental health or substance misuse service', need: 'advised' as const, rule: 'NOT-029', note: '', standing: false, withdrawn: '', anybodyHere: false, chosen: [], choices: [], words: 'Must be invited if it began out of hours, if an order came about through them, or after three referrals in six months.' };

test('eighteen roles, half of them with two people to choose from, every text at its longest, and much that is missing', () => {
  const rows = Array.from({ length: 18 }, (_, place) => ({
    ...aRow, roleCode: `role${place}`,
    choices: place % 2 === 0 ? [1, 2].map((person) => ({ value: `66666666-6666-4666-8666-00000000000${person}`, title: 'Priya Heron-Example, health visitor' })) : [],
  }));
  const card = renderBookingPeople({ ...FULL_PEOPLE, rows, faults: Object.fromEntries(['outside', 'observers', 'asked', 'notAsked', 'cannot', 'reason', 'handOverReason'].map((field) => [field, 'Please look at this again.'])) });
  expect(ids(card)).toEqual([...Array.from({ length: 9 }, (_, place) => `role-role${place * 2}`), 'outside', 'observers', 'observersAgreed', 'reason', 'asked', 'notAsked', 'cannot', 'handOverReason']);
  expect(JSON.stringify(card)).toContain('nobody is listed for them here yet');
  expect(JSON.stringify(card)).toContain('and 32 more');
});

test('a required role with nobody listed is still asked about', () => {
  const row = { ...aRow, roleCode: 'teamManager', title: 'Team manager', need: 'required' as const };
  const card = renderBookingPeople({ ...FULL_PEOPLE, missing: [], rows: [row], faults: { 'role-teamManager': 'Nobody is chosen.' } });
  expect(everyNode(card).flatMap(({ text }) => text ?? [])).toContain('Nobody is chosen.');
});

test('in a role of the organisation anybody can be picked, beside those who are listed', () => {
  const row = { ...aRow, roleCode: 'teamManager', anybodyHere: true, choices: [{ value: 'contact:one', title: 'Ros Penn-Example' }] };
  const card = renderBookingPeople({ ...FULL_PEOPLE, missing: [], rows: [row], faults: {} });
  expect(everyNode(card).find(({ id }) => id === 'role-teamManager')).toMatchObject({ isMultiSelect: true, choices: [{ title: 'Ros Penn-Example', value: 'contact:one' }], 'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' } });
});

test('a requirement that stands from before can be withdrawn with a reason, and no other can', () => {
  const rows = [{ ...aRow, roleCode: 'duty', need: 'required' as const, standing: true }, { ...aRow, roleCode: 'gp', need: 'required' as const }];
  const card = renderBookingPeople({ ...FULL_PEOPLE, missing: [], rows, faults: {} });
  expect(ids(card).filter((id) => String(id).startsWith('withdraw'))).toEqual(['withdraw-duty']);
});

test('eight times, twelve lines of counting, fifty chairs and a long summary', () => {
  const [sample] = bookingDateSamples;
  const slots = Array.from({ length: 8 }, (_, place) => ({ value: `2026-12-01T1${place}:00/99999999-9999-4999-8999-999999999999.44444444-4444-4444-8444-111111111111/willow`, title: 'Tue 1 Dec 2026, 10:00 to 12:00', detail: 'Alex Wren-Example · Willow room, Mill House · Mother and Father cannot come then; only 3 working days for reports and invitations; the chair you asked for', late: true }));
  const chairs = Array.from({ length: 50 }, (_, place) => ({ value: `44444444-4444-4444-8444-${String(place).padStart(12, '0')}`, title: `Alexandra Wrenfield-Example ${place}` }));
  const card = renderBookingDate({
    ...sample!, slots, lateReason: 'ŵ'.repeat(400), count: Array.from({ length: 12 }, () => 'Mon 23 to Fri 27 Nov: days 1 to 5; Thursday is a bank holiday and is not counted.'),
    summary: Array.from({ length: 6 }, () => 'x'.repeat(360)), cannotCome: Array.from({ length: 10 }, () => 'Mother: Thu 3 Dec 2026, morning'), greyed: Array.from({ length: 2 }, () => 'Mon 14 Dec 2026: after the latest lawful date. Only two service managers together can agree to it (NOT-013).'),
    preferences: { ...sample!.preferences, chairs, conflictChoices: chairs.slice(0, 10), conflictReason: 'ŵ'.repeat(400) },
  });
  expect(everyNode(card).find(({ id }) => id === 'slot')).toMatchObject({ choices: expect.objectContaining({ length: 8 }) as unknown });
});

test('the time that is held is the one chosen at first, and more times and a new search are one button', () => {
  const [more, none] = bookingDateSamples.map((sample) => renderBookingDate(sample));
  expect(everyNode(more).find(({ id }) => id === 'slot')).toMatchObject({ value: '2026-12-01T10:00/chair-1/willow' });
  const verbs = (card: object | undefined): readonly unknown[] => everyNode(card).flatMap(({ verb, type }) => (type === 'Action.Execute' ? [verb] : []));
  expect(verbs(more)).toEqual(['booking.confirm', 'booking.takeSlot', 'booking.moreSlots', 'booking.back', 'booking.cancel']);
  expect(verbs(none)).toEqual(['booking.find', 'booking.back', 'booking.cancel']);
});

test.each([
  ['the case', renderBookingCase, bookingCaseSamples[0]!],
  ['the family', renderBookingFamily, bookingFamilySamples[0]!],
  ['the date', renderBookingDate, bookingDateSamples[0]!],
] as const)('a fault of %s that belongs to no field on the card is said at the top', (_, render, sample) => {
  const card = (render as (data: object) => object)({ ...sample, faults: { form: 'This conference is already booked.' } });
  const texts = everyNode(card).flatMap(({ text }) => text ?? []);
  expect(texts.slice(0, 3)).toContain('This conference is already booked.');
  expect(texts).not.toContain('One answer needs another look. It is explained below its field.');
});
