/**
 * One holder at a time. Every new holding has a higher token than the one before, and a holder that slept past its time
 * finds the row changed: it cannot renew, and what it writes by ETag or token elsewhere is refused.
 */
import { randomUUID } from 'node:crypto';
import type { MachineInstant } from '../calendar/instants.ts';
import { countIn, textIn } from './columns.ts';
import { keyOf } from './keys.ts';
import type { StoredRow, TableStore } from './port.ts';

export type Lease = { readonly name: string; readonly holder: string; readonly token: number; readonly until: number };

export type Acquired = { readonly kind: 'acquired'; readonly lease: Lease } | { readonly kind: 'held'; readonly until: number };
export type Renewed = { readonly kind: 'renewed'; readonly lease: Lease } | { readonly kind: 'lost' };

export interface Leases {
  /** Takes the lease where it is free, run out, or this holder's own; `ttlMs` in milliseconds of machine time. */
  acquire(name: string, holder: string, ttlMs: number, machineNow: MachineInstant): Promise<Acquired>;
  /** Keeps it, if nobody has taken it since. A stale token never renews. */
  renew(lease: Lease, ttlMs: number, machineNow: MachineInstant): Promise<Renewed>;
  /** Gives it up, if it is still held by this token. */
  release(lease: Lease): Promise<void>;
}

const partition = 'lease';

export function leases(store: TableStore): Leases {
  const table = store.table('settings');

  /** Writes the holding in place of `present`; a lost reply is found again by its write id. */
  const put = async (lease: Lease, present: StoredRow | undefined): Promise<boolean> => {
    const write = randomUUID();
    const { name, ...holding } = lease;
    const row = { partition, row: keyOf(name), properties: { ...holding, write } };
    const outcome = present ? await table.replace(row, present.etag) : await table.insert(row);
    return outcome.kind === 'written' || (await table.read(partition, name))?.properties['write'] === write;
  };

  /** The row, while it still is this holding. */
  const holdingRow = async ({ name, token }: Lease): Promise<StoredRow | undefined> => {
    const row = await table.read(partition, keyOf(name));
    return row && countIn(row, 'token') === token ? row : undefined;
  };

  return {
    async acquire(name, holder, ttlMs, machineNow) {
      const present = await table.read(partition, keyOf(name));
      const until = present ? countIn(present, 'until') : 0;
      if (present && until > machineNow && textIn(present, 'holder') !== holder) return { kind: 'held', until };
      const lease: Lease = { name, holder, token: (present ? countIn(present, 'token') : 0) + 1, until: machineNow + ttlMs };
      // Whoever was quicker holds it at least as long as we would have.
      return (await put(lease, present)) ? { kind: 'acquired', lease } : { kind: 'held', until: machineNow + ttlMs };
    },
    async renew(lease, ttlMs, machineNow) {
      const row = await holdingRow(lease);
      const renewed: Lease = { ...lease, until: machineNow + ttlMs };
      return row && (await put(renewed, row)) ? { kind: 'renewed', lease: renewed } : { kind: 'lost' };
    },
    async release(lease) {
      const row = await holdingRow(lease);
      // The row stays: the next token has to be higher than this one.
      if (row) await put({ ...lease, until: 0 }, row);
    },
  };
}
