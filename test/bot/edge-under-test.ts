/** The real edge on a free port, in front of a listener the test holds. */
import { request as httpRequest } from 'node:http';
import { readConfig } from '../../bot/config.ts';
import { createLog } from '../../bot/log.ts';
import { createServer } from '../../bot/server.ts';
import type { Health } from '../../bot/server.ts';
import { teamsDoors, teamsLine } from '../../bot/teams/edge.ts';
import type { Answer, Heard } from '../../bot/teams/turn.ts';
import { StoreFault } from '../../src/store/port.ts';
import { BOT, PASSWORD, TENANT, standInTeams } from './stand-in-teams.ts';

export const environmentFor = (teamsUrl: string): Record<string, string> => ({
  COMPANION_ENVIRONMENT: 'local',
  BOT_ID: BOT,
  BOT_TENANT_ID: TENANT,
  BOT_PASSWORD: PASSWORD,
  LOCAL_TEAMS_URL: teamsUrl,
  OUT_OF_HOURS_TELEPHONE: '01632 960123',
  TABLES_CONNECTION_STRING: 'UseDevelopmentStorage=true',
});

export type Answered = { readonly status: number; readonly text: string; readonly json: Record<string, unknown>; readonly headers: Headers };
export type EdgeUnderTest = Awaited<ReturnType<typeof edgeUnderTest>>;

export async function edgeUnderTest(options: { invokeLimitMs?: number } = {}) {
  const teams = await standInTeams();
  const lines: string[] = [];
  const log = createLog({ level: 'trace', destination: { write: (line: string) => void lines.push(line) } });
  const config = readConfig(environmentFor(teams.url));
  const heard: Heard[] = [];
  const state = {
    hear: (_heard: Heard): Promise<readonly Answer[]> => Promise.resolve([]),
    health: (): Promise<Health> => Promise.resolve({ ready: true }),
  };
  const line = teamsLine(config);
  const listener = {
    hear: (one: Heard) => {
      heard.push(one);
      return state.hear(one);
    },
  };
  const doors = teamsDoors({ config, line, tenants: new Set([TENANT]), listener, log, outOfHours: '01632 960123', ...options });
  const server = createServer({
    messages: doors.messages,
    health: () => state.health(),
    overHttps: false,
    log,
    panel: (panel) => {
      panel.get('/panel/breaks', async () => {
        await Promise.reject(new Error('Robin Fictional-Canary broke it'));
      });
      panel.get('/panel/finds-no-store', async () => {
        await Promise.reject(new StoreFault('read', undefined));
      });
    },
  });
  const port = await server.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;

  const post = async (body: unknown, headers: Record<string, string> = {}): Promise<Answered> => {
    const authorization = headers['authorization'] ?? `Bearer ${await teams.token()}`;
    const sent = Object.fromEntries(Object.entries({ 'content-type': 'application/json', ...headers, authorization }).filter(([, value]) => value !== ''));
    const response = await fetch(`${url}/api/messages`, { method: 'POST', headers: sent, body: typeof body === 'string' ? body : JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, text, json: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>, headers: response.headers };
  };

  return {
    teams, lines, log, config, heard, state, line, doors, server, port, url, post,
    stop: async () => {
      await server.close();
      await teams.stop();
    },
  };
}

/** Waits until something has come about; fails the test when it does not. */
export async function until(holds: () => boolean, limitMs = 3_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error('it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A raw request whose body is written piece by piece; resolves with the status, or 'closed' when the server hung up first. */
export function pour(port: number, headers: Record<string, string>, pieces: Iterable<Buffer>): Promise<{ readonly status: number | 'closed'; readonly written: number }> {
  const { promise, resolve } = Promise.withResolvers<{ readonly status: number | 'closed'; readonly written: number }>();
  let written = 0;
  const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/api/messages', headers }, (response) => {
    resolve({ status: response.statusCode ?? 0, written });
    request.destroy();
  });
  request.on('error', () => resolve({ status: 'closed', written }));
  void (async () => {
    for (const piece of pieces) {
      if (request.destroyed) return;
      written += piece.length;
      if (!request.write(piece)) await Promise.race([new Promise((drained) => request.once('drain', drained)), promise]);
    }
    request.end();
  })();
  return promise;
}
