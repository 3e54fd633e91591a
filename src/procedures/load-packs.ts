/**
 * Loads packs from their texts and reports every fault of every file at once, each with its place, so that an author
 * mends a pack in one sitting and nobody meets a broken rule in a case. A pack is two files: `<id>.json`, the parts
 * that act, and `rules/<id>.json`, the registry of its rules.
 */
import type { z } from 'zod';
import { leadsBack } from './circles.ts';
import { constraintFaults } from './pack-constraints.ts';
import { citationsOf, namesIn, referenceFaults } from './pack-references.ts';
import { packFileSchema, withSections, type Pack, type ParsedPackFile, type Rule, type RulePack } from './pack-schema.ts';
import { plainReason } from './plain-reasons.ts';
import { repeatedKeys } from './repeated-keys.ts';
import { lineageOf, resolvePack, type PackSource } from './resolve-pack.ts';
import { mayBeToldAnew, rulesFileSchema } from './rule-schema.ts';

/** `path` from the folder of the packs: 'wales.json' or 'rules/wales.json'. */
export type PackFile = { readonly path: string; readonly text: string };

/** `file` as given, `path` inside it such as 'agenda.ICPC[3].rules[0]' ('' for the whole file). */
export type PackFault = { readonly file: string; readonly path: string; readonly reason: string };

export type PackLibrary = {
  /** Every pack by its own name, in the order of the files. */
  readonly ids: readonly string[];
  /** The rules of one pack alone, as its own file has them. */
  ownRules(id: string): { readonly [number: string]: Rule };
  /** The pack with what it inherits and these overlays, in this order, the same object each time; undefined when one of them is not there, or is laid over what is no overlay. */
  resolve(id: string, overlays?: readonly string[]): RulePack | undefined;
  /** As `resolve`, for a pack that conferences can be run by; undefined when it has not all that takes. */
  conferencePack(id: string, overlays?: readonly string[]): Pack | undefined;
};

export type LoadedPacks =
  | { readonly kind: 'packs'; readonly library: PackLibrary }
  | { readonly kind: 'faults'; readonly faults: readonly PackFault[] };

/** One pack as its files have it, read as far as that went. */
type Draft = {
  readonly id: string;
  readonly packFile: string;
  readonly rulesFile: string;
  readonly rawPack: unknown;
  readonly rawRules: unknown;
  readonly pack: ParsedPackFile | undefined;
  readonly rules: { readonly [number: string]: Rule } | undefined;
};

/** Either every pack or every fault. */
export function loadPacks(files: readonly PackFile[]): LoadedPacks {
  const faults: PackFault[] = [];
  const drafts = new Map(idsOf(files, faults).map((id) => [id, draftOf(id, files, faults)]));
  if (drafts.size === 0) faults.push({ file: '', path: '', reason: 'there is no pack at all' });
  const inherited = new Map([...drafts].map(([id, draft]) => [id, { ...draft, pack: { inherits: inheritsOf(draft.rawPack) } }]));
  for (const draft of drafts.values()) judgeLineage(draft, drafts, inherited, faults);
  judgeNumbers([...drafts.values()], faults);
  judgeRules([...drafts.values()], faults);
  const sources = new Map([...drafts].flatMap(([id, { pack, rules }]) => (pack === undefined || rules === undefined ? [] : [[id, { pack, rules }] as const])));
  const library = libraryOf(sources);
  for (const [id, { pack }] of sources) {
    const resolved = pack.kind === 'base' ? undefined : library.resolve(id);
    for (const fault of resolved === undefined ? [] : constraintFaults(resolved)) faults.push({ file: `${id}.json`, ...fault });
  }
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'packs', library };
}

/** The names of the files say which packs there are; each has both its files. */
function idsOf(files: readonly PackFile[], faults: PackFault[]): string[] {
  const own = files.flatMap(({ path }) => /^([^/]+)\.json$/.exec(path)?.[1] ?? []);
  const registered = files.flatMap(({ path }) => /^rules\/([^/]+)\.json$/.exec(path)?.[1] ?? []);
  for (const id of own) if (!registered.includes(id)) faults.push({ file: `rules/${id}.json`, path: '', reason: `is missing: ${id}.json needs the registry of its rules` });
  for (const id of registered) if (!own.includes(id)) faults.push({ file: `${id}.json`, path: '', reason: `is missing: rules/${id}.json needs the parts that act` });
  return [...new Set([...own, ...registered])];
}

function draftOf(id: string, files: readonly PackFile[], faults: PackFault[]): Draft {
  const [packFile, rulesFile] = [`${id}.json`, `rules/${id}.json`];
  const rawPack = readJson(files, packFile, faults);
  const rawRules = readJson(files, rulesFile, faults);
  const pack = rawPack === undefined ? undefined : parsed(packFileSchema, rawPack, packFile, faults);
  const rules = rawRules === undefined ? undefined : parsed(rulesFileSchema, rawRules, rulesFile, faults);
  if (pack !== undefined && pack.id !== id) faults.push({ file: packFile, path: 'id', reason: `is not the name of its file, ${id}` });
  if (rules !== undefined && rules.pack !== id) faults.push({ file: rulesFile, path: 'pack', reason: `is not the name of its file, ${id}` });
  return { id, packFile, rulesFile, rawPack, rawRules, pack, rules: rules?.rules };
}

