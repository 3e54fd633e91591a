/**
 * Who is looking at the panel: the single sign-on token that TeamsJS gets for a tab, verified here on every request.
 * Identity comes from this token alone, never from an address, a body or the Teams context.
 * Authority: Microsoft identity platform, v2.0 access tokens; platform notes, tests T1 and T4.
 */
import { jwtVerify } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { personKey } from '../../src/people/person.ts';
import type { PersonKey } from '../../src/people/person.ts';
import { bearerOf } from './inbound-token.ts';

export type SsoTokenSettings = {
  readonly keys: JWTVerifyGetKey;
  /** `https://login.microsoftonline.com`, or the local Teams' address. */
  readonly authority: string;
  readonly panelAppId: string;
  readonly botId: string;
  readonly domain: string;
  /** The tenants this deployment serves, in lower case. */
  readonly tenants: ReadonlySet<string>;
};

export type SsoRefusal = 'noBearer' | 'badToken' | 'wrongVersion' | 'wrongScope' | 'appOnly' | 'otherTenant' | 'noPerson';

export type Viewer =
  | { readonly kind: 'person'; readonly person: PersonKey; readonly tenantId: string; readonly objectId: string; /** Seconds since 1970. */ readonly expiresAt: number }
  | { readonly kind: 'refused'; readonly reason: SsoRefusal };

const TOLERANCE_S = 60;
const SCOPE = 'access_as_user';

const claims = z.object({
  iss: z.string(), aud: z.string(), tid: z.string(), oid: z.string(), ver: z.string(), exp: z.number(),
  scp: z.string().default(''), idtyp: z.string().optional(),
});

/** Makes the check for an `Authorization` header. It never throws; every refusal is a 401. */
export function ssoToken(settings: SsoTokenSettings): (authorization: string | undefined) => Promise<Viewer> {
  const { keys, panelAppId, botId, domain } = settings;
  const audience = [panelAppId, panelAppId === botId ? `api://${domain}/botid-${botId}` : `api://${domain}/${panelAppId}`];
  return async (authorization) => {
    const token = bearerOf(authorization);
    if (token === undefined) return refused('noBearer');
    try {
      const { payload } = await jwtVerify(token, keys, { algorithms: ['RS256'], audience, clockTolerance: TOLERANCE_S, requiredClaims: ['exp'] });
      return viewerOf(claims.parse(payload), settings);
    } catch {
      return refused('badToken');
    }
  };
}

function viewerOf(claimed: z.infer<typeof claims>, settings: SsoTokenSettings): Viewer {
  const { iss, tid, oid, ver, scp, idtyp, exp } = claimed;
  if (ver !== '2.0') return refused('wrongVersion');
  if (!settings.tenants.has(tid.toLowerCase())) return refused('otherTenant');
  if (iss !== `${settings.authority}/${tid}/v2.0`) return refused('badToken');
  if (idtyp === 'app') return refused('appOnly');
  if (!scp.split(' ').includes(SCOPE)) return refused('wrongScope');
  const person = personKey(tid, oid);
  if (person === undefined) return refused('noPerson');
  return { kind: 'person', person, tenantId: tid.toLowerCase(), objectId: oid.toLowerCase(), expiresAt: exp };
}

function refused(reason: SsoRefusal): Viewer {
  return { kind: 'refused', reason };
}
