// Who vouches for whom: the connector's key (activities to the bot), the bot's access tokens, and single sign-on
// for the panel. Three keys of our own, RS256, kept in the data folder with mode 0600.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash, timingSafeEqual } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { Refusal } from './http.ts';
import type { Route } from './http.ts';

type Key = { signing: CryptoKey; public: JWK };
const purposes = ['connector', 'botAccess', 'sso'] as const;
type Keys = Record<(typeof purposes)[number], Key>;

export type IssuerSettings = { url: string; dataFolder: string; botId: string; botPassword: string; tenantId: string };
export type Issuers = {
  routes: Route[];
  /** The bearer of an activity sent to the bot. */
  activityToken: () => Promise<string>;
  /** The token TeamsJS hands to the panel of one person. */
  panelToken: (oid: string) => Promise<string>;
  /** Refuses with 401 unless the header carries a token that this issuer gave to the bot. */
  demandBot: (authorization: string | undefined) => Promise<void>;
  /** The same for a token that was given for Microsoft Graph. */
  demandGraphCaller: (authorization: string | undefined) => Promise<void>;
};

/** Opens (or, at the first run, makes) the keys and gives the issuers of this tenant. */
export async function openIssuers(settings: IssuerSettings): Promise<Issuers> {
  const keys = await openKeys(join(settings.dataFolder, 'keys.json'));
  const { url, botId, tenantId } = settings;
  const connectorIssuer = `${url}/connector`;
  const accessIssuer = `${url}/oauth2`;
  const connectorAudience = 'https://api.botframework.com';
  const graphAudience = 'https://graph.microsoft.com';

  const sign = (key: Key, claims: Record<string, unknown>, issuer: string, audience: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.public.kid ?? '' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setNotBefore('0s')
      .setExpirationTime('1h')
      .sign(key.signing);

  const demand = async (authorization: string | undefined, audience: string, code: string) => {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
    const key = await importJWK(keys.botAccess.public, 'RS256');
    try {
      await jwtVerify(token, key, { issuer: accessIssuer, audience, subject: botId, algorithms: ['RS256'] });
    } catch {
      throw new Refusal(401, code, 'Authorization has been denied for this request.');
    }
  };

  const giveBotToken = async (form: URLSearchParams, audiences: string[]) => {
    if (form.get('grant_type') !== 'client_credentials')
      throw new Refusal(400, 'unsupported_grant_type', 'Only client_credentials is known here.');
    const known = form.get('client_id') === botId && sameSecret(form.get('client_secret') ?? '', settings.botPassword);
    if (!known) throw new Refusal(401, 'invalid_client', 'The client id or secret is wrong.');
    const audience = audiences.find((one) => form.get('scope') === `${one}/.default`);
    if (!audience) throw new Refusal(400, 'invalid_scope', 'The scope is not known here.');
    const access_token = await sign(keys.botAccess, { sub: botId, appid: botId, tid: tenantId }, accessIssuer, audience);
    return { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token };
  };

  const metadata = {
    issuer: connectorIssuer,
    jwks_uri: `${url}/connector/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  };
  const giveToken = (...audiences: string[]): Route['handle'] => async (asked) => ({ status: 200, body: await giveBotToken(new URLSearchParams(await asked.text()), audiences) });
  return {
    routes: [
      { method: 'GET', pattern: '/connector/.well-known/openidconfiguration', handle: () => ({ status: 200, body: metadata }) },
      { method: 'GET', pattern: '/connector/keys', handle: () => ({ status: 200, body: { keys: [{ ...keys.connector.public, endorsements: ['msteams'] }] } }) },
      { method: 'GET', pattern: '/sso/keys', handle: () => ({ status: 200, body: { keys: [keys.sso.public] } }) },
      { method: 'POST', pattern: '/oauth2/v2.0/token', handle: giveToken(connectorAudience) },
      // The same endpoint where a single-tenant client looks for it; Graph's tokens are a tenant's alone.
      { method: 'POST', pattern: '/:tenant/oauth2/v2.0/token', handle: giveToken(connectorAudience, graphAudience) },
    ],
    activityToken: () => sign(keys.connector, { serviceurl: `${url}/` }, connectorIssuer, botId),
    panelToken: (oid) =>
      sign(
        keys.sso,
        { tid: tenantId, oid, sub: createHash('sha256').update(`${botId} ${oid}`).digest('base64url'), scp: 'access_as_user', ver: '2.0' },
        `${url}/${tenantId}/v2.0`,
        botId,
      ),
    demandBot: (authorization) => demand(authorization, connectorAudience, 'Unauthorized'),
    demandGraphCaller: (authorization) => demand(authorization, graphAudience, 'InvalidAuthenticationToken'),
  };
}

async function openKeys(file: string): Promise<Keys> {
  const stored = readKeys(file) ?? (await makeKeys(file));
  const open = async (jwk: JWK | undefined): Promise<Key> => {
    if (!jwk) throw new Error(`${file} lacks a key; move it away to make new ones`);
    const signing = await importJWK(jwk, 'RS256');
    if (signing instanceof Uint8Array) throw new Error(`${file} holds a key that is not RSA`);
    const { kty, n, e, kid } = jwk;
    return { signing, public: { kty, n, e, kid, use: 'sig', alg: 'RS256' } as JWK };
  };
  return { connector: await open(stored.connector), botAccess: await open(stored.botAccess), sso: await open(stored.sso) };
}

function readKeys(file: string): Record<string, JWK> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, JWK>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function makeKeys(file: string): Promise<Record<string, JWK>> {
  const made: Record<string, JWK> = {};
  for (const purpose of purposes) {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(privateKey);
    made[purpose] = { ...jwk, kid: await calculateJwkThumbprint(jwk) };
  }
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
