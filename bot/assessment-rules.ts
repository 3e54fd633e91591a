/** The Child Assessment of one conference by its rules: whether it is needed, its dates, and the limits that what happens to it is held to. */
import { londonInstant } from '../src/calendar/instants.ts';
import type { AssessmentLimits } from '../src/conference/child-assessment.ts';
import type { ConferenceBooked } from '../src/conference/events.ts';
import { ASSESSMENT_DUTIES, assessmentNeed, assessmentTimes, type AssessmentDates, type AssessmentNeed, type AssessmentTimes } from '../src/procedures/child-assessment.ts';
import { kindOf } from '../src/procedures/conference-type.ts';
import { lastDayOf } from '../src/procedures/conference-window.ts';
import type { DayDuty, Rulebook } from '../src/procedures/duties.ts';

type Asked = Pick<ConferenceBooked, 'conferenceType' | 'dates' | 'on' | 'from'> & Partial<Pick<ConferenceBooked, 'circumstances'>>;

/** The plan under review began at the initial conference. */
export function needOf(book: Rulebook, { conferenceType, dates, on, from, circumstances }: Asked): AssessmentNeed {
  return kindOf(conferenceType) === 'review' ? assessmentNeed(book, { startAt: londonInstant(on, from), planStartedOn: dates.initialHeldOn, told: circumstances ?? {} }) : { kind: 'notAsked' };
}

/** The duties among those of the conference, which keep a date they were judged by. */
export type AssessmentDuties = { readonly assessmentToPracticeLead?: DayDuty; readonly assessmentToParents?: DayDuty; readonly assessmentToUnit?: DayDuty };

export function assessmentDuties(need: AssessmentNeed): AssessmentDuties {
  if (need.kind !== 'needed') return {};
  const { toPracticeLead, toParents, toUnit } = need.dates;
  return { [ASSESSMENT_DUTIES.toPracticeLead]: toPracticeLead, [ASSESSMENT_DUTIES.toParents]: toParents, [ASSESSMENT_DUTIES.toUnit]: toUnit };
}

/** The dates as they stand among the duties; undefined where none is needed. */
export function assessmentDates({ assessmentToPracticeLead: toPracticeLead, assessmentToParents: toParents, assessmentToUnit: toUnit }: AssessmentDuties): AssessmentDates | undefined {
  return toPracticeLead === undefined || toParents === undefined || toUnit === undefined ? undefined : { toPracticeLead, toParents, toUnit };
}

/** What notices and decisions are held to. */
export function assessmentRules(book: Rulebook, duties: AssessmentDuties & { readonly limit: DayDuty }): { readonly assessmentLimits?: AssessmentLimits; readonly assessmentTimes?: AssessmentTimes & AssessmentLimits } {
  const dates = assessmentDates(duties);
  if (dates === undefined) return {};
  const limits: AssessmentLimits = { toUnitBy: dates.toUnit.dueOn, reviewBy: lastDayOf(duties.limit) };
  return { assessmentLimits: limits, assessmentTimes: { ...limits, ...assessmentTimes(book, dates) } };
}
