/**
 * The whole companion for a story: real tables, the local Teams, and the bot as a process of its own that can be killed.
 * Ports are free ones and the folder is new, so a story never meets another or a running `npm start`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import directory from '../../local/directory.json' with { type: 'json' };
import { drive, type Driver } from '../../local/driver.ts';
import { mailSettings, startMailServer, type MailServer } from '../../local/mail/mail-server.ts';
import { startTableServer } from '../../local/storage/start-table-server.ts';
import { startLocalTeams } from '../../local/teams-server.ts';

const checkout = resolve(import.meta.dirname, '../..');
const READY_WITHIN_MS = 20_000;

export const PEOPLE = {
  socialWorker: '11111111-1111-4111-8111-111111111111',
  otherSocialWorker: '11111111-1111-4111-8111-222222222222',
  diaryCoordinator: '22222222-2222-4222-8222-111111111111',
  teamManager: '33333333-3333-4333-8333-111111111111',
  chairAlex: '44444444-4444-4444-8444-111111111111',
  chairJo: '44444444-4444-4444-8444-222222222222',
  serviceManager: '55555555-5555-4555-8555-111111111111',
  healthVisitor: '66666666-6666-4666-8666-111111111111',
  schoolLead: '66666666-6666-4666-8666-222222222222',
  generalPractitioner: '66666666-6666-4666-8666-333333333333',
  police: '66666666-6666-4666-8666-444444444444',
} as const;

export const DECISIONS_CHANNEL = '19:safeguarding-decisions@thread.tacv2';

export type CompanionUnderTest = {
  readonly teams: Driver;
  readonly teamsUrl: string;
  readonly botUrl: string;
  readonly folder: string;
  readonly connectionString: string;
  /** The bot's process id now. */
  botPid(): number;
  /** `kill -9`, and wait until it is gone. */
  killBot(): Promise<void>;
  /** Starts the bot (again) and waits until it is ready. */
  startBot(): Promise<void>;
  /** A second replica on the same tables; returns its address and how to stop it. */
  startReplica(): Promise<{ readonly url: string; stop(): Promise<void> }>;
  /** What has gone out by e-mail, what goes wrong with it, and what came back. */
  readonly mail: Pick<MailServer, 'taken' | 'meets' | 'inbox'>;
  /** Ends the bot kindly (SIGTERM). */
  stopBot(): Promise<void>;
  /** Everything the bot has logged. */
  log(): Promise<string>;
  stop(): Promise<void>;
};

/** `nodeArguments` are given to the bot's process, beside those it always has; `authorityFile` in place of the local one. */
export async function startCompanion({ nodeArguments = [], authorityFile = join(checkout, 'local', 'authority.json') }: { readonly nodeArguments?: readonly string[]; readonly authorityFile?: string } = {}): Promise<CompanionUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'companion-story-'));
  const password = 'a-password-of-this-story-alone-0123456789';
  const botPort = await freePort();
  const botUrl = `http://127.0.0.1:${botPort}`;
  const tables = await startTableServer({ dataFolder: join(folder, 'tables') });
  const mail = await startMailServer({ dataFolder: join(folder, 'mail') });
  const teams = await startLocalTeams({
    port: 0, botUrl, dataFolder: join(folder, 'teams'), botPassword: password,
    botId: directory.botId, tenantId: directory.tenantId, people: directory.people, mail,
  });
  const said: string[] = [];
  const environment = (port: number): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'], PORT: String(port), COMPANION_ENVIRONMENT: 'local', COMPANION_DATA: folder, LOCAL_TEAMS_URL: teams.url,
    BOT_ID: directory.botId, BOT_TYPE: 'SingleTenant', BOT_TENANT_ID: directory.tenantId, BOT_PASSWORD: password,
    TABLES_CONNECTION_STRING: tables.connectionString, AUTHORITY_FILE: authorityFile, LOG_LEVEL: 'debug', ...mailSettings(mail),
  });
  const launch = async (port: number): Promise<ChildProcess> => {
    const bot = spawn(process.execPath, ['--max-semi-space-size=4', ...nodeArguments, join(checkout, 'bot', 'main.ts')], { cwd: checkout, env: environment(port), stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [bot.stdout, bot.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    await ready(`http://127.0.0.1:${port}`, bot, said);
    return bot;
  };
  let bot = await launch(botPort);
  await everyoneWelcomed(teams.url);
  return {
    teams: drive(teams.url), teamsUrl: teams.url, botUrl, folder, connectionString: tables.connectionString,
    botPid: () => bot.pid ?? 0,
    killBot: () => end(bot, 'SIGKILL'),
    startBot: async () => { bot = await launch(botPort); },
    startReplica: async () => {
      const port = await freePort();
      const replica = await launch(port);
      return { url: `http://127.0.0.1:${port}`, stop: () => end(replica, 'SIGTERM') };
    },
    stopBot: () => end(bot, 'SIGTERM'),
    mail, log: () => Promise.resolve(said.join('')),
    stop: async () => {
      await end(bot, 'SIGTERM');
      await teams.stop();
      await mail.stop();
      await tables.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The master key file, for tests that read the store themselves. */
export function keyFileOf(folder: string): Promise<string> {
  return readFile(join(folder, 'master.key'), 'utf8');
}

async function everyoneWelcomed(teamsUrl: string): Promise<void> {
  const { as } = drive(teamsUrl);
  await Promise.all(Object.values(PEOPLE).map((oid) => as(oid).waitsForCard(() => true, { withinMs: 20_000 })));
}

async function ready(url: string, bot: ChildProcess, said: readonly string[]): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline && bot.exitCode === null) {
    const answered = await fetch(`${url}/health`).catch(() => undefined);
    if (answered?.status === 200) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`the bot did not become ready: ${said.join('').slice(-1_000)}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill(signal);
  await gone;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise<void>((done) => probe.close(() => done()));
  return port;
}
