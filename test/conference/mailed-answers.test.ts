/** Answers by e-mail: theirs alone, in the order in which they came, and put to the social worker where nobody can go by them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConferenceEvent } from '../../src/conference/events.ts';
import { ofMailedAnswer, type MailedAnswer } from '../../src/conference/mailed-answers.ts';
import { unreachedNotices, ofLetterCameBack } from '../../src/conference/reaching.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { outOfReach } from '../../src/notices/notice.ts';
import { noticesOwed, type NoticeRules } from '../../src/notices/owed.ts';
import { anInvitee, bookedWith, INVITEES, later, OBSERVER, WHO } from './a-conference.ts';

const ABSENCE = { rule: 'STK-028', report: 'required' } as const;
const DESK = 'una.brook@nhs.net';
const MIDWIFE = anInvitee({ inviteeId: 'invitee-8', name: 'Una Brook-Example', designation: 'Community midwife', email: DESK, route: 'email' });
const RULES: NoticeRules = { ladders: { own: [], agency: [] }, workingMoment: (at) => at, diaryCoordinators: [], serviceManagers: [], byMail: true };
const at = (time: string): string => `2026-11-24T${time}:00.000Z`;

const mailed = (noticeId = 'invitation.invitee-8', address = DESK): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId, outcome: { kind: 'mailed', address, joinUrl: null } } });
const invited = (...more: readonly ConferenceEvent[]): BookedConference => bookedWith({ invitees: [...INVITEES, OBSERVER, MIDWIFE] }, mailed(), ...more);
const answer = (says: MailedAnswer['says'], received = at('09:00'), changes: Partial<MailedAnswer> = {}): MailedAnswer => ({ inviteeId: 'invitee-8', attendee: DESK, sender: DESK, says, received, ...changes });
const after = (state: BookedConference, given: MailedAnswer, recordedAt = at('09:01')): BookedConference => later(state, recordedAt, ...ofMailedAnswer(state, given, ABSENCE));
const told = (state: BookedConference): readonly string[] => noticesOwed(state, RULES).map(({ noticeId }) => noticeId);

describe('an answer by e-mail', () => {
  it('is theirs, with when it came', () => {
    const state = after(invited(), answer('coming'));
    expect(state.answers.get('invitee-8')).toMatchObject({ answer: 'coming', received: at('09:00') });
  });

  it('that they cannot come asks a written report of them where the pack wants one', () => {
    const state = after(invited(), answer('cannotCome'));
    expect(state.booking.invitees.find(({ inviteeId }) => inviteeId === 'invitee-8')).toMatchObject({ reportRequired: true, reportInstead: 'STK-028' });
  });

  it('may come from another address of the same organisation, and not from another organisation', () => {
    expect(after(invited(), answer('coming', at('09:00'), { sender: 'ivy@nhs.net' })).answers.has('invitee-8')).toBe(true);
    for (const changes of [{ sender: 'una.brook@nhs.example' }, { attendee: 'stranger@nhs.net' }, { attendee: 'stranger@elsewhere.example', sender: 'stranger@elsewhere.example' }]) {
      const state = after(invited(), answer('coming', at('09:00'), changes));
      expect([state.answers.size, state.unclearReplies.get('invitee-8')?.why]).toEqual([0, 'otherPerson']);
    }
  });

  it('may come from an address they were written to before another was given', () => {
    const given = later(invited(), at('08:00'), { type: 'contactGiven', data: { inviteeId: 'invitee-8', email: 'new.desk@nhs.net', route: 'email' } });
    expect(after(given, answer('coming')).answers.has('invitee-8')).toBe(true);
  });

  it.each(['perhaps', 'otherTime', 'unreadable'] as const)('that is %s is put to the social worker once, and a later one that is clear settles it', (says) => {
    const unclear = after(invited(), answer(says));
    expect([unclear.answers.size, unclear.unclearReplies.get('invitee-8')?.why]).toEqual([0, says]);
    expect(told(unclear).filter((noticeId) => noticeId.startsWith('replyUnclear.'))).toEqual(['replyUnclear.invitee-8.20261124T090000000Z']);
    expect(noticesOwed(unclear, RULES).find(({ kind }) => kind === 'replyUnclear')?.to).toEqual({ kind: 'person', person: WHO.socialWorker });
    const clear = after(unclear, answer('coming', at('10:00')));
    expect([clear.answers.get('invitee-8')?.answer, clear.unclearReplies.size]).toEqual(['coming', 0]);
    expect(told(clear).some((noticeId) => noticeId.startsWith('replyUnclear.'))).toBe(false);
  });

  it('that nobody can go by is put on record once, however often it is read', () => {
    const unclear = after(invited(), answer('perhaps'));
    expect(ofMailedAnswer(unclear, answer('perhaps'), ABSENCE)).toEqual([]);
  });

  it('that throws doubt on an earlier one is settled by the same answer once more', () => {
    const unclear = after(after(invited(), answer('coming')), answer('perhaps', at('10:00')));
    expect(after(unclear, answer('coming', at('11:00'))).unclearReplies.size).toBe(0);
  });

  it('from somebody taken off the list, or not agreed to, is said to the social worker and changes nothing', () => {
    const removed = later(invited(), at('08:00'), { type: 'inviteeRemoved', data: { inviteeId: 'invitee-8', reason: 'Moved on.' } });
    const state = after(removed, answer('coming'));
    expect([state.answers.size, state.unclearReplies.get('invitee-8')?.why]).toEqual([0, 'notInvited']);
    const observer = after(invited(), answer('coming', at('09:00'), { inviteeId: OBSERVER.inviteeId, attendee: OBSERVER.email ?? '', sender: OBSERVER.email ?? '' }));
    expect(observer.unclearReplies.get(OBSERVER.inviteeId)?.why).toBe('notInvited');
  });

  it('of nobody that was ever on the list is nothing', () => {
    expect(ofMailedAnswer(invited(), answer('coming', at('09:00'), { inviteeId: 'invitee-99' }), ABSENCE)).toEqual([]);
  });

  it('never overrules what a person recorded after it came', () => {
    const byTelephone = later(invited(), at('09:30'), { type: 'invitationAnswered', data: { inviteeId: 'invitee-8', answer: 'cannotCome' } });
    expect(ofMailedAnswer(byTelephone, answer('coming', at('09:00')), ABSENCE)).toEqual([]);
    expect(ofMailedAnswer(byTelephone, answer('coming', at('10:00')), ABSENCE)).toHaveLength(1);
  });

  it('read any number of times, in any number of rounds, leaves what reading each once leaves', () => {
    const says = fc.constantFrom('coming', 'deputy', 'cannotCome', 'perhaps', 'unreadable', 'otherTime');
    fc.assert(fc.property(fc.array(says, { minLength: 1, maxLength: 6 }), fc.array(fc.nat({ max: 5 }), { maxLength: 4 }), (all, rounds) => {
      const came = all.map((each, place) => answer(each, at(`09:0${place}`)));
      const once = came.reduce((state, each) => after(state, each, at('10:00')), invited());
      const again = [came.length - 1, ...rounds].reduce((state, upTo) => came.slice(0, upTo + 1).reduce((read, each) => after(read, each, at('11:00')), state), once);
      expect([[...again.answers].map(([id, given]) => [id, given.answer]), [...again.unclearReplies].map(([id, { why }]) => [id, why])]).toEqual([[...once.answers].map(([id, given]) => [id, given.answer]), [...once.unclearReplies].map(([id, { why }]) => [id, why])]);
    }));
  });
});

describe('a letter that comes back', () => {
  const cameBack = (state: BookedConference, noticeId = 'invitation.invitee-8', code = '5.1.1') => later(state, at('12:00'), ...ofLetterCameBack(state, noticeId, code));

  it('is named to the social worker, and the one it was for is out of reach and counts as not invited', () => {
    const state = cameBack(invited());
    expect(told(state)).toContain('unreached.invitation.invitee-8');
    expect(outOfReach(state).map(({ inviteeId }) => inviteeId)).toContain('invitee-8');
    expect([invited().invitedAt.has('invitee-8'), state.invitedAt.has('invitee-8')]).toEqual([true, false]);
  });

  it('comes back once, and whoever is slow to record that it was taken cannot unsay it', () => {
    const state = cameBack(invited());
    expect(ofLetterCameBack(state, 'invitation.invitee-8', '5.1.1')).toEqual([]);
    expect(later(state, at('12:30'), mailed()).notices.get('invitation.invitee-8')).toMatchObject({ kind: 'needsPerson', code: 'cameBack.5.1.1' });
    expect(ofLetterCameBack(invited(), 'invitation.invitee-2', '5.1.1')).toEqual([]);
  });

  it('is not sent once more where its own answer had been lost', () => {
    const lost = bookedWith({ invitees: [...INVITEES, MIDWIFE] }, { type: 'noticeAttempted', data: { noticeId: 'invitation.invitee-8', attempt: 1 } });
    expect(told(lost)).toContain('invitation.invitee-8');
    expect(told(cameBack(lost))).not.toContain('invitation.invitee-8');
  });

  it('from an address that is no longer theirs troubles nobody, and the invitation to the new one stands', () => {
    const moved = later(invited(), at('10:00'), { type: 'contactGiven', data: { inviteeId: 'invitee-8', email: 'new.desk@nhs.net', route: 'email' } }, mailed('invitation.invitee-8.1', 'new.desk@nhs.net'));
    const state = cameBack(moved);
    expect(told(state).filter((noticeId) => noticeId.startsWith('unreached.'))).toEqual([]);
    expect([outOfReach(state).map(({ inviteeId }) => inviteeId).includes('invitee-8'), state.invitedAt.get('invitee-8')]).toEqual([false, at('10:00')]);
  });

  it('with what came after it is one message to the social worker, not one for each', () => {
    const state = cameBack(cameBack(invited(mailed('meetingLink.invitee-8.0'))), 'meetingLink.invitee-8.0');
    expect(told(state).filter((noticeId) => noticeId.startsWith('unreached.'))).toEqual(['unreached.invitation.invitee-8']);
  });

  it('that went in place of a card is owed anew once they can be reached in Teams', () => {
    const state = cameBack(invited(mailed('invitation.invitee-2', 'priya@nhs.net')), 'invitation.invitee-2');
    expect(unreachedNotices(state, WHO.healthVisitor)).toEqual(['invitation.invitee-2']);
  });
});
