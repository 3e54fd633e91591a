/**
 * Watches for a changed list of bank holidays: every process takes up the newer list, and the one that holds the lease
 * wakes every open conference, so that each moves to it by an event of its own.
 */
import { isoUtc, type CivilInstant } from '../../src/calendar/instants.ts';
import type { WakePointers } from '../../src/store/wake-pointers.ts';
import type { ConferenceLists } from '../conference-lists.ts';
import type { Holidays } from '../holidays.ts';

export interface HolidayWatch {
  /** Takes up a newer list, looking at most every few seconds. */
  look(): Promise<void>;
  /** Wakes every open conference once for each newer list. A crash half-way makes it happen again. */
  wakeOpen(): Promise<void>;
}

export type HolidayWatchParts = {
  readonly authority: string;
  readonly holidays: Holidays;
  readonly lists: ConferenceLists;
  readonly wakes: WakePointers;
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => number;
};

const LOOK_EVERY_MS = 5_000;

export function holidayWatch({ authority, holidays, lists, wakes, civilNow, machineNow }: HolidayWatchParts): HolidayWatch {
  let lookAgainAt = 0;
  let wokenFor: string | undefined;
  return {
    look: async () => {
      if (machineNow() < lookAgainAt) return;
      await holidays.refresh();
      lookAgainAt = machineNow() + LOOK_EVERY_MS;
    },
    wakeOpen: async () => {
      const { version } = holidays.current();
      wokenFor ??= await holidays.wokenFor();
      if (wokenFor === version) return;
      for (const conferenceId of await lists.open()) await wakes.plant(authority, isoUtc(civilNow()), conferenceId, { purpose: `holidays.${version}` });
      await holidays.markWoken(version);
      wokenFor = version;
    },
  };
}
