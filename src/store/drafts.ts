/**
 * Drafts: what somebody has begun to fill in or type, kept for a fortnight for them alone. Not part of any record.
 * A draft may carry names, so each is sealed under a key of its own, wrapped by the master key.
 */
import type { MachineInstant } from '../calendar/instants.ts';
import { countIn, longText, longTextIn, textIn } from './columns.ts';
import type { KeyRing } from './key-ring.ts';
import { keyOf } from './keys.ts';
import { overwrite } from './overwrite.ts';
import type { TableStore } from './port.ts';
import { newKey, sealJson, unsealJson } from './sealed-box.ts';

/** Whose draft, and which: `key` names the form. */
export type DraftPlace = { readonly authority: string; readonly personKey: string; readonly key: string };

export interface Drafts {
  /** Keeps the value (anything JSON can carry) in place of an earlier one. Throws `RecordTooLarge`. */
  save(place: DraftPlace, value: unknown, machineNow: MachineInstant): Promise<void>;
  /** The value, or undefined when there is none or it is older than a fortnight. */
  load(place: DraftPlace, machineNow: MachineInstant): Promise<unknown>;
  /** Idempotent. */
  discard(place: DraftPlace): Promise<void>;
  /** Takes away the authority's drafts that are older than a fortnight, whether anybody asks for them again or not. */
  sweep(authority: string, machineNow: MachineInstant): Promise<void>;
}

const day = 24 * 60 * 60 * 1_000;
const fortnight = 14 * day;

export function drafts(store: TableStore, keyRing: KeyRing): Drafts {
  const table = store.table('drafts');
  return {
    async save(place, value, machineNow) {
      const { partition, row, sealedTo } = rowOf(place);
      const key = newKey();
      const properties = { ...longText('sealed', sealJson(key, value, sealedTo)), wrapped: await keyRing.wrap(key), savedAt: machineNow };
      // First, as a wake pointer is: a crash leaves one place too many to look at, and never one too few.
      await table.insert(agingRow(place, machineNow));
      await overwrite(table, { partition, row, properties });
    },
    async load(place, machineNow) {
      const { partition, row, sealedTo } = rowOf(place);
      const stored = await table.read(partition, row);
      if (!stored) return undefined;
      if (machineNow - countIn(stored, 'savedAt') > fortnight) {
        await table.remove(partition, row, stored.etag);
        return undefined;
      }
      return unsealJson(await keyRing.unwrap(textIn(stored, 'wrapped')), longTextIn(stored, 'sealed'), sealedTo);
    },
    async discard(place) {
      const { partition, row } = rowOf(place);
      const stored = await table.read(partition, row);
      if (stored) await table.remove(partition, row, stored.etag);
    },
    async sweep(authority, machineNow) {
      for await (const aged of table.range(agingPartition(authority), { before: dayOf(machineNow - fortnight) })) {
        const { partition, row } = rowOf({ authority, personKey: textIn(aged, 'personKey'), key: textIn(aged, 'key') });
        const stored = await table.read(partition, row);
        if (stored && machineNow - countIn(stored, 'savedAt') > fortnight) await table.remove(partition, row, stored.etag);
        await table.remove(aged.partition, aged.row, aged.etag);
      }
    },
  };
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

function rowOf({ authority, personKey, key }: DraftPlace) {
  const partition = keyOf(authority, personKey);
  const row = keyOf(key);
  return { partition, row, sealedTo: JSON.stringify([partition, row]) };
}
