/** The local Teams' Graph on a free port, with people of the test's own, and Graph as it is asked without our client. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import directory from '../../../local/directory.json' with { type: 'json' };
import type { OfficeMail } from '../../../local/mail/outbox-page.ts';
import { startLocalTeams, type LocalTeams } from '../../../local/teams-server.ts';
import { readConfig, type Config } from '../../../bot/config.ts';
import { objectIdOf, type PersonKey } from '../../../src/people/person.ts';
import { WHO } from '../../conference/a-conference.ts';

const PASSWORD = 'a-secret-of-this-test-alone';
const NAMES: readonly (readonly [PersonKey, string, string])[] = [
  [WHO.chair, 'Alex Wren-Example', 'Conference chair'], [WHO.otherChair, 'Jo Tarn-Example', 'Conference chair'], [WHO.socialWorker, 'Robin Ashdown-Example', 'Social worker'],
  [WHO.healthVisitor, 'Priya Heron-Example', 'Health visitor'], [WHO.manager, 'Morgan Vale-Example', 'Team manager'],
];
/** Everybody here but the outsider and the teacher. */
export const mailOf = (person: PersonKey): string | null => {
  const name = NAMES.find(([key]) => key === person)?.[1];
  return name === undefined ? null : `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@council.example`;
};

export type Said = { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> };
export type LocalGraph = {
  readonly config: Config;
  readonly teams: LocalTeams;
  /** A request of anybody who has this token, by default the bot's own for Graph. */
  readonly ask: (method: string, path: string, body?: unknown, token?: string) => Promise<Said>;
  readonly token: (scope?: string, path?: string) => Promise<string>;
  /** What stands in somebody's diary on that day. */
  readonly diary: (person: PersonKey, on: string) => Promise<readonly { readonly id: string; readonly onlineMeeting: unknown }[]>;
  readonly stop: () => Promise<void>;
};

/** `mail`: the office's, where the test is about it. */
export async function localGraph(mail?: OfficeMail): Promise<LocalGraph> {
  const folder = await mkdtemp(join(tmpdir(), 'local-graph-'));
  const { botId, tenantId } = directory;
  const people = NAMES.map(([person, displayName, designation]) => ({ oid: objectIdOf(person), displayName, designation }));
  // Nobody listens there: what is told to the bot is not what these tests are about.
  const teams = await startLocalTeams({ port: 0, botUrl: 'http://127.0.0.1:9', dataFolder: folder, botId, botPassword: PASSWORD, tenantId, people, ...(mail === undefined ? {} : { mail }) });
  const config = readConfig({ COMPANION_ENVIRONMENT: 'local', BOT_ID: botId, BOT_TENANT_ID: tenantId, BOT_PASSWORD: PASSWORD, LOCAL_TEAMS_URL: teams.url, TABLES_CONNECTION_STRING: 'UseDevelopmentStorage=true' });
  const token = async (scope = 'https://graph.microsoft.com/.default', path = `/${tenantId}/oauth2/v2.0/token`) => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: botId, client_secret: PASSWORD, scope });
    const response = await fetch(`${teams.url}${path}`, { method: 'POST', body: form });
    return ((await response.json()) as { access_token?: string }).access_token ?? `none: ${response.status}`;
  };
  const ask: LocalGraph['ask'] = async (method, path, body, given) => {
    const headers = { authorization: `Bearer ${given ?? (await token())}`, 'content-type': 'application/json' };
    const response = await fetch(`${teams.url}/graph/v1.0${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  };
  return {
    config, teams, ask, token,
    diary: async (person, on) => {
      const { body } = await ask('GET', `/users/${objectIdOf(person)}/calendarView?startDateTime=${on}T00:00:00Z&endDateTime=${on}T23:59:59Z`);
      return body['value'] as readonly { readonly id: string; readonly onlineMeeting: unknown }[];
    },
    stop: async () => {
      await teams.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
