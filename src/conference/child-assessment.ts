/**
 * The Child Assessment of a review (PST-001 to PST-009; AMB-15, AMB-31): where it is on its way, and what the chair decides
 * when the Safeguarding Unit does not have it in time. The companion keeps where it is, and never the assessment. Nothing
 * here holds up a conference: what is out of order asks for a reason, and only the chair stands a review down.
 */
import type { PlainDate } from '../calendar/plain-date.ts';
import { LONGEST_TEXT, type Command, type Refusal } from './commands.ts';
import type { AssessmentChoice, AssessmentFault, AssessmentStep, ConferenceEvent } from './events.ts';
import type { BookedConference, Stamped } from './state.ts';

type Assessing = Extract<Command, { do: 'moveAssessment' | 'decideOnAssessment' | 'raiseStandDown' }>;
type Outcome = readonly ConferenceEvent[] | readonly Refusal[];

/** What the rules say of this review; absent where no Child Assessment is needed. */
export type AssessmentLimits = {
  /** The last day for the Safeguarding Unit to have it. */
  readonly toUnitBy: PlainDate;
  /** The last day that the review may be held. */
  readonly reviewBy: PlainDate;
};

/** What the chair decided. A stand-down is a concern to raise with the Principal Manager, each one (PST-009); `raised` null until the chair has. */
export type AssessmentDecision = Stamped<{ readonly choice: AssessmentChoice; readonly fault: AssessmentFault; readonly reason: string }> & { readonly raised: Stamped<{ readonly words: string }> | null };

/** Each step with who recorded it and when, and every decision, the last one last. */
export type ChildAssessment = {
  readonly steps: { readonly [Step in AssessmentStep]?: Stamped<{ readonly on: PlainDate | null; readonly reason: string }> };
  readonly decisions: readonly AssessmentDecision[];
};

/** Their role on the list; whoever is invited in it judges the assessment of that review. */
export const PRACTICE_LEAD = 'practiceLead';

export const NO_ASSESSMENT: ChildAssessment = { steps: {}, decisions: [] };

/** Where it stands, the last step first; `returned` is with its author again. */
export type AssessmentStanding = 'toUnit' | 'shared' | 'approved' | 'given' | 'returned' | 'awaited';

const LAST_FIRST = ['toUnit', 'shared', 'approved', 'given', 'returned'] as const satisfies readonly AssessmentStep[];

export function assessmentStanding({ assessment: { steps } }: BookedConference): AssessmentStanding {
  return LAST_FIRST.find((step) => steps[step] !== undefined) ?? 'awaited';
}

/** Whether it waits for the Practice Lead's word, whatever else was done with it meanwhile (PST-006). */
export function awaitsApproval({ assessment: { steps } }: BookedConference): boolean {
  return steps.given !== undefined && steps.approved === undefined;
}

/** What is wrong with it once the Safeguarding Unit's day has passed; undefined before, and where it came in time. */
export function assessmentFault({ assessment: { steps } }: BookedConference, { toUnitBy }: Pick<AssessmentLimits, 'toUnitBy'>, today: PlainDate): AssessmentFault | undefined {
  const on = steps.toUnit?.on ?? null;
  if (on === null) return today > toUnitBy ? 'missing' : undefined;
  return on > toUnitBy ? 'late' : undefined;
}

export function lastDecision({ assessment: { decisions } }: BookedConference): AssessmentDecision | undefined {
  return decisions.at(-1);
}

/** The review does not go ahead on its day: the chair stood it down, and has not decided otherwise since. */
export function isStoodDown(state: BookedConference): boolean {
  return lastDecision(state)?.choice === 'standDown';
}

/** The review is held, and ending the plan is not decided at it until the assessment is in (AMB-15). */
export function endingIsClosed(state: BookedConference): boolean {
  return lastDecision(state)?.choice === 'hold' && state.assessment.steps.toUnit === undefined;
}

/** Whether there is a later day inside the review limit that it could be stood down to. */
export function hasRoom({ booking }: BookedConference, { reviewBy }: Pick<AssessmentLimits, 'reviewBy'>): boolean {
  return reviewBy > booking.on;
}

/** What the chair may choose now, each only where it is another than what stands. Lateness alone never moves a review past its limit (AMB-31). */
export function choicesOpen(state: BookedConference, limits: AssessmentLimits, today: PlainDate): readonly AssessmentChoice[] {
  const fault = assessmentFault(state, limits, today);
  if (fault === undefined || state.released !== null || today > state.booking.on) return [];
  const possible: readonly AssessmentChoice[] = fault === 'late' && !hasRoom(state, limits) ? ['hold'] : ['hold', 'standDown'];
  return possible.filter((choice) => choice !== lastDecision(state)?.choice);
}

/** Stand-downs that nobody has raised yet, the first one first. */
export function unraised({ assessment: { decisions } }: BookedConference): readonly AssessmentDecision[] {
  return decisions.filter(({ choice, raised }) => choice === 'standDown' && raised === null);
}

