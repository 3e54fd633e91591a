/**
 * What every adapter of the table port has to do, told once and asked of each: the service, Azurite and the twin in
 * memory agree, or one of them is wrong.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { KeyRange, NewRow, StoredRow, Table, TableStore } from '../../src/store/port.ts';
import { StoreFault } from '../../src/store/port.ts';

/** `opened` answers an open store; each test keeps to a partition of its own, so one store serves them all. */
export function tableContract(adapter: string, opened: () => TableStore): void {
  const table = () => opened().table('conferences');
  const aPartition = () => `contract|${randomUUID()}`;
  const aRow = (partition: string, row: string, properties: NewRow['properties'] = { text: row }): NewRow => ({ partition, row, properties });

  describe(`${adapter} as a table`, () => {
    test('reads nothing where nothing was written', async () => {
      expect(await table().read(aPartition(), 'row')).toBeUndefined();
    });

    test('gives back text, whole and broken numbers, great numbers and yes and no as they were', async () => {
      const partition = aPartition();
      const properties = { text: "Llŷr's café ☃", empty: '', whole: 42, negative: -7, broken: 0.25, great: 1_795_000_000_123, yes: true, no: false };
      await table().insert(aRow(partition, 'row', properties));
      expect((await table().read(partition, 'row'))?.properties).toEqual(properties);
    });

    test('takes keys with apostrophes, bars, spaces, plus and accents', async () => {
      const partition = `o'brien | ${aPartition()}`;
      for (const row of ["d'arcy", 'a+b', 'é', 'a b', "''", '100%25']) {
        expect(await table().insert(aRow(partition, row))).toMatchObject({ kind: 'written' });
        expect((await table().read(partition, row))?.row).toBe(row);
      }
      expect(await rowsIn(table(), partition, { from: "'" })).toContain("d'arcy");
    });

    test('inserts once: the second insert meets the first', async () => {
      const row = aRow(aPartition(), 'row');
      expect(await table().insert(row)).toMatchObject({ kind: 'written' });
      expect(await table().insert(row)).toEqual({ kind: 'conflict', why: 'exists' });
    });

    test('replaces a row whole, leaving none of its old columns', async () => {
      const partition = aPartition();
      const { etag } = await inserted(table(), aRow(partition, 'row', { before: 'x' }));
      await table().replace(aRow(partition, 'row', { after: 'y' }), etag);
      expect((await table().read(partition, 'row'))?.properties).toEqual({ after: 'y' });
    });

    test('refuses to replace or remove what somebody changed, and what is not there', async () => {
      const partition = aPartition();
      const old = await inserted(table(), aRow(partition, 'row'));
      await table().replace(aRow(partition, 'row', { text: 'newer' }), old.etag);
      expect(await table().replace(aRow(partition, 'row'), old.etag)).toEqual({ kind: 'conflict', why: 'changed' });
      expect(await table().remove(partition, 'row', old.etag)).toEqual({ kind: 'conflict', why: 'changed' });
      expect(await table().replace(aRow(partition, 'none'), old.etag)).toEqual({ kind: 'conflict', why: 'missing' });
      expect(await table().remove(partition, 'none', old.etag)).toEqual({ kind: 'conflict', why: 'missing' });
    });

    test('answers a write with the ETag that the next write needs', async () => {
      const partition = aPartition();
      const first = await table().insert(aRow(partition, 'row'));
      const second = first.kind === 'written' ? await table().replace(aRow(partition, 'row', { n: 2 }), first.etag) : first;
      expect(second.kind === 'written' && (await table().remove(partition, 'row', second.etag))).toEqual({ kind: 'removed' });
      expect(await table().read(partition, 'row')).toBeUndefined();
    });

    test('lists one partition in the order of its keys, whatever order they came in', async () => {
      const partition = aPartition();
      const keys = ['op|1', 'h', 'e|0000000010', 'e|0000000002', 'E', 'é', 'z', '~', 'k'];
      for (const row of keys) await table().insert(aRow(partition, row));
      await table().insert(aRow(`${partition}x`, 'elsewhere'));
      expect(await rowsIn(table(), partition, {})).toEqual(['E', 'e|0000000002', 'e|0000000010', 'h', 'k', 'op|1', 'z', '~', 'é']);
    });

    test('lists between bounds, each included or left out as asked, and no more than asked', async () => {
      const partition = aPartition();
      for (const row of ['a', 'b', 'c', 'd', 'e']) await table().insert(aRow(partition, row));
      expect(await rowsIn(table(), partition, { after: 'b', upTo: 'd' })).toEqual(['c', 'd']);
      expect(await rowsIn(table(), partition, { from: 'b', before: 'd' })).toEqual(['b', 'c']);
      expect(await rowsIn(table(), partition, { from: 'b', limit: 2 })).toEqual(['b', 'c']);
      expect(await rowsIn(table(), partition, { limit: 0 })).toEqual([]);
      expect(await rowsIn(table(), partition, { after: 'e' })).toEqual([]);
    });

    test('lists past the thousand rows of a page without losing or doubling one', async () => {
      const partition = aPartition();
      const keys = Array.from({ length: 1_205 }, (_, number) => String(number).padStart(6, '0'));
      for (let start = 0; start < keys.length; start += 100) {
        const changes = keys.slice(start, start + 100).map((row) => ({ do: 'insert' as const, row: aRow(partition, row) }));
        expect(await table().transact(changes)).toMatchObject({ kind: 'committed' });
      }
      expect(await rowsIn(table(), partition, {})).toEqual(keys);
      expect(await rowsIn(table(), partition, { after: '000099', limit: 1_050 })).toEqual(keys.slice(100, 1_150));
    });

    test('commits a transaction whole', async () => {
      const partition = aPartition();
      const { etag } = await inserted(table(), aRow(partition, 'head', { version: 1 }));
      const outcome = await table().transact([
        { do: 'insert', row: aRow(partition, 'event') },
        { do: 'replace', row: aRow(partition, 'head', { version: 2 }), etag },
      ]);
      expect(outcome).toMatchObject({ kind: 'committed' });
      expect((await table().read(partition, 'head'))?.properties).toEqual({ version: 2 });
      const etags = [(await table().read(partition, 'event'))?.etag, (await table().read(partition, 'head'))?.etag];
      expect(outcome).toEqual({ kind: 'committed', etags });
      expect(await table().read(partition, 'event')).toBeDefined();
    });

    test.for([
      ['exists', 'present', 'insert'],
      ['changed', 'present', 'replace'],
      ['missing', 'absent', 'replace'],
    ] as const)('leaves nothing of a transaction in which one change meets "%s"', async ([why, row, verb]) => {
      const partition = aPartition();
      await table().insert(aRow(partition, 'present'));
      const stale = (await inserted(table(), aRow(partition, 'other'))).etag.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
      const last = aRow(partition, row, { text: 'new' });
      const outcome = await table().transact([
        { do: 'insert', row: aRow(partition, 'first') },
        verb === 'insert' ? { do: 'insert', row: last } : { do: 'replace', row: last, etag: stale },
      ]);
      expect(outcome).toEqual({ kind: 'conflict', why });
      expect(await rowsIn(table(), partition, {})).toEqual(['other', 'present']);
      expect((await table().read(partition, 'present'))?.properties).toEqual({ text: 'present' });
    });

    test('lets exactly one of many writers take a row', async () => {
      const row = aRow(aPartition(), 'slot');
      const outcomes = await Promise.all(Array.from({ length: 40 }, () => table().insert(row)));
      expect(outcomes.filter(({ kind }) => kind === 'written')).toHaveLength(1);
    });

    test('lets exactly one of many writers replace a row', async () => {
      const partition = aPartition();
      const { etag } = await inserted(table(), aRow(partition, 'head'));
      const outcomes = await Promise.all(Array.from({ length: 40 }, (_, n) => table().replace(aRow(partition, 'head', { n }), etag)));
      expect(outcomes.filter(({ kind }) => kind === 'written')).toHaveLength(1);
    });

    test('takes 32,768 units in a column and refuses one more', async () => {
      const partition = aPartition();
      expect(await table().insert(aRow(partition, 'most', { text: 'é'.repeat(32_768) }))).toMatchObject({ kind: 'written' });
      await expect(table().insert(aRow(partition, 'over', { text: 'é'.repeat(32_769) }))).rejects.toThrow(StoreFault);
      expect((await table().read(partition, 'most'))?.properties['text']).toHaveLength(32_768);
    });

    test('refuses a row over a mebibyte, and a transaction of 4 MiB', async () => {
      const partition = aPartition();
      const columns = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${n}`, 'x'.repeat(32_000)]));
      await expect(table().insert(aRow(partition, 'big', columns(17)))).rejects.toMatchObject({ status: 413 });
      const changes = Array.from({ length: 9 }, (_, n) => ({ do: 'insert' as const, row: aRow(partition, `r${n}`, columns(15)) }));
      await expect(table().transact(changes)).rejects.toMatchObject({ status: 413 });
      expect(await rowsIn(table(), partition, {})).toEqual([]);
    });

    test('refuses a transaction of 101 changes, of none, over two partitions, or naming a row twice', async () => {
      const partition = aPartition();
      const insert = (row: string, inPartition = partition) => ({ do: 'insert' as const, row: aRow(inPartition, row) });
      await expect(table().transact(Array.from({ length: 101 }, (_, n) => insert(`r${n}`)))).rejects.toThrow(StoreFault);
      await expect(table().transact([])).rejects.toThrow(StoreFault);
      await expect(table().transact([insert('a'), insert('b', aPartition())])).rejects.toThrow(StoreFault);
      await expect(table().transact([insert('a'), insert('a')])).rejects.toThrow(StoreFault);
    });

    test.for(['a/b', 'a\\b', 'a#b', 'a?b', 'a\tb', 'a\u0085b', '', 'x'.repeat(513)])('refuses the key %j, wherever it stands', async (key) => {
      const partition = aPartition();
      const etag = 'W/"any"';
      await expect(table().read(partition, key)).rejects.toThrow(StoreFault);
      await expect(table().insert(aRow(partition, key))).rejects.toThrow(StoreFault);
      await expect(table().insert(aRow(key, 'row'))).rejects.toThrow(StoreFault);
      await expect(table().replace(aRow(partition, key), etag)).rejects.toThrow(StoreFault);
      await expect(table().remove(partition, key, etag)).rejects.toThrow(StoreFault);
      await expect(table().transact([{ do: 'insert', row: aRow(partition, key) }])).rejects.toThrow(StoreFault);
      await expect(rowsIn(table(), key, {})).rejects.toThrow(StoreFault);
    });

    test.for([{ PartitionKey: 'other' }, { rowKey: 'other' }, { 'odata.etag': 'x' }, { list: ['x'] }, { nan: NaN }])('refuses the columns %j', async (columns) => {
      const row = { partition: aPartition(), row: 'row', properties: columns as NewRow['properties'] };
      await expect(table().insert(row)).rejects.toThrow(StoreFault);
    });

    test('takes what somebody put into a key as a key, never as part of a question', async () => {
      const partition = aPartition();
      await table().insert(aRow(partition, 'secret'));
      expect(await rowsIn(table(), "x' or PartitionKey ne '", {})).toEqual([]);
      const smuggled = ["'x' or PartitionKey ne ''"] as unknown as string;
      await expect(rowsIn(table(), smuggled, {})).rejects.toThrow(StoreFault);
      await expect(table().read(partition, smuggled)).rejects.toThrow(StoreFault);
    });

    test('says that it is ready', async () => {
      expect(await opened().ready()).toBe(true);
    });
  });
}

async function rowsIn(table: Table, partition: string, range: KeyRange): Promise<string[]> {
  const rows: string[] = [];
  for await (const { row } of table.range(partition, range)) rows.push(row);
  return rows;
}

async function inserted(table: Table, row: NewRow): Promise<StoredRow> {
  await table.insert(row);
  const stored = await table.read(row.partition, row.row);
  if (!stored) throw new Error('the row that was just written is not there');
  return stored;
}
