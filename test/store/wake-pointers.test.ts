import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewRow, Properties, TableStore } from '../../src/store/port.ts';
import { type WakePointer, wakePointers } from '../../src/store/wake-pointers.ts';
import { type OwnTables, ownTables } from './support/azurite.ts';
import { anAddress, anEntry, aLog, anOpenStore, rowsOf } from './support/conference.ts';
import { countingStore } from './support/counting-store.ts';

let azurite: OwnTables;
let memory: TableStore;
beforeAll(async () => {
  [azurite, memory] = await Promise.all([ownTables(), anOpenStore()]);
});
afterAll(() => azurite.close());

const far = '2099-01-01T00:00:00Z';
const named = (pointers: readonly WakePointer[]) => pointers.map(({ conferenceId }) => conferenceId);

describe.for([
  ['in memory', () => memory],
  ['in Azure Tables', () => azurite.store],
] as const)('Wake pointers, %s', ([, store]) => {
  const wakes = () => wakePointers(store());
  const anAuthority = () => anAddress().conferenceId;

  test('come up when they are due, the earliest first, and not before', async () => {
    const authority = anAuthority();
    await wakes().plant(authority, '2026-12-21T10:00:00Z', 'later');
    await wakes().plant(authority, '2026-12-21T09:00:00Z', 'earlier');
    await wakes().plant(authority, '2026-12-21T10:00:01Z', 'tooLate');
    expect(named(await wakes().due(authority, '2026-12-21T08:59:59.999Z', 10))).toEqual([]);
    expect(named(await wakes().due(authority, '2026-12-21T10:00:00.000Z', 10))).toEqual(['earlier', 'later']);
    expect(named(await wakes().due(authority, '2026-12-21T10:00:00.000Z', 1))).toEqual(['earlier']);
  });

  test('of the very second that is running come up to the millisecond', async () => {
    const authority = anAuthority();
    await wakes().plant(authority, '2026-12-21T10:00:00.500Z', 'half');
    expect(await wakes().due(authority, '2026-12-21T10:00:00.499Z', 10)).toEqual([]);
    expect(await wakes().due(authority, '2026-12-21T10:00:00.500Z', 10)).toMatchObject([{ conferenceId: 'half', dueAt: '2026-12-21T10:00:00.500Z' }]);
  });

  test('are one pointer when the same is planted twice, and two for two moments, claims or purposes', async () => {
    const authority = anAuthority();
    for (let time = 0; time < 2; time += 1) {
      await wakes().plant(authority, '2026-12-21T10:00:00Z', 'a');
      await wakes().plant(authority, '2026-12-21T10:00:00.000Z', 'a', {});
      await wakes().plant(authority, '2026-12-21T10:00:00.250Z', 'a');
      await wakes().plant(authority, '2026-12-21T10:00:00Z', 'a', { claim: 'c1' });
      await wakes().plant(authority, '2026-12-21T10:00:00Z', 'a', { claim: 'c2' });
      await wakes().plant(authority, '2026-12-21T10:00:00Z', 'a', { purpose: 'c1' });
    }
    const due = await wakes().due(authority, far, 100);
    expect(due.map(({ payload }) => payload)).toEqual(expect.arrayContaining([{}, {}, { claim: 'c1' }, { claim: 'c2' }, { purpose: 'c1' }]));
    expect(due).toHaveLength(5);
  });

  test('are taken away once, and nothing is wrong with doing it twice', async () => {
    const authority = anAuthority();
    await wakes().plant(authority, '2026-12-21T10:00:00Z', 'a');
    const [pointer] = await wakes().due(authority, far, 10);
    await wakes().remove(pointer!);
    await wakes().remove(pointer!);
    expect(await wakes().due(authority, far, 10)).toEqual([]);
  });

  test('that are planted again while somebody is at work on them are not taken away with the old ones', async () => {
    const authority = anAuthority();
    await wakes().plant(authority, '2026-12-21T10:00:00Z', 'a');
    const [atWorkOn] = await wakes().due(authority, far, 10);
    await wakes().plant(authority, '2026-12-21T10:00:00Z', 'a');
    await wakes().remove(atWorkOn!);
    expect(named(await wakes().due(authority, far, 10))).toEqual(['a']);
  });

  test('show an audit which conferences have one', async () => {
    const authority = anAuthority();
    await wakes().plant(authority, far, 'a');
    await wakes().plant(authority, '2026-12-21T10:00:00Z', 'a');
    await wakes().plant(authority, far, 'b');
    expect(await wakes().conferencesWaiting(authority)).toEqual(new Set(['a', 'b']));
    expect([await wakes().has(authority, 'a'), await wakes().has(authority, 'c')]).toEqual([true, false]);
    expect(await wakes().has(anAuthority(), 'a')).toBe(false);
  });

  test('are refused for a moment that is not UTC, and for an id that could reach elsewhere', async () => {
    for (const dueAt of ['2026-12-21T10:00:00', '2026-12-21T10:00:00+00:00', '2026-12-21', '']) {
      await expect(wakes().plant('a', dueAt, 'a')).rejects.toThrow(RangeError);
    }
    await expect(wakes().plant('a', far, 'a|b')).rejects.toThrow(RangeError);
  });
});

