/** Rows of the port as entities of the service, and back. */
import type { NewRow, Properties, StoredRow } from '../port.ts';
import { StoreFault } from '../port.ts';

export type Entity = { readonly partitionKey: string; readonly rowKey: string } & Readonly<Record<string, unknown>>;

const leastInt32 = -2_147_483_648;
const greatestInt32 = 2_147_483_647;

export function entityOf({ partition, row, properties }: NewRow): Entity {
  const columns = Object.entries(properties).map(([name, value]) => [name, columnValue(value)] as const);
  return { ...Object.fromEntries(columns), partitionKey: partition, rowKey: row };
}

/** Reads what the service sent; throws a `StoreFault` when it is not a row of ours. */
export function rowOf(entity: Readonly<Record<string, unknown>>): StoredRow {
  const { partitionKey, rowKey, etag, timestamp: _timestamp, ...columns } = entity;
  if (typeof partitionKey !== 'string' || typeof rowKey !== 'string' || typeof etag !== 'string') throw new StoreFault('reading a row', undefined);
  const properties: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(columns)) {
    if (name.startsWith('odata.')) continue;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw new StoreFault('reading a row', undefined);
    properties[name] = value;
  }
  return { partition: partitionKey, row: rowKey, etag, properties };
}

/** The service takes an untyped number for a 32-bit whole one; any other number has to say that it is a double. */
function columnValue(value: Properties[string]): unknown {
  if (typeof value !== 'number') return value;
  const fits = Number.isInteger(value) && value >= leastInt32 && value <= greatestInt32;
  return fits ? value : { type: 'Double', value };
}
