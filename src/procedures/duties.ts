/** When each duty of a conference falls due, and how that was counted (deadline matrix DL-02 to DL-19). */
import { addMinutes, londonDateOf, londonInstant, londonTimeOf, longMoment, type CivilInstant } from '../calendar/instants.ts';
import { addCalendarDays, addCalendarMonths, longDate, type PlainDate } from '../calendar/plain-date.ts';
import type { CountedLimit } from '../calendar/counted-limit.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { countByWeek, countInFull, countSentences, dayOffInWords } from './count-in-words.ts';
import { dutyBasis, ruleOf, type DayDuty, type MomentDuty, type Rulebook } from './duty.ts';

export type { DayDuty, Duty, MomentDuty, Rulebook } from './duty.ts';

/** The start of the conference. */
export type Start = { readonly startAt: CivilInstant };

/** The day a conference was held; one that was not quorate or not finished does not count as held (AMB-08). */
export type Held = { readonly heldOn: PlainDate };

/** The last day for the initial conference (NOT-002, DL-02), with every reading of the rule that gives another day. */
export function conferenceLimit(book: Rulebook, { s47InitiatedOn }: { readonly s47InitiatedOn: PlainDate }): DayDuty {
  const { amount, dayOne, nationalReading, dayOffReading } = book.pack.deadlines.conferenceLimit;
  const limit = book.calendar.countForward({ from: s47InitiatedOn, amount, dayOne });
  const wordsOf = (rule: string): string => ruleOf(book.pack, rule).words;
  return {
    ...counted(book, 'conferenceLimit', limit, [...countSentences(limit), ...readingSentences(s47InitiatedOn, limit)]),
    ...(limit.safeBy === undefined ? {} : { safeBy: limit.safeBy, reading: wordsOf(dayOffReading) }),
    ...(limit.nationalReading === undefined
      ? {}
      : { otherReading: { rule: nationalReading, words: wordsOf(nationalReading), dueOn: limit.nationalReading } }),
  };
}

/** A professional's report (NOT-048, DL-05). */
export function agencyReportDue(book: Rulebook, { startAt }: Start): MomentDuty {
  return hoursBefore(book, 'agencyReport', startAt);
}

/** The social worker's report to chair and minute-taker (NOT-069, DL-06). */
export function socialWorkerReportDue(book: Rulebook, { startAt }: Start): MomentDuty {
  return hoursBefore(book, 'socialWorkerReport', startAt);
}

/** The visit that prepares the family (NOT-057, DL-09). */
export function familyVisitDue(book: Rulebook, { startAt }: Start): MomentDuty {
  return hoursBefore(book, 'familyVisit', startAt);
}

/** When the family comes to meet the chair, for a conference in a room (NOT-027, DL-11). */
export function familyArrivalDue(book: Rulebook, { startAt }: Start): MomentDuty {
  const { amount } = book.pack.deadlines.familyArrival;
  const dueAt = addMinutes(startAt, -amount);
  const explanation = [`${amount} minutes before ${longMoment(startAt)} is ${londonTimeOf(dueAt)}.`];
  return { ...dutyBasis(book, 'familyArrival'), due: 'at', dueAt, explanation, provisional: false };
}

/** The outline plan, or the outcome when there is none (NOT-094, DL-12). */
export function outlinePlanDue(book: Rulebook, { heldOn }: Held): DayDuty {
  return workingDaysAfter(book, 'outlinePlan', heldOn);
}

/** The first core group after a conference that leaves a plan (NOT-099, DL-15). */
export function firstCoreGroupDue(book: Rulebook, { heldOn }: Held): DayDuty {
  return workingDaysAfter(book, 'firstCoreGroup', heldOn);
}

/** The full summary record (NOT-095, DL-13; the number of days is assumed, AMB-11). */
export function recordDue(book: Rulebook, { heldOn }: Held): DayDuty {
  return workingDaysAfter(book, 'recordDue', heldOn);
}

