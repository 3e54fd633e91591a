/** Reads the texts of the packs that come with the companion, for `loadPacks` to judge. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PackFile } from './load-packs.ts';

const folder = new URL('./packs/', import.meta.url);

/** In the order of their names; `path` is the name alone. Throws what the file system throws. */
export function readPackFiles(): readonly PackFile[] {
  return readdirSync(fileURLToPath(folder))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({ path: name, text: readFileSync(new URL(name, folder), 'utf8') }));
}
