/**
 * The local tables: Azurite's table server in a process of its own, for one folder.
 *
 * Azurite keeps its rows in memory and saves on one signal only; a second signal, or any other, loses the last writes.
 * Here every way of being told to stop ends in one save: requests in hand are answered, then the rows are written,
 * then the process ends. While the program that started it still lives, a signal to the whole group lets that program
 * finish first.
 *
 * Started by `start-table-server.ts` with the folder as its one argument; the account never appears among arguments.
 */
import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire, Module } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type LocalAccount, parseAccount, placesIn, type Serving, signatureHeader, signatureOf } from './places.ts';

type AzuriteServer = {
  readonly httpServer: Server;
  /** Holds the rows in memory, and saves them every few seconds and when it is closed. */
  readonly metadataStore: { readonly db: { throttledSaveDrain(whenSaved: () => void): void } };
  start(): Promise<void>;
  close(): Promise<void>;
};
type Azurite = {
  readonly TableServer: new (configuration: object) => AzuriteServer;
  readonly TableConfiguration: new (...settings: readonly unknown[]) => object;
};

/** How long requests in hand may take once we are to stop, in milliseconds. */
const inHandWithin = 5_000;
/** How long the program that started us may go on writing after we alone, or all of us, are told to terminate. */
const ownerWithin = 10_000;
const loopback = '127.0.0.1';

const dataFolder = process.argv[2];
const KEEP_ALIVE_MS = 65_000;
if (dataFolder === undefined) throw new Error('The table server needs the folder it is to serve.');
const places = placesIn(dataFolder);
// Everything written from here on is for this user alone.
process.umask(0o077);

const mine: Serving = { pid: process.pid, port: 0, since: Date.now() };
const claimed = await claimFolder();
if (!claimed) {
  process.send?.({ kind: 'served' });
  process.exitCode = 1;
  process.disconnect?.();
} else {
  await serve();
}

async function serve(): Promise<void> {
  const account = await accountOfFolder();
  process.env['AZURITE_ACCOUNTS'] = `${account.name}:${account.key}`;
  const server = azuriteServer();
  const inHand = requestsInHand(server.httpServer, signatureOf(account));
  stopOnEverySignal(async () => {
    await inHand.finish(inHandWithin);
    // A save already under way counts as done for Azurite: closing then would leave it half written.
    await new Promise<void>((resolve) => server.metadataStore.db.throttledSaveDrain(resolve));
    await server.close();
    await rm(places.serving, { force: true });
  });
  await server.start();
  // Longer than the bot keeps an idle connection, so that none is closed just as it is written to again.
  server.httpServer.keepAliveTimeout = KEEP_ALIVE_MS;
  const { port } = server.httpServer.address() as AddressInfo;
  await writeFile(`${places.serving}.${process.pid}`, JSON.stringify({ ...mine, port }));
  await rename(`${places.serving}.${process.pid}`, places.serving);
  process.send?.({ kind: 'serving', port });
}

function azuriteServer(): AzuriteServer {
  const { TableServer, TableConfiguration } = azurite();
  const anyPort = 0;
  const keepAliveSeconds = 60;
  const [debugLog, accessLog] = [false, false];
  return new TableServer(new TableConfiguration(loopback, anyPort, keepAliveSeconds, places.tables, debugLog, accessLog));
}

/** Azurite publishes no types and no entry for its table server, only for its programs: these are its files. */
function azurite(): Azurite {
  const require = createRequire(import.meta.url);
  // Its telemetry is not merely switched off but never loaded: it is most of what a start would take in time and memory.
  const telemetry = require.resolve('azurite/dist/src/common/Telemetry.js');
  const silent: NodeJS.Module = Object.assign(new Module(telemetry), { loaded: true, exports: { AzuriteTelemetryClient: { TraceRequest: () => {} } } });
  require.cache[telemetry] = silent;
  const server = require('azurite/dist/src/table/TableServer.js') as { default: Azurite['TableServer'] };
  const configuration = require('azurite/dist/src/table/TableConfiguration.js') as { default: Azurite['TableConfiguration'] };
  return { TableServer: server.default, TableConfiguration: configuration.default };
}

/**
 * Puts our name on the folder, and answers whether it is ours now. `link` fails where there is a name already, so of two
 * servers starting at once one gets it. Whoever starts us has judged an older name to be dead before.
 */
async function claimFolder(): Promise<boolean> {
  const draft = `${places.serving}.${process.pid}`;
  await writeFile(draft, JSON.stringify(mine));
  try {
    await link(draft, places.serving);
    return true;
  } catch {
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

async function accountOfFolder(): Promise<LocalAccount> {
  const kept = parseAccount(await readFile(places.account, 'utf8').catch(() => ''));
  if (kept) return kept;
  const account = { name: `companion${randomBytes(6).toString('hex')}`, key: randomBytes(64).toString('base64') };
  await writeFile(places.account, JSON.stringify(account), { mode: 0o600 });
  return account;
}

/** Signs every answer, and counts what is not answered yet, so that nothing is answered after the save it is not in. */
function requestsInHand(http: Server, signature: string): { finish(within: number): Promise<void> } {
  let count = 0;
  let finishing = false;
  let whenNone: () => void = () => {};
  http.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    count += 1;
    response.setHeader(signatureHeader, signature);
    if (finishing) response.setHeader('connection', 'close');
    response.once('close', () => {
      count -= 1;
      if (count === 0) whenNone();
    });
  });
  return {
    async finish(within) {
      finishing = true;
      http.close();
      http.closeIdleConnections();
      if (count === 0) return;
      await new Promise<void>((resolve) => {
        whenNone = resolve;
        setTimeout(resolve, within).unref();
      });
    },
  };
}

/** One stop, however often and in whatever way it is asked for. */
function stopOnEverySignal(stop: () => Promise<void>): void {
  let stopping: Promise<void> | undefined;
  const stopNow = () => {
    stopping ??= stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  // Ctrl-C and a closed terminal reach our owner too: it decides, and when it goes, so do we.
  const leaveToOwner = () => {
    if (!process.connected) stopNow();
  };
  process.on('SIGINT', leaveToOwner);
  process.on('SIGHUP', leaveToOwner);
  process.on('SIGTERM', () => {
    leaveToOwner();
    setTimeout(stopNow, ownerWithin).unref();
  });
  process.on('disconnect', stopNow);
  process.on('message', (message) => {
    if (message === 'stop') stopNow();
  });
}

