/**
 * What is owed in a case: every deadline of a pack that applies, dated and explained; and what must be asked before the
 * others can be told. A missing fact is asked for, never assumed.
 */
import { addCalendarDays, longDate, type PlainDate } from '../calendar/plain-date.ts';
import { dayOf } from './contradictions.ts';
import { dayOffInWords } from './count-in-words.ts';
import type { Deadline, Limit } from './deadline-schema.ts';
import { withDerived } from './derived-facts.ts';
import { dutyBasis, ruleOf, type DayDuty, type Duty, type Need, type Rulebook } from './duty.ts';
import { askedFor, type FactName, type Facts } from './facts.ts';
import type { RulePack } from './pack-schema.ts';
import { reckon, type Clockwork, type Reckoned, type ReckonedDay, type Trigger } from './reckoning.ts';

export type Owed = { readonly duties: readonly Duty[]; readonly needs: readonly Need[] };

/** Every duty of the pack, in its order. Facts are taken as `readFacts` gives them. */
export function owed(book: Rulebook<RulePack>, facts: Facts): Owed {
  const question = asking(book, facts);
  const answers = book.pack.deadlines.map((entry) => ({ entry, answer: question(entry) }));
  return {
    duties: answers.flatMap(({ answer }) => (answer.kind === 'owed' ? [answer.duty] : [])),
    needs: answers.flatMap(({ entry: { what, title, owner, rule }, answer }) => (answer.kind === 'needs' ? [{ what, title, owner, rule, missing: answer.missing }] : [])),
  };
}

export type Answer =
  | { readonly kind: 'owed'; readonly duty: Duty }
  | { readonly kind: 'needs'; readonly missing: readonly FactName[]; readonly mayNotApply: boolean }
  | { readonly kind: 'notOwed' };

/** Answers for one entry after another of the same case. */
export function asking({ pack, calendar }: Rulebook<RulePack>, told: Facts): (entry: Deadline) => Answer {
  const facts = withDerived(told, calendar, pack.closeOfBusiness);
  const clockwork: Clockwork = { calendar, closeOfBusiness: pack.closeOfBusiness };
  const answer = (entry: Deadline): Answer => {
    const applies = whetherItApplies(entry, facts);
    if (applies.kind !== 'applies') return applies;
    const reckoned = earliest(limitsOf(entry).flatMap((limit) => reckonedFrom(clockwork, limit, entry, facts)));
    if (reckoned === undefined) return isSettled(entry, facts) ? { kind: 'notOwed' } : { kind: 'needs', missing: missingFor(entry, facts), mayNotApply: false };
    const running = runningLimit((entry.neverAfter ?? []).flatMap((name) => pack.deadlines.filter(({ what }) => what === name)).map(answer));
    if (running?.kind === 'needs') return running;
    return { kind: 'owed', duty: dutyFrom({ pack, calendar }, entry, running === undefined ? reckoned : noLater(reckoned, running.duty), facts) };
  };
  return answer;
}

/** Of the limits that a duty never passes, the first that runs; or what must be known of one before that can be told. */
function runningLimit(limits: readonly Answer[]): Exclude<Answer, { kind: 'notOwed' }> | undefined {
  const runs = limits.filter((each) => each.kind === 'owed');
  const asks = limits.filter((each) => each.kind === 'needs').filter(({ mayNotApply }) => !mayNotApply);
  return runs[0] ?? asks[0];
}

type Applies = { readonly kind: 'applies' } | Exclude<Answer, { kind: 'owed' }>;

function whetherItApplies(entry: Deadline, facts: Facts): Applies {
  if (facts.kind !== undefined && !entry.appliesTo.includes(facts.kind)) return { kind: 'notOwed' };
  const truth = entry.when?.decide(facts) ?? true;
  if (truth === false) return { kind: 'notOwed' };
  const kindIsOpen = facts.kind === undefined && entry.appliesTo.length < 2;
  if (truth === 'unknown' || kindIsOpen) return { kind: 'needs', missing: missingFor(entry, facts), mayNotApply: facts.kind !== undefined };
  return { kind: 'applies' };
}

