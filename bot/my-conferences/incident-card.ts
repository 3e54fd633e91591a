/** An incident drawn for whoever looks: what happened, what was done, what they may do, and until when. */
import { randomUUID } from 'node:crypto';
import { renderIncident, type IncidentData } from '../../cards/incident/card.ts';
import { addHours, longMoment } from '../../src/calendar/instants.ts';
import type { IncidentKind } from '../../src/conference/events.ts';
import { HOURS_TO_REPORT, type Incident } from '../../src/conference/incidents.ts';
import { stopStanding } from '../../src/conference/stopping.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { instant } from '../../src/notices/notice.ts';
import { startOf } from '../../src/notices/owed.ts';
import { may, type Role } from '../../src/people/access.ts';
import { parsePersonKey } from '../../src/people/person.ts';
import type { Authority } from '../authority.ts';
import { short } from '../office/conference-words.ts';
import { sentLine } from './sent-lines.ts';

export type IncidentAbout = Pick<IncidentData, 'note' | 'faults' | 'values'>;
type Known = Pick<Authority, 'find'>;

const HAPPENED: Record<IncidentKind, string> = { wrongRecipient: 'Something went to the wrong person', addressExposed: 'An address was exposed' };
const MOST_NOTES = 11;

/** `number`: its place among those of the conference, from 1; the latest where there is none there. */
export function incidentCard(conferenceId: string, state: BookedConference, number: number, roles: readonly Role[], authority: Known, about: IncidentAbout): object {
  const shown = Math.min(number, state.incidents.length);
  const incident = state.incidents[shown - 1];
  if (incident === undefined) throw new RangeError('there is no incident');
  const open = incident.closed === null;
  return renderIncident({
    ...about, conferenceId, op: randomUUID(), caseReference: state.booking.caseReference, when: longMoment(startOf(state)), incident: shown, incidents: state.incidents.length,
    open, canNote: open && may(roles, 'incident.note'), canClose: open && may(roles, 'incident.close'),
    happened: happened(state, incident, authority), deadline: open ? deadline(incident) : '', record: record(incident, authority),
  });
}

function happened(state: BookedConference, { kind, words, noticeId, ...stamp }: Incident, authority: Known): string[] {
  const message = noticeId === null ? undefined : sentLine(state, noticeId, authority);
  return [`${HAPPENED[kind]}. Said by ${saidBy(stamp, authority)}: ${short(words, 1_000)}`, ...(message === undefined ? [] : [`The message: ${message.what} ${message.at}`]), ...(stopStanding(state) === undefined ? [] : ['All messages about this conference are stopped.'])];
}

function deadline({ at }: Incident): string {
  return `Tell the data protection officer now. Whether the Information Commissioner is told is decided by ${longMoment(addHours(instant(at), HOURS_TO_REPORT))} (UK GDPR, article 33).`;
}

/** The latest of what was added, and the end. */
function record({ notes, closed }: Incident, authority: Known): string[] {
  return [...notes.slice(-MOST_NOTES).map((note) => `${capital(saidBy(note, authority))}: ${short(note.words, 1_000)}`), ...(closed === null ? [] : [`Closed by ${saidBy(closed, authority)}: ${short(closed.words, 1_000)}`])];
}

function saidBy({ by, at }: { readonly by: string; readonly at: string }, authority: Known): string {
  const person = parsePersonKey(by);
  return `${(person === undefined ? undefined : authority.find(person)?.name) ?? 'somebody of the office'} on ${longMoment(instant(at))}`;
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
