/** The door for Teams: who is let in, and what happens to everybody else. Authority: platform notes 4.2, B1 to B9. */
import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK } from 'jose';
import type { CryptoKey } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { edgeUnderTest } from './edge-under-test.ts';
import type { EdgeUnderTest } from './edge-under-test.ts';
import { BOT, message, newKey, OTHER_TENANT, press, TENANT } from './stand-in-teams.ts';

let edge: EdgeUnderTest;
beforeAll(async () => {
  edge = await edgeUnderTest();
});
afterAll(() => edge.stop());
beforeEach(() => {
  edge.heard.length = 0;
  edge.teams.requests.length = 0;
  edge.lines.length = 0;
});

const now = () => Math.floor(Date.now() / 1000);
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const say = async (token: string) => edge.post(message(edge.teams, 'hello'), { authorization: `Bearer ${token}` });

async function expectRefused(answer: Promise<{ status: number; text: string }>, status: number): Promise<void> {
  const { status: answered, text } = await answer;
  expect(answered).toBe(status);
  expect(Object.keys(JSON.parse(text) as object)).toEqual(['message']);
  expect(edge.heard).toEqual([]);
  expect(edge.teams.requests).toEqual([]);
}

describe('a message that Teams signed', () => {
  test('is heard, with who asked and where, and answered 200', async () => {
    const { status } = await edge.post(message(edge.teams, ' hello '));
    expect(status).toBe(200);
    expect(edge.heard).toMatchObject([{ kind: 'said', text: 'hello', place: { scope: 'personal', conversationId: 'a:personal', tenantId: TENANT }, asker: { tenantId: TENANT, channelUserId: '29:the-person' } }]);
  });

  // Not the last second of the five minutes: a busy machine may take longer than that to say it.
  test('is taken with clocks nearly five minutes apart', async () => {
    expect((await say(await edge.teams.token({ claims: { exp: now() - 290 } }))).status).toBe(200);
    expect((await say(await edge.teams.token({ claims: { nbf: now() + 290 } }))).status).toBe(200);
    expect(edge.heard).toHaveLength(2);
  });
});

describe('a request without a usable bearer is refused with 401', () => {
  test.each([['no header', ''], ['Basic', 'Basic dXNlcjpwYXNz'], ['an empty bearer', 'Bearer '], ['only the word', 'Bearer'], ['two tokens', 'Bearer a.b.c d.e.f'], ['not a token', 'Bearer hello']])('%s', async (_name, authorization) => {
    await expectRefused(edge.post(message(edge.teams, 'hello'), { authorization }), 401);
  });

  test('before a byte of its body is used', async () => {
    await expectRefused(edge.post('this is { not JSON', { authorization: '' }), 401);
  });
});

describe('a token signed by somebody else is refused with 401', () => {
  test('unsigned (alg none)', async () => {
    const [, payload] = (await edge.teams.token()).split('.');
    await expectRefused(say(`${base64({ alg: 'none', typ: 'JWT' })}.${payload}.`), 401);
    await expectRefused(say(`${base64({ alg: 'none', typ: 'JWT' })}.${payload}.AAAA`), 401);
  });

  test('signed with HS256 and the public key as the secret', async () => {
    const [, payload] = (await edge.teams.token()).split('.');
    const head = base64({ alg: 'HS256', typ: 'JWT', kid: 'first' });
    const spki = await exportSPKI((await importJWK(edge.teams.key.jwk, 'RS256', { extractable: true })) as CryptoKey);
    const signature = createHmac('sha256', spki).update(`${head}.${payload}`).digest('base64url');
    await expectRefused(say(`${head}.${payload}.${signature}`), 401);
  });

  test('by a key that was never published, under its own name or under a known one', async () => {
    const stranger = await newKey('stranger');
    await expectRefused(say(await edge.teams.token({ key: stranger })), 401);
    await expectRefused(say(await edge.teams.token({ key: stranger, header: { kid: 'first' } })), 401);
  });

  test('without a key name, or with one that is not text', async () => {
    await expectRefused(say(await edge.teams.token({ header: { kid: undefined } })), 401);
    await expectRefused(say(await edge.teams.token({ header: { kid: ['first'] } })), 401);
  });

  test('changed after signing', async () => {
    const [head, , signature] = (await edge.teams.token()).split('.');
    const payload = base64({ iss: `${edge.teams.url}/connector`, aud: BOT, serviceurl: edge.teams.serviceUrl, exp: now() + 9_999 });
    await expectRefused(say(`${head}.${payload}.${signature}`), 401);
  });
});

describe('a token meant for another purpose is refused with 401', () => {
  test.each([
    ['another issuer', { iss: 'https://api.botframework.com' }],
    ['no issuer', { iss: undefined }],
    ['another bot', { aud: TENANT }],
    ['a list of audiences, ours among them', { aud: [BOT, TENANT] }],
    ['a list of our audience alone', { aud: [BOT] }],
    ['no audience', { aud: undefined }],
    ['ended 301 seconds ago', { exp: now() - 301 }],
    ['no end', { exp: undefined }],
    ['an end that is text', { exp: '2100-01-01' }],
    ['not valid for another ten minutes', { nbf: now() + 600 }],
    ['no service address', { serviceurl: undefined }],
    ['an empty service address', { serviceurl: '' }],
    ['a list of service addresses', { serviceurl: ['http://127.0.0.1/'] }],
  ])('%s', async (_name, claims) => {
    await expectRefused(say(await edge.teams.token({ claims })), 401);
  });
});

