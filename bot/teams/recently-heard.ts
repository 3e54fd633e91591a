/** Remembers for a while what was already heard, so that a request Teams sends twice is answered once. */

export type RecentlyHeard = {
  /** True the first time within the memory's span; false for every repeat. */
  readonly isNew: (key: string) => boolean;
  readonly forget: (key: string) => void;
};

/** `spanMs` on a clock that only goes forward; beyond `most` keys the oldest is let go. */
export function recentlyHeard(settings: { readonly most: number; readonly spanMs: number; readonly monotonicMs?: () => number }): RecentlyHeard {
  const { most, spanMs, monotonicMs = () => performance.now() } = settings;
  const heardAt = new Map<string, number>();
  return {
    isNew: (key) => {
      const now = monotonicMs();
      const before = heardAt.get(key);
      if (before !== undefined && now - before < spanMs) return false;
      heardAt.delete(key);
      heardAt.set(key, now);
      const [oldest] = heardAt.keys();
      if (heardAt.size > most && oldest !== undefined) heardAt.delete(oldest);
      return true;
    },
    forget: (key) => void heardAt.delete(key),
  };
}
