/**
 * The event log of conferences: one partition each, appended to and never rewritten, sealed under a key of its own,
 * chained by hashes. See docs/decisions/0002-seal-whole-events.md.
 */
import type { KeyRing } from './key-ring.ts';
import { type Address, ConferenceErased, partitionOf, rowKeys } from './log/address.ts';
import { BoundedCache } from './bounded-cache.ts';
import { append, type Appended, type Entry, type KnownHeads, recordedOperation } from './log/append.ts';
import { ConferenceKeys } from './log/conference-keys.ts';
import type { EventLink } from './log/event-row.ts';
import { destroyKey } from './log/erase.ts';
import { familyRecords, type FamilyRecords } from './log/family-record.ts';
import { headOf, noHead } from './log/head-row.ts';
import { pendingReaction, settleReaction } from './log/reaction.ts';
import { type Anchor, checkHead, contentOf, nextLink, readHead, type Verified, verify } from './log/verify.ts';
import type { StoredRow, Table, TableStore } from './port.ts';

export { type Address, BrokenRecord, ConferenceErased, NoSuchConference } from './log/address.ts';
export type { Appended, Entry, NewEvent, Operation } from './log/append.ts';
export type { FamilyRecords } from './log/family-record.ts';
export type { Anchor, Verified } from './log/verify.ts';
export { RecordTooLarge } from './columns.ts';

/** An event as recorded; `data` is in the newest schema there is an upcaster to, and not parsed yet. */
export type RecordedEvent = {
  readonly version: number;
  readonly type: string;
  readonly schema: number;
  /** UTC, ISO 8601, on the civil clock. */
  readonly at: string;
  /** A person key, or 'companion'. */
  readonly by: string;
  readonly data: unknown;
};

/** By event type and schema: what makes data of that schema into data of the next. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, (data: unknown) => unknown>>>>;

export interface ConferenceLog {
  /**
   * The events after version `after`, and the version the record stands at (0: there is no such conference); one query.
   * Throws `BrokenRecord`, `ConferenceErased`.
   */
  read(address: Address, after: number): Promise<{ readonly version: number; readonly events: readonly RecordedEvent[] }>;
  /** The version the record stands at; a point read. */
  head(address: Address): Promise<number>;
  /** As `head`, with the hash: to be kept elsewhere, and given to `verify` one day. */
  anchor(address: Address): Promise<Anchor>;
  /** All of it or nothing. Throws `RecordTooLarge` (before writing), `ConferenceErased`. */
  append(address: Address, entry: Entry): Promise<Appended>;
  recordedOperation(address: Address, key: string): Promise<{ readonly version: number; readonly inputs: string } | undefined>;
  /** The first version nobody has reacted to. */
  pendingReaction(address: Address): Promise<{ readonly fromVersion: number } | undefined>;
  /** Takes the reaction away, unless more was appended for it after `seenVersion`. */
  settleReaction(address: Address, seenVersion: number): Promise<void>;
  /** Reads and checks the whole record; with an anchor, also that it still leads through that point. */
  verify(address: Address, anchor?: Anchor): Promise<Verified>;
  /** Erases the content of the conference for good; the chain still verifies. Idempotent. */
  destroyKey(address: Address): Promise<void>;
  readonly family: FamilyRecords;
}

export type LogParts = {
  readonly store: TableStore;
  readonly keyRing: KeyRing;
  readonly upcasters?: Upcasters;
  /** How many unwrapped conference keys to keep; 500 unless told. */
  readonly cachedKeys?: number;
};

export function conferenceLog({ store, keyRing, upcasters = {}, cachedKeys = 500 }: LogParts): ConferenceLog {
  const table = store.table('conferences');
  const keys = new ConferenceKeys(table, keyRing, cachedKeys);
  const heads: KnownHeads = new BoundedCache(cachedKeys);
  const anchor = async (address: Address) => {
    const row = await table.read(partitionOf(address), rowKeys.head);
    const { version, hash } = row ? headOf(row) : noHead;
    return { version, hash };
  };
  return {
    read: (address, after) => readAfter(table, keys, upcasters, address, after),
    head: async (address) => (await anchor(address)).version,
    anchor,
    append: (address, entry) => append(table, keys, heads, address, entry),
    recordedOperation: (address, key) => recordedOperation(table, address, key),
    pendingReaction: (address) => pendingReaction(table, address),
    settleReaction: (address, seenVersion) => settleReaction(table, address, seenVersion),
    verify: (address, anchored) => verify(table, keys, address, anchored),
    async destroyKey(address) {
      await destroyKey(table, address);
      keys.forget(address);
    },
    family: familyRecords(table, keys),
  };
}

/** Events sort before the head, so the page that ends with the head is a snapshot of both, however many came before. */
async function readAfter(table: Table, keys: ConferenceKeys, upcasters: Upcasters, address: Address, after: number) {
  const links: EventLink[] = [];
  let headRow: StoredRow | undefined;
  for await (const row of table.range(partitionOf(address), { after: rowKeys.event(after), upTo: rowKeys.head })) {
    if (row.row === rowKeys.head) headRow = row;
    else links.push(nextLink(address, row, after + links.length + 1, links.at(-1)?.hash));
  }
  const head = readHead(address, headRow, links.at(-1)?.version ?? after);
  if (head.erased) {
    keys.forget(address);
    throw new ConferenceErased(address);
  }
  checkHead(address, head, links.at(-1), after);
  if (links.length === 0) return { version: head.version, events: [] };
  const key = await keys.of(address);
  return { version: head.version, events: links.map((link) => upcast(upcasters, recorded(link, contentOf(address, key, link)))) };
}

function recorded({ version, type, schema, at, by }: EventLink, data: unknown): RecordedEvent {
  return { version, type, schema, at, by, data };
}

function upcast(upcasters: Upcasters, event: RecordedEvent): RecordedEvent {
  let { schema, data } = event;
  for (let lift = upcasters[event.type]?.[schema]; lift; lift = upcasters[event.type]?.[schema]) {
    data = lift(data);
    schema += 1;
  }
  return { ...event, schema, data };
}
