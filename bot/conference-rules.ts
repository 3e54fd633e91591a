/**
 * The rules as they bear on one conference: its duties with their dates and reasons, and the limits its plan is held to.
 * Computed, never stored; the panel, the cards and the notices all read them from here.
 */
import { isoUtc, londonDateOf, londonInstant, parseIsoUtc, type CivilInstant } from '../src/calendar/instants.ts';
import { parsePlainDate } from '../src/calendar/plain-date.ts';
import type { ConferenceBooked, DutyDate, Invitee } from '../src/conference/events.ts';
import type { AssessmentLimits } from '../src/conference/child-assessment.ts';
import { keepsOwnDay } from '../src/conference/reports.ts';
import type { PlanLimits } from '../src/conference/outline-plan.ts';
import type { BookedConference } from '../src/conference/state.ts';
import { ladderOf, type NoticeTimes } from '../src/notices/notice.ts';
import { overdueReports } from '../src/notices/of-the-office.ts';
import type { AssessmentNeed } from '../src/procedures/child-assessment.ts';
import { kindOf } from '../src/procedures/conference-type.ts';
import { conferenceWindow } from '../src/procedures/conference-window.ts';
import { agencyReportDue, familyVisitDue, firstCoreGroupDue, outlinePlanDue, reviewDue, reviewInvitationsDue, socialWorkerReportDue, type DayDuty, type MomentDuty, type Rulebook } from '../src/procedures/duties.ts';
import { reminderTimes, workingMoment } from '../src/procedures/reminder-times.ts';
import type { Pack } from '../src/procedures/pack-schema.ts';
import { assessmentDuties, assessmentRules, needOf, type AssessmentDuties } from './assessment-rules.ts';

export type ConferenceDuties = AssessmentDuties & {
  /** The limit that governs: of several that run, the earliest. */
  readonly limit: DayDuty;
  readonly agencyReport: MomentDuty;
  readonly socialWorkerReport: MomentDuty;
  readonly familyVisit: MomentDuty;
  readonly outlinePlan: DayDuty;
  readonly firstCoreGroup: DayDuty;
  readonly review: DayDuty;
  /** Of a review, where the pack sets a day for them. */
  readonly reviewInvitations?: DayDuty;
};

export type ConferenceRules = {
  readonly pack: Pack;
  readonly duties: ConferenceDuties;
  /** Every limit that the day of the conference is held to, the governing one first. */
  readonly limits: readonly DayDuty[];
  readonly planLimits: PlanLimits;
  readonly noticeTimes: NoticeTimes;
  /** Whether a Child Assessment is needed, and what it is held to where it is. */
  readonly assessment: AssessmentNeed;
  readonly assessmentLimits?: AssessmentLimits;
};

/** What of a booking the dates depend on. */
export type Dated = Pick<ConferenceBooked, 'conferenceType' | 'dates' | 'on' | 'from'> & Partial<Pick<ConferenceBooked, 'circumstances'>>;

/** The case gives no date that this type of conference could be counted from. Its fields hold fact names only. */
export class NoDateToCountFrom extends Error {
  readonly missing: readonly string[];
  constructor(missing: readonly string[]) {
    super(`nothing to count from: ${missing.join(', ')}`);
    this.name = 'NoDateToCountFrom';
    this.missing = missing;
  }
}

/** A duty that was met or missed under earlier rules, and the date it was judged by. */
type Kept = readonly { readonly duty: string; readonly due: string }[];

/** The rules for a conference on that day at that time; `kept` duties keep their dates. Throws `NoDateToCountFrom`. */
export function conferenceRules(book: Rulebook, booking: Dated, kept: Kept = []): ConferenceRules {
  const { conferenceType, dates, on, from } = booking;
  const window = conferenceWindow(book, conferenceType, dates);
  const [limit] = window.kind === 'window' ? window.limits : [];
  if (window.kind !== 'window' || limit === undefined) throw new NoDateToCountFrom(window.kind === 'window' ? [] : window.missing);
  const kind = kindOf(conferenceType);
  const start = { startAt: londonInstant(on, from), kind };
  const held = { heldOn: on, kind };
  const reviewInvitations = kind === 'review' ? reviewInvitationsDue(book, start) : undefined;
  const assessment = needOf(book, booking);
  const counted: ConferenceDuties = {
    ...assessmentDuties(assessment),
    limit,
    agencyReport: agencyReportDue(book, start),
    socialWorkerReport: socialWorkerReportDue(book, start),
    familyVisit: familyVisitDue(book, start),
    outlinePlan: outlinePlanDue(book, held),
    firstCoreGroup: firstCoreGroupDue(book, held),
    review: reviewDue(book, { heldOn: on, first: kind === 'initial' }),
    ...(reviewInvitations === undefined ? {} : { reviewInvitations }),
  };
  const duties = withKept(counted, kept);
  const { assessmentTimes, ...limits } = assessmentRules(book, duties);
  return {
    pack: book.pack, assessment, ...limits,
    duties,
    limits: [duties.limit, ...window.limits.slice(1)],
    planLimits: {
      visitEveryDays: book.pack.plan.visitFrequency.maximumDays,
      firstCoreGroupBy: duties.firstCoreGroup.dueOn,
      reviewBy: duties.review.lastBookableOn ?? duties.review.dueOn,
    },
    noticeTimes: {
      ladders: { own: reminderTimes(book, duties.socialWorkerReport), agency: reminderTimes(book, duties.agencyReport) },
      workingMoment: (at) => workingMoment(book, at),
      ...(assessmentTimes === undefined ? {} : { assessment: assessmentTimes }),
    },
  };
}

