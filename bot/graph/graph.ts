/** Outlook and the organisation's directory as this deployment has them: through Graph where it is switched on, or not at all. */
import type { Config } from '../config.ts';
import { NO_DIRECTORY, NO_OUTLOOK, type OrganisationDirectory, type OutlookCalendar } from './calendar-port.ts';
import { graphClient, type GraphTokens } from './graph-client.ts';
import { azureGraphTokens, clientCredentialsGraphTokens, type GraphCredential } from './graph-tokens.ts';
import { organisationDirectory, outlookCalendar } from './outlook-calendar.ts';
import { outlookMailbox } from './outlook-mailbox.ts';
import type { Mailbox } from '../mail/mailbox.ts';

/** `mailbox`: the office's own, where it is to be read. */
export type Graph = { readonly outlook: OutlookCalendar; readonly directory: OrganisationDirectory; readonly mailbox?: Mailbox };

/** `credential`: what production proves itself with; without one there is no Graph there. */
export function graphFor(config: Config, credential: GraphCredential | undefined): Graph {
  const tokens = tokensFor(config, credential);
  if (config.graph.kind === 'off' || tokens === undefined) return { outlook: NO_OUTLOOK, directory: NO_DIRECTORY };
  const client = graphClient({ baseUrl: config.graph.baseUrl, tokens });
  const { mail } = config;
  return { outlook: outlookCalendar(client, config.graph.teamsAppId), directory: organisationDirectory(client), ...(mail.kind === 'on' && mail.reads ? { mailbox: outlookMailbox(client, mail.from) } : {}) };
}

/** A credential of the real world is never shown to the local Teams. */
function tokensFor(config: Config, credential: GraphCredential | undefined): GraphTokens | undefined {
  const { bot } = config;
  if (config.environment === 'production') return credential === undefined ? undefined : azureGraphTokens(credential);
  if (bot.type !== 'SingleTenant') return undefined;
  return clientCredentialsGraphTokens({ tokenUrl: `${config.localTeamsUrl}/${bot.tenantId}/oauth2/v2.0/token`, clientId: bot.id, clientSecret: bot.password });
}
