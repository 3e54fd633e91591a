/** What was sent about a conference: everything that left or did not, to whom, how and when; for those who prepare it, and nobody else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { understand } from '../../../bot/teams/intents.ts';
import { sentLines } from '../../../bot/my-conferences/sent-lines.ts';
import type { ConferenceEvent, NoticeOutcome } from '../../../src/conference/events.ts';
import { noticesOwed } from '../../../src/notices/owed.ts';
import { anInvitee, booked, day, INVITEES, later, WHO } from '../../conference/a-conference.ts';
import { remindedAt } from '../../notices/reminded-at.ts';
import { cardOf, CONFERENCE, NOT_THEIRS, OTHERS, someConferences } from './my-conferences-under-test.ts';

const MIDWIFE = anInvitee({ inviteeId: 'invitee-8', name: 'Una Brook-Example', designation: 'Community midwife', email: 'una.brook@nhs.net', route: 'email' });
const settled = (noticeId: string, outcome: NoticeOutcome): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId, outcome } });
const SENT: NoticeOutcome = { kind: 'sent', activityId: 'a', conversationId: 'c' };
const authority = { find: () => undefined };

describe('what was sent', () => {
  it('says what, to whom, how and when, the newest first, and what did not arrive', async () => {
    const { press, record } = await someConferences({ invitees: [...INVITEES, MIDWIFE] });
    expect(cardOf(await press('messages.sent', WHO.socialWorker))).toContain('Nothing has left yet.');
    await record(settled('chairBriefing', SENT), settled('invitation.invitee-2', SENT), settled('invitation.invitee-8', { kind: 'mailed', address: 'una.brook@nhs.net', joinUrl: null }));
    await record(settled('reportReminder.invitee-2.weekBefore.2026-12-08', { ...SENT, together: true }), settled('reportReminder.invitee-3.weekBefore.2026-12-08', { kind: 'needsPerson', code: '403.Gone' }), settled('settledCard.invitation.invitee-2', SENT));
    const card = cardOf(await press('messages.sent', WHO.chair));
    for (const words of [
      'Briefing, to Alex Wren-Example: in Teams.', 'Invitation, to Priya Heron-Example, Health visitor: in Teams.', 'Invitation, to Una Brook-Example, Community midwife: by e-mail to una.brook@nhs.net.',
      'Reminder of the report, to Priya Heron-Example, Health visitor: in Teams, in one message with those of other conferences.', 'not delivered (403.Gone)', 'Monday 23 November 2026',
    ]) expect(card).toContain(words);
    expect(card.match(/: in Teams/g)).toHaveLength(3);
  });

  it('is found by the case, and is nobody’s who has no part in it', async () => {
    const { press, record } = await someConferences();
    await record(settled('invitation.invitee-2', SENT));
    expect(cardOf(await press('messages.sent', OTHERS.dana, { conferenceId: '', reference: 'EX-1' }))).toContain('Health visitor');
    for (const who of [WHO.healthVisitor, WHO.outsider, WHO.otherChair]) {
      expect(cardOf(await press('messages.sent', who))).toContain(NOT_THEIRS);
      expect(cardOf(await press('messages.sent', who, { reference: 'EX-1' }))).toContain(NOT_THEIRS);
    }
    expect(cardOf(await press('messages.sent', WHO.chair, { conferenceId: 'conference-that-is-not-there' }))).toContain(NOT_THEIRS);
  });

  it('is read page by page, and a page that is none is the first or the last', async () => {
    const { press, record } = await someConferences();
    for (let round = 0; round < 2; round += 1) await record(...Array.from({ length: 20 }, (_each, place) => settled(`datesMoved.${round * 20 + place + 1}.chair`, SENT)));
    const page = async (number: string): Promise<string> => /Page \d of \d/.exec(cardOf(await press('messages.sent', WHO.chair, { conferenceId: CONFERENCE, page: number })))?.[0] ?? '';
    expect([await page('1'), await page('2'), await page('99'), await page('0'), await page('all')]).toEqual(['Page 1 of 3', 'Page 2 of 3', 'Page 3 of 3', 'Page 1 of 3', 'Page 1 of 3']);
  });

  it('has words and a recipient for every notice there can be, whatever became of it', () => {
    const outcomes: readonly NoticeOutcome[] = [SENT, { kind: 'mailed', address: 'a@nhs.net', joinUrl: null }, { kind: 'suppressed', reason: 'expired' }, { kind: 'suppressed', reason: 'overtaken' }, { kind: 'needsPerson', code: 'notReachable' }];
    const rules = { ...remindedAt([{ rung: 'dayAfter', at: 2e12 as never, escalateTo: ['chair', 'teamManager'] }]), diaryCoordinators: [OTHERS.dana], serviceManagers: [], byMail: true };
    fc.assert(fc.property(fc.constantFrom(...outcomes), fc.boolean(), (outcome, moved) => {
      const state = moved ? later(booked(), '2026-11-24T09:00:00.000Z', { type: 'inviteeRemoved', data: { inviteeId: 'invitee-3', reason: 'So.' } }, { type: 'listReturned', data: { reason: 'So.' } }) : booked();
      const owed = noticesOwed(state, rules).filter(({ kind }) => !['settledCard', 'settledRequest', 'withdrawnCard'].includes(kind));
      const lines = sentLines(later(state, '2026-11-24T10:00:00.000Z', ...owed.map(({ noticeId }) => settled(noticeId, outcome))), authority);
      expect(lines).toHaveLength(owed.length);
      for (const { what, at } of lines) expect([what, at]).toEqual([expect.stringMatching(/^[A-Z][^:]+, to [^:]+: .+\.$/), 'Tuesday 24 November 2026 at 10:00']);
    }));
  });
});

describe('asking for it in chat', () => {
  it.each([
    ['what was sent for EX-20417', 'EX-20417'], ['What has been sent about case 48213?', '48213'], ['show me the message log for EX-20417', 'EX-20417'], ['sent messages', ''], ['what did we send to people about EX-1', 'EX-1'],
  ])('“%s”', (text, reference) => {
    expect(understand(text, day('2026-11-23')).intent).toEqual({ kind: 'sentMessages', reference });
  });

  it.each(['what was sent to court last week by the family', 'send the report', 'what is sent', 'I sent my report'])('“%s” is not it, or names no case', (text) => {
    const { intent } = understand(text, day('2026-11-23'));
    expect(intent.kind === 'sentMessages' ? intent.reference : '').toBe('');
  });
});
