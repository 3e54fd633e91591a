/**
 * The rules as they bear on one conference: its duties with their dates and reasons, and the limits its plan is held to.
 * Computed, never stored; the panel, the cards and the notices all read them from here.
 */
import { londonInstant } from '../src/calendar/instants.ts';
import type { PlainDate } from '../src/calendar/plain-date.ts';
import type { PlanLimits } from '../src/conference/outline-plan.ts';
import type { NoticeTimes } from '../src/notices/owed.ts';
import {
  agencyReportDue, conferenceLimit, familyVisitDue, firstCoreGroupDue, outlinePlanDue, reviewDue, socialWorkerReportDue,
  type DayDuty, type MomentDuty, type Rulebook,
} from '../src/procedures/duties.ts';
import { reminderTimes } from '../src/procedures/reminder-times.ts';
import type { Pack } from '../src/procedures/pack-schema.ts';

export type ConferenceDuties = {
  readonly limit: DayDuty;
  readonly agencyReport: MomentDuty;
  readonly socialWorkerReport: MomentDuty;
  readonly familyVisit: MomentDuty;
  readonly outlinePlan: DayDuty;
  readonly firstCoreGroup: DayDuty;
  readonly review: DayDuty;
};

export type ConferenceRules = {
  readonly pack: Pack;
  readonly duties: ConferenceDuties;
  readonly planLimits: PlanLimits;
  readonly noticeTimes: NoticeTimes;
  /** What a reminder says of its rung, such as "Due in two working days". */
  readonly rungWords: Readonly<Record<string, string>>;
};

/** What of a booking the dates depend on. */
export type Dated = { readonly s47InitiatedOn: PlainDate; readonly on: PlainDate; readonly from: string };

/** The rules for a conference on that day at that time. */
export function conferenceRules(book: Rulebook, { s47InitiatedOn, on, from }: Dated): ConferenceRules {
  const held = { startAt: londonInstant(on, from) };
  const duties: ConferenceDuties = {
    limit: conferenceLimit(book, { s47InitiatedOn }),
    agencyReport: agencyReportDue(book, held),
    socialWorkerReport: socialWorkerReportDue(book, held),
    familyVisit: familyVisitDue(book, held),
    outlinePlan: outlinePlanDue(book, { heldOn: on }),
    firstCoreGroup: firstCoreGroupDue(book, { heldOn: on }),
    review: reviewDue(book, { heldOn: on, first: true }),
  };
  const reminders = reminderTimes(book, duties.agencyReport);
  return {
    pack: book.pack,
    duties,
    planLimits: {
      visitEveryDays: book.pack.plan.visitFrequency.maximumDays,
      firstCoreGroupBy: duties.firstCoreGroup.dueOn,
      reviewBy: duties.review.lastBookableOn ?? duties.review.dueOn,
    },
    noticeTimes: { reportReminders: reminders.map(({ rung, at }) => ({ rung, at })) },
    rungWords: Object.fromEntries(reminders.map(({ rung, words }) => [rung, words])),
  };
}
