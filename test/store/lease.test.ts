import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machineInstant } from '../../src/calendar/instants.ts';
import { type Lease, leases } from '../../src/store/lease.ts';
import type { TableStore } from '../../src/store/port.ts';
import { type OwnTables, ownTables } from './support/azurite.ts';
import { anAddress, anOpenStore } from './support/conference.ts';

let azurite: OwnTables;
let memory: TableStore;
beforeAll(async () => {
  [azurite, memory] = await Promise.all([ownTables(), anOpenStore()]);
});
afterAll(() => azurite.close());

const seconds = (count: number) => machineInstant(1_795_000_000_000 + count * 1_000);
const ttl = 15_000;

describe.for([
  ['in memory', () => memory],
  ['in Azure Tables', () => azurite.store],
] as const)('A lease, %s', ([, store]) => {
  const ours = () => leases(store());
  const aName = () => `dispatcher-${anAddress().conferenceId}`;

  const acquired = async (name: string, holder: string, at = seconds(0)): Promise<Lease> => {
    const outcome = await ours().acquire(name, holder, ttl, at);
    if (outcome.kind !== 'acquired') throw new Error('the lease was expected to be free');
    return outcome.lease;
  };

  test('has one holder, and tells the others how long it lasts', async () => {
    const name = aName();
    expect(await acquired(name, 'one')).toEqual({ name, holder: 'one', token: 1, until: seconds(15) });
    expect(await ours().acquire(name, 'two', ttl, seconds(14))).toEqual({ kind: 'held', until: seconds(15) });
  });

  test('goes to the next when it has run out, with a higher token, and the old holder has lost it', async () => {
    const name = aName();
    const slept = await acquired(name, 'one');
    expect(await acquired(name, 'two', seconds(15))).toMatchObject({ holder: 'two', token: 2 });
    expect(await ours().renew(slept, ttl, seconds(16))).toEqual({ kind: 'lost' });
    await ours().release(slept);
    expect(await ours().acquire(name, 'one', ttl, seconds(17))).toMatchObject({ kind: 'held' });
  });

  test('is kept by renewing, and by that alone', async () => {
    const name = aName();
    const renewed = await ours().renew(await acquired(name, 'one'), ttl, seconds(10));
    expect(renewed).toMatchObject({ kind: 'renewed', lease: { token: 1, until: seconds(25) } });
    expect(await ours().acquire(name, 'two', ttl, seconds(24))).toMatchObject({ kind: 'held' });
    expect(await ours().acquire(name, 'two', ttl, seconds(25))).toMatchObject({ kind: 'acquired' });
  });

  test('is free at once when it is given up, and its tokens go on rising', async () => {
    const name = aName();
    await ours().release(await acquired(name, 'one'));
    expect((await acquired(name, 'two', seconds(1))).token).toBe(2);
  });

  test('taken again by the same holder makes its older token stale', async () => {
    const name = aName();
    const before = await acquired(name, 'one');
    expect((await acquired(name, 'one', seconds(1))).token).toBe(2);
    expect(await ours().renew(before, ttl, seconds(2))).toEqual({ kind: 'lost' });
  });

  test('goes to exactly one of 30 that ask at the same moment, free or run out', async () => {
    const name = aName();
    for (const at of [seconds(0), seconds(60)]) {
      const outcomes = await Promise.all(Array.from({ length: 30 }, (_, n) => ours().acquire(name, `replica-${n}`, ttl, at)));
      expect(outcomes.filter(({ kind }) => kind === 'acquired')).toHaveLength(1);
    }
  });
});
