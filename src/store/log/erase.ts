/**
 * Erasing a conference: its key and its family record go, the chain stays. The head says so in the same transaction, so
 * that nobody who still has the key in memory can read or write with it.
 */
import type { Change, Table } from '../port.ts';
import { StoreFault } from '../port.ts';
import { type Address, partitionOf, rowKeys } from './address.ts';
import { destroyedKey } from './conference-keys.ts';
import { headChange, headOf } from './head-row.ts';

const attempts = 8;

/** Idempotent; a conference that never began stays so. Throws a `StoreFault`. */
export async function destroyKey(table: Table, address: Address): Promise<void> {
  const partition = partitionOf(address);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const [headRow, key, family] = await Promise.all([
      table.read(partition, rowKeys.head),
      table.read(partition, rowKeys.key),
      table.read(partition, rowKeys.family),
    ]);
    if (!headRow || !key) return;
    const head = headOf(headRow);
    if (head.erased) return;
    const changes: Change[] = [
      headChange(partition, head, { version: head.version, hash: head.hash, erased: true }),
      { do: 'replace', row: { partition, row: rowKeys.key, properties: destroyedKey }, etag: key.etag },
    ];
    if (family) changes.push({ do: 'replace', row: { partition, row: rowKeys.family, properties: destroyedKey }, etag: family.etag });
    const outcome = await table.transact(changes);
    // A conflict may be our own write come back; the next look tells.
    if (outcome.kind === 'committed') return;
  }
  throw new StoreFault('erasure that others kept changing', undefined);
}
