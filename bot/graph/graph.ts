/** Outlook and the organisation's directory as this deployment has them: through Graph where it is switched on, or not at all. */
import { NO_DIRECTORY, NO_OUTLOOK, type OrganisationDirectory, type OutlookCalendar } from './calendar-port.ts';
import { graphClient } from './graph-client.ts';
import { graphTokens, type GraphCredential } from './graph-tokens.ts';
import { organisationDirectory, outlookCalendar } from './outlook-calendar.ts';

export type Graph = { readonly outlook: OutlookCalendar; readonly directory: OrganisationDirectory };

const GRAPH = 'https://graph.microsoft.com/v1.0';

/** `graphAppId`: the companion's id in the organisation's app catalogue; without it, or without a credential, there is no Graph here. */
export function graphFor({ graphAppId }: { readonly graphAppId: string | undefined }, credential: GraphCredential | undefined): Graph {
  if (graphAppId === undefined || credential === undefined) return { outlook: NO_OUTLOOK, directory: NO_DIRECTORY };
  const client = graphClient({ baseUrl: GRAPH, tokens: graphTokens(credential) });
  return { outlook: outlookCalendar(client, graphAppId), directory: organisationDirectory(client) };
}
