// What every part of the page shares: who one is, where one is, and how things are named and dated.

import { get } from '../ui-client.ts';
import type { FindPeople } from './people-picker.ts';
import type { Place } from './places.ts';
import type { ThemeChoice } from './theme.ts';
import type { Directory, Person, ThreadSummary } from '../ui-types.ts';

export type App = {
  /** The signed-in person's object id. */
  as: string;
  directory: Directory;
  threads: ThreadSummary[];
  place: Place;
  theme: ThemeChoice;
  go: (place: Place) => void;
  toast: (title: string, text: string, place?: Place) => void;
};

/** A part of the page that lives until something else takes its place. */
export type Part = { element: HTMLElement; refresh: () => Promise<void>; typing?: () => void; end?: () => void };

export function nameOf(app: App, from: 'bot' | { oid: string }): string {
  if (from === 'bot') return app.directory.bot.name;
  return app.directory.people.find((person) => person.oid === from.oid)?.displayName ?? 'Someone';
}

/** Searches the directory as this person. */
export function findPeopleAs(app: App): FindPeople {
  return (asked) => get<Person[]>('/ui/people', { as: app.as, ...asked });
}

export function initialsOf(name: string): string {
  return name
    .split(' ')
    .slice(0, 2)
    .map((word) => word[0] ?? '')
    .join('')
    .toUpperCase();
}

const london = { timeZone: 'Europe/London' } as const;
const dayFormat = new Intl.DateTimeFormat('en-GB', { ...london, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const timeFormat = new Intl.DateTimeFormat('en-GB', { ...london, hour: '2-digit', minute: '2-digit' });

export const dayOf = (at: string | Date): string => dayFormat.format(new Date(at));
export const timeOf = (at: string | Date): string => timeFormat.format(new Date(at));
export const momentOf = (at: string | Date): string => `${dayOf(at)}, ${timeOf(at)}`;
