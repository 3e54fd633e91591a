/**
 * `npm start`: the tables, the local Teams and the bot on this machine, with nothing else to install or sign in to.
 * The bot is a process of its own that is started again when it dies, as a host would; everything is kept in one folder.
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { buildPanel } from '../tools/build-panel.ts';
import { BotProcess } from './bot-process.ts';
import directory from './directory.json' with { type: 'json' };
import { mailSettings, startMailServer } from './mail/mail-server.ts';
import { startTableServer } from './storage/start-table-server.ts';
import { startLocalTeams } from './teams-server.ts';

const checkout = resolve(import.meta.dirname, '..');
const READY_WITHIN_MS = 30_000;

const port = portFrom('PORT', 3978);
const teamsPort = portFrom('LOCAL_TEAMS_PORT', 3980);
const dataFolder = resolve(process.env['COMPANION_DATA'] ?? join(checkout, '.companion'));

await run();

async function run(): Promise<void> {
  for (const [variable, wanted] of [['PORT', port], ['LOCAL_TEAMS_PORT', teamsPort]] as const) await demandFree(variable, wanted);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const [secret] = await Promise.all([localSecret(), buildPanel()]);
  const tables = await startTableServer({ dataFolder: join(dataFolder, 'tables') });
  const mail = await startMailServer({ dataFolder: join(dataFolder, 'mail') });
  const teams = await startLocalTeams({
    port: teamsPort, botUrl: `http://127.0.0.1:${port}`, dataFolder: join(dataFolder, 'teams'), botPassword: secret,
    botId: directory.botId, tenantId: directory.tenantId, people: directory.people, mail,
  });
  const bot = botProcess({
    PORT: String(port), COMPANION_ENVIRONMENT: 'local', COMPANION_DATA: dataFolder, LOCAL_TEAMS_URL: teams.url,
    BOT_ID: directory.botId, BOT_TYPE: 'SingleTenant', BOT_TENANT_ID: directory.tenantId, BOT_PASSWORD: secret,
    TABLES_CONNECTION_STRING: tables.connectionString, AUTHORITY_FILE: join(checkout, 'local', 'authority.json'), ...mailSettings(mail),
  });
  stopOnSignal(async () => {
    await bot.stop();
    await teams.stop();
    await mail.stop();
    await tables.stop();
  });
  await untilReady(bot);
  say('', 'Conference Companion is ready.', '', `  Open  ${teams.url}`, '', '  It is a small Teams of your own: choose who you are, and chat with the companion.',
    '  Everyone in it is invented. Everything you do is kept in', `  ${dataFolder}`, '  Ctrl-C stops it; npm start brings it back as you left it.', '');
}

function botProcess(settings: Record<string, string>): BotProcess {
  return new BotProcess({
    program: join(checkout, 'bot', 'main.ts'),
    nodeArguments: ['--max-semi-space-size=4'],
    environment: { PATH: process.env['PATH'], LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info', ...settings },
    log: createWriteStream(join(dataFolder, 'bot.log'), { flags: 'a', mode: 0o600 }),
    say,
  });
}

async function untilReady(bot: BotProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const answered = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    if (answered?.status === 200) return;
    const complaint = bot.lastWords();
    if (complaint !== undefined) fail(`The bot could not start. ${complaint}`);
    await new Promise((resolveWait) => setTimeout(resolveWait, 100));
  }
  fail(`The bot did not become ready. Its log is ${join(dataFolder, 'bot.log')}.`);
}

/** One stop for however many signals: a second Ctrl-C must not cut short what the first is saving. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopped: Promise<void> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopped !== undefined) return;
      say('', 'Stopping, and keeping everything as it is.');
      stopped = stop();
      void stopped.then(() => process.exit(0), () => process.exit(1));
    });
  }
}

/** The bot's secret towards the local Teams: made once, for this machine alone. */
async function localSecret(): Promise<string> {
  const file = join(dataFolder, 'bot-secret');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;
  const made = randomBytes(32).toString('base64url');
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

async function demandFree(variable: string, wanted: number): Promise<void> {
  await new Promise<void>((resolveFree) => {
    const probe = createServer().once('error', () => fail(`Port ${wanted} is taken. Stop what is using it, or choose another with ${variable}.`));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolveFree()));
  });
}

function portFrom(variable: string, usual: number): number {
  const text = process.env[variable] ?? String(usual);
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > 65_535) fail(`${variable} must be a port number from 1 to 65535.`);
  return number;
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
