/** Who is owed anew what could not be told them before: their own notices alone, and only those that nobody was there for. */
import { describe, expect, it } from 'vitest';
import type { ConferenceEvent, NoticeOutcome } from '../../src/conference/events.ts';
import { unreachedNotices } from '../../src/conference/reaching.ts';
import { booked, later, WHO } from './a-conference.ts';

const settled = (noticeId: string, outcome: NoticeOutcome): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId, outcome } });
const gone = (noticeId: string, code = '403.BotNotInConversationRoster') => settled(noticeId, { kind: 'needsPerson', code });
const REQUEST = `bookingRequest.${WHO.outsider}`;
const state = booked(
  gone('invitation.invitee-2', 'notReachable'), gone('reportReminder.invitee-2.week.2026-12-08'), gone('invitation.invitee-3', 'ambiguousTwice'), gone('chairBriefing', '404.ConversationNotFound'),
  gone('listToConfirm'), gone(REQUEST), gone('unreached.invitation.invitee-2'), settled('invitation.invitee-4', { kind: 'sent', activityId: 'a', conversationId: 'c' }), gone('invitation.invitee-20'),
);

describe('what nobody was there for', () => {
  it.each([
    ['an invited professional’s', WHO.healthVisitor, ['invitation.invitee-2', 'reportReminder.invitee-2.week.2026-12-08']],
    ['the chair’s', WHO.chair, ['chairBriefing']],
    ['the team manager’s', WHO.manager, ['listToConfirm']],
    ['a diary co-ordinator’s', WHO.outsider, [REQUEST]],
    ['the social worker’s', WHO.socialWorker, ['unreached.invitation.invitee-2']],
    ['nobody’s whose copies may have arrived', WHO.teacher, []],
    ['nobody’s of another chair', WHO.otherChair, []],
  ])('is %s alone', (_whose, person, noticeIds) => {
    expect(unreachedNotices(state, person)).toEqual(noticeIds);
  });

  it('is owed anew once they can be reached', () => {
    const again = later(state, '2026-11-24T09:00:00.000Z', { type: 'reachableAgain', data: { noticeIds: unreachedNotices(state, WHO.healthVisitor) } });
    expect(unreachedNotices(again, WHO.healthVisitor)).toEqual([]);
    expect(again.notices.has('invitation.invitee-2')).toBe(false);
    expect(again.notices.has('chairBriefing')).toBe(true);
  });
});
