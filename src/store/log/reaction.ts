/** What a conference still has to react to: one row, from the first event nobody has reacted to yet. */
import { countIn } from '../columns.ts';
import type { Table } from '../port.ts';
import { type Address, partitionOf, rowKeys } from './address.ts';

export async function pendingReaction(table: Table, address: Address): Promise<{ readonly fromVersion: number } | undefined> {
  const row = await table.read(partitionOf(address), rowKeys.reaction);
  return row && { fromVersion: countIn(row, 'fromVersion') };
}

/** Takes the row away when it asks for nothing after `seenVersion`; one that moved on meanwhile stays. */
export async function settleReaction(table: Table, address: Address, seenVersion: number): Promise<void> {
  const partition = partitionOf(address);
  const row = await table.read(partition, rowKeys.reaction);
  if (!row || countIn(row, 'toVersion') > seenVersion) return;
  await table.remove(partition, rowKeys.reaction, row.etag);
}
