/**
 * `companion rules --prove`: breaks each part of each pack in turn, runs the golden cases on what is left, and names
 * the case that goes red. A breakage that nothing notices, and a rule that no part proves to act, is told and refused.
 */
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import type { PackLibrary } from '../../src/procedures/load-packs.ts';
import type { RulePack } from '../../src/procedures/pack-schema.ts';
import { everyCase } from '../../test/procedures/golden/every-case.ts';
import type { GoldenCase } from '../../test/procedures/golden/golden-case.ts';
import { actionsOf, withBreakage, type Action, type Breakage } from './actions.ts';
import { openLibrary } from './library.ts';
import { read, Refusal, Usage } from './refusal.ts';

export type Proof = {
  /** Rules whose entry was broken, with the case that noticed. */
  readonly proved: readonly { readonly action: Action; readonly breakage: Breakage; readonly by: GoldenCase }[];
  readonly unnoticed: readonly { readonly action: Action; readonly breakage: Breakage }[];
  /** Rules of kinds that act, of which no broken entry was noticed and which no later capability carries. */
  readonly notActedOn: readonly string[];
};

export function prove(words: readonly string[]): string {
  if (read(words, {}).positionals.length > 0) throw new Usage('Nothing follows --prove.');
  const proof = proofOf(openLibrary(undefined));
  const text = [...linesOf(proof)].join('\n').concat('\n');
  if (proof.unnoticed.length + proof.notActedOn.length > 0) throw new Refusal(`${proof.unnoticed.length} breakages go unnoticed, ${proof.notActedOn.length} rules are not acted on.`, text);
  return text;
}

/** Breaks every part of every pack. Throws when a golden case is red before anything was broken. */
export function proofOf(library: PackLibrary): Proof {
  const calendar = workingCalendar(englandAndWales);
  const whole = new Map(everyCase.map((golden) => [`${golden.pack}+${golden.overlays.join('+')}`, packOf(library, golden)]));
  const packFor = ({ pack, overlays }: GoldenCase): RulePack => whole.get(`${pack}+${overlays.join('+')}`) ?? packOf(library, { pack, overlays });
  const red = everyCase.find((golden) => golden.wrong(packFor(golden), calendar) !== undefined);
  if (red !== undefined) throw new Refusal(`A golden case is red before anything is broken: ${red.rules[0]} ${red.name}.`);

  const proved: { action: Action; breakage: Breakage; by: GoldenCase }[] = [];
  const unnoticed: { action: Action; breakage: Breakage }[] = [];
  for (const { action, breakage } of breakagesOf(library)) {
    const broken = new Map([...whole.values()].map((pack) => [pack, withBreakage(pack, breakage)]));
    const by = nearestFirst(action).find((golden) => {
      const pack = packFor(golden);
      const left = broken.get(pack) ?? pack;
      return left !== pack && golden.wrong(left, calendar) !== undefined;
    });
    if (by === undefined) unnoticed.push({ action, breakage });
    else proved.push({ action, breakage, by });
  }
  return { proved, unnoticed, notActedOn: notActedOn(library, new Set(proved.flatMap(({ action, by }) => action.rules.filter((rule) => by.rules.includes(rule))))) };
}

/** The cases of the same rule are asked first, so that the case that is named is one that speaks of it. */
function nearestFirst({ rules }: Action): readonly GoldenCase[] {
  const near = everyCase.filter((golden) => golden.rules.some((rule) => rules.includes(rule)));
  return [...near, ...everyCase.filter((golden) => !near.includes(golden))];
}

/** Each part once, although several packs may hold it; a base is broken through those that stand on it. Parts of the companion's own proposals (ASM) stand for no rule of an authority. */
function breakagesOf(library: PackLibrary): { action: Action; breakage: Breakage }[] {
  const seen = new Map<object, Set<string>>();
  const packs = library.ids.map((id) => packOf(library, { pack: id, overlays: [] })).filter(({ kind }) => kind !== 'base');
  return packs.flatMap(actionsOf).flatMap((action) => action.breakages.flatMap((breakage) => {
    const known = seen.get(breakage.whole) ?? new Set();
    seen.set(breakage.whole, known);
    if (known.has(breakage.how) || !action.rules.some((rule) => speaksForAuthority(rule))) return [];
    known.add(breakage.how);
    return [{ action, breakage }];
  }));
}

function speaksForAuthority(rule: string): boolean {
  return !rule.startsWith('ASM-') && !rule.startsWith('AMB-');
}

/** A rule is acted on when a case that cites it went red; guidance is shown, and what a capability will carry waits. */
function notActedOn(library: PackLibrary, noticed: ReadonlySet<string>): string[] {
  return library.ids.flatMap((id) => Object.entries(library.ownRules(id)))
    .filter(([number, { guidance, carriedBy }]) => speaksForAuthority(number) && guidance === undefined && carriedBy === undefined && !noticed.has(number))
    .map(([number]) => number);
}

function* linesOf({ proved, unnoticed, notActedOn: rules }: Proof): Generator<string> {
  for (const { action, breakage, by } of proved) yield `${action.rules.join(', ')}  ${action.entry}: ${breakage.how} → red: ${by.rules[0]} ${by.name}`;
  for (const { action, breakage } of unnoticed) yield `${action.rules.join(', ')}  ${action.entry}: ${breakage.how} → NOT NOTICED`;
  for (const rule of rules) yield `${rule}  not acted on`;
  yield `${proved.length} breakages noticed, ${unnoticed.length} not; ${rules.length} rules not acted on.`;
}

function packOf(library: PackLibrary, { pack, overlays }: Pick<GoldenCase, 'pack' | 'overlays'>): RulePack {
  const resolved = library.resolve(pack, overlays);
  if (resolved === undefined) throw new RangeError(`There is no pack ${pack} with ${overlays.join(', ')}.`);
  return resolved;
}
