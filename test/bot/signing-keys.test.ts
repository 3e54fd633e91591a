/** The keys we believe: fetched when needed, kept when the issuer is away, never asked for in a flood. Authority: platform notes, B8. */
import { jwtVerify } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signingKeys } from '../../bot/teams/signing-keys.ts';
import { newKey, standInTeams } from './stand-in-teams.ts';
import type { Key, StandIn } from './stand-in-teams.ts';

const KEYS = '/connector/keys';
const HOUR = 3_600_000;
let teams: StandIn;
let clock = 0;
let lines: string[] = [];
const log = {
  signingKeysRefreshed: (_door: string, count: number) => void lines.push(`refreshed ${count}`),
  signingKeysUnavailable: () => void lines.push('unavailable'),
};
const keysOf = (path = '/connector/.well-known/openidconfiguration') => signingKeys({ place: { metadataUrl: `${teams.url}${path}` }, door: 'messages', log, monotonicMs: () => clock }).find;
const believes = async (keys: JWTVerifyGetKey, key?: Key) => jwtVerify(await teams.token(key === undefined ? {} : { key }), keys).then(() => true, () => false);

beforeEach(async () => {
  teams = await standInTeams();
  clock = 1_000_000;
  lines = [];
});
afterEach(() => teams.stop());

test('one fetch serves many tokens, together or in turn', async () => {
  const keys = keysOf();
  expect(await Promise.all([believes(keys), believes(keys), believes(keys)])).toEqual([true, true, true]);
  expect(await believes(keys)).toBe(true);
  expect(teams.fetched[KEYS]).toBe(1);
});

test('while the issuer is down at the start nobody is believed; a second after it is up, everybody', async () => {
  const keys = keysOf();
  teams.state.down = true;
  expect(await believes(keys)).toBe(false);
  teams.state.down = false;
  expect(await believes(keys)).toBe(false);
  clock += 1_000;
  expect(await believes(keys)).toBe(true);
  expect(lines).toEqual(['unavailable', 'refreshed 1']);
});

test('a new key is found when its first token comes, and the old key stays good while it is published', async () => {
  const keys = keysOf();
  expect(await believes(keys)).toBe(true);
  const second = await newKey('second');
  teams.published.keys = [...teams.published.keys, second.jwk];
  clock += 60_000;
  expect(await believes(keys, second)).toBe(true);
  expect(await believes(keys)).toBe(true);
  teams.published.keys = [second.jwk];
  clock += 24 * HOUR + 1;
  expect(await believes(keys, second)).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await believes(keys)).toBe(false);
});

test('a thousand tokens with invented keys cost the issuer one request a minute', async () => {
  const keys = keysOf();
  expect(await believes(keys)).toBe(true);
  const stranger = await newKey('stranger');
  const token = await teams.token({ key: stranger });
  for (let turn = 0; turn < 1_000; turn++) await jwtVerify(token, keys).catch(() => undefined);
  expect(teams.fetched[KEYS]).toBe(1);
  clock += 60_000;
  for (let turn = 0; turn < 1_000; turn++) await jwtVerify(token, keys).catch(() => undefined);
  expect(teams.fetched[KEYS]).toBe(2);
});

test('known keys are believed through an outage, for three days and no longer', async () => {
  const keys = keysOf();
  expect(await believes(keys)).toBe(true);
  teams.state.down = true;
  clock += 71 * HOUR;
  expect(await believes(keys)).toBe(true);
  clock += 2 * HOUR;
  expect(await believes(keys)).toBe(false);
});

test('a slow issuer does not hold up those whose keys are known', async () => {
  const keys = keysOf();
  expect(await believes(keys)).toBe(true);
  teams.state.slowMs = 2_000;
  clock += 25 * HOUR;
  const began = performance.now();
  expect(await believes(keys)).toBe(true);
  expect(performance.now() - began).toBeLessThan(500);
});

test('an issuer that never answers is given up after three seconds', async () => {
  teams.state.slowMs = 60_000;
  const began = performance.now();
  expect(await believes(keysOf())).toBe(false);
  expect(performance.now() - began).toBeLessThan(3_500);
});

test('keys that sign for other channels, or are of another kind, are not taken', async () => {
  const [webchat, broken] = [await newKey('webchat'), await newKey('broken')];
  teams.published.keys = [{ ...webchat.jwk, endorsements: ['webchat'] }, { ...broken.jwk, use: 'enc' }, { kty: 'oct', kid: 'first', k: 'c2VjcmV0' }, [], {}];
  const keys = keysOf();
  expect(await believes(keys, webchat)).toBe(false);
  expect(await believes(keys, broken)).toBe(false);
  expect(await believes(keys)).toBe(false);
});

test('a metadata document that sends us to another host is not followed', async () => {
  const other = await standInTeams();
  const keys = signingKeys({ place: { metadataUrl: `${teams.url.replace('127.0.0.1', 'localhost')}/connector/.well-known/openidconfiguration` }, door: 'messages', log, monotonicMs: () => clock }).find;
  expect(await believes(keys)).toBe(false);
  expect(teams.fetched[KEYS]).toBeUndefined();
  await other.stop();
});
