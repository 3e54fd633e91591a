/** The key of each conference: random, kept wrapped in the conference's own partition, unwrapped keys kept for a while. */
import { BoundedCache } from '../bounded-cache.ts';
import { flagIn, textIn } from '../columns.ts';
import type { KeyRing } from '../key-ring.ts';
import type { NewRow, Properties, Table } from '../port.ts';
import { newKey } from '../sealed-box.ts';
import { type Address, ConferenceErased, NoSuchConference, partitionOf, rowKeys } from './address.ts';

/** What stands in place of a key that was destroyed. */
export const destroyedKey: Properties = { destroyed: true };

export class ConferenceKeys {
  readonly #table: Table;
  readonly #ring: KeyRing;
  readonly #cache: BoundedCache<string, Uint8Array>;

  constructor(table: Table, ring: KeyRing, cachedKeys: number) {
    this.#table = table;
    this.#ring = ring;
    this.#cache = new BoundedCache(cachedKeys);
  }

  /** Throws `NoSuchConference`, `ConferenceErased`, and what the ring throws. */
  async of(address: Address): Promise<Uint8Array> {
    const partition = partitionOf(address);
    const cached = this.#cache.get(partition);
    if (cached) return cached;
    const row = await this.#table.read(partition, rowKeys.key);
    if (!row) throw new NoSuchConference(address);
    if (flagIn(row, 'destroyed')) throw new ConferenceErased(address);
    const key = await this.#ring.unwrap(textIn(row, 'wrapped'));
    this.#cache.set(partition, key);
    return key;
  }

  /** A new key and the row to insert with the first event; it is the conference's once that is committed. */
  async make(address: Address): Promise<{ readonly key: Uint8Array; readonly row: NewRow }> {
    const key = newKey();
    const wrapped = await this.#ring.wrap(key);
    return { key, row: { partition: partitionOf(address), row: rowKeys.key, properties: { wrapped } } };
  }

  forget(address: Address): void {
    this.#cache.delete(partitionOf(address));
  }
}
