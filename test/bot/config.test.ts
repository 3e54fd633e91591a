/** The settings: all mistakes at once, and nothing local in production. Authority: platform notes 4.2, B10. */
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig, UnusableConfig } from '../../bot/config.ts';

const ID = '0000aaaa-0000-4000-8000-00000000000A';
const SECRET = 'a-long-enough-secret-canary';
const STORAGE = 'DefaultEndpointsProtocol=https;AccountName=conferences;AccountKey=c2VjcmV0LWNhbmFyeQ==;EndpointSuffix=core.windows.net';
const production = {
  COMPANION_ENVIRONMENT: 'production', BOT_ID: ID, BOT_TYPE: 'SingleTenant', BOT_TENANT_ID: ID, BOT_PASSWORD: SECRET, BOT_DOMAIN: 'companion.council.example',
  TABLES_CONNECTION_STRING: STORAGE, MASTER_KEY_FILE: '/keys/master', AUTHORITY_FILE: '/etc/authority.json', OUT_OF_HOURS_TELEPHONE: '0300 456 4546',
};
const local = { COMPANION_ENVIRONMENT: 'local', BOT_ID: ID, BOT_TENANT_ID: ID, BOT_PASSWORD: 'short', LOCAL_TEAMS_URL: 'http://127.0.0.1:3980/', TABLES_CONNECTION_STRING: 'UseDevelopmentStorage=true', OUT_OF_HOURS_TELEPHONE: '01632 960999' };

function faultsOf(environment: Record<string, string | undefined>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof UnusableConfig)) throw error;
    return error.faults.map(({ variable }) => variable).toSorted();
  }
}

test('production is read as it was set', () => {
  expect(readConfig(production)).toEqual({
    environment: 'production', port: 3978, dataFolder: '.companion', domain: 'companion.council.example', logLevel: 'info',
    bot: { type: 'SingleTenant', id: ID.toLowerCase(), tenantId: ID.toLowerCase(), password: SECRET },
    tables: { kind: 'connectionString', connectionString: STORAGE }, masterKeyFile: '/keys/master', authorityFile: '/etc/authority.json', outOfHoursTelephone: '0300 456 4546', panelAppId: ID.toLowerCase(), graph: { kind: 'off' }, mail: { kind: 'off' },
  });
});

test('a managed identity has no password', () => {
  const { BOT_PASSWORD: _none, TABLES_CONNECTION_STRING: _neither, ...rest } = production;
  const managed = { ...rest, BOT_TYPE: 'UserAssignedMsi', TABLES_ACCOUNT_URL: 'https://conferences.table.core.windows.net', PANEL_APP_ID: ID };
  expect(readConfig(managed)).toMatchObject({ bot: { type: 'UserAssignedMsi' }, tables: { kind: 'account', url: 'https://conferences.table.core.windows.net' } });
  expect(faultsOf({ ...managed, BOT_PASSWORD: SECRET })).toEqual(['BOT_PASSWORD']);
  expect(faultsOf({ ...managed, PANEL_APP_ID: undefined }), 'nobody can sign in to a managed identity').toEqual(['PANEL_APP_ID']);
});

describe('Outlook and Teams meetings', () => {
  const inTheLocalTeams = { kind: 'on', baseUrl: 'http://127.0.0.1:3980/graph/v1.0', teamsAppId: ID.toLowerCase() };
  test.each([
    ['are not used in production unless asked for', production, { kind: 'off' }],
    ['are asked for in production by naming the published app', { ...production, GRAPH_APP_ID: ID }, { kind: 'on', baseUrl: 'https://graph.microsoft.com/v1.0', teamsAppId: ID.toLowerCase() }],
    ['can be switched off with the app named', { ...production, GRAPH_APP_ID: ID, GRAPH: 'off' }, { kind: 'off' }],
    ['are those of the local Teams locally, whatever app is named', { ...local, GRAPH_APP_ID: '0000bbbb-0000-4000-8000-00000000000b' }, inTheLocalTeams],
    ['can be switched off locally', { ...local, GRAPH: 'off' }, { kind: 'off' }],
  ])('%s', (_name, environment, graph) => {
    expect(readConfig(environment).graph).toEqual(graph);
  });
});

