/** Many who look at the same rows at once: one reading for all who asked before it began, and none that began before anybody asked. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { StoredRow, Table } from '../../src/store/port.ts';
import { sharingRanges } from '../../src/store/shared-ranges.ts';
import { anOpenStore } from './support/conference.ts';

const PARTITION = 'northvale|diary|2026-12';

async function rowsIn(table: Table, range = {}): Promise<readonly StoredRow[]> {
  const found: StoredRow[] = [];
  for await (const row of table.range(PARTITION, range)) found.push(row);
  return found;
}

/** A table whose readings take as long as they are let. */
async function aSlowTable() {
  const table = (await anOpenStore()).table('diary');
  const readings: PromiseWithResolvers<void>[] = [];
  const slow: Table = {
    ...table,
    read: (partition, row) => table.read(partition, row), insert: (row) => table.insert(row), replace: (row, etag) => table.replace(row, etag),
    remove: (partition, row, etag) => table.remove(partition, row, etag), transact: (changes) => table.transact(changes),
    async *range(partition, range) {
      const [found, reading] = [await rowsIn(table, range), Promise.withResolvers<void>()];
      readings.push(reading);
      await reading.promise;
      yield* found;
      void partition;
    },
  };
  return { shared: sharingRanges(slow), writes: (row: string) => table.insert({ partition: PARTITION, row, properties: { n: 1 } }), readings };
}

const turn = () => new Promise((done) => setImmediate(done));

describe('A range that many ask for', () => {
  test('is read once for each who comes alone', async () => {
    const { shared, writes, readings } = await aSlowTable();
    await writes('a');
    for (let time = 0; time < 2; time += 1) {
      const asked = rowsIn(shared);
      await turn();
      readings.at(-1)?.resolve();
      expect(await asked).toHaveLength(1);
    }
    expect(readings).toHaveLength(2);
  });

  test('is read twice for a hundred who come while it is being read, the second time with what was written meanwhile', async () => {
    const { shared, writes, readings } = await aSlowTable();
    const first = rowsIn(shared);
    await turn();
    await writes('written meanwhile');
    const others = Array.from({ length: 100 }, () => rowsIn(shared));
    await turn();
    expect(readings).toHaveLength(1);
    readings[0]?.resolve();
    expect(await first).toHaveLength(0);
    await turn();
    readings[1]?.resolve();
    for (const other of await Promise.all(others)) expect(other.map(({ row }) => row)).toEqual(['written meanwhile']);
    expect(readings).toHaveLength(2);
  });

  test('that fails fails for those who shared it, and is read afresh for the next', async () => {
    const { shared, readings } = await aSlowTable();
    const first = rowsIn(shared);
    const second = rowsIn(shared);
    await turn();
    readings[0]?.reject(new Error('the service is away'));
    await expect(first).rejects.toThrow('away');
    await turn();
    readings[1]?.resolve();
    expect(await second).toEqual([]);
  });

  test('is another range where only its bounds differ', async () => {
    const { shared, writes, readings } = await aSlowTable();
    await writes('a');
    await writes('b');
    const asked = [rowsIn(shared), rowsIn(shared, { from: 'b' }), rowsIn(shared, { after: 'a' }), rowsIn(shared, { upTo: 'a' }), rowsIn(shared, { before: 'b' }), rowsIn(shared, { limit: 1 })];
    await turn();
    expect(readings).toHaveLength(6);
    readings.forEach((reading) => reading.resolve());
    expect((await Promise.all(asked)).map((rows) => rows.map(({ row }) => row).join(''))).toEqual(['ab', 'b', 'b', 'a', 'a', 'a']);
  });
});

test('whoever asks after a write has gone through sees it, in whatever order readings and writes come', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('write', 'ask', 'answer'), { minLength: 1, maxLength: 40 }), async (steps) => {
      const { shared, writes, readings } = await aSlowTable();
      const asked: Promise<void>[] = [];
      let [written, answered] = [0, 0];
      for (const step of steps) {
        if (step === 'write') await writes(`row-${written++}`);
        const atLeast = written;
        if (step === 'ask') asked.push(rowsIn(shared).then((rows) => expect(rows.length).toBeGreaterThanOrEqual(atLeast)));
        if (step === 'answer' && answered < readings.length) readings[answered++]?.resolve();
        await turn();
      }
      while (answered < readings.length) {
        readings[answered++]?.resolve();
        await turn();
        await turn();
      }
      await Promise.all(asked);
    }),
    { numRuns: 200 },
  );
});
