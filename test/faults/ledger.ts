/**
 * The connector of the fault runs, and the ledger that judges them: what arrived, by conference and person, with nothing of
 * the companion's own record in it. A message about several conferences arrives for each. What goes wrong is decided for each
 * request as it comes.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `arrives`: taken, whatever the status says. `lose`: it arrives, and the answer is lost. `kill`: it arrives, and whoever sent it dies at that moment. */
export type Trouble = { readonly kind: 'none' } | { readonly kind: 'status'; readonly status: number; readonly code?: string; readonly retryAfter?: number; readonly arrives?: boolean } | { readonly kind: 'lose' } | { readonly kind: 'kill' };

/** `civil`: the time that people live by when it came, in milliseconds. */
export type Copy = { readonly at: number; readonly civil: number; readonly marked: boolean };

export type Try = { readonly at: number; readonly status: number; readonly retryAfter: number };

/** The ledger's name of a reminder, from the record's: the case, and the chat of the person whose number ends their key. */
export function ledgerKeyOf(recordKey: string): string {
  const [caseReference = '', person = ''] = recordKey.split(' ');
  return `${caseReference} a:${Number(person.slice(-12)) - 1_000}`;
}

export class Ledger {
  readonly arrived = new Map<string, Copy[]>();
  readonly tries = new Map<string, Try[]>();
  /** When the last message about each case came. */
  readonly lastOf = new Map<string, number>();
  /** Who sent last, and when. */
  last = { holder: '', at: 0 };
  readonly #trouble: (key: string, nth: number) => Trouble;
  readonly #kill: (holder: string) => void;
  readonly #civilNow: () => number;
  #server: Server | undefined;
  port = 0;

  constructor(trouble: (key: string, nth: number) => Trouble, kill: (holder: string) => void, civilNow: () => number) {
    this.#trouble = trouble;
    this.#kill = kill;
    this.#civilNow = civilNow;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  get copies(): number {
    return [...this.arrived.values()].reduce((sum, copies) => sum + copies.length, 0);
  }

  async open(): Promise<void> {
    this.#server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
        const body = Buffer.concat(pieces).toString('utf8');
        const holder = (request.headers.authorization ?? '').replace('Bearer ', '');
        const person = /conversations\/([^/]+)\//.exec(request.url ?? '')?.[1] ?? '';
        const keys = [...new Set(body.match(/EX-\d+/g) ?? [''])].map((reference) => `${reference} ${decodeURIComponent(person)}`);
        // A card that takes the place of another is no message, and nobody's copy.
        if (request.method !== 'POST') return void response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end('{}');
        const trouble = this.#trouble(keys[0] ?? '', (this.tries.get(keys[0] ?? '') ?? []).length + 1);
        const status = trouble.kind === 'status' ? trouble.status : 201;
        for (const key of keys) this.tries.set(key, [...(this.tries.get(key) ?? []), { at: Date.now(), status, retryAfter: trouble.kind === 'status' ? (trouble.retryAfter ?? 0) : 0 }]);
        this.last = { holder, at: Date.now() };
        for (const key of keys) this.lastOf.set(key.split(' ')[0] ?? '', Date.now());
        const arrives = (): void => {
          for (const key of keys) this.arrived.set(key, [...(this.arrived.get(key) ?? []), { at: Date.now(), civil: this.#civilNow(), marked: body.includes('This may reach you twice.') }]);
        };
        if (trouble.kind === 'status') {
          if (trouble.arrives === true) arrives();
          const headers = trouble.retryAfter === undefined ? {} : { 'retry-after': String(trouble.retryAfter) };
          return void response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers }).end(JSON.stringify({ error: { code: trouble.code ?? 'Trouble', message: 'No' } }));
        }
        arrives();
        if (trouble.kind === 'kill') this.#kill(holder);
        if (trouble.kind !== 'none') return void request.socket.destroy();
        return void response.writeHead(201, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify({ id: `activity-${this.copies}` }));
      });
    });
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.port = (this.#server.address() as AddressInfo).port;
  }

  /** Nobody listens for a while: what is under way is finished. */
  async close(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.closeIdleConnections();
    await new Promise((done) => server.close(done));
  }
}
