/**
 * The four screens of the form, and the office's two forms with many names, at their fullest: as many rows as a screen
 * takes, every text at its longest in letters of two bytes, and a fault below every field.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAuthority } from '../../bot/authority.ts';
import { caseStep } from '../../bot/booking/steps/case-step.ts';
import { MOST_CHILDREN } from '../../cards/booking-case/card.ts';
import { renderBookingDate } from '../../cards/booking-date/card.ts';
import { bookingDateSamples } from '../../cards/booking-date/sample.ts';
import { RELATIVES_A_PAGE, renderBookingFamily, type BookingFamilyData } from '../../cards/booking-family/card.ts';
import { bookingFamilySamples } from '../../cards/booking-family/sample.ts';
import { renderBookingPeople, type BookingPeopleData } from '../../cards/booking-people/card.ts';
import { bookingPeopleSamples } from '../../cards/booking-people/sample.ts';
import { renderChairLeave } from '../../cards/chair-leave/card.ts';
import { renderOtherChair } from '../../cards/other-chair/card.ts';
import { aDraft, asking } from '../../test/bot/booking/a-draft.ts';
import type { Drawing } from './card-sizes.ts';

const TOO_LONG = 'Please keep this to 40 characters or fewer.';
export const LONG_NAME = 'Ŵyn Cadwaladr-Llewellyn-Example'.padEnd(60, 'ŷ');

export const places = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place);
const id = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
const welsh = (length: number): string => 'ŵ'.repeat(length);
const faultsAt = (fields: readonly string[]): Record<string, string> => Object.fromEntries(fields.map((field) => [field, TOO_LONG]));

export const fullestForms: readonly Drawing[] = [
  { what: 'booking-case: ten children, every fault', draw: caseAtItsFullest },
  { what: 'booking-family: four relatives a page', draw: () => familyPage({ relatives: places(RELATIVES_A_PAGE).map(aRelative), responsibilityReason: welsh(300) }) },
  { what: 'booking-family: five children a page', draw: () => familyPage({ children: places(5).map((place) => ({ index: place + 5, label: 'Child J', participation: 'way1', nameKept: true, birthKept: true })) }) },
  { what: 'booking-family: safety with every flag', draw: () => familyPage({ safety: safetyAtItsFullest() }) },
  { what: 'booking-people: eighteen roles', draw: peopleAtTheirFullest },
  { what: 'booking-date: eight times, fifty chairs', draw: dateAtItsFullest },
  { what: 'chair-leave: fifty chairs, twenty leaves', draw: leaveAtItsFullest },
  { what: 'other-chair: twenty free, forty not', draw: otherChairAtItsFullest },
];

/** As the product draws it: what does not fit beside so many faults is left for the next time. Twenty managers with long names are the most it offers. */
async function caseAtItsFullest(): Promise<object> {
  const local: object = await authorityAsWritten();
  const managers = places(20).map((place) => ({ objectId: id(place), name: LONG_NAME, designation: 'Team manager', agency: 'Children’s social care', roles: ['teamManager', 'chair', 'diaryCoordinator'] }));
  const draft = aDraft({ case: {
    conferenceType: 'siblingInitial', caseReference: welsh(40), dates: { s47InitiatedOn: '2026-11-20', decidedOn: '2026-11-21', initialHeldOn: '2026-09-14', previousReviewHeldOn: '2026-11-09' }, agreed: { by: id(1), on: '2026-11-20', at: '21:00' }, threshold: 'no',
    venue: { kind: 'elsewhere', words: welsh(120), assessed: 'no', stepFree: 'yes' }, children: places(MOST_CHILDREN).map((place) => ({ label: `${place}${welsh(39)}`, initials: 'ŵŷŵŷŵŷ', age: welsh(20), part: 'considered' })),
  } }, 'case');
  const faults = faultsAt([
    'conferenceType', 'caseReference', 's47InitiatedOn', 'decidedOn', 'initialHeldOn', 'previousReviewHeldOn', 'threshold', 'agreedBy', 'agreedOn', 'agreedAt', 'format', 'venueKind', 'venueWords', 'venueAssessed', 'stepFree', 'recommendation', 'category', 'children', 'considered',
    ...places(MOST_CHILDREN).flatMap((place) => ['label', 'initials', 'age'].map((field) => `${field}-${place}`)),
  ]);
  const understood = places(10).map(() => 'Section 47 enquiry initiated on Monday 16 November 2026 (you said “last Monday”)');
  return (await caseStep.draw({ ...draft, understood }, faults, { ...asking, authority: parseAuthority(JSON.stringify({ ...local, people: managers })) })).card;
}

async function authorityAsWritten(): Promise<object> {
  return JSON.parse(await readFile(join(import.meta.dirname, '../../local/authority.json'), 'utf8')) as object;
}

function aRelative(place: number): NonNullable<BookingFamilyData['relatives']>[number] {
  return { index: place + 4, label: `${place}${welsh(39)}`, responsibility: 'unknown', invited: 'post', reason: welsh(160), nameKept: true, addressKept: true, interpreter: welsh(40), supporter: welsh(60), practice: 'unknown' };
}

