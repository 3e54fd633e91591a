/**
 * What one person sees of a conference in the panel, built on the server for their role. A participant's view is made
 * from nothing but the agenda, so there is no chair's field in it to hide.
 */
import { agendaOf, captureMissing } from '../../src/conference/agenda.ts';
import { longMoment, parseIsoUtc } from '../../src/calendar/instants.ts';
import { longDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { releaseGaps } from '../../src/conference/deciding.ts';
import { reportStanding } from '../../src/conference/reports.ts';
import { captureKey, subjectChildren, type BookedConference } from '../../src/conference/state.ts';
import { startOf } from '../../src/notices/owed.ts';
import type { Role } from '../../src/people/access.ts';
import type { AgendaStep, Capture } from '../../src/procedures/pack-schema.ts';
import type { Invitee } from '../../src/conference/events.ts';
import { reportDutyOf, type ConferenceRules } from '../conference-rules.ts';
import { standingWords } from '../report-words.ts';
import { gapWords } from '../words.ts';
import type { AgendaLine, CaptureView, ChairView, PanelDecision, PanelPerson, PanelView, ParticipantView, StepView } from './panel-view.ts';

/** The step before the first: the chair meets the family. */
const PRE_MEETING = 'preMeeting';

/** Said where the pack holds no agenda for this type of conference. */
const NOT_LED_HERE = 'Review conferences are booked and prepared here, and are not yet led step by step: please use your usual agenda and record.';

/** The view for these roles; `conferenceId` is only echoed. */
export function viewFor(conferenceId: string, state: BookedConference, roles: readonly Role[], rules: ConferenceRules, today: PlainDate): PanelView {
  return roles.includes('conferenceChair') ? chairView(conferenceId, state, rules, today) : participantView(conferenceId, state, rules);
}

function participantView(conferenceId: string, state: BookedConference, rules: ConferenceRules): ParticipantView {
  return { kind: 'participant', ...shared(conferenceId, state, rules), expected: expectedNow(state, rules) };
}

function shared(conferenceId: string, state: BookedConference, rules: ConferenceRules): Omit<ParticipantView, 'kind' | 'expected'> {
  const releasedAt = state.released === null ? undefined : parseIsoUtc(state.released.at);
  return {
    version: state.version,
    conferenceId,
    caseReference: state.booking.caseReference,
    when: longMoment(startOf(state)),
    chairName: state.booking.chair.name,
    agenda: agendaLines(state, agendaOf(rules.pack, state.booking.conferenceType)),
    released: releasedAt === undefined ? null : `Released on ${longMoment(releasedAt)}`,
  };
}

function agendaLines(state: BookedConference, steps: readonly AgendaStep[]): AgendaLine[] {
  const extraChildren = Math.max(0, subjectChildren(state).length - 2);
  return steps.map((step, index) => ({
    stepId: step.id, number: index + 1, title: step.title, minutes: step.minutes + extraChildren * step.minutesPerExtraChild,
    state: step.id === state.currentStepId ? 'now' : state.visitedStepIds.includes(step.id) ? 'done' : 'ahead',
  }));
}

function expectedNow(state: BookedConference, { pack }: ConferenceRules): string {
  if (state.released !== null) return 'The conference is over and the decisions are released. Whoever is in the conferences channel can read them there; the social worker or the chair’s office tells everyone else.';
  const steps = agendaOf(pack, state.booking.conferenceType);
  if (steps.length === 0) return NOT_LED_HERE;
  const step = steps.find((entry) => entry.id === state.currentStepId);
  if (step === undefined) return 'The chair has not begun yet. Please wait here; this page follows the chair.';
  const leads = leadsInWords(step.lead, pack.terms.roles);
  return `${step.purpose} Led by: ${leads}.`;
}

function chairView(conferenceId: string, state: BookedConference, rules: ConferenceRules, today: PlainDate): ChairView {
  const { duties, planLimits, pack } = rules;
  return {
    kind: 'chair',
    ...shared(conferenceId, state, rules),
    children: subjectChildren(state),
    current: currentStep(state, rules),
    people: state.booking.invitees.map((invitee): PanelPerson => ({
      inviteeId: invitee.inviteeId, name: invitee.name, designation: invitee.designation, agency: invitee.agency,
      attendance: state.attendance.get(invitee.inviteeId) ?? null, report: reportWords(state, invitee, rules),
    })),
    decisions: subjectChildren(state).map((child) => decisionOf(state, child.childId, child.label)),
    categories: pack.decisions.categories.map(({ code, name }) => ({ value: code, label: name })),
    plan: state.plan,
    planLimits: {
      visitEveryDays: planLimits.visitEveryDays,
      firstCoreGroupBy: planLimits.firstCoreGroupBy,
      firstCoreGroupWords: `No later than ${longDate(planLimits.firstCoreGroupBy)} (${duties.firstCoreGroup.rule})`,
      reviewBy: planLimits.reviewBy,
      reviewWords: `No later than ${longDate(planLimits.reviewBy)} (${duties.review.rule})`,
    },
    leadSocialWorker: state.booking.socialWorker.name,
    gaps: releaseGaps(state, { planLimits, today }).map((gap) => gapWords(gap, subjectChildren(state))),
    afterwards: afterwards(rules),
  };
}

/** What follows the conference, with the rule behind each. */
export function afterwards({ duties }: ConferenceRules): string[] {
  const on = (duty: { readonly lastBookableOn?: ConferenceRules['planLimits']['reviewBy']; readonly dueOn?: ConferenceRules['planLimits']['reviewBy'] }): string => {
    const date = duty.lastBookableOn ?? duty.dueOn;
    return date === undefined ? '' : longDate(date);
  };
  return [
    `Outline plan, or the outcome, to everyone by ${on(duties.outlinePlan)} (${duties.outlinePlan.rule})`,
    `First core group by ${on(duties.firstCoreGroup)} (${duties.firstCoreGroup.rule})`,
    `Review conference by ${on(duties.review)} (${duties.review.rule})`,
  ];
}

function currentStep(state: BookedConference, { pack }: ConferenceRules): StepView {
  const steps = agendaOf(pack, state.booking.conferenceType);
  const index = steps.findIndex((step) => step.id === state.currentStepId);
  const step = steps[index];
  if (step === undefined) return preMeetingStep(pack.agenda.preMeeting, steps, pack.terms.roles);
  return {
    stepId: step.id, number: index + 1, title: step.title, purpose: step.purpose, minutes: step.minutes, prompts: step.prompts,
    leads: leadsInWords(step.lead, pack.terms.roles),
    captures: step.captures.map((capture) => captureView(state, step.id, capture)),
    previousStepId: steps[index - 1]?.id ?? null,
    nextStepId: steps[index + 1]?.id ?? null,
  };
}

/** "Social worker, then parents and carers": the one who speaks first in front. */
function leadsInWords(codes: readonly string[], roles: Readonly<Record<string, string>>): string {
  return codes.map((code, place) => (place === 0 ? roles[code] ?? code : lowerFirst(roles[code] ?? code))).join(', then ');
}

/** Keeps "GP" as it is. */
function lowerFirst(words: string): string {
  return /^\p{Lu}\p{Ll}/u.test(words) ? words.charAt(0).toLocaleLowerCase('en-GB') + words.slice(1) : words;
}

function preMeetingStep(preMeeting: ConferenceRules['pack']['agenda']['preMeeting'], steps: readonly AgendaStep[], roles: Readonly<Record<string, string>>): StepView {
  return {
    stepId: PRE_MEETING, number: 0, title: preMeeting.title, purpose: steps.length === 0 ? `${preMeeting.purpose} ${NOT_LED_HERE}` : preMeeting.purpose, minutes: preMeeting.minutes, prompts: preMeeting.prompts,
    leads: leadsInWords(preMeeting.lead, roles), captures: [], previousStepId: null, nextStepId: steps[0]?.id ?? null,
  };
}

function captureView(state: BookedConference, stepId: string, capture: Capture): CaptureView {
  const values: Record<string, string | boolean> = {};
  for (const childId of [null, ...subjectChildren(state).map((child) => child.childId)]) {
    const value = state.captures.get(captureKey(stepId, capture.id, childId));
    if (value !== undefined) values[childId ?? ''] = value;
  }
  return {
    captureId: capture.id, kind: capture.kind, label: capture.label, help: capture.help ?? null, options: capture.options ?? [],
    required: capture.required, missing: captureMissing(state, stepId, capture), rule: capture.rule, values,
  };
}

function reportWords(state: BookedConference, invitee: Invitee, rules: ConferenceRules): string {
  switch (reportStanding(state, invitee)) {
    case 'notAsked': return 'No report asked';
    case 'awaited': return `Not yet sent. Due ${longMoment(reportDutyOf(invitee, rules).dueAt)}`;
    default: return capital(standingWords(state, invitee));
  }
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function decisionOf(state: BookedConference, childId: string, label: string): PanelDecision {
  const decision = state.decisions.get(childId);
  return { childId, label, outcome: decision?.outcome ?? null, categories: decision?.categories ?? [], reasons: decision?.reasons ?? '', dissent: decision?.dissent ?? '' };
}
