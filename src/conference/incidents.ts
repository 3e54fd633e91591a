/**
 * Incidents: something about a family went to somebody it was not for, or an address was exposed. Opening one stops all messages,
 * where they are not stopped already; it then stays open, whether messages leave again or not, until somebody who answers
 * for the conference closes it with what was found. What was done meanwhile is added to it, and nothing is taken away.
 * Authority: UK GDPR, article 33: whether the Information Commissioner is told is decided within 72 hours.
 */
import { LONGEST_TEXT, type Command, type Refusal } from './commands.ts';
import type { ConferenceEvent, IncidentKind } from './events.ts';
import { stopStanding } from './stopping.ts';
import type { BookedConference, Stamped } from './state.ts';

/** `noticeId`: what went wrong, where it was one of the messages sent from here. */
export type Incident = Stamped<{
  readonly kind: IncidentKind;
  readonly words: string;
  readonly noticeId: string | null;
  readonly notes: readonly Stamped<{ readonly words: string }>[];
  readonly closed: Stamped<{ readonly words: string }> | null;
}>;

type OfIncidents = Extract<Command, { do: 'openIncident' | 'noteIncident' | 'closeIncident' }>;

/** From becoming aware of it until the Information Commissioner is told, where that is to be done. */
export const HOURS_TO_REPORT = 72;

export function isOfIncidents(command: Command): command is OfIncidents {
  return command.do === 'openIncident' || command.do === 'noteIncident' || command.do === 'closeIncident';
}

/** Incidents are known by their place, from 1. */
export function ofIncidents(state: BookedConference, command: OfIncidents): readonly ConferenceEvent[] | readonly Refusal[] {
  const words = command.words.trim();
  if (words === '') return [{ code: 'needsReason', field: 'words' }];
  if (words.length > LONGEST_TEXT) return [{ code: 'tooLong', field: 'words' }];
  if (command.do === 'openIncident') return open(state, { ...command, words });
  const { incident: number } = command;
  const incident = state.incidents[number - 1];
  if (incident === undefined) return [{ code: 'unknownIncident' }];
  if (command.do === 'noteIncident') return [{ type: 'incidentNoted', data: { incident: number, words } }];
  return incident.closed === null ? [{ type: 'incidentClosed', data: { incident: number, words } }] : [];
}

/** A second report of the same message is more about the same incident. */
function open(state: BookedConference, { kind, words, noticeId }: Extract<OfIncidents, { do: 'openIncident' }>): readonly ConferenceEvent[] | readonly Refusal[] {
  if (noticeId !== null && !state.notices.has(noticeId)) return [{ code: 'unknownMessage', field: 'item' }];
  const stopped: readonly ConferenceEvent[] = stopStanding(state) === undefined ? [{ type: 'messagesStopped', data: { why: kind, words } }] : [];
  const same = state.incidents.findIndex((incident) => incident.closed === null && noticeId !== null && incident.noticeId === noticeId);
  return [...stopped, same === -1 ? { type: 'incidentOpened', data: { kind, words, noticeId } } : { type: 'incidentNoted', data: { incident: same + 1, words } }];
}

/** The incidents after one of their events. */
export function withIncidentEvent(incidents: readonly Incident[], event: Extract<ConferenceEvent, { type: 'incidentOpened' | 'incidentNoted' | 'incidentClosed' }>, stamp: Stamped): readonly Incident[] {
  if (event.type === 'incidentOpened') return [...incidents, { ...stamp, ...event.data, notes: [], closed: null }];
  const said = { ...stamp, words: event.data.words };
  return incidents.map((incident, place) => {
    if (place !== event.data.incident - 1) return incident;
    return event.type === 'incidentNoted' ? { ...incident, notes: [...incident.notes, said] } : { ...incident, closed: said };
  });
}
