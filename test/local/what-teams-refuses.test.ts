// What the connector does not let a bot do, with the status and code a bot must be ready for.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drive } from '../../local/driver.ts';
import directory from '../../local/directory.json' with { type: 'json' };
import { rateKeeper } from '../../local/rates.ts';
import { bench, card, message, people } from './stand-in-bot.ts';
import type { Bench } from './stand-in-bot.ts';

let teams: Bench;
beforeAll(async () => {
  teams = await bench();
  await teams.settled();
});
afterAll(() => teams.stop());

const as = (oid: string) => drive(teams.url).as(oid);
const chatOf = (oid: string) => teams.received.find(({ activity }) => activity.from.aadObjectId === oid && activity.conversation.conversationType === 'personal')!.activity;
const activitiesOf = (id: string) => `/v3/conversations/${encodeURIComponent(id)}/activities`;
const posts = (oid: string, body: unknown) => teams.calls('POST', activitiesOf(chatOf(oid).conversation.id), body);
const refusal = (status: number, code: string) => ({ status, body: { error: { code } } });
const buttons = (count: number) => Array.from({ length: count }, (_, index) => ({ type: 'Action.Execute', title: `Button ${index}`, verb: 'press' }));
const cardOfBytes = (bytes: number) => {
  const bare = JSON.stringify(card({ fallbackText: '' })).length;
  return card({ fallbackText: 'x'.repeat(bytes - bare) });
};

describe('a card', () => {
  it('of version 1.5 is taken, of 1.6 or without a version is not', async () => {
    expect(await posts(people.robin, message(card()))).toMatchObject({ status: 201 });
    expect(await posts(people.robin, message(card({ version: '1.6' })))).toMatchObject(refusal(400, 'BadSyntax'));
    expect(await posts(people.robin, message(card({ version: undefined })))).toMatchObject(refusal(400, 'BadSyntax'));
  });
  it('of exactly 28 KB is taken, of one byte more is not', async () => {
    expect(await posts(people.sam, message(cardOfBytes(28 * 1024)))).toMatchObject({ status: 201 });
    expect(await posts(people.sam, message(cardOfBytes(28 * 1024 + 1)))).toMatchObject(refusal(413, 'MessageSizeTooBig'));
  });
  it('with six actions is taken, with seven is not, wherever the row of buttons stands', async () => {
    expect(await posts(people.dana, message(card({ actions: buttons(6) })))).toMatchObject({ status: 201 });
    expect(await posts(people.dana, message(card({ actions: buttons(7) })))).toMatchObject(refusal(400, 'BadSyntax'));
    expect(await posts(people.dana, message(card({ body: [{ type: 'ActionSet', actions: buttons(7) }] })))).toMatchObject(refusal(400, 'BadSyntax'));
    const behind = { type: 'Action.ShowCard', title: 'More', card: { type: 'AdaptiveCard', actions: buttons(7) } };
    expect(await posts(people.dana, message(card({ actions: [behind] })))).toMatchObject(refusal(400, 'BadSyntax'));
  });
  it('that refreshes for sixty people is taken, for sixty-one is not', async () => {
    const refresh = (count: number) => ({ action: { type: 'Action.Execute', verb: 'look' }, userIds: Array.from({ length: count }, (_, index) => `29:${index}`) });
    expect(await posts(people.alex, message(card({ refresh: refresh(60) })))).toMatchObject({ status: 201 });
    expect(await posts(people.alex, message(card({ refresh: refresh(61) })))).toMatchObject(refusal(400, 'BadSyntax'));
  });
  it('is held to the same rules when it is changed later', async () => {
    const posted = await posts(people.alex, message(card()));
    const address = `${activitiesOf(chatOf(people.alex).conversation.id)}/${posted.body.id}`;
    expect(await teams.calls('PUT', address, message(card({ actions: buttons(7) })))).toMatchObject(refusal(400, 'BadSyntax'));
    expect(await teams.calls('PUT', address, message(card()))).toMatchObject({ status: 200, body: { id: posted.body.id } });
  });
});

