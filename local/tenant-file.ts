// The file the local Teams keeps itself in: written whole and renamed into place, readable by its owner only.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message, Thread } from './tenant.ts';

/** An event in an Outlook diary; `said` tells a repeated wish from another one. */
export type OutlookEvent = {
  id: string;
  organizer: string;
  transactionId: string | null;
  said: string;
  subject: string;
  startsAt: string;
  endsAt: string;
  attendees: string[];
  meetingThread: string | null;
};

/** Everything that lasts. */
export type Held = {
  threads: Thread[];
  messages: Record<string, Message[]>;
  /** By install place: a personal or meeting thread's id, or the team's id. */
  installs: Record<string, 'installed' | 'removed'>;
  /** Install places whose arrival the bot has not yet been told of. */
  unannounced: string[];
  /** By person and thread: the order of the last message read. */
  read: Record<string, Record<string, number>>;
  clockOffsetMs: number;
  lastOrder: number;
  lastId: number;
  outlook?: OutlookEvent[];
};

const saveAfterMs = 100;

export class TenantFile {
  readonly held: Held;
  readonly #file: string;
  #saving: NodeJS.Timeout | undefined;

  /** Reads what was kept, or begins empty; throws, naming the file, when it cannot be read. */
  constructor(dataFolder: string) {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    this.#file = join(dataFolder, 'teams.json');
    this.held = readHeld(this.#file) ?? { threads: [], messages: {}, installs: {}, unannounced: [], read: {}, clockOffsetMs: 0, lastOrder: 0, lastId: 0 };
  }

  /** Writes soon: changes that come together are written together. */
  save(): void {
    this.#saving ??= setTimeout(() => this.saveNow(), saveAfterMs);
  }

  saveNow(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    const fresh = `${this.#file}.new`;
    writeFileSync(fresh, JSON.stringify(this.held), { mode: 0o600 });
    renameSync(fresh, this.#file);
  }
}

/** Our own file, so its form is trusted; a missing one is a first run. */
function readHeld(file: string): Held | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as Held;
  } catch {
    throw new Error(`${file} is not readable as JSON; move it away to begin afresh`);
  }
}
