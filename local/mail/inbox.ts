// The office's own mailbox: what came back to it, each message with what Outlook takes it for and when it came.

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `messageClass`: as Outlook names it, such as `IPM.Schedule.Meeting.Resp.Pos`. */
export type CameIn = { id: string; receivedAt: string; messageClass: string; raw: string };

export type Inbox = {
  address: string;
  /** Oldest first. */
  all: () => Promise<readonly CameIn[]>;
  add: (message: Omit<CameIn, 'id'>) => Promise<void>;
};

/** Kept in a folder, one file a message. */
export async function openInbox(folder: string, address: string): Promise<Inbox> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = async () => (await readdir(folder)).filter((name) => /^message-\d{6}\.json$/.test(name)).sort();
  let kept = (await files()).length;
  return {
    address,
    all: async () => Promise.all((await files()).map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as CameIn)),
    add: async (message) => {
      kept += 1;
      const id = `message-${String(kept).padStart(6, '0')}`;
      await writeFile(join(folder, `${id}.json`), JSON.stringify({ id, ...message }), { mode: 0o600 });
    },
  };
}
