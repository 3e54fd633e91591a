/**
 * The first look at a request to the bot: its bearer token, before a byte of its body is read.
 * botbuilder looks again by itself afterwards; this look is stricter, quieter and bounded in time.
 * Authority: Bot Framework connector authentication; platform notes, tests B1 to B3 and B8.
 */
import { jwtVerify } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

export type InboundTokenSettings = {
  readonly keys: JWTVerifyGetKey;
  /** `https://api.botframework.com`, or the local Teams' own. */
  readonly issuer: string;
  readonly botId: string;
};

export type InboundToken =
  | { readonly kind: 'verified'; readonly serviceUrl: string }
  | { readonly kind: 'refused'; readonly reason: 'noBearer' | 'badToken' };

/** Both the Bot Framework's clocks and ours may be off by this much. */
const TOLERANCE_S = 300;

const claims = z.object({ aud: z.string(), serviceurl: z.string().min(1) });

/** Makes the check for an `Authorization` header. It never throws: whatever cannot be verified is refused. */
export function inboundToken(settings: InboundTokenSettings): (authorization: string | undefined) => Promise<InboundToken> {
  const { keys, issuer, botId } = settings;
  return async (authorization) => {
    const token = bearerOf(authorization);
    if (token === undefined) return { kind: 'refused', reason: 'noBearer' };
    try {
      const options = { algorithms: ['RS256'], issuer, audience: botId, clockTolerance: TOLERANCE_S, requiredClaims: ['exp'] };
      const { payload } = await jwtVerify(token, keys, options);
      return { kind: 'verified', serviceUrl: claims.parse(payload).serviceurl };
    } catch {
      return { kind: 'refused', reason: 'badToken' };
    }
  };
}

/** The token of a well-formed `Bearer` header; undefined for any other scheme, shape or length. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
}
