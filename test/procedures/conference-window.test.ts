/** The last lawful day of each type of conference, with hand-counted dates; and the small rules of who is secure, required, quorate. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conferenceWindow, type CaseDates } from '../../src/procedures/conference-window.ts';
import { CONFERENCE_TYPES, type ConferenceType } from '../../src/procedures/conference-type.ts';
import { invitationChecklist, standingRequirements } from '../../src/procedures/invitation-checklist.ts';
import { quorumForecast, type Coming } from '../../src/procedures/quorum.ts';
import { isSecureAddress, readAddress } from '../../src/procedures/secure-mail.ts';
import { day } from '../conference/a-conference.ts';
import { nottinghamshireRulebook } from './nottinghamshire-rulebook.ts';

const book = nottinghamshireRulebook();
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
