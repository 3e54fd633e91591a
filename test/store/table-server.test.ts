import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, stat, watch, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TableClient } from '@azure/data-tables';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RunningTables, startTableServer, TablesNotServed } from '../../local/storage/start-table-server.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import type { Table } from '../../src/store/port.ts';
import { aFolder } from './support/azurite.ts';

let dataFolder: string;
let running: RunningTables[];
let owners: ChildProcess[];

beforeEach(async () => {
  dataFolder = await aFolder();
  running = [];
  owners = [];
});
afterEach(async () => {
  for (const owner of owners) owner.kill('SIGKILL');
  for (const tables of running) await tables.stop();
  await gone();
  await rm(dataFolder, { recursive: true, force: true });
});

const nameFile = () => join(dataFolder, 'table-server.json');
const named = async () => JSON.parse(await readFile(nameFile(), 'utf8')) as { pid: number; port: number };

/** Waits until no server has the folder open. */
async function gone(): Promise<void> {
  for (let tries = 0; existsSync(nameFile()) && tries < 400; tries += 1) await pause(25);
}

async function started(): Promise<RunningTables> {
  const tables = await startTableServer({ dataFolder });
  running.push(tables);
  return tables;
}

async function wakesTable(connectionString: string): Promise<Table> {
  const store = azureTableStore({ connectionString });
  await store.open();
  return store.table('wakes');
}

/** Writes numbered rows until the server is gone, and answers how many were confirmed. */
async function writeUntilGone(table: Table, most = Infinity): Promise<number> {
  for (let row = 0; row < most; row += 1) {
    const confirmed = await table.insert({ partition: 'p', row: String(row), properties: {} }).catch(() => undefined);
    if (confirmed?.kind !== 'written') return row;
  }
  return most;
}

async function confirmedRows(): Promise<number> {
  const table = await wakesTable((await started()).connectionString);
  let count = 0;
  for await (const _row of table.range('p', {})) count += 1;
  return count;
}

/** A program in a process group of its own that has started the tables. */
async function anOwner(...args: string[]): Promise<{ owner: ChildProcess; table: Table; signalGroup(signal: NodeJS.Signals): void }> {
  const script = join(import.meta.dirname, 'support', 'table-server-owner.ts');
  const owner = spawn(process.execPath, [script, dataFolder, ...args], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  owners.push(owner);
  const line = await new Promise<string>((resolve) => owner.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())));
  const { pid } = owner;
  if (pid === undefined) throw new Error('the program did not start');
  return { owner, table: await wakesTable(line), signalGroup: (signal) => process.kill(-pid, signal) };
}

describe('The local tables lose nothing that was confirmed', () => {
  test.for(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('when the whole group is told %s, twice, in the middle of writing', async (signal) => {
    const { table, signalGroup } = await anOwner();
    const writing = writeUntilGone(table);
    await pause(300);
    signalGroup(signal);
    await pause(5);
    try {
      signalGroup(signal);
    } catch {
      // They were quick, and nobody is left to be told twice.
    }
    const confirmed = await writing;
    await gone();
    expect(confirmed).toBeGreaterThan(10);
    expect(await confirmedRows()).toBeGreaterThanOrEqual(confirmed);
  });

  test('when the program that started them is killed outright', async () => {
    const { owner, table } = await anOwner();
    const confirmed = await writeUntilGone(table, 40);
    owner.kill('SIGKILL');
    await gone();
    expect(await confirmedRows()).toBe(confirmed);
  });

  test('when they are told to stop while a program of the same group still has things to write', async () => {
    const { owner, table, signalGroup } = await anOwner('patient');
    signalGroup('SIGINT');
    await pause(50);
    expect(await writeUntilGone(table, 30)).toBe(30);
    owner.stdin?.end();
    await gone();
    expect(await confirmedRows()).toBe(30);
  });

  test('when they are told to stop while a save is under way already', async () => {
    const { owner, table } = await anOwner();
    const filler = Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`c${n}`, 'x'.repeat(32_000)]));
    for (let row = 0; row < 40; row += 1) await table.insert({ partition: 'p', row: String(row), properties: filler });
    await rm(join(dataFolder, 'tables.json~'), { force: true });
    // The server saves by itself every few seconds, to a file beside the old one.
    for await (const { filename } of watch(dataFolder)) if (filename === 'tables.json~') break;
    owner.kill('SIGKILL');
    await gone();
    expect(await confirmedRows()).toBe(40);
  });

  test('from one start to the next', async () => {
    const first = await startTableServer({ dataFolder });
    await writeUntilGone(await wakesTable(first.connectionString), 5);
    await first.stop();
    expect(existsSync(nameFile())).toBe(false);
    expect(await confirmedRows()).toBe(5);
  });
});

