/** What the server bears: size, depth, slowness, crowds, mistakes. Authority: platform notes 4.2, D1, D2, D3 and D6. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createServer, PortTaken } from '../../bot/server.ts';
import { edgeUnderTest, pour } from './edge-under-test.ts';
import type { EdgeUnderTest } from './edge-under-test.ts';
import { message } from './stand-in-teams.ts';

let edge: EdgeUnderTest;
beforeAll(async () => {
  edge = await edgeUnderTest();
});
afterAll(() => edge.stop());
beforeEach(() => {
  edge.heard.length = 0;
});

const KIB = 1024;
const authorization = async () => ({ authorization: `Bearer ${await edge.teams.token()}` });
const chunk = Buffer.alloc(64 * KIB, 'a');
function* chunks(total: number): Generator<Buffer> {
  for (let sent = 0; sent < total; sent += chunk.length) yield chunk;
}

describe('a body over 256 KB is refused with 413', () => {
  test('of 300 KB, named in its length', async () => {
    expect((await edge.post(message(edge.teams, 'x'.repeat(300 * KIB)))).status).toBe(413);
    expect(edge.heard).toEqual([]);
  });

  test('of 120 MB without a length, while it is being read and without keeping it', async () => {
    const before = process.memoryUsage.rss();
    const { status, written } = await pour(edge.port, { ...(await authorization()), 'content-type': 'application/json', 'transfer-encoding': 'chunked' }, chunks(120 * KIB * KIB));
    expect([413, 'closed']).toContain(status);
    expect(written).toBeLessThan(10 * KIB * KIB);
    expect(process.memoryUsage.rss() - before).toBeLessThan(20 * KIB * KIB);
  });

  test('of 300 KB without a length, with an answer its sender can read', async () => {
    const { status } = await pour(edge.port, { ...(await authorization()), 'content-type': 'application/json', 'transfer-encoding': 'chunked' }, chunks(300 * KIB));
    expect(status).toBe(413);
  });

  test('but without a token it is not read at all', async () => {
    const { status, written } = await pour(edge.port, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }, chunks(120 * KIB * KIB));
    expect([401, 'closed']).toContain(status);
    expect(written).toBeLessThan(10 * KIB * KIB);
  });

  test('and one just under it is served', async () => {
    expect((await edge.post(message(edge.teams, 'x'.repeat(250 * KIB)))).status).toBe(200);
  });
});

describe('nesting', () => {
  const nested = (depth: number) => JSON.stringify(message(edge.teams, 'hello')).replace('"hello"', `"hello","value":${'['.repeat(depth)}${']'.repeat(depth)}`);

  test.each([41, 10_000, 100_000])('of %i levels is refused with 400', async (depth) => {
    expect((await edge.post(nested(depth))).status).toBe(400);
  });

  test('of thirty levels is served', async () => {
    expect((await edge.post(nested(30))).status).toBe(200);
  });

  test('is not what brackets inside words are', async () => {
    expect((await edge.post(message(edge.teams, `${'['.repeat(500)}"${'{'.repeat(500)}\\`))).status).toBe(200);
    expect(edge.heard).toHaveLength(1);
  });
});

describe('a body in another dress is refused with 415', () => {
  test('compressed, however small', async () => {
    const body = gzipSync(JSON.stringify(message(edge.teams, 'hello')));
    const response = await fetch(`${edge.url}/api/messages`, { method: 'POST', body, headers: { ...(await authorization()), 'content-type': 'application/json', 'content-encoding': 'gzip' } });
    expect(response.status).toBe(415);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp'])('%s', async (type) => {
    expect((await edge.post(message(edge.teams, 'hello'), { 'content-type': type })).status).toBe(415);
  });

  test('and bytes that are no UTF-8 with 400', async () => {
    const bytes = Buffer.concat([Buffer.from('{"type":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    const response = await fetch(`${edge.url}/api/messages`, { method: 'POST', body: bytes, headers: { ...(await authorization()), 'content-type': 'application/json' } });
    expect(response.status).toBe(400);
  });
});

describe('slow senders', () => {
  const opened: Socket[] = [];
  const open = async (first: string): Promise<{ closedAfterMs: Promise<number>; socket: Socket }> => {
    const socket = connect(edge.port, '127.0.0.1');
    opened.push(socket);
    const began = performance.now();
    const closedAfterMs = new Promise<number>((resolve) => {
      socket.on('close', () => resolve(performance.now() - began)).on('error', () => undefined).resume();
    });
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(first);
    return { closedAfterMs, socket };
  };
  afterAll(() => opened.forEach((socket) => socket.destroy()));

  test('are hung up on within ten seconds, whether of the headers or of the body, and others are served meanwhile', async () => {
    const idle = await Promise.all(Array.from({ length: 500 }, () => open('')));
    const headers = await open('POST /api/messages HTTP/1.1\r\nHost: x\r\n');
    const dripping = setInterval(() => headers.socket.write('X-A: b\r\n'), 500);
    const body = await open(`POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer ${await edge.teams.token()}\r\nContent-Length: 1000\r\n\r\n{`);
    const times: number[] = [];
    for (let turn = 0; turn < 50; turn++) {
      const began = performance.now();
      expect((await fetch(`${edge.url}/health`)).status).toBe(200);
      times.push(performance.now() - began);
    }
    expect(times.toSorted((one, other) => one - other)[48]).toBeLessThan(100);
    const waits = await Promise.all([headers.closedAfterMs, body.closedAfterMs, ...idle.map(({ closedAfterMs }) => closedAfterMs)]);
    clearInterval(dripping);
    expect(Math.max(...waits)).toBeLessThan(10_000);
    expect((await edge.post(message(edge.teams, 'still there'))).status).toBe(200);
  });
});

describe('health', () => {
  test('is 200 when all is ready and 503 with the reason when not', async () => {
    expect(await (await fetch(`${edge.url}/health`)).json()).toEqual({ ready: true });
    edge.state.health = () => Promise.resolve({ ready: false, reason: 'the store cannot be reached' });
    const response = await fetch(`${edge.url}/health`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ready: false, reason: 'the store cannot be reached' });
  });

  test('is 503 when asking takes longer than anybody would wait', async () => {
    edge.state.health = () => new Promise(() => undefined);
    const response = await fetch(`${edge.url}/health`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ready: false, reason: 'the health check took too long' });
  });

  test('is 503 when asking fails, without the failure\'s words', async () => {
    edge.state.health = () => Promise.reject(new Error('Robin Fictional-Canary'));
    const response = await fetch(`${edge.url}/health`);
    expect(response.status).toBe(503);
    expect(await response.text()).not.toMatch(/Canary/);
    edge.state.health = () => Promise.resolve({ ready: true });
  });
});

describe('answers', () => {
  test('are never cached, framed, sniffed or signed by their maker', async () => {
    for (const path of ['/health', '/nowhere', '/panel/breaks']) {
      const { headers } = await fetch(`${edge.url}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" });
      expect([...headers.keys()].filter((name) => ['server', 'x-powered-by', 'access-control-allow-origin'].includes(name))).toEqual([]);
    }
  });

  test('to a handler that finds no store are 503, which the panel takes for a moment’s absence', async () => {
    const response = await fetch(`${edge.url}/panel/finds-no-store`);
    expect(response.status).toBe(503);
    expect(await response.text()).toMatch(/^\{"message":"The records cannot be reached just now\..* quote [0-9a-f]{8}\."\}$/);
  });

  test('to a handler that breaks give a number and hide the words', async () => {
    edge.lines.length = 0;
    const response = await fetch(`${edge.url}/panel/breaks`);
    expect(response.status).toBe(500);
    const { message: words } = (await response.json()) as { message: string };
    const faultId = /quote ([0-9a-f]{8})/.exec(words)?.[1];
    expect(edge.lines.map((line) => JSON.parse(line) as object)).toContainEqual(expect.objectContaining({ faultId, fault: 'Error' }));
    expect(words + edge.lines.join('')).not.toMatch(/Canary/);
  });

  test('to mistakes in the address are plain', async () => {
    expect((await fetch(`${edge.url}/nowhere`)).status).toBe(404);
    expect((await fetch(`${edge.url}/api/messages`)).status).toBe(405);
    expect((await fetch(`${edge.url}/%E0%A4%A`)).status).toBeLessThan(500);
    expect((await fetch(`${edge.url}/health`)).status).toBe(200);
  });

  test('to a request that is not HTTP close the line and nothing else', async () => {
    const socket = connect(edge.port, '127.0.0.1');
    socket.end('hello?\r\n\r\n');
    await new Promise((resolve) => socket.on('close', resolve).on('error', () => undefined).resume());
    expect((await fetch(`${edge.url}/health`)).status).toBe(200);
  });
});

describe('starting and stopping', () => {
  const another = () =>
    createServer({ messages: () => Promise.resolve(), health: () => Promise.resolve({ ready: true }), panel: () => undefined, overHttps: true, log: edge.log });

  test('a taken port is a clear error naming it', async () => {
    const starting = another().listen(edge.port, '127.0.0.1');
    await expect(starting).rejects.toThrow(PortTaken);
    await expect(starting).rejects.toThrow(`Port ${edge.port} is taken`);
  });

  test('over https, browsers are told to stay with it', async () => {
    const server = another();
    const port = await server.listen(0, '127.0.0.1');
    expect((await fetch(`http://127.0.0.1:${port}/health`)).headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
    await server.close();
  });

  test('a request under way is finished before the server closes, and a new one is not taken', async () => {
    const held = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const server = createServer({
      messages: async (_request, response) => {
        arrived.resolve();
        await held.promise;
        response.end('finished');
      },
      health: () => Promise.resolve({ ready: true }), panel: () => undefined, overHttps: false, log: edge.log,
    });
    const port = await server.listen(0, '127.0.0.1');
    const underWay = fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST' });
    await arrived.promise;
    const closing = server.close();
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow('fetch failed');
    held.resolve();
    expect(await (await underWay).text()).toBe('finished');
    await closing;
  });
});