/** The duty of this person's report: the social worker's own differs from the agencies'. */
export function reportDutyOf(invitee: Pick<Invitee, 'roleCode'>, { duties }: Pick<ConferenceRules, 'duties'>): MomentDuty {
  return keepsOwnDay(invitee) ? duties.socialWorkerReport : duties.agencyReport;
}

/** Those whose report is asked for, not sent, and due by now. */
export function lateReports(state: BookedConference, rules: ConferenceRules, now: CivilInstant): readonly Invitee[] {
  return overdueReports(state).filter((invitee) => reportDutyOf(invitee, rules).dueAt <= now);
}

/**
 * What a reminder says of the time left, in the pack's words, by the time it is now: one that was held up must not call
 * yesterday today. '' between two rungs, where the date alone is right.
 */
export function reportUrgency(rules: ConferenceRules, invitee: Pick<Invitee, 'roleCode'>, now: CivilInstant): string {
  const { pack: { reminders: { reports } }, noticeTimes } = rules;
  const [today, { dueAt }] = [londonDateOf(now), reportDutyOf(invitee, rules)];
  if (now >= dueAt) return reports.find(({ workingDays }) => workingDays > 0)?.words ?? '';
  if (today === londonDateOf(dueAt)) return reports.find(({ workingDays }) => workingDays === 0)?.words ?? '';
  const rung = ladderOf(noticeTimes, invitee).find(({ at }) => londonDateOf(at) === today)?.rung;
  return reports.find(({ id, workingDays }) => id === rung && workingDays < 0)?.words ?? '';
}

/** Who has to do each, for telling them when it moves. */
const OWNERS: Readonly<Record<keyof ConferenceDuties, DutyDate['owner']>> = {
  limit: 'chair', agencyReport: 'professionals', socialWorkerReport: 'socialWorker', familyVisit: 'socialWorker',
  outlinePlan: 'chair', firstCoreGroup: 'chair', review: 'chair', reviewInvitations: 'office',
  assessmentToPracticeLead: 'socialWorker', assessmentToParents: 'socialWorker', assessmentToUnit: 'socialWorker',
};

/** The duties as dates to compare: a plain date, or an instant in UTC. */
export function dutyDates(duties: ConferenceDuties): readonly DutyDate[] {
  return NAMES.flatMap((name) => {
    const duty = duties[name];
    return duty === undefined ? [] : [{ duty: name, rule: duty.rule, title: duty.title, owner: OWNERS[name], due: dueOf(duty) }];
  });
}

const NAMES = Object.keys(OWNERS) as readonly (keyof ConferenceDuties)[];

function dueOf(duty: DayDuty | MomentDuty): string {
  return duty.due === 'on' ? (duty.lastBookableOn ?? duty.dueOn) : isoUtc(duty.dueAt);
}

function withKept(duties: ConferenceDuties, kept: Kept): ConferenceDuties {
  const dates = new Map(kept.map(({ duty, due }) => [duty, due]));
  const entries = NAMES.flatMap((name) => (duties[name] === undefined ? [] : [[name, keptAt(duties[name], dates.get(name))]]));
  return kept.length === 0 ? duties : (Object.fromEntries(entries) as ConferenceDuties);
}

function keptAt(duty: DayDuty | MomentDuty, due: string | undefined): DayDuty | MomentDuty {
  if (due === undefined) return duty;
  const on = parsePlainDate(due);
  const at = parseIsoUtc(due);
  if (duty.due === 'on') return on === undefined ? duty : { ...duty, dueOn: on, ...(duty.lastBookableOn === undefined ? {} : { lastBookableOn: on }) };
  return at === undefined ? duty : { ...duty, dueAt: at };
}