describe('A second start', () => {
  test('takes up with the server that has the folder open, and leaves it running', async () => {
    const first = await started();
    const second = await startTableServer({ dataFolder });
    expect([first.adopted, second.adopted]).toEqual([false, true]);
    expect(second.connectionString).toBe(first.connectionString);
    await second.stop();
    expect(await writeUntilGone(await wakesTable(first.connectionString), 1)).toBe(1);
  });

  test('at the very same moment still makes one server', async () => {
    const starts = await Promise.all([started(), started(), started()]);
    expect(starts.filter(({ adopted }) => !adopted)).toHaveLength(1);
    expect(new Set(starts.map(({ connectionString }) => connectionString)).size).toBe(1);
  });

  test.for([
    ['a server that died', { pid: 999_999, port: 9, since: 0 }],
    ['a server that died as it started', { pid: 999_999, port: 0, since: Date.now() }],
    ['a process that has another’s old number', { pid: process.pid, port: 9, since: 0 }],
    ['nothing that can be read', 'half a fi'],
  ] as const)('gets past the name of %s', async ([, left]) => {
    await (await startTableServer({ dataFolder })).stop();
    await writeFile(nameFile(), typeof left === 'string' ? left : JSON.stringify(left));
    const tables = await started();
    expect(tables.adopted).toBe(false);
    expect((await named()).port).toBe(Number(/:(\d+)\//.exec(tables.connectionString)?.[1]));
  });

  test('gets past a name whose port another program has by now', async () => {
    const elsewhere = await startTableServer({ dataFolder: `${dataFolder}-elsewhere` });
    await (await startTableServer({ dataFolder })).stop();
    const port = Number(/:(\d+)\//.exec(elsewhere.connectionString)?.[1]);
    await writeFile(nameFile(), JSON.stringify({ pid: process.pid, port, since: 0 }));
    expect((await started()).connectionString).not.toBe(elsewhere.connectionString);
    await elsewhere.stop();
    await rm(`${dataFolder}-elsewhere`, { recursive: true, force: true });
  });

  test('refuses, and names the process, when the server is there but does not answer', async () => {
    await started();
    const { pid, port } = await named();
    process.kill(pid, 'SIGSTOP');
    const refusal: unknown = await startTableServer({ dataFolder }).catch((error: unknown) => error);
    process.kill(pid, 'SIGCONT');
    expect(refusal).toBeInstanceOf(TablesNotServed);
    expect(String(refusal)).toContain(`process ${pid} holds them on port ${port}`);
  });
});

describe('What lies beside the tables', () => {
  test('is for this user alone, and the account is the folder’s own', async () => {
    const tables = await started();
    expect((await stat(dataFolder)).mode & 0o777).toBe(0o700);
    for (const file of ['account.json', 'tables.json', 'table-server.json']) expect((await stat(join(dataFolder, file))).mode & 0o077).toBe(0);
    const [, account] = /AccountName=([^;]+)/.exec(tables.connectionString)!;
    // The server does not even know the account every Azurite has by default.
    const wellKnown = tables.connectionString.replaceAll(account!, 'devstoreaccount1');
    await expect(TableClient.fromConnectionString(wellKnown, 'companionwakes', { allowInsecureConnection: true }).createTable()).rejects.toMatchObject({ statusCode: 404 });
  });

  test.runIf(existsSync('/proc/self/cmdline'))('keeps the account’s key out of the list of processes', async () => {
    const tables = await started();
    const [, key] = /AccountKey=([^;]+)/.exec(tables.connectionString)!;
    const { pid } = await named();
    for (const seen of ['cmdline', 'environ']) expect(await readFile(`/proc/${pid}/${seen}`, 'utf8')).not.toContain(key!);
  });

  test('says why when the folder cannot be served', async () => {
    await writeFile(join(dataFolder, 'tables.json'), 'not what was saved here');
    await expect(startTableServer({ dataFolder })).rejects.toThrow(TablesNotServed);
    await rm(nameFile(), { force: true });
  });
});
