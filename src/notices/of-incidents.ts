/**
 * That an incident is open: told to those who answer for it when it is opened, and once more to service managers while there is
 * a day left of the time in which it is decided whether the Information Commissioner is told. These leave although all
 * messages are stopped: an incident stops them, and nobody would hear of it.
 */
import { addHours } from '../calendar/instants.ts';
import { HOURS_TO_REPORT } from '../conference/incidents.ts';
import type { BookedConference } from '../conference/state.ts';
import { instant, toPerson, type Notice, type NoticeRules } from './notice.ts';

const LAST_HOURS = 24;

export function incidentNotices({ incidents, booking }: BookedConference, { serviceManagers }: Pick<NoticeRules, 'serviceManagers'>): Notice[] {
  const manager = booking.agreed === null ? [] : [booking.agreed.by.person];
  return incidents.flatMap(({ at, by, closed }, place): Notice[] => {
    if (closed !== null) return [];
    const number = place + 1;
    const told = [...new Set([...serviceManagers, ...manager])].filter((person) => person !== by);
    const reminded = serviceManagers.length > 0 ? serviceManagers : manager;
    return [
      ...told.map((person) => toPerson(`incidentOpened.${number}.${person}`, 'incidentOpened', person, instant(at))),
      ...reminded.map((person) => toPerson(`incidentStillOpen.${number}.${person}`, 'incidentStillOpen', person, addHours(instant(at), HOURS_TO_REPORT - LAST_HOURS))),
    ];
  });
}
