/**
 * What a table takes, checked before anything is sent: both adapters refuse the same rows with the same fault.
 * Authority: Azure Tables data model and entity group transactions (Microsoft Learn, storage service limits).
 */
import type { Change, NewRow } from './port.ts';
import { StoreFault } from './port.ts';

export const maxKeyUnits = 512;
export const maxTextUnits = 32_768;
export const maxColumns = 252;
export const maxRowBytes = 1_048_576;
export const maxChanges = 100;
export const maxTransactionBytes = 4 * 1_048_576;
/** Rows the service hands out at once. */
export const pageRows = 1_000;

/** What a multipart change costs in the request beyond the row itself, rounded up. */
const changeOverheadBytes = 1_024;
const forbiddenInKeys = /[\p{Cc}/\\#?]/u;
const columnName = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;
const reservedColumns = new Set(['partitionkey', 'rowkey', 'timestamp', 'etag']);

/** Throws a `StoreFault` with status 400 when the key is one the service would refuse. */
export function checkKey(operation: string, key: string): void {
  if (typeof key !== 'string' || key.length === 0 || key.length > maxKeyUnits || forbiddenInKeys.test(key)) {
    throw new StoreFault(`${operation} (malformed key)`, 400);
  }
}

/** Throws a `StoreFault`: 400 for a malformed key or column, 413 for a text or row that is too big. */
export function checkRow(operation: string, row: NewRow): void {
  checkKey(operation, row.partition);
  checkKey(operation, row.row);
  const columns = Object.entries(row.properties);
  if (columns.length > maxColumns) throw new StoreFault(`${operation} (too many columns)`, 400);
  for (const [name, value] of columns) checkColumn(operation, name, value);
  if (rowBytes(row) > maxRowBytes) throw new StoreFault(`${operation} (row too big)`, 413);
}

/** Throws a `StoreFault` for a transaction the service would refuse whole. */
export function checkTransaction(changes: readonly Change[]): void {
  const operation = 'transaction';
  if (changes.length === 0 || changes.length > maxChanges) throw new StoreFault(`${operation} of ${changes.length} changes`, 400);
  const rows = changes.map(({ row }) => row);
  if (new Set(rows.map(({ partition }) => partition)).size > 1) throw new StoreFault(`${operation} over two partitions`, 400);
  if (new Set(rows.map(({ row }) => row)).size < rows.length) throw new StoreFault(`${operation} naming a row twice`, 400);
  let bytes = 0;
  for (const row of rows) {
    checkRow(operation, row);
    bytes += changeOverheadBytes + Buffer.byteLength(JSON.stringify(row.properties), 'utf8');
  }
  if (bytes >= maxTransactionBytes) throw new StoreFault(`${operation} too big`, 413);
}

/** The size of a row as the service counts it: two bytes a UTF-16 unit, and a little for each column. */
export function rowBytes({ partition, row, properties }: NewRow): number {
  let bytes = 4 + (partition.length + row.length) * 2;
  for (const [name, value] of Object.entries(properties)) {
    bytes += 8 + name.length * 2 + (typeof value === 'string' ? value.length * 2 + 4 : 8);
  }
  return bytes;
}

function checkColumn(operation: string, name: string, value: unknown): void {
  if (!columnName.test(name) || reservedColumns.has(name.toLowerCase())) throw new StoreFault(`${operation} (malformed column)`, 400);
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return;
  if (typeof value !== 'string') throw new StoreFault(`${operation} (value that is not text, number or boolean)`, 400);
  if (value.length > maxTextUnits) throw new StoreFault(`${operation} (text too long)`, 413);
}
