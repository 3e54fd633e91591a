/** `companion packs check` and `companion packs show`: are the packs right, and what does one of them say? */
import type { RulePack } from '../../src/procedures/pack-schema.ts';
import { actionsOf } from './actions.ts';
import { openLibrary, openPack } from './library.ts';
import { read, Refusal, Usage } from './refusal.ts';

export function checkPacks(words: readonly string[]): string {
  const { positionals } = read(words, {});
  if (positionals.length > 1) throw new Usage('Name one folder, or none for the packs that come with the companion.');
  const library = openLibrary(positionals[0]);
  const lines = library.ids.map((id) => `${id} ${openPack(library, id).version}: ${Object.keys(library.ownRules(id)).length} rules`);
  return `${lines.join('\n')}\nNo faults.\n`;
}

export function showPack(words: readonly string[]): string {
  const { values, positionals: [id, ...more] } = read(words, { rule: { type: 'string' }, packs: { type: 'string' } });
  if (id === undefined || more.length > 0) throw new Usage('Name one pack.');
  const pack = openPack(openLibrary(values.packs), id);
  if (values.rule !== undefined) return `${ruleInFull(pack, values.rule).join('\n')}\n`;
  const inherited = pack.lineage.slice(1).map(({ id: parent }) => parent);
  return [
    `${pack.name} (${pack.id} ${pack.version})`,
    ...(inherited.length > 0 ? [`Stands on: ${inherited.join(', ')}`] : []),
    ...Object.entries(pack.sources).map(([code, { title, publisher, dated, reviewDue }]) => `Source ${code}: ${title}, ${publisher}${dated === null ? '' : `, ${dated}`}${reviewDue === undefined ? '' : ` (its own review was due ${reviewDue})`}`),
    '',
    ...Object.keys(pack.rules).toSorted().map((number) => lineOf(pack, number)),
    '',
  ].join('\n');
}

function lineOf(pack: RulePack, number: string): string {
  const rule = pack.rules[number];
  return rule === undefined ? '' : `${number}  ${rule.kind}, ${rule.confidence}: ${rule.words}`;
}

function ruleInFull(pack: RulePack, number: string): string[] {
  const rule = Object.hasOwn(pack.rules, number) ? pack.rules[number] : undefined;
  if (rule === undefined) throw new Refusal(`${number} is not a rule of ${pack.id}.`);
  const { document, lines } = rule.source;
  const actions = actionsOf(pack).filter(({ rules }) => rules.includes(number));
  return [
    `${number}  ${rule.kind}, ${rule.confidence}`,
    rule.words,
    `Source: ${pack.sources[document]?.title ?? document}${lines === null ? '' : `, line ${lines}`}`,
    ...(rule.inheritedFrom === undefined ? [] : [`Not in your authority’s document: inherited from ${rule.inheritedFrom}`]),
    ...actions.map(({ entry, shown }) => `Acts in ${entry}: ${shown}`),
    ...(rule.guidance === undefined ? [] : [`Shown at: ${rule.guidance}`]),
    ...(rule.carriedBy === undefined ? [] : [`Carried by: ${rule.carriedBy}`]),
  ];
}
