/** Conferences to test with: plainly invented, each in a partition of its own. */
import { randomUUID } from 'node:crypto';
import { type Address, type ConferenceLog, conferenceLog, type Entry, type LogParts, type NewEvent } from '../../../src/store/conference-log.ts';
import { type KeyRing, localKeyRing, masterKeysFrom, newMasterKeyLine } from '../../../src/store/key-ring.ts';
import { memoryStore } from '../../../src/store/memory/memory-store.ts';
import type { StoredRow, TableName, TableStore } from '../../../src/store/port.ts';

export const aKeyRing = (): KeyRing => localKeyRing(masterKeysFrom(newMasterKeyLine('a')));

export const anAddress = (): Address => ({ authority: 'northvale', conferenceId: randomUUID() });

export async function anOpenStore(): Promise<TableStore> {
  const store = memoryStore();
  await store.open();
  return store;
}

export const aLog = (store: TableStore, parts: Partial<LogParts> = {}): ConferenceLog => conferenceLog({ store, keyRing: aKeyRing(), ...parts });

export const anEvent = (text: string, type = 'noteTaken'): NewEvent => ({ type, schema: 1, data: { text } });

export const anEntry = (expectedVersion: number, changes: Partial<Entry> = {}): Entry => ({
  expectedVersion,
  at: '2026-12-21T10:00:00.000Z',
  by: 'companion',
  events: [anEvent(`note ${expectedVersion + 1}`)],
  react: false,
  ...changes,
});

/** Appends one event after another, `text 1` to `text <count>`; the conference must be new. */
export async function withNotes(log: ConferenceLog, address: Address, count: number, text = 'note'): Promise<void> {
  for (let version = 0; version < count; version += 1) {
    await log.append(address, anEntry(version, { events: [anEvent(`${text} ${version + 1}`)] }));
  }
}

export const textsOf = (events: readonly { readonly data: unknown }[]): string[] => events.map(({ data }) => (data as { text: string }).text);

export async function rowsOf(store: TableStore, table: TableName, partition: string): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  for await (const row of store.table(table).range(partition, {})) rows.push(row);
  return rows;
}

export const partitionOf = ({ authority, conferenceId }: Address): string => `${authority}|c|${conferenceId}`;
