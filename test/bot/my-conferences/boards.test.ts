/** How ready a conference is, and why it is on its day, as those who prepare it are told. */
import { describe, expect, it } from 'vitest';
import { londonInstant } from '../../../src/calendar/instants.ts';
import type { ConferenceEvent, InvitationAnswer } from '../../../src/conference/events.ts';
import { day, INVITEES, OBSERVER, SOLICITOR, WHO } from '../../conference/a-conference.ts';
import { cardOf, OTHERS, someConferences } from './my-conferences-under-test.ts';

const answer = (inviteeId: string, said: InvitationAnswer): ConferenceEvent => ({ type: 'invitationAnswered', data: { inviteeId, answer: said } });
const listConfirmed: ConferenceEvent = { type: 'listConfirmed', data: { inviteeIds: INVITEES.map(({ inviteeId }) => inviteeId) } };
const flagsSeen: ConferenceEvent = { type: 'chairFlagsAcknowledged', data: { flags: ['challengingBehaviour'] } };
const saidSent = (inviteeId: string): ConferenceEvent => ({ type: 'reportSaidSent', data: { inviteeId } });
const moved = (inviteeId: string, step: 'received' | 'validated' | 'waived'): ConferenceEvent => ({ type: 'reportMoved', data: { inviteeId, step, on: null, reason: '' } });

async function board(changes: Parameters<typeof someConferences>[0] = {}, ...events: readonly ConferenceEvent[]): Promise<string> {
  const { press, record } = await someConferences(changes);
  if (events.length > 0) await record(...events);
  return cardOf(await press('conference.readiness', WHO.socialWorker));
}

