/**
 * The table port in memory: the same conflicts, limits, order and pages as the service, and nothing kept.
 * For tests and for trying things out; `table-contract.ts` holds it to what the service does.
 */
import { checkKey, checkRow, checkTransaction, pageRows } from '../limits.ts';
import type { Change, Committed, Conflict, KeyRange, NewRow, Removed, StoredRow, Table, TableName, TableStore, Written } from '../port.ts';
import { StoreFault } from '../port.ts';

type Rows = Map<string, StoredRow>;

/** A store that lives as long as the object does. Like the service, it has no tables until it is opened. */
export function memoryStore(): TableStore {
  const tables = new Map<TableName, MemoryTable>();
  let opened = false;
  const isOpen = () => opened;
  return {
    table(name) {
      const table = tables.get(name) ?? new MemoryTable(isOpen);
      tables.set(name, table);
      return table;
    },
    async open() {
      opened = true;
    },
    async ready() {
      return opened;
    },
  };
}

class MemoryTable implements Table {
  readonly #isOpen: () => boolean;
  readonly #partitions = new Map<string, Rows>();
  #writes = 0;

  constructor(isOpen: () => boolean) {
    this.#isOpen = isOpen;
  }

  async read(partition: string, row: string): Promise<StoredRow | undefined> {
    this.#begin('read');
    checkKey('read', partition);
    checkKey('read', row);
    return this.#partitions.get(partition)?.get(row);
  }

  async insert(row: NewRow): Promise<Written | Conflict> {
    this.#begin('insert');
    checkRow('insert', row);
    return this.#conflictOf({ do: 'insert', row }) ?? this.#put(row);
  }

  async replace(row: NewRow, etag: string): Promise<Written | Conflict> {
    this.#begin('replace');
    checkRow('replace', row);
    return this.#conflictOf({ do: 'replace', row, etag }) ?? this.#put(row);
  }

  async remove(partition: string, row: string, etag: string): Promise<Removed | Conflict> {
    this.#begin('remove');
    checkKey('remove', partition);
    checkKey('remove', row);
    const conflict = changedSince(etag, this.#partitions.get(partition)?.get(row));
    if (conflict) return conflict;
    this.#partitions.get(partition)?.delete(row);
    return { kind: 'removed' };
  }

  async *range(partition: string, range: KeyRange): AsyncGenerator<StoredRow> {
    checkKey('range', partition);
    let wanted = range.limit ?? Infinity;
    let after: string | undefined;
    while (wanted > 0) {
      this.#begin('range');
      const size = Math.min(wanted, pageRows);
      // Each page is as the table was when it was fetched, as with the service.
      const page = this.#inOrder(partition, range, after).slice(0, size);
      yield* page;
      if (page.length < size) return;
      wanted -= size;
      after = page.at(-1)?.row;
    }
  }

  async transact(changes: readonly Change[]): Promise<Committed | Conflict> {
    this.#begin('transaction');
    checkTransaction(changes);
    for (const change of changes) {
      const conflict = this.#conflictOf(change);
      if (conflict) return conflict;
    }
    return { kind: 'committed', etags: changes.map(({ row }) => this.#put(row).etag) };
  }

  #begin(operation: string): void {
    if (!this.#isOpen()) throw new StoreFault(operation, 404);
  }

  #inOrder(partition: string, range: KeyRange, after: string | undefined): StoredRow[] {
    const rows = [...(this.#partitions.get(partition)?.values() ?? [])];
    return rows.filter(({ row }) => within(row, range) && (after === undefined || row > after)).sort((a, b) => (a.row < b.row ? -1 : 1));
  }

  #conflictOf(change: Change): Conflict | undefined {
    const present = this.#partitions.get(change.row.partition)?.get(change.row.row);
    if (change.do === 'insert') return present && { kind: 'conflict', why: 'exists' };
    return changedSince(change.etag, present);
  }

  #put({ partition, row, properties }: NewRow): Written {
    const rows: Rows = this.#partitions.get(partition) ?? new Map();
    this.#partitions.set(partition, rows);
    this.#writes += 1;
    const etag = `W/"${this.#writes}"`;
    rows.set(row, Object.freeze({ partition, row, etag, properties: Object.freeze({ ...properties }) }));
    return { kind: 'written', etag };
  }
}

function changedSince(etag: string, present: StoredRow | undefined): Conflict | undefined {
  if (!present) return { kind: 'conflict', why: 'missing' };
  return present.etag === etag ? undefined : { kind: 'conflict', why: 'changed' };
}

/** JavaScript compares strings by UTF-16 unit, which is the order of the service. */
function within(row: string, { after, from, upTo, before }: KeyRange): boolean {
  return (
    (after === undefined || row > after) &&
    (from === undefined || row >= from) &&
    (upTo === undefined || row <= upTo) &&
    (before === undefined || row < before)
  );
}
