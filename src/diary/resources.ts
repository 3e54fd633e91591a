/** The names under which chairs' and rooms' time is claimed. */
import type { PersonKey } from '../people/person.ts';

export function chairResource(person: PersonKey): string {
  return `chair.${person}`;
}

export function roomResource(roomId: string): string {
  return `room.${roomId}`;
}
