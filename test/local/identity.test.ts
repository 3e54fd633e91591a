// Who is believed: the connector's signature, the bot's access token, the panel's sign-on token.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHmac, randomUUID } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, exportSPKI, generateKeyPair, importJWK, jwtVerify, SignJWT } from 'jose';
import { drive } from '../../local/driver.ts';
import directory from '../../local/directory.json' with { type: 'json' };
import { bench, password, people } from './stand-in-bot.ts';
import type { CryptoKey, JWK } from 'jose';
import type { Bench, Wire } from './stand-in-bot.ts';

let teams: Bench;
beforeAll(async () => {
  teams = await bench();
  await teams.settled();
});
afterAll(() => teams.stop());

const json = async (path: string) => (await fetch(`${teams.url}${path}`)).json() as Promise<Wire>;
const askToken = (change: Record<string, string> = {}) =>
  fetch(`${teams.url}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: directory.botId, client_secret: password, scope: 'https://api.botframework.com/.default', ...change }),
  });

describe('the connector’s signature on activities', () => {
  it('is announced by OpenID metadata with RS256 and a key endorsed for Teams', async () => {
    const metadata = await json('/connector/.well-known/openidconfiguration');
    expect(metadata).toMatchObject({ issuer: `${teams.url}/connector`, jwks_uri: `${teams.url}/connector/keys`, id_token_signing_alg_values_supported: ['RS256'] });
    const { keys } = await json('/connector/keys');
    expect(keys[0]).toMatchObject({ kty: 'RSA', endorsements: ['msteams'] });
    expect(keys[0]).not.toHaveProperty('d');
  });
  it('names the bot, the service URL and one hour', () => {
    const { claims, activity } = teams.received[0]!;
    expect(claims).toMatchObject({ aud: directory.botId, serviceurl: `${teams.url}/` });
    expect(activity.serviceUrl).toBe(`${teams.url}/`);
    expect(claims.exp! - claims.nbf!).toBe(3600);
  });
});

describe('the bot’s access token', () => {
  it('is given for the right secret only', async () => {
    expect((await askToken()).status).toBe(200);
    expect((await askToken({ client_secret: 'another' })).status).toBe(401);
    expect((await askToken({ client_id: randomUUID() })).status).toBe(401);
    expect((await askToken({ scope: 'https://graph.microsoft.com/.default' })).status).toBe(400);
    expect((await askToken({ grant_type: 'password' })).status).toBe(400);
  });
  it('is demanded at every connector address before anything else is looked at', async () => {
    const addresses = ['/v3/conversations', '/v3/conversations/nowhere/activities', '/v3/conversations/nowhere/activities/1'];
    for (const address of addresses) expect((await fetch(`${teams.url}${address}`, { method: 'POST', body: 'not json' })).status).toBe(401);
    for (const address of ['/v3/conversations/x/members', '/v3/conversations/x/pagedmembers', '/v1/meetings/x', '/v1/meetings/x/participants/y', '/v3/teams/x'])
      expect((await fetch(`${teams.url}${address}`)).status).toBe(401);
  });
  it('cannot be forged: other key, no signature, public key as a secret, the connector’s or the panel’s own token', async () => {
    const { access_token } = (await (await askToken()).json()) as { access_token: string };
    const claims = decodeJwt(access_token);
    const header = decodeProtectedHeader(access_token);
    const other = await generateKeyPair('RS256');
    const publicKey = await importJWK((await json('/connector/keys')).keys[0] as JWK, 'RS256', { extractable: true });
    const pem = await exportSPKI(publicKey as CryptoKey);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const hsBody = `${part({ ...header, alg: 'HS256' })}.${part(claims)}`;
    const forged = [
      await new SignJWT(claims).setProtectedHeader({ ...header, alg: 'RS256' }).sign(other.privateKey),
      `${part({ ...header, alg: 'none' })}.${part(claims)}.`,
      `${hsBody}.${createHmac('sha256', pem).update(hsBody).digest('base64url')}`,
      teams.received[0]!.headers.authorization!.replace('Bearer ', ''),
      await drive(teams.url).as(people.robin).panelToken(),
      '',
    ];
    for (const token of forged) expect((await teams.calls('GET', '/v3/conversations/x/members', undefined, { authorization: `Bearer ${token}` })).status).toBe(401);
    expect((await teams.calls('GET', '/v3/conversations/x/members')).status).toBe(404);
  });
});

describe('the panel’s sign-on token', () => {
  it('names tenant, person and app, and holds neither a name nor a role', async () => {
    const token = await drive(teams.url).as(people.alex).panelToken();
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(`${teams.url}/sso/keys`)), { audience: directory.botId, issuer: `${teams.url}/${directory.tenantId}/v2.0` });
    expect(payload).toMatchObject({ tid: directory.tenantId, oid: people.alex, scp: 'access_as_user', ver: '2.0' });
    expect(payload.exp! - payload.iat!).toBe(3600);
    expect(Object.keys(payload)).not.toEqual(expect.arrayContaining(['name']));
    expect(JSON.stringify(payload)).not.toContain('Wren');
  });
  it('is for people of the tenant only', async () => {
    await expect(drive(teams.url).as(randomUUID()).panelToken()).rejects.toThrow('Nobody');
  });
});
