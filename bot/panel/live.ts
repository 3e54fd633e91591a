/**
 * Tells open panels that a conference changed: at once for changes made by this process, within a second for others',
 * by a point read of the heads of those conferences that anybody here is looking at.
 */

export type LiveParts = {
  /** The version of a conference's stream. */
  readonly head: (conferenceId: string) => Promise<number>;
  readonly everyMs: number;
};

type Watched = { version: number; readonly listeners: Set<() => void> };

export class PanelLive {
  readonly #parts: LiveParts;
  readonly #watched = new Map<string, Watched>();
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: LiveParts) {
    this.#parts = parts;
  }

  /** Calls `listener` after every change; returns the function that stops it. */
  watch(conferenceId: string, listener: () => void): () => void {
    const watched = this.#watched.get(conferenceId) ?? { version: 0, listeners: new Set() };
    watched.listeners.add(listener);
    this.#watched.set(conferenceId, watched);
    this.#timer ??= setInterval(() => void this.#lookAtHeads(), this.#parts.everyMs);
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0) this.#watched.delete(conferenceId);
      if (this.#watched.size === 0) this.stop();
    };
  }

  /** This process appended to the conference. */
  changed(conferenceId: string): void {
    for (const listener of this.#watched.get(conferenceId)?.listeners ?? []) listener();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #lookAtHeads(): Promise<void> {
    await Promise.all([...this.#watched].map(async ([conferenceId, watched]) => {
      // A store that cannot be reached now is asked again in a second; the panel's own heartbeat goes on meanwhile.
      const version = await this.#parts.head(conferenceId).catch(() => watched.version);
      if (version === watched.version) return;
      watched.version = version;
      this.changed(conferenceId);
    }));
  }
}
