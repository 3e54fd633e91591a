/**
 * F23: while reminders leave, the day becomes a bank holiday. Once every open conference has been woken for the newer list,
 * none of them may arrive before the next working morning, and then all that are left do.
 */
import { AUTHORITY, rulesVersion, type DueScene } from '../../bench/notices/engine.ts';
import { holidayLists } from '../../bot/holidays.ts';
import { londonInstant } from '../../src/calendar/instants.ts';
import { day } from '../conference/a-conference.ts';
import { pause, type Fault } from './scene.ts';

const DUE: DueScene = { on: '2026-12-08', bookedAt: '2026-11-23T09:00:00.000Z', rung: 'weekBefore' };
/** The morning on which these reminders leave, and the next working one. */
const [TODAY, NEXT_MORNING] = ['2026-11-30', londonInstant(day('2026-12-01'), '09:00')];
/** What was on the wire when the change was in force is there by then. */
const ON_THE_WIRE_MS = 500;
const QUIET_MS = 8_000;
const A_DAY_MS = 24 * 60 * 60_000;

export function holidayInFlight(): Pick<Fault, 'due' | 'followsHolidays' | 'trouble' | 'disturb' | 'alsoJudge'> {
  let inForceAt = Infinity;
  return {
    due: DUE, followsHolidays: true,
    // Half of them are put off once, so that they are still to leave when the list changes.
    trouble: (roll) => (_key, nth) => (nth === 1 && roll(2) === 0 ? { kind: 'status', status: 429, retryAfter: 150 } : { kind: 'none' }),
    disturb: async ({ store, ledger, moveClock, over }) => {
      const since = Date.now();
      while (ledger.last.at < since && !over()) await pause(20);
      const holidays = holidayLists(store, AUTHORITY);
      const { version } = await holidays.add({ change: { do: 'add', on: day(TODAY), title: 'A day of mourning (invented)' }, by: 'An operator', why: 'It was proclaimed this morning.', at: `${TODAY}T09:00:00.000Z` });
      while ((await holidays.wokenFor()) !== rulesVersion(version) && !over()) await pause(50);
      inForceAt = Date.now();
      await pause(QUIET_MS);
      moveClock(A_DAY_MS);
    },
    alsoJudge: ({ ledger }) => {
      const copies = [...ledger.arrived.values()].flat();
      const [before, nagged, after] = [copies.filter(({ at }) => at <= inForceAt + ON_THE_WIRE_MS), copies.filter(({ at, civil }) => at > inForceAt + ON_THE_WIRE_MS && civil < NEXT_MORNING), copies.filter(({ civil }) => civil >= NEXT_MORNING)];
      return [
        ...(nagged.length > 0 ? [`${nagged.length} arrived on a bank holiday`] : []),
        ...(before.length === 0 || after.length === 0 ? [`${before.length} left before the change and ${after.length} after the holiday`] : []),
      ];
    },
  };
}
