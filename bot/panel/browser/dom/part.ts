/** A piece of the page that stays where it is while newer views arrive, so that nobody loses their place or their words. */

export type Part<View> = {
  readonly node: HTMLElement;
  /** Takes in a newer view; leaves alone what is being typed. */
  readonly show: (view: View) => void;
  /** Saves what was typed and not yet saved; false when that failed. */
  readonly settle: () => Promise<boolean>;
};

/** Nothing to save. */
export const nothingToSettle = (): Promise<boolean> => Promise.resolve(true);

/** Settles every part, in order; false when any failed. */
export async function settleAll(parts: Iterable<Part<never>>): Promise<boolean> {
  let settled = true;
  for (const part of parts) settled = (await part.settle()) && settled;
  return settled;
}

export type KeyedParts<Item> = {
  readonly show: (items: readonly Item[]) => void;
  readonly settle: () => Promise<boolean>;
};

/**
 * Keeps one part for each item inside `container`, in the order given. A part whose item stays is shown the newer item
 * and is not moved unless the order changed, so its focus and its text stay too.
 */
export function keyedParts<Item>(
  container: HTMLElement,
  keyOf: (item: Item) => string,
  make: (item: Item) => Part<Item>,
): KeyedParts<Item> {
  const parts = new Map<string, Part<Item>>();
  return {
    show(items) {
      const keys = new Set(items.map(keyOf));
      for (const [key, part] of parts) {
        if (keys.has(key)) continue;
        part.node.remove();
        parts.delete(key);
      }
      let place: Element | null = container.firstElementChild;
      for (const item of items) {
        const key = keyOf(item);
        const part = parts.get(key) ?? make(item);
        parts.set(key, part);
        part.show(item);
        if (part.node === place) place = place.nextElementSibling;
        else container.insertBefore(part.node, place);
      }
    },
    settle: () => settleAll(parts.values()),
  };
}
