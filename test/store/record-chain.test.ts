import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Address, BrokenRecord, type ConferenceLog, ConferenceErased } from '../../src/store/conference-log.ts';
import type { Properties, StoredRow, TableStore } from '../../src/store/port.ts';
import { aKeyRing, aLog, anAddress, anEntry, anEvent, anOpenStore, partitionOf, rowsOf, textsOf, withNotes } from './support/conference.ts';

type Standing = { readonly store: TableStore; readonly log: ConferenceLog; readonly address: Address };

async function aRecordOf(events: number): Promise<Standing> {
  const store = await anOpenStore();
  const standing = { store, log: aLog(store), address: anAddress() };
  await withNotes(standing.log, standing.address, events);
  return standing;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const table = ({ store }: Standing) => store.table('conferences');

async function chainRows(standing: Standing): Promise<StoredRow[]> {
  return (await rowsOf(standing.store, 'conferences', partitionOf(standing.address))).filter(({ row }) => row <= 'h');
}

/** Writes the row as somebody with the account's key, but without ours, would. */
async function forge(standing: Standing, row: StoredRow, properties: Properties): Promise<void> {
  await table(standing).replace({ ...row, properties }, row.etag);
}

async function takeOut(standing: Standing, { partition, row, etag }: StoredRow): Promise<void> {
  await table(standing).remove(partition, row, etag);
}

const differently = (value: string | number | boolean): string | number | boolean => {
  if (typeof value !== 'string') return typeof value === 'number' ? value + 1 : !value;
  const middle = Math.floor(value.length / 2);
  return `${value.slice(0, middle)}${value[middle] === 'A' ? 'B' : 'A'}${value.slice(middle + 1)}`;
};

describe('A record that nobody touched', () => {
  test('verifies, however its events were grouped', async () => {
    const [log, address] = [aLog(await anOpenStore()), anAddress()];
    await log.append(address, anEntry(0, { events: [anEvent('a'), anEvent('b'), anEvent('c')] }));
    await log.append(address, anEntry(3));
    expect(await log.verify(address)).toEqual({ ok: true, events: 4 });
    expect(await log.verify(address, await log.anchor(address))).toEqual({ ok: true, events: 4 });
  });

  test('still leads through a point that was noted elsewhere long ago', async () => {
    const { log, address } = await aRecordOf(3);
    const noted = await log.anchor(address);
    await log.append(address, anEntry(3));
    expect(await log.verify(address, noted)).toEqual({ ok: true, events: 4 });
  });
});

describe('A record that somebody changed', () => {
  test('is found out whatever single column of whatever row is changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.nat(), fc.nat(), async (events, whichRow, whichColumn) => {
        const standing = await aRecordOf(events);
        const rows = await chainRows(standing);
        const row = rows[whichRow % rows.length]!;
        const columns = Object.entries(row.properties);
        const [column, value] = columns[whichColumn % columns.length]!;
        await forge(standing, row, { ...row.properties, [column]: differently(value) });
        expect(await standing.log.verify(standing.address)).toMatchObject({ ok: false });
      }),
      { numRuns: 300 },
    );
  });

  test('is found out whatever column of whatever row is dropped', async () => {
    const events = 3;
    const rows = await chainRows(await aRecordOf(events));
    // A head without "erased" says no less than one with it.
    const every = rows.flatMap(({ row, properties }) => Object.keys(properties).map((column) => [row, column])).filter(([, column]) => column !== 'erased');
    for (const [key, column] of every) {
      const standing = await aRecordOf(events);
      const row = (await chainRows(standing)).find((each) => each.row === key)!;
      await forge(standing, row, Object.fromEntries(Object.entries(row.properties).filter(([name]) => name !== column)));
      expect(await standing.log.verify(standing.address), `${key} ${column}`).toMatchObject({ ok: false });
    }
  });

  test('is found out whatever event is taken out, the last one too', async () => {
    for (let version = 1; version <= 6; version += 1) {
      const standing = await aRecordOf(6);
      await takeOut(standing, (await chainRows(standing))[version - 1]!);
      expect(await standing.log.verify(standing.address)).toMatchObject({ ok: false });
    }
  });

  test('is found out when the head is taken away, or says that there is less', async () => {
    const headless = await aRecordOf(2);
    await takeOut(headless, (await chainRows(headless)).at(-1)!);
    expect(await headless.log.verify(headless.address)).toEqual({ ok: false, atVersion: 2, why: 'headMissing' });
    const shorter = await aRecordOf(2);
    const [first, , head] = await chainRows(shorter);
    await forge(shorter, head!, { ...head!.properties, version: 1, hash: first!.properties['hash']! });
    expect(await shorter.log.verify(shorter.address)).toEqual({ ok: false, atVersion: 2, why: 'headDisagrees' });
  });

  test('is found out when two events change places', async () => {
    const standing = await aRecordOf(5);
    const rows = await chainRows(standing);
    await forge(standing, rows[1]!, rows[3]!.properties);
    await forge(standing, rows[3]!, rows[1]!.properties);
    expect(await standing.log.verify(standing.address)).toMatchObject({ ok: false, atVersion: 2 });
  });

  test.for(['e|0000000000', 'e|0000000002x', 'e|0000000004', 'f', 'e'])('is found out when a row %s is put in', async (row) => {
    const standing = await aRecordOf(3);
    const [first] = await chainRows(standing);
    await table(standing).insert({ ...first!, row });
    expect(await standing.log.verify(standing.address)).toMatchObject({ ok: false });
  });

  test('is found out when the events of another conference are put in its place', async () => {
    const standing = await aRecordOf(3);
    const other = { ...standing, address: anAddress() };
    await withNotes(standing.log, other.address, 3);
    const [own, others] = [await chainRows(standing), await chainRows(other)];
    for (const [index, row] of own.entries()) await forge(standing, row, others[index]!.properties);
    expect(await standing.log.verify(standing.address)).toMatchObject({ ok: false, atVersion: 1 });
  });

  test('is found out when the whole chain was rebuilt to match, for want of the key', async () => {
    const standing = await aRecordOf(3);
    const partition = partitionOf(standing.address);
    const rows = await chainRows(standing);
    let previous = '0'.repeat(64);
    for (const [index, row] of rows.slice(0, -1).entries()) {
      const { type, schema, write, at, sealed0 } = row.properties;
      const by = index === 1 ? 'somebody else' : row.properties['by'];
      const place = JSON.stringify([previous, partition, index + 1, type, schema, at, by, write]);
      const hash = sha256(JSON.stringify([place, sealed0]));
      await forge(standing, row, { ...row.properties, by: by!, previous, hash });
      previous = hash;
    }
    const head = rows.at(-1)!;
    await forge(standing, head, { ...head.properties, hash: previous });
    expect(await standing.log.verify(standing.address)).toEqual({ ok: false, atVersion: 2, why: 'brokenSeal' });
  });

  test('is found out by a noted point when the end was cut off and the head rewritten to match', async () => {
    const standing = await aRecordOf(4);
    const noted = await standing.log.anchor(standing.address);
    const [, second, third, fourth, head] = await chainRows(standing);
    for (const row of [third, fourth]) await takeOut(standing, row!);
    await forge(standing, head!, { ...head!.properties, version: 2, hash: second!.properties['hash']! });
    expect(await standing.log.verify(standing.address)).toEqual({ ok: true, events: 2 });
    expect(await standing.log.verify(standing.address, noted)).toEqual({ ok: false, atVersion: 2, why: 'anchorDisagrees' });
  });

  test('is not read as if nothing were wrong', async () => {
    const standing = await aRecordOf(3);
    const rows = await chainRows(standing);
    await forge(standing, rows[1]!, { ...rows[1]!.properties, at: '2020-01-01T00:00:00.000Z' });
    await expect(standing.log.read(standing.address, 0)).rejects.toThrow(BrokenRecord);
    await expect(standing.log.read(standing.address, 1)).rejects.toThrow(BrokenRecord);
    expect(textsOf((await standing.log.read(standing.address, 2)).events)).toEqual(['note 3']);
  });

  test('is reported without a word of what it says', async () => {
    const standing = await aRecordOf(1);
    const [row] = await chainRows(standing);
    await forge(standing, row!, { ...row!.properties, by: 'CANARY' });
    const error: unknown = await standing.log.read(standing.address, 0).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ conferenceId: standing.address.conferenceId, atVersion: 1, why: 'brokenHash' });
    expect(String(error)).not.toContain('CANARY');
  });
});

