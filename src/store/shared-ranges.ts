/** One reading for many who ask for the same rows at the same time, as they do when a hundred forms look at one diary. */
import type { KeyRange, StoredRow, Table } from './port.ts';

type Line = { readonly current: Promise<readonly StoredRow[]>; next?: Promise<readonly StoredRow[]> };

/**
 * The same table, with its ranges shared: whoever asks while that very range is being read shares the reading that begins when
 * this one is over. So nobody is given what was read before they asked, and there are never more than two in line.
 * A range is read whole before its first row is given, so this is for tables whose ranges are short.
 */
export function sharingRanges(table: Table): Table {
  const lines = new Map<string, Line>();

  const begin = (key: string, read: () => Promise<readonly StoredRow[]>): Promise<readonly StoredRow[]> => {
    const line: Line = { current: read() };
    lines.set(key, line);
    const over = (): void => {
      if (lines.get(key) === line && line.next === undefined) lines.delete(key);
    };
    line.current.then(over, over);
    return line.current;
  };

  const shared = (key: string, read: () => Promise<readonly StoredRow[]>): Promise<readonly StoredRow[]> => {
    const line = lines.get(key);
    if (line === undefined) return begin(key, read);
    const again = (): Promise<readonly StoredRow[]> => begin(key, read);
    return (line.next ??= line.current.then(again, again));
  };

  return {
    read: (partition, row) => table.read(partition, row),
    insert: (row) => table.insert(row),
    replace: (row, etag) => table.replace(row, etag),
    remove: (partition, row, etag) => table.remove(partition, row, etag),
    transact: (changes) => table.transact(changes),
    async *range(partition: string, range: KeyRange) {
      yield* await shared(JSON.stringify([partition, range.after, range.from, range.upTo, range.before, range.limit]), () => whole(table.range(partition, range)));
    },
  };
}

async function whole(rows: AsyncIterable<StoredRow>): Promise<readonly StoredRow[]> {
  const found: StoredRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
