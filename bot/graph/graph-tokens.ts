/** The bot's own tokens for Microsoft Graph: from the credential of the deployment, and locally from the local Teams by the same OAuth grant. */
import { z } from 'zod';
import type { GraphTokens } from './graph-client.ts';

const SCOPE = 'https://graph.microsoft.com/.default';
const TOKEN_MS = 10_000;
const RENEW_BEFORE_S = 300;

/** What the composition's credential gives; it keeps tokens and renews them itself. */
export type GraphCredential = { getToken(scope: string): Promise<{ readonly token: string } | null> };

/** @throws where the identity provider gives none */
export function azureGraphTokens(credential: GraphCredential): GraphTokens {
  return {
    token: async () => {
      const given = await credential.getToken(SCOPE);
      if (given === null) throw new Error('no token for Graph');
      return given.token;
    },
  };
}

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** OAuth 2.0 client credentials (RFC 6749, 4.4), one token kept until shortly before it ends. The token rejects when none is given. */
export function clientCredentialsGraphTokens({ tokenUrl, clientId, clientSecret }: { readonly tokenUrl: string; readonly clientId: string; readonly clientSecret: string }): GraphTokens {
  let held: { readonly token: string; readonly until: number } | undefined;
  let underWay: Promise<string> | undefined;
  const ask = async (): Promise<string> => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope: SCOPE });
    const response = await fetch(tokenUrl, { method: 'POST', body: form, redirect: 'error', signal: AbortSignal.timeout(TOKEN_MS) });
    if (!response.ok) throw new Error(`the token endpoint answered ${response.status}`);
    const { access_token: token, expires_in: seconds } = tokenAnswer.parse(await response.json());
    held = { token, until: performance.now() + Math.max(seconds - RENEW_BEFORE_S, 0) * 1_000 };
    return token;
  };
  return {
    token: async (fresh = false) => {
      if (!fresh && held !== undefined && performance.now() < held.until) return held.token;
      underWay ??= ask().finally(() => (underWay = undefined));
      return underWay;
    },
  };
}
