/**
 * Drafts: what somebody has begun to fill in or type, kept for a fortnight for them alone. Not part of any record.
 * A draft may carry names, so each is sealed under a key of its own, wrapped by the master key.
 */
import { randomUUID } from 'node:crypto';
import type { MachineInstant } from '../calendar/instants.ts';
import { countIn, longText, longTextIn, textIn } from './columns.ts';
import type { KeyRing } from './key-ring.ts';
import { keyOf } from './keys.ts';
import { overwrite } from './overwrite.ts';
import type { NewRow, StoredRow, Table, TableStore } from './port.ts';
import { newKey, sealJson, unsealJson } from './sealed-box.ts';

/** Whose draft, and which: `key` names the form. */
export type DraftPlace = { readonly authority: string; readonly personKey: string; readonly key: string };

/** A draft as it was opened: what keeping it again has to name, and the day it was last entered for sweeping. */
export type DraftHandle = { readonly etag: string; readonly agedOn: string };

/** `changed`: another device kept or discarded it meanwhile, and what they did stays. */
export type Kept = { readonly kind: 'kept' } | { readonly kind: 'changed' };

export type OwnDraft = { readonly key: string; readonly savedAt: number; readonly value: unknown };

/** A draft as it was opened, with the handle to keep it by. */
export type OpenDraft = { readonly value: unknown; readonly handle: DraftHandle };

export interface Drafts {
  /** Keeps the value (anything JSON can carry) in place of whatever is there. Throws `RecordTooLarge`. */
  save(place: DraftPlace, value: unknown, machineNow: MachineInstant): Promise<void>;
  /** The value, or undefined when there is none or it is older than a fortnight. */
  load(place: DraftPlace, machineNow: MachineInstant): Promise<unknown>;
  /** As `load`, with the handle to keep it by; undefined when there is none. One request. */
  open(place: DraftPlace, machineNow: MachineInstant): Promise<OpenDraft | undefined>;
  /**
   * Keeps the value in place of the draft that was opened, or, without a handle, as a new one. One request, and one more
   * on the first keeping of a day. Throws `RecordTooLarge`.
   */
  keep(place: DraftPlace, value: unknown, handle: DraftHandle | undefined, machineNow: MachineInstant): Promise<Kept>;
  /** All of a person's drafts that are not older than a fortnight, the last saved first; one query. */
  list(authority: string, personKey: string, machineNow: MachineInstant): Promise<readonly OwnDraft[]>;
  /** Idempotent. */
  discard(place: DraftPlace): Promise<void>;
  /** Takes away the authority's drafts that are older than a fortnight, whether anybody asks for them again or not. */
  sweep(authority: string, machineNow: MachineInstant): Promise<void>;
}

const day = 24 * 60 * 60 * 1_000;
const fortnight = 14 * day;

export function drafts(store: TableStore, keyRing: KeyRing): Drafts {
  const table = store.table('drafts');
  const open: Drafts['open'] = async (place, machineNow) => {
    const { partition, row } = addressOf(place);
    const stored = await table.read(partition, row);
    if (!stored) return undefined;
    if (isOver(stored, machineNow)) {
      await table.remove(partition, row, stored.etag);
      return undefined;
    }
    return opened(keyRing, stored);
  };
  return {
    open,
    async save(place, value, machineNow) {
      const sealed = await rowFor(keyRing, place, value, machineNow);
      await table.insert(agingRow(place, machineNow));
      await overwrite(table, sealed, 'present');
    },
    load: async (place, machineNow) => (await open(place, machineNow))?.value,
    async keep(place, value, handle, machineNow) {
      const agedOn = dayOf(machineNow);
      const sealed = await rowFor(keyRing, place, value, machineNow);
      // First, as a wake pointer is: a crash leaves one place too many to look at, and never one too few.
      if (handle?.agedOn !== agedOn) await table.insert(agingRow(place, machineNow));
      return (await isPut(table, sealed, handle?.etag)) ? { kind: 'kept' } : { kind: 'changed' };
    },
    async list(authority, personKey, machineNow) {
      const found: StoredRow[] = [];
      for await (const stored of table.range(keyOf(authority, personKey), {})) if (!isOver(stored, machineNow)) found.push(stored);
      const listed = await Promise.all(found.map(async (stored) => ({ key: stored.row, savedAt: countIn(stored, 'savedAt'), value: (await opened(keyRing, stored)).value })));
      return listed.toSorted((a, b) => b.savedAt - a.savedAt || (a.key < b.key ? -1 : 1));
    },
    async discard(place) {
      const { partition, row } = addressOf(place);
      const stored = await table.read(partition, row);
      if (stored) await table.remove(partition, row, stored.etag);
    },
    async sweep(authority, machineNow) {
      for await (const aged of table.range(agingPartition(authority), { before: dayOf(machineNow - fortnight) })) {
        const { partition, row } = addressOf({ authority, personKey: textIn(aged, 'personKey'), key: textIn(aged, 'key') });
        const stored = await table.read(partition, row);
        if (stored && isOver(stored, machineNow)) await table.remove(partition, row, stored.etag);
        await table.remove(aged.partition, aged.row, aged.etag);
      }
    },
  };
}

/** False when something else is there than was read. A conflict is read back: our own write may have met itself. */
async function isPut(table: Table, sealed: NewRow, etag: string | undefined): Promise<boolean> {
  const outcome = etag === undefined ? await table.insert(sealed) : await table.replace(sealed, etag);
  if (outcome.kind === 'written') return true;
  const present = await table.read(sealed.partition, sealed.row);
  return present?.properties['write'] === sealed.properties['write'];
}

async function rowFor(keyRing: KeyRing, place: DraftPlace, value: unknown, savedAt: number): Promise<NewRow> {
  const address = addressOf(place);
  const key = newKey();
  const sealed = longText('sealed', sealJson(key, value, sealedTo(address)));
  return { ...address, properties: { ...sealed, wrapped: await keyRing.wrap(key), savedAt, write: randomUUID() } };
}

async function opened(keyRing: KeyRing, stored: StoredRow): Promise<OpenDraft> {
  const value = unsealJson(await keyRing.unwrap(textIn(stored, 'wrapped')), longTextIn(stored, 'sealed'), sealedTo(stored));
  return { value, handle: { etag: stored.etag, agedOn: dayOf(countIn(stored, 'savedAt')) } };
}

function isOver(stored: StoredRow, machineNow: number): boolean {
  return machineNow - countIn(stored, 'savedAt') > fortnight;
}

/** Which drafts were saved on a day: what a sweep reads, and it names no more than whose they are. */
function agingRow({ authority, personKey, key }: DraftPlace, savedAt: number) {
  return { partition: agingPartition(authority), row: keyOf(dayOf(savedAt), personKey, key), properties: { personKey, key } };
}

function agingPartition(authority: string): string {
  return keyOf(authority, 'aging');
}

/** Days since 1970, in eight figures, so that they sort as they follow. */
function dayOf(instant: number): string {
  return String(Math.floor(instant / day)).padStart(8, '0');
}

function addressOf({ authority, personKey, key }: DraftPlace): { readonly partition: string; readonly row: string } {
  return { partition: keyOf(authority, personKey), row: keyOf(key) };
}

/** The place a draft's seal is bound to. */
function sealedTo({ partition, row }: { readonly partition: string; readonly row: string }): string {
  return JSON.stringify([partition, row]);
}
