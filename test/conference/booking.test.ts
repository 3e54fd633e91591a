/** What the first booking screen must hold, and the booking itself. */
import { describe, expect, it } from 'vitest';
import { book, checkCase, MOST_CHILDREN, type CaseFields } from '../../src/conference/booking.ts';
import type { Refusal } from '../../src/conference/commands.ts';
import { decide } from '../../src/conference/decide.ts';
import { fold, UNBOOKED } from '../../src/conference/state.ts';
import { aBooking, booked, day, person, recorded, shortRules, WHO } from './a-conference.ts';

const TODAY = day('2026-11-23');

function aCase(changes: Partial<CaseFields> = {}): CaseFields {
  return { caseReference: 'EX-48213', s47InitiatedOn: '2026-11-20', format: 'hybrid', children: [{ label: 'Child A', initials: 'A.B.', age: '4' }], ...changes };
}

function refusals(changes: Partial<CaseFields>): readonly string[] {
  const checked = checkCase(aCase(changes), TODAY);
  return Array.isArray(checked) ? (checked as readonly Refusal[]).map(({ code, field }) => `${field ?? ''} ${code}`) : [];
}

const children = (...labels: readonly string[]): CaseFields['children'] => labels.map((label) => ({ label, initials: 'A.B.', age: '4' }));

describe('the first screen of a booking', () => {
  it('becomes a case with an id for each child, in the order typed', () => {
    const checked = checkCase(aCase({ children: children('Child A', 'Baby') }), TODAY);
    expect(checked).toMatchObject({ s47InitiatedOn: '2026-11-20', format: 'hybrid', children: [{ childId: 'child-1', label: 'Child A' }, { childId: 'child-2', label: 'Baby' }] });
  });

  it('names every fault at once, each beside its field', () => {
    expect(refusals({ caseReference: '', s47InitiatedOn: '', format: '', children: [{ label: '', initials: '', age: '' }] }))
      .toEqual(['caseReference missing', 's47InitiatedOn missing', 'format missing', 'label-0 missing', 'initials-0 missing', 'age-0 missing']);
  });

  it.each([
    ['2026-02-31', 'notADate'], ['31/01/2026', 'notADate'], ['yesterday', 'notADate'], ['2026-11-24', 'inTheFuture'], ['2027-01-01', 'inTheFuture'], ['2025-11-22', 'tooLongAgo'],
  ])('refuses %s as the day the enquiry was initiated: %s', (s47InitiatedOn, code) => {
    expect(refusals({ s47InitiatedOn })).toEqual([`s47InitiatedOn ${code}`]);
  });

  it.each(['2026-11-23', '2026-11-22', '2025-11-23'])('takes %s, from today back to a year ago to the day', (s47InitiatedOn) => {
    expect(refusals({ s47InitiatedOn })).toEqual([]);
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
