/** Stands between a client and the tables on this machine, passes everything on, and counts: retries are requests too. */
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `entities`: how many rows a query was answered with. */
export type Trip = { readonly method: string; readonly table: string; readonly status: number; readonly entities: number };

export type CountingProxy = {
  readonly port: number;
  /** The connection string through the proxy. */
  readonly connectionString: string;
  /** What has passed since the last time this was asked. */
  trips(): readonly Trip[];
  close(): Promise<void>;
};

/** A batch goes to `$batch` and counts once, as the service bills it. */
export async function countingProxy(connectionString: string): Promise<CountingProxy> {
  const endpoint = /TableEndpoint=([^;]+)/.exec(connectionString)?.[1];
  if (endpoint === undefined) throw new RangeError('the connection string names no table endpoint');
  const { port: target, pathname } = new URL(endpoint);
  let passed: Trip[] = [];
  const server = createServer((incoming, outgoing) => {
    const passedOn = ask({ host: '127.0.0.1', port: target, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      const trip = { method: incoming.method ?? '', table: tableIn(incoming.url ?? ''), status: answer.statusCode ?? 0, entities: 0 };
      passed.push(trip);
      const pieces: Buffer[] = [];
      if (trip.method === 'GET') answer.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => (trip.entities = entitiesIn(Buffer.concat(pieces))));
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    passedOn.on('error', () => incoming.socket.destroy());
    incoming.pipe(passedOn);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    connectionString: connectionString.replace(endpoint, `http://127.0.0.1:${port}${pathname}`),
    trips() {
      const since = passed;
      passed = [];
      return since;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function entitiesIn(body: Buffer): number {
  try {
    const { value } = JSON.parse(body.toString('utf8')) as { value?: unknown };
    return Array.isArray(value) ? value.length : 1;
  } catch {
    return 0;
  }
}

function tableIn(url: string): string {
  return /\/companion(\w+)/.exec(url)?.[1] ?? (url.includes('$batch') ? '$batch' : url);
}
