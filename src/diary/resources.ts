/** The names under which the time of chairs, rooms and social workers is claimed. */
import type { PersonKey } from '../people/person.ts';

export function chairResource(person: PersonKey): string {
  return `chair.${person}`;
}

/** The social worker whose case it is, so that nobody has to be in two conferences of their own at once. */
export function socialWorkerResource(person: PersonKey): string {
  return `worker.${person}`;
}

export function roomResource(roomId: string): string {
  return `room.${roomId}`;
}

/** All that a conference takes the time of; the chair first. */
export function resourcesOf({ chair, roomId, socialWorker }: { readonly chair: PersonKey; readonly roomId: string | null; readonly socialWorker: PersonKey }): readonly [string, ...string[]] {
  return [chairResource(chair), ...(roomId === null ? [] : [roomResource(roomId)]), socialWorkerResource(socialWorker)];
}
