/** Reads the texts of packs, those that come with the companion or another folder's, for `loadPacks` to judge. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PackFile } from './load-packs.ts';

export const shippedPacks = fileURLToPath(new URL('./packs/', import.meta.url));

/** In the order of their names, paths with forward slashes. Throws what the file system throws. */
export function readPackFiles(folder: string = shippedPacks): readonly PackFile[] {
  return ['', 'rules/'].flatMap((within) => {
    const place = join(folder, within);
    if (within !== '' && !existsSync(place)) return [];
    return readdirSync(place).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json')).toSorted()
      .map((name) => ({ path: `${within}${name}`, text: readFileSync(join(place, name), 'utf8') }));
  });
}

/** The packs of a folder beside those that come with the companion; one of the same name takes the place of theirs. */
export function packFilesWith(folder: string): readonly PackFile[] {
  const own = readPackFiles(folder);
  return [...readPackFiles().filter(({ path }) => !own.some((each) => each.path === path)), ...own];
}