/** The kind of conference, what the condition asks, and what it is counted from: whichever of them is not known. */
function missingFor(entry: Deadline, facts: Facts): FactName[] {
  const kind: FactName[] = entry.appliesTo.length < 2 ? ['kind'] : [];
  const undecided = entry.when?.decide(facts) === 'unknown' ? entry.when.facts : [];
  const counted = startsOf(entry).some((name) => facts[name] !== undefined) ? [] : [entry.from, ...(entry.standIn === undefined ? [] : [entry.standIn])];
  const missing = [...kind, ...undecided, ...counted].filter((name) => facts[name] === undefined).flatMap(askedFor);
  const asked = [...new Set(missing)].filter((name) => facts[name] === undefined);
  // A day that was only expected has passed: what it stands for has to be known now.
  return asked.length > 0 ? asked : [entry.from];
}

function startsOf(entry: Deadline): readonly FactName[] {
  return [entry.from, ...(entry.standIn === undefined ? [] : [entry.standIn]), ...(entry.alsoWithin ?? []).map(({ from }) => from)];
}

function limitsOf(entry: Deadline): readonly Limit[] {
  return [entry, ...(entry.alsoWithin ?? [])];
}

/** Nothing where its beginning is not known, where it does not apply, or where it was settled meanwhile. */
function reckonedFrom(clockwork: Clockwork, limit: Limit, entry: Deadline, facts: Facts): Reckoned[] {
  if (limit !== entry && limit.when !== undefined && limit.when.decide(facts) !== true) return [];
  const known = facts[limit.from] !== undefined;
  const begins = known || limit !== entry ? limit.from : entry.standIn;
  const trigger = begins === undefined ? undefined : triggerOf(facts, begins);
  if (trigger === undefined || isDischarged(limit, trigger, facts)) return [];
  const shorter = entry.orSooner === undefined ? undefined : facts[entry.orSooner];
  const reckoned = reckon(clockwork, limit, trigger, shorter !== undefined && shorter > 0 ? Math.min(limit.amount, shorter) : limit.amount);
  return [known ? reckoned : { ...reckoned, provisional: true, sentences: [...reckoned.sentences, 'That day is only expected, so this date is provisional: it may still move.'] }];
}

function triggerOf(facts: Facts, name: Deadline['from']): Trigger | undefined {
  const on = dayOf(facts, name);
  const value = facts[name];
  return on === undefined ? undefined : { on, ...(typeof value === 'number' ? { at: value } : {}) };
}

function isDischarged(limit: Limit, { on }: Trigger, facts: Facts): boolean {
  return (limit.dischargedBy ?? []).some((name) => {
    const done = dayOf(facts, name);
    return done !== undefined && done >= on;
  });
}

/** Its own beginning is known and what it asks has been done since. */
function isSettled(entry: Deadline, facts: Facts): boolean {
  const trigger = triggerOf(facts, entry.from);
  return trigger !== undefined && isDischarged(entry, trigger, facts);
}

/** Days before moments of the same list never meet: a pack's further limits are all counted in days. */
function earliest(limits: readonly Reckoned[]): Reckoned | undefined {
  const [first, ...others] = limits;
  return others.reduce<Reckoned | undefined>((found, other) => {
    if (found?.due !== 'on' || other.due !== 'on') return found;
    const [governs, gives] = other.dueOn < found.dueOn ? [other, found] : [found, other];
    const told = governs.dueOn === gives.dueOn ? 'The other limit falls on the same day.' : `The other limit, ${longDate(gives.dueOn)}, is later; the earlier governs.`;
    return { ...governs, provisional: governs.provisional || gives.provisional, sentences: [...governs.sentences, told] };
  }, first);
}

function noLater(limit: Reckoned, running: Duty): Reckoned {
  if (limit.due !== 'on' || running.due !== 'on' || running.dueOn >= limit.dueOn) return limit;
  const { dueOn, title, rule, provisional } = running;
  const sentences = [...limit.sentences, `It never comes after the limit of “${title}” (${rule}), ${longDate(dueOn)}, which governs here.`];
  return { due: 'on', dueOn, sentences, provisional: limit.provisional || provisional };
}

