/**
 * Watches for newer rules, a changed list of bank holidays or a newer pack: every process takes up the newer list, and
 * the one that holds the lease wakes every open conference, so that each moves to them by an event of its own.
 */
import { isoUtc, type CivilInstant } from '../../src/calendar/instants.ts';
import type { WakePointers } from '../../src/store/wake-pointers.ts';
import type { ConferenceLists } from '../conference-lists.ts';
import type { Holidays } from '../holidays.ts';

export interface RulesWatch {
  /** Takes up a newer list, looking at most every few seconds. */
  look(): Promise<void>;
  /** Wakes every open conference once for newer rules. A crash half-way makes it happen again. */
  wakeOpen(): Promise<void>;
}

export type RulesWatchParts = {
  readonly authority: string;
  readonly holidays: Holidays;
  /** The rules in force now, as one text that changes with them. */
  readonly rulesVersion: () => string;
  readonly lists: ConferenceLists;
  readonly wakes: WakePointers;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => number;
};

const LOOK_EVERY_MS = 5_000;

export function rulesWatch({ authority, holidays, rulesVersion, lists, wakes, civilNow, machineNow }: RulesWatchParts): RulesWatch {
  let lookAgainAt = 0;
  let wokenFor: string | undefined;
  return {
    look: async () => {
      if (machineNow() < lookAgainAt) return;
      await holidays.refresh();
      lookAgainAt = machineNow() + LOOK_EVERY_MS;
    },
    wakeOpen: async () => {
      const version = rulesVersion();
      wokenFor ??= await holidays.wokenFor();
      if (wokenFor === version) return;
      for (const conferenceId of await lists.open()) await wakes.plant(authority, isoUtc(civilNow()), conferenceId, { purpose: `rules ${version}` });
      await holidays.markWoken(version, machineNow());
      wokenFor = version;
    },
  };
}
