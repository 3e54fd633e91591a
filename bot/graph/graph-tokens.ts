/** The bot's own tokens for Microsoft Graph, from whatever credential the deployment has. */
import type { GraphTokens } from './graph-client.ts';

const SCOPE = 'https://graph.microsoft.com/.default';

/** What the composition's credential gives; it keeps tokens and renews them itself. */
export type GraphCredential = { getToken(scope: string): Promise<{ readonly token: string } | null> };

/** @throws where the identity provider gives none */
export function graphTokens(credential: GraphCredential): GraphTokens {
  return {
    token: async () => {
      const given = await credential.getToken(SCOPE);
      if (given === null) throw new Error('no token for Graph');
      return given.token;
    },
  };
}
