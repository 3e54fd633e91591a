/** Counts what is asked of a store: each call, and of a range each page, is a request to the service. */
import { pageRows } from '../../../src/store/limits.ts';
import type { StoredRow, Table, TableStore } from '../../../src/store/port.ts';

export type CountingStore = {
  readonly store: TableStore;
  /** Requests since the last time this was asked. */
  requests(): number;
};

export function countingStore(counted: TableStore): CountingStore {
  let requests = 0;
  const asked = <Answer>(ask: () => Answer): Answer => {
    requests += 1;
    return ask();
  };
  const counting = (table: Table): Table => ({
    read: (partition, row) => asked(() => table.read(partition, row)),
    insert: (row) => asked(() => table.insert(row)),
    replace: (row, etag) => asked(() => table.replace(row, etag)),
    remove: (partition, row, etag) => asked(() => table.remove(partition, row, etag)),
    transact: (changes) => asked(() => table.transact(changes)),
    async *range(partition, range): AsyncIterable<StoredRow> {
      let rows = 0;
      requests += 1;
      for await (const row of table.range(partition, range)) {
        rows += 1;
        if (rows > pageRows && rows % pageRows === 1) requests += 1;
        yield row;
      }
    },
  });
  return {
    store: { ...counted, table: (name) => counting(counted.table(name)) },
    requests() {
      const since = requests;
      requests = 0;
      return since;
    },
  };
}