describe('the readiness board', () => {
  it('says of everything open what to do and who does it', async () => {
    const card = await board({ invitees: [...INVITEES.map((invitee) => (invitee.party === 'family' ? { ...invitee, route: 'missing' as const } : invitee)), SOLICITOR, OBSERVER], notNamed: { roleCodes: ['generalPractitioner'], reason: 'Not registered.' } });
    for (const words of [
      'The booking is not confirmed (NOT-011)', 'Who: The diary co-ordinator', 'The list is not confirmed (NOT-017)', 'Who: Morgan Vale-Example', 'Nothing goes to Ros Penn-Example, Solicitor before it is agreed to (NOT-037)',
      'One flag is not acknowledged (NOT-053)', 'Who: Alex Wren-Example, the chair', 'Nothing goes to Bo Reed-Example', 'No contact is known for Mother', 'Required, and nobody is named: GP', 'No answer yet from Priya Heron-Example', 'Reports not yet sent: Robin Ashdown-Example',
    ]) expect(card).toContain(words);
  });

  it('says that nothing is open when all is done, and by whom it was done', async () => {
    const card = await board({}, { type: 'bookingConfirmed', data: {} }, listConfirmed, flagsSeen, answer('invitee-2', 'coming'), answer('invitee-3', 'coming'), answer('invitee-4', 'coming'), saidSent('invitee-1'), moved('invitee-1', 'validated'), moved('invitee-2', 'received'), moved('invitee-3', 'waived'));
    expect(card).toContain('Nothing is still open.');
    expect(card).toContain('Done: The chair acknowledged the flags on Monday 23 November 2026');
    expect(card).not.toContain('Still open');
  });

  it('counts answers and reports by agency', async () => {
    expect(await board({}, answer('invitee-2', 'reportOnly'), saidSent('invitee-2'))).toContain('Health: 1 on the list; 1 sending a report only. Reports: 1 of 1 sent.');
    expect(await board({}, moved('invitee-2', 'received'))).toContain('Reports: 1 of 1 sent, 1 received.');
  });

  it('foretells the quorum: a deputy counts, a report alone does not, and the family and observers never', async () => {
    expect(await board()).toContain('Quorum: not known yet');
    expect(await board({}, answer('invitee-2', 'deputy'), answer('invitee-3', 'coming'))).toContain('Quorum: met');
    const short = await board({ invitees: [...INVITEES, { ...OBSERVER, agencyCode: 'police' }] }, answer('invitee-2', 'reportOnly'));
    expect(short).toContain('Quorum: short');
    expect(short).toContain('Too few agencies will be there (NAT-004)');
  });

  it('names somebody required who does not come, and asks for the chair to be told', async () => {
    expect(await board({}, answer('invitee-4', 'cannotCome'))).toContain('Required, and not coming: Morgan Vale-Example, Team manager (NOT-053)');
  });

  it('names the Emergency Duty Team by the day the conference has, until somebody of it is on the list (NOT-036, AMB-24)', async () => {
    const circumstances = { edtReferralsOn: [day('2026-06-08'), day('2026-11-05'), day('2026-11-12')] };
    const open = 'Required, and nobody is named: Emergency Duty Team';
    expect(await board({ circumstances, on: day('2026-12-08') })).toContain(open);
    expect(await board({ circumstances, on: day('2026-12-09') })).not.toContain(open);
    expect(await board({ circumstances, invitees: [...INVITEES, { ...SOLICITOR, roleCode: 'emergencyDutyTeam', waitsFor: null }] })).not.toContain(open);
  });

  describe('the invitations to a review, two weeks before it (NOT-116)', () => {
    const review = { conferenceType: 'review', dates: { initialHeldOn: day('2026-09-14') } } as const;
    const sent = (inviteeId: string): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId: `invitation.${inviteeId}`, outcome: { kind: 'sent', activityId: 'a', conversationId: 'c' } } });
    const DUE = 'The Meeting Support Service sends out the invitations: by Tuesday 24 November 2026 (NOT-116)';

    it('are due on a day of their own, on the board, in the booking, and with the reason of the date', async () => {
      const { press } = await someConferences({ ...review, on: day('2026-12-08') });
      for (const card of [await press('conference.readiness', WHO.socialWorker), await press('conference.readiness', OTHERS.dana), await press('conference.show', WHO.socialWorker)]) expect(cardOf(card)).toContain(DUE);
      expect(cardOf(await press('conference.whyDate', WHO.chair))).toMatch(/Send out the invitations: by Tuesday 24 November 2026 \(NOT-116\)\./);
    });

    it('go out in time when they leave up to that day', async () => {
      expect(await board({ ...review, on: day('2026-12-08') }, sent('invitee-2'))).not.toContain('Late:');
      expect(await board({ ...review, on: day('2026-12-07') }, sent('invitee-2'))).not.toContain('Late:');
    });

    it('are said to be late where the review was booked after that day', async () => {
      expect(await board({ ...review, on: day('2026-12-04') })).toContain('by Friday 20 November 2026 (NOT-116). Late: it was booked after that day, on Monday 23 November 2026.');
    });

    it('are said to be late where they left after that day, and to how many', async () => {
      const { press, record, clock } = await someConferences({ ...review, on: day('2026-12-08') });
      await record(sent('invitee-2'));
      clock.now = londonInstant(day('2026-11-25'), '10:00');
      await record(sent('invitee-3'), sent('invitee-4'));
      expect(cardOf(await press('conference.readiness', WHO.socialWorker))).toContain(`${DUE}. Late: 2 of them went out after that day, the last on Wednesday 25 November 2026.`);
    });

    it('have no such day for an initial conference', async () => {
      expect(await board()).not.toContain('NOT-116');
    });
  });

  it('says that the list has changed since it was confirmed, or came back and why', async () => {
    expect(await board({}, listConfirmed, { type: 'inviteeAdded', data: { invitee: { ...SOLICITOR, waitsFor: null } } })).toContain('The list has changed since it was confirmed (NOT-017)');
    expect(await board({}, { type: 'listReturned', data: { reason: 'The school is missing.' } })).toContain('The list came back (NOT-017): The school is missing. Change it.');
  });

  it('says whether Outlook has it, and who sees to it where Outlook gave up', async () => {
    expect(await board()).toContain('our own diary keeps the time');
    expect(await board({}, { type: 'meetingPlaced', data: { eventId: 'e', joinUrl: null, chatId: null } })).toContain('In the chair’s calendar');
    expect(await board({}, { type: 'meetingNotPlaced', data: { code: 'noMailbox', again: null } })).toMatch(/Outlook could not place it \(noMailbox\)\. Put it into Alex Wren-Example’s calendar by hand/);
    expect(await board({}, { type: 'meetingNotPlaced', data: { code: 'busy', again: '2026-11-23T10:00:00.000Z' } })).toContain('tried again on Monday 23 November 2026 at 10:00');
  });

  it('shows the flags in words to those who prepare the conference, and only how many to the office', async () => {
    const { press } = await someConferences();
    for (const person of [WHO.socialWorker, WHO.chair, WHO.manager]) expect(cardOf(await press('conference.readiness', person))).toContain('the chair has not yet said they have seen it (NOT-053)');
    const office = cardOf(await press('conference.readiness', OTHERS.dana));
    expect(office).toContain('One flag is not acknowledged');
    expect(office).not.toContain('Flags for the chair');
  });

  it('says by colour alone nothing at all', async () => {
    expect(await board()).not.toMatch(/"color"/);
  });

  it('offers changing the list to the social worker alone', async () => {
    const { press } = await someConferences();
    expect(cardOf(await press('conference.readiness', WHO.socialWorker))).toContain('list.edit');
    expect(cardOf(await press('conference.readiness', WHO.manager))).not.toContain('list.edit');
  });
});

