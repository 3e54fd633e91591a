/**
 * JSON in and out over HTTP, with limits on what is read: the size while it is read, the depth before it is parsed.
 * Authority: tests D1, D2 and D6 of the platform notes (256 KB, no deep nesting, no compressed bodies).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The largest body anybody may send us, in bytes. */
const BODY_LIMIT = 256 * 1024;
/** The deepest nesting of arrays and objects. A card's data and inputs need fewer than ten. */
const DEPTH_LIMIT = 40;
/** How much of an oversized body is thrown away unread before we answer, so that an honest sender sees the 413. */
const POLITE_DISCARD = 512 * 1024;
const POLITE_DISCARD_MS = 500;

export type BodyRefusal = { readonly kind: 'refused'; readonly status: 400 | 413 | 415; readonly reason: string };
export type Body = { readonly kind: 'json'; readonly value: unknown } | BodyRefusal;

/** Reads a request's body as JSON. Refusals are values; the request is never kept beyond the limit. */
export async function readJson(request: IncomingMessage, limit: number = BODY_LIMIT): Promise<Body> {
  const { 'content-encoding': encoding = 'identity', 'content-type': type = '' } = request.headers;
  if (encoding !== 'identity') return refused(415, 'compressedBody');
  if (!/^application\/json\s*(;|$)/i.test(type)) return refused(415, 'notJson');
  const bytes = await readBytes(request, limit);
  return bytes.kind === 'refused' ? bytes : parse(bytes.value);
}

/** Answers with JSON that no cache keeps. Does nothing when an answer has begun or the caller has gone. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** Answers and hangs up: what the caller still sends is not read. */
export function sendRefusal(response: ServerResponse, status: number, message: string): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
  sendJson(response, status, { message });
}

type Bytes = { readonly kind: 'bytes'; readonly value: Buffer } | BodyRefusal;

async function readBytes(request: IncomingMessage, limit: number): Promise<Bytes> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge(request);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) break;
      chunks.push(chunk);
    }
  } catch {
    return refused(400, 'bodyCutShort');
  }
  return size > limit ? tooLarge(request) : { kind: 'bytes', value: Buffer.concat(chunks) };
}

async function tooLarge(request: IncomingMessage): Promise<BodyRefusal> {
  await new Promise<void>((resolve) => {
    let discarded = 0;
    const enough = setTimeout(resolve, POLITE_DISCARD_MS);
    const done = () => {
      clearTimeout(enough);
      resolve();
    };
    request.on('data', (chunk: Buffer) => {
      discarded += chunk.length;
      if (discarded > POLITE_DISCARD) done();
    });
    request.once('close', done).once('end', done).resume();
  });
  request.pause();
  return refused(413, 'bodyTooLarge');
}

function parse(bytes: Buffer): Body {
  if (nestsDeeperThan(bytes, DEPTH_LIMIT)) return refused(400, 'nestedTooDeeply');
  try {
    return { kind: 'json', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch {
    return refused(400, 'malformedJson');
  }
}

const [QUOTE, BACKSLASH, OPEN_SQUARE, CLOSE_SQUARE, OPEN_CURLY, CLOSE_CURLY] = [...Buffer.from('"\\[]{}')];

/** Counts brackets outside strings, so that the parser never meets a depth it would have to climb. */
function nestsDeeperThan(bytes: Buffer, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inString && byte === BACKSLASH) at++;
    else if (byte === QUOTE) inString = !inString;
    else if (!inString && (byte === OPEN_SQUARE || byte === OPEN_CURLY) && ++depth > limit) return true;
    else if (!inString && (byte === CLOSE_SQUARE || byte === CLOSE_CURLY)) depth--;
  }
  return false;
}

function refused(status: BodyRefusal['status'], reason: string): BodyRefusal {
  return { kind: 'refused', status, reason };
}
