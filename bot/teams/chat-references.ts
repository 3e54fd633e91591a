/**
 * Where each person, and the authority's team, can be spoken to: learnt from what Teams sends, the newest address kept.
 */
import { z } from 'zod';
import type { PersonKey } from '../../src/people/person.ts';
import { documents } from '../../src/store/documents.ts';
import type { TableStore } from '../../src/store/port.ts';

const reference = z.object({ serviceUrl: z.string(), conversationId: z.string(), channelUserId: z.string() });

export type ChatReference = z.infer<typeof reference>;

export interface ChatReferences {
  of(person: PersonKey): Promise<ChatReference | undefined>;
  /** Remembers a personal chat; `seenAt` in milliseconds of machine time, the newest wins. Says whether it is news to this process. */
  remember(person: PersonKey, found: ChatReference, seenAt: number): Promise<boolean>;
  forget(person: PersonKey): Promise<void>;
  /** The service address of the team the companion is installed in. */
  team(): Promise<{ readonly serviceUrl: string } | undefined>;
  rememberTeam(serviceUrl: string, seenAt: number): Promise<void>;
}

const MOST_KNOWN = 5_000;

export function chatReferences(store: TableStore, authority: string): ChatReferences {
  const people = documents({ store, table: 'people', kind: 'chat', parse: (stored) => reference.parse(stored) });
  const teams = documents({ store, table: 'settings', kind: 'team', parse: (stored) => z.object({ serviceUrl: z.string() }).parse(stored) });
  /** What this process wrote last, or is writing, so that a chat costs a write only when something in it changed. */
  const known = new Map<PersonKey, { readonly text: string; readonly written: Promise<unknown> }>();
  return {
    of: async (person) => (await people.get(authority, person))?.value,
    remember: async (person, found, seenAt) => {
      const text = JSON.stringify(found);
      const last = known.get(person);
      if (last?.text === text) {
        await last.written;
        return false;
      }
      const latest = { text, written: people.put(authority, { row: person, version: seenAt, value: found }) };
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(person, latest);
      try {
        await latest.written;
        return true;
      } catch (error) {
        if (known.get(person) === latest) known.delete(person);
        throw error;
      }
    },
    forget: async (person) => {
      known.delete(person);
      await people.remove(authority, person);
    },
    team: async () => (await teams.get(authority, 'team'))?.value,
    rememberTeam: async (serviceUrl, seenAt) => {
      await teams.put(authority, { row: 'team', version: seenAt, value: { serviceUrl } });
    },
  };
}
