/** The last lawful day of each type of conference, with hand-counted dates; and the small rules of who is secure, required, quorate. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conferenceWindow, type CaseDates } from '../../src/procedures/conference-window.ts';
import { CONFERENCE_TYPES, type ConferenceType } from '../../src/procedures/conference-type.ts';
import { invitationChecklist, standingRequirements } from '../../src/procedures/invitation-checklist.ts';
import { quorumForecast, type Coming } from '../../src/procedures/quorum.ts';
import { isSecureAddress, readAddress } from '../../src/procedures/secure-mail.ts';
import { anyKnownDate } from '../calendar/arbitrary-dates.ts';
import { limitFromTrigger, plusDays, walk, works } from '../calendar/day-by-day.ts';
import { day } from '../conference/a-conference.ts';
import { nottinghamshireRulebook, shippedLibrary } from './nottinghamshire-rulebook.ts';

const book = nottinghamshireRulebook();
const shipped = shippedLibrary();
const dated = (dates: Readonly<Record<string, string>>): CaseDates => Object.fromEntries(Object.entries(dates).map(([name, text]) => [name, day(text)]));
const window = (type: ConferenceType, dates: Readonly<Record<string, string>>) => conferenceWindow(book, type, dated(dates));

describe('the window of a conference', () => {
  it.each<[ConferenceType, Readonly<Record<string, string>>, string, string, string[]]>([
    ['initial', { s47InitiatedOn: '2024-07-01' }, '2024-07-19', '2024-07-19', ['NOT-002']],
    ['initial', { s47InitiatedOn: '2024-07-06' }, '2024-07-26', '2024-07-25', ['NOT-002']],
    ['initial', { s47InitiatedOn: '2026-12-26' }, '2027-01-19', '2027-01-18', ['NOT-002']],
    ['preBirth', { s47InitiatedOn: '2024-03-18', expectedBirthOn: '2024-06-01' }, '2024-04-09', '2024-04-09', ['NOT-002']],
    ['transferIn', { transferNotifiedOn: '2024-12-10' }, '2025-01-03', '2025-01-02', ['NOT-122']],
    ['preReturn', { plannedReturnOn: '2024-07-22' }, '2024-07-19', '2024-07-19', ['NOT-133']],
    ['review', { initialHeldOn: '2024-07-19' }, '2024-10-18', '2024-10-18', ['NAT-002']],
    ['review', { initialHeldOn: '2024-07-19', previousReviewHeldOn: '2024-10-18' }, '2025-04-17', '2025-04-17', ['NAT-003']],
    ['review', { initialHeldOn: '2024-05-31' }, '2024-08-30', '2024-08-30', ['NAT-002']],
    ['siblingInitial', { s47InitiatedOn: '2024-10-01', initialHeldOn: '2024-07-19' }, '2024-10-18', '2024-10-18', ['NAT-002', 'NOT-002']],
    ['siblingInitial', { s47InitiatedOn: '2024-09-02', initialHeldOn: '2024-07-19' }, '2024-09-20', '2024-09-20', ['NOT-002', 'NAT-002']],
  ])('%s with %o ends on %s, safely on %s, by %o', (type, dates, dueOn, safeBy, rules) => {
    expect(window(type, dates)).toMatchObject({ kind: 'window', dueOn, safeBy, limits: rules.map((rule) => ({ rule })) });
  });

  it.each<[ConferenceType, string[]]>([['initial', ['s47InitiatedOn']], ['transferIn', ['transferNotifiedOn']], ['preReturn', ['plannedReturnOn']], ['review', ['initialHeldOn']]])('%s asks for what it is counted from', (type, missing) => {
    expect(window(type, {})).toEqual({ kind: 'needs', missing });
  });

  it('of a sibling conference waits for both of its dates: the one not known may be the earlier', () => {
    expect(window('siblingInitial', { s47InitiatedOn: '2024-10-01' })).toMatchObject({ kind: 'needs', missing: ['initialHeldOn'] });
    expect(window('siblingInitial', { initialHeldOn: '2024-07-19' })).toMatchObject({ kind: 'needs', missing: ['s47InitiatedOn'] });
  });

  it('says that a later discussion does not start the count anew, and keeps to the first', () => {
    const found = window('initial', { s47InitiatedOn: '2024-07-01', laterStrategyOn: '2024-07-08' });
    expect(found).toMatchObject({ dueOn: '2024-07-19', notes: [expect.stringContaining('Monday 8 July 2024 does not start the count anew') as unknown] });
  });

  it.each([
    ['2024-07-01', '2024-07-19', '2024-07-19'], ['2024-07-06', '2024-07-26', '2024-07-25'], ['2024-07-07', '2024-07-26', '2024-07-25'], ['2024-03-18', '2024-04-09', '2024-04-09'],
    ['2024-03-29', '2024-04-22', '2024-04-19'], ['2024-12-11', '2025-01-03', '2025-01-03'], ['2022-05-20', '2022-06-13', '2022-06-13'], ['2022-09-01', '2022-09-22', '2022-09-22'],
    ['2023-04-21', '2023-05-15', '2023-05-15'], ['2020-04-27', '2020-05-18', '2020-05-18'], ['2026-12-10', '2027-01-04', '2027-01-04'], ['2026-12-26', '2027-01-19', '2027-01-18'], ['2027-12-20', '2028-01-12', '2028-01-12'],
  ])('of an enquiry begun on %s ends on %s, safely on %s', (s47InitiatedOn, dueOn, safeBy) => {
    expect(window('initial', { s47InitiatedOn })).toMatchObject({ dueOn, safeBy });
    expect(window('preBirth', { s47InitiatedOn })).toMatchObject({ dueOn, safeBy });
  });

  it('agrees with a walk over the days for each type, from any day', () => {
    fc.assert(fc.property(anyKnownDate, (from) => {
      const literal = works(from) ? limitFromTrigger(from, 15) : walk(from, 14, 1);
      expect(window('initial', { s47InitiatedOn: from })).toMatchObject({ dueOn: limitFromTrigger(from, 15), safeBy: literal });
      expect(window('transferIn', { transferNotifiedOn: from })).toMatchObject({ dueOn: walk(from, 15, 1), safeBy: limitFromTrigger(from, 15) });
      expect(window('preReturn', { plannedReturnOn: from })).toMatchObject({ dueOn: walk(from, 1, -1), safeBy: walk(from, 1, -1) });
      expect(window('review', { initialHeldOn: from })).toMatchObject({ dueOn: onOrBefore(monthsAfter(from, 3)) });
      expect(window('review', { initialHeldOn: plusDays(from, -80), previousReviewHeldOn: from })).toMatchObject({ dueOn: onOrBefore(monthsAfter(from, 6)) });
      const both = [limitFromTrigger(from, 15), onOrBefore(monthsAfter(plusDays(from, -80), 3))].toSorted();
      expect(window('siblingInitial', { s47InitiatedOn: from, initialHeldOn: plusDays(from, -80) })).toMatchObject({ dueOn: both[0] });
    }));
  });

  it.each([
    ['2024-07-01', '2024-07-03', '2024-07-19', 'Tuesday 23 July 2024'],
    ['2024-07-03', '2024-07-01', '2024-07-19', 'Tuesday 23 July 2024'],
  ])('of a discussion on %s with a decision recorded for %s is counted from the earlier, and shows both', (s47InitiatedOn, decidedOn, dueOn, other) => {
    const found = window('initial', { s47InitiatedOn, decidedOn });
    expect(found).toMatchObject({ dueOn, notes: [expect.stringContaining(other) as unknown] });
    expect(window('initial', { s47InitiatedOn, decidedOn: s47InitiatedOn })).toMatchObject({ notes: [] });
    expect(window('siblingInitial', { s47InitiatedOn, decidedOn, initialHeldOn: '2024-06-01' })).toMatchObject({ dueOn });
  });

  it.each<[string, Readonly<Record<string, string>>, string, boolean, string[]]>([
    ['the limit after the initial conference comes before a month after the birth', { initialHeldOn: '2026-01-12', bornOn: '2026-03-20' }, '2026-04-10', false, ['STK-006', 'STK-013']],
    ['a review before the birth does not discharge it', { initialHeldOn: '2026-01-12', previousReviewHeldOn: '2026-04-09', bornOn: '2026-05-20' }, '2026-06-19', false, ['STK-013', 'STK-007']],
    ['the expected day stands in until the birth', { initialHeldOn: '2026-03-02', expectedBirthOn: '2026-04-14' }, '2026-05-14', true, ['STK-013', 'STK-006']],
    ['a review after the birth leaves the half year', { initialHeldOn: '2026-01-12', previousReviewHeldOn: '2026-06-10', bornOn: '2026-05-20' }, '2026-12-10', false, ['STK-007']],
  ])('of a Stoke-on-Trent review of a plan made before birth: %s', (_what, dates, dueOn, provisional, rules) => {
    const found = conferenceWindow(stoke(), 'review', { ...dated(dates), preBirthPlan: true });
    expect(found).toMatchObject({ kind: 'window', dueOn, provisional });
    expect(found.kind === 'window' && found.limits.map(({ rule }) => rule)).toEqual(rules);
    expect(window('review', dates)).toMatchObject({ limits: [{ inheritedFrom: 'national' }] });
  });

  it('of a plan made before birth waits for the birth, or the day it is expected, where the pack counts from it', () => {
    expect(conferenceWindow(stoke(), 'review', { ...dated({ initialHeldOn: '2026-01-12' }), preBirthPlan: true })).toMatchObject({ kind: 'needs', missing: expect.arrayContaining(['bornOn']) as unknown });
    expect(conferenceWindow(stoke(), 'review', dated({ initialHeldOn: '2026-01-12' }))).toMatchObject({ kind: 'window', dueOn: '2026-04-10' });
  });

  it('of a sibling conference waits for the enquiry though two limits of the reviews run', () => {
    expect(conferenceWindow(stoke(), 'siblingInitial', { ...dated({ initialHeldOn: '2026-01-12', bornOn: '2026-03-20' }), preBirthPlan: true })).toMatchObject({ kind: 'needs', missing: ['s47InitiatedOn'] });
  });

  it('can be told for every type that a pack offers', () => {
    const dates = dated({ s47InitiatedOn: '2024-07-01', transferNotifiedOn: '2024-07-01', plannedReturnOn: '2024-07-22', initialHeldOn: '2024-05-31' });
    for (const id of ['nottinghamshire', 'generic', 'stoke-on-trent', 'wales']) {
      const pack = shipped.resolve(id);
      if (pack?.booking === undefined) throw new Error('there is no such pack');
      for (const { value } of pack.booking.types) expect([id, value, conferenceWindow({ pack, calendar: book.calendar }, value, dates).kind]).toEqual([id, value, 'window']);
    }
  });

  it('warns when the baby may come first', () => {
    expect(window('preBirth', { s47InitiatedOn: '2024-07-01', expectedBirthOn: '2024-07-19' })).toMatchObject({ notes: [expect.stringContaining('before the latest lawful date') as unknown] });
    expect(window('preBirth', { s47InitiatedOn: '2024-07-01', expectedBirthOn: '2024-07-20' })).toMatchObject({ notes: [] });
  });

  it('never ends on a day off, never has a safe day after its last, and its first limit governs', () => {
    const anyDay = fc.integer({ min: 0, max: 3_000 }).map((days) => day(new Date(Date.UTC(2019, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)));
    fc.assert(fc.property(fc.constantFrom(...CONFERENCE_TYPES), anyDay, anyDay, (type, first, second) => {
      const found = conferenceWindow(book, type, { s47InitiatedOn: first, transferNotifiedOn: first, plannedReturnOn: first, initialHeldOn: second, expectedBirthOn: second });
      if (found.kind !== 'window') throw new Error('every date is given');
      expect(book.calendar.isWorkingDay(found.dueOn)).toBe(true);
      expect(found.safeBy <= found.dueOn).toBe(true);
      for (const { lastBookableOn, dueOn } of found.limits) expect((lastBookableOn ?? dueOn) >= found.dueOn).toBe(true);
    }));
  });
});

function stoke(): Parameters<typeof conferenceWindow>[0] {
  const pack = shipped.resolve('stoke-on-trent');
  if (pack === undefined) throw new Error('there is no such pack');
  return { pack, calendar: book.calendar };
}

/** By the calendar on the wall: the same day so many months on, or the last of a shorter month. */
function monthsAfter(text: string, months: number): string {
  const [year = 0, month = 0, on = 0] = text.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(on, last))).toISOString().slice(0, 10);
}

