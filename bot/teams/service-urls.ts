/**
 * Which connector addresses the bot speaks to. An activity names the address for the answer, and the answer
 * carries the bot's own token: so the host is checked against this list, never taken on trust.
 * Authority: platform notes, test B7.
 */

/** Public-cloud Teams. The exact host: anybody can register a name under trafficmanager.net. */
const TEAMS_ORIGINS: ReadonlySet<string> = new Set(['https://smba.trafficmanager.net']);

export type ServiceUrls = { readonly allows: (serviceUrl: string) => boolean };

/** The list in production. */
export const teamsServiceUrls: ServiceUrls = { allows: (serviceUrl) => TEAMS_ORIGINS.has(originOf(serviceUrl)) };

/** The list of the local composition: the local Teams and nothing else. */
export function localServiceUrls(localTeamsUrl: string): ServiceUrls {
  const { origin } = new URL(localTeamsUrl);
  return { allows: (serviceUrl) => originOf(serviceUrl) === origin };
}

function originOf(serviceUrl: string): string {
  const url = URL.parse(serviceUrl);
  return url === null || url.username !== '' || url.password !== '' ? '' : url.origin;
}
