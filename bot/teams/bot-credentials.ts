/**
 * How the bot proves itself when it speaks to the connector. In production botbuilder's own factory does it,
 * for a single tenant or a managed identity; locally the local Teams gives the token, by the same grant.
 */
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { TeamsAdapter } from '@microsoft/teams-ai';
import { z } from 'zod';
import type { BotIdentity } from '../config.ts';

type AdapterSettings = ConstructorParameters<typeof TeamsAdapter>;
type CredentialsFactory = NonNullable<AdapterSettings[1]>;

/** The bot's own bearer tokens. */
export interface BotTokens {
  /** A token that is good for a while yet; `fresh` asks for a new one. Rejects when none can be had. */
  token(fresh?: boolean): Promise<string>;
}

export type BotCredentials = { readonly tokens: BotTokens; readonly factory: CredentialsFactory };

const CONNECTOR_AUDIENCE = 'https://api.botframework.com';
const TOKEN_MS = 10_000;
const RENEW_BEFORE_S = 300;

/** The credentials of a bot registered with Azure. */
export function azureCredentials(bot: BotIdentity): BotCredentials {
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: bot.id,
    MicrosoftAppType: bot.type,
    MicrosoftAppTenantId: bot.tenantId,
    ...(bot.type === 'SingleTenant' ? { MicrosoftAppPassword: bot.password } : {}),
  });
  const tokens: BotTokens = {
    token: async (fresh = false) => {
      const credentials = await factory.createCredentials(bot.id, CONNECTOR_AUDIENCE, `https://login.microsoftonline.com/${bot.tenantId}`, true);
      if (!isTokenGiver(credentials)) throw new Error('the credentials give no token');
      return credentials.getToken(fresh);
    },
  };
  return { tokens, factory };
}

/** The credentials of the local composition: the same client-credentials grant, asked of the local Teams. */
export function localCredentials(bot: { readonly id: string; readonly password: string }, localTeamsUrl: string): BotCredentials {
  const tokens = clientCredentialsTokens({ tokenUrl: `${localTeamsUrl}/oauth2/v2.0/token`, clientId: bot.id, clientSecret: bot.password });
  const factory: CredentialsFactory = {
    isValidAppId: (appId) => Promise.resolve(appId === bot.id),
    isAuthenticationDisabled: () => Promise.resolve(false),
    createCredentials: () =>
      Promise.resolve({
        signRequest: async (request) => {
          request.headers.set('authorization', `Bearer ${await tokens.token()}`);
          return request;
        },
      }),
  };
  return { tokens, factory };
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
