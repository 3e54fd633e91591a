// Graph in the local Teams: whom it believes, and what it refuses as Microsoft's does.

import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import directory from '../../local/directory.json' with { type: 'json' };
import { objectIdOf } from '../../src/people/person.ts';
import { localGraph, mailOf, type LocalGraph } from '../bot/graph/local-graph.ts';
import { WHO } from '../conference/a-conference.ts';

const CHAIR = objectIdOf(WHO.chair);
const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
const times = { startTime: utc('2027-01-11T00:00:00'), endTime: utc('2027-01-12T00:00:00') };
const event = { subject: 'An entry', start: utc('2027-01-11T10:00:00'), end: utc('2027-01-11T12:00:00') };
let graph: LocalGraph;
beforeAll(async () => {
  graph = await localGraph();
});
afterAll(() => graph.stop());

const codeOf = async (method: string, path: string, body?: unknown) => {
  const answered = await graph.ask(method, path, body);
  return [answered.status, (answered.body['error'] as { code?: string } | undefined)?.code];
};

describe('Graph believes', () => {
  it('nobody without the bot’s token for Graph', async () => {
    for (const token of ['', 'not-a-token', await graph.token('https://api.botframework.com/.default')]) expect((await graph.ask('GET', `/users/${CHAIR}`, undefined, token)).status).toBe(401);
    expect((await graph.ask('GET', `/users/${CHAIR}`)).status).toBe(200);
  });
  it('a token that the tenant’s own endpoint gave: the one for all tenants gives none for Graph', async () => {
    expect(await graph.token('https://graph.microsoft.com/.default', '/oauth2/v2.0/token')).toBe('none: 400');
  });
  it('no token for Graph at the connector', async () => {
    const answered = await fetch(`${graph.teams.url}/v3/conversations/x/members`, { headers: { authorization: `Bearer ${await graph.token()}` } });
    expect(answered.status).toBe(401);
  });
});

describe('a question about diaries', () => {
  const ask = (changes: object) => codeOf('POST', `/users/${CHAIR}/calendar/getSchedule`, { schedules: [mailOf(WHO.chair)], ...times, ...changes });
  it('is answered for twenty, not for twenty-one', async () => {
    expect(await ask({ schedules: Array.from({ length: 20 }, () => mailOf(WHO.chair)) })).toEqual([200, undefined]);
    expect(await ask({ schedules: Array.from({ length: 21 }, () => mailOf(WHO.chair)) })).toEqual([400, 'ErrorInvalidParameter']);
  });
  it('is answered for less than forty-two days', async () => {
    expect(await ask({ endTime: utc('2027-02-21T23:59:00') })).toEqual([200, undefined]);
    expect(await ask({ endTime: utc('2027-02-22T00:00:00') })).toEqual([400, 'ErrorTimeIntervalTooBig']);
  });
  it('needs a time zone, and an end after its start', async () => {
    expect((await ask({ startTime: { dateTime: '2027-01-11T00:00:00' } }))[0]).toBe(400);
    expect((await ask({ endTime: times.startTime }))[0]).toBe(400);
  });
  it('through a mailbox that is not there is refused', async () => {
    expect(await codeOf('POST', `/users/${objectIdOf(WHO.outsider)}/calendar/getSchedule`, { schedules: ['a@council.example'], ...times })).toEqual([404, 'ErrorInvalidUser']);
  });
  it('says of each address it does not know that it does not, and answers for the others', async () => {
    await graph.ask('POST', `/users/${CHAIR}/events`, event);
    const { body } = await graph.ask('POST', `/users/${CHAIR}/calendar/getSchedule`, { schedules: ['nobody@council.example', CHAIR, mailOf(WHO.chair)], ...times });
    const unknown = { availabilityView: '', scheduleItems: [], error: { responseCode: 'ErrorMailRecipientNotFound' } };
    expect(body['value']).toMatchObject([unknown, unknown, { availabilityView: `${'0'.repeat(20)}2222${'0'.repeat(24)}`, scheduleItems: [{ status: 'busy', start: { dateTime: '2027-01-11T10:00:00.0000000', timeZone: 'UTC' } }] }]);
  });
});

