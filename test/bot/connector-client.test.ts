/** What we say about a message we sent: arrived, refused, or nobody knows. Authority: platform notes 1.1 and 3.3. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clientCredentialsTokens } from '../../bot/teams/bot-credentials.ts';
import { cardActivity, textActivity } from '../../bot/teams/card-activity.ts';
import { connectorClient } from '../../bot/teams/connector-client.ts';
import type { ConnectorClient } from '../../bot/teams/connector-client.ts';
import { localServiceUrls, teamsServiceUrls } from '../../bot/teams/service-urls.ts';
import { BOT, PASSWORD, PERSON, standInTeams, TENANT } from './stand-in-teams.ts';
import type { Reply, StandIn } from './stand-in-teams.ts';

const TIMEOUT_MS = 300;
let teams: StandIn;
let client: ConnectorClient;
const clientWith = (password: string) =>
  connectorClient({ tokens: clientCredentialsTokens({ tokenUrl: `${teams.url}/oauth2/v2.0/token`, clientId: BOT, clientSecret: password }), serviceUrls: localServiceUrls(teams.url), timeoutMs: TIMEOUT_MS });
beforeEach(async () => {
  teams = await standInTeams();
  client = clientWith(PASSWORD);
});
afterEach(() => teams.stop());

const sending = () => client.send({ serviceUrl: teams.serviceUrl, conversationId: '19:a@thread.v2;messageid=1', activity: textActivity('hello') });
const answering = (reply: Reply) => {
  teams.state.reply = () => reply;
};

test('a message that was taken is sent, with its id, in one request with our token', async () => {
  answering({ status: 201, body: { id: 'the-id' } });
  expect(await sending()).toEqual({ kind: 'sent', activityId: 'the-id' });
  expect(teams.requests).toEqual([{ method: 'POST', path: '/v3/conversations/19:a@thread.v2;messageid=1/activities', authorization: 'Bearer bot-token-1', body: { type: 'message', text: 'hello', textFormat: 'plain' } }]);
});

test('a message that was taken without an id, or with a broken reply, is sent all the same', async () => {
  for (const body of [undefined, {}, { id: 7 }, []]) {
    answering({ status: 202, body });
    expect(await sending()).toEqual({ kind: 'sent', activityId: '' });
  }
});

describe('is sent once, whatever the outcome', () => {
  const outcomes: [string, Reply, object][] = [
    ['429 with seconds', { status: 429, headers: { 'retry-after': '17' } }, { kind: 'retryAfter', seconds: 17 }],
    ['429 with nonsense', { status: 429, headers: { 'retry-after': 'soon' } }, { kind: 'retryAfter', seconds: 2 }],
    ['429 with nothing', { status: 429 }, { kind: 'retryAfter', seconds: 2 }],
    ['429 with a wait of a year', { status: 429, headers: { 'retry-after': '31536000' } }, { kind: 'retryAfter', seconds: 3_600 }],
    ['429 with a date gone by', { status: 429, headers: { 'retry-after': 'Sat, 01 Jan 2000 00:00:00 GMT' } }, { kind: 'retryAfter', seconds: 1 }],
    ['412', { status: 412 }, { kind: 'retryAfter', seconds: 2 }],
    ['408', { status: 408 }, { kind: 'ambiguous' }],
    ['500', { status: 500, body: { error: { code: 'ServiceError' } } }, { kind: 'ambiguous' }],
    ['502', { status: 502 }, { kind: 'ambiguous' }],
    ['503', { status: 503, headers: { 'retry-after': '1' } }, { kind: 'ambiguous' }],
    ['504', { status: 504 }, { kind: 'ambiguous' }],
    ['a reset after the message was read', 'resetAfterReading', { kind: 'ambiguous' }],
    ['no reply in time', 'hang', { kind: 'ambiguous' }],
    ['403 with a code', { status: 403, body: { error: { code: 'BotNotInConversationRoster', message: 'Robin Fictional-Canary' } } }, { kind: 'refused', status: 403, code: 'BotNotInConversationRoster' }],
    ['403 with a sentence for a code', { status: 403, body: { error: { code: 'Robin Fictional-Canary left' } } }, { kind: 'refused', status: 403, code: 'Unnamed' }],
    ['404', { status: 404, body: { error: { code: 'ConversationNotFound' } } }, { kind: 'refused', status: 404, code: 'ConversationNotFound' }],
    ['413', { status: 413, body: { error: { code: 'MessageSizeTooBig' } } }, { kind: 'refused', status: 413, code: 'MessageSizeTooBig' }],
    ['a redirect elsewhere', { status: 307, headers: { location: 'http://127.0.0.1:9/' } }, { kind: 'refused', status: 307, code: 'Unnamed' }],
  ];
  test.each(outcomes)('%s', async (_name, reply, outcome) => {
    answering(reply);
    expect(await sending()).toEqual(outcome);
    expect(teams.requests).toHaveLength(1);
  });
});

test('a date in Retry-After is counted from now', async () => {
  answering({ status: 429, headers: { 'retry-after': new Date(Date.now() + 30_000).toUTCString() } });
  const outcome = await sending();
  expect(outcome.kind).toBe('retryAfter');
  expect((outcome as { seconds: number }).seconds).toBeGreaterThanOrEqual(28);
  expect((outcome as { seconds: number }).seconds).toBeLessThanOrEqual(31);
});

test('a connector that cannot be reached got nothing', async () => {
  client = connectorClient({ tokens: { token: () => Promise.resolve('in-hand') }, serviceUrls: localServiceUrls(teams.url), timeoutMs: TIMEOUT_MS });
  await teams.stop();
  expect(await sending()).toEqual({ kind: 'notSent' });
  teams = await standInTeams();
});

test('without a token nothing is sent', async () => {
  client = clientWith('a wrong secret');
  expect(await sending()).toEqual({ kind: 'notSent' });
  expect(teams.requests).toEqual([]);
});

test('a token that does not come in time is no token', async () => {
  client = connectorClient({ tokens: { token: () => new Promise(() => undefined) }, serviceUrls: localServiceUrls(teams.url), timeoutMs: TIMEOUT_MS });
  expect(await sending()).toEqual({ kind: 'notSent' });
  expect(teams.requests).toEqual([]);
});

test('one token serves many messages, asked for at once or one after another', async () => {
  await Promise.all([sending(), sending(), sending()]);
  await sending();
  expect(teams.fetched['/oauth2/v2.0/token']).toBe(1);
});

test('a token the connector no longer takes is replaced once, and no more than once', async () => {
  teams.state.reply = ({ authorization }) => (authorization === 'Bearer bot-token-2' ? { status: 201, body: { id: 'x' } } : { status: 401 });
  expect(await sending()).toEqual({ kind: 'sent', activityId: 'x' });
  answering({ status: 401, body: { error: { code: 'Unauthorized' } } });
  expect(await sending()).toEqual({ kind: 'refused', status: 401, code: 'Unauthorized' });
  expect(teams.requests).toHaveLength(4);
});

test('an update names what it replaces', async () => {
  answering({ status: 200, body: { id: 'other' } });
  const activity = cardActivity({ card: { type: 'AdaptiveCard' }, summary: 'A card' });
  expect(await client.update({ serviceUrl: teams.serviceUrl, conversationId: 'a:1', activityId: '17/../../x', activity })).toEqual({ kind: 'sent', activityId: '17/../../x' });
  expect(teams.requests).toMatchObject([{ method: 'PUT', path: '/v3/conversations/a:1/activities/17/../../x', body: { id: '17/../../x', summary: 'A card' } }]);
});

test('a personal chat is opened for one person of one tenant', async () => {
  answering({ status: 201, body: { id: 'a:new' } });
  expect(await client.createPersonal({ serviceUrl: teams.serviceUrl, tenantId: TENANT, objectId: PERSON, botId: BOT })).toEqual({ kind: 'created', conversationId: 'a:new' });
  expect(teams.requests).toMatchObject([{ path: '/v3/conversations', body: { bot: { id: `28:${BOT}` }, members: [{ id: PERSON }], tenantId: TENANT, isGroup: false, channelData: { tenant: { id: TENANT } } } }]);
  answering({ status: 403, body: { error: { code: 'ForbiddenOperationException' } } });
  expect(await client.createPersonal({ serviceUrl: teams.serviceUrl, tenantId: TENANT, objectId: PERSON, botId: BOT })).toEqual({ kind: 'refused', status: 403, code: 'ForbiddenOperationException' });
});

describe('the list of addresses', () => {
  test.each(['https://smba.trafficmanager.net/uk/', 'https://smba.trafficmanager.net/emea/tenant/', 'https://SMBA.trafficmanager.net:443/'])('has %s in production', (url) => {
    expect(teamsServiceUrls.allows(url)).toBe(true);
  });

  test.each([
    'http://smba.trafficmanager.net/uk/', 'https://smba.trafficmanager.net:8443/', 'https://evil.trafficmanager.net/', 'https://smba.trafficmanager.net.evil.example/', 'https://smba.trafficmanager.net@evil.example/',
    'https://u:p@smba.trafficmanager.net/', 'https://evil.example/smba.trafficmanager.net/', 'http://127.0.0.1/', 'http://169.254.169.254/', 'file:///etc/passwd', 'smba.trafficmanager.net', '', '//smba.trafficmanager.net/',
  ])('has no %j in production', (url) => {
    expect(teamsServiceUrls.allows(url)).toBe(false);
  });

  test('is one address locally', () => {
    const { allows } = localServiceUrls('http://127.0.0.1:3980');
    expect(allows('http://127.0.0.1:3980/')).toBe(true);
    for (const url of ['http://127.0.0.1:3981/', 'http://localhost:3980/', 'https://127.0.0.1:3980/', 'https://smba.trafficmanager.net/uk/']) expect(allows(url)).toBe(false);
  });
});
