/** The forms at their fullest still fit a card: a large family, the whole checklist, a full diary. */
import { expect, test } from 'vitest';
import { MOST_CHILDREN, renderBookingCase } from '../../cards/booking-case/card.ts';
import { bookingCaseSamples } from '../../cards/booking-case/sample.ts';
import { renderBookingDate } from '../../cards/booking-date/card.ts';
import { bookingDateSamples } from '../../cards/booking-date/sample.ts';
import { renderBookingPeople } from '../../cards/booking-people/card.ts';
import { everyNode } from './every-card.ts';

const ids = (card: object): readonly unknown[] => everyNode(card).flatMap(({ id }) => id ?? []);

test('ten children, every field of theirs filled in Welsh and every one with a fault', () => {
  const places = Array.from({ length: MOST_CHILDREN }, (_, index) => index);
  const children = places.map((index) => ({ index, label: `${index}${'ŵ'.repeat(39)}`, initials: 'ŵŷŵŷŵŷ', age: 'ŵ'.repeat(20), nameKept: true }));
  const faults = Object.fromEntries(places.flatMap((index) => ['label', 'initials', 'age', 'fullName'].map((field) => [`${field}-${index}`, 'this is longer than 40 characters. Please shorten it.'])));
  const card = renderBookingCase({ ...bookingCaseSamples[0]!, values: { ...bookingCaseSamples[0]!.values, children }, faults, canAddChild: false });
  expect(ids(card)).toHaveLength(3 + 4 * MOST_CHILDREN);
  expect(JSON.stringify(card)).toContain('40 answers need another look.');
});

test('an eleventh child is refused by name of the field, not cut off', () => {
  const children = Array.from({ length: MOST_CHILDREN + 1 }, (_, index) => ({ index, label: 'Child', initials: '', age: '', nameKept: false }));
  expect(() => renderBookingCase({ ...bookingCaseSamples[0]!, values: { ...bookingCaseSamples[0]!.values, children } })).toThrow('dataInvalid at values.children');
});

test('twenty-four roles, half of them with three people to choose from', () => {
  const rows = Array.from({ length: 24 }, (_, place) => ({
    roleCode: `role${place}`, title: 'Adult mental health or substance misuse service', need: 'advised' as const, rule: 'NOT-029', chosen: [],
    words: 'Must be invited if it began out of hours, if an order came about through them, or after three referrals in six months.',
    choices: place % 2 === 0 ? [1, 2, 3].map((person) => ({ value: `66666666-6666-4666-8666-00000000000${person}`, title: 'Priya Heron-Example, health visitor' })) : [],
  }));
  const card = renderBookingPeople({ draftId: 'draft-1', op: 'op-1', rows, reason: 'ŵ'.repeat(1000), family: 'ŵ'.repeat(500), questions: [], faults: {} });
  expect(ids(card)).toEqual([...Array.from({ length: 12 }, (_, place) => `role-role${place * 2}`), 'family', 'reason']);
  expect(JSON.stringify(card)).toContain('nobody is listed for them here yet');
});

test('a required role with nobody listed is still asked about', () => {
  const row = { roleCode: 'teamManager', title: 'Team manager', need: 'required' as const, words: 'Comes to every one.', rule: 'NOT-016', choices: [], chosen: [] };
  const card = renderBookingPeople({ draftId: 'draft-1', op: 'op-1', rows: [row], reason: '', family: '', questions: [], faults: { 'role-teamManager': 'Nobody is chosen.' } });
  expect(everyNode(card).flatMap(({ text }) => text ?? [])).toContain('Nobody is chosen.');
});

test('twelve times, twelve lines of counting and eight days not offered', () => {
  const [sample] = bookingDateSamples;
  const slots = Array.from({ length: 12 }, (_, place) => ({ value: `2026-12-01T10:00|44444444-4444-4444-8444-11111111111${place % 10}|${place}`, title: 'Tue 1 Dec, 10:00–12:00', detail: 'Alex Wren-Example, the chair with most room that week', late: true }));
  const card = renderBookingDate({ ...sample!, slots, greyed: Array.from({ length: 8 }, () => 'Mon 14 Dec is after the limit.'), limit: { ...sample!.limit, lines: Array.from({ length: 12 }, () => 'Mon 23 to Fri 27 Nov: days 1 to 5; Thursday is a bank holiday and is not counted.') } });
  expect(everyNode(card).find(({ id }) => id === 'slot')).toMatchObject({ choices: expect.objectContaining({ length: 12 }) as unknown });
});

test.each([
  ['the case', renderBookingCase, bookingCaseSamples[0]!],
  ['the date', renderBookingDate, bookingDateSamples[0]!],
] as const)('a fault of %s that belongs to no field on the card is said at the top', (_, render, sample) => {
  const card = (render as (data: object) => object)({ ...sample, faults: { form: 'This conference is already booked.' } });
  const texts = everyNode(card).flatMap(({ text }) => text ?? []);
  expect(texts.slice(0, 3)).toContain('This conference is already booked.');
  expect(texts).not.toContain('One answer needs another look. It is explained below its field.');
});
