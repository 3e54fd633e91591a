/**
 * The file that holds the master keys. Without it nothing that is sealed can be read, so production must bring its own;
 * on one's own machine it is made at the first start, readable by this user alone.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { masterKeysFrom, newKeyFile, type MasterKeys } from '../src/store/key-ring.ts';

/** The master key file is missing where it must not be. */
export class KeyFileMissing extends Error {
  constructor() {
    super('MASTER_KEY_FILE names no file. Bring the key file back before starting: what is sealed cannot be read without it.');
    this.name = 'KeyFileMissing';
  }
}

/** Reads the keys; makes the file first where that is allowed and there is none. Throws `KeyFileMissing`, `MalformedKeyFile`. */
export async function readMasterKeys(path: string, mayMake: boolean): Promise<MasterKeys> {
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (kept !== undefined) return masterKeysFrom(kept);
  if (!mayMake) throw new KeyFileMissing();
  const made = newKeyFile();
  await writeFile(path, made, { mode: 0o600, flag: 'wx' });
  return masterKeysFrom(made);
}
