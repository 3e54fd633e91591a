/**
 * That messages are stopped, and that they leave again: told to those who prepare the conference, and to nobody else. It is the
 * one thing that leaves while they are stopped, since nobody may count on a reminder that does not come.
 */
import type { BookedConference } from '../conference/state.ts';
import { instant, stampOf, toPerson, type Notice } from './notice.ts';

export function stopNotices({ stops, booking, incidents }: BookedConference): Notice[] {
  const who = [...new Set([booking.socialWorker.person, booking.chair.person, ...(booking.agreed === null ? [] : [booking.agreed.by.person])])];
  return stops.flatMap(({ at, by, lifted }) => {
    const [kind, since, doer] = lifted === null ? (['messagesStopped', at, by] as const) : (['messagesResumed', lifted.at, lifted.by] as const);
    // Whoever pressed it knows, and the team manager hears of it with the incident that stopped them.
    const withIncident = lifted === null && incidents.some((incident) => incident.at === at) ? booking.agreed?.by.person : undefined;
    return who.filter((person) => person !== doer && person !== withIncident).map((person) => toPerson(`${kind}.${stampOf(since)}.${person}`, kind, person, instant(since)));
  });
}
