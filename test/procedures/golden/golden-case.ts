/**
 * Golden cases: what a pack must say of a case, worked out by hand or from the published holidays. Each is a plain
 * value, so that the tests can run it on the packs as they are, and `rules --prove` on packs that were broken on purpose.
 */
import { londonDateOf, londonTimeOf } from '../../../src/calendar/instants.ts';
import type { WorkingCalendar } from '../../../src/calendar/working-days.ts';
import { readFacts } from '../../../src/procedures/case-facts.ts';
import type { Duty } from '../../../src/procedures/duty.ts';
import type { Facts } from '../../../src/procedures/facts.ts';
import { owed, type Owed } from '../../../src/procedures/owed.ts';
import type { RulePack } from '../../../src/procedures/pack-schema.ts';

export type GoldenCase = {
  readonly name: string;
  readonly rules: readonly string[];
  readonly pack: string;
  readonly overlays: readonly string[];
  /** Nothing when the pack says what it must, or else what it says instead. */
  wrong(pack: RulePack, calendar: WorkingCalendar): string | undefined;
};

/** Facts as a person writes them. */
export type Told = Readonly<Record<string, unknown>>;

/** What a duty must give: dates as `YYYY-MM-DD`, moments as `YYYY-MM-DDTHH:mm`; a field that is undefined must be absent. */
export type Given = {
  readonly due?: string;
  readonly safeBy?: string | undefined;
  readonly minimumOn?: string | undefined;
  readonly lastBookableOn?: string | undefined;
  readonly nationalReading?: string | undefined;
  readonly confidence?: string;
  readonly owner?: string;
  readonly provisional?: boolean;
};

type About = { readonly pack: string; readonly overlays?: readonly string[]; readonly rule: string; readonly alsoRules?: readonly string[]; readonly what: string };

/** A duty of that rule that falls where it must. */
export function dated(about: About, name: string, facts: Told, given: Given): GoldenCase {
  return caseOf(about, name, (pack, calendar) => {
    const duty = theOwed(pack, calendar, facts).duties.find(({ what }) => what === about.what);
    if (duty === undefined) return `there is no duty ${about.what}`;
    if (duty.rule !== about.rule) return `${about.what} is by ${duty.rule}, not ${about.rule}`;
    return difference(given, spelt(pack, duty));
  });
}

/** A duty of that name that is not owed, and about which nothing more need be asked. */
export function notOwed(about: About, name: string, facts: Told): GoldenCase {
  return caseOf(about, name, (pack, calendar) => {
    const { duties, needs } = theOwed(pack, calendar, facts);
    if (duties.some(({ what }) => what === about.what)) return `${about.what} is owed`;
    return needs.some(({ what }) => what === about.what) ? `${about.what} asks for more` : undefined;
  });
}

/** A duty that cannot be told before these facts are known, and no others. */
export function asked(about: About, name: string, facts: Told, missing: readonly string[]): GoldenCase {
  return caseOf(about, name, (pack, calendar) => {
    const need = theOwed(pack, calendar, facts).needs.find(({ what }) => what === about.what);
    if (need === undefined) return `${about.what} asks for nothing`;
    const found = need.missing.toSorted().join(', ');
    return found === missing.toSorted().join(', ') ? undefined : `${about.what} asks for ${found}`;
  });
}

/** Something else a pack must say: `found` is compared with `expected` as JSON. */
export function says(about: Omit<About, 'what'>, name: string, found: (pack: RulePack) => unknown, expected: unknown): GoldenCase {
  return caseOf(about, name, (pack) => {
    const [is, shouldBe] = [JSON.stringify(found(pack)), JSON.stringify(expected)];
    return is === shouldBe ? undefined : `it says ${is}, not ${shouldBe}`;
  });
}

function caseOf({ pack, overlays = [], rule, alsoRules = [] }: Omit<About, 'what'>, name: string, wrong: GoldenCase['wrong']): GoldenCase {
  return { name, rules: [rule, ...alsoRules], pack, overlays, wrong };
}

function theOwed(pack: RulePack, calendar: WorkingCalendar, facts: Told): Owed {
  return owed({ pack, calendar }, factsOf(facts));
}

/** Facts that the test knows to be right. */
export function factsOf(told: Told): Facts {
  const result = readFacts(told);
  if (result.kind === 'faults') throw new Error(result.faults.map(({ field, reason }) => `${field} ${reason}`).join('; '));
  return result.facts;
}

function spelt(pack: RulePack, duty: Duty): Given {
  const { confidence, provisional } = duty;
  const shared = { confidence, provisional, owner: pack.terms.roles[duty.owner] ?? duty.owner };
  if (duty.due === 'at') return { ...shared, due: moment(duty.dueAt), safeBy: duty.safeAt === undefined ? undefined : moment(duty.safeAt) };
  const { dueOn, safeBy, minimumOn, lastBookableOn, otherReading } = duty;
  return { ...shared, due: dueOn, safeBy, minimumOn, lastBookableOn, nationalReading: otherReading?.dueOn };
}

function moment(at: (Duty & { due: 'at' })['dueAt']): string {
  return `${londonDateOf(at)}T${londonTimeOf(at)}`;
}

function difference(given: Given, found: Given): string | undefined {
  const wrong = (Object.keys(given) as (keyof Given)[]).filter((key) => given[key] !== found[key]);
  return wrong.length === 0 ? undefined : wrong.map((key) => `${key} is ${String(found[key])}, not ${String(given[key])}`).join('; ');
}
