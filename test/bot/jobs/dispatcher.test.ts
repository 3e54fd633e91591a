/** The dispatcher: conferences that fail never stand in the others' way, and its lease covers what it does. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conferenceLists, type ConferenceLists } from '../../../bot/conference-lists.ts';
import { Dispatcher, type DispatcherParts } from '../../../bot/jobs/dispatcher.ts';
import type { Waking } from '../../../bot/jobs/waking.ts';
import { isoUtc, londonInstant, machineInstant } from '../../../src/calendar/instants.ts';
import { leases } from '../../../src/store/lease.ts';
import type { TableStore } from '../../../src/store/port.ts';
import { wakePointers, type WakePointer, type WakePointers } from '../../../src/store/wake-pointers.ts';
import { day } from '../../conference/a-conference.ts';
import { anOpenStore } from '../../store/support/conference.ts';
import { until } from '../edge-under-test.ts';

const NOW = londonInstant(day('2026-12-08'), '10:00');
let store: TableStore;
let lists: ConferenceLists;
let wakes: WakePointers;
let dispatcher: Dispatcher;
let machine: number;
let failed: string[];
let woken: string[];
let swept: string[];

beforeEach(async () => {
  store = await anOpenStore();
  wakes = wakePointers(store);
  lists = conferenceLists(store, 'northvale');
  [machine, failed, woken, swept] = [0, [], [], []];
  dispatcher = aDispatcher('this-one');
});
afterEach(() => dispatcher.stop());

function aDispatcher(holder: string, more: Partial<DispatcherParts> = {}): Dispatcher {
  return new Dispatcher({
    authority: 'northvale', holder, leases: leases(store), wakes, lists, everyMs: 20,
    drafts: { sweep: (authority) => { swept.push(authority); return Promise.resolve(); } },
    diary: { sweepForms: () => Promise.resolve(0) },
    rules: { look: () => Promise.resolve(), wakeOpen: () => Promise.resolve() },
    civilNow: () => NOW, machineNow: () => machineInstant(machine),
    log: { wakingFailed: (conferenceId) => void failed.push(conferenceId), sweepFailed: () => undefined, pointerMissing: () => undefined, rowsSetAside: () => undefined },
    ...more,
  });
}

/** Wakes by taking the pointers away, but for conferences that cannot be woken. */
const waking = {
  begin: (conferenceId: string, pointers: readonly WakePointer[]) => (conferenceId.startsWith('broken') ? Promise.reject(new Error('it cannot be woken')) : Promise.resolve({ conferenceId, pointers })),
  tellTogether: (all: readonly { readonly conferenceId: string }[]) => Promise.resolve(new Map(all.flatMap(({ conferenceId }) => (conferenceId.startsWith('mute') ? [[conferenceId, new Error('it cannot be told')]] : [])))),
  conclude: async ({ conferenceId, pointers }: { readonly conferenceId: string; readonly pointers: readonly WakePointer[] }) => {
    for (const pointer of pointers) await wakes.remove(pointer);
    woken.push(conferenceId);
  },
} as unknown as Waking;

/** The same after somebody has put them right. */
const mended = {
  begin: (conferenceId: string, pointers: readonly WakePointer[]) => Promise.resolve({ conferenceId, pointers }), tellTogether: () => Promise.resolve(new Map()),
  conclude: (each: Parameters<Waking['conclude']>[0]) => waking.conclude(each),
} as unknown as Waking;

async function untilAsync(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300 && !(await holds()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('conferences that cannot be woken', () => {
  it('do not keep one behind them waiting, however many there are', async () => {
    for (let broken = 0; broken < 150; broken += 1) await wakes.plant('northvale', isoUtc(NOW), `broken-${String(broken).padStart(3, '0')}`);
    await wakes.plant('northvale', isoUtc(NOW), 'whole-1');
    dispatcher.start(waking);
    await until(() => woken.includes('whole-1'), 10_000);
    expect(woken).toEqual(['whole-1']);
  });

  it('are left alone for a while, and tried again after it', async () => {
    await wakes.plant('northvale', isoUtc(NOW), 'broken-1');
    dispatcher.start(waking);
    await until(() => failed.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(failed).toEqual(['broken-1']);
    machine += 2_001;
    await until(() => failed.length === 2);
  });

  it('are named to the office once it has gone on for a minute, until they go again, whoever has the lease by then', async () => {
    await wakes.plant('northvale', isoUtc(NOW), 'broken-1');
    dispatcher.start(waking);
    for (let failures = 1; failures <= 6; failures += 1) {
      await until(() => failed.length === failures);
      if (failures < 6) expect(await lists.stuck()).toEqual([]);
      if (failures < 6) machine += 1_000 * 2 ** failures + 1;
    }
    await untilAsync(async () => (await lists.stuck()).length === 1);
    expect(await lists.stuck()).toEqual([{ conferenceId: 'broken-1', since: isoUtc(NOW) }]);
    await dispatcher.stop();
    dispatcher = aDispatcher('the-other');
    dispatcher.start(mended);
    await untilAsync(async () => (await lists.stuck()).length === 0);
    expect([woken, await lists.stuck()]).toEqual([['broken-1'], []]);
  });

  it('keep their pointers when what they say together with others cannot be said, and the others end', async () => {
    for (const conferenceId of ['mute-1', 'whole-1']) await wakes.plant('northvale', isoUtc(NOW), conferenceId);
    dispatcher.start(waking);
    await until(() => woken.includes('whole-1') && failed.length === 1);
    expect([failed, await wakes.conferencesWaiting('northvale')]).toEqual([['mute-1'], new Set(['mute-1'])]);
  });
});

it('old forms are taken away at the start, and once an hour', async () => {
  dispatcher.start(waking);
  await until(() => swept.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(swept).toEqual(['northvale']);
  machine += 3_600_000;
  await until(() => swept.length === 2);
});

describe('the lease', () => {
  it.each([[{}, 8_000], [{ leaseMs: 2_000 }, 2_000]])('with %j is held for %i ms', async (more, span) => {
    dispatcher = aDispatcher('this-one', more);
    dispatcher.start(waking);
    await until(() => dispatcher.stillHolding());
    expect(await heldUntil()).toBe(machine + span);
  });

  it('is renewed when three sixteenths of it are over, and what it covers ends a quarter before it does', async () => {
    let gone = false;
    const kept = leases(store);
    dispatcher = aDispatcher('this-one', { leaseMs: 2_000, leases: { ...kept, renew: (...asked) => (gone ? Promise.reject(new Error('the tables are away')) : kept.renew(...asked)) } });
    dispatcher.start(waking);
    await until(() => dispatcher.stillHolding());
    machine += 380;
    await expect.poll(heldUntil).toBe(2_380);
    gone = true;
    machine += 1_499;
    expect(dispatcher.stillHolding()).toBe(true);
    machine += 1;
    expect(dispatcher.stillHolding()).toBe(false);
  });
});

/** Until when somebody else would have to wait. */
async function heldUntil(): Promise<number> {
  const asked = await leases(store).acquire('dispatcher.northvale', 'another', 1, machineInstant(machine));
  return asked.kind === 'held' ? asked.until : 0;
}
