import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drive } from '../../local/driver.ts';
import { PEOPLE } from './companion-under-test.ts';
import { beginsBooking, caseInputs, offering, saying } from './story.ts';

const checkout = resolve(import.meta.dirname, '../..');
let home = '';
let ports = { bot: 0, teams: 0 };

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'companion-newcomer-'));
  ports = { bot: await freePort(), teams: await freePort() };
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** `npm start` as a newcomer types it, with nothing in the environment but a path and an empty home. */
function npmStart(environment: Record<string, string> = {}): { readonly process: ChildProcess; readonly said: () => string } {
  const said: string[] = [];
  const started = spawn('npm', ['start'], {
    cwd: checkout, detached: true, stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: home, COMPANION_DATA: join(home, 'data'), PORT: String(ports.bot), LOCAL_TEAMS_PORT: String(ports.teams), ...environment },
  });
  for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  return { process: started, said: () => said.join('') };
}

async function untilSaid(started: ReturnType<typeof npmStart>, words: string): Promise<void> {
  const deadline = performance.now() + 40_000;
  while (!started.said().includes(words)) {
    if (performance.now() > deadline || started.process.exitCode !== null) throw new Error(`npm start said only: ${started.said()}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Ctrl-C reaches the whole group at once, as in a terminal; pressed twice, as people do. Resolves when the last of it is gone. */
async function ctrlC(started: ReturnType<typeof npmStart>): Promise<void> {
  const { pid } = started.process;
  if (pid === undefined) throw new Error('npm did not start');
  signalGroup(pid, 'SIGINT');
  await new Promise((done) => setTimeout(done, 100));
  signalGroup(pid, 'SIGINT');
  while (signalGroup(pid, 0)) await new Promise((done) => setTimeout(done, 50));
}

/** False when nobody is left in the group. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

describe('npm start, as a newcomer lives it', () => {
  it('says where to look, and keeps everything through Ctrl-C and the next start', { timeout: 120_000 }, async () => {
    const first = npmStart();
    await untilSaid(first, `http://127.0.0.1:${ports.teams}`);
    expect((await fetch(`http://127.0.0.1:${ports.bot}/health`)).status).toBe(200);
    const teams = drive(`http://127.0.0.1:${ports.teams}`);
    const worker = teams.as(PEOPLE.socialWorker);
    await worker.waitsForCard(saying('999'), { withinMs: 15_000 });
    const message = await beginsBooking(worker);
    await worker.presses(message, 'booking.case', { ...caseInputs({ reference: 'EX-KEPT-1', s47InitiatedOn: (await teams.clock.now()).slice(0, 10) }), agreedAt: '00:00' });
    await ctrlC(first);

    const second = npmStart();
    await untilSaid(second, 'Conference Companion is ready.');
    const kept = await teams.as(PEOPLE.socialWorker).waitsForCard((card, seen) => seen.message.id === message && offering('booking.family')(card));
    expect(kept.message.id).toBe(message);
    await teams.as(PEOPLE.socialWorker).presses(message, 'booking.back');
    await teams.as(PEOPLE.socialWorker).waitsForCard((card, seen) => seen.message.id === message && saying('EX-KEPT-1')(card));
    await ctrlC(second);
  });

  it('names a port that is taken', { timeout: 60_000 }, async () => {
    const taken = await listening();
    const { port } = taken.address() as AddressInfo;
    const started = npmStart({ PORT: String(port) });
    await new Promise<void>((done) => started.process.once('exit', () => done()));
    expect(started.said()).toContain(`Port ${port} is taken. Stop what is using it, or choose another with PORT.`);
    taken.close();
  });
});

function listening(): Promise<Server> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => done(server));
  });
}

async function freePort(): Promise<number> {
  const server = await listening();
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}