function readJson(files: readonly PackFile[], path: string, faults: PackFault[]): unknown {
  const file = files.find((each) => each.path === path);
  if (file === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(file.text);
    for (const key of repeatedKeys(file.text)) faults.push({ file: path, path: key, reason: 'stands twice' });
    return value;
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    faults.push({ file: path, path: '', reason: 'is not JSON' });
    return undefined;
  }
}

function parsed<Shape extends z.ZodType>(shape: Shape, value: unknown, file: string, faults: PackFault[]): z.output<Shape> | undefined {
  const read = shape.safeParse(value, { error: plainReason });
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) faults.push({ file, path: written(path), reason: message });
  return undefined;
}

function written(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text && '.'}${String(key)}`), '');
}

function inheritsOf(rawPack: unknown): readonly string[] {
  const inherits = typeof rawPack === 'object' && rawPack !== null && 'inherits' in rawPack ? rawPack.inherits : [];
  return Array.isArray(inherits) ? inherits.filter((id) => typeof id === 'string') : [];
}

/** What a pack stands on is there, goes round in no circle and is no overlay; and every name it uses is known there. */
function judgeLineage(draft: Draft, drafts: ReadonlyMap<string, Draft>, inherited: ReadonlyMap<string, { readonly pack: { readonly inherits: readonly string[] } }>, faults: PackFault[]): void {
  const { id, packFile, rulesFile, rawPack, rawRules } = draft;
  for (const [index, parent] of inheritsOf(rawPack).entries()) {
    const path = `inherits[${index}]`;
    const found = drafts.get(parent);
    if (found === undefined) faults.push({ file: packFile, path, reason: `there is no pack called ${parent}` });
    else if (found.pack?.kind === 'overlay') faults.push({ file: packFile, path, reason: `${parent} is an overlay: it is laid over a pack, and nothing stands on it` });
    else if (leadsBack(id, parent, (each) => inherited.get(each)?.pack.inherits ?? [])) faults.push({ file: packFile, path, reason: `inheritance goes round in a circle through ${parent}` });
  }
  const lineage = lineageOf(inherited, id)?.map(([each]) => drafts.get(each)).filter((each) => each !== undefined) ?? [draft];
  const names = namesIn(lineage.map((each) => ({ pack: each.rawPack, rules: each.rawRules })));
  for (const fault of referenceFaults(rawPack, names)) faults.push({ file: packFile, ...fault });
  for (const fault of referenceFaults(rawRules, names)) faults.push({ file: rulesFile, ...fault });
}

/** A rule's number belongs to one pack. */
function judgeNumbers(drafts: readonly Draft[], faults: PackFault[]): void {
  const owners = new Map<string, string>();
  for (const { rules, rulesFile } of drafts) {
    for (const number of Object.keys(rules ?? {}).filter((each) => !mayBeToldAnew(each))) {
      const owner = owners.get(number);
      if (owner === undefined) owners.set(number, rulesFile);
      else faults.push({ file: rulesFile, path: `rules.${number}`, reason: `is a number of ${owner} already` });
    }
  }
}

/** Every rule acts, or informs where that is said, or waits for a capability that is named. */
function judgeRules(drafts: readonly Draft[], faults: PackFault[]): void {
  const cited = new Set(drafts.flatMap(({ rawPack }) => citationsOf(rawPack)).map(({ rule }) => rule));
  for (const { rules, rulesFile } of drafts) {
    for (const [number, { kind, guidance, carriedBy }] of Object.entries(rules ?? {})) {
      if (kind === 'guidance' && guidance === undefined && carriedBy === undefined) faults.push({ file: rulesFile, path: `rules.${number}.guidance`, reason: 'is missing: where does a person see it?' });
      else if (!cited.has(number) && carriedBy === undefined && kind !== 'guidance') faults.push({ file: rulesFile, path: `rules.${number}`, reason: 'nothing acts on it: no entry cites it, and no later capability carries it (carriedBy)' });
    }
  }
}

function libraryOf(sources: ReadonlyMap<string, PackSource>): PackLibrary {
  const known = new Map<string, RulePack | undefined>();
  const resolved = (id: string, overlays: readonly string[]): RulePack | undefined => {
    const lineage = lineageOf(sources, id)?.map(([, source]) => source);
    const laid = overlays.map((overlay) => sources.get(overlay));
    if (lineage === undefined || !laid.every((each) => each?.pack.kind === 'overlay')) return undefined;
    return resolvePack(lineage, laid.filter((each) => each !== undefined));
  };
  const resolve = (id: string, named: readonly string[] = []): RulePack | undefined => {
    const overlays = [...new Set(named)].filter((overlay) => overlay !== id || sources.get(id)?.pack.kind !== 'overlay');
    const name = [id, ...overlays].join(' + ');
    if (!known.has(name)) known.set(name, resolved(id, overlays));
    return known.get(name);
  };
  return {
    ids: [...sources.keys()],
    ownRules: (id) => sources.get(id)?.rules ?? {},
    resolve,
    conferencePack: (id, overlays) => {
      const pack = resolve(id, overlays);
      return pack === undefined ? undefined : withSections(pack);
    },
  };
}
