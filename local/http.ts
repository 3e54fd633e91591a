// The small amount of HTTP the local Teams needs: routes by pattern, bodies with a limit, refusals as values.

import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a handler is given: the matched path parts, the query, and the body on demand. */
export type Asked = {
  request: IncomingMessage;
  response: ServerResponse;
  part: (name: string) => string;
  query: URLSearchParams;
  /** The whole body as text; refuses with 413 above the limit. */
  text: () => Promise<string>;
  /** The body as JSON, still unknown; refuses with 400 when it is not JSON. */
  json: () => Promise<unknown>;
};

/** `streamed` means that the handler has taken the response over. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | 'streamed';
export type Route = { method: string; pattern: string; handle: (asked: Asked) => Answer | Promise<Answer> };

/** An answer of refusal, in the form the Teams connector uses: `{ error: { code, message } }`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

const bodyLimitBytes = 1_000_000;

/** Finds the route for a request and runs it; every failure becomes an answer. */
export async function answer(routes: readonly Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://local');
    const found = findRoute(routes, request.method ?? 'GET', url.pathname);
    if (!found) throw new Refusal(404, 'NotFound', 'There is nothing at this address.');
    const text = () => readText(request);
    const answered = await found.route.handle({
      request,
      response,
      part: (name) => found.parts[name] ?? '',
      query: url.searchParams,
      text,
      json: async () => parseJson(await text()),
    });
    if (answered !== 'streamed') send(response, answered.status, answered.body, answered.headers);
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    if (error instanceof Refusal)
      return send(response, error.status, { error: { code: error.code, message: error.message } }, error.headers);
    console.error('local Teams: a request failed:', error);
    send(response, 500, { error: { code: 'InternalError', message: 'The local Teams failed.' } });
  }
}

function findRoute(routes: readonly Route[], method: string, path: string) {
  const asked = path.split('/');
  for (const route of routes) {
    const pattern = route.pattern.split('/');
    if (route.method !== method || pattern.length !== asked.length) continue;
    const parts: Record<string, string> = {};
    const fits = pattern.every((piece, index) => {
      const given = asked[index] ?? '';
      if (!piece.startsWith(':')) return piece === given;
      parts[piece.slice(1)] = decode(given);
      return given !== '';
    });
    if (fits) return { route, parts };
  }
  return undefined;
}

function decode(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    throw new Refusal(400, 'BadSyntax', 'The address is not well formed.');
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyLimitBytes) throw new Refusal(413, 'MessageSizeTooBig', 'The body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'BadSyntax', 'The body is not JSON.');
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const isText = typeof body === 'string' || Buffer.isBuffer(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body === undefined ? undefined : isText ? body : JSON.stringify(body));
}