describe('secure e-mail', () => {
  const server = { SMTP_HOST: 'smtp.council.example', MAIL_FROM: 'conferences@council.example' };

  test('is sent from the office’s mailbox where a server is named, by default through the port for it', () => {
    expect(readConfig({ ...production, ...server }).mail).toEqual({ kind: 'on', host: 'smtp.council.example', port: 587, user: null, from: 'conferences@council.example', certificatesFile: null, reads: false });
    expect(readConfig({ ...production, ...server, SMTP_PORT: '465', SMTP_USER: 'companion', SMTP_PASSWORD: 'secret', SMTP_CA_FILE: '/keys/ca.pem' }).mail).toMatchObject({ port: 465, user: { name: 'companion', password: 'secret' }, certificatesFile: '/keys/ca.pem' });
    expect(readConfig({ ...production, ...server, GRAPH_APP_ID: '11111111-1111-4111-8111-111111111111', MAIL_REPLIES: 'on' }).mail).toMatchObject({ reads: true });
  });

  test.each([
    ['without the office’s mailbox', { SMTP_HOST: 'smtp.council.example' }, ['MAIL_FROM']],
    ['with a user and no password', { ...server, SMTP_USER: 'companion' }, ['SMTP_PASSWORD']],
    ['with a password and no user', { ...server, SMTP_PASSWORD: 'secret' }, ['SMTP_USER']],
    ['with an address that is none', { ...server, MAIL_FROM: 'the office' }, ['MAIL_FROM']],
    ['with a scheme before the server’s name', { ...server, SMTP_HOST: 'smtps://smtp.council.example' }, ['SMTP_HOST']],
    ['with its answers read and no Graph', { ...server, MAIL_REPLIES: 'on' }, ['MAIL_REPLIES']],
    ['with its answers read perhaps', { ...server, MAIL_REPLIES: 'maybe' }, ['MAIL_REPLIES']],
    ['with settings and no server', { MAIL_FROM: 'conferences@council.example', SMTP_PORT: '25' }, ['MAIL_FROM', 'SMTP_PORT']],
  ])('is refused at the start %s', (_name, changes, faults) => {
    expect(faultsOf({ ...production, ...changes })).toEqual(faults);
  });
});

test('locally most settings have a default, and the local Teams is named by its origin', () => {
  expect(readConfig(local)).toMatchObject({ environment: 'local', localTeamsUrl: 'http://127.0.0.1:3980', domain: 'localhost', bot: { type: 'SingleTenant' }, masterKeyFile: join('.companion', 'master.key') });
});

