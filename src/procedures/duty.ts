/** A duty: what is owed, by whom, when and why. Computed from facts, pack and calendar each time, never stored. */
import type { CivilInstant } from '../calendar/instants.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { Confidence, Deadlines, Pack } from './pack-schema.ts';

/** The rules a duty is computed by. */
export type Rulebook = { readonly pack: Pack; readonly calendar: WorkingCalendar };

export type DutyName = keyof Deadlines;

/** Owed on a day or by a moment. */
export type Duty = DayDuty | MomentDuty;

/**
 * `dueOn`: the last day, included. `safeBy`: an earlier day that is safe by every reading. `lastBookableOn`: the last
 * working day inside the limit. `otherReading`: the day another way of counting gives. `count`: the days one by one.
 */
export type DayDuty = DutyBasis & {
  readonly due: 'on';
  readonly dueOn: PlainDate;
  readonly safeBy?: PlainDate;
  readonly lastBookableOn?: PlainDate;
  readonly otherReading?: { readonly rule: string; readonly words: string; readonly dueOn: PlainDate };
  readonly count?: { readonly byWeek: readonly string[]; readonly inFull: readonly string[] };
};

export type MomentDuty = DutyBasis & { readonly due: 'at'; readonly dueAt: CivilInstant };

export type DutyBasis = {
  readonly what: DutyName;
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
  /** How an unclear text was read, where it was. */
  readonly reading?: string;
  /** How it was counted, in plain sentences. */
  readonly explanation: readonly string[];
  /** Holidays on the way are not yet known, so that the date may move. */
  readonly provisional: boolean;
};

/** What every duty of this name says of itself, whatever the case. */
export function dutyBasis({ pack }: Rulebook, what: DutyName): Omit<DutyBasis, 'explanation' | 'provisional'> {
  const { rule: number, title, owner, reading } = pack.deadlines[what];
  const { words, confidence, source } = ruleOf(pack, number);
  return {
    what,
    title,
    owner,
    rule: number,
    words,
    source: { title: pack.sources[source.document]?.title ?? source.document, lines: source.lines },
    confidence,
    ...(reading === undefined ? {} : { reading: ruleOf(pack, reading).words }),
  };
}

/** The rule of that number. A loaded pack has every rule it cites; any other number is a RangeError. */
export function ruleOf(pack: Pack, number: string): Pack['rules'][string] {
  const rule = Object.hasOwn(pack.rules, number) ? pack.rules[number] : undefined;
  if (rule === undefined) throw new RangeError(`${number} is not a rule of this pack.`);
  return rule;
}
