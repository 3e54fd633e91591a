/** Whoever has left: what went to them came to nothing, they are out of reach until another way is known, and it is seen to by somebody. */
import { describe, expect, it } from 'vitest';
import { unreachedNotices } from '../../src/conference/reaching.ts';
import type { ConferenceEvent, NoticeOutcome } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { invitationId, outOfReach } from '../../src/notices/notice.ts';
import { noticesOwed, type NoticeRules } from '../../src/notices/owed.ts';
import { booked, INVITEES, later, WHO } from '../conference/a-conference.ts';

const RULES: NoticeRules = { ladders: { own: [], agency: [] }, workingMoment: (at) => at, diaryCoordinators: [WHO.outsider], serviceManagers: [], byMail: true };
const [, VISITOR] = INVITEES;
const at = (minute: number): string => `2026-11-24T09:${String(minute).padStart(2, '0')}:00.000Z`;
const settled = (noticeId: string, outcome: NoticeOutcome): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId, outcome } });
const SENT: NoticeOutcome = { kind: 'sent', activityId: 'a', conversationId: 'c' };
const GONE: NoticeOutcome = { kind: 'needsPerson', code: '403.BotNotInConversationRoster' };
const reached = (state: BookedConference): boolean => !outOfReach(state).some(({ inviteeId }) => inviteeId === 'invitee-2');

describe('an invited professional', () => {
  const invited = later(booked(), at(0), settled('invitation.invitee-2', SENT));

  it('who was invited in Teams and has left since is out of reach', () => {
    expect(reached(invited)).toBe(true);
    expect(reached(later(invited, at(5), settled('reportReminder.invitee-2.-5wd.2026-12-08', GONE)))).toBe(false);
  });

  it('who had left before is out of reach, until the invitation has gone another way', () => {
    const gone = later(booked(), at(0), settled('invitation.invitee-2', GONE));
    expect(reached(gone)).toBe(false);
    const given = later(gone, at(5), { type: 'contactGiven', data: { inviteeId: 'invitee-2', email: 'priya.heron@nhs.net', route: 'email' } });
    expect(reached(given)).toBe(true);
    expect(noticesOwed(given, RULES).map(({ noticeId }) => noticeId)).toContain('invitation.invitee-2.1');
    expect(reached(later(given, at(6), settled('invitation.invitee-2.1', { kind: 'mailed', address: 'priya.heron@nhs.net', joinUrl: null })))).toBe(true);
    expect(reached(later(given, at(6), settled('invitation.invitee-2.1', GONE)))).toBe(false);
  });

  it('who is reached again by anything is not out of reach any more', () => {
    const back = later(invited, at(5), settled('reportReminder.invitee-2.-5wd.2026-12-08', GONE));
    expect(reached(later(back, at(9), settled('reportReminder.invitee-2.-2wd.2026-12-08', SENT)))).toBe(true);
    expect(reached(later(back, at(9), { type: 'reachableAgain', data: { noticeIds: unreachedNotices(back, WHO.healthVisitor) } }))).toBe(true);
  });

  it('who is told nothing more because the conference has begun is not taken for somebody who has left', () => {
    expect(reached(later(invited, at(9), settled('reportReminder.invitee-2.0.2026-12-08', { kind: 'suppressed', reason: 'expired' })))).toBe(true);
  });

  it('is invited under one id until another way is given', () => {
    expect(invitationId(invited, VISITOR!)).toBe('invitation.invitee-2');
  });
});

it('what nobody got is whoever’s it was told to once they can be reached, and nobody else’s', () => {
  const about = `bookingRequest.${WHO.outsider}`;
  const ids = [`unreached.${about}`, `unreached.${about}.teamManager`, `unreached.${about}.coordinator.${WHO.otherChair}`];
  const state = later(booked(), at(0), ...ids.map((noticeId) => settled(noticeId, GONE)));
  expect([WHO.socialWorker, WHO.manager, WHO.otherChair, WHO.outsider].map((person) => unreachedNotices(state, person))).toEqual([[ids[0]], [ids[1]], [ids[2]], []]);
});
