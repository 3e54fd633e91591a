/**
 * The public keys of whoever signs the tokens we receive: fetched, kept, and fetched again no more often than is decent.
 * Fails closed: a key that is not in hand signs nothing. Authority: platform notes, test B8.
 */
import { createLocalJWKSet, errors } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { labelOf } from '../log.ts';
import type { Log } from '../log.ts';

/** Either the key set itself, or an OpenID metadata document on the same host that names it. */
export type KeysPlace = { readonly metadataUrl: string } | { readonly keysUrl: string };

export type SigningKeysSettings = {
  readonly place: KeysPlace;
  readonly door: 'messages' | 'panel';
  readonly log: Pick<Log, 'signingKeysRefreshed' | 'signingKeysUnavailable'>;
  /** Milliseconds on a clock that only goes forward. */
  readonly monotonicMs?: () => number;
};

const FETCH_MS = 3_000;
const LARGEST_DOCUMENT = 512 * 1024;
/** Between two tries: short while there is nothing in hand (somebody may be starting up), longer for a key nobody knows. */
const RETRY_WHEN_EMPTY_MS = 1_000;
const RETRY_FOR_UNKNOWN_KEY_MS = 60_000;
/** Microsoft asks for a refresh once a day; a set that could not be refreshed for three days is no longer believed. */
const REFRESH_AFTER_MS = 24 * 3_600_000;
const BELIEVE_FOR_MS = 72 * 3_600_000;

const metadataDocument = z.object({ jwks_uri: z.url() });
const rsaKey = z.object({ kty: z.literal('RSA'), kid: z.string().min(1), n: z.string(), e: z.string(), use: z.literal('sig').optional(), endorsements: z.array(z.string()).optional() });
const keySet = z.object({ keys: z.array(z.unknown()) });
type RsaKey = z.infer<typeof rsaKey>;

export type SigningKeys = {
  /** The key function for `jwtVerify`. It throws when the key is not known. */
  readonly find: JWTVerifyGetKey;
  /** Whether there are keys in hand; fetches them where there are none yet. */
  readonly ready: () => Promise<boolean>;
};

export function signingKeys(settings: SigningKeysSettings): SigningKeys {
  const { place, door, log, monotonicMs = () => performance.now() } = settings;
  let held: { readonly find: JWTVerifyGetKey; readonly kids: ReadonlySet<string>; readonly since: number } | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;

  const refresh = async () => {
    triedAt = monotonicMs();
    try {
      const keys = await fetchKeys(place);
      held = { find: createLocalJWKSet({ keys: keys.map(({ kty, kid, n, e }) => ({ kty, kid, n, e, alg: 'RS256' })) }), kids: new Set(keys.map(({ kid }) => kid)), since: monotonicMs() };
      log.signingKeysRefreshed(door, keys.length);
    } catch (error) {
      log.signingKeysUnavailable(door, labelOf(error));
    }
  };

  const mayTry = () => monotonicMs() - triedAt >= (held === undefined ? RETRY_WHEN_EMPTY_MS : RETRY_FOR_UNKNOWN_KEY_MS);
  const wanted = (kid: string) => held === undefined || !held.kids.has(kid) || monotonicMs() - held.since > REFRESH_AFTER_MS;

  const believed = () => held !== undefined && monotonicMs() - held.since <= BELIEVE_FOR_MS;
  const fetchIf = (needed: boolean) => {
    if (underWay === undefined && needed && mayTry()) underWay = refresh().finally(() => (underWay = undefined));
  };

  return {
    find: async (header, token) => {
      if (typeof header.kid !== 'string') throw new errors.JWKSNoMatchingKey();
      fetchIf(wanted(header.kid));
      if (!held?.kids.has(header.kid)) await underWay;
      if (held === undefined || !believed()) throw new errors.JWKSNoMatchingKey();
      return held.find(header, token);
    },
    ready: async () => {
      fetchIf(!believed());
      if (!believed()) await underWay;
      return believed();
    },
  };
}

async function fetchKeys(place: KeysPlace): Promise<readonly RsaKey[]> {
  const keysUrl = 'keysUrl' in place ? place.keysUrl : await keysUrlFrom(place.metadataUrl);
  const { keys } = keySet.parse(await fetchDocument(keysUrl));
  return keys
    .map((key) => rsaKey.safeParse(key))
    .flatMap((parsed) => (parsed.success ? [parsed.data] : []))
    // A key that names the channels it signs for must name Teams.
    .filter(({ endorsements }) => endorsements === undefined || endorsements.length === 0 || endorsements.includes('msteams'));
}

async function keysUrlFrom(metadataUrl: string): Promise<string> {
  const { jwks_uri: keysUrl } = metadataDocument.parse(await fetchDocument(metadataUrl));
  if (new URL(keysUrl).origin !== new URL(metadataUrl).origin) throw new Error('the key set is on another host');
  return keysUrl;
}

async function fetchDocument(url: string): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(FETCH_MS), headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error('not served');
  const text = await response.text();
  if (text.length > LARGEST_DOCUMENT) throw new Error('too large');
  return JSON.parse(text) as unknown;
}
