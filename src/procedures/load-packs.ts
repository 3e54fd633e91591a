/**
 * Loads packs from their texts and reports every fault of every file at once, each with its place, so that an author
 * mends a pack in one sitting and nobody meets a broken rule in a case.
 */
import { packSchema, type Pack } from './pack-schema.ts';
import { referenceFaults } from './pack-references.ts';

export type PackFile = { readonly path: string; readonly text: string };

/** `file` as given, `path` inside it such as 'agenda.ICPC[3].rules[0]' ('' for the whole file). */
export type PackFault = { readonly file: string; readonly path: string; readonly reason: string };

export type LoadedPacks =
  | { readonly kind: 'packs'; readonly packs: readonly Pack[] }
  | { readonly kind: 'faults'; readonly faults: readonly PackFault[] };

/** Either every pack, in the order of the files, or every fault. */
export function loadPacks(files: readonly PackFile[]): LoadedPacks {
  const faults: PackFault[] = [];
  const packs: Pack[] = [];
  for (const file of files) {
    const pack = loadPack(file, faults);
    if (pack === undefined) continue;
    if (packs.some((other) => sameVersion(other, pack))) faults.push({ file: file.path, path: 'version', reason: `${pack.id} ${pack.version} is there already` });
    packs.push(pack);
  }
  if (files.length === 0) faults.push({ file: '', path: '', reason: 'there is no pack at all' });
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'packs', packs };
}

function loadPack({ path: file, text }: PackFile, faults: PackFault[]): Pack | undefined {
  const report = (path: string, reason: string): number => faults.push({ file, path, reason });
  const value = parseJson(text);
  if (value === undefined) {
    report('', 'is not JSON');
    return undefined;
  }
  for (const { path, reason } of referenceFaults(value)) report(path, reason);
  const parsed = packSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) report(written(path), message);
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function written(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text && '.'}${String(key)}`), '');
}

function sameVersion(one: Pack, other: Pack): boolean {
  return one.id === other.id && one.version === other.version;
}