function onOrBefore(text: string): string {
  return works(text) ? text : walk(text, 1, -1);
}

describe('a secure address', () => {
  const { domains } = book.pack.booking.secureMail;
  it.each(['a@nhs.net', 'A.B@NHS.NET', 'a@exampleshire.gov.uk', "o'b@x.police.uk", 'a@team.cjsm.net'])('is %s', (address) => expect(isSecureAddress(address, domains)).toBe(true));
  it.each(['a@gmail.example', 'a@evilgov.uk', 'a@gov.uk.example.com', 'a@gov.uk@example.com', 'a@xn--nhs-foo.net', 'a@nhs.nеt', 'nhs.net', '@nhs.net', 'a@', 'a b@nhs.net', 'a@nhs..net', '.a@nhs.net', 'a\n@nhs.net', `${'a'.repeat(70)}@nhs.net`, ''])('is not %s', (address) => expect(isSecureAddress(address, domains)).toBe(false));
  it('is read quickly whatever it is', () => {
    const began = performance.now();
    for (const hostile of ['a'.repeat(50_000), `${'a.'.repeat(25_000)}@`, `a@${'a.'.repeat(25_000)}`, '@'.repeat(50_000)]) expect(readAddress(hostile)).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(50);
  });
});

describe('a requirement once met', () => {
  const rows = invitationChecklist(book.pack, { kind: 'initial', startedOutOfHours: false, emergencyOrderThroughEdt: false, edtReferralsInSixMonths: 0 });
  const edt = (standing: typeof rows): string | undefined => standing.find(({ roleCode }) => roleCode === 'emergencyDutyTeam')?.need;

  it('stays when the answer changes', () => {
    expect(edt(rows)).toBe('consider');
    expect(edt(standingRequirements(['emergencyDutyTeam'], rows))).toBe('required');
    expect(edt(standingRequirements(['police'], rows))).toBe('consider');
  });
});

