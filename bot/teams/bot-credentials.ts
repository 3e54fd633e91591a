/**
 * How the bot proves itself when it speaks to the connector: a single tenant's secret or a managed identity through
 * botbuilder's credentials, and locally the same OAuth grant asked of the local Teams.
 */
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { z } from 'zod';
import type { BotIdentity } from '../config.ts';

/** The bot's own bearer tokens. */
export interface BotTokens {
  /** A token that is good for a while yet; `fresh` asks for a new one. Rejects when none can be had. */
  token(fresh?: boolean): Promise<string>;
}

const CONNECTOR_AUDIENCE = 'https://api.botframework.com';
const TOKEN_MS = 10_000;
const RENEW_BEFORE_S = 300;

/** The tokens of a bot registered with Azure. @throws when botbuilder finds the identity incomplete */
export function azureTokens(bot: BotIdentity): BotTokens {
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: bot.id,
    MicrosoftAppType: bot.type,
    MicrosoftAppTenantId: bot.tenantId,
    ...(bot.type === 'SingleTenant' ? { MicrosoftAppPassword: bot.password } : {}),
  });
  return {
    token: async (fresh = false) => {
      const credentials = await factory.createCredentials(bot.id, CONNECTOR_AUDIENCE, `https://login.microsoftonline.com/${bot.tenantId}`, true);
      if (!isTokenGiver(credentials)) throw new TypeError('the credentials give no token');
      return credentials.getToken(fresh);
    },
  };
}

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** OAuth 2.0 client credentials (RFC 6749, 4.4), one token kept until shortly before it ends. */
export function clientCredentialsTokens(settings: { readonly tokenUrl: string; readonly clientId: string; readonly clientSecret: string }): BotTokens {
  let held: { readonly token: string; readonly until: number } | undefined;
  let underWay: Promise<string> | undefined;
  const ask = async () => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
      scope: `${CONNECTOR_AUDIENCE}/.default`,
    });
    const response = await fetch(settings.tokenUrl, { method: 'POST', body: form, redirect: 'error', signal: AbortSignal.timeout(TOKEN_MS) });
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

function isTokenGiver(credentials: object): credentials is { getToken(fresh: boolean): Promise<string> } {
  return 'getToken' in credentials && typeof credentials.getToken === 'function';
}