describe('a message', () => {
  it('that is empty, or not of the right form, or not JSON, is refused', async () => {
    expect(await posts(people.noor, { type: 'message' })).toMatchObject(refusal(400, 'BadSyntax'));
    expect(await posts(people.noor, { type: 'message', text: ['an array'] })).toMatchObject(refusal(400, 'BadSyntax'));
    expect(await posts(people.noor, null)).toMatchObject(refusal(400, 'BadSyntax'));
    expect(await posts(people.noor, { type: 'event' })).toMatchObject(refusal(400, 'BadSyntax'));
  });
  it('of more than a megabyte is refused while it is read', async () => {
    expect(await posts(people.priya, { type: 'message', text: 'x'.repeat(1_100_000) })).toMatchObject(refusal(413, 'MessageSizeTooBig'));
  });
  it('to a conversation that is not there gets 404, and so does a change of what is not the bot’s', async () => {
    expect(await teams.calls('POST', activitiesOf('a:nobody'), message(card()))).toMatchObject(refusal(404, 'ConversationNotFound'));
    const chat = activitiesOf(chatOf(people.priya).conversation.id);
    expect(await teams.calls('PUT', `${chat}/123`, message(card()))).toMatchObject(refusal(404, 'ActivityNotFoundInConversation'));
    const own = await as(people.priya).says('mine');
    expect(await teams.calls('PUT', `${chat}/${own.id}`, message(card()))).toMatchObject(refusal(404, 'ActivityNotFoundInConversation'));
    expect(await teams.calls('DELETE', `${chat}/${own.id}`)).toMatchObject(refusal(404, 'ActivityNotFoundInConversation'));
  });
  it('once deleted is gone for everyone and cannot be changed again', async () => {
    const chat = chatOf(people.lee).conversation.id;
    const posted = await posts(people.lee, message(card()));
    expect(await teams.calls('DELETE', `${activitiesOf(chat)}/${posted.body.id}`)).toMatchObject({ status: 200 });
    const { messages } = (await as(people.lee).inbox()).find(({ thread }) => thread.id === chat)!;
    expect(messages.find(({ id }) => id === posted.body.id)).toMatchObject({ deleted: true, cards: [], text: '' });
    expect((await teams.calls('DELETE', `${activitiesOf(chat)}/${posted.body.id}`)).status).toBe(404);
  });
});

describe('the pace', () => {
  it('of an eighth message within a second in one thread is refused with Retry-After, other threads go on', async () => {
    const chat = (oid: string) => posts(oid, { type: 'message', text: 'again' });
    const answers = [];
    for (let count = 0; count < 8; count++) answers.push(await chat(people.morgan));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201, 201, 429]);
    expect(Number(answers[7]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await chat(people.sam)).status).toBe(201);
  });
  it('follows Microsoft’s four windows exactly', () => {
    let now = 0;
    const refusedAfter = (everyMs: number, kind: 'send' | 'members') => {
      const rates = rateKeeper(() => now);
      for (let count = 0; count < 4000; count++, now += everyMs) {
        try {
          rates.demand(kind, 'thread');
        } catch (error) {
          return { count, retryAfter: (error as { headers: Record<string, string> }).headers['retry-after'] };
        }
      }
      return undefined;
    };
    expect(refusedAfter(0, 'send')).toEqual({ count: 7, retryAfter: '1' });
    expect(refusedAfter(240, 'send')).toEqual({ count: 8, retryAfter: '1' });
    expect(refusedAfter(450, 'send')).toEqual({ count: 60, retryAfter: '3' });
    expect(refusedAfter(1900, 'send')).toEqual({ count: 1800, retryAfter: '180' });
    expect(refusedAfter(2100, 'send')).toBeUndefined();
    expect(refusedAfter(0, 'members')).toEqual({ count: 14, retryAfter: '1' });
  });
});