/** The next review; `first` after an initial conference (GEN-009, DL-18 and DL-19; AMB-08). */
export function reviewDue(book: Rulebook, { heldOn, first }: Held & { readonly first: boolean }): DayDuty {
  const what = first ? 'firstReview' : 'laterReviews';
  const { amount } = book.pack.deadlines[what];
  const dueOn = addCalendarMonths(heldOn, amount);
  const lastBookableOn = book.calendar.workingDayOnOrBefore(dueOn);
  const dayOff = book.calendar.whyNotWorking(dueOn);
  const provisional = !book.calendar.isKnown(dueOn);
  const explanation = [
    `${amount} months after ${longDate(heldOn)} is ${longDate(dueOn)}.`,
    ...(heldOn.slice(8) === dueOn.slice(8) ? [] : ['That month is shorter, so its last day is the limit.']),
    ...(dayOff === undefined ? [] : [`That is ${dayOffInWords(dayOff)}, so the last day to book is ${longDate(lastBookableOn)}.`]),
    ...provisionalSentence(book.calendar, provisional),
  ];
  return { ...dutyBasis(book, what), due: 'on', dueOn, lastBookableOn, explanation, provisional };
}

type WorkingDayDuty = 'outlinePlan' | 'firstCoreGroup' | 'recordDue';

function workingDaysAfter(book: Rulebook, what: WorkingDayDuty, heldOn: PlainDate): DayDuty {
  const { amount, dayOne } = book.pack.deadlines[what];
  const limit = book.calendar.countForward({ from: heldOn, amount, dayOne });
  const uncounted = dayOne === 'dayAfter' ? [`${longDate(heldOn)}, the day of the conference, is not counted.`] : [];
  return counted(book, what, limit, [...uncounted, ...countSentences(limit)]);
}

function counted(book: Rulebook, what: WorkingDayDuty | 'conferenceLimit', limit: CountedLimit, sentences: readonly string[]): DayDuty {
  return {
    ...dutyBasis(book, what),
    due: 'on',
    dueOn: limit.dueOn,
    explanation: [...sentences, ...provisionalSentence(book.calendar, limit.provisional)],
    count: { byWeek: countByWeek(limit.days), inFull: countInFull(limit.days) },
    provisional: limit.provisional,
  };
}

/**
 * The same clock time, one working day earlier for each 24 hours (AMB-05). That is never later than the hours
 * themselves: a working day earlier is at least a day earlier, and the clocks change on Sundays.
 */
function hoursBefore(book: Rulebook, what: 'agencyReport' | 'socialWorkerReport' | 'familyVisit', startAt: CivilInstant): MomentDuty {
  const { amount } = book.pack.deadlines[what];
  const startOn = londonDateOf(startAt);
  const dueOn = book.calendar.workingDaysBefore(startOn, amount / 24);
  const dueAt = londonInstant(dueOn, londonTimeOf(startAt));
  const hoursBeforeOn = addCalendarDays(startOn, -amount / 24);
  const dayOff = book.calendar.whyNotWorking(hoursBeforeOn);
  const provisional = !book.calendar.isKnown(startOn);
  const explanation = [
    `${amount} hours before the start is ${longDate(hoursBeforeOn)}${dayOff === undefined ? '' : `, ${dayOffInWords(dayOff)}`}.`,
    dueOn === hoursBeforeOn ? `It is due by ${longMoment(dueAt)}.` : `It is due on the working day before: by ${longMoment(dueAt)}.`,
    ...provisionalSentence(book.calendar, provisional),
  ];
  return { ...dutyBasis(book, what), due: 'at', dueAt, explanation, provisional };
}

function readingSentences(s47InitiatedOn: PlainDate, { safeBy, nationalReading }: CountedLimit): string[] {
  const sentences: string[] = [];
  if (safeBy !== undefined) {
    sentences.push(`The enquiry began on ${longDate(s47InitiatedOn)}, which is not a working day.`);
    sentences.push(`With that day itself as Day 1, the limit would be ${longDate(safeBy)}: a conference by then is safe by every reading.`);
  }
  if (nationalReading !== undefined) {
    sentences.push(`With the day after as Day 1, as many authorities count, the limit would be ${longDate(nationalReading)}. The earlier date satisfies both.`);
  }
  return sentences;
}

function provisionalSentence(calendar: WorkingCalendar, provisional: boolean): string[] {
  return provisional ? [`Public holidays are known to the companion up to ${longDate(calendar.announcedThrough)} only, so this date may still move.`] : [];
}
