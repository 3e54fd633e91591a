/**
 * Checking a whole record: that no event was changed, taken out, put in, moved or cut off.
 *
 * The chain alone shows all of that but one: somebody who cuts off the end and rewrites the head to match. For that an
 * anchor is kept elsewhere: the version and hash a head had on some day.
 */
import { BrokenRow } from '../columns.ts';
import type { StoredRow, Table } from '../port.ts';
import { BrokenSeal, unsealJson } from '../sealed-box.ts';
import { type Address, BrokenRecord, type BrokenWhy, ConferenceErased, NoSuchConference, partitionOf, rowKeys } from './address.ts';
import type { ConferenceKeys } from './conference-keys.ts';
import { type EventLink, genesis, hashOf, linkOf, placeOf } from './event-row.ts';
import { type Head, headOf, noHead } from './head-row.ts';

/** How far a record went, and the hash it went to. */
export type Anchor = { readonly version: number; readonly hash: string };

export type Verified =
  | { readonly ok: true; readonly events: number }
  | { readonly ok: false; readonly atVersion: number; readonly why: BrokenWhy };

/** Checks the row as the next link after `previous`; `previous` is undefined where the link before was not read. */
export function nextLink(address: Address, row: StoredRow, version: number, previous: string | undefined): EventLink {
  if (row.row !== rowKeys.event(version)) {
    throw new BrokenRecord(address, version, row.row.startsWith('e|') && row.row > rowKeys.event(version) ? 'missingEvent' : 'strayRow');
  }
  const link = readable(address, version, () => linkOf(row, version));
  if (previous !== undefined && link.previous !== previous) throw new BrokenRecord(address, version, 'brokenLink');
  if (hashOf(partitionOf(address), link, link.sealed) !== link.hash) throw new BrokenRecord(address, version, 'brokenHash');
  return link;
}

/** The head a record that was read up to `last` must have. */
export function checkHead(address: Address, head: Head, last: Anchor | undefined, after: number): void {
  const version = last?.version ?? after;
  if (head.version !== version || (last !== undefined && head.hash !== last.hash)) throw new BrokenRecord(address, version, 'headDisagrees');
}

export function readHead(address: Address, row: StoredRow | undefined, atVersion: number): Head {
  if (row) return readable(address, atVersion, () => headOf(row));
  if (atVersion > 0) throw new BrokenRecord(address, atVersion, 'headMissing');
  return noHead;
}

/** The content of a link. Throws `BrokenRecord`. */
export function contentOf(address: Address, key: Uint8Array, link: EventLink): unknown {
  try {
    return unsealJson(key, link.sealed, placeOf(partitionOf(address), link));
  } catch (error) {
    if (error instanceof BrokenSeal) throw new BrokenRecord(address, link.version, 'brokenSeal');
    throw error;
  }
}

/** Reads the whole record. While the key lives every seal is tried too; an erased record is checked by its chain alone. */
export async function verify(table: Table, keys: ConferenceKeys, address: Address, anchor?: Anchor): Promise<Verified> {
  try {
    return { ok: true, events: await check(table, keys, address, anchor) };
  } catch (error) {
    if (error instanceof BrokenRecord) return { ok: false, atVersion: error.atVersion, why: error.why };
    throw error;
  }
}

async function check(table: Table, keys: ConferenceKeys, address: Address, anchor: Anchor | undefined): Promise<number> {
  const key = await livingKey(keys, address);
  let last: Anchor = { version: 0, hash: genesis };
  let headRow: StoredRow | undefined;
  for await (const row of table.range(partitionOf(address), { from: rowKeys.beforeEvents, upTo: rowKeys.head })) {
    if (row.row === rowKeys.head) {
      headRow = row;
    } else {
      const link = nextLink(address, row, last.version + 1, last.hash);
      if (key) contentOf(address, key, link);
      last = link;
      if (anchor?.version === last.version && anchor.hash !== last.hash) throw new BrokenRecord(address, last.version, 'anchorDisagrees');
    }
  }
  const head = readHead(address, headRow, last.version);
  checkHead(address, head, last, last.version);
  if (anchor !== undefined && anchor.version > last.version) throw new BrokenRecord(address, last.version, 'anchorDisagrees');
  // A head that says erased over a key that lives, or the other way about, was not written by us.
  if (last.version > 0 && head.erased !== (key === undefined)) throw new BrokenRecord(address, last.version, 'headDisagrees');
  return last.version;
}

/** Undefined when the key was destroyed, or never made. Asked of the store: one kept in memory may have outlived it. */
async function livingKey(keys: ConferenceKeys, address: Address): Promise<Uint8Array | undefined> {
  keys.forget(address);
  try {
    return await keys.of(address);
  } catch (error) {
    if (error instanceof ConferenceErased || error instanceof NoSuchConference) return undefined;
    throw error;
  }
}

function readable<Value>(address: Address, version: number, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof BrokenRow) throw new BrokenRecord(address, version, 'unreadable');
    throw error;
  }
}
