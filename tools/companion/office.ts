/**
 * The store behind a command: the deployment's, by the same settings as the bot's, or this machine's own when none are
 * set (the tables of `npm start`, running or not).
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DefaultAzureCredential } from '@azure/identity';
import { parseAuthority } from '../../bot/authority.ts';
import { movableClocks, realClocks } from '../../bot/clocks.ts';
import { holidayLists, type Holidays } from '../../bot/holidays.ts';
import { readMasterKeys } from '../../bot/key-file.ts';
import { rulebook } from '../../bot/rulebook.ts';
import { startTableServer } from '../../local/storage/start-table-server.ts';
import type { CivilInstant } from '../../src/calendar/instants.ts';
import type { Rulebook } from '../../src/procedures/duties.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { conferenceLog, type ConferenceLog } from '../../src/store/conference-log.ts';
import { localKeyRing } from '../../src/store/key-ring.ts';
import type { TableStore } from '../../src/store/port.ts';
import { Refusal } from './refusal.ts';

export type Office = {
  readonly authority: string;
  readonly book: Rulebook;
  readonly store: TableStore;
  readonly log: ConferenceLog;
  readonly holidays: Holidays;
  /** The civil clock: the local Teams' where one is named, or else the machine's. */
  readonly civilNow: () => CivilInstant;
  readonly close: () => Promise<void>;
};

const checkout = resolve(import.meta.dirname, '../..');

/** Opens the store. Throws a `Refusal` where authority file or key file cannot be read. */
export async function openOffice(environment: Readonly<Record<string, string | undefined>>): Promise<Office> {
  const folder = resolve(environment['COMPANION_DATA'] ?? join(checkout, '.companion'));
  const tables = await tablesOf(environment, folder);
  try {
    const authority = parseAuthority(await textOf(environment['AUTHORITY_FILE'] ?? join(checkout, 'local', 'authority.json'), 'AUTHORITY_FILE'));
    const keyRing = localKeyRing(await readMasterKeys(environment['MASTER_KEY_FILE'] ?? join(folder, 'master.key'), tables.local));
    await tables.store.open();
    const holidays = holidayLists(tables.store, authority.id);
    await holidays.refresh();
    const { LOCAL_TEAMS_URL: localTeams } = environment;
    const clocks = tables.local && localTeams ? await movableClocks(localTeams) : realClocks();
    clocks.stop();
    return { civilNow: clocks.civilNow, authority: authority.id, book: rulebook(authority), store: tables.store, log: conferenceLog({ store: tables.store, keyRing }), holidays, close: tables.close };
  } catch (error) {
    await tables.close();
    throw error;
  }
}

async function tablesOf(environment: Readonly<Record<string, string | undefined>>, folder: string): Promise<{ readonly store: TableStore; readonly local: boolean; readonly close: () => Promise<void> }> {
  const { TABLES_CONNECTION_STRING: connectionString, TABLES_ACCOUNT_URL: accountUrl } = environment;
  const nothing = (): Promise<void> => Promise.resolve();
  if (connectionString) return { store: azureTableStore({ connectionString }), local: environment['COMPANION_ENVIRONMENT'] === 'local', close: nothing };
  if (accountUrl) return { store: azureTableStore({ accountUrl, credential: new DefaultAzureCredential() }), local: false, close: nothing };
  const running = await startTableServer({ dataFolder: join(folder, 'tables') });
  return { store: azureTableStore({ connectionString: running.connectionString }), local: true, close: () => running.stop() };
}

async function textOf(path: string, setting: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new Refusal(`${setting} names a file that cannot be read.`);
  });
}
