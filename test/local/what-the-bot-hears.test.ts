// The activities Teams sends: to whom, when, and in what shape.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drive } from '../../local/driver.ts';
import directory from '../../local/directory.json' with { type: 'json' };
import { bench, people } from './stand-in-bot.ts';
import type { Bench } from './stand-in-bot.ts';

let teams: Bench;
beforeAll(async () => {
  teams = await bench();
  await teams.settled();
});
afterAll(() => teams.stop());

const as = (oid: string) => drive(teams.url).as(oid);
const decisions = '19:safeguarding-decisions@thread.tacv2';
const mention = '<at>Conference Companion</at>';

describe('the first run', () => {
  it('tells the bot once of every person, the team and the meeting it was put in', () => {
    const kinds = (type: string) => teams.received.filter(({ activity }) => activity.type === type).map(({ activity }) => activity.conversation.conversationType);
    for (const type of ['installationUpdate', 'conversationUpdate']) {
      expect(kinds(type).filter((kind) => kind === 'personal')).toHaveLength(11);
      expect(kinds(type).filter((kind) => kind === 'channel')).toHaveLength(1);
      expect(kinds(type).filter((kind) => kind === 'groupChat')).toHaveLength(1);
    }
    const added = teams.received.find(({ activity }) => activity.type === 'conversationUpdate' && activity.conversation.conversationType === 'channel')!;
    expect(added.activity.membersAdded).toEqual([{ id: `28:${directory.botId}` }]);
    expect(added.activity.channelData).toMatchObject({ eventType: 'teamMemberAdded', team: { name: 'Safeguarding conferences' }, tenant: { id: directory.tenantId } });
    expect(teams.received.find(({ activity }) => activity.type === 'installationUpdate')!.activity.action).toBe('add');
  });
});

describe('a message in a chat of two', () => {
  it('reaches the bot with a 29: id, the object id beside it, and the tenant', async () => {
    await as(people.robin).says('help');
    const { activity, headers } = await teams.hears(({ text }) => text === 'help');
    expect(activity).toMatchObject({
      type: 'message',
      channelId: 'msteams',
      recipient: { id: `28:${directory.botId}` },
      from: { aadObjectId: people.robin, name: 'Robin Ashdown-Example' },
      conversation: { conversationType: 'personal', tenantId: directory.tenantId },
      channelData: { tenant: { id: directory.tenantId } },
    });
    expect(activity.from.id).toMatch(/^29:/);
    expect(activity.from.id).not.toContain(people.robin);
    expect(activity.conversation.id).toMatch(/^a:/);
    expect(headers['x-ms-tenant-id']).toBe(directory.tenantId);
  });
  it('says so when the bot does not take it', async () => {
    teams.answers(() => ({ status: 500 }));
    expect(await as(people.robin).says('is anyone there')).toMatchObject({ sentToBot: true, undelivered: true });
    teams.answers(() => ({ status: 200 }));
  });
});

describe('a message in a channel', () => {
  it('does not reach the bot unless the bot is mentioned', async () => {
    expect(await as(people.robin).says('a quiet word', { thread: decisions })).toMatchObject({ sentToBot: false });
    expect(await as(people.robin).says('@Conference Companion as plain text', { thread: decisions })).toMatchObject({ sentToBot: false });
    expect(await as(people.robin).says(`${mention} a loud word`, { thread: decisions })).toMatchObject({ sentToBot: true });
    const { activity } = await teams.hears(({ text }) => text?.includes('loud'));
    expect(activity.text).toBe(`${mention} a loud word`);
    expect(activity.entities).toContainEqual({ type: 'mention', text: mention, mentioned: { id: `28:${directory.botId}`, name: 'Conference Companion' } });
    expect(activity.conversation).toMatchObject({ conversationType: 'channel', isGroup: true, id: `${decisions};messageid=${activity.id}` });
    expect(activity.channelData).toMatchObject({ channel: { id: decisions }, team: { id: directory.team.id } });
    expect(teams.received.some((one) => one.activity.text?.includes('quiet') || one.activity.text?.includes('plain'))).toBe(false);
  });
  it('as a reply names the conversation it belongs to', async () => {
    const first = await as(people.robin).says('what follows is a reply', { thread: decisions });
    await as(people.sam).says(`${mention} a reply`, { thread: decisions, replyTo: first.id });
    const { activity } = await teams.hears(({ text }) => text?.endsWith('a reply') && text.startsWith('<at>'));
    expect(activity.conversation.id).toBe(`${decisions};messageid=${first.id}`);
    expect(activity.replyToId).toBe(first.id);
  });
  it('is not to be had by people outside the team', async () => {
    expect((await as(people.priya).threads()).map(({ kind }) => kind)).not.toContain('channel');
    await expect(as(people.priya).says('let me in', { thread: decisions })).rejects.toThrow('not found');
  });
});

describe('a message in a meeting’s chat', () => {
  it('reaches the bot only with a mention, and names the meeting', async () => {
    const meeting = (await as(people.priya).threads()).find(({ kind }) => kind === 'meeting')!;
    expect(await as(people.priya).says('among ourselves', { thread: meeting.id })).toMatchObject({ sentToBot: false });
    await as(people.priya).says(`${mention} and to you`, { thread: meeting.id });
    const { activity } = await teams.hears(({ text }) => text?.endsWith('and to you'));
    expect(activity.conversation).toMatchObject({ conversationType: 'groupChat', isGroup: true, id: meeting.id });
    expect(activity.channelData.meeting.id).toBe(meeting.meeting!.meetingId);
    expect(Buffer.from(activity.channelData.meeting.id, 'base64').toString()).toBe(`0#${meeting.id}#0`);
  });
});

describe('a slow bot', () => {
  it('gets a message a second time, unchanged, when it took too long', async () => {
    const slow = await bench({ waits: { messageMs: 100, actionMs: 100, dialogMs: 100 } });
    await slow.settled();
    slow.answers(() => ({ status: 200, afterMs: 250 }));
    expect(await drive(slow.url).as(people.robin).says('take your time')).toMatchObject({ undelivered: true });
    const heard = slow.received.filter(({ activity }) => activity.text === 'take your time');
    expect(heard.map(({ activity }) => activity.id)).toEqual([heard[0]!.activity.id, heard[0]!.activity.id]);
    await slow.stop();
  });
});
