/** What each person owes a conference next, in one sentence with its date. */
import { describe, expect, it } from 'vitest';
import { nextOwed, owedBy, owedWords } from '../../../bot/my-conferences/owed.ts';
import { londonInstant } from '../../../src/calendar/instants.ts';
import type { ConferenceEvent, DutyDate } from '../../../src/conference/events.ts';
import type { BookedConference } from '../../../src/conference/state.ts';
import type { PersonKey } from '../../../src/people/person.ts';
import { bookedWith, day, decided, INVITEES, later, OBSERVER, SOLICITOR, WHO } from '../../conference/a-conference.ts';

// The conference is on Tuesday 8 December 2026 at ten.
const duty = (name: string, due: string): DutyDate => ({ duty: name, rule: 'NOT-048', title: name, owner: 'professionals', due });
const DUTIES = [duty('familyVisit', '2026-12-04T10:00:00.000Z'), duty('socialWorkerReport', '2026-12-07T10:00:00.000Z'), duty('agencyReport', '2026-12-07T10:00:00.000Z'), duty('outlinePlan', '2026-12-09')];
const NOW = londonInstant(day('2026-11-23'), '09:00');

const conference = (...events: readonly ConferenceEvent[]): BookedConference => bookedWith({ duties: DUTIES }, ...events);
const says = (state: BookedConference, person: PersonKey, now = NOW): string => {
  const next = nextOwed(owedBy(state, person), now);
  return next === undefined ? '' : owedWords(next, now);
};
const flags: ConferenceEvent = { type: 'chairFlagsAcknowledged', data: { flags: ['challengingBehaviour'] } };
const list: ConferenceEvent = { type: 'listConfirmed', data: { inviteeIds: INVITEES.map(({ inviteeId }) => inviteeId) } };
const answered: ConferenceEvent = { type: 'invitationAnswered', data: { inviteeId: 'invitee-2', answer: 'coming' } };
const sent: ConferenceEvent = { type: 'reportSaidSent', data: { inviteeId: 'invitee-2' } };

describe('the chair', () => {
  it('acknowledges the flags first, then leads, then releases', () => {
    expect(says(conference(), WHO.chair)).toBe('Acknowledge the flags by Tue 8 Dec 2026 at 10:00.');
    expect(says(conference(flags), WHO.chair)).toBe('Lead the conference on Tue 8 Dec 2026 at 10:00.');
    expect(says(conference(flags), WHO.chair, londonInstant(day('2026-12-08'), '12:00'))).toBe('Record and release the decisions by Wed 9 Dec 2026.');
    expect(says(conference(flags), WHO.chair, londonInstant(day('2026-12-10'), '09:00'))).toBe('Record and release the decisions: it was due by Wed 9 Dec 2026.');
  });

  it('says whether observers may come', () => {
    expect(says(bookedWith({ duties: DUTIES, invitees: [...INVITEES, OBSERVER] }, flags), WHO.chair)).toMatch(/^Say whether the observers may come by/);
  });

  it('owes nothing once the decisions are released', () => {
    const released = conference({ type: 'decisionRecorded', data: decided('child-1') }, { type: 'decisionsReleased', data: { gaps: [], reason: null } });
    expect(owedBy(released, WHO.chair)).toEqual([]);
  });
});

describe('the team manager', () => {
  it('confirms the list, and again when somebody was added', () => {
    expect(says(conference(), WHO.manager)).toMatch(/^Confirm the list by/);
    expect(says(conference(list), WHO.manager)).toMatch(/^Say whether you are coming/);
    expect(says(conference(list, { type: 'inviteeAdded', data: { invitee: { ...INVITEES[1]!, inviteeId: 'invitee-9', person: null } } }), WHO.manager)).toMatch(/^Confirm the list by/);
  });

  it('agrees to Legal Services, and waits while the list is with the social worker', () => {
    const withLegal = bookedWith({ duties: DUTIES, invitees: [...INVITEES, SOLICITOR] }, { type: 'listReturned', data: { reason: 'The school is missing.' } });
    expect(says(withLegal, WHO.manager)).toMatch(/^Say whether Legal Services may come/);
  });
});

