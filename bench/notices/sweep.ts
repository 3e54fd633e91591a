/** What a sweep reads when a hundred conferences are due among a thousand, and among a hundred thousand; beside it the plain filtered scan. */
import { TableClient } from '@azure/data-tables';
import { startTableServer } from '../../local/storage/start-table-server.ts';
import { addHours, addMinutes, isoUtc, londonInstant } from '../../src/calendar/instants.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { memoryStore } from '../../src/store/memory/memory-store.ts';
import type { NewRow } from '../../src/store/port.ts';
import { wakePointers } from '../../src/store/wake-pointers.ts';
import { day } from '../../test/conference/a-conference.ts';
import { aFolder } from '../../test/store/support/azurite.ts';
import { countingProxy } from '../../test/store/support/counting-proxy.ts';
import { print, type Bar } from '../report.ts';

const [FEW, MANY, DUE] = [1_000, 100_000, 100];
const SWEEPS = 20;
const AUTHORITY = 'exampleshire';
const NOW = londonInstant(day('2026-11-30'), '09:00');
const ROWS_A_BATCH = 100;

type Swept = { readonly entities: number; readonly requests: number; readonly ms: number; readonly naiveMs: number; readonly naiveEntities: number };

/** Rows as the product writes them: a hundred due, the others over the weeks to come. */
async function pointers(pending: number): Promise<readonly NewRow[]> {
  const memory = memoryStore();
  await memory.open();
  const wakes = wakePointers(memory);
  for (let number = 0; number < pending; number += 1) {
    const dueAt = number < DUE ? addMinutes(NOW, -(number % 50)) : addMinutes(addHours(NOW, 1), number % 80_000);
    await wakes.plant(AUTHORITY, isoUtc(dueAt), `conference-${String(number).padStart(6, '0')}`);
  }
  const rows: NewRow[] = [];
  for await (const { etag: _etag, ...row } of memory.table('wakes').range(AUTHORITY, {})) rows.push(row);
  return rows;
}

async function swept(pending: number): Promise<Swept> {
  const tables = await startTableServer({ dataFolder: await aFolder() });
  const proxy = await countingProxy(tables.connectionString);
  try {
    const straight = azureTableStore({ connectionString: tables.connectionString });
    await straight.open();
    const rows = await pointers(pending);
    for (let from = 0; from < rows.length; from += ROWS_A_BATCH) await straight.table('wakes').transact(rows.slice(from, from + ROWS_A_BATCH).map((row) => ({ do: 'insert' as const, row })));
    const wakes = wakePointers(azureTableStore({ connectionString: proxy.connectionString }));
    const times: number[] = [];
    proxy.trips();
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
      const began = performance.now();
      const due = await wakes.due(AUTHORITY, isoUtc(NOW), DUE);
      times.push(performance.now() - began);
      if (due.length !== DUE) throw new Error(`${due.length} are due, and not ${DUE}`);
    }
    await new Promise((done) => setTimeout(done, 50));
    const trips = proxy.trips();
    const naive = await scanned(proxy.connectionString);
    await new Promise((done) => setTimeout(done, 50));
    return {
      entities: trips.reduce((sum, { entities }) => sum + entities, 0) / SWEEPS, requests: trips.length / SWEEPS, ms: median(times),
      naiveMs: naive, naiveEntities: proxy.trips().reduce((sum, { entities }) => sum + entities, 0),
    };
  } finally {
    await proxy.close();
    await tables.stop();
  }
}

/** As somebody would write it who keeps the due time in a column: the service has to look at every row. Milliseconds. */
async function scanned(connectionString: string): Promise<number> {
  const client = TableClient.fromConnectionString(connectionString, 'companionwakes', { allowInsecureConnection: true });
  const began = performance.now();
  let found = 0;
  for await (const _row of client.listEntities({ queryOptions: { filter: `PartitionKey eq '${AUTHORITY}' and dueAt le '${isoUtc(NOW)}'` } })) found += 1;
  if (found !== DUE) throw new Error(`the scan found ${found}`);
  return performance.now() - began;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

export async function sweeps(): Promise<readonly Bar[]> {
  const [few, many] = [await swept(FEW), await swept(MANY)];
  for (const [pending, { entities, requests, ms, naiveMs }] of [[FEW, few], [MANY, many]] as const) print(`sweep with ${DUE} due of ${pending}: ${entities} entities in ${requests} requests, median ${ms.toFixed(1)} ms; the plain filtered scan ${naiveMs.toFixed(0)} ms (not judged)`);
  return [
    { name: 'sweep-entities-growth', value: many.entities / few.entities, limit: 1.05, better: 'atMost' },
    { name: 'sweep-requests-growth', value: many.requests / few.requests, limit: 1.05, better: 'atMost' },
  ];
}
