/**
 * Wake pointers: which conference is to be looked at when. A pointer says nothing about what is to be done; whoever
 * wakes a conference folds its events and computes what is owed then.
 *
 * The pointer is planted before the append that makes it needed, and taken away only after the work is done and the next
 * one is planted. So a crash leaves one wake too many and never one too few.
 */
import { createHash } from 'node:crypto';
import { BrokenRow, textIn } from './columns.ts';
import { keyOf } from './keys.ts';
import { overwrite } from './overwrite.ts';
import type { StoredRow, Table, TableStore } from './port.ts';

/** What a wake is for, where that is not the conference as a whole. Ids only. */
export type WakePayload = { readonly claim?: string; readonly purpose?: string };

export type WakePointer = {
  readonly authority: string;
  readonly conferenceId: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly dueAt: string;
  readonly payload: WakePayload;
  /** Where it lies and which planting of it this is. */
  readonly row: string;
  readonly etag: string;
};

export interface WakePointers {
  /**
   * Plants a pointer; the same conference, moment and payload are one pointer, planted anew. Instants are UTC, ISO 8601.
   * A pointer that is not there yet costs one request.
   * Whoever read an earlier planting of it can no longer take it away; gives back this one.
   */
  plant(authority: string, dueAt: string, conferenceId: string, payload?: WakePayload): Promise<WakePointer>;
  /**
   * What is due by `now`, the earliest first, at most `limit`, passing over conferences that are to be left alone; nothing later
   * is read. A row that cannot be read is set aside, so that it stands in nobody's way, and counted to `onSetAside`.
   */
  due(authority: string, now: string, limit: number, leftAlone?: (conferenceId: string) => boolean, onSetAside?: (count: number) => void): Promise<readonly WakePointer[]>;
  /** How many rows were set aside so far, for whoever looks after the store. */
  setAside(authority: string): Promise<number>;
  /** Takes away this planting; one that is gone, or was planted anew since, is left as it is. */
  remove(pointer: WakePointer): Promise<void>;
  /** Whether the conference has a pointer at all. Reads every pointer of the authority. */
  has(authority: string, conferenceId: string): Promise<boolean>;
  /** Every conference that has a pointer; one reading for a whole audit. */
  conferencesWaiting(authority: string): Promise<ReadonlySet<string>>;
}

export function wakePointers(store: TableStore): WakePointers {
  const table = store.table('wakes');
  const conferencesWaiting = async (authority: string) => {
    const waiting = new Set<string>();
    for await (const row of table.range(keyOf(authority), {})) {
      const { conferenceId } = row.properties;
      if (typeof conferenceId === 'string') waiting.add(conferenceId);
    }
    return waiting;
  };
  return {
    async plant(authority, dueAt, conferenceId, payload = {}) {
      const planted = pointerRow(keyOf(authority), inMilliseconds(dueAt), keyOf(conferenceId), payload);
      return pointerOf(authority, { ...planted, etag: await overwrite(table, planted, 'new') });
    },
    async due(authority, now, limit, leftAlone = () => false, onSetAside = () => undefined) {
      const moment = inMilliseconds(now);
      const found: WakePointer[] = [];
      const broken: StoredRow[] = [];
      // Keys go to the second, so pointers of this very second are read, and those still to come in it are left out.
      for await (const row of table.range(keyOf(authority), { before: `${second(moment)}}` })) {
        if (found.length >= limit) break;
        const pointer = readable(authority, row);
        if (pointer === undefined) broken.push(row);
        else if (pointer.dueAt <= moment && !leftAlone(pointer.conferenceId)) found.push(pointer);
      }
      for (const row of broken) await putAside(table, authority, row);
      if (broken.length > 0) onSetAside(broken.length);
      return found;
    },
    async setAside(authority) {
      let count = 0;
      for await (const _row of table.range(asideOf(authority), {})) count += 1;
      return count;
    },
    async remove({ authority, row, etag }) {
      await table.remove(keyOf(authority), row, etag);
    },
    has: async (authority, conferenceId) => (await conferencesWaiting(authority)).has(conferenceId),
    conferencesWaiting,
  };
}

function pointerRow(partition: string, dueAt: string, conferenceId: string, { claim, purpose }: WakePayload) {
  const nonce = createHash('sha256').update(JSON.stringify([claim ?? null, purpose ?? null])).digest('hex').slice(0, 16);
  const payload = { ...(claim === undefined ? {} : { claim }), ...(purpose === undefined ? {} : { purpose }) };
  // The nonce also keeps apart two moments within one second.
  const row = keyOf(second(dueAt), conferenceId, `${dueAt.slice(20, 23)}.${nonce}`);
  return { partition, row, properties: { conferenceId, dueAt, ...payload } };
}

function pointerOf(authority: string, row: StoredRow): WakePointer {
  const { claim, purpose } = row.properties;
  const payload = { ...(typeof claim === 'string' ? { claim } : {}), ...(typeof purpose === 'string' ? { purpose } : {}) };
  const dueAt = textIn(row, 'dueAt');
  if (dueAt.length !== 24) throw new BrokenRow('dueAt');
  return { authority, conferenceId: textIn(row, 'conferenceId'), dueAt, payload, row: row.row, etag: row.etag };
}

/** Undefined for a row that is in no shape we write. */
function readable(authority: string, row: StoredRow): WakePointer | undefined {
  try {
    return pointerOf(authority, row);
  } catch (error) {
    if (error instanceof BrokenRow) return undefined;
    throw error;
  }
}

/** Only its key is kept, and when two look at once, it is kept once. What it was for is found by the hourly audit. */
async function putAside(table: Table, authority: string, { partition, row, etag }: StoredRow): Promise<void> {
  await table.insert({ partition: asideOf(authority), row, properties: {} });
  await table.remove(partition, row, etag);
}

function asideOf(authority: string): string {
  return keyOf(authority, 'aside');
}

/** Both kinds of ISO text as one, so that they compare as text. Throws a RangeError for anything else. */
function inMilliseconds(instant: string): string {
  const found = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{3})?Z$/.exec(instant);
  if (!found) throw new RangeError('an instant is UTC, written as ISO 8601');
  return `${found[1]}${found[2] ?? '.000'}Z`;
}

function second(instant: string): string {
  return `${instant.slice(0, 19)}Z`;
}
