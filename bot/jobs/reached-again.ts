/** Whoever can be reached again is told what still matters of what they could not be told: see `reaching.ts` of the conference. */
import { addMinutes, isoUtc, londonDateOf, type CivilInstant } from '../../src/calendar/instants.ts';
import { unreachedNotices } from '../../src/conference/reaching.ts';
import type { PersonKey } from '../../src/people/person.ts';
import type { WakePointers } from '../../src/store/wake-pointers.ts';
import type { ConferenceLists } from '../conference-lists.ts';
import type { Desk } from '../desk.ts';
import { labelOf, type Log } from '../log.ts';

export type ReachedAgainParts = {
  readonly authority: string;
  readonly lists: Pick<ConferenceLists, 'ofPerson'>;
  readonly desk: Pick<Desk, 'look' | 'record'>;
  readonly wakes: Pick<WakePointers, 'plant'>;
  readonly nudge: () => void;
  readonly civilNow: () => CivilInstant;
  readonly log: Pick<Log, 'requestFailed'>;
};

/** The pointer planted before the record must outlast it. In minutes. */
const GUARD_MINUTES = 0.5;

/** Looks through the conferences of that person that are still to come; a failure is logged, and the next message of theirs tries again. */
export function reachedAgain(parts: ReachedAgainParts): (person: PersonKey) => void {
  return (person) => void resume(parts, person).catch((error: unknown) => parts.log.requestFailed('reached-again', labelOf(error)));
}

async function resume({ authority, lists, desk, wakes, nudge, civilNow }: ReachedAgainParts, person: PersonKey): Promise<void> {
  const today = londonDateOf(civilNow());
  for (const { conferenceId, on } of await lists.ofPerson(person, today)) {
    const state = on < today ? undefined : await desk.look(conferenceId);
    const noticeIds = state?.kind === 'booked' ? unreachedNotices(state, person) : [];
    if (noticeIds.length === 0) continue;
    await wakes.plant(authority, isoUtc(addMinutes(civilNow(), GUARD_MINUTES)), conferenceId);
    await desk.record(conferenceId, [{ type: 'reachableAgain', data: { noticeIds } }]);
    await wakes.plant(authority, isoUtc(civilNow()), conferenceId);
    nudge();
  }
}
