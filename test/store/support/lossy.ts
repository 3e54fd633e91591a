/**
 * A store whose replies get lost on the way back. The write is done; then either the question is put again, as the SDK
 * does by itself, and the answer to that is all that is heard, or nothing is heard at all.
 */
import type { Committed, Conflict, Removed, Table, TableStore, Written } from '../../../src/store/port.ts';
import { StoreFault } from '../../../src/store/port.ts';

export type Loss = 'askedAgain' | 'unheard';

/** `lose` is asked before each write whether its reply gets lost, and how. */
export function losingReplies(store: TableStore, lose: () => Loss | undefined): TableStore {
  return { ...store, table: (name) => lossyTable(store.table(name), lose) };
}

function lossyTable(table: Table, lose: () => Loss | undefined): Table {
  const sent = async <Answer extends Written | Removed | Committed>(write: () => Promise<Answer | Conflict>): Promise<Answer | Conflict> => {
    const loss = lose();
    const answer = await write();
    if (loss === undefined) return answer;
    if (loss === 'askedAgain') return write();
    throw new StoreFault('lost reply', undefined);
  };
  return {
    read: (...args) => table.read(...args),
    range: (...args) => table.range(...args),
    insert: (row) => sent(() => table.insert(row)),
    replace: (row, etag) => sent(() => table.replace(row, etag)),
    remove: (partition, row, etag) => sent(() => table.remove(partition, row, etag)),
    transact: (changes) => sent(() => table.transact(changes)),
  };
}