const ASSESSING: ReadonlySet<Command['do']> = new Set<Assessing['do']>(['moveAssessment', 'decideOnAssessment', 'raiseStandDown']);

export function isAssessing(command: Command): command is Assessing {
  return ASSESSING.has(command.do);
}

export function assess(state: BookedConference, command: Assessing, limits: AssessmentLimits | undefined, today: PlainDate): Outcome {
  if (command.do === 'raiseStandDown') return raise(state, command.words.trim());
  if (limits === undefined) return [{ code: 'noAssessmentAsked' }];
  if (state.released !== null) return [{ code: 'alreadyReleased' }];
  return command.do === 'moveAssessment' ? move(state, command, today) : choose(state, command, limits, today);
}

function move(state: BookedConference, { step, on, reason: typed }: Extract<Assessing, { do: 'moveAssessment' }>, today: PlainDate): Outcome {
  const reason = typed.trim();
  const faults = [...dayFaults(step, on, today), ...reasonFaults(state, step, reason)];
  if (faults.length > 0) return faults;
  const known = state.assessment.steps[step];
  const stands = step === 'returned' ? assessmentStanding(state) === 'returned' : known !== undefined && known.on === (isDated(step) ? on : null);
  return stands ? [] : [{ type: 'assessmentMoved', data: { step, on: isDated(step) ? on : null, reason } }];
}

/** Whoever hands it over says on which day; the Practice Lead's word counts when it is given. */
function isDated(step: AssessmentStep): boolean {
  return step === 'given' || step === 'shared' || step === 'toUnit';
}

function dayFaults(step: AssessmentStep, on: PlainDate | null, today: PlainDate): readonly Refusal[] {
  if (!isDated(step)) return [];
  if (on === null) return [{ code: 'notADate', field: 'on' }];
  return on > today ? [{ code: 'inTheFuture', field: 'on' }] : [];
}

/** To send it back takes a reason, and so does handing it on before the Practice Lead has approved it. */
function reasonFaults({ assessment: { steps } }: BookedConference, step: AssessmentStep, reason: string): readonly Refusal[] {
  const unapproved = (step === 'shared' || step === 'toUnit') && steps.approved === undefined;
  if (reason.length > LONGEST_TEXT) return [{ code: 'tooLong', field: 'reason' }];
  return reason === '' && (step === 'returned' || unapproved) ? [{ code: 'needsReason', field: 'reason', rule: 'PST-006' }] : [];
}

function choose(state: BookedConference, { choice, reason: typed }: Extract<Assessing, { do: 'decideOnAssessment' }>, limits: AssessmentLimits, today: PlainDate): Outcome {
  const fault = assessmentFault(state, limits, today);
  if (fault === undefined || today > state.booking.on) return [{ code: 'nothingToDecide', rule: 'PST-008' }];
  if (lastDecision(state)?.choice === choice) return [];
  if (!choicesOpen(state, limits, today).includes(choice)) return [{ code: 'pastTheLimit', rule: 'AMB-31' }];
  const reason = typed.trim();
  if (reason === '') return [{ code: 'needsReason', field: 'chairReason', rule: 'PST-008' }];
  return reason.length > LONGEST_TEXT ? [{ code: 'tooLong', field: 'chairReason' }] : [{ type: 'assessmentDecided', data: { choice, fault, reason } }];
}

/** One saying may raise several: what is open then is raised. */
function raise(state: BookedConference, words: string): Outcome {
  if (unraised(state).length === 0) return state.assessment.decisions.some(({ raised }) => raised !== null) ? [] : [{ code: 'nothingToRaise', rule: 'PST-009' }];
  if (words === '') return [{ code: 'needsReason', field: 'raisedWords', rule: 'PST-009' }];
  return words.length > LONGEST_TEXT ? [{ code: 'tooLong', field: 'raisedWords' }] : [{ type: 'standDownRaised', data: { words } }];
}

type AssessmentEvent = Extract<ConferenceEvent, { type: 'assessmentMoved' | 'assessmentDecided' | 'standDownRaised' }>;

/** After one of its events. One that comes back is to be given anew, so what was said of it before counts no more. */
export function withAssessmentEvent({ steps, decisions }: ChildAssessment, event: AssessmentEvent, stamp: Stamped): ChildAssessment {
  switch (event.type) {
    case 'assessmentMoved': {
      const { step, on, reason } = event.data;
      const entry = { ...stamp, on, reason };
      return { steps: step === 'returned' ? { returned: entry } : { ...steps, [step]: entry }, decisions };
    }
    case 'assessmentDecided': return { steps, decisions: [...decisions, { ...stamp, ...event.data, raised: null }] };
    case 'standDownRaised': return { steps, decisions: decisions.map((decision) => (decision.choice === 'standDown' && decision.raised === null ? { ...decision, raised: { ...stamp, words: event.data.words } } : decision)) };
  }
}
