/**
 * The HTTP server: one door for Teams, one for the panel, one for whoever asks after our health.
 * restify stays in this file and in the panel's routes; limits, time-outs and headers are set here for all of them.
 */
import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { pino } from 'pino';
import restify from 'restify';
import type { Request, Response, Server as RestifyServer } from 'restify';
import { StoreFault } from '../src/store/port.ts';
import { TurnConflict } from './desk.ts';
import { sendJson } from './json-exchange.ts';
import { labelOf } from './log.ts';
import type { Log } from './log.ts';
import { withinMs } from './time-limit.ts';

export type Health = { readonly ready: true } | { readonly ready: false; readonly reason: string };

export type ServerParts = {
  /** Answers `POST /api/messages`; reads the body itself, after it has looked at the token. */
  readonly messages: (request: Request, response: Response) => Promise<void>;
  /** Whether store and bot can work now. A rejection counts as not ready. */
  readonly health: () => Promise<Health>;
  /** Adds the panel's routes, as `async (request, response)` functions; they read bodies with `readJson` and may set their own headers. */
  readonly panel: (server: RestifyServer) => void;
  /** True when the world reaches us over https: browsers are then told to stay with it. */
  readonly overHttps: boolean;
  readonly log: Pick<Log, 'requestFailed'>;
};

export type CompanionServer = {
  /** Resolves with the port once requests are taken. @throws PortTaken */
  readonly listen: (port: number, host?: string) => Promise<number>;
  /** Takes no more requests, lets those under way finish for a while, then hangs up. */
  readonly close: () => Promise<void>;
};

/** Another process has the port. */
export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number) {
    super(`Port ${port} is taken. Stop what is using it, or choose another with PORT.`);
    this.name = 'PortTaken';
    this.port = port;
  }
}

const HEADERS_MS = 6_000;
const REQUEST_MS = 8_000;
const TIMEOUT_CHECK_MS = 1_000;
/** Longer than the four minutes a load balancer keeps an idle connection would be waste; shorter than its reuse would be resets. */
const KEEP_ALIVE_MS = 65_000;
const MOST_CONNECTIONS = 2_000;
const MOST_HEADERS = 64;
const HEALTH_MS = 3_000;
const CLOSE_GRACE_MS = 5_000;

/** What every answer carries unless its handler says otherwise: nothing is cached, framed, sniffed or referred. */
const DEFAULT_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export function createServer(parts: ServerParts): CompanionServer {
  const server = restify.createServer({ name: '', maxParamLength: 200, ...silentLog() });
  const http = server.server as HttpServer;
  setLimits(http);
  server.pre((_request: Request, response: Response, next) => {
    for (const [name, value] of Object.entries(DEFAULT_HEADERS)) response.setHeader(name, value);
    if (parts.overHttps) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
    next();
  });
  server.on('restifyError', (_request: Request, response: Response, error: unknown, done: () => void) => {
    // An answer already begun cannot be mended, and restify would throw on trying: hang up and tell it nothing.
    if (response.headersSent) return void response.destroy();
    answerFault(response, error, parts.log);
    return done();
  });
  // restify takes only functions written as `async`, or ones with a third parameter.
  server.post('/api/messages', async (request: Request, response: Response) => {
    await parts.messages(request, response);
  });
  server.get('/health', async (_request: Request, response: Response) => {
    const found = await withinMs(parts.health(), HEALTH_MS).catch((): Health => ({ ready: false, reason: 'the health check failed' }));
    const health: Health = found === 'late' ? { ready: false, reason: 'the health check took too long' } : found;
    sendJson(response, health.ready ? 200 : 503, health);
  });
  parts.panel(server);
  return { listen: (port, host) => listen(server, port, host), close: () => close(http) };
}

/** restify would log whole errors and requests. Its types still ask for the logger it had before pino. */
function silentLog(): { log?: RestifyServer['log'] } {
  return { log: pino({ level: 'silent' }) as unknown as RestifyServer['log'] };
}

function setLimits(http: HttpServer & { connectionsCheckingInterval?: number }): void {
  http.headersTimeout = HEADERS_MS;
  http.requestTimeout = REQUEST_MS;
  http.keepAliveTimeout = KEEP_ALIVE_MS;
  http.maxHeadersCount = MOST_HEADERS;
  http.maxConnections = MOST_CONNECTIONS;
  // Node reads this when listening begins; at its default of 30 s a slow sender would be kept far past the time-outs.
  http.connectionsCheckingInterval = TIMEOUT_CHECK_MS;
}

/** Says what kind of mistake it was (404, 405), that the store is away (503), or gives a number to quote; never a message of ours or a library's. */
function answerFault(response: Response, error: unknown, log: ServerParts['log']): void {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (status === 404) return void response.json(404, { message: 'There is nothing at this address.' });
  if (status === 405) return void response.json(405, { message: 'This address does not take that kind of request.' });
  const faultId = randomUUID().slice(0, 8);
  log.requestFailed(faultId, labelOf(error));
  if (error instanceof StoreFault || error instanceof TurnConflict) return void response.json(503, { message: `The records cannot be reached just now. Please try again in a minute. If it goes on, please quote ${faultId}.` });
  response.json(500, { message: `Something went wrong here. If it goes on, please quote ${faultId}.` });
}

async function listen(server: RestifyServer, port: number, host?: string): Promise<number> {
  const http = server.server as HttpServer;
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  http.listen({ port, ...(host === undefined ? {} : { host }) }, listening.resolve);
  try {
    await listening.promise;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTaken(port) : error;
  } finally {
    server.removeListener('error', listening.reject);
  }
  const address = http.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

async function close(http: HttpServer): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    http.close(() => resolve());
  });
  http.closeIdleConnections();
  const hangUp = setTimeout(() => http.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(hangUp);
}
