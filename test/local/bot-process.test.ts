/** Keeping a bot running: one that dies comes back, one that cannot does not, and none outlives whoever started it. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BotProcess } from '../../local/bot-process.ts';
import { until } from '../bot/edge-under-test.ts';

const checkout = resolve(import.meta.dirname, '../..');
let folder: string;
let said: string[];
let bot: BotProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'companion-bot-process-'));
  [said, bot] = [[], undefined];
});
afterEach(async () => {
  await bot?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A stand-in for the bot: notes that it began, then does what the test wants of it. */
async function keepsRunning(does: string, restartAfterMs = 20): Promise<void> {
  const program = join(folder, 'bot.mjs');
  await writeFile(program, `import { appendFileSync } from 'node:fs';\nappendFileSync(${JSON.stringify(join(folder, 'begun'))}, '.');\n${does}`);
  bot = new BotProcess({ program, nodeArguments: [], environment: process.env, log: new PassThrough(), say: (line) => said.push(line), restartAfterMs });
}

const begun = async (): Promise<number> => (await readFile(join(folder, 'begun'), 'utf8').catch(() => '')).length;

it('a bot that dies is started again, and its last words are said', async () => {
  await keepsRunning(`console.error('it broke'); process.exit(1);`);
  await until(() => said.length >= 2, 10_000);
  expect(said[0]).toBe('The bot stopped: it broke\nStarting it again.');
  expect(await begun()).toBeGreaterThanOrEqual(2);
});

it('a bot with a wrong setting is not tried again, and says why', async () => {
  await keepsRunning(`console.error('BOT_ID must be set'); process.exit(2);`);
  await until(() => said.length === 1, 10_000);
  await new Promise((done) => setTimeout(done, 300));
  expect(said).toEqual(['The bot stopped: BOT_ID must be set']);
  expect(await begun()).toBe(1);
});

it('a stop that comes while it waits to be started again is a stop', async () => {
  await keepsRunning('process.exit(1);', 200);
  await until(() => said.length === 1, 10_000);
  await bot?.stop();
  await new Promise((done) => setTimeout(done, 600));
  expect(await begun()).toBe(1);
});

it('hears of the end of whoever started it, however sudden', async () => {
  await writeFile(join(folder, 'bot.mjs'), `import { writeFileSync } from 'node:fs';\nconst note = (name) => writeFileSync(${JSON.stringify(`${folder}/`)} + name, '');\nprocess.on('disconnect', () => { note('heard'); process.exit(0); });\nsetInterval(() => undefined, 1_000);\nnote('begun');`);
  await writeFile(join(folder, 'owner.ts'), `import { PassThrough } from 'node:stream';\nimport { BotProcess } from ${JSON.stringify(join(checkout, 'local/bot-process.ts'))};\nnew BotProcess({ program: ${JSON.stringify(join(folder, 'bot.mjs'))}, nodeArguments: [], environment: process.env, log: new PassThrough(), say: () => undefined });\n`);
  const owner = spawn(process.execPath, [join(folder, 'owner.ts')], { stdio: 'ignore' });
  const noted = async (name: string): Promise<boolean> => (await readFile(join(folder, name)).catch(() => undefined)) !== undefined;
  await expect.poll(() => noted('begun'), { timeout: 10_000 }).toBe(true);
  owner.kill('SIGKILL');
  await expect.poll(() => noted('heard'), { timeout: 5_000 }).toBe(true);
});
