/** A table server of the test's own, in a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningTables, startTableServer } from '../../../local/storage/start-table-server.ts';
import { azureTableStore } from '../../../src/store/azure-tables/azure-table-store.ts';
import type { TableStore } from '../../../src/store/port.ts';

export type OwnTables = { readonly tables: RunningTables; readonly store: TableStore; close(): Promise<void> };

export async function aFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'companion-tables-'));
}

export async function ownTables(): Promise<OwnTables> {
  const dataFolder = await aFolder();
  const tables = await startTableServer({ dataFolder });
  const store = azureTableStore({ connectionString: tables.connectionString });
  await store.open();
  return {
    tables,
    store,
    async close() {
      await tables.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
