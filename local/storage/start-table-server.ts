/**
 * Starts the local tables for a folder, or takes up with the server that has the folder open already.
 */
import { fork } from 'node:child_process';
import { chmod, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { connectionStringFor, parseAccount, parseServing, placesIn, type Serving, signatureHeader, signatureOf } from './places.ts';

export type RunningTables = {
  readonly connectionString: string;
  /** True when another program started the server: it goes when that program says so. */
  readonly adopted: boolean;
  /** Saves everything and ends the server; for an adopted one, only lets go of it. Resolves when that is done. */
  stop(): Promise<void>;
};

/** The folder cannot be served; the message says by name who holds it, or what the server said on its way out. */
export class TablesNotServed extends Error {
  constructor(dataFolder: string, reason: string) {
    super(`The local tables in ${dataFolder} cannot be opened: ${reason}`);
    this.name = 'TablesNotServed';
  }
}

const startWithin = 20_000;
const answerWithin = 3_000;
const pause = 50;

/**
 * Serves the tables in `dataFolder` (made if need be, readable by this user alone) on a free port of this machine.
 * The server ends with this process, however it ends, and saves first. Throws `TablesNotServed`.
 */
export async function startTableServer({ dataFolder }: { readonly dataFolder: string }): Promise<RunningTables> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await chmod(dataFolder, 0o700);
  const deadline = Date.now() + startWithin;
  while (Date.now() < deadline) {
    const living = await livingServer(dataFolder);
    if (living === 'none') {
      const started = await startChild(dataFolder);
      if (started) return started;
    } else if (living !== 'starting') {
      return { connectionString: await connectionString(dataFolder, living.port), adopted: true, stop: async () => {} };
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new TablesNotServed(dataFolder, 'another server has been starting there for too long');
}

/** Who has the folder open. The name of a server that has died is taken off. */
async function livingServer(dataFolder: string): Promise<Serving | 'starting' | 'none'> {
  const { serving } = placesIn(dataFolder);
  const text = await readFile(serving, 'utf8').catch(() => undefined);
  if (text === undefined) return 'none';
  const named = parseServing(text);
  if (named && named.port === 0 && isAlive(named.pid) && Date.now() - named.since < startWithin) return 'starting';
  const answer = named && named.port !== 0 ? await answerAt(dataFolder, named.port) : 'nobody';
  if (named && answer === 'ours') return named;
  if (named && answer === 'silent') {
    throw new TablesNotServed(dataFolder, `process ${named.pid} holds them on port ${named.port} and does not answer`);
  }
  await takeOff(serving, text);
  return 'none';
}

/** Another start may have put up a new name since we read the old one; that one goes back. */
async function takeOff(path: string, dead: string): Promise<void> {
  const aside = `${path}.dead-${process.pid}`;
  await rename(path, aside).catch(() => {});
  const taken = await readFile(aside, 'utf8').catch(() => dead);
  if (taken === dead) await rm(aside, { force: true });
  else await rename(aside, path);
}

/** Asks whoever listens on the port to show that it has our account. An unsigned question is refused, but signed for. */
async function answerAt(dataFolder: string, port: number): Promise<'ours' | 'silent' | 'nobody'> {
  const account = parseAccount(await readFile(placesIn(dataFolder).account, 'utf8').catch(() => ''));
  if (!account) return 'nobody';
  return new Promise((resolve) => {
    const asking = request({ host: '127.0.0.1', port, path: '/', timeout: answerWithin }, (response) => {
      response.resume();
      resolve(response.headers[signatureHeader] === signatureOf(account) ? 'ours' : 'nobody');
    });
    asking.on('timeout', () => {
      asking.destroy();
      resolve('silent');
    });
    asking.on('error', () => resolve('nobody'));
    asking.end();
  });
}

/** Undefined when another start was quicker. */
async function startChild(dataFolder: string): Promise<RunningTables | undefined> {
  const child = fork(join(import.meta.dirname, 'table-server.ts'), [dataFolder], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let lastWords = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-2_000);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const started = new Promise<number | undefined>((resolve) => {
    child.on('message', (message: { kind?: string; port?: number }) => resolve(message.kind === 'serving' ? message.port : undefined));
  });
  const outcome = await Promise.race([started.then((port) => ({ port })), ended.then(() => 'ended' as const)]);
  if (outcome === 'ended') throw new TablesNotServed(dataFolder, `the server ended as it started. ${lastWords}`);
  if (outcome.port === undefined) return undefined;
  const stop = async () => {
    if (child.connected) child.send('stop');
    await ended;
  };
  return { connectionString: await connectionString(dataFolder, outcome.port), adopted: false, stop };
}

async function connectionString(dataFolder: string, port: number): Promise<string> {
  const account = parseAccount(await readFile(placesIn(dataFolder).account, 'utf8'));
  if (!account) throw new TablesNotServed(dataFolder, `${(await stat(placesIn(dataFolder).account)).size} bytes where its account should be`);
  return connectionStringFor(account, port);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