function familyPage(shown: Partial<BookingFamilyData>): object {
  const [relatives, children] = [shown.relatives ?? [], shown.children ?? []];
  const ofARelative = ['relative', 'responsibility', 'invited', 'whyNot', 'letter', 'interpreter', 'supporter'];
  return renderBookingFamily({
    ...theOne(bookingFamilySamples[0]), page: 'page 2 of 5', relativeCount: 8, relatives: null, children: null, safety: null, ...shown,
    practices: places(6).map((place) => ({ value: id(place), title: 'x'.repeat(40) })), ways: places(6).map((place) => ({ value: `way${place}`, title: 'Too young to say: what is seen of their life' })),
    faults: faultsAt([
      ...(relatives.length > 0 ? ['responsibilityReason'] : []), ...relatives.flatMap(({ index }) => ofARelative.map((field) => `${field}-${index}`)),
      ...(children.length > 0 ? ['childRisk'] : []), ...children.flatMap(({ index }) => ['participation', 'childName', 'bornOn'].map((field) => `${field}-${index}`)),
      ...(shown.safety == null ? [] : ['advocate', 'riskPosed', 'riskWords', 'riskAssessed', 'apart', 'flags']),
    ]),
  });
}

function safetyAtItsFullest(): NonNullable<BookingFamilyData['safety']> {
  const flagChoices = places(8).map((place) => ({ value: `flag${place}`, title: 'A parent who is invited is not the parent of all the children' }));
  return { advocate: welsh(120), apart: welsh(200), posed: 'yes', words: welsh(300), assessed: 'no', flags: flagChoices.map(({ value }) => value), flagChoices };
}

function peopleAtTheirFullest(): object {
  return renderBookingPeople({
    ...theOne(bookingPeopleSamples[0]), questions: [], startedFrom: welsh(150), outside: welsh(800), reason: welsh(400), observers: { names: welsh(300), agreed: '', rule: 'NOT-076' },
    availability: { rule: 'NOT-010', people: places(14).map((place) => ({ value: `role-role${place}`, title: 'Health visitor or school nurse (0–19 service)' })), asked: [], notAsked: welsh(400), cannot: welsh(500) },
    missing: places(40).map((place) => `GP of Relative ${place}: not known yet (NOT-030)`), handOver: { reason: welsh(400), rule: 'NOT-039' }, rows: places(18).map(aRole),
    faults: Object.fromEntries(['outside', 'observers', 'asked', 'notAsked', 'cannot', 'reason', 'handOverReason'].map((field) => [field, 'Please look at this again.'])),
  });
}

function aRole(place: number): BookingPeopleData['rows'][number] {
  return {
    roleCode: `role${place}`, title: 'Adult mental health or substance misuse service', need: 'advised', rule: 'NOT-029', note: '', standing: false, withdrawn: '', anybodyHere: false, chosen: [],
    words: 'Must be invited if it began out of hours, if an order came about through them, or after three referrals in six months.',
    choices: place % 2 === 0 ? [1, 2].map((person) => ({ value: id(person), title: 'Priya Heron-Example, health visitor' })) : [],
  };
}

function dateAtItsFullest(): object {
  const sample = theOne(bookingDateSamples[0]);
  const chairs = places(50).map((place) => ({ value: id(place), title: `Alexandra Wrenfield-Example ${place}` }));
  return renderBookingDate({
    ...sample, lateReason: welsh(400), count: places(12).map(() => 'Mon 23 to Fri 27 Nov: days 1 to 5; Thursday is a bank holiday and is not counted.'), summary: places(6).map(() => 'x'.repeat(360)),
    slots: places(8).map((place) => ({ value: `2026-12-01T1${place}:00/${id(1)}.${id(2)}/willow`, title: 'Tue 1 Dec 2026, 10:00 to 12:00', detail: 'Alex Wren-Example · Willow room, Mill House · Mother and Father cannot come then; only 3 working days for reports and invitations; the chair you asked for', late: true })),
    cannotCome: places(10).map(() => 'Mother: Thu 3 Dec 2026, morning'), greyed: places(2).map(() => 'Mon 14 Dec 2026: after the latest lawful date. Only two service managers together can agree to it (NOT-013).'),
    preferences: { ...sample.preferences, chairs, conflictChoices: chairs.slice(0, 10), conflictReason: welsh(400) },
  });
}

function leaveAtItsFullest(): object {
  const fault = 'Please give both times, such as 09:00, or none for the whole day.';
  return renderChairLeave({
    op: 'op-1', note: `${LONG_NAME} is away Mon 30 Nov 2026 to Fri 4 Dec 2026. No new conference is offered then.`, values: { chairId: '', fromOn: '2026-11-30', toOn: '2026-12-04', fromTime: '09:00', toTime: '10:00' },
    chairs: places(50).map((place) => ({ chairId: id(place), name: LONG_NAME })), standing: places(20).map((place) => ({ leaveId: `${id(place)}:2026-11-30_2026-12-04_18_24`, words: `${LONG_NAME}: Mon 30 Nov 2026 to Fri 4 Dec 2026, 09:00 to 12:00` })),
    over: places(12).map((place) => ({ conferenceId: id(place), words: `${'EX-20417'.padEnd(30, '0')} · Tue 1 Dec 2026 at 10:00` })), faults: { chair: fault, fromOn: fault, toOn: fault, fromTime: fault, toTime: fault },
  });
}

function otherChairAtItsFullest(): object {
  return renderOtherChair({
    conferenceId: 'conference-1', op: 'op-1', caseReference: 'EX-20417', when: 'Tuesday 1 December 2026 at 10:00', chairName: LONG_NAME, roomLine: 'Willow room, Mill House stays booked for it.',
    free: places(20).map((place) => ({ chairId: id(place), name: LONG_NAME, loadWords: '12 conferences that week' })), notFree: places(40).map(() => `${LONG_NAME}: has as many that day as they can lead.`),
    values: { chairId: id(1), conflict: true, reason: 'x'.repeat(1_000) }, faults: { chair: 'That time has just been taken.', reason: 'Please say why.' },
  });
}

export function theOne<Sample>(sample: Sample | undefined): Sample {
  if (sample === undefined) throw new Error('a sample is missing');
  return sample;
}
