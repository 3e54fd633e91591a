/**
 * How fast notices may leave, by Teams' own limits for one bot: 7 in a second and 60 in half a minute to one conversation,
 * 50 a second in all. The dispatcher is the only sender of notices, so its process alone keeps the count.
 */

export type RateBucketsParts = { readonly machineNow: () => number; readonly sleep?: (ms: number) => Promise<void> };

type Limit = { readonly most: number; readonly withinMs: number };

const PER_CONVERSATION: readonly Limit[] = [{ most: 7, withinMs: 1_000 }, { most: 60, withinMs: 30_000 }];
const IN_ALL: readonly Limit[] = [{ most: 50, withinMs: 1_000 }];
/** Messages do not all take equally long to arrive: what left a second apart may come a little closer together. */
const MARGIN_MS = 40;
const LONGEST_MS = 30_000 + MARGIN_MS;

export class RateBuckets {
  readonly #machineNow: () => number;
  readonly #sleep: (ms: number) => Promise<void>;
  /** When something was sent, oldest first; the empty id stands for everything together. */
  readonly #sent = new Map<string, number[]>();

  constructor({ machineNow, sleep = pause }: RateBucketsParts) {
    this.#machineNow = machineNow;
    this.#sleep = sleep;
  }

  /** Resolves when one more message may leave to the conversation, and counts it; says whether it had to wait for that. */
  async take(conversationId: string): Promise<boolean> {
    for (let waited = false; ; waited = true) {
      const now = this.#machineNow();
      const wait = Math.max(this.#waitFor(conversationId, PER_CONVERSATION, now), this.#waitFor('', IN_ALL, now));
      if (wait <= 0) {
        for (const key of [conversationId, '']) this.#sent.set(key, [...this.#recent(key, now), now]);
        this.#forgetOld(now);
        return waited;
      }
      await this.#sleep(wait);
    }
  }

  #waitFor(key: string, limits: readonly Limit[], now: number): number {
    const sent = this.#recent(key, now);
    const waits = limits.map(({ most, withinMs }) => (sent.at(-most) ?? Number.NEGATIVE_INFINITY) + withinMs + MARGIN_MS - now);
    return Math.max(...waits);
  }

  #recent(key: string, now: number): number[] {
    return (this.#sent.get(key) ?? []).filter((at) => at > now - LONGEST_MS);
  }

  #forgetOld(now: number): void {
    for (const [key, sent] of this.#sent) if ((sent.at(-1) ?? 0) <= now - LONGEST_MS) this.#sent.delete(key);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
