/**
 * Appending: the events, the head they move, the act they answer and the reaction they call for, in one transaction.
 *
 * The service may lose its reply, and the SDK then asks again and is told of a conflict with our own write. So before a
 * conflict is believed, the first event that should be ours is read back and its write id compared.
 */
import { randomUUID } from 'node:crypto';
import type { BoundedCache } from '../bounded-cache.ts';
import { countIn, longText, RecordTooLarge, textIn } from '../columns.ts';
import type { Change, Conflict, Committed, StoredRow, Table } from '../port.ts';
import { StoreFault } from '../port.ts';
import { sealJson } from '../sealed-box.ts';
import { type Address, ConferenceErased, partitionOf, rowKeys } from './address.ts';
import type { ConferenceKeys } from './conference-keys.ts';
import { type EventLink, hashOf, linkOf, placeOf, rowOfLink } from './event-row.ts';
import { familyPlace } from './family-record.ts';
import { type Head, headChange, headOf, noHead, putChange } from './head-row.ts';

/** `data` is anything JSON can carry. */
export type NewEvent = { readonly type: string; readonly schema: number; readonly data: unknown };

/** An act and its inputs, each as a hash; see `operationKey` and `inputsHash`. */
export type Operation = { readonly key: string; readonly inputs: string };

export type Entry = {
  /** The version the decision was made on; 0 for a conference that is to begin. */
  readonly expectedVersion: number;
  /** UTC, ISO 8601, on the civil clock. */
  readonly at: string;
  /** A person key, or 'companion'. */
  readonly by: string;
  /** 1 to 20. */
  readonly events: readonly NewEvent[];
  readonly operation?: Operation;
  /** Whether something is to be done because of these events. */
  readonly react: boolean;
  /** The restricted family record as it is to be from these events on; written with them or not at all. */
  readonly family?: unknown;
};

export type Appended =
  | { readonly kind: 'appended'; readonly version: number }
  /** This very act is on record already, with the same inputs, up to this version. */
  | { readonly kind: 'repeated'; readonly version: number }
  /** This act is on record already, with other inputs. */
  | { readonly kind: 'changedInputs'; readonly version: number }
  /** Somebody else wrote meanwhile; `version` is where the record stands. */
  | { readonly kind: 'conflict'; readonly version: number };

export const mostEvents = 20;
/** All sealed content of one append together, in UTF-16 units; the service takes 4 MiB a transaction, we ask for less. */
export const mostUnits = 1_000_000;
/** A reaction settled, or a family record rewritten, at the same moment makes us try again; it cannot go on for long. */
const attempts = 8;

/**
 * Heads as this process itself left them, by partition: what follows one's own append need not read the head again. One
 * that somebody else has moved since is refused by its ETag, and read then.
 */
export type KnownHeads = BoundedCache<string, Head>;

type Standing = { readonly head: Head; readonly reaction: StoredRow | undefined; readonly family: StoredRow | undefined };

/** Throws `RecordTooLarge`, `ConferenceErased`, `NoSuchConference`, a `StoreFault`, or a RangeError for a wrong number of events. */
export async function append(table: Table, keys: ConferenceKeys, heads: KnownHeads, address: Address, entry: Entry): Promise<Appended> {
  if (entry.events.length < 1 || entry.events.length > mostEvents) throw new RangeError(`an append has 1 to ${mostEvents} events`);
  const write = randomUUID();
  const partition = partitionOf(address);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const hopeful = entry.expectedVersion === 0 && attempt === 0;
    const known = attempt === 0 && !entry.react && entry.family === undefined ? heads.get(partition) : undefined;
    const standing = hopeful ? NOTHING_YET : known?.version === entry.expectedVersion ? { ...NOTHING_YET, head: known } : await stand(table, address, entry);
    heads.delete(partition);
    if (standing.head.version === entry.expectedVersion) {
      const changes = await changesFor(keys, address, entry, standing, write);
      const outcome = await commit(table, changes, () => isOurs(table, address, entry, write));
      if (outcome.kind === 'ours') {
        if (outcome.head !== undefined) heads.set(partition, outcome.head);
        return { kind: 'appended', version: entry.expectedVersion + entry.events.length };
      }
    }
    // Something is there after all, or somebody has moved the head that was known: what, the next look tells.
    if (hopeful || standing.head === known) continue;
    const settled = await alreadySettled(table, address, entry);
    if (settled) return settled;
  }
  throw new StoreFault('append that others kept changing', undefined);
}

/** A conference that is to begin has nothing to be read: its first append inserts everything, or meets what is there. */
const NOTHING_YET: Standing = { head: noHead, reaction: undefined, family: undefined };

async function stand(table: Table, address: Address, entry: Entry): Promise<Standing> {
  const partition = partitionOf(address);
  const wanted = async (row: string, when: boolean) => (when ? table.read(partition, row) : undefined);
  const [headRow, reaction, family] = await Promise.all([
    table.read(partition, rowKeys.head),
    wanted(rowKeys.reaction, entry.react),
    wanted(rowKeys.family, entry.family !== undefined),
  ]);
  const head = headRow ? headOf(headRow) : noHead;
  if (head.erased) throw new ConferenceErased(address);
  return { head, reaction, family };
}

