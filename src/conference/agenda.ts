/**
 * The agenda in use: entering steps, capturing what a step asks for, and what is still missing (NOT-070, NOT-079).
 * A gate asks for a reason and flags it; it never keeps the chair from going on.
 */
import { kindOf, type ConferenceType } from '../procedures/conference-type.ts';
import type { AgendaStep, Capture, Pack } from '../procedures/pack-schema.ts';
import { LONGEST_TEXT, type Refusal } from './commands.ts';
import type { AttendanceStatus, ConferenceEvent } from './events.ts';
import { type BookedConference, captureKey, subjectChildren } from './state.ts';

type Outcome = readonly ConferenceEvent[] | readonly Refusal[];

/** The steps of a conference of this type. The packs hold no agenda for reviews yet: these are booked here, and led without the companion. */
export function agendaOf({ agenda }: Pick<Pack, 'agenda'>, conferenceType: ConferenceType): readonly AgendaStep[] {
  return kindOf(conferenceType) === 'initial' ? agenda.ICPC : [];
}

/** Enters a step. Leaving a step forwards with something missing asks for the chair's reason, once per set of gaps. */
export function enterStep(state: BookedConference, steps: readonly AgendaStep[], stepId: string, reason: string | null): Outcome {
  const target = steps.findIndex((step) => step.id === stepId);
  if (target < 0) return [{ code: 'unknownStep' }];
  if (state.currentStepId === stepId) return [];
  const leaving = steps.findIndex((step) => step.id === state.currentStepId);
  const left = steps[leaving];
  const entered: ConferenceEvent = { type: 'stepEntered', data: { stepId } };
  if (left === undefined || target < leaving) return [entered];
  const missing = stepGaps(state, left);
  if (missing.length === 0 || alreadyExplained(state, left.id, missing)) return [entered];
  if (reason === null || reason.trim() === '') return [{ code: 'needsReason', field: 'reason', about: missing }];
  return [{ type: 'stepLeftWithGaps', data: { stepId: left.id, missing, reason: reason.trim() } }, entered];
}

function alreadyExplained(state: BookedConference, stepId: string, missing: readonly string[]): boolean {
  const explained = state.stepGaps.get(stepId);
  return explained !== undefined && missing.every((captureId) => explained.missing.includes(captureId));
}

/** Capture ids of this step that are required and not yet there. */
export function stepGaps(state: BookedConference, step: AgendaStep): readonly string[] {
  return step.captures.filter((capture) => capture.required && captureMissing(state, step.id, capture)).map((capture) => capture.id);
}

export function captureMissing(state: BookedConference, stepId: string, capture: Capture): boolean {
  const held = (childId: string | null): string | boolean | undefined => state.captures.get(captureKey(stepId, capture.id, childId));
  switch (capture.kind) {
    case 'tick': return held(null) !== true;
    case 'choice':
    case 'text': return blank(held(null));
    case 'textPerChild':
    case 'choicePerChild': return subjectChildren(state).some((child) => blank(held(child.childId)));
    case 'attendance': return state.booking.invitees.some((invitee) => !state.attendance.has(invitee.inviteeId));
    case 'decisions': return subjectChildren(state).some((child) => !state.decisions.has(child.childId));
    case 'plan': return planWanted(state) && state.plan === null;
    case 'nextDates': return planWanted(state) && (state.plan === null || state.plan.firstCoreGroupOn === null || state.plan.reviewOn === null);
    case 'reports': return false;
  }
}

/** True unless every child has a decision and none of them is a plan. */
function planWanted(state: BookedConference): boolean {
  const undecided = subjectChildren(state).some((child) => !state.decisions.has(child.childId));
  return undecided || [...state.decisions.values()].some((decision) => decision.outcome === 'plan');
}

function blank(value: string | boolean | undefined): boolean {
  return typeof value === 'string' ? value.trim() === '' : value === undefined;
}

export type CaptureCommand = { readonly stepId: string; readonly captureId: string; readonly childId: string | null; readonly value: string | boolean };

/** Records one captured value; the same value again is nothing new. */
export function capture(state: BookedConference, steps: readonly AgendaStep[], command: CaptureCommand): Outcome {
  const asked = steps.find((step) => step.id === command.stepId)?.captures.find((entry) => entry.id === command.captureId);
  if (asked === undefined) return [{ code: 'unknownCapture' }];
  const fault = valueFault(state, asked, command);
  if (fault !== undefined) return [fault];
  if (state.captures.get(captureKey(command.stepId, command.captureId, command.childId)) === command.value) return [];
  return [{ type: 'captured', data: { stepId: command.stepId, captureId: command.captureId, childId: command.childId, value: command.value } }];
}

function valueFault(state: BookedConference, asked: Capture, { childId, value }: CaptureCommand): Refusal | undefined {
  const perChild = asked.kind === 'textPerChild' || asked.kind === 'choicePerChild';
  if (perChild !== (childId !== null)) return { code: 'unknownChild', field: asked.id };
  if (childId !== null && !subjectChildren(state).some((child) => child.childId === childId)) return { code: 'unknownChild', field: asked.id };
  switch (asked.kind) {
    case 'tick':
      return typeof value === 'boolean' ? undefined : { code: 'wrongKindOfValue', field: asked.id };
    case 'choice':
    case 'choicePerChild':
      return (asked.options ?? []).some((option) => option.value === value) ? undefined : { code: 'wrongKindOfValue', field: asked.id };
    case 'text':
    case 'textPerChild':
      if (typeof value !== 'string') return { code: 'wrongKindOfValue', field: asked.id };
      return value.length > LONGEST_TEXT ? { code: 'tooLong', field: asked.id } : undefined;
    default:
      return { code: 'wrongKindOfValue', field: asked.id };
  }
}

/** Who is here, who sent apologies, who is absent (NOT-079). */
export function recordAttendance(state: BookedConference, inviteeId: string, status: AttendanceStatus): Outcome {
  if (!state.booking.invitees.some((invitee) => invitee.inviteeId === inviteeId)) return [{ code: 'unknownInvitee', field: inviteeId }];
  return state.attendance.get(inviteeId) === status ? [] : [{ type: 'attendanceRecorded', data: { inviteeId, status } }];
}
