/** What the first booking screen must hold, and the booking itself. */
import { describe, expect, it } from 'vitest';
import { book, checkCase, MOST_CHILDREN, type CaseFields } from '../../src/conference/booking.ts';
import type { Refusal } from '../../src/conference/commands.ts';
import { decide } from '../../src/conference/decide.ts';
import type { ConferenceBooked } from '../../src/conference/events.ts';
import { fold, UNBOOKED } from '../../src/conference/state.ts';
import { UPCASTERS } from '../../src/conference/upcasters.ts';
import { aBooking, booked, day, INVITEES, person, recorded, shortRules, WHO } from './a-conference.ts';

const TODAY = day('2026-11-23');

function aCase(changes: Partial<CaseFields> = {}): CaseFields {
  return { conferenceType: 'initial', caseReference: 'EX-48213', dates: { s47InitiatedOn: '2026-11-20' }, planBeforeBirth: '', format: 'hybrid', children: [{ label: 'Child A', initials: 'A.B.', age: '4', part: 'subject' }], ...changes };
}

function refusals(changes: Partial<CaseFields>): readonly string[] {
  const checked = checkCase(aCase(changes), TODAY);
  return Array.isArray(checked) ? (checked as readonly Refusal[]).map(({ code, field }) => `${field ?? ''} ${code}`) : [];
}

const children = (...labels: readonly string[]): CaseFields['children'] => labels.map((label) => ({ label, initials: 'A.B.', age: '4', part: 'subject' }));

describe('the first screen of a booking', () => {
  it('becomes a case with an id for each child, in the order typed', () => {
    const checked = checkCase(aCase({ children: children('Child A', 'Baby') }), TODAY);
    expect(checked).toMatchObject({ conferenceType: 'initial', dates: { s47InitiatedOn: '2026-11-20' }, format: 'hybrid', children: [{ childId: 'child-1', label: 'Child A' }, { childId: 'child-2', label: 'Baby' }] });
  });

  it('names every fault at once, each beside its field', () => {
    expect(refusals({ caseReference: '', dates: {}, format: '', children: [{ label: '', initials: '', age: '', part: 'subject' }] }))
      .toEqual(['caseReference missing', 's47InitiatedOn missing', 'format missing', 'label-0 missing', 'initials-0 missing', 'age-0 missing']);
  });

  it.each([
    ['2026-02-31', 'notADate'], ['31/01/2026', 'notADate'], ['yesterday', 'notADate'], ['2026-11-24', 'inTheFuture'], ['2027-01-01', 'inTheFuture'], ['2025-11-22', 'tooLongAgo'],
  ])('refuses %s as the day the enquiry was initiated: %s', (s47InitiatedOn, code) => {
    expect(refusals({ dates: { s47InitiatedOn } })).toEqual([`s47InitiatedOn ${code}`]);
  });

  it.each(['2026-11-23', '2026-11-22', '2025-11-23'])('takes %s, from today back to a year ago to the day', (s47InitiatedOn) => {
    expect(refusals({ dates: { s47InitiatedOn } })).toEqual([]);
  });

  it.each([['EX 48213.b_1-2'], ['Å7'], ['x'.repeat(30)]])('takes the case reference “%s”', (caseReference) => expect(refusals({ caseReference })).toEqual([]));
  it.each([[' EX'], ['EX<b>'], ['x'.repeat(31)], ['-1'], ['EX\n1'], ['EX/1']])('refuses the case reference “%s”', (caseReference) => expect(refusals({ caseReference })).toEqual(['caseReference malformed']));

  it.each(['faceToFace ', 'online', '__proto__'])('knows no meeting format “%s”', (format) => expect(refusals({ format })).toEqual(['format missing']));

  it.each([
    ['Child A', 'Child A'], ['Child A', 'child a'], ['Child A', ' Child  A '], ['Child A', 'Child\u00A0A'], ['Child A', 'Ｃｈｉｌｄ Ａ'],
  ])('takes “%s” and “%s” for one label', (first, second) => expect(refusals({ children: children(first, second) })).toEqual(['label-1 duplicateLabel']));

  it('marks each later child whose label is taken, and only those', () => {
    expect(refusals({ children: children('Child A', 'Child B', 'child a', 'CHILD B') })).toEqual(['label-2 duplicateLabel', 'label-3 duplicateLabel']);
  });

  it('wants at least one child and holds ten', () => {
    expect(refusals({ children: [] })).toEqual(['label-0 missing']);
    expect(refusals({ children: children(...Array.from({ length: MOST_CHILDREN }, (_, place) => `Child ${place}`)) })).toEqual([]);
    expect(refusals({ children: children(...Array.from({ length: MOST_CHILDREN + 1 }, (_, place) => `Child ${place}`)) })).toEqual(['children tooMany']);
  });
});