describe('starting is refused', () => {
  test('with nothing set, naming all that is missing at once', () => {
    expect(faultsOf({})).toEqual(['AUTHORITY_FILE', 'BOT_DOMAIN', 'BOT_ID', 'BOT_PASSWORD', 'BOT_TENANT_ID', 'BOT_TYPE', 'COMPANION_ENVIRONMENT', 'MASTER_KEY_FILE', 'OUT_OF_HOURS_TELEPHONE', 'TABLES_CONNECTION_STRING']);
  });

  test.each([
    ['without an app id, in production', { ...production, BOT_ID: undefined }, ['BOT_ID']],
    ['without an app id, locally', { ...local, BOT_ID: '' }, ['BOT_ID']],
    ['with an app id of spaces', { ...production, BOT_ID: '   ' }, ['BOT_ID']],
    ['with an app id that is no GUID', { ...production, BOT_ID: 'my-bot' }, ['BOT_ID']],
    ['without a secret', { ...production, BOT_PASSWORD: undefined }, ['BOT_PASSWORD']],
    ['with a short secret in production', { ...production, BOT_PASSWORD: 'short' }, ['BOT_PASSWORD']],
    ['as a multi-tenant bot', { ...production, BOT_TYPE: 'MultiTenant' }, ['BOT_TYPE']],
    ['with Graph on and no app named, in production', { ...production, GRAPH: 'on' }, ['GRAPH_APP_ID']],
    ['with a published app that is no GUID', { ...production, GRAPH_APP_ID: 'our-app' }, ['GRAPH_APP_ID']],
    ['with Graph neither on nor off', { ...local, GRAPH: 'maybe' }, ['GRAPH']],
    ['with an unknown environment', { ...production, COMPANION_ENVIRONMENT: 'staging' }, ['COMPANION_ENVIRONMENT']],
    ['with a local Teams in production', { ...production, LOCAL_TEAMS_URL: 'http://127.0.0.1:3980' }, ['LOCAL_TEAMS_URL']],
    ['with a local Teams on another machine', { ...local, LOCAL_TEAMS_URL: 'http://192.168.1.5:3980' }, ['LOCAL_TEAMS_URL']],
    ['without a local Teams, locally', { ...local, LOCAL_TEAMS_URL: undefined }, ['LOCAL_TEAMS_URL']],
    ['with a host that only looks like this machine', { ...local, LOCAL_TEAMS_URL: 'http://127.0.0.1.evil.example' }, ['LOCAL_TEAMS_URL']],
    ['as a managed identity, locally', { ...local, BOT_TYPE: 'UserAssignedMsi', BOT_PASSWORD: undefined }, ['BOT_TYPE']],
    ['with the storage emulator in production', { ...production, TABLES_CONNECTION_STRING: 'UseDevelopmentStorage=true' }, ['TABLES_CONNECTION_STRING']],
    ['with the emulator\'s key under another name', { ...production, TABLES_CONNECTION_STRING: STORAGE.replace('c2VjcmV0LWNhbmFyeQ==', 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==') }, ['TABLES_CONNECTION_STRING']],
    ['with storage over http', { ...production, TABLES_CONNECTION_STRING: STORAGE.replace('https', 'http') }, ['TABLES_CONNECTION_STRING']],
    ['with a table endpoint over http', { ...production, TABLES_CONNECTION_STRING: 'TableEndpoint=http://conferences.example;SharedAccessSignature=x' }, ['TABLES_CONNECTION_STRING']],
    ['with an account over http', { ...production, TABLES_CONNECTION_STRING: undefined, TABLES_ACCOUNT_URL: 'http://conferences.table.core.windows.net' }, ['TABLES_ACCOUNT_URL']],
    ['with two places for the tables', { ...production, TABLES_ACCOUNT_URL: 'https://conferences.table.core.windows.net' }, ['TABLES_ACCOUNT_URL']],
    ['with a domain that has a scheme', { ...production, BOT_DOMAIN: 'https://companion.council.example' }, ['BOT_DOMAIN']],
    ['with a domain of this machine in production', { ...production, BOT_DOMAIN: 'localhost:3978' }, ['BOT_DOMAIN']],
    ['with an address for a domain in production', { ...production, BOT_DOMAIN: '127.0.0.1' }, ['BOT_DOMAIN']],
    ['with a telephone number from a film', { ...production, OUT_OF_HOURS_TELEPHONE: '01632 960999' }, ['OUT_OF_HOURS_TELEPHONE']],
    ['with words for a telephone number', { ...production, OUT_OF_HOURS_TELEPHONE: 'ask the office' }, ['OUT_OF_HOURS_TELEPHONE']],
    ['on a port that cannot be', { ...production, PORT: '70000' }, ['PORT']],
    ['on a port in words', { ...production, PORT: 'http' }, ['PORT']],
    ['with an unknown log level', { ...production, LOG_LEVEL: 'loud' }, ['LOG_LEVEL']],
    ['with three mistakes, all named', { ...production, PORT: '-1', BOT_PASSWORD: 'short', LOCAL_TEAMS_URL: 'http://127.0.0.1:1' }, ['BOT_PASSWORD', 'LOCAL_TEAMS_URL', 'PORT']],
  ])('%s', (_name, environment, faults) => {
    expect(faultsOf(environment)).toEqual(faults);
  });

  test('without repeating any value, secret or not', () => {
    const wrong = Object.fromEntries(Object.entries(production).map(([variable, value]) => [variable, `Canary ${value}`]));
    expect(() => readConfig({ ...wrong, LOCAL_TEAMS_URL: 'Canary' })).toThrow(UnusableConfig);
    expect(() => readConfig({ ...wrong, LOCAL_TEAMS_URL: 'Canary' })).not.toThrow(/canary/i);
  });

  test('by the real process, with a code of its own and every fault on the error stream', () => {
    const started = spawnSync(process.execPath, ['bot/main.ts'], { env: { PATH: process.env['PATH'] ?? '' }, encoding: 'utf8', timeout: 15_000 });
    expect(started.status).toBe(2);
    expect(started.stderr).toMatch(/BOT_ID must be set/);
    expect(started.stderr).toMatch(/COMPANION_ENVIRONMENT must be set/);
  });
});

test('the environment is read in main.ts and nowhere else at this edge', () => {
  for (const file of ['config.ts', 'log.ts', 'server.ts', 'json-exchange.ts', 'teams/edge.ts', 'teams/application.ts', 'teams/connector-client.ts'])
    expect(readFileSync(join('bot', file), 'utf8')).not.toMatch(/process\.env/);
});