describe('the quorum to be expected', () => {
  const forecast = (...people: readonly (readonly [string, Coming['coming']])[]) => quorumForecast(book.pack, people.map(([agency, coming]) => ({ agency, coming })));

  it('counts agencies, not people, and social care must be among them', () => {
    expect(forecast(['childrensSocialCare', 'yes'], ['health', 'yes'], ['health', 'yes'], ['health', 'yes'])).toMatchObject({ kind: 'short', counted: ['Children’s social care', 'Health'] });
    expect(forecast(['childrensSocialCare', 'yes'], ['health', 'yes'], ['education', 'yes'])).toMatchObject({ kind: 'met' });
    expect(forecast(['police', 'yes'], ['health', 'yes'], ['education', 'yes'])).toMatchObject({ kind: 'short', missing: ['Children’s social care'] });
  });

  it('is possible while those who have not answered could make it', () => {
    expect(forecast(['childrensSocialCare', 'yes'], ['health', 'unknown'], ['education', 'unknown'])).toMatchObject({ kind: 'possible', open: ['Health', 'Education'] });
    expect(forecast(['childrensSocialCare', 'yes'], ['health', 'no'], ['education', 'unknown'])).toMatchObject({ kind: 'short' });
  });

  it('does not count the family or Legal Services', () => {
    expect(forecast(['childrensSocialCare', 'yes'], ['health', 'yes'], ['family', 'yes'], ['legal', 'yes'])).toMatchObject({ kind: 'short' });
  });

  it('never gets worse when one more says they come', () => {
    const order = ['short', 'possible', 'met'];
    const somebody = fc.record({ agency: fc.constantFrom(...Object.keys(book.pack.agencies)), coming: fc.constantFrom('yes', 'no', 'unknown') }) as fc.Arbitrary<Coming>;
    fc.assert(fc.property(fc.array(somebody, { maxLength: 12 }), fc.constantFrom(...Object.keys(book.pack.agencies)), (people, agency) => {
      const before = quorumForecast(book.pack, people);
      const after = quorumForecast(book.pack, [...people, { agency, coming: 'yes' }]);
      expect(order.indexOf(after.kind)).toBeGreaterThanOrEqual(order.indexOf(before.kind));
      if (after.kind === 'met') expect(after.counted).toContain('Children’s social care');
    }));
  });
});
