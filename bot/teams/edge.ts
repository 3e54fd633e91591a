/**
 * The Teams edge put together from the settings: the line out to people, and the doors in for Teams and the panel.
 * The only difference between production and the local composition is whom they believe and where they call.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { teamsApplication } from './application.ts';
import { azureTokens, clientCredentialsTokens } from './bot-credentials.ts';
import type { BotTokens } from './bot-credentials.ts';
import { connectorClient } from './connector-client.ts';
import type { ConnectorClient } from './connector-client.ts';
import { edgeWords } from './edge-words.ts';
import { inboundToken } from './inbound-token.ts';
import { messagesEndpoint } from './messages-endpoint.ts';
import { localServiceUrls, teamsServiceUrls } from './service-urls.ts';
import type { ServiceUrls } from './service-urls.ts';
import { signingKeys } from './signing-keys.ts';
import type { KeysPlace } from './signing-keys.ts';
import { ssoToken } from './sso-token.ts';
import type { Viewer } from './sso-token.ts';
import type { Listener } from './turn.ts';

/** How the bot speaks: made first, because whoever listens may want to speak. */
export type TeamsLine = { readonly serviceUrls: ServiceUrls; readonly connector: ConnectorClient };

export function teamsLine(config: Config): TeamsLine {
  const serviceUrls = config.environment === 'local' ? localServiceUrls(config.localTeamsUrl) : teamsServiceUrls;
  return { serviceUrls, connector: connectorClient({ tokens: tokensOf(config), serviceUrls }) };
}

function tokensOf(config: Config): BotTokens {
  if (config.environment === 'production') return azureTokens(config.bot);
  if (config.bot.type !== 'SingleTenant') throw new TypeError('the local composition needs a bot with a password');
  return clientCredentialsTokens({ tokenUrl: `${config.localTeamsUrl}/oauth2/v2.0/token`, clientId: config.bot.id, clientSecret: config.bot.password });
}

export type TeamsDoors = {
  /** The handler of `POST /api/messages`. */
  readonly messages: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Who is behind a panel request, from its `Authorization` header; a refusal is a 401. */
  readonly viewer: (authorization: string | undefined) => Promise<Viewer>;
  /** Whether the keys that prove who is speaking are in hand. */
  readonly ready: () => Promise<boolean>;
};

export type DoorSettings = {
  readonly config: Config;
  readonly line: TeamsLine;
  /** The tenants this deployment serves, in lower case. */
  readonly tenants: ReadonlySet<string>;
  readonly listener: Listener;
  /** The telephone number for danger outside office hours. */
  readonly outOfHours: string;
  readonly log: Log;
  readonly invokeLimitMs?: number;
};

export function teamsDoors(settings: DoorSettings): TeamsDoors {
  const { config, line, tenants, listener, outOfHours, log, invokeLimitMs } = settings;
  const { bot } = config;
  const trusted = issuersOf(config);
  const application = teamsApplication({
    botId: bot.id, tenantId: bot.tenantId, connector: line.connector,
    listener, log, words: edgeWords(outOfHours),
    ...(config.environment === 'local' ? { issuer: trusted.connector } : {}),
    ...(invokeLimitMs === undefined ? {} : { invokeLimitMs }),
  });
  const connectorKeys = signingKeys({ place: { metadataUrl: trusted.connector.metadataUrl }, door: 'messages', log });
  const viewerKeys = signingKeys({ place: trusted.viewerKeys, door: 'panel', log });
  return {
    ready: async () => (await Promise.all([connectorKeys.ready(), viewerKeys.ready()])).every(Boolean),
    messages: messagesEndpoint({ token: inboundToken({ keys: connectorKeys.find, issuer: trusted.connector.name, botId: bot.id }), serviceUrls: line.serviceUrls, tenants, application, log }),
    viewer: ssoToken({ keys: viewerKeys.find, authority: trusted.viewerAuthority, panelAppId: config.panelAppId, botId: bot.id, domain: config.domain, tenants }),
  };
}

type Trusted = { readonly connector: { readonly name: string; readonly metadataUrl: string }; readonly viewerAuthority: string; readonly viewerKeys: KeysPlace };

/** Whose signatures count: Microsoft's, or on one's own machine the local Teams'. */
function issuersOf(config: Config): Trusted {
  if (config.environment === 'production') {
    return {
      connector: { name: 'https://api.botframework.com', metadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration' },
      viewerAuthority: 'https://login.microsoftonline.com',
      viewerKeys: { keysUrl: 'https://login.microsoftonline.com/common/discovery/v2.0/keys' },
    };
  }
  const url = config.localTeamsUrl;
  return {
    connector: { name: `${url}/connector`, metadataUrl: `${url}/connector/.well-known/openidconfiguration` },
    viewerAuthority: url,
    viewerKeys: { keysUrl: `${url}/sso/keys` },
  };
}