describe('a new event', () => {
  const make = (body: object, user = CHAIR) => codeOf('POST', `/users/${user}/events`, body);
  it('is refused without start, end or time zone, and with an end that is not after the start', async () => {
    for (const changes of [{ start: undefined }, { end: undefined }, { start: { dateTime: '2027-01-11T10:00:00' } }, { start: utc('soon') }, { end: event.start }]) expect((await make({ ...event, ...changes }))[0], JSON.stringify(changes)).toBe(400);
  });
  it('is refused for somebody who is not here', async () => expect(await make(event, objectIdOf(WHO.outsider))).toEqual([404, 'ErrorInvalidUser']));
  it('is refused over 4 MB', async () => {
    expect((await make({ ...event, body: 'x'.repeat(3 * 1024 * 1024) }))[0]).toBe(201);
    expect(await make({ ...event, body: 'x'.repeat(4 * 1024 * 1024) })).toEqual([413, 'RequestEntityTooLarge']);
  });
  it('of a transaction that made another is refused; the same again is the first', async () => {
    const first = await graph.ask('POST', `/users/${CHAIR}/events`, { ...event, transactionId: 'one' });
    expect((await graph.ask('POST', `/users/${CHAIR}/events`, { ...event, transactionId: 'one' })).body['id']).toBe(first.body['id']);
    expect(await make({ ...event, transactionId: 'one', subject: 'Another' })).toEqual([409, 'ErrorDuplicateTransactionId']);
  });
  it('that is taken away is gone', async () => {
    const { body } = await graph.ask('POST', `/users/${CHAIR}/events`, event);
    const path = `/users/${CHAIR}/events/${String(body['id'])}`;
    expect(await codeOf('DELETE', `/users/${objectIdOf(WHO.manager)}/events/${String(body['id'])}`)).toEqual([404, 'ErrorItemNotFound']);
    expect((await codeOf('DELETE', path))[0]).toBe(204);
    expect(await codeOf('DELETE', path)).toEqual([404, 'ErrorItemNotFound']);
  });
});

describe('the app in a chat', () => {
  const app = { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${directory.botId}` };
  const agreed = (...permissions: string[]) => ({ consentedPermissionSet: { resourceSpecificPermissions: permissions.map((permissionValue) => ({ permissionValue, permissionType: 'application' })) } });
  const all = agreed('OnlineMeeting.ReadBasic.Chat', 'OnlineMeetingParticipant.Read.Chat');
  it('is added with all that it asks for, from the catalogue, once', async () => {
    const { body } = await graph.ask('POST', `/users/${CHAIR}/events`, { ...event, isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' });
    const thread = decodeURIComponent(/19%3ameeting_\w+%40thread\.v2/.exec(JSON.stringify(body))?.[0] ?? '');
    const path = `/chats/${encodeURIComponent(thread)}/installedApps`;
    expect(await codeOf('POST', path, app)).toEqual([403, 'Forbidden']);
    expect(await codeOf('POST', path, { ...app, ...agreed('OnlineMeeting.ReadBasic.Chat') })).toEqual([403, 'Forbidden']);
    expect((await codeOf('POST', path, { 'teamsApp@odata.bind': 'another', ...all }))[0]).toBe(404);
    expect((await codeOf('POST', path, { ...app, ...all }))[0]).toBe(201);
    expect(await codeOf('POST', path, { ...app, ...all })).toEqual([409, 'Conflict']);
  });
  it('is not added to a chat that is not there', async () => expect((await codeOf('POST', '/chats/nowhere/installedApps', { ...app, ...all }))[0]).toBe(404));
});

describe('the directory', () => {
  it('is asked for fifteen ids at once at most', async () => {
    const filter = (count: number) => `/users?$filter=${encodeURIComponent(`id in (${Array.from({ length: count }, () => `'${CHAIR}'`).join(',')})`)}&$select=id,mail`;
    expect((await graph.ask('GET', filter(15))).body).toEqual({ value: [{ id: CHAIR, mail: mailOf(WHO.chair) }] });
    expect(await codeOf('GET', filter(16))).toEqual([400, 'Request_UnsupportedQuery']);
  });
});

describe('the pace', () => {
  it('is four requests at once for one mailbox: the fifth waits as long as it is told', async () => {
    const token = await graph.token();
    const slow = Array.from({ length: 4 }, () => {
      const one = request(`${graph.teams.url}/graph/v1.0/users/${CHAIR}/events`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'transfer-encoding': 'chunked' } });
      one.write('{');
      return { end: () => new Promise((answer) => one.once('response', answer).end('}')) };
    });
    let answered = await graph.ask('GET', `/users/${CHAIR}`, undefined, token);
    for (let tries = 0; answered.status !== 429 && tries < 100; tries += 1) answered = await graph.ask('GET', `/users/${CHAIR}`, undefined, token);
    expect(answered).toMatchObject({ status: 429 });
    expect(answered.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await graph.ask('GET', `/users/${objectIdOf(WHO.manager)}`, undefined, token)).status).toBe(200);
    await Promise.all(slow.map(({ end }) => end()));
    expect((await graph.ask('GET', `/users/${CHAIR}`, undefined, token)).status).toBe(200);
  });
});
