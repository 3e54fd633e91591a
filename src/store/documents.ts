/**
 * Small documents by key: projections (who is who, which conferences a person has) and settings. A projection can be
 * computed again, a setting has a version its writer counts up; neither ever goes back to an earlier version.
 */
import { countIn, jsonIn, longText } from './columns.ts';
import { keyOf } from './keys.ts';
import type { StoredRow, TableStore } from './port.ts';
import { StoreFault } from './port.ts';

export type Document<Value> = { readonly row: string; readonly version: number; readonly value: Value };

/** `older`: what is stored has this version or a later one, and stays. */
export type PutOutcome = { readonly kind: 'stored' } | { readonly kind: 'older'; readonly version: number };

export interface Documents<Value> {
  get(partition: string, row: string): Promise<Document<Value> | undefined>;
  /** Stores the value where its version is later than the stored one's. Throws `RecordTooLarge`. */
  put(partition: string, document: Document<Value>): Promise<PutOutcome>;
  /** All of a partition, by row. */
  list(partition: string): Promise<readonly Document<Value>[]>;
  /** Idempotent. */
  remove(partition: string, row: string): Promise<void>;
}

export type DocumentParts<Value> = {
  readonly store: TableStore;
  readonly table: 'people' | 'settings';
  /** What kind of document: kinds do not see each other. */
  readonly kind: string;
  /** Makes what was stored into a value, or throws. */
  readonly parse: (stored: unknown) => Value;
};

const attempts = 8;

/** Partitions and rows are plain ids; a partition begins with the authority. */
export function documents<Value>({ store, table: name, kind, parse }: DocumentParts<Value>): Documents<Value> {
  const table = store.table(name);
  const partitionOf = (partition: string) => keyOf(partition, kind);
  const read = (stored: StoredRow): Document<Value> => ({
    row: stored.row,
    version: countIn(stored, 'version'),
    value: parse(jsonIn(stored, 'value')),
  });
  return {
    async get(partition, row) {
      const stored = await table.read(partitionOf(partition), keyOf(row));
      return stored && read(stored);
    },
    async put(partition, { row, version, value }) {
      const next = { partition: partitionOf(partition), row: keyOf(row), properties: { version, ...longText('value', JSON.stringify(value)) } };
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const stored = await table.read(next.partition, row);
        if (stored && countIn(stored, 'version') >= version) return answerTo(stored, next.properties);
        const outcome = stored ? await table.replace(next, stored.etag) : await table.insert(next);
        if (outcome.kind === 'written') return { kind: 'stored' };
      }
      throw new StoreFault('storing a document that others kept changing', undefined);
    },
    async list(partition) {
      const found: Document<Value>[] = [];
      for await (const stored of table.range(partitionOf(partition), {})) found.push(read(stored));
      return found;
    },
    async remove(partition, row) {
      const stored = await table.read(partitionOf(partition), keyOf(row));
      if (stored) await table.remove(stored.partition, stored.row, stored.etag);
    },
  };
}

/** The same version with the same content is our own, stored already. */
function answerTo(stored: StoredRow, properties: Readonly<Record<string, unknown>>): PutOutcome {
  const same = Object.entries(properties).every(([column, value]) => stored.properties[column] === value);
  return same ? { kind: 'stored' } : { kind: 'older', version: countIn(stored, 'version') };
}
