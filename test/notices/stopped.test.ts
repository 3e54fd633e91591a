/** All messages stopped: nothing is owed to anybody but the word that it is so, until somebody lifts it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIsoUtc, type CivilInstant } from '../../src/calendar/instants.ts';
import { decide } from '../../src/conference/decide.ts';
import type { ConferenceEvent } from '../../src/conference/events.ts';
import { stopStanding } from '../../src/conference/stopping.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { nextNoticeAt, noticesOwed, stepsDue, type NoticeRules } from '../../src/notices/owed.ts';
import { anInvitee, bookedWith, INVITEES, later, person, shortRules, WHO } from '../conference/a-conference.ts';
import { remindedAt } from './reminded-at.ts';

const at = (text: string): CivilInstant => parseIsoUtc(text)!;
const NOW = '2026-11-23T09:00:00.000Z';
const WEEK = '2026-11-30T09:00:00.000Z';
const START = '2026-12-08T10:00:00.000Z';
const RULES: NoticeRules = { serviceManagers: [], diaryCoordinators: [WHO.outsider], byMail: true, ...remindedAt([{ rung: 'week', at: at(WEEK) }, { rung: 'lastDay', at: at('2026-12-07T09:00:00.000Z') }]) };
const MIDWIFE = anInvitee({ inviteeId: 'invitee-8', name: 'Una Brook-Example', email: 'una.brook@nhs.net', route: 'email', reportRequired: true });
const stopped: ConferenceEvent = { type: 'messagesStopped', data: { why: 'wrongRecipient', words: 'A practice of the same name.' } };
const resumed: ConferenceEvent = { type: 'messagesResumed', data: { words: 'They have deleted it.' } };
/** Events here are recorded by the companion, so nobody of the conference pressed it themselves. */
const conference = (...events: readonly ConferenceEvent[]) => bookedWith({ invitees: [...INVITEES, MIDWIFE] }, ...events);
const kinds = (state: BookedConference) => [...new Set(noticesOwed(state, RULES).map(({ kind }) => kind))];

describe('once all messages are stopped', () => {
  it('nothing is owed but the word that they are, to those who prepare the conference', () => {
    const state = conference(stopped);
    expect(kinds(state)).toEqual(['messagesStopped']);
    expect(noticesOwed(state, RULES).map(({ to }) => to)).toEqual([WHO.socialWorker, WHO.chair, WHO.manager].map((key) => ({ kind: 'person', person: key })));
  });

  it('nothing wakes the conference for a reminder', () => {
    const told = later(conference(stopped), NOW, ...noticesOwed(conference(stopped), RULES).map(({ noticeId }): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId, outcome: { kind: 'sent', activityId: 'a', conversationId: 'c' } } })));
    expect(nextNoticeAt(told, RULES, at(NOW))).toBeNull();
    for (const moment of [NOW, WEEK, START]) expect(stepsDue(told, RULES, at(moment))).toEqual([]);
  });

  it('what had been attempted is not repeated', () => {
    const state = later(conference(), NOW, { type: 'noticeAttempted', data: { noticeId: 'invitation.invitee-8', attempt: 1 } }, stopped);
    expect(stepsDue(state, RULES, at(WEEK)).map(({ notice }) => notice.kind)).not.toContain('invitation');
  });
});

describe('once they are let go on', () => {
  it('what is still owed is sent, and of the reminders that were missed only the last', () => {
    const state = later(conference(stopped), NOW, resumed);
    expect(kinds(state)).toContain('invitation');
    const due = stepsDue(state, RULES, at('2026-12-07T12:00:00.000Z')).filter(({ notice }) => notice.inviteeId === 'invitee-8').map((step) => `${step.do} ${step.notice.kind} ${step.notice.rung ?? ''}`.trim());
    expect(due.toSorted()).toEqual(['send invitation', 'send reportReminder lastDay', 'suppress reportReminder week']);
  });

  it('those who were told hear of it too', () => {
    expect(kinds(later(conference(stopped), NOW, resumed))).toContain('messagesResumed');
    expect(kinds(later(conference(stopped), NOW, resumed))).not.toContain('messagesStopped');
  });

  it('each stop stays on record with who, when, why and how it ended', () => {
    const state = later(later(conference(stopped), NOW, resumed), WEEK, { type: 'messagesStopped', data: { why: 'death', words: 'On Sunday.' } });
    expect(state.stops).toMatchObject([{ why: 'wrongRecipient', words: 'A practice of the same name.', lifted: { words: 'They have deleted it.', at: NOW } }, { why: 'death', lifted: null, at: WEEK }]);
    expect(stopStanding(state)?.why).toBe('death');
  });
});

describe('to stop and to lift', () => {
  const does = (state: BookedConference, what: 'stopMessages' | 'resumeMessages', words: string, who = WHO.chair) => {
    const outcome = decide(state, what === 'stopMessages' ? { do: what, why: 'other', words } : { do: what, words }, person(who), shortRules());
    return outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code) : outcome.events.map(({ type }) => type);
  };

  it('each takes its words, and is done once', () => {
    expect(does(conference(), 'stopMessages', ' ')).toEqual(['needsReason']);
    expect(does(conference(), 'stopMessages', 'An address was seen.')).toEqual(['messagesStopped']);
    expect(does(conference(stopped), 'stopMessages', 'Again.')).toEqual([]);
    expect(does(conference(stopped), 'resumeMessages', '')).toEqual(['needsReason']);
    expect(does(conference(stopped), 'resumeMessages', 'Put right.')).toEqual(['messagesResumed']);
    expect(does(conference(), 'resumeMessages', 'Put right.')).toEqual([]);
  });

  it('whoever books may stop, and not lift; whoever is invited may do neither', () => {
    expect([does(conference(), 'stopMessages', 'So.', WHO.socialWorker), does(conference(stopped), 'resumeMessages', 'So.', WHO.socialWorker)]).toEqual([['messagesStopped'], ['notAllowed']]);
    expect([does(conference(), 'stopMessages', 'So.', WHO.healthVisitor), does(conference(stopped), 'resumeMessages', 'So.', WHO.healthVisitor)]).toEqual([['notAllowed'], ['notAllowed']]);
  });
});

it('whatever happens while they are stopped, and at whatever time, nothing leaves but that word', () => {
  const happenings: readonly ConferenceEvent[] = [
    { type: 'inviteeRemoved', data: { inviteeId: 'invitee-3', reason: 'So.' } }, { type: 'reportSaidSent', data: { inviteeId: 'invitee-1' } }, { type: 'bookingConfirmed', data: {} },
    { type: 'meetingPlaced', data: { eventId: 'e', joinUrl: 'https://teams.microsoft.com/l/1', chatId: null } }, { type: 'listReturned', data: { reason: 'So.' } }, { type: 'decisionsReleased', data: { gaps: [], reason: null } },
    { type: 'chairReassigned', data: { from: { person: WHO.chair, name: 'A' }, to: { person: WHO.otherChair, name: 'B' }, claimId: 'claim-2', conflictOfInterest: false, reason: 'So.' } },
  ];
  fc.assert(fc.property(fc.subarray([...happenings]), fc.subarray([...happenings]), fc.integer({ min: at(NOW), max: at(START) }), (before, after, moment) => {
    const state = later(conference(...before, stopped), NOW, ...after);
    for (const { notice } of stepsDue(state, RULES, moment as CivilInstant)) expect(notice.kind).toBe('messagesStopped');
  }));
});