describe('a body the token does not vouch for', () => {
  test.each([['another address', 'https://smba.trafficmanager.net/uk/'], ['an empty address', ''], ['no address', undefined], ['an address without its slash', 'cut'], ['a number', 42]])('is refused with 401: %s', async (_name, serviceUrl) => {
    const given = serviceUrl === 'cut' ? edge.teams.url : serviceUrl;
    await expectRefused(edge.post(message(edge.teams, 'hello', { serviceUrl: given })), 401);
  });

  test.each(['emulator', 'AseChannel', '', undefined, 'webchat', ['msteams']])('is refused with 403 from the channel %j', async (channelId) => {
    await expectRefused(edge.post(message(edge.teams, 'hello', { channelId })), 403);
  });

  test.each([
    ['a tenant we do not serve', { conversation: { id: 'a:personal', tenantId: OTHER_TENANT }, channelData: { tenant: { id: OTHER_TENANT } } }, {}],
    ['two tenants that differ', { channelData: { tenant: { id: OTHER_TENANT } } }, {}],
    ['a tenant other than its header', {}, { 'x-ms-tenant-id': OTHER_TENANT }],
    ['no tenant', { conversation: { id: 'a:personal' }, channelData: {} }, {}],
    ['a tenant that is a list', { conversation: { id: 'a:personal', tenantId: [TENANT] }, channelData: {} }, {}],
  ])('is refused with 403: %s', async (_name, change, headers) => {
    await expectRefused(edge.post(message(edge.teams, 'hello', change), headers as Record<string, string>), 403);
  });

  test('a tenant named once, in either place and in any case, is enough', async () => {
    expect((await edge.post(message(edge.teams, 'hello', { conversation: { id: 'a:personal' }, channelData: { tenant: { id: TENANT.toUpperCase() } } }))).status).toBe(200);
    expect((await edge.post(message(edge.teams, 'hello', { channelData: {} }))).status).toBe(200);
    expect(edge.heard).toMatchObject([{ place: { tenantId: TENANT } }, { place: { tenantId: TENANT } }]);
  });

  test('never makes the bot call a host outside its list, even with a token that vouches for it', async () => {
    const elsewhere = 'http://127.0.0.1:9/';
    const authorization = `Bearer ${await edge.teams.token({ claims: { serviceurl: elsewhere } })}`;
    await expectRefused(edge.post(message(edge.teams, 'hello', { serviceUrl: elsewhere }), { authorization }), 403);
    const outgoing = { serviceUrl: elsewhere, conversationId: 'a:personal', activity: { type: 'message' as const } };
    expect(await edge.line.connector.send(outgoing)).toEqual({ kind: 'refused', status: 0, code: 'ServiceUrlNotAllowed' });
    expect(edge.teams.fetched['/oauth2/v2.0/token']).toBeUndefined();
  });
});

describe('a body that is not an activity is refused with 400', () => {
  test.each([['a list', '[]'], ['text', '"hello"'], ['null', 'null'], ['broken', '{"type":'], ['nothing', '']])('%s', async (_name, body) => {
    await expectRefused(edge.post(body), 400);
  });

  test.each([
    ['no type', { type: undefined }], ['a list for a type', { type: ['message'] }], ['text that is a list', { text: ['hello'] }], ['a sender that is text', { from: '29:x' }],
    ['no recipient', { recipient: undefined }], ['a conversation id that is an object', { conversation: { id: {}, tenantId: TENANT } }], ['an unknown kind of conversation', { conversation: { id: 'x', conversationType: 'broadcast', tenantId: TENANT } }],
    ['an object id that is an object', { from: { id: '29:x', aadObjectId: { toString: 'x' } } }],
  ])('%s', async (_name, change) => {
    await expectRefused(edge.post(message(edge.teams, 'hello', change)), 400);
  });
});

test('a request Teams sends twice is heard once', async () => {
  const activity = message(edge.teams, 'hello');
  const token = `Bearer ${await edge.teams.token()}`;
  expect((await edge.post(activity, { authorization: token })).status).toBe(200);
  expect((await edge.post(activity, { authorization: token })).status).toBe(200);
  expect(edge.heard).toHaveLength(1);
});

test('after a hundred refusals in a row the next honest request is served, and the log has no word of theirs', async () => {
  for (let turn = 0; turn < 100; turn++) await edge.post(message(edge.teams, 'Fictional-Canary'), { authorization: 'Bearer Fictional.Canary.Token' });
  expect(await edge.post(press(edge.teams, 'look', {}))).toMatchObject({ status: 200 });
  expect(edge.lines.join('')).not.toMatch(/Canary/);
  expect(edge.lines.filter((line) => line.includes('request refused'))).toHaveLength(100);
});