describe('the social worker', () => {
  it('sees the family, then sends the report, which stays owed when it is late', () => {
    expect(says(conference(), WHO.socialWorker)).toBe('See the family by Fri 4 Dec 2026 at 10:00.');
    expect(says(conference(), WHO.socialWorker, londonInstant(day('2026-12-04'), '11:00'))).toBe('Send your report by Mon 7 Dec 2026 at 10:00.');
    expect(says(conference(), WHO.socialWorker, londonInstant(day('2026-12-07'), '11:00'))).toBe('Send your report: it was due by Mon 7 Dec 2026 at 10:00.');
    expect(says(conference({ type: 'reportSaidSent', data: { inviteeId: 'invitee-1' } }), WHO.socialWorker, londonInstant(day('2026-12-07'), '11:00'))).toBe('');
  });

  it('changes a list that came back, before anything else', () => {
    expect(says(conference({ type: 'listReturned', data: { reason: 'The school is missing.' } }), WHO.socialWorker)).toMatch(/^Change the list that came back to you by/);
  });

  it('finds contacts that are missing', () => {
    expect(says(bookedWith({ duties: DUTIES, invitees: INVITEES.map((invitee) => (invitee.party === 'family' ? { ...invitee, route: 'missing' as const } : invitee)) }), WHO.socialWorker)).toMatch(/^Find the contacts that are missing/);
  });
});

describe('of a review that needs a Child Assessment', () => {
  const review = (...events: readonly ConferenceEvent[]): BookedConference => bookedWith({ duties: [...DUTIES, duty('assessmentToPracticeLead', '2026-11-24'), duty('assessmentToUnit', '2026-12-03')] }, ...events);
  const moved = (step: 'given' | 'toUnit'): ConferenceEvent => ({ type: 'assessmentMoved', data: { step, on: day('2026-11-23'), reason: '' } });

  it('the social worker gives it to the Practice Lead, then hands it on, and both stay owed when they are late', () => {
    expect(says(review(), WHO.socialWorker)).toBe('Give the Child Assessment to the Practice Lead by Tue 24 Nov 2026.');
    expect(says(review(), WHO.socialWorker, londonInstant(day('2026-11-25'), '09:00'))).toBe('Give the Child Assessment to the Practice Lead: it was due by Tue 24 Nov 2026.');
    expect(says(review(moved('given')), WHO.socialWorker)).toBe('Hand on the Child Assessment to the parents and the Safeguarding Unit by Thu 3 Dec 2026.');
    expect(says(review(moved('given'), moved('toUnit')), WHO.socialWorker)).toMatch(/^See the family/);
  });

  it('the chair raises a stand-down, until they have', () => {
    const down: ConferenceEvent = { type: 'assessmentDecided', data: { choice: 'standDown', fault: 'missing', reason: 'So.' } };
    expect(says(review(flags, down), WHO.chair)).toBe('Raise the stand-down with the Principal Manager.');
    expect(says(review(flags, down, { type: 'standDownRaised', data: { words: 'By letter.' } }), WHO.chair)).toMatch(/^Lead the conference/);
  });
});

describe('an invited professional', () => {
  it('answers, sends the report, and then owes nothing', () => {
    expect(says(conference(), WHO.healthVisitor)).toBe('Say whether you are coming by Tue 8 Dec 2026 at 10:00.');
    expect(says(conference(answered), WHO.healthVisitor)).toBe('Send your report by Mon 7 Dec 2026 at 10:00.');
    expect(says(conference(answered, sent), WHO.healthVisitor)).toBe('');
  });
});

it('the date is that of the rules that hold now', () => {
  const moved = later(conference(answered), '2026-11-24T09:00:00.000Z', {
    type: 'rulesMoved', data: { to: { packId: 'nottinghamshire', packVersion: '2', holidaysVersion: '2' }, by: 'operator', why: 'A bank holiday was announced.', moved: [], duties: [duty('agencyReport', '2026-12-04T10:00:00.000Z')], kept: [] },
  });
  expect(says(moved, WHO.healthVisitor)).toBe('Send your report by Fri 4 Dec 2026 at 10:00.');
});

it('a record without dates still says what is owed', () => {
  expect(says(bookedWith({ duties: [] }, answered), WHO.healthVisitor)).toBe('Send your report.');
});

it('somebody with no part in it owes nothing', () => {
  expect(owedBy(conference(), WHO.outsider)).toEqual([]);
});
