/**
 * Partition and row keys: their parts, and what may stand in one. Parts are joined by a bar, which no part may hold,
 * so that no id can reach into another authority's rows.
 */

const part = /^[A-Za-z0-9][A-Za-z0-9._:@+~-]{0,199}$/;

/** Parts of a key in order. Throws a RangeError, which does not repeat it, for a part that is not a plain id. */
export function keyOf(...parts: readonly [string, ...string[]]): string {
  for (const each of parts) {
    if (typeof each !== 'string' || !part.test(each)) throw new RangeError('a part of a storage key is not a plain id');
  }
  return parts.join('|');
}

/** The character after the bar: where the keys that go on after a bar end. */
const afterBar = '}';

/** The range of keys whose first parts are these. */
export function beginningWith(...parts: readonly [string, ...string[]]): { readonly from: string; readonly before: string } {
  const start = keyOf(...parts);
  return { from: `${start}|`, before: `${start}${afterBar}` };
}
