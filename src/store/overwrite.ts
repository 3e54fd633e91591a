/** Writing a row whatever was there: the last writer wins. The port has no such thing, because little should be written so. */
import { randomUUID } from 'node:crypto';
import type { NewRow, Table } from './port.ts';
import { StoreFault } from './port.ts';

const attempts = 20;

/** What is likely to be there: a `new` row is inserted unseen, in one request, one `present` is read and replaced, in two. Either ends right. */
export type Likely = 'new' | 'present';

/** Adds a column `write` with a random id, by which our own write is known when its reply was lost. Gives back the ETag of what was written. Throws a `StoreFault`. */
export async function overwrite(table: Table, { partition, row, properties }: NewRow, likely: Likely): Promise<string> {
  const write = randomUUID();
  const written: NewRow = { partition, row, properties: { ...properties, write } };
  const first = likely === 'new' ? await table.insert(written) : undefined;
  if (first?.kind === 'written') return first.etag;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const present = await table.read(partition, row);
    if (present?.properties['write'] === write) return present.etag;
    const outcome = present ? await table.replace(written, present.etag) : await table.insert(written);
    if (outcome.kind === 'written') return outcome.etag;
  }
  throw new StoreFault('overwriting a row that others kept changing', undefined);
}
