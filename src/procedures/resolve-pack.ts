/**
 * What a pack becomes when everything it stands on is under it and every overlay is over it. The nearest pack wins;
 * whatever comes from another is marked as inherited. An overlay adds and never takes away.
 */
import type { Deadline } from './deadline-schema.ts';
import { sectionNames, type Pack, type ParsedPackFile, type ResolvedRule, type RulePack, type SectionName } from './pack-schema.ts';
import type { Rule } from './pack-schema.ts';

/** One pack's two files, read. */
export type PackSource = { readonly pack: ParsedPackFile; readonly rules: { readonly [number: string]: Rule } };

/** The pack and what it stands on, nearest first, each once; undefined when one is not there or they go round in a circle. */
export function lineageOf<Source extends { readonly pack: { readonly inherits: readonly string[] } }>(
  sources: ReadonlyMap<string, Source>, id: string, below: readonly string[] = [],
): readonly (readonly [string, Source])[] | undefined {
  const source = sources.get(id);
  if (source === undefined || below.includes(id)) return undefined;
  const lineage: (readonly [string, Source])[] = [[id, source]];
  for (const parent of source.pack.inherits) {
    const above = lineageOf(sources, parent, [...below, id]);
    if (above === undefined) return undefined;
    for (const each of above) if (!lineage.some(([known]) => known === each[0])) lineage.push(each);
  }
  return lineage;
}

/** `lineage` nearest first; `overlays` in the order they are laid. */
export function resolvePack(lineage: readonly PackSource[], overlays: readonly PackSource[]): RulePack {
  const [own] = lineage;
  if (own === undefined) throw new RangeError('A pack has at least itself in its lineage.');
  const { id, kind, name, jurisdiction } = own.pack;
  const farthestFirst = lineage.toReversed();
  const closeOfBusiness = [...lineage, ...overlays].map(({ pack }) => pack.closeOfBusiness).find((time) => time !== undefined);
  const all = [...overlays, ...farthestFirst];
  return {
    id, kind, name, jurisdiction, closeOfBusiness,
    version: [...lineage, ...overlays].map(({ pack }, index) => (index === 0 ? pack.version : `${pack.id} ${pack.version}`)).join(' + '),
    lineage: [...lineage, ...overlays].map(({ pack }) => ({ id: pack.id, version: pack.version })),
    sources: Object.assign({}, ...all.map(({ pack }) => pack.sources)) as RulePack['sources'],
    rules: rulesOf(id, farthestFirst, overlays),
    terms: {
      roles: Object.assign({}, ...all.map(({ pack }) => pack.terms?.roles)) as RulePack['terms']['roles'],
      things: Object.assign({}, ...all.map(({ pack }) => pack.terms?.things)) as RulePack['terms']['things'],
    },
    deadlines: [...nearestDuties(lineage.map(({ pack }) => pack.deadlines ?? [])), ...overlays.flatMap(({ pack }) => pack.deadlines ?? [])],
    agencies: Object.assign({}, ...all.map(({ pack }) => pack.agencies)) as RulePack['agencies'],
    invitees: [...overridden(lineage.map(({ pack }) => pack.invitees ?? []), ({ roleCode }) => roleCode), ...overlays.flatMap(({ pack }) => pack.invitees ?? [])],
    questions: overridden([...lineage, ...overlays].map(({ pack }) => pack.questions ?? []), ({ fact }) => fact),
    ...sectionsOf(farthestFirst),
  };
}

/** The nearest list whole, then what only the farther ones have: a name that stands nearer takes the place of all of that name. */
function overridden<Entry>(lists: readonly (readonly Entry[])[], nameOf: (entry: Entry) => string): Entry[] {
  const found: Entry[] = [];
  for (const list of lists) {
    const taken = new Set(found.map(nameOf));
    found.push(...list.filter((entry) => !taken.has(nameOf(entry))));
  }
  return found;
}

/** As `overridden`, kind by kind: a text that speaks of reviews alone leaves initial conferences to the common ground. */
function nearestDuties(lists: readonly (readonly Deadline[])[]): Deadline[] {
  const found: Deadline[] = [];
  for (const list of lists) {
    const nearer = [...found];
    const isTaken = (what: string, kind: 'initial' | 'review'): boolean => nearer.some((each) => each.what === what && each.appliesTo.includes(kind));
    for (const entry of list) {
      const appliesTo = entry.appliesTo.filter((kind) => !isTaken(entry.what, kind));
      if (appliesTo.length > 0) found.push(appliesTo.length === entry.appliesTo.length ? entry : { ...entry, appliesTo });
    }
  }
  return found;
}

/** A reading is nobody's value: it stays what it is, wherever it comes from. */
function rulesOf(id: string, farthestFirst: readonly PackSource[], overlays: readonly PackSource[]): RulePack['rules'] {
  const found: Record<string, ResolvedRule> = {};
  for (const { pack, rules } of [...overlays, ...farthestFirst]) {
    const isInherited = pack.id !== id && pack.kind !== 'overlay';
    for (const [number, rule] of Object.entries(rules)) {
      const isValue = rule.kind !== 'reading' && rule.kind !== 'assumption';
      found[number] = isInherited && isValue ? { ...rule, confidence: 'inherited', pack: pack.id, inheritedFrom: pack.id } : { ...rule, pack: pack.id };
    }
  }
  return found;
}

function sectionsOf(farthestFirst: readonly PackSource[]): Partial<Pick<Pack, SectionName>> {
  const found: Partial<Record<SectionName, object>> = {};
  for (const { pack } of farthestFirst) {
    for (const name of sectionNames) if (pack[name] !== undefined) found[name] = { ...found[name], ...pack[name] };
  }
  return found as Partial<Pick<Pack, SectionName>>;
}