describe('A conference that was erased', () => {
  test('has lost its content and family record for good, and its chain still verifies', async () => {
    const store = await anOpenStore();
    const keyRing = aKeyRing();
    const [log, otherReplica, address] = [aLog(store, { keyRing }), aLog(store, { keyRing }), anAddress()];
    await log.append(address, anEntry(0, { events: [anEvent('a'), anEvent('b')], family: { surname: 'Exemplar' } }));
    await otherReplica.read(address, 0);
    const thirdReplica = aLog(store, { keyRing });
    await thirdReplica.read(address, 0);
    const noted = await log.anchor(address);
    await log.destroyKey(address);
    // The other replicas still have the key in memory.
    expect(await thirdReplica.verify(address, noted)).toEqual({ ok: true, events: 2 });
    for (const replica of [log, otherReplica, aLog(store, { keyRing })]) {
      await expect(replica.append(address, anEntry(2))).rejects.toThrow(ConferenceErased);
      await expect(replica.family.read(address)).rejects.toThrow(ConferenceErased);
      await expect(replica.family.write(address, {})).rejects.toThrow(ConferenceErased);
      await expect(replica.read(address, 0)).rejects.toThrow(ConferenceErased);
      await expect(replica.read(address, 2)).rejects.toThrow(ConferenceErased);
      expect(await replica.head(address)).toBe(2);
    }
    expect(await log.verify(address, noted)).toEqual({ ok: true, events: 2 });
    const rows = await rowsOf(store, 'conferences', partitionOf(address));
    expect(rows.find(({ row }) => row === 'k')?.properties).toEqual({ destroyed: true });
    expect(rows.find(({ row }) => row === 'r|family')?.properties).toEqual({ destroyed: true });
  });

  test('is still found out when somebody changes its chain', async () => {
    const standing = await aRecordOf(3);
    await standing.log.destroyKey(standing.address);
    const rows = await chainRows(standing);
    await forge(standing, rows[1]!, { ...rows[1]!.properties, by: 'somebody else' });
    expect(await standing.log.verify(standing.address)).toMatchObject({ ok: false, atVersion: 2 });
  });

  test('is found out even when the changed event was given a hash to match', async () => {
    const standing = await aRecordOf(3);
    await standing.log.destroyKey(standing.address);
    const [, second] = await chainRows(standing);
    const { type, schema, write, at, previous, sealed0 } = second!.properties;
    const by = 'somebody else';
    const place = JSON.stringify([previous, partitionOf(standing.address), 2, type, schema, at, by, write]);
    await forge(standing, second!, { ...second!.properties, by, hash: sha256(JSON.stringify([place, sealed0])) });
    expect(await standing.log.verify(standing.address)).toEqual({ ok: false, atVersion: 3, why: 'brokenLink' });
  });

  test('cannot be feigned by marking the head alone', async () => {
    const standing = await aRecordOf(2);
    const head = (await chainRows(standing)).at(-1)!;
    await forge(standing, head, { ...head.properties, erased: true });
    expect(await standing.log.verify(standing.address)).toMatchObject({ ok: false, why: 'headDisagrees' });
  });

  test('leaves one that never began as it is', async () => {
    const [log, address] = [aLog(await anOpenStore()), anAddress()];
    await log.destroyKey(address);
    await log.append(address, anEntry(0));
    expect(await log.head(address)).toBe(1);
  });
});
