/**
 * A stand-in for Teams in these tests: an issuer with its own keys, and a connector that writes down every request.
 * It shares no code with the bot.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';

export const BOT = '00000000-0000-4000-8000-0000000000b0';
export const TENANT = '99999999-9999-4999-8999-9999999999aa';
export const OTHER_TENANT = '99999999-9999-4999-8999-9999999999bb';
export const PERSON = '11111111-1111-4111-8111-1111111111cc';
export const PASSWORD = 'a-secret-of-the-stand-in';

export type Request = { readonly method: string; readonly path: string; readonly authorization: string | undefined; readonly body: Record<string, unknown> };
export type Reply = { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> } | 'hang' | 'reset' | 'resetAfterReading';

export type Key = { readonly kid: string; readonly signing: CryptoKey; readonly jwk: JWK };

export async function newKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, signing: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' } };
}

export type StandIn = Awaited<ReturnType<typeof standInTeams>>;

/** One key for all the stand-ins of a test file: making one takes a while. */
const firstKey = newKey('first');

export async function standInTeams() {
  const key = await firstKey;
  const published = { keys: [{ ...key.jwk, endorsements: ['msteams'] }] as object[], sso: [key.jwk] as object[] };
  const requests: Request[] = [];
  const fetched: Record<string, number> = {};
  const state = { down: false, slowMs: 0, reply: (_request: Request): Reply => ({ status: 201, body: { id: `posted-${requests.length}` } }) };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    const path = request.url ?? '';
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body === undefined ? '' : JSON.stringify(body));
    };
    fetched[path] = (fetched[path] ?? 0) + 1;
    const documents: Record<string, () => unknown> = {
      '/connector/.well-known/openidconfiguration': () => ({ issuer: `${url}/connector`, jwks_uri: `${url}/connector/keys`, id_token_signing_alg_values_supported: ['RS256'] }),
      '/connector/keys': () => ({ keys: published.keys }),
      '/sso/keys': () => ({ keys: published.sso }),
    };
    const document = documents[path];
    if (document) {
      if (state.down) return void send(503, {});
      return void setTimeout(() => send(200, document()), state.slowMs);
    }
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      if (path === '/oauth2/v2.0/token') {
        const form = new URLSearchParams(text);
        const known = form.get('client_id') === BOT && form.get('client_secret') === PASSWORD && form.get('grant_type') === 'client_credentials';
        return void (known ? send(200, { token_type: 'Bearer', access_token: `bot-token-${fetched[path]}`, expires_in: 3600 }) : send(401, { error: 'invalid_client' }));
      }
      const noted = { method: request.method ?? '', path: decodeURIComponent(path), authorization: request.headers.authorization, body: JSON.parse(text || '{}') as Record<string, unknown> };
      requests.push(noted);
      const reply = state.reply(noted);
      if (reply === 'hang') return;
      if (reply === 'reset' || reply === 'resetAfterReading') return void request.socket.resetAndDestroy();
      return void send(reply.status, reply.body, reply.headers);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serviceUrl = `${url}/`;

  /** A token as the connector would give it, with whatever a test wants to be wrong about it. */
  const token = async (change: { claims?: Record<string, unknown>; header?: Record<string, unknown>; key?: Key } = {}) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: `${url}/connector`, aud: BOT, serviceurl: serviceUrl, nbf: now - 10, exp: now + 3600, ...change.claims };
    const signer = change.key ?? key;
    return new SignJWT(Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)))
      .setProtectedHeader({ alg: 'RS256', kid: signer.kid, typ: 'JWT', ...change.header })
      .sign(signer.signing);
  };

  return {
    url, serviceUrl, key, published, requests, fetched, state, token,
    posts: () => requests.filter(({ method }) => method === 'POST'),
    updates: () => requests.filter(({ method }) => method === 'PUT'),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

let count = 0;

/** A message typed in a personal chat; fields of `change` replace whole fields. */
export function message(teams: { serviceUrl: string }, text: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: `activity-${++count}`,
    timestamp: '2026-11-22T09:00:00.000Z',
    channelId: 'msteams',
    serviceUrl: teams.serviceUrl,
    from: { id: '29:the-person', name: 'Robin Fictional-Canary', aadObjectId: PERSON },
    recipient: { id: `28:${BOT}`, name: 'Conference Companion' },
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    entities: [{ type: 'clientInfo', locale: 'en-GB' }],
    text,
    ...change,
  };
}

/** A press on a card's button. */
export function press(teams: { serviceUrl: string }, verb: unknown, data: unknown, change: Record<string, unknown> = {}): Record<string, unknown> {
  const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
  return message(teams, '', { type: 'invoke', name: 'adaptiveCard/action', value, replyToId: 'the-card', text: undefined, ...change });
}
