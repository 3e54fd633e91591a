// A bot of the smallest kind: it checks the bearer as a bot must, keeps what it was sent, answers as it is told,
// and calls the connector with an access token. It shares no code with the local Teams.

import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { startLocalTeams } from '../../local/teams-server.ts';
import directory from '../../local/directory.json' with { type: 'json' };
import type { AddressInfo } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';
import type { JWTPayload } from 'jose';
import type { LocalTeamsSettings } from '../../local/teams-server.ts';

/** JSON as it came over the wire; a test says itself what it expects in it. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Wire = any;
export type Received = { activity: Wire; headers: IncomingHttpHeaders; claims: JWTPayload };
export type BotAnswer = { status: number; body?: unknown; afterMs?: number };
export type Called = { status: number; headers: Headers; body: Wire };

const oidOf = (firstName: string) => directory.people.find(({ displayName }) => displayName.startsWith(firstName))!.oid;
export const people = {
  robin: oidOf('Robin'),
  sam: oidOf('Sam'),
  dana: oidOf('Dana'),
  morgan: oidOf('Morgan'),
  alex: oidOf('Alex'),
  jo: oidOf('Jo '),
  lee: oidOf('Lee'),
  priya: oidOf('Priya'),
  noor: oidOf('Noor'),
};
export const password = 'a-secret-for-tests-only';

export type Bench = {
  url: string;
  botUrl: string;
  received: Received[];
  /** Replaces how the bot answers; the default is 200 with nothing. */
  answers: (answer: (received: Received) => BotAnswer) => void;
  /** Waits until the bot has received something that fits. */
  hears: (fits: (activity: Wire) => boolean) => Promise<Received>;
  /** Calls the connector as the bot. */
  calls: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Called>;
  /** Waits until every first install has been announced. */
  settled: () => Promise<void>;
  /** Stops the local Teams and starts it again on the same data. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

export type Page = { contentType: string; body: string };

/** Starts a stand-in bot (with these pages, if any) and a local Teams on free ports; its folder goes when it stops. */
export async function bench(change: Partial<LocalTeamsSettings> = {}, pages: Record<string, Page> = {}): Promise<Bench> {
  const dataFolder = change.dataFolder ?? mkdtempSync(join(tmpdir(), 'local-teams-'));
  const received: Received[] = [];
  let answer: (one: Received) => BotAnswer = () => ({ status: 200 });
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  let teams: Awaited<ReturnType<typeof startLocalTeams>>;

  const bot = createServer((request, response) => {
    const page = pages[(request.url ?? '').split('?')[0] ?? ''];
    if (request.method === 'GET' && page) return void response.writeHead(200, { 'content-type': page.contentType }).end(page.body);
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      try {
        keys ??= createRemoteJWKSet(new URL(`${teams.url}/connector/keys`));
        const token = (request.headers.authorization ?? '').replace('Bearer ', '');
        const { payload } = await jwtVerify(token, keys, { audience: directory.botId, issuer: `${teams.url}/connector` });
        const one = { activity: JSON.parse(Buffer.concat(chunks).toString()) as unknown, headers: request.headers, claims: payload };
        received.push(one);
        const { status, body, afterMs = 0 } = answer(one);
        await new Promise((resolve) => setTimeout(resolve, afterMs));
        response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? undefined : JSON.stringify(body));
      } catch {
        response.writeHead(401).end();
      }
    })();
  });
  // On a busy machine a test may pause for longer than Node keeps a connection.
  bot.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
  const botUrl = `http://127.0.0.1:${(bot.address() as AddressInfo).port}`;
  const settings: LocalTeamsSettings = { port: 0, botUrl, dataFolder, botId: directory.botId, botPassword: password, tenantId: directory.tenantId, people: directory.people, ...change };
  teams = await startLocalTeams(settings);

  const accessToken = async () => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: directory.botId, client_secret: password, scope: 'https://api.botframework.com/.default' });
    const response = await fetch(`${teams.url}/oauth2/v2.0/token`, { method: 'POST', body: form });
    return ((await response.json()) as { access_token: string }).access_token;
  };
  let token: Promise<string> | undefined;
  const calls = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const authorization = `Bearer ${await (token ??= accessToken())}`;
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${teams.url}${path}`, { method, headers: { authorization, 'content-type': 'application/json', ...headers }, ...sent });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  const hears = async (fits: (activity: Wire) => boolean) => {
    const until = performance.now() + 5000;
    while (performance.now() < until) {
      const found = received.find(({ activity }) => fits(activity));
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('the bot did not hear what was waited for');
  };
  return {
    get url() {
      return teams.url;
    },
    botUrl,
    received,
    answers: (next) => (answer = next),
    hears,
    calls,
    settled: async () => {
      // Two activities for each person, for the team and for the seeded meeting.
      const expected = 2 * (settings.people.length + 2);
      const until = performance.now() + 5000;
      while (received.length < expected && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
      if (received.length < expected) throw new Error(`only ${received.length} of ${expected} install activities came`);
    },
    restart: async () => {
      const port = Number(new URL(teams.url).port);
      await teams.stop();
      teams = await startLocalTeams({ ...settings, port });
      // Connections kept open to the one before must be seen as closed before they are used again.
      await new Promise((resolve) => setTimeout(resolve, 50));
    },
    stop: async () => {
      await teams.stop();
      bot.closeAllConnections();
      await new Promise((resolve) => bot.close(resolve));
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A plain card with these properties on top. */
export function card(more: Record<string, unknown> = {}) {
  return { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'A card', wrap: true }], ...more };
}

export function message(content: unknown, more: Record<string, unknown> = {}) {
  return { type: 'message', summary: 'A card for you', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }], ...more };
}