describe('a person who removed the app', () => {
  it('is told to the bot, and every further call answers 403 until the app is back', async () => {
    const { conversation, from } = chatOf(people.jo);
    const create = { bot: { id: `28:${directory.botId}` }, members: [{ id: from.id }], tenantId: directory.tenantId };
    expect(await teams.calls('POST', '/v3/conversations', create)).toMatchObject({ status: 201, body: { id: conversation.id } });

    await as(people.jo).removesApp(conversation.id);
    await teams.hears(({ type, action }) => type === 'installationUpdate' && action === 'remove');
    expect(await posts(people.jo, message(card()))).toMatchObject(refusal(403, 'BotNotInConversationRoster'));
    expect(await teams.calls('GET', `/v3/conversations/${encodeURIComponent(conversation.id)}/members`)).toMatchObject(refusal(403, 'BotNotInConversationRoster'));
    expect(await teams.calls('POST', '/v3/conversations', create)).toMatchObject(refusal(403, 'ForbiddenOperationException'));
    expect(await as(people.jo).says('anyone?')).toMatchObject({ sentToBot: false });

    const before = teams.received.length;
    await as(people.jo).addsApp(conversation.id);
    expect(teams.received.slice(before).map(({ activity }) => activity.type)).toEqual(['installationUpdate', 'conversationUpdate']);
    expect(await posts(people.jo, message(card()))).toMatchObject({ status: 201 });
  });
});

describe('a new conversation', () => {
  it('needs one known person, by 29: id or object id, and this tenant; a group cannot be made', async () => {
    const { from } = chatOf(people.alex);
    const create = (change: object) => teams.calls('POST', '/v3/conversations', { members: [{ id: from.id }], tenantId: directory.tenantId, ...change });
    expect((await create({})).status).toBe(201);
    expect((await create({ members: [{ id: people.alex }] })).body.id).toBe((await create({})).body.id);
    expect(await create({ isGroup: true })).toMatchObject(refusal(400, 'BadSyntax'));
    expect(await create({ members: [{ id: from.id }, { id: people.sam }] })).toMatchObject(refusal(400, 'BadArgument'));
    expect(await create({ members: [{ id: '29:nobody' }] })).toMatchObject(refusal(400, 'BadArgument'));
    expect(await create({ members: [] })).toMatchObject(refusal(400, 'BadArgument'));
    expect(await create({ tenantId: undefined })).toMatchObject(refusal(400, 'BadArgument'));
    expect(await create({ tenantId: people.alex })).toMatchObject(refusal(400, 'BadArgument'));
  });
  it('in a channel begins with its first message, and replies go under it', async () => {
    const channel = '19:safeguarding-decisions@thread.tacv2';
    const made = await teams.calls('POST', '/v3/conversations', { isGroup: true, channelData: { channel: { id: channel } }, activity: message(card()) });
    expect(made).toMatchObject({ status: 201, body: { id: `${channel};messageid=${made.body.activityId}` } });
    const reply = await teams.calls('POST', activitiesOf(made.body.id), { type: 'message', text: 'under it' });
    const { messages } = (await as(people.robin).inbox()).find(({ thread }) => thread.id === channel)!;
    expect(messages.find(({ id }) => id === reply.body.id)!.rootId).toBe(made.body.activityId);
  });
});

describe('a roster', () => {
  it('gives people by 29: id or object id, in pages, and nobody from elsewhere', async () => {
    const team = `/v3/conversations/${encodeURIComponent(directory.team.id)}`;
    const first = await teams.calls('GET', `${team}/pagedmembers?pageSize=4`);
    expect(first.body.members).toHaveLength(4);
    const second = await teams.calls('GET', `${team}/pagedmembers?pageSize=4&continuationToken=${first.body.continuationToken}`);
    expect([...first.body.members, ...second.body.members].map(({ aadObjectId }) => aadObjectId)).toEqual(directory.team.members);
    expect(second.body.continuationToken).toBeUndefined();
    const { id } = first.body.members[0];
    expect((await teams.calls('GET', `${team}/members/${encodeURIComponent(id)}`)).body).toMatchObject({ id, name: 'Robin Ashdown-Example', aadObjectId: people.robin });
    expect((await teams.calls('GET', `${team}/members/${people.robin}`)).body.id).toBe(id);
    expect(await teams.calls('GET', `${team}/members/${people.priya}`)).toMatchObject(refusal(404, 'MemberNotFoundInConversation'));
  });
});