describe('why this date', () => {
  const why = async (changes: Parameters<typeof someConferences>[0] = {}, ...events: readonly ConferenceEvent[]): Promise<string> => {
    const { press, record } = await someConferences(changes);
    if (events.length > 0) await record(...events);
    return cardOf(await press('conference.whyDate', WHO.chair));
  };

  it('says by how many working days it is inside the limit, counted by hand', async () => {
    // Day 1 is Friday 20 November, so day 15 is Thursday 10 December; Tuesday 8 December leaves the Wednesday and the Thursday.
    expect(await why()).toContain('Inside the limit: the latest lawful date is Thursday 10 December 2026 (NOT-002). The conference is 2 working days before it.');
    expect(await why({ on: day('2026-12-10') })).toContain('That is the day of the conference itself.');
    expect(await why({ on: day('2026-12-09') })).toContain('1 working day before it');
  });

  it('says how late a late one is, and the reason that was given', async () => {
    const card = await why({ on: day('2026-12-14'), lateReason: 'The mother was in hospital.' });
    expect(card).toContain('After the limit: the latest lawful date is Thursday 10 December 2026 (NOT-002). The conference is 2 working days later.');
    expect(card).toContain('Why no earlier day: The mother was in hospital.');
  });

  it('gives the rule, where it is written, the count by week and day by day, days passed over, and the other reading', async () => {
    const card = await why();
    for (const words of ['Hold the initial conference: by Thursday 10 December 2026 (NOT-002)', 'Written in ', 'Mon 23 – Fri 27 Nov: Days 2–6', 'Sat 21 Nov 2026: not counted, Saturday', 'Another reading gives Friday 11 December 2026 (AMB-01)', 'Count day by day']) expect(card).toContain(words);
  });

  it('says that a later discussion does not start the count anew', async () => {
    expect(await why({ dates: { s47InitiatedOn: day('2026-11-20'), laterStrategyOn: day('2026-11-23') } })).toMatch(/The discussion on Monday 23 November 2026 does not start the count anew/);
  });

  it('shows every limit of a conference for one child that reviews the plans of others', async () => {
    const card = await why({ conferenceType: 'siblingInitial', dates: { s47InitiatedOn: day('2026-11-20'), initialHeldOn: day('2026-09-14') } });
    expect(card).toMatch(/Thursday 10 December 2026 \(NOT-002\).*Monday 14 December 2026 \(NAT-002\)/);
  });

  it('tells what moved under newer rules and why, and what stays as it was judged', async () => {
    const card = await why({ duties: [{ duty: 'familyVisit', rule: 'NOT-057', title: 'See the family', owner: 'socialWorker', due: '2026-12-04T10:00:00.000Z' }] }, {
      type: 'rulesMoved',
      data: { to: { packId: 'nottinghamshire', packVersion: '2', holidaysVersion: '2' }, by: 'operator', why: 'A bank holiday was announced.', duties: [], moved: [{ duty: 'agencyReport', rule: 'NOT-048', title: 'Send the report', owner: 'professionals', from: '2026-12-07T10:00:00.000Z', to: '2026-12-04T10:00:00.000Z' }], kept: [{ duty: 'familyVisit', due: '2026-12-04T10:00:00.000Z' }] },
    });
    expect(card).toContain('Send the report: now by Friday 4 December 2026 at 10:00, before by Monday 7 December 2026 at 10:00 (NOT-048). Why: A bank holiday was announced.');
    expect(card).toContain('See the family: stays as it was, by Friday 4 December 2026 at 10:00');
  });

  it.each([['review', { initialHeldOn: '2026-09-14' }], ['preBirth', { s47InitiatedOn: '2026-11-20', expectedBirthOn: '2027-02-01' }], ['transferIn', { transferNotifiedOn: '2026-11-20' }], ['preReturn', { plannedReturnOn: '2027-01-20' }]] as const)('is told of a conference of every type: %s', async (conferenceType, dates) => {
    const read = Object.fromEntries(Object.entries(dates).map(([field, on]) => [field, day(on)]));
    expect(await why({ conferenceType, dates: read })).toContain('the latest lawful date is');
  });
});
