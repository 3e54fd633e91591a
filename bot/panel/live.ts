/**
 * Tells open panels that a conference changed: at once for changes made by this process, within a second for others',
 * by a point read of the heads of those conferences that anybody here is looking at.
 */

export type LiveParts = {
  /** The version of a conference's stream. */
  readonly head: (conferenceId: string) => Promise<number>;
  readonly everyMs: number;
};

/** One open panel: told of every change, and once when we stop. */
export type Watcher = { readonly changed: () => void; readonly stopped: () => void };

type Watched = { version: number; readonly watchers: Set<Watcher> };

export class PanelLive {
  readonly #parts: LiveParts;
  readonly #watched = new Map<string, Watched>();
  #timer: NodeJS.Timeout | undefined;
  #looking = false;

  constructor(parts: LiveParts) {
    this.#parts = parts;
  }

  /** Tells the watcher from now on; returns the function that ends it. */
  watch(conferenceId: string, watcher: Watcher): () => void {
    const watched = this.#watched.get(conferenceId) ?? { version: 0, watchers: new Set() };
    watched.watchers.add(watcher);
    this.#watched.set(conferenceId, watched);
    this.#timer ??= setInterval(() => void this.#lookAtHeads(), this.#parts.everyMs);
    return () => {
      watched.watchers.delete(watcher);
      if (watched.watchers.size === 0) this.#watched.delete(conferenceId);
      if (this.#watched.size === 0) this.#rest();
    };
  }

  /** This process appended to the conference. */
  changed(conferenceId: string): void {
    for (const watcher of this.#watched.get(conferenceId)?.watchers ?? []) watcher.changed();
  }

  /** Ends every open panel, so that nobody waits for them to leave. */
  stop(): void {
    this.#rest();
    for (const { watchers } of this.#watched.values()) for (const watcher of watchers) watcher.stopped();
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** One look at a time: a store that is slow is not asked again before it has answered. */
  async #lookAtHeads(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    await Promise.all([...this.#watched].map((entry) => this.#lookAtHead(...entry)));
    this.#looking = false;
  }

  async #lookAtHead(conferenceId: string, watched: Watched): Promise<void> {
    // A store that cannot be reached now is asked again in a second; the panel's own heartbeat goes on meanwhile.
    const version = await this.#parts.head(conferenceId).catch(() => watched.version);
    if (version === watched.version) return;
    watched.version = version;
    this.changed(conferenceId);
  }
}
