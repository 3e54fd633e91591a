/**
 * What the companion needs of Outlook, Teams meetings and the organisation's directory, and nothing more. Everything that
 * can go wrong out there is a value: a conference is booked on our own diary, whatever Outlook says.
 */
import type { CivilInstant } from '../../src/calendar/instants.ts';
import type { PlainDate } from '../../src/calendar/plain-date.ts';
import type { PersonKey } from '../../src/people/person.ts';

/** Half-hours of the London day in which somebody has something in Outlook; not what. */
export type BusySpan = { readonly person: PersonKey; readonly on: PlainDate; readonly fromCell: number; readonly toCell: number };

/** `unknown`: people whose diary Outlook does not have; they are not taken for free. `notUsed`: there is no Outlook here. */
export type Busy =
  | { readonly kind: 'known'; readonly busy: readonly BusySpan[]; readonly unknown: readonly PersonKey[] }
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'notUsed' };

export type NotPlaced =
  | { readonly kind: 'retryAfter'; readonly seconds: number }
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'notUsed' };

export type WantedEvent = {
  /** The same for the same conference and the same turn of a chair: Outlook makes one event of it, however often it is asked. */
  readonly transactionId: string;
  /** In whose diary it is made: the chair. */
  readonly organiser: PersonKey;
  readonly startAt: CivilInstant;
  readonly minutes: number;
  readonly caseReference: string;
  /** Mail addresses of professionals; never the family. */
  readonly attendees: readonly string[];
  readonly onTeams: boolean;
  readonly roomName: string | null;
};

export type Placed = { readonly kind: 'placed'; readonly eventId: string; readonly joinUrl: string | null; readonly chatId: string | null };

export interface OutlookCalendar {
  /** At most 20 people and 41 days a call. */
  busy(people: readonly PersonKey[], fromOn: PlainDate, toOn: PlainDate): Promise<Busy>;
  /** Makes the calendar event, with an online meeting where people meet on Teams. */
  place(wanted: WantedEvent): Promise<Placed | NotPlaced>;
  /** Takes an event away; one that is gone already is done. */
  withdraw(organiser: PersonKey, eventId: string): Promise<{ readonly kind: 'withdrawn' } | NotPlaced>;
  /** Adds the companion to the meeting's chat, so that the side panel is there; one that has it already is done. */
  addAppToChat(chatId: string): Promise<{ readonly kind: 'added' } | NotPlaced>;
}

/** Who somebody of the organisation is, for people picked who are not on our roster. */
export interface OrganisationDirectory {
  person(objectId: string): Promise<{ readonly kind: 'found'; readonly name: string; readonly designation: string } | { readonly kind: 'unknown' } | { readonly kind: 'unreachable'; readonly code: string }>;
}

/** Where no Graph is switched on. */
export const NO_OUTLOOK: OutlookCalendar = {
  busy: () => Promise.resolve({ kind: 'notUsed' }),
  place: () => Promise.resolve({ kind: 'notUsed' }),
  withdraw: () => Promise.resolve({ kind: 'notUsed' }),
  addAppToChat: () => Promise.resolve({ kind: 'notUsed' }),
};

export const NO_DIRECTORY: OrganisationDirectory = { person: () => Promise.resolve({ kind: 'unreachable', code: 'notUsed' }) };
