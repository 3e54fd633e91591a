import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machineInstant } from '../../src/calendar/instants.ts';
import type { PlainDate } from '../../src/calendar/plain-date.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { diaryClaims } from '../../src/store/diary-claims.ts';
import { documents } from '../../src/store/documents.ts';
import { drafts } from '../../src/store/drafts.ts';
import { leases } from '../../src/store/lease.ts';
import type { Table, TableStore } from '../../src/store/port.ts';
import { StoreFault } from '../../src/store/port.ts';
import { wakePointers } from '../../src/store/wake-pointers.ts';
import { type OwnTables, ownTables } from './support/azurite.ts';
import { aKeyRing, aLog, anAddress, anEntry, anEvent, anOpenStore, textsOf, withNotes } from './support/conference.ts';
import { type CuttingProxy, cuttingProxy } from './support/cutting-proxy.ts';
import { losingReplies, type Loss } from './support/lossy.ts';

const now = machineInstant(1_795_000_000_000);

describe('When every reply is lost and the question is put again', () => {
  const lossy = async () => losingReplies(await anOpenStore(), (): Loss => 'askedAgain');

  test('our own append is not taken for somebody else’s', async () => {
    const [log, address] = [aLog(await lossy()), anAddress()];
    expect(await log.append(address, anEntry(0, { react: true, family: { a: 1 } }))).toEqual({ kind: 'appended', version: 1 });
    const operation = { key: 'act', inputs: 'inputs' };
    expect(await log.append(address, anEntry(1, { operation, events: [anEvent('a'), anEvent('b')] }))).toEqual({ kind: 'appended', version: 3 });
    expect(await log.append(address, anEntry(1, { operation }))).toEqual({ kind: 'repeated', version: 3 });
    expect(await log.verify(address)).toEqual({ ok: true, events: 3 });
  });

  test('our own append is known even after others have gone on from it', async () => {
    const store = await anOpenStore();
    const keyRing = aKeyRing();
    const address = anAddress();
    const other = aLog(store, { keyRing });
    await withNotes(other, address, 1);
    const ours = aLog(wrapped(store, async (table, changes) => {
      await table.transact(changes);
      await other.append(address, anEntry(2));
      return table.transact(changes);
    }), { keyRing });
    expect(await ours.append(address, anEntry(1))).toEqual({ kind: 'appended', version: 2 });
    expect(await ours.head(address)).toBe(3);
  });

  test('somebody else’s append with the very same content is still somebody else’s', async () => {
    const store = await anOpenStore();
    const keyRing = aKeyRing();
    const address = anAddress();
    const ours = aLog(wrapped(store, async (table, changes) => {
      await aLog(store, { keyRing }).append(address, anEntry(0));
      return table.transact(changes);
    }), { keyRing });
    expect(await ours.append(address, anEntry(0))).toEqual({ kind: 'conflict', version: 1 });
  });

  test('a family record, a claim, a lease, a draft, a wake and a document are each written once', async () => {
    const store = await lossy();
    const [log, address] = [aLog(store), anAddress()];
    await log.append(address, anEntry(0));
    expect(await log.family.write(address, { surname: 'Exemplar' })).toMatchObject({ kind: 'written' });

    const diary = diaryClaims(store);
    const claim = { authority: 'northvale', on: '2026-12-21' as PlainDate, resources: ['chair.a', 'room.1'] as const, claimId: 'c1' };
    expect(await diary.claim({ ...claim, fromCell: 20, toCell: 24, conferenceId: 'x', machineNow: now })).toEqual({ kind: 'committing' });
    expect(await diary.hold(claim)).toEqual({ kind: 'held' });
    await diary.free(claim);
    expect(await diary.find(claim)).toBeUndefined();

    const acquired = await leases(store).acquire('dispatcher', 'replica-1', 10_000, now);
    expect(acquired).toMatchObject({ kind: 'acquired', lease: { token: 1 } });
    if (acquired.kind === 'acquired') expect(await leases(store).renew(acquired.lease, 10_000, now)).toMatchObject({ kind: 'renewed' });

    const draft = { authority: 'northvale', personKey: 'person', key: 'booking' };
    await drafts(store, aKeyRing()).save(draft, { a: 1 }, now);

    const wakes = wakePointers(store);
    await wakes.plant('northvale', '2026-12-21T09:00:00Z', 'conference');
    const [pointer, ...others] = await wakes.due('northvale', '2026-12-21T09:00:00Z', 10);
    expect(others).toEqual([]);
    await wakes.remove(pointer!);
    expect(await wakes.has('northvale', 'conference')).toBe(false);

    const people = documents({ store, table: 'people', kind: 'reference', parse: (stored) => stored });
    expect(await people.put('northvale', { row: 'r', version: 1, value: { a: 1 } })).toEqual({ kind: 'stored' });
  });
});

describe('When nothing is heard of a write', () => {
  test('the append is known to have happened', async () => {
    const [log, address] = [aLog(losingReplies(await anOpenStore(), (): Loss => 'unheard')), anAddress()];
    expect(await log.append(address, anEntry(0))).toEqual({ kind: 'appended', version: 1 });
    expect(await log.head(address)).toBe(1);
  });

  test('an append that did not happen is a fault, and can be tried again', async () => {
    const store = await anOpenStore();
    let down = true;
    const [log, address] = [
      aLog(wrapped(store, async (table, changes) => {
        if (down) throw new StoreFault('transaction', 503);
        return table.transact(changes);
      })),
      anAddress(),
    ];
    await expect(log.append(address, anEntry(0))).rejects.toThrow(StoreFault);
    down = false;
    expect(await log.append(address, anEntry(0))).toEqual({ kind: 'appended', version: 1 });
  });
});

describe('On a line that cuts off every third reply', () => {
  let own: OwnTables;
  let proxy: CuttingProxy;
  let writes = 0;
  beforeAll(async () => {
    own = await ownTables();
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(own.tables.connectionString)?.[1]);
    proxy = await cuttingProxy(port, () => (writes += 1) % 3 === 0);
  });
  afterAll(async () => {
    await proxy.close();
    await own.close();
  });

  test('no append is lost, doubled or taken for somebody else’s', async () => {
    const store = azureTableStore({ connectionString: own.tables.connectionString.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${proxy.port}`) });
    const [log, addresses] = [aLog(store), Array.from({ length: 4 }, anAddress)];
    const append = async (conference: number) => {
      for (let version = 0; version < 15; version += 1) {
        const operation = { key: `act${version}`, inputs: 'same' };
        const outcome = await log.append(addresses[conference]!, anEntry(version, { operation, react: true }));
        expect(outcome).toEqual({ kind: 'appended', version: version + 1 });
      }
    };
    await Promise.all(addresses.map((_, conference) => append(conference)));
    expect(proxy.cuts()).toBeGreaterThan(20);
    for (const address of addresses) {
      expect(textsOf((await log.read(address, 0)).events)).toEqual(Array.from({ length: 15 }, (_, n) => `note ${n + 1}`));
      expect(await log.verify(address)).toEqual({ ok: true, events: 15 });
    }
  });
});

/** A store whose transactions go through `transact`. */
function wrapped(store: TableStore, transact: (table: Table, changes: Parameters<Table['transact']>[0]) => ReturnType<Table['transact']>): TableStore {
  return {
    ...store,
    table(name) {
      const table = store.table(name);
      return {
        read: (...args) => table.read(...args),
        insert: (...args) => table.insert(...args),
        replace: (...args) => table.replace(...args),
        remove: (...args) => table.remove(...args),
        range: (...args) => table.range(...args),
        transact: (changes) => transact(table, changes),
      };
    },
  };
}
