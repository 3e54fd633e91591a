/** What is asked of Graph leaves, is said again only as our rules allow, and never takes longer than whoever asks can wait. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { graphClient, type GraphCall, type GraphClient } from '../../../bot/graph/graph-client.ts';
import { graphServer, refusal, type GraphServer } from './graph-server.ts';

const CALL: GraphCall = { method: 'GET', path: '/users/one', mailbox: 'one', limitMs: 2_000 };
let server: GraphServer;
let client: GraphClient;
let freshTokens: number;
beforeEach(async () => {
  server = await graphServer();
  freshTokens = 0;
  client = graphClient({ baseUrl: server.url, tokens: { token: (fresh = false) => Promise.resolve(`token-${(freshTokens += Number(fresh))}`) } });
});
afterEach(() => server.stop());

/** Answers in this order; the last one stands. */
function answersInTurn(...answers: ReturnType<typeof refusal>[]): void {
  server.answers = () => answers[Math.min(server.asked.length, answers.length) - 1] ?? 'hang';
}

describe('a request', () => {
  it('leaves with our token and comes back with what Graph said', async () => {
    answersInTurn({ status: 200, body: { id: 'one' } });
    expect(await client({ ...CALL, method: 'POST', body: { question: 1 } })).toEqual({ kind: 'answered', status: 200, body: { id: 'one' } });
    expect(server.asked).toMatchObject([{ method: 'POST', path: '/users/one', body: { question: 1 }, headers: { authorization: 'Bearer token-0', prefer: 'outlook.timezone="UTC"' } }]);
  });

  it('is made once more with a new token when the first was not taken, and no more than once', async () => {
    answersInTurn(refusal(401, 'InvalidAuthenticationToken'));
    expect(await client(CALL)).toEqual({ kind: 'refused', status: 401, code: 'InvalidAuthenticationToken' });
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-0', 'Bearer token-1']);
  });

  it('that Graph refuses is not made again, and keeps its code but none of its words', async () => {
    answersInTurn(refusal(403, 'ErrorAccessDenied'));
    expect(await client(CALL)).toEqual({ kind: 'refused', status: 403, code: 'ErrorAccessDenied' });
    expect(server.asked).toHaveLength(1);
  });

  it('that failed on the way may have been heard, and is not made again', async () => {
    answersInTurn(refusal(500, 'InternalServerError'));
    expect(await client(CALL)).toEqual({ kind: 'unreachable', code: '500' });
    expect(server.asked).toHaveLength(1);
  });
});

describe('a Graph that is busy', () => {
  it('is asked once more after a pause that fits', async () => {
    answersInTurn({ status: 429, headers: { 'retry-after': '1' } }, { status: 200, body: {} });
    const began = performance.now();
    expect(await client(CALL)).toEqual({ kind: 'answered', status: 200, body: {} });
    expect(performance.now() - began).toBeGreaterThan(990);
  });

  it('is left alone for as long as it says when that is longer than people wait', async () => {
    answersInTurn({ status: 429, headers: { 'retry-after': '30' } });
    expect(await client(CALL)).toEqual({ kind: 'retryAfter', seconds: 30 });
    expect(server.asked).toHaveLength(1);
  });

  it('may name the moment instead of the seconds', async () => {
    answersInTurn({ status: 503, headers: { 'retry-after': new Date(Date.now() + 120_000).toUTCString() } });
    const answer = await client(CALL);
    expect(answer.kind === 'retryAfter' && answer.seconds).toSatisfy((seconds: number) => seconds > 115 && seconds <= 120);
  });

  it('that names a moment gone by is asked again after a second', async () => {
    answersInTurn({ status: 429, headers: { 'retry-after': 'Sat, 01 Jan 2000 00:00:00 GMT' } }, { status: 200, body: {} });
    expect(await client(CALL)).toMatchObject({ kind: 'answered' });
  });
});

describe('the time of whoever asks', () => {
  it('ends a request that gets no answer', async () => {
    server.answers = () => 'hang';
    const began = performance.now();
    expect(await client({ ...CALL, limitMs: 300 })).toEqual({ kind: 'unreachable', code: 'timeOut' });
    expect(performance.now() - began).toBeLessThan(900);
  });

  it('counts the token and the answer together', async () => {
    server.answers = () => 'hang';
    const slow = graphClient({ baseUrl: server.url, tokens: { token: () => new Promise((given) => setTimeout(() => given('token'), 250)) } });
    const began = performance.now();
    expect(await slow({ ...CALL, limitMs: 400 })).toEqual({ kind: 'unreachable', code: 'timeOut' });
    expect(performance.now() - began).toBeLessThan(600);
  });

  it('counts the wait behind four others at the same mailbox, and not at another', async () => {
    server.answers = ({ path }) => (path === '/users/one' ? 'hang' : { status: 200, body: {} });
    const others = Array.from({ length: 4 }, () => client({ ...CALL, limitMs: 1_200 }));
    const began = performance.now();
    expect(await client({ ...CALL, limitMs: 200 })).toEqual({ kind: 'unreachable', code: 'timeOut' });
    expect(await client({ ...CALL, path: '/users/two', mailbox: 'two' })).toMatchObject({ kind: 'answered' });
    expect(performance.now() - began).toBeLessThan(900);
    await Promise.all(others);
    expect(server.asked.filter(({ path }) => path === '/users/one')).toHaveLength(4);
  });

  it('spent in line gives nobody else\'s turn away', async () => {
    const open = Promise.withResolvers<{ status: number }>();
    server.answers = () => (server.asked.length <= 4 ? open.promise : { status: 200 });
    const others = Array.from({ length: 4 }, () => client(CALL));
    const gone = Array.from({ length: 4 }, () => client({ ...CALL, limitMs: 100 }));
    const stays = client(CALL);
    for (const each of gone) expect(await each).toEqual({ kind: 'unreachable', code: 'timeOut' });
    open.resolve({ status: 200 });
    expect(await stays).toMatchObject({ kind: 'answered' });
    await Promise.all(others);
    expect(server.asked).toHaveLength(5);
  });
});
