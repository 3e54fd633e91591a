/** The Child Assessment in words, for its own card, the readiness, the booking and “why this date” (PST-001 to PST-009). Nothing where none is needed. */
import { londonDateOf, longMoment } from '../../src/calendar/instants.ts';
import { longDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { assessmentFault, assessmentStanding, endingIsClosed, hasRoom, isStoodDown, lastDecision, type AssessmentDecision, type AssessmentStanding } from '../../src/conference/child-assessment.ts';
import type { AssessmentFault, AssessmentStep } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { instant } from '../../src/notices/notice.ts';
import { REASONS, type AssessmentReason } from '../../src/procedures/child-assessment.ts';
import { lastDayOf } from '../../src/procedures/conference-window.ts';
import { assessmentDates } from '../assessment-rules.ts';
import type { ConferenceRules } from '../conference-rules.ts';

const BECAUSE: Record<AssessmentReason, string> = {
  recommendEnd: 'The social worker means to recommend ending the plan',
  coreGroupWantsEnd: 'The core group is strongly of the opinion that the plan should end',
  planAge: 'The plan is 12 months old by the day of the review',
};

/** What made it needed, each with its rule. */
export function becauseLines({ assessment }: Pick<ConferenceRules, 'assessment'>): readonly string[] {
  return assessment.kind === 'needed' ? assessment.because.map((reason) => `${BECAUSE[reason]} (${REASONS[reason]}).`) : [];
}

/** By when it is with whom, with the rule. */
export function assessmentDateLines({ duties }: Pick<ConferenceRules, 'duties'>): readonly string[] {
  const dates = assessmentDates(duties);
  if (dates === undefined) return [];
  const { toPracticeLead, toParents, toUnit } = dates;
  return [
    `The Child Assessment goes to the Practice Lead: by ${longDate(toPracticeLead.dueOn)} (${toPracticeLead.rule})`,
    `The Child Assessment is shared with the parents: by ${longDate(toParents.dueOn)} (${toParents.rule})`,
    `The Child Assessment goes to the Safeguarding Unit: by ${longDate(toUnit.dueOn)} (${toUnit.rule})`,
  ];
}

/** How an unclear text was read, where it was. */
export function readingLines({ duties }: Pick<ConferenceRules, 'duties'>): readonly string[] {
  const reading = assessmentDates(duties)?.toUnit.reading;
  return reading === undefined ? [] : [`How the text was read: ${reading}`];
}

/** Why it is needed, and how its days were counted; or that it would be, a month on (AMB-32); or what has to be known first. */
export function whyAssessment({ duties, assessment }: Pick<ConferenceRules, 'duties' | 'assessment'>): readonly string[] {
  const dates = assessmentDates(duties);
  if (dates === undefined) return openQuestion({ assessment });
  const counted = [dates.toPracticeLead, dates.toUnit].map(({ title, dueOn, rule, explanation }) => [`${title}: by ${longDate(dueOn)} (${rule}).`, ...explanation].join(' '));
  return [`A reviewed Child Assessment is needed. ${becauseLines({ assessment }).join(' ')}`, ...counted];
}

const QUESTIONS: Readonly<Record<string, string>> = { recommendEnd: 'whether the social worker means to recommend ending the plan', coreGroupWantsEnd: 'whether the core group wants it to end' };

/** What is not known is said, never assumed. */
export function openQuestion({ assessment }: Pick<ConferenceRules, 'assessment'>): readonly string[] {
  if (assessment.kind === 'soon') return ['No Child Assessment is needed on this day. Were the review a month later, the plan would be 12 months old, and one would be needed (PST-003).'];
  if (assessment.kind !== 'notKnown') return [];
  const asked = assessment.missing.flatMap((fact) => QUESTIONS[fact] ?? []);
  return [`It is not known whether a reviewed Child Assessment is needed${asked.length === 0 ? '' : `: ${asked.join(', and ')}`} (PST-001, PST-002).`];
}

const STEPS: Record<AssessmentStep, string> = { given: 'Given to the Practice Lead', approved: 'Approved by the Practice Lead', returned: 'Sent back by the Practice Lead', shared: 'Shared with the parents', toUnit: 'Given to the Safeguarding Unit' };
const IN_ORDER = ['returned', 'given', 'approved', 'shared', 'toUnit'] as const satisfies readonly AssessmentStep[];

export function stepLines({ assessment: { steps } }: BookedConference): readonly string[] {
  return IN_ORDER.flatMap((step) => {
    const entry = steps[step];
    return entry === undefined ? [] : [`${STEPS[step]} on ${longDate(entry.on ?? londonDateOf(instant(entry.at)))}.${entry.reason === '' ? '' : ` ${entry.reason}`}`];
  });
}

const STANDINGS: Record<AssessmentStanding, string> = {
  awaited: 'The Practice Lead does not have it yet.',
  given: 'It is with the Practice Lead, and not approved yet.',
  returned: 'The Practice Lead has sent it back to the social worker.',
  approved: 'The Practice Lead has approved it. It is still to be shared with the parents, and to go to the Safeguarding Unit.',
  shared: 'The parents have it. It is still to go to the Safeguarding Unit.',
  toUnit: 'The Safeguarding Unit has it.',
};

export function standingWords(state: BookedConference, rules: ConferenceRules, today: PlainDate): string {
  const fault = rules.assessmentLimits === undefined ? undefined : assessmentFault(state, rules.assessmentLimits, today);
  const asked = fault !== undefined && lastDecision(state) === undefined ? ' The chair decides what becomes of the review (PST-008).' : '';
  return `${isStoodDown(state) ? 'The review is stood down. ' : ''}${STANDINGS[assessmentStanding(state)]}${asked}`;
}

const FAULTS: Record<AssessmentFault, string> = { missing: 'The Safeguarding Unit’s day has passed, and it does not have it.', late: 'It came to the Safeguarding Unit after its day.' };

/** What is out of order, each a sentence of its own. */
export function warningLines(state: BookedConference, rules: ConferenceRules, today: PlainDate): readonly string[] {
  const { assessmentLimits: limits } = rules;
  const fault = limits === undefined ? undefined : assessmentFault(state, limits, today);
  const { approved, shared, toUnit } = state.assessment.steps;
  return [
    ...(fault === undefined ? [] : [FAULTS[fault]]),
    ...(approved === undefined && (shared ?? toUnit) !== undefined ? ['It was handed on before the Practice Lead approved it (PST-006).'] : []),
    ...(limits !== undefined && fault !== undefined && !hasRoom(state, limits) ? [`Conflict: there is no later day inside the review limit, which is ${limitWords(rules)}.`] : []),
    ...(endingIsClosed(state) ? ['Ending the plan is not to be decided until the assessment is in.'] : []),
  ];
}

/** "Friday 29 May 2026 (NAT-003)". */
export function limitWords({ duties: { limit } }: Pick<ConferenceRules, 'duties'>): string {
  return `${longDate(lastDayOf(limit))} (${limit.rule})`;
}

/** By when a new date has to be booked; or that there is none inside the limit, which is never passed unseen (AMB-15). */
export function newDateWords(state: BookedConference, rules: ConferenceRules): string {
  const tight = rules.assessmentLimits !== undefined && !hasRoom(state, rules.assessmentLimits);
  return tight ? `Any new date is after the review limit, ${limitWords(rules)}: agree it with the chair.` : `A new date has to be booked by ${limitWords(rules)}, the review limit.`;
}

const CHOSEN = { hold: 'To be held on its day, with ending the plan not to be decided until the assessment is in', standDown: 'Stood down' } as const;

export function decisionLine({ choice, fault, reason, at, raised }: AssessmentDecision): string {
  const concern = choice === 'hold' ? '' : raised === null ? ' Not yet raised with the Principal Manager (PST-009).' : ` Raised with the Principal Manager, as recorded on ${longMoment(instant(raised.at))}: ${raised.words}`;
  return `${CHOSEN[choice]}: decided on ${longMoment(instant(at))}, because the assessment was ${fault}. ${reason}${concern}`;
}
