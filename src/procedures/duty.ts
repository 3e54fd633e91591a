/** A duty: what is owed, by whom, when and why. Computed from facts, pack and calendar each time, never stored. */
import type { CivilInstant } from '../calendar/instants.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { Deadline } from './deadline-schema.ts';
import type { FactName } from './facts.ts';
import type { Confidence, Pack, ResolvedRule, RulePack } from './pack-schema.ts';

/** The rules a duty is computed by. */
export type Rulebook<Rules extends RulePack = Pack> = { readonly pack: Rules; readonly calendar: WorkingCalendar };

/** Owed on a day or by a moment. */
export type Duty = DayDuty | MomentDuty;

/**
 * `dueOn`: the last day, included. `safeBy`: an earlier day that is safe by every reading. `minimumOn`: the lower
 * threshold of a pair. `lastBookableOn`: the last working day inside the limit. `otherReading`: the day another way of
 * counting gives. `count`: the days one by one.
 */
export type DayDuty = DutyBasis & {
  readonly due: 'on';
  readonly dueOn: PlainDate;
  readonly safeBy?: PlainDate;
  readonly minimumOn?: PlainDate;
  readonly lastBookableOn?: PlainDate;
  readonly otherReading?: { readonly rule: string; readonly words: string; readonly dueOn: PlainDate };
  readonly count?: { readonly byWeek: readonly string[]; readonly inFull: readonly string[] };
};

/** `safeAt`: the earlier moment to work to. */
export type MomentDuty = DutyBasis & { readonly due: 'at'; readonly dueAt: CivilInstant; readonly safeAt?: CivilInstant };

export type DutyBasis = {
  readonly what: string;
  /** The duty in words: 'Hold the initial conference'. */
  readonly title: string;
  /** A role of the pack's terms. */
  readonly owner: string;
  readonly rule: string;
  /** Why, in words a card can show. */
  readonly words: string;
  /** Title of the document and lines of its stored copy. */
  readonly source: { readonly title: string; readonly lines: string | null };
  readonly confidence: Confidence;
  /** The pack that gave it, where it is not the authority's own. */
  readonly inheritedFrom?: string;
  /** How an unclear text was read, where it was. */
  readonly reading?: string;
  /** How it was counted, in plain sentences. */
  readonly explanation: readonly string[];
  /** Holidays on the way are not yet known, or a day is only expected, so that the date may move. */
  readonly provisional: boolean;
};

/** A duty that cannot be dated or decided before these facts are known. */
export type Need = { readonly what: string; readonly title: string; readonly owner: string; readonly rule: string; readonly missing: readonly FactName[] };

/** What every duty of this entry says of itself, whatever the case. */
export function dutyBasis(pack: RulePack, entry: Deadline): Omit<DutyBasis, 'explanation' | 'provisional'> {
  const rule = ruleOf(pack, entry.rule);
  return {
    what: entry.what,
    title: entry.title,
    owner: entry.owner,
    rule: entry.rule,
    words: rule.words,
    source: { title: pack.sources[rule.source.document]?.title ?? rule.source.document, lines: rule.source.lines },
    confidence: rule.inheritedFrom !== undefined || entry.through !== undefined ? 'inherited' : (entry.confidence ?? rule.confidence),
    ...(rule.inheritedFrom === undefined ? {} : { inheritedFrom: rule.inheritedFrom }),
    ...(entry.reading === undefined ? {} : { reading: ruleOf(pack, entry.reading).words }),
  };
}

/** The rule of that number. A loaded pack has every rule it cites; any other number is a RangeError. */
export function ruleOf(pack: RulePack, number: string): ResolvedRule {
  const rule = Object.hasOwn(pack.rules, number) ? pack.rules[number] : undefined;
  if (rule === undefined) throw new RangeError(`${number} is not a rule of this pack.`);
  return rule;
}
