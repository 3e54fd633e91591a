/**
 * The restricted family record: full names, addresses, birth dates. One row of the conference's partition, sealed under
 * its key; read by letters, the record and its distribution, and by nothing else.
 */
import { randomUUID } from 'node:crypto';
import { longText, longTextIn } from '../columns.ts';
import type { Conflict, Table, Written } from '../port.ts';
import { sealJson, unsealJson } from '../sealed-box.ts';
import { type Address, ConferenceErased, partitionOf, rowKeys } from './address.ts';
import type { ConferenceKeys } from './conference-keys.ts';
import { headOf } from './head-row.ts';

export interface FamilyRecords {
  /** The record and the ETag to write it with; undefined when there is none. Throws `ConferenceErased`. */
  read(address: Address): Promise<{ readonly record: unknown; readonly etag: string } | undefined>;
  /**
   * Without an ETag the record must be new. The conference must have begun: its first append can bring the record with it.
   * Throws `NoSuchConference`, `ConferenceErased`, `RecordTooLarge`.
   */
  write(address: Address, record: unknown, etag?: string): Promise<Written | Conflict>;
}

/** The place the record's seal is bound to. */
export function familyPlace(partition: string): string {
  return JSON.stringify([partition, rowKeys.family]);
}

export function familyRecords(table: Table, keys: ConferenceKeys): FamilyRecords {
  return {
    async read(address) {
      const partition = partitionOf(address);
      await refuseErased(table, address);
      const row = await table.read(partition, rowKeys.family);
      if (!row) return undefined;
      return { record: unsealJson(await keys.of(address), longTextIn(row, 'sealed'), familyPlace(partition)), etag: row.etag };
    },
    async write(address, record, etag) {
      const partition = partitionOf(address);
      await refuseErased(table, address);
      const write = randomUUID();
      const sealed = longText('sealed', sealJson(await keys.of(address), record, familyPlace(partition)));
      const row = { partition, row: rowKeys.family, properties: { ...sealed, write } };
      const outcome = etag === undefined ? await table.insert(row) : await table.replace(row, etag);
      if (outcome.kind === 'written') return outcome;
      const present = await table.read(partition, rowKeys.family);
      return present?.properties['write'] === write ? { kind: 'written', etag: present.etag } : outcome;
    },
  };
}

/** A key kept in memory must not outlive its destruction. */
async function refuseErased(table: Table, address: Address): Promise<void> {
  const head = await table.read(partitionOf(address), rowKeys.head);
  if (head && headOf(head).erased) throw new ConferenceErased(address);
}