test('A sweep for what is due reads not one row of what is not', async () => {
  const store = await anOpenStore();
  const plain = wakePointers(store);
  for (let day = 10; day < 28; day += 1) await plain.plant('northvale', `2026-12-${day}T09:00:00Z`, `c${day}`);
  expect(await rowsOf(store, 'wakes', 'northvale')).toHaveLength(18);
  let rowsRead = 0;
  const counting: TableStore = {
    ...store,
    table: (name) => ({
      ...store.table(name),
      async *range(partition, range) {
        for await (const row of store.table(name).range(partition, range)) {
          rowsRead += 1;
          yield row;
        }
      },
    }),
  };
  expect(await wakePointers(counting).due('northvale', '2026-12-12T12:00:00Z', 100)).toHaveLength(3);
  expect(rowsRead).toBe(3);
});

test('A new pointer costs one request, and one planted again is planted anew', async () => {
  const { store, requests } = countingStore(await anOpenStore());
  const wakes = wakePointers(store);
  await wakes.plant('northvale', far, 'a');
  expect(requests()).toBe(1);
  const [first] = await wakes.due('northvale', far, 10);
  requests();
  await wakes.plant('northvale', far, 'a');
  expect(requests()).toBe(3);
  const [second] = await wakes.due('northvale', far, 10);
  expect(second?.row).toBe(first?.row);
  expect(second?.etag).not.toBe(first?.etag);
});

test('A conference is put on record in one request, with the pointer that it plants beforehand in two', async () => {
  const { store, requests } = countingStore(await anOpenStore());
  const [log, address] = [aLog(store), anAddress()];
  await wakePointers(store).plant(address.authority, far, address.conferenceId);
  const begin = anEntry(0, { react: true, family: { children: [] }, operation: { key: 'op-1', inputs: 'hash' } });
  expect(await log.append(address, begin)).toEqual({ kind: 'appended', version: 1 });
  expect(requests()).toBe(2);
  expect(await log.append(address, begin)).toEqual({ kind: 'repeated', version: 1 });
  expect(await log.append(address, anEntry(0))).toEqual({ kind: 'conflict', version: 1 });
});

describe('A pointer that cannot be read', () => {
  const poison = (row: string, properties: Properties): NewRow => ({ partition: 'northvale', row, properties });
  /** Rows that nobody here wrote: too little, the wrong kind, no moment, and far too much. */
  const POISON = [
    poison('2026-12-01T08:00:00Z|bad-1|000.x', {}), poison('2026-12-01T08:00:01Z|bad-2|000.x', { conferenceId: 7, dueAt: '2026-12-01T08:00:01.000Z' }),
    poison('2026-12-01T08:00:02Z|bad-3|000.x', { conferenceId: 'bad-3', dueAt: 'soon' }), poison('2026-12-01T08:00:03Z|bad-4|000.x', { conferenceId: 'bad-4', dueAt: true, claim: 'x'.repeat(30_000) }),
  ];

  test('is set aside and told, and stands in nobody’s way', async () => {
    const store = await anOpenStore();
    const wakes = wakePointers(store);
    for (const row of POISON) await store.table('wakes').insert(row);
    await wakes.plant('northvale', '2026-12-01T09:00:00.000Z', 'whole-1');
    let told = 0;
    const due = () => wakes.due('northvale', '2026-12-01T10:00:00.000Z', 10, () => false, (count) => void (told += count));
    expect((await due()).map(({ conferenceId }) => conferenceId)).toEqual(['whole-1']);
    expect(told).toBe(4);
    expect((await due()).map(({ conferenceId }) => conferenceId)).toEqual(['whole-1']);
    expect(told).toBe(4);
    expect(await wakes.setAside('northvale')).toBe(4);
  });

  test('does not keep an audit from its count', async () => {
    const store = await anOpenStore();
    const wakes = wakePointers(store);
    for (const row of POISON) await store.table('wakes').insert(row);
    await wakes.plant('northvale', '2026-12-01T09:00:00.000Z', 'whole-1');
    expect([...(await wakes.conferencesWaiting('northvale'))].filter((id) => id.startsWith('whole'))).toEqual(['whole-1']);
  });

  test('is set aside once where two look at the same time', async () => {
    const store = await anOpenStore();
    for (const row of POISON) await store.table('wakes').insert(row);
    const told: number[] = [];
    await Promise.all([1, 2].map(() => wakePointers(store).due('northvale', '2026-12-01T10:00:00.000Z', 10, () => false, (count) => void told.push(count))));
    expect(await wakePointers(store).setAside('northvale')).toBe(4);
  });
});
