/**
 * Whether a review needs a Child Assessment, why, and by when it is with whom (PST-001 to PST-005; AMB-06, AMB-32). All of
 * it follows from the deadlines of a pack by their names; a pack without them asks for none, and nothing is said of it.
 */
import { addCalendarMonths, type PlainDate } from '../calendar/plain-date.ts';
import { londonDateOf, londonInstant, londonTimeOf, type CivilInstant } from '../calendar/instants.ts';
import type { DayDuty, Rulebook } from './duty.ts';
import type { FactName, Facts } from './facts.ts';
import { asking, type Answer } from './owed.ts';
import type { RulePack } from './pack-schema.ts';

/** The duties by the names that packs give them. */
export const ASSESSMENT_DUTIES = { toPracticeLead: 'assessmentToPracticeLead', toParents: 'assessmentToParents', toUnit: 'assessmentToUnit' } as const;

export type AssessmentDates = { readonly [Name in keyof typeof ASSESSMENT_DUTIES]: DayDuty };

/** What made it needed, each with its rule; several may. */
export const REASONS = { recommendEnd: 'PST-001', coreGroupWantsEnd: 'PST-002', planAge: 'PST-003' } as const;
export type AssessmentReason = keyof typeof REASONS;

/** `notKnown`: a question is open that could make it needed. `soon`: it is not, and would be were the review a month later. */
export type AssessmentNeed =
  | { readonly kind: 'notAsked' }
  | { readonly kind: 'soon' }
  | { readonly kind: 'notKnown'; readonly missing: readonly FactName[] }
  | { readonly kind: 'needed'; readonly because: readonly AssessmentReason[]; readonly dates: AssessmentDates };

/** The facts of one review: when it starts, when the plan began, and what was answered of the pack's questions. */
export type ReviewFacts = { readonly startAt: CivilInstant; readonly planStartedOn: PlainDate | undefined; readonly told: Facts };

export function assessmentNeed(book: Rulebook<RulePack>, review: ReviewFacts): AssessmentNeed {
  const facts = factsOf(review);
  const answers = { toPracticeLead: named(book, 'toPracticeLead', facts), toParents: named(book, 'toParents', facts), toUnit: named(book, 'toUnit', facts) };
  const toPracticeLead = dayOf(answers.toPracticeLead);
  const [toParents, toUnit] = [dayOf(answers.toParents), dayOf(answers.toUnit)];
  if (toPracticeLead !== undefined && toParents !== undefined && toUnit !== undefined) return { kind: 'needed', because: reasonsFor(book, facts), dates: { toPracticeLead, toParents, toUnit } };
  if (answers.toUnit?.kind === 'needs') return { kind: 'notKnown', missing: answers.toUnit.missing };
  return dayOf(named(book, 'toUnit', { ...facts, conferenceAt: aMonthLater(review.startAt) })) === undefined ? { kind: 'notAsked' } : { kind: 'soon' };
}

function factsOf({ startAt, planStartedOn, told }: ReviewFacts): Facts {
  return { ...told, kind: 'review', conferenceAt: startAt, ...(planStartedOn === undefined ? {} : { planStartedOn }) };
}

function aMonthLater(startAt: CivilInstant): CivilInstant {
  return londonInstant(addCalendarMonths(londonDateOf(startAt), 1), londonTimeOf(startAt));
}

/** Of one reason at a time, whether it is enough by itself: what counts as old enough is the pack's to say. */
function reasonsFor(book: Rulebook<RulePack>, facts: Facts): readonly AssessmentReason[] {
  const none = { ...facts, recommendEnd: false, coreGroupWantsEnd: false, planStartedOn: undefined, planAgeMonths: 0 };
  const alone: Readonly<Record<AssessmentReason, Facts>> = {
    recommendEnd: { ...none, recommendEnd: facts.recommendEnd }, coreGroupWantsEnd: { ...none, coreGroupWantsEnd: facts.coreGroupWantsEnd },
    planAge: { ...facts, recommendEnd: false, coreGroupWantsEnd: false },
  };
  return (Object.keys(REASONS) as AssessmentReason[]).filter((reason) => dayOf(named(book, 'toUnit', alone[reason])) !== undefined);
}

function named(book: Rulebook<RulePack>, name: keyof typeof ASSESSMENT_DUTIES, facts: Facts): Answer | undefined {
  const answer = asking(book, facts);
  const answers = book.pack.deadlines.filter(({ what }) => what === ASSESSMENT_DUTIES[name]).map(answer);
  return answers.find(({ kind }) => kind === 'owed') ?? answers.find(({ kind }) => kind === 'needs');
}

function dayOf(answer: Answer | undefined): DayDuty | undefined {
  return answer?.kind === 'owed' && answer.duty.due === 'on' ? answer.duty : undefined;
}

/** When its author is reminded, and when the chair is asked what is to become of a review without one (AMB-31). */
export type AssessmentTimes = { readonly reminders: readonly { readonly rung: string; readonly at: CivilInstant }[]; readonly askChairAt: CivilInstant };

/** In the morning, two working days before the Practice Lead is to have it, and on that day. */
const REMINDED = [{ rung: 'twoDaysBefore', workingDays: 2 }, { rung: 'lastDay', workingDays: 0 }] as const;
const MORNING = '09:00';

/** The chair is asked on the working day after the Safeguarding Unit's: by then it is missing or late, and the review still lies ahead. */
export function assessmentTimes({ calendar }: Pick<Rulebook<RulePack>, 'calendar'>, { toPracticeLead, toUnit }: AssessmentDates): AssessmentTimes {
  const on = (workingDays: number): PlainDate => (workingDays === 0 ? toPracticeLead.dueOn : calendar.workingDaysBefore(toPracticeLead.dueOn, workingDays));
  return {
    reminders: REMINDED.map(({ rung, workingDays }) => ({ rung, at: londonInstant(on(workingDays), MORNING) })),
    askChairAt: londonInstant(calendar.workingDaysAfter(toUnit.dueOn, 1), MORNING),
  };
}
