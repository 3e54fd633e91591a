/** What Teams sends becomes something heard, and what is answered goes back the right way and to nobody else. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { teamsApplication } from '../../bot/teams/application.ts';
import { edgeWords } from '../../bot/teams/edge-words.ts';
import { edgeUnderTest, until } from './edge-under-test.ts';
import type { EdgeUnderTest } from './edge-under-test.ts';
import { BOT, message, OTHER_TENANT, PERSON, press, TENANT } from './stand-in-teams.ts';

const LIMIT_MS = 300;
let edge: EdgeUnderTest;
beforeEach(async () => {
  edge = await edgeUnderTest({ invokeLimitMs: LIMIT_MS });
});
afterEach(() => edge.stop());

const card = (words: string, more: object = {}) => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: words }], ...more });
const channel = { conversation: { id: '19:channel@thread.tacv2;messageid=7', conversationType: 'channel', isGroup: true, tenantId: TENANT }, channelData: { tenant: { id: TENANT }, channel: { id: '19:channel@thread.tacv2' }, team: { id: '19:team@thread.tacv2' } } };
const meetingChat = { conversation: { id: '19:meeting_abc@thread.v2', conversationType: 'groupChat', tenantId: TENANT }, channelData: { tenant: { id: TENANT }, meeting: { id: 'MCMx' } } };
const mention = { type: 'mention', text: '<at>Conference Companion</at>', mentioned: { id: `28:${BOT}`, name: 'Conference Companion' } };
const someoneElse = { type: 'mention', text: '<at>Sam</at>', mentioned: { id: '29:sam', name: 'Sam' } };

describe('words', () => {
  test('in a channel lose the mention of the bot, and of nobody else', async () => {
    await edge.post(message(edge.teams, '<at>Conference Companion</at>&nbsp;book an ICPC for <at>Sam</at>', { ...channel, entities: [mention, someoneElse] }));
    expect(edge.heard).toMatchObject([{ kind: 'said', text: 'book an ICPC for <at>Sam</at>', place: { scope: 'channel', conversationId: channel.conversation.id, teamId: '19:team@thread.tacv2' } }]);
  });

  test('in a meeting chat name the meeting', async () => {
    await edge.post(message(edge.teams, 'hello', meetingChat));
    expect(edge.heard).toMatchObject([{ place: { scope: 'groupChat', meetingChatId: '19:meeting_abc@thread.v2' } }]);
  });

  test('may be missing altogether, as with a picture', async () => {
    await edge.post(message(edge.teams, '', { text: undefined }));
    expect(edge.heard).toMatchObject([{ kind: 'said', text: '' }]);
  });

  test('odd entities do no harm', async () => {
    const entities = [null, 7, 'mention', { type: null }, { type: 'mention' }, { type: 'mention', text: '', mentioned: { id: `28:${BOT}` } }];
    expect((await edge.post(message(edge.teams, 'hello', { entities }))).status).toBe(200);
    expect(edge.heard).toMatchObject([{ text: 'hello' }]);
  });

  test('are answered in the place, in order: a card with its summary, then plain words', async () => {
    edge.state.hear = () => Promise.resolve([{ card: card('yours'), summary: 'A card for you' }, undefined, { message: 'and words' }]);
    await edge.post(message(edge.teams, 'hello'));
    expect(edge.teams.posts()).toMatchObject([
      { path: '/v3/conversations/a:personal/activities', body: { type: 'message', summary: 'A card for you', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card('yours') }] } },
      { path: '/v3/conversations/a:personal/activities', body: { type: 'message', text: 'and words', textFormat: 'plain' } },
    ]);
    expect(edge.teams.posts().every(({ authorization }) => authorization === 'Bearer bot-token-1')).toBe(true);
  });

  test('heard while the connector is busy are answered when it asks us to come back', async () => {
    const statuses = [429, 201];
    edge.teams.state.reply = () => ({ status: statuses.shift() ?? 201, body: { id: 'x' }, headers: { 'retry-after': '1' } });
    edge.state.hear = () => Promise.resolve([{ message: 'once' }]);
    await edge.post(message(edge.teams, 'hello'));
    expect(edge.teams.posts()).toHaveLength(2);
  });

  test('that take a while to answer make nobody see us typing', async () => {
    edge.state.hear = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_300));
      return [{ message: 'at last' }];
    };
    await edge.post(message(edge.teams, 'hello'));
    expect(edge.teams.posts().map(({ body }) => body['type'])).toEqual(['message']);
  });

  test('whose answer may have arrived are not answered twice', async () => {
    edge.teams.state.reply = () => ({ status: 502 });
    edge.state.hear = () => Promise.resolve([{ message: 'once' }]);
    expect((await edge.post(message(edge.teams, 'hello'))).status).toBe(200);
    expect(edge.teams.posts()).toHaveLength(1);
    expect(edge.lines.join('')).toMatch(/"outcome":"ambiguous".*reply unsent/);
  });
});

describe('somebody without an account of this council', () => {
  const outsiders: [string, Record<string, unknown>][] = [
    ['anonymous', { id: '29:anon', name: 'Anon Fictional-Canary' }],
    ['a bot', { id: '28:other' }],
    ['with an id that is no Entra id', { id: '29:x', aadObjectId: 'robin@example.org' }],
    ['of another tenant', { id: '29:x', aadObjectId: PERSON, tenantId: OTHER_TENANT }],
  ];
  test.each(outsiders)('is told politely, with whom to call in danger: %s', async (_name, from) => {
    expect((await edge.post(message(edge.teams, 'a child is being hurt', { from }))).status).toBe(200);
    const pressed = await edge.post(press(edge.teams, 'look', {}, { from }));
    expect(edge.heard).toEqual([]);
    expect(edge.teams.posts()).toHaveLength(1);
    for (const text of [String(edge.teams.posts()[0]?.body['text']), String(pressed.json['value'])]) {
      expect(text).toMatch(/999/);
      expect(text).toMatch(/01632 960123/);
    }
  });
});

describe('a pressed button', () => {
  test('is heard with its verb, its input, its card and who pressed', async () => {
    await edge.post(press(edge.teams, 'booking.choose', { operationId: 'op-1', slot: '10:00' }));
    expect(edge.heard).toMatchObject([{ kind: 'pressed', verb: 'booking.choose', input: { operationId: 'op-1', slot: '10:00' }, trigger: 'manual', cardActivityId: 'the-card', asker: { objectId: PERSON } }]);
  });

  test('is answered with the card that takes its place, and nothing is posted', async () => {
    edge.state.hear = () => Promise.resolve([{ card: card('settled'), summary: 'Settled' }]);
    const { json } = await edge.post(press(edge.teams, 'go', {}));
    expect(json).toEqual({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card('settled') });
    expect(edge.teams.requests).toEqual([]);
  });

  test('is answered with words that leave the card as it is', async () => {
    edge.state.hear = () => Promise.resolve([{ message: 'Not yet' }]);
    expect((await edge.post(press(edge.teams, 'go', {}))).json).toEqual({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Not yet' });
  });

  test('is answered even when there is nothing to say', async () => {
    for (const answers of [[], [undefined]]) {
      edge.state.hear = () => Promise.resolve(answers);
      expect((await edge.post(press(edge.teams, 'go', {}))).json).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Done.' });
    }
  });

  test('may bring further posts, which follow the answer', async () => {
    edge.state.hear = () => Promise.resolve([{ message: 'first' }, { message: 'second' }]);
    expect((await edge.post(press(edge.teams, 'go', {}))).json).toMatchObject({ value: 'first' });
    await until(() => edge.teams.posts().length === 1);
    expect(edge.teams.posts()).toMatchObject([{ body: { text: 'second' } }]);
  });

  test('returning a card that refreshes by itself never shows it to anybody else, the first time or ever after', async () => {
    const private1 = card('for the chair alone', { refresh: { action: { type: 'Action.Execute', verb: 'again' }, userIds: ['29:the-person'] } });
    for (let turn = 0; turn < 3; turn++) {
      edge.state.hear = () => Promise.resolve([{ card: turn === 0 ? private1 : card('plain'), summary: 'A card' }]);
      const { json } = await edge.post(press(edge.teams, 'again', {}, channel));
      expect(json['value']).toEqual(turn === 0 ? private1 : card('plain'));
    }
    expect(edge.teams.requests).toEqual([]);
  });

  test('of a refresh is marked as nobody having pressed', async () => {
    await edge.post(press(edge.teams, 'again', {}, { value: { action: { type: 'Action.Execute', verb: 'again', data: {} }, trigger: 'automatic' } }));
    expect(edge.heard).toMatchObject([{ trigger: 'automatic' }]);
  });

  const unreadable: [string, unknown][] = [
    ['no value', undefined], ['text', 'go'], ['no action', {}], ['a list for a verb', { action: { type: 'Action.Execute', verb: ['go'] } }], ['an empty verb', { action: { type: 'Action.Execute', verb: '' } }],
    ['a sentence for a verb', { action: { type: 'Action.Execute', verb: 'delete all; --' } }], ['another type', { action: { type: 'Action.Submit', verb: 'go' } }], ['a trigger that is unknown', { action: { type: 'Action.Execute', verb: 'go' }, trigger: 'soon' }],
  ];
  test.each(unreadable)('that cannot be read says so, and nothing is heard: %s', async (_name, value) => {
    const { status, json } = await edge.post(press(edge.teams, '', {}, { value }));
    expect({ status, type: json['type'] }).toEqual({ status: 200, type: 'application/vnd.microsoft.activity.message' });
    expect(json['value']).toMatch(/nothing was done/);
    expect(edge.heard).toEqual([]);
  });

  test('keeps data as it came and poisons no prototype', async () => {
    const body = JSON.stringify(press(edge.teams, 'go', {})).replace('"data":{}', '"data":{"__proto__":{"isChair":true},"constructor":{"prototype":{"isChair":true}}}');
    expect((await edge.post(body)).status).toBe(200);
    expect(edge.heard).toHaveLength(1);
    expect(({} as { isChair?: boolean }).isChair).toBeUndefined();
  });
});

describe('work that is not finished in time', () => {
  const slow = (answer: () => Promise<readonly [{ card: object; summary: string }]>) => {
    edge.state.hear = async () => {
      await new Promise((resolve) => setTimeout(resolve, LIMIT_MS * 2));
      return answer();
    };
  };

  test('is admitted at once, and in a chat of two the finished card takes its place later', async () => {
    slow(() => Promise.resolve([{ card: card('finished'), summary: 'Finished' }]));
    const began = performance.now();
    const { json } = await edge.post(press(edge.teams, 'go', {}));
    expect(performance.now() - began).toBeLessThan(LIMIT_MS * 2);
    expect(json['value']).toMatch(/still being worked on/);
    await until(() => edge.teams.updates().length === 1);
    expect(edge.teams.updates()).toMatchObject([{ path: '/v3/conversations/a:personal/activities/the-card', body: { id: 'the-card', summary: 'Finished' } }]);
  });

  test('is never shown to a whole channel afterwards', async () => {
    slow(() => Promise.resolve([{ card: card('for one'), summary: 'Finished' }]));
    await edge.post(press(edge.teams, 'go', {}, channel));
    await until(() => edge.lines.some((line) => line.includes('late answer finished')));
    expect(edge.teams.requests).toEqual([]);
  });

  test('and then fails is admitted in words, with a number', async () => {
    slow(() => Promise.reject(new Error('Robin Fictional-Canary')));
    await edge.post(press(edge.teams, 'go', {}));
    await until(() => edge.teams.posts().length === 1);
    expect(edge.teams.posts()[0]?.body['text']).toMatch(/could not be finished.*quote [0-9a-f]{8}/);
  });
});

describe('a submitted card from an older Teams', () => {
  test('is heard like a press, and the settled card takes its place', async () => {
    edge.state.hear = () => Promise.resolve([{ card: card('settled'), summary: 'Settled' }]);
    await edge.post(message(edge.teams, '', { text: undefined, value: { verb: 'go', operationId: 'op-1' }, replyToId: 'the-card' }));
    expect(edge.heard).toMatchObject([{ kind: 'pressed', verb: 'go', input: { verb: 'go', operationId: 'op-1' } }]);
    expect(edge.teams.requests).toMatchObject([{ method: 'PUT', path: '/v3/conversations/a:personal/activities/the-card' }]);
  });

  test('is not carried out in a channel, where all would see the answer', async () => {
    await edge.post(message(edge.teams, '', { text: undefined, value: { verb: 'go' }, replyToId: 'the-card', ...channel }));
    expect(edge.heard).toEqual([]);
    expect(edge.teams.posts()).toMatchObject([{ body: { text: expect.stringMatching(/personal chat/) as string } }]);
  });
});

describe('other things Teams sends', () => {
  test('an arrival, told by two activities, is heard once', async () => {
    await edge.post(message(edge.teams, '', { type: 'installationUpdate', action: 'add', text: undefined }));
    await edge.post(message(edge.teams, '', { type: 'conversationUpdate', membersAdded: [{ id: `28:${BOT}` }], text: undefined }));
    expect(edge.heard).toMatchObject([{ kind: 'installed', place: { scope: 'personal' }, asker: { objectId: PERSON } }]);
  });

  test('an arrival that could not be answered is heard again from the second', async () => {
    edge.state.hear = () => Promise.reject(new Error('the store is down'));
    await edge.post(message(edge.teams, '', { type: 'installationUpdate', action: 'add', text: undefined }));
    await edge.post(message(edge.teams, '', { type: 'conversationUpdate', membersAdded: [{ id: `28:${BOT}` }], text: undefined }));
    expect(edge.heard).toHaveLength(2);
  });

  test('an arrival after a departure is heard anew', async () => {
    await edge.post(message(edge.teams, '', { type: 'installationUpdate', action: 'add', text: undefined }));
    await edge.post(message(edge.teams, '', { type: 'installationUpdate', action: 'remove', text: undefined }));
    await edge.post(message(edge.teams, '', { type: 'installationUpdate', action: 'add', text: undefined }));
    expect(edge.heard.map(({ kind }) => kind)).toEqual(['installed', 'uninstalled', 'installed']);
  });

  test('an arrival in a team names its channel', async () => {
    await edge.post(message(edge.teams, '', { type: 'conversationUpdate', membersAdded: [{ id: `28:${BOT}` }], text: undefined, ...channel }));
    expect(edge.heard).toMatchObject([{ kind: 'installed', channelId: '19:channel@thread.tacv2', place: { scope: 'channel' } }]);
  });

  test('people joining a team are let pass in silence', async () => {
    expect((await edge.post(message(edge.teams, '', { type: 'conversationUpdate', membersAdded: [{ id: '29:somebody' }], text: undefined, ...channel }))).status).toBe(200);
    expect(edge.heard).toEqual([]);
  });

  test('a departure is heard and not answered, whatever is said to it', async () => {
    edge.state.hear = () => Promise.resolve([{ message: 'goodbye' }]);
    await edge.post(message(edge.teams, '', { type: 'installationUpdate', action: 'remove', text: undefined }));
    expect(edge.heard).toMatchObject([{ kind: 'uninstalled' }]);
    expect(edge.teams.requests).toEqual([]);
  });

  test.each([['meetingStart', 'started'], ['meetingEnd', 'ended'], ['meetingParticipantJoin', 'joined'], ['meetingParticipantLeave', 'left']])('%s is heard by its real name', async (name, what) => {
    await edge.post(message(edge.teams, '', { type: 'event', name: `application/vnd.microsoft.${name}`, value: { Title: 'x' }, text: undefined, ...meetingChat }));
    expect(edge.heard).toMatchObject([{ kind: 'meeting', what, place: { meetingChatId: '19:meeting_abc@thread.v2' } }]);
  });

  test.each(['typing', 'messageReaction', 'messageUpdate', 'event', 'trace', 'endOfConversation'])('%s is let pass in silence', async (type) => {
    expect((await edge.post(message(edge.teams, '', { type, text: undefined }))).status).toBe(200);
    expect(edge.heard).toEqual([]);
    expect(edge.teams.requests).toEqual([]);
  });

  test.each(['composeExtension/query', 'signin/verifyState', 'application/search', 'fileConsent/invoke', 'handoff/action', 'message/submitAction', undefined])('an invoke we never asked for (%s) is answered with a card, never with 501', async (name) => {
    const { status, json } = await edge.post(message(edge.teams, '', { type: 'invoke', name, value: { action: 'accept', actionName: 'feedback' }, text: undefined }));
    expect(status).toBe(200);
    expect(json).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive', value: { type: 'AdaptiveCard', version: '1.5' } });
    expect(edge.heard).toEqual([]);
  });

  test('a dialog we never offered says so in its own way', async () => {
    const { status, json } = await edge.post(message(edge.teams, '', { type: 'invoke', name: 'task/fetch', value: {}, text: undefined }));
    expect(status).toBe(200);
    expect(json).toMatchObject({ task: { type: 'message' } });
  });

  test('asking for the replies in the response is not a way around the connector', async () => {
    edge.state.hear = () => Promise.resolve([{ message: 'only by the connector' }]);
    const { text } = await edge.post(message(edge.teams, 'hello', { deliveryMode: 'expectReplies' }));
    expect(text).toBe('');
    expect(edge.teams.posts()).toHaveLength(1);
  });
});

test('the SDK cannot send or update anything by itself, because it has nothing to sign with', async () => {
  const { adapter } = teamsApplication({
    botId: BOT, tenantId: TENANT, issuer: { name: edge.teams.url, metadataUrl: edge.teams.url },
    connector: edge.line.connector, listener: { hear: () => Promise.resolve([]) }, words: edgeWords('01632 960123'), log: edge.log,
  });
  const reference = { serviceUrl: edge.teams.serviceUrl, channelId: 'msteams', conversation: { id: 'a:personal', isGroup: false, conversationType: 'personal', name: '' }, bot: { id: `28:${BOT}`, name: '' } };
  const tried: unknown[] = [];
  await adapter.continueConversationAsync(BOT, reference, async (context) => {
    tried.push(await context.sendActivity('by the SDK').catch((error: unknown) => (error as Error).name));
    tried.push(await context.updateActivity({ id: 'the-card', type: 'message' }).catch((error: unknown) => (error as Error).name));
  });
  expect(tried).toEqual(['SdkMustNotSend', 'SdkMustNotSend']);
  expect(edge.teams.requests).toEqual([]);
});

describe('when the work behind fails', () => {
  beforeEach(() => {
    edge.state.hear = () => Promise.reject(Object.assign(new RangeError('Robin Fictional-Canary, 12 Sample Street'), { code: 'ROW_TOO_BIG' }));
  });

  test('a person who wrote reads a kind sentence with a number, and the log has the kind of error and that number', async () => {
    expect((await edge.post(message(edge.teams, 'hello'))).status).toBe(200);
    const said = String(edge.teams.posts()[0]?.body['text']);
    const faultId = /quote ([0-9a-f]{8})/.exec(said)?.[1];
    expect(said).toMatch(/999/);
    expect(edge.lines.map((line) => JSON.parse(line) as object)).toContainEqual(expect.objectContaining({ faultId, route: 'message', fault: 'RangeError', code: 'ROW_TOO_BIG', msg: 'turn failed' }));
  });

  test('a person who pressed keeps the card and reads the same', async () => {
    const { status, json } = await edge.post(press(edge.teams, 'go', {}));
    expect(status).toBe(200);
    expect(json).toMatchObject({ type: 'application/vnd.microsoft.activity.message', value: expect.stringMatching(/quote [0-9a-f]{8}/) as string });
  });

  test('nothing of the error, and nobody\'s name, is in any answer or log line', async () => {
    const answers = [await edge.post(message(edge.teams, 'hello')), await edge.post(press(edge.teams, 'go', {})), await edge.post(message(edge.teams, '', { type: 'installationUpdate', action: 'add' }))];
    const out = JSON.stringify(answers.map(({ text }) => text)) + JSON.stringify(edge.teams.requests) + edge.lines.join('');
    expect(out).not.toMatch(/Canary|Sample Street/);
  });

  test('and the connector is down as well, Teams still gets its 200 and the bot lives on', async () => {
    edge.teams.state.reply = () => 'reset';
    expect((await edge.post(message(edge.teams, 'hello'))).status).toBe(200);
    edge.state.hear = () => Promise.resolve([{ message: 'back again' }]);
    expect((await edge.post(press(edge.teams, 'go', {}))).json).toMatchObject({ value: 'back again' });
  });
});
