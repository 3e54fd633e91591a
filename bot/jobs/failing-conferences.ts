/**
 * Conferences whose waking fails: tried less and less often, so that none ever stands in the others' way; and named to the
 * office once it has gone on for a minute, since nobody gets their messages until somebody has looked.
 */
import { isoUtc, type CivilInstant, type MachineInstant } from '../../src/calendar/instants.ts';
import type { ConferenceLists } from '../conference-lists.ts';
import { labelOf, type Log } from '../log.ts';

export type FailingParts = {
  readonly lists: Pick<ConferenceLists, 'stuck' | 'markStuck' | 'unmarkStuck'>;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => MachineInstant;
  readonly log: Pick<Log, 'wakingFailed' | 'sweepFailed'>;
};

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;
/** After pauses of 2, 4, 8, 16 and 32 seconds. */
const STUCK_AFTER = 6;

export class FailingConferences {
  readonly #parts: FailingParts;
  readonly #failing = new Map<string, { readonly failures: number; readonly notBefore: number }>();

  constructor(parts: FailingParts) {
    this.#parts = parts;
  }

  isPausing(conferenceId: string): boolean {
    const failing = this.#failing.get(conferenceId);
    return failing !== undefined && this.#parts.machineNow() < failing.notBefore;
  }

  async failed(conferenceId: string, error: unknown): Promise<void> {
    const { machineNow, civilNow, lists, log } = this.#parts;
    const failures = (this.#failing.get(conferenceId)?.failures ?? 0) + 1;
    this.#failing.set(conferenceId, { failures, notBefore: machineNow() + Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS) });
    log.wakingFailed(conferenceId, failures, labelOf(error));
    if (failures === STUCK_AFTER) await lists.markStuck(conferenceId, isoUtc(civilNow())).catch((fault: unknown) => log.sweepFailed(labelOf(fault)));
  }

  async went(conferenceId: string): Promise<void> {
    const before = this.#failing.get(conferenceId);
    if (before === undefined) return;
    if (before.failures >= STUCK_AFTER) await this.#parts.lists.unmarkStuck(conferenceId);
    this.#failing.delete(conferenceId);
  }

  /** Those that whoever had the lease before found stuck: once they go well, they are so no longer. */
  async takeOver(): Promise<void> {
    for (const { conferenceId } of await this.#parts.lists.stuck()) if (!this.#failing.has(conferenceId)) this.#failing.set(conferenceId, { failures: STUCK_AFTER, notBefore: 0 });
  }
}
