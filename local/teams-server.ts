// The local Teams: identity provider, connector, tenant and page in one server on the loopback address.
// It knows the bot only by its address, as Teams does.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import directory from './directory.json' with { type: 'json' };
import { openBotLine, teamsWaits } from './bot-line.ts';
import { connectorRoutes } from './connector.ts';
import { graphRoutes } from './graph/graph-routes.ts';
import { answer, Refusal } from './http.ts';
import { openIssuers } from './issuers.ts';
import { outboxRoutes, type OfficeMail } from './mail/outbox-page.ts';
import { pageRoutes } from './page.ts';
import { Tenant } from './tenant.ts';
import { uiRoutes } from './ui-api.ts';
import type { IncomingMessage, Server } from 'node:http';
import type { Waits } from './bot-line.ts';
import type { GraphTroubles } from './graph/graph-routes.ts';
import type { Asked, Route } from './http.ts';
import type { Settings, Team } from './tenant.ts';
import type { Person } from './ui-types.ts';

export type LocalTeamsSettings = {
  /** 0 takes any free port. */
  port: number;
  /** The bot's address, without a trailing slash. */
  botUrl: string;
  dataFolder: string;
  botId: string;
  botPassword: string;
  tenantId: string;
  people: Person[];
  botName?: string;
  team?: Team;
  waits?: Waits;
  /** What has gone out by e-mail and what comes back, for the page that shows it and for Graph. */
  mail?: OfficeMail;
};
export type LocalTeams = {
  /** Without a trailing slash; the connector's service URL is this with one. */
  url: string;
  /** What goes wrong at its Graph (`url`/graph/v1.0), for tests. */
  graph: GraphTroubles;
  /** Saves, ends open calls and closes the port. */
  stop: () => Promise<void>;
};

const KEEP_ALIVE_MS = 65_000;

/**
 * Starts the local Teams and begins telling the bot where it is installed (once per place, waiting until the bot is up).
 * Rejects when the port is taken or the data folder cannot be used.
 */
export async function startLocalTeams(settings: LocalTeamsSettings): Promise<LocalTeams> {
  const { botUrl, dataFolder, botId, botPassword, tenantId, people, botName = directory.botName } = settings;
  const { team = directory.team, waits = teamsWaits, mail } = settings;
  let routes: Route[] = [];
  const server = createServer((request, response) => void answer(routes, request, response));
  // At Node's five seconds a connection is closed just as somebody who kept it writes to it again.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(settings.port, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const serviceUrl = `${url}/`;
  const tenant = openTenant({ dataFolder, botId, botName, tenantId, people, team, seededMeeting: directory.meeting }, server);

  const nowMs = () => performance.now();
  const issuers = await openIssuers({ url, dataFolder, botId, botPassword, tenantId });
  const line = openBotLine({ tenant, botUrl, serviceUrl, token: issuers.activityToken, waits });
  const ui = uiRoutes({ tenant, line, botUrl, serviceUrl, panelToken: issuers.panelToken, nowMs });
  const graph = graphRoutes({ tenant, line, ...(mail === undefined ? {} : { inbox: mail.inbox }), demandGraphCaller: issuers.demandGraphCaller });
  routes = [
    ...issuers.routes,
    ...connectorRoutes({ tenant, serviceUrl, demandBot: issuers.demandBot, nowMs }),
    ...graph.routes,
    ...fromOwnPageOnly([...pageRoutes(botUrl), ...(mail === undefined ? [] : outboxRoutes(mail, () => tenant.now().toISOString())), ...ui], port),
  ];
  const saveAtExit = () => tenant.saveNow();
  process.once('exit', saveAtExit);
  void line.announce();

  return {
    url,
    graph: graph.troubles,
    stop: async () => {
      line.stop();
      process.off('exit', saveAtExit);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      tenant.saveNow();
    },
  };
}

/** Opens what is remembered; when that cannot be, the port is given back. */
function openTenant(settings: Settings, server: Server): Tenant {
  try {
    return new Tenant(settings);
  } catch (error) {
    server.close();
    throw error;
  }
}

/** Only a page of this server may ask for these: a foreign Host (DNS rebinding) or Origin (another page) is refused. */
function fromOwnPageOnly(routes: Route[], port: number): Route[] {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const guard = ({ headers }: IncomingMessage) => {
    const { host = '', origin } = headers;
    const site = headers['sec-fetch-site'];
    const ownSite = site === undefined || site === 'same-origin' || site === 'none' || headers['sec-fetch-mode'] === 'navigate';
    if (!hosts.includes(host) || (origin !== undefined && origin !== `http://${host}`) || !ownSite)
      throw new Refusal(403, 'Forbidden', 'Only the local Teams page may ask for this.');
  };
  return routes.map((route) => ({
    ...route,
    handle: (asked: Asked) => {
      guard(asked.request);
      return route.handle(asked);
    },
  }));
}
