/** By which way a notice goes: Teams where somebody is there, secure e-mail where nobody is, and nothing by both. */
import { describe, expect, it } from 'vitest';
import type { NoticeSender, SendResult } from '../../../bot/jobs/notice-sender.ts';
import { byTheWayThatReaches } from '../../../bot/mail/mail-notices.ts';
import { toPerson } from '../../../src/notices/notice.ts';
import { startOf } from '../../../src/notices/owed.ts';
import { booked, WHO } from '../../conference/a-conference.ts';

const MAILED: SendResult = { kind: 'mailed', address: 'priya.heron@nhs.net', joinUrl: null };
const state = booked();
const sayings = ['conference-1', 'conference-2'].map((conferenceId) => ({ conferenceId, state, notice: toPerson('reportReminder.invitee-2.weekBefore.2026-12-08', 'reportReminder', WHO.healthVisitor, startOf(state), { inviteeId: 'invitee-2' }) }));

function ways(inTeams: SendResult, withMail = true) {
  const used: string[] = [];
  const way = (name: string, result: SendResult): NoticeSender => ({
    send: (conferenceId) => { used.push(`${name} ${conferenceId}`); return Promise.resolve(result); },
    together: (all) => { used.push(`${name} together`); return Promise.resolve(all.map(() => result)); },
  });
  return { used, sender: byTheWayThatReaches(way('teams', inTeams), withMail ? way('mail', MAILED) : undefined) };
}

describe('what several conferences say to one person', () => {
  it.each(['notReachable', '403.BotNotInConversationRoster', '404.Gone'])('is written by e-mail where nobody is there in Teams (%s)', async (code) => {
    const { used, sender } = ways({ kind: 'needsPerson', code });
    expect(await sender.together(sayings, false)).toEqual([MAILED, MAILED]);
    expect(used).toEqual(['teams together', 'mail together']);
  });

  it.each<SendResult>([{ kind: 'sent', activityId: '', conversationId: 'c', together: true }, { kind: 'returned' }, { kind: 'ambiguous' }, { kind: 'needsPerson', code: '413.TooLarge' }])('stays with Teams whatever else became of it: $kind', async (result) => {
    const { used, sender } = ways(result);
    expect(await sender.together(sayings, false)).toEqual([result, result]);
    expect(used).toEqual(['teams together']);
  });

  it('is for a person to see to where there is no e-mail', async () => {
    const gone: SendResult = { kind: 'needsPerson', code: 'notReachable' };
    expect(await ways(gone, false).sender.together(sayings, false)).toEqual([gone, gone]);
  });
});

it('what is for an address alone is never looked for in Teams', async () => {
  const toMailbox = sayings.map((saying) => ({ ...saying, notice: { ...saying.notice, to: { kind: 'mailbox' as const, address: 'priya.heron@nhs.net' } } }));
  const { used, sender } = ways({ kind: 'sent', activityId: '', conversationId: 'c' });
  expect(await sender.together(toMailbox, false)).toEqual([MAILED, MAILED]);
  expect(used).toEqual(['mail together']);
  expect(await ways({ kind: 'sent', activityId: '', conversationId: 'c' }, false).sender.together(toMailbox, false)).toEqual([{ kind: 'needsPerson', code: 'noMail' }, { kind: 'needsPerson', code: 'noMail' }]);
});
