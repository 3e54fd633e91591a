/**
 * Which free time comes first, as one number: the weightiest rule is its first digit. And why, in words.
 * Nobody's absence hides a time: it only comes later, and says so.
 * Authority: NOT-010 (who can come), AMB-02 (late readings), NOT-006 (time for invitations and reports), and for reviews the same chair.
 */
import { NOON_CELL } from './half-hours.ts';
import type { Laid } from './lay-out.ts';
import type { Slot, SlotReason } from './search.ts';

/** Working days of notice under which a time is offered only after those with more: reports and invitations need time (NOT-006). */
export const SHORT_NOTICE_DAYS = 5;

/** What a time is ranked by, the weightiest first; each a whole number from 0 to under its limit, less before more. */
export type Rank = {
  readonly holdersOut: number;
  readonly late: number;
  readonly shortNotice: number;
  readonly otherChair: number;
  readonly notPreferred: number;
  readonly othersOut: number;
  readonly day: number;
  readonly otherHalf: number;
  readonly unusual: number;
  readonly start: number;
  readonly chair: number;
};

export const LIMITS: { readonly [Digit in keyof Rank]: number } = {
  holdersOut: 16, late: 2, shortNotice: 2, otherChair: 2, notPreferred: 2, othersOut: 16, day: 256, otherHalf: 2, unusual: 2, start: 48, chair: 1_024,
};
/** What a day's digit counts for. */
const BELOW_DAY = LIMITS.otherHalf * LIMITS.unusual * LIMITS.start * LIMITS.chair;
const DIGITS = Object.entries(LIMITS) as [keyof Rank, number][];

export function keyOf(rank: Rank): number {
  return DIGITS.reduce((key, [digit, limit]) => key * limit + Math.min(rank[digit], limit - 1), 0);
}

export function rankOf(key: number): Rank {
  const rank: Record<keyof Rank, number> = { holdersOut: 0, late: 0, shortNotice: 0, otherChair: 0, notPreferred: 0, othersOut: 0, day: 0, otherHalf: 0, unusual: 0, start: 0, chair: 0 };
  let rest = key;
  for (const [digit, limit] of DIGITS.toReversed()) {
    rank[digit] = rest % limit;
    rest = Math.floor(rest / limit);
  }
  return rank;
}

/** The place of a key's day, without the rest of its rank. */
export function dayOfKey(key: number): number {
  return Math.floor(key / BELOW_DAY) % LIMITS.day;
}

/** A number for the morning or afternoon that a key lies in: one for all keys of it. */
export function halfOfKey(key: number): number {
  const start = Math.floor(key / LIMITS.chair) % LIMITS.start;
  return dayOfKey(key) * 2 + Number(start >= NOON_CELL);
}

/** The keys of every free time, in order. */
export function keysInOrder({ keys }: Pick<Laid, 'keys'>): Float64Array {
  return Float64Array.from(keys).sort();
}

/** What put a time where it stands, the weightiest first. */
export function reasonsOf(rank: Rank, told: { readonly earliest: boolean; readonly anyCannotCome: boolean; readonly keptChair: boolean; readonly preferredChair: boolean; readonly timeOfDay: boolean; readonly leastLoad: boolean }): readonly SlotReason[] {
  const reasons: (SlotReason | undefined)[] = [
    rank.holdersOut + rank.othersOut > 0 ? 'someoneCannotCome' : told.anyCannotCome ? 'everyoneCanCome' : undefined,
    rank.late === 1 ? 'late' : undefined,
    rank.shortNotice === 1 ? 'shortNotice' : 'enoughNotice',
    told.keptChair && rank.otherChair === 0 ? 'sameChair' : undefined,
    told.preferredChair && rank.notPreferred === 0 ? 'preferredChair' : undefined,
    told.earliest ? 'earliest' : undefined,
    told.timeOfDay && rank.otherHalf === 0 ? 'timeOfDay' : undefined,
    rank.unusual === 0 ? 'usualTime' : undefined,
    told.leastLoad ? 'lightestLoad' : undefined,
  ];
  return reasons.filter((reason) => reason !== undefined);
}

const WORDS: Readonly<Record<SlotReason, (slot: Slot) => string>> = {
  everyoneCanCome: () => 'nobody said they cannot come then',
  someoneCannotCome: ({ cannotCome }) => `${cannotCome.join(' and ')} cannot come then`,
  late: () => 'later than the safest reading of the limit',
  enoughNotice: ({ noticeDays }) => `${noticeDays} working days for reports and invitations`,
  shortNotice: ({ noticeDays }) => `only ${noticeDays === 1 ? '1 working day' : `${noticeDays} working days`} for reports and invitations`,
  sameChair: () => 'the same chair as before',
  preferredChair: () => 'the chair you asked for',
  earliest: ({ noticeDays }) => (noticeDays < SHORT_NOTICE_DAYS ? 'the earliest day of these' : 'the earliest day with enough notice'),
  timeOfDay: () => 'the time of day you asked for',
  usualTime: () => 'a usual time',
  lightestLoad: ({ chair }) => `${chair.name} has least booked`,
};
/** So much of the reasons is said: a card has little room, and the first ones decide. */
const MOST_SAID = 3;

/** "8 working days for reports and invitations; the same chair as before; the earliest day with enough notice". */
export function slotReasonWords(slot: Slot): string {
  return slot.reasons.slice(0, MOST_SAID).map((reason) => WORDS[reason](slot)).join('; ');
}
