/**
 * Who has which conference, and which are open: projections that can be computed again from the records at any time.
 * They hold labels and references only, and the version they were made from, so an older fold never overwrites a newer.
 */
import { z } from 'zod';
import type { PlainDate } from '../src/calendar/plain-date.ts';
import type { BookedConference } from '../src/conference/state.ts';
import type { PersonKey } from '../src/people/person.ts';
import { documents } from '../src/store/documents.ts';
import type { TableStore } from '../src/store/port.ts';

const row = z.object({
  conferenceId: z.string(),
  caseReference: z.string(),
  on: z.string(),
  from: z.string(),
  role: z.enum(['conferenceChair', 'conferenceSocialWorker', 'invitedProfessional']),
  linkedChatId: z.string().nullable(),
  reportsAsked: z.int(),
  reportsSaidSent: z.int(),
});

/** One person's conference; the role is the strongest one they hold in it. */
export type ConferenceRow = z.infer<typeof row>;

export interface ConferenceLists {
  /** Those of today and to come, soonest first; then those that have been, the latest first. */
  ofPerson(person: PersonKey, today: PlainDate): Promise<readonly ConferenceRow[]>;
  /** Conferences that still owe something: the hourly audit's list. */
  open(): Promise<readonly string[]>;
  /** Writes the rows of everybody in the conference, and whether it is open. */
  project(conferenceId: string, state: BookedConference, open: boolean): Promise<void>;
}

export function conferenceLists(store: TableStore, authority: string): ConferenceLists {
  const byPerson = documents({ store, table: 'people', kind: 'conference', parse: (stored) => row.parse(stored) });
  const openOnes = documents({ store, table: 'people', kind: 'open', parse: (stored) => z.object({ open: z.boolean() }).parse(stored) });
  const partitionOf = (person: PersonKey): string => `${authority}.${person}`;
  return {
    ofPerson: async (person, today) => {
      const rows = (await byPerson.list(partitionOf(person))).map((document) => document.value).toSorted(soonestFirst);
      return [...rows.filter(({ on }) => on >= today), ...rows.filter(({ on }) => on < today).toReversed()];
    },
    open: async () => (await openOnes.list(authority)).filter((document) => document.value.open).map((document) => document.row),
    project: async (conferenceId, state, open) => {
      const { version, booking, linkedChatId } = state;
      const { caseReference, on, from } = booking;
      const reportsAsked = booking.invitees.filter((invitee) => invitee.reportRequired).length;
      const writes = [...rolesByPerson(state)].map(([person, role]) =>
        byPerson.put(partitionOf(person), { row: conferenceId, version, value: { conferenceId, caseReference, on, from, role, linkedChatId, reportsAsked, reportsSaidSent: state.reportsSaidSent.size } }));
      await Promise.all(writes);
      if (open) await openOnes.put(authority, { row: conferenceId, version, value: { open } });
      else await openOnes.remove(authority, conferenceId);
    },
  };
}

function soonestFirst(a: ConferenceRow, b: ConferenceRow): number {
  return `${a.on} ${a.from}`.localeCompare(`${b.on} ${b.from}`);
}

function rolesByPerson({ booking }: BookedConference): ReadonlyMap<PersonKey, ConferenceRow['role']> {
  const roles = new Map<PersonKey, ConferenceRow['role']>();
  for (const { person } of booking.invitees) if (person !== null) roles.set(person, 'invitedProfessional');
  roles.set(booking.socialWorker.person, 'conferenceSocialWorker');
  roles.set(booking.chair.person, 'conferenceChair');
  return roles;
}