async function changesFor(keys: ConferenceKeys, address: Address, entry: Entry, standing: Standing, write: string): Promise<Change[]> {
  const partition = partitionOf(address);
  const begins = standing.head === noHead;
  const made = begins ? await keys.make(address) : undefined;
  const key = made?.key ?? (await keys.of(address));
  const links = linked(partition, key, entry, standing.head, write);
  const version = entry.expectedVersion + links.length;
  const hash = links.at(-1)?.hash ?? standing.head.hash;
  const { operation } = entry;
  return [
    ...links.map((link): Change => ({ do: 'insert', row: rowOfLink(partition, link) })),
    headChange(partition, standing.head, { version, hash, erased: false }),
    ...(made ? [{ do: 'insert', row: made.row } satisfies Change] : []),
    ...(operation ? [operationChange(partition, operation, version)] : []),
    ...(entry.react ? [reactionChange(partition, standing.reaction, entry.expectedVersion + 1, version)] : []),
    ...(entry.family === undefined ? [] : [familyChange(partition, key, entry.family, standing.family)]),
  ];
}

/** The new events as links of the chain. Throws `RecordTooLarge` before anything is written. */
function linked(partition: string, key: Uint8Array, { events, at, by, expectedVersion }: Entry, head: Head, write: string): EventLink[] {
  let previous = head.hash;
  let units = 0;
  return events.map(({ type, schema, data }, index) => {
    const heading = { version: expectedVersion + index + 1, type, schema, at, by, write, previous };
    const sealed = sealJson(key, data, placeOf(partition, heading));
    units += sealed.length;
    if (units > mostUnits) throw new RecordTooLarge(units, mostUnits);
    const hash = hashOf(partition, heading, sealed);
    previous = hash;
    return { ...heading, sealed, hash };
  });
}

function operationChange(partition: string, { key, inputs }: Operation, version: number): Change {
  return { do: 'insert', row: { partition, row: rowKeys.operation(key), properties: { version, inputs } } };
}

/** One reaction for all that is unreacted to; touching it tells whoever is at it that there is more. */
function reactionChange(partition: string, row: StoredRow | undefined, from: number, toVersion: number): Change {
  const fromVersion = row ? countIn(row, 'fromVersion') : from;
  return putChange({ partition, row: rowKeys.reaction, properties: { fromVersion, toVersion } }, row?.etag);
}

function familyChange(partition: string, key: Uint8Array, record: unknown, row: StoredRow | undefined): Change {
  const properties = longText('sealed', sealJson(key, record, familyPlace(partition)));
  return putChange({ partition, row: rowKeys.family, properties }, row?.etag);
}

/** A conflict, or a fault that may have come after the write, is ours when what we wrote is there. */
async function commit(table: Table, changes: readonly Change[], isOurWrite: () => Promise<boolean>): Promise<{ readonly kind: 'ours'; readonly head?: Head } | { readonly kind: 'notOurs' }> {
  let outcome: Committed | Conflict;
  try {
    outcome = await table.transact(changes);
  } catch (fault) {
    if (mayHaveHappened(fault) && (await isOurWrite())) return { kind: 'ours' };
    throw fault;
  }
  if (outcome.kind !== 'committed') return { kind: (await isOurWrite()) ? 'ours' : 'notOurs' };
  const place = changes.findIndex(({ row }) => row.row === rowKeys.head);
  const [change, etag] = [changes[place], outcome.etags[place]];
  return change === undefined || etag === undefined || etag === '' ? { kind: 'ours' } : { kind: 'ours', head: headOf({ ...change.row, etag }) };
}

function mayHaveHappened(fault: unknown): boolean {
  return fault instanceof StoreFault && (fault.status === undefined || fault.status >= 500 || fault.status === 408);
}

async function isOurs(table: Table, address: Address, { expectedVersion }: Entry, write: string): Promise<boolean> {
  const version = expectedVersion + 1;
  const row = await table.read(partitionOf(address), rowKeys.event(version));
  return row !== undefined && linkOf(row, version).write === write;
}

/** What stands on record instead of our append; undefined when nothing does, and it is worth trying again. */
async function alreadySettled(table: Table, address: Address, { operation, expectedVersion }: Entry): Promise<Appended | undefined> {
  const [recorded, head] = await Promise.all([
    operation && recordedOperation(table, address, operation.key),
    table.read(partitionOf(address), rowKeys.head),
  ]);
  if (recorded) return { kind: recorded.inputs === operation?.inputs ? 'repeated' : 'changedInputs', version: recorded.version };
  const { version } = head ? headOf(head) : noHead;
  return version === expectedVersion ? undefined : { kind: 'conflict', version };
}

export async function recordedOperation(table: Table, address: Address, key: string): Promise<{ version: number; inputs: string } | undefined> {
  const row = await table.read(partitionOf(address), rowKeys.operation(key));
  return row && { version: countIn(row, 'version'), inputs: textIn(row, 'inputs') };
}
