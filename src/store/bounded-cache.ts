/** The most recently used values, at most so many of them. */
export class BoundedCache<Key, Value> {
  readonly #most: number;
  /** A Map keeps the order of insertion; what is used is put in again, so the first is the longest unused. */
  readonly #values = new Map<Key, Value>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: Key): Value | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.#putLast(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    this.#putLast(key, value);
    if (this.#values.size <= this.#most) return;
    const [longestUnused] = this.#values.keys();
    if (longestUnused !== undefined) this.#values.delete(longestUnused);
  }

  delete(key: Key): void {
    this.#values.delete(key);
  }

  #putLast(key: Key, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
  }
}
