/** The head of a conference: how far its record goes, and the hash it goes to. Every append moves it by its ETag. */
import { countIn, flagIn, textIn } from '../columns.ts';
import type { Change, StoredRow } from '../port.ts';
import { rowKeys } from './address.ts';
import { genesis } from './event-row.ts';

export type Head = { readonly version: number; readonly hash: string; readonly erased: boolean; readonly etag: string | undefined };

export const noHead: Head = { version: 0, hash: genesis, erased: false, etag: undefined };

/** Throws `BrokenRow`. */
export function headOf(row: StoredRow): Head {
  return { version: countIn(row, 'version'), hash: textIn(row, 'hash'), erased: flagIn(row, 'erased'), etag: row.etag };
}

export function headChange(partition: string, from: Head, to: { version: number; hash: string; erased: boolean }): Change {
  return putChange({ partition, row: rowKeys.head, properties: { ...to } }, from.etag);
}

/** Replaces the row that has this ETag; inserts where there was none. */
export function putChange(row: Change['row'], etag: string | undefined): Change {
  return etag === undefined ? { do: 'insert', row } : { do: 'replace', row, etag };
}
