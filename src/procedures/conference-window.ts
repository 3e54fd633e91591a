/**
 * The days on which a conference of each type may lawfully be held: every limit that runs, the earliest of them governing
 * (DL-02, DL-18 to DL-21, DL-25; AMB-01, AMB-02, AMB-08, AMB-10, AMB-21, AMB-30). Which limits run is the pack's to say.
 */
import { longDate, type PlainDate } from '../calendar/plain-date.ts';
import { kindOf, LIMITS_OF, type ConferenceType } from './conference-type.ts';
import type { DayDuty, Rulebook } from './duty.ts';
import type { FactName, Facts } from './facts.ts';
import { asking } from './owed.ts';
import type { RulePack } from './pack-schema.ts';

/** What is known of the case; absent is not known, or does not apply. */
export type CaseDates = {
  readonly s47InitiatedOn?: PlainDate;
  /** The decision to begin the enquiry, where it is recorded for another day than that discussion: the earlier counts (AMB-10). */
  readonly decidedOn?: PlainDate;
  /** A later strategy discussion, which never starts the count anew. */
  readonly laterStrategyOn?: PlainDate;
  readonly transferNotifiedOn?: PlainDate;
  readonly plannedReturnOn?: PlainDate;
  readonly initialHeldOn?: PlainDate;
  readonly previousReviewHeldOn?: PlainDate;
  readonly expectedBirthOn?: PlainDate;
  /** The plan was made before the birth; some packs hold its first review to the birth (AMB-30). */
  readonly preBirthPlan?: boolean;
  readonly bornOn?: PlainDate;
};

export type ConferenceWindow =
  | {
    readonly kind: 'window';
    /** Every limit that runs, the governing one first. */
    readonly limits: readonly DayDuty[];
    /** The last day by the limits as they are read here, included. */
    readonly dueOn: PlainDate;
    /** The last day by the strictest reading of any of them. */
    readonly safeBy: PlainDate;
    readonly provisional: boolean;
    /** What else a booker should know, in plain sentences. */
    readonly notes: readonly string[];
  }
  | { readonly kind: 'needs'; readonly missing: readonly FactName[] };

/** What the pack says of this type with these dates; or what must be known before it can say anything. */
export function conferenceWindow(book: Rulebook<RulePack>, type: ConferenceType, told: CaseDates): ConferenceWindow {
  const dates = countedFromTheEarlier(told);
  const answers = LIMITS_OF[type].flatMap(({ kind, what }) => {
    const answer = asking(book, factsFor(kind, dates));
    return book.pack.deadlines.filter((entry) => what.includes(entry.what) && entry.appliesTo.includes(kind)).map(answer);
  });
  const limits = answers.flatMap((answer) => (answer.kind === 'owed' && answer.duty.due === 'on' ? [answer.duty] : [])).toSorted((a, b) => compare(lastDayOf(a), lastDayOf(b)));
  const missing = answers.flatMap((answer) => (answer.kind === 'needs' && !answer.mayNotApply ? answer.missing : []));
  const [governing] = limits;
  // A limit that runs and cannot be told yet might be the earlier.
  if (governing === undefined || missing.length > 0) return { kind: 'needs', missing: [...new Set(missing.length > 0 ? missing : neededFor(type))] };
  return {
    kind: 'window', limits, dueOn: lastDayOf(governing),
    safeBy: limits.map(({ safeBy, ...duty }) => safeBy ?? lastDayOf(duty)).reduce((earliest, on) => (on < earliest ? on : earliest)),
    provisional: limits.some(({ provisional }) => provisional),
    notes: [...twoDaysNote(book, type, told), ...notesOn(type, dates, lastDayOf(governing))],
  };
}

/** The rule that counts a review from the birth where the plan was made before it; undefined where none of this pack does for this type (AMB-30). */
export function birthRule({ deadlines }: RulePack, type: ConferenceType): string | undefined {
  return LIMITS_OF[type].flatMap(({ kind, what }) => deadlines.filter((entry) => what.includes(entry.what) && entry.appliesTo.includes(kind)))
    .find(({ when }) => when?.facts.includes('preBirthPlan') === true)?.rule;
}

/** The last day a conference may be booked for under this limit. */
export function lastDayOf({ lastBookableOn, dueOn }: Pick<DayDuty, 'dueOn' | 'lastBookableOn'>): PlainDate {
  return lastBookableOn ?? dueOn;
}

function countedFromTheEarlier({ decidedOn, ...dates }: CaseDates): CaseDates {
  return dates.s47InitiatedOn === undefined || decidedOn === undefined || decidedOn >= dates.s47InitiatedOn ? dates : { ...dates, s47InitiatedOn: decidedOn };
}

function factsFor(kind: 'initial' | 'review', dates: CaseDates): Facts {
  const { s47InitiatedOn, transferNotifiedOn, plannedReturnOn, initialHeldOn, previousReviewHeldOn, preBirthPlan, bornOn, expectedBirthOn } = dates;
  return kind === 'initial' ? { kind, s47InitiatedOn, transferNotifiedOn, plannedReturnOn } : { kind, initialHeldOn, previousReviewHeldOn, preBirthPlan, bornOn, expectedBirthOn };
}

function neededFor(type: ConferenceType): readonly FactName[] {
  switch (type) {
    case 'initial':
    case 'preBirth': return ['s47InitiatedOn'];
    case 'transferIn': return ['transferNotifiedOn'];
    case 'siblingInitial': return ['s47InitiatedOn', 'initialHeldOn'];
    case 'review': return ['initialHeldOn'];
    case 'preReturn': return ['plannedReturnOn'];
  }
}

/** Both days, and what the later would give: nobody has to find out why two people count differently (AMB-10). */
function twoDaysNote(book: Rulebook<RulePack>, type: ConferenceType, { s47InitiatedOn, decidedOn }: CaseDates): readonly string[] {
  const counts = LIMITS_OF[type].some(({ what }) => what.includes('conferenceLimit'));
  if (!counts || s47InitiatedOn === undefined || decidedOn === undefined || decidedOn === s47InitiatedOn) return [];
  const later = decidedOn > s47InitiatedOn ? decidedOn : s47InitiatedOn;
  const other = conferenceWindow(book, 'initial', { s47InitiatedOn: later });
  const gives = other.kind === 'window' ? `; from the other day it would be ${longDate(other.dueOn)}` : '';
  return [`The discussion was on ${longDate(s47InitiatedOn)} and the decision is recorded for ${longDate(decidedOn)}. The count runs from the earlier${gives} (AMB-10).`];
}

function notesOn(type: ConferenceType, { laterStrategyOn, s47InitiatedOn, expectedBirthOn }: CaseDates, dueOn: PlainDate): readonly string[] {
  const restarts = laterStrategyOn === undefined || s47InitiatedOn === undefined || kindOf(type) === 'review' ? []
    : [`The discussion on ${longDate(laterStrategyOn)} does not start the count anew: it runs from the one that initiated the enquiry, on ${longDate(s47InitiatedOn)} (AMB-10).`];
  const birth = type !== 'preBirth' || expectedBirthOn === undefined || expectedBirthOn > dueOn ? []
    : [`The baby is expected on ${longDate(expectedBirthOn)}, before the latest lawful date: please choose a day before the birth.`];
  return [...restarts, ...birth];
}

function compare(a: PlainDate, b: PlainDate): number {
  return a < b ? -1 : Number(a > b);
}