describe('the type of conference', () => {
  it.each([
    ['initial', ['s47InitiatedOn missing']], ['preBirth', ['s47InitiatedOn missing', 'expectedBirthOn missing']], ['transferIn', ['transferNotifiedOn missing']],
    ['siblingInitial', ['s47InitiatedOn missing', 'initialHeldOn missing']], ['review', ['initialHeldOn missing']], ['preReturn', ['plannedReturnOn missing']], ['strategyMeeting', ['conferenceType missing']],
  ])('%s asks for the dates it is counted from, and for no other', (conferenceType, missing) => {
    expect(refusals({ conferenceType, dates: {} })).toEqual(missing);
  });

  it('keeps the dates of its own type alone', () => {
    const checked = checkCase(aCase({ conferenceType: 'transferIn', dates: { s47InitiatedOn: '2026-11-20', transferNotifiedOn: '2026-11-19' } }), TODAY);
    expect(checked).toMatchObject({ dates: { transferNotifiedOn: '2026-11-19' } });
    expect(checked).not.toHaveProperty('dates.s47InitiatedOn');
  });

  it.each([
    ['a later discussion on the day of the first', { dates: { s47InitiatedOn: '2026-11-20', laterStrategyOn: '2026-11-20' } }, ['laterStrategyOn dateOrder']],
    ['a review before the initial conference', { conferenceType: 'review', dates: { initialHeldOn: '2026-09-01', previousReviewHeldOn: '2026-08-31' } }, ['previousReviewHeldOn dateOrder']],
    ['a birth expected today', { conferenceType: 'preBirth', dates: { s47InitiatedOn: '2026-11-20', expectedBirthOn: '2026-11-23' } }, ['expectedBirthOn notAhead']],
    ['a return in more than a year', { conferenceType: 'preReturn', dates: { plannedReturnOn: '2027-11-24' } }, ['plannedReturnOn notAhead']],
    ['a conference of next week', { conferenceType: 'review', dates: { initialHeldOn: '2026-11-30' } }, ['initialHeldOn inTheFuture']],
    ['an optional date that does not exist', { dates: { s47InitiatedOn: '2026-11-20', laterStrategyOn: '2026-11-31' } }, ['laterStrategyOn notADate']],
  ])('refuses %s', (_what, changes, expected) => {
    expect(refusals(changes)).toEqual(expected);
  });

  it('is decided about at least one child, whoever else lives there', () => {
    const considered = children('Child A', 'Child B').map((child) => ({ ...child, part: 'considered' }));
    expect(refusals({ children: considered })).toEqual(['children noSubjectChild']);
    expect(refusals({ children: [{ ...considered[0]!, part: 'subject' }, considered[1]!] })).toEqual([]);
  });
});

it('reads a booking of the first version: an initial conference, its one date, everybody on the list as before', () => {
  const { conferenceType: _type, dates: _dates, venue: _venue, agreed: _agreed, family: _family, preparation: _preparation, draftId: _draft, ...kept } = aBooking();
  const old = { ...kept, conferenceType: 'ICPC', s47InitiatedOn: '2026-11-20', invitees: INVITEES.map(({ inviteeId, person: who, name, designation, agency, roleCode, reportRequired }) => ({ inviteeId, person: who, name, designation, agency, roleCode, reportRequired })) };
  const lifted = UPCASTERS['conferenceBooked']?.[1]?.(old) as ConferenceBooked;
  expect(lifted).toMatchObject({ conferenceType: 'initial', dates: { s47InitiatedOn: '2026-11-20' }, caseReference: 'EX-1', children: [{ part: 'subject' }, { part: 'subject' }] });
  expect(lifted.invitees.map(({ party, route }) => `${party} ${route}`)).toEqual(['professional teams', 'professional teams', 'professional teams', 'professional teams', 'family byHand']);
  expect(fold(UNBOOKED, recorded([{ type: 'conferenceBooked', data: lifted }]))).toMatchObject({ kind: 'booked' });
});

describe('the booking', () => {
  it('is made once', () => {
    expect(book(booked(), aBooking())).toEqual([{ code: 'alreadyBooked' }]);
  });

  it('fails on a time that was given up meanwhile, and succeeds on another', () => {
    const givenUp = fold(UNBOOKED, recorded([{ type: 'claimGivenUp', data: { claimId: 'claim-1' } }]));
    expect(book(givenUp, aBooking())).toEqual([{ code: 'claimGivenUp' }]);
    expect(book(givenUp, aBooking({ claimId: 'claim-2' }))).toMatchObject([{ type: 'conferenceBooked' }]);
  });

  it('keeps its time once booked: giving up the claim then changes nothing', () => {
    expect(decide(booked(), { do: 'giveUpClaim', claimId: 'claim-1' }, { kind: 'companion' }, shortRules())).toEqual({ kind: 'accepted', events: [] });
  });

  it('gives one claim up once', () => {
    const first = decide(UNBOOKED, { do: 'giveUpClaim', claimId: 'claim-1' }, { kind: 'companion' }, shortRules());
    expect(first).toMatchObject({ kind: 'accepted', events: [{ type: 'claimGivenUp' }] });
    const givenUp = fold(UNBOOKED, recorded([{ type: 'claimGivenUp', data: { claimId: 'claim-1' } }]));
    expect(decide(givenUp, { do: 'giveUpClaim', claimId: 'claim-1' }, { kind: 'companion' }, shortRules())).toEqual({ kind: 'accepted', events: [] });
  });

  it('hears that a report is sent once, and of nobody who is not on the list', () => {
    const said = booked({ type: 'reportSaidSent', data: { inviteeId: 'invitee-2' } });
    const ask = (state: typeof said, inviteeId: string): unknown => decide(state, { do: 'sayReportSent', inviteeId }, person(WHO.socialWorker), shortRules());
    expect(ask(said, 'invitee-2')).toEqual({ kind: 'accepted', events: [] });
    expect(ask(said, 'invitee-9')).toEqual({ kind: 'refused', refusals: [{ code: 'unknownInvitee' }] });
  });

  it('is linked to one meeting chat at a time, and linking it again is nothing new', () => {
    const linked = booked({ type: 'meetingLinked', data: { chatId: 'one' } });
    const link = (chatId: string): unknown => decide(linked, { do: 'linkMeeting', chatId }, person(WHO.chair), shortRules());
    expect(link('one')).toEqual({ kind: 'accepted', events: [] });
    expect(link('two')).toMatchObject({ kind: 'accepted', events: [{ type: 'meetingLinked', data: { chatId: 'two' } }] });
  });
});
