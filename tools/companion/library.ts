/** The packs that come with the companion, with those of another folder beside or over them. */
import { existsSync } from 'node:fs';
import { loadPacks, type PackLibrary } from '../../src/procedures/load-packs.ts';
import type { RulePack } from '../../src/procedures/pack-schema.ts';
import { packFilesWith, readPackFiles } from '../../src/procedures/read-pack-files.ts';
import { fromWhereAsked } from './place.ts';
import { Refusal, Usage } from './refusal.ts';

/** Refuses with every fault at once. */
export function openLibrary(folder: string | undefined): PackLibrary {
  const place = folder === undefined ? undefined : fromWhereAsked(folder);
  if (place !== undefined && !existsSync(place)) throw new Usage(`There is no folder ${folder ?? ''}.`);
  const loaded = loadPacks(place === undefined ? readPackFiles() : packFilesWith(place));
  if (loaded.kind === 'packs') return loaded.library;
  const lines = loaded.faults.map(({ file, path, reason }) => `${file}${path === '' ? '' : ` ${path}`}: ${reason}\n`);
  throw new Refusal(`${loaded.faults.length} ${loaded.faults.length === 1 ? 'fault' : 'faults'} in the packs.`, lines.join(''));
}

export function openPack(library: PackLibrary, id: string, overlays: readonly string[] = []): RulePack {
  const pack = library.resolve(id, overlays);
  if (pack !== undefined) return pack;
  const unknown = [id, ...overlays].find((each) => !library.ids.includes(each));
  throw new Usage(unknown === undefined ? `Only an overlay can be laid over a pack: ${overlays.join(', ')}.` : `There is no pack called ${unknown}. There are: ${library.ids.join(', ')}.`);
}
