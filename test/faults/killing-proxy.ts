/**
 * Stands between one process and the tables, and kills that process at one of its requests: before the tables hear of it, or
 * once they have carried it out and nobody has heard the answer. Each step is told by the kind of request.
 */
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where the process dies at this step; undefined where it goes on. */
export type KillAt = (step: string) => 'before' | 'after' | undefined;

export type KillingProxy = { readonly port: number; close(): Promise<void> };

export async function killingProxy(target: number, killAt: KillAt, kill: () => void): Promise<KillingProxy> {
  const passOn = (incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, when: 'before' | 'after' | undefined): void => {
    const passed = ask({ host: '127.0.0.1', port: target, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      if (when === 'after') {
        answer.resume();
        kill();
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => incoming.socket.destroy());
    passed.end(body);
  };
  const server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = [];
    incoming.on('error', () => undefined).on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
      const body = Buffer.concat(pieces);
      const when = killAt(stepOf(incoming.method ?? '', incoming.url ?? '', body.toString('utf8')));
      if (when !== 'before') return passOn(incoming, outgoing, body, when);
      kill();
      incoming.socket.destroy();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** "PUT wakes", "record: 2 rows": the method and the table; of a transaction, how many rows it writes, since an attempt and an outcome differ in no other way from outside. */
function stepOf(method: string, url: string, body: string): string {
  const table = /^\/[^/]+\/(\$?\w+)/.exec(url)?.[1] ?? '';
  return table === '$batch' ? `record of ${body.split('HTTP/1.1').length - 1} rows` : `${method} ${table}`;
}