function dutyFrom(book: Rulebook<RulePack>, entry: Deadline, reckoned: Reckoned, facts: Facts): Duty {
  const basis = dutyBasis(book.pack, entry);
  const told = [...reckoned.sentences, ...basisSentences(book, entry)];
  if (reckoned.due === 'at') {
    return { ...basis, due: 'at', dueAt: reckoned.dueAt, ...(reckoned.safeAt === undefined ? {} : { safeAt: reckoned.safeAt }), explanation: told, provisional: reckoned.provisional };
  }
  const landed = landing(book, entry, reckoned.dueOn);
  const stricter = stricterDay(book, entry, facts, landed.dueOn) ?? reckoned.safeBy;
  const minimumOn = minimumDay(book, entry, facts);
  const { words } = entry.nationalReading === undefined ? { words: '' } : ruleOf(book.pack, entry.nationalReading);
  return {
    ...basis,
    ...readingShown(book, entry, reckoned),
    due: 'on',
    dueOn: landed.dueOn,
    ...(stricter === undefined ? {} : { safeBy: stricter }),
    ...(minimumOn === undefined ? {} : { minimumOn }),
    ...(landed.lastBookableOn === undefined ? {} : { lastBookableOn: landed.lastBookableOn }),
    ...(entry.nationalReading === undefined || reckoned.nationalReading === undefined ? {} : { otherReading: { rule: entry.nationalReading, words, dueOn: reckoned.nationalReading } }),
    ...(reckoned.count === undefined ? {} : { count: reckoned.count }),
    explanation: [...reckoned.sentences, ...landed.sentences, ...stricterSentences(entry, stricter), ...minimumSentences(entry, minimumOn), ...basisSentences(book, entry)],
    provisional: reckoned.provisional,
  };
}

/** Why it holds although the authority's own words for it are elsewhere, or nowhere. */
function basisSentences({ pack }: Rulebook<RulePack>, entry: Deadline): string[] {
  const rule = ruleOf(pack, entry.rule);
  return [
    ...(rule.inheritedFrom === undefined ? [] : [`This is not in your authority’s document: it is inherited from “${rule.inheritedFrom}”.`]),
    ...(entry.through === undefined ? [] : [`It holds here through ${entry.through}.`]),
  ];
}

/** The reading for a day off is shown only where there was one. */
function readingShown({ pack }: Rulebook<RulePack>, entry: Deadline, { safeBy }: ReckonedDay): Pick<DayDuty, 'reading'> {
  return entry.dayOffReading === undefined || safeBy === undefined ? {} : { reading: ruleOf(pack, entry.dayOffReading).words };
}

type Landed = { readonly dueOn: PlainDate; readonly lastBookableOn?: PlainDate; readonly sentences: readonly string[] };

function landing({ calendar }: Rulebook<RulePack>, { lands }: Deadline, counted: PlainDate): Landed {
  if (lands === undefined) return { dueOn: counted, sentences: [] };
  if (lands === 'workingDayBefore') {
    const dueOn = calendar.workingDayOnOrBefore(addCalendarDays(counted, -1));
    return { dueOn, lastBookableOn: dueOn, sentences: [`The last working day before that is ${longDate(dueOn)}.`] };
  }
  const dayOff = calendar.whyNotWorking(counted);
  const workingDay = calendar.workingDayOnOrBefore(counted);
  const because = dayOff === undefined ? '' : `That is ${dayOffInWords(dayOff)}, so `;
  if (lands === 'previousWorkingDay') return { dueOn: workingDay, sentences: dayOff === undefined ? [] : [`${because}it is done by ${longDate(workingDay)}.`] };
  return { dueOn: counted, lastBookableOn: workingDay, sentences: dayOff === undefined ? [] : [`${because}the last day to book is ${longDate(workingDay)}.`] };
}

function stricterDay({ calendar }: Rulebook<RulePack>, entry: Deadline, facts: Facts, dueOn: PlainDate): PlainDate | undefined {
  const on = dayOf(facts, entry.from);
  if (on === undefined || entry.stricter === undefined) return undefined;
  const found = entry.stricter === 'clearDays' ? calendar.workingDaysBefore(on, entry.amount + 1) : calendar.countForward({ from: on, amount: entry.amount, dayOne: 'trigger' }).dueOn;
  return found < dueOn ? found : undefined;
}

function stricterSentences({ stricter }: Deadline, on: PlainDate | undefined): string[] {
  if (stricter === undefined || on === undefined) return [];
  return [stricter === 'clearDays' ? `Counted as clear days it would be ${longDate(on)}, which is safe by every reading.` : `With the first day itself as Day 1 it would be ${longDate(on)}, which is safe by every reading.`];
}

function minimumDay({ calendar }: Rulebook<RulePack>, { minimum, from }: Deadline, facts: Facts): PlainDate | undefined {
  const on = dayOf(facts, from);
  return minimum === undefined || on === undefined ? undefined : calendar.workingDaysBefore(on, minimum.amount);
}

function minimumSentences({ minimum, rule }: Deadline, on: PlainDate | undefined): string[] {
  if (minimum === undefined || on === undefined) return [];
  return [`At the very latest it is ${longDate(on)}: that meets ${minimum.rule}, and not ${rule}.`];
}
