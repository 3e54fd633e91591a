/**
 * One command against one conference: the events it leads to, or every reason why not. Pure; the clock and rules are given.
 */
import type { PlainDate } from '../calendar/plain-date.ts';
import type { AuthorityRole, Role } from '../people/access.ts';
import { may, type Verb } from '../people/access.ts';
import type { PersonKey } from '../people/person.ts';
import type { Pack } from '../procedures/pack-schema.ts';
import { agendaOf, capture, enterStep, recordAttendance } from './agenda.ts';
import { arrange, isArranging } from './arranging.ts';
import { book } from './booking.ts';
import { assess, isAssessing, type AssessmentLimits } from './child-assessment.ts';
import type { Command, Refusal, RefusalCode } from './commands.ts';
import { recordDecision, recordPlan, release } from './deciding.ts';
import type { AssessmentStep, ConferenceEvent, ReportStep } from './events.ts';
import type { PlanLimits } from './outline-plan.ts';
import { moveReport } from './reports.ts';
import { isOfIncidents, ofIncidents } from './incidents.ts';
import { stopping } from './stopping.ts';
import { inviteeOf, rolesIn, type BookedConference, type ConferenceState } from './state.ts';

/** Who asks: a person with verified identity, or the companion's own work (never a card's say-so). */
export type Actor =
  | { readonly kind: 'person'; readonly person: PersonKey; readonly authorityRoles: readonly AuthorityRole[] }
  | { readonly kind: 'companion' };

export type Rules = {
  readonly pack: Pack;
  /** Limits of the plan for this conference, computed from pack and calendar. */
  readonly planLimits: PlanLimits;
  /** Today in London. */
  readonly today: PlainDate;
  /** Of a review that needs a Child Assessment. */
  readonly assessmentLimits?: AssessmentLimits;
};

export type Outcome =
  | { readonly kind: 'accepted'; readonly events: readonly ConferenceEvent[] }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

const RIGHT_FOR: Record<Exclude<Command['do'], 'giveUpClaim' | 'agreeAttendance' | 'moveReport' | 'moveAssessment'>, Verb> = {
  book: 'conference.book',
  confirmBooking: 'booking.confirm',
  reassignChair: 'chair.reassign',
  reassignSocialWorker: 'socialWorker.reassign',
  confirmList: 'list.confirm',
  returnList: 'list.confirm',
  addInvitee: 'list.change',
  removeInvitee: 'list.change',
  giveContact: 'list.change',
  acknowledgeFlags: 'flags.acknowledge',
  answerInvitation: 'invitation.answer',
  sayReportSent: 'report.saySent',
  decideOnAssessment: 'assessment.decide',
  raiseStandDown: 'assessment.decide',
  stopMessages: 'messages.stop',
  resumeMessages: 'messages.resume',
  openIncident: 'messages.stop',
  noteIncident: 'incident.note',
  closeIncident: 'incident.close',
  linkMeeting: 'meeting.link',
  enterStep: 'agenda.drive',
  capture: 'agenda.drive',
  recordAttendance: 'agenda.drive',
  recordDecision: 'decision.record',
  recordPlan: 'plan.record',
  release: 'decisions.release',
};

const RIGHT_FOR_STEP: Record<ReportStep, Verb> = {
  received: 'report.track',
  uploaded: 'report.track',
  shared: 'report.track',
  validated: 'report.validate',
  returned: 'report.validate',
  waived: 'report.waive',
};

const RIGHT_FOR_ASSESSMENT: Record<AssessmentStep, Verb> = {
  given: 'assessment.track',
  shared: 'assessment.track',
  toUnit: 'assessment.track',
  approved: 'assessment.judge',
  returned: 'assessment.judge',
};

/** Decides in the order: right, existence, sense. A person without the right learns nothing about the conference. */
export function decide(state: ConferenceState, command: Command, actor: Actor, rules: Rules): Outcome {
  if (!allowed(state, command, actor)) return refused('notAllowed');
  if (command.do === 'book') return outcome(book(state, command.booking));
  if (command.do === 'giveUpClaim') return accepted(giveUp(state, command.claimId));
  if (state.kind !== 'booked') return refused('notBooked');
  return outcome(decideBooked(state, command, rules));
}

function allowed(state: ConferenceState, command: Command, actor: Actor): boolean {
  if (actor.kind === 'companion') return command.do === 'giveUpClaim';
  if (command.do === 'giveUpClaim') return false;
  const roles = rolesIn(state, actor.person, actor.authorityRoles);
  if (command.do === 'answerInvitation') return mayAnswerFor(state, actor.person, roles, command.inviteeId);
  if (!may(roles, rightFor(state, command))) return false;
  return command.do !== 'sayReportSent' || maySpeakFor(state, actor.person, command.inviteeId);
}

/** Who agrees to somebody's coming depends on whom it is about; where nothing is to be agreed, it is the chair who is told so. */
function rightFor(state: ConferenceState, command: Exclude<Command, { do: 'giveUpClaim' }>): Verb {
  if (command.do === 'moveReport') return RIGHT_FOR_STEP[command.step];
  if (command.do === 'moveAssessment') return RIGHT_FOR_ASSESSMENT[command.step];
  if (command.do !== 'agreeAttendance') return RIGHT_FOR[command.do];
  const invitee = state.kind === 'booked' ? state.booking.invitees.find((entry) => entry.inviteeId === command.inviteeId) : undefined;
  return invitee?.waitsFor === 'teamManager' ? 'legal.agree' : 'observer.agree';
}

/** Everybody answers for themselves; for somebody without an account here, the social worker passes on what they said. */
function mayAnswerFor(state: ConferenceState, person: PersonKey, roles: readonly Role[], inviteeId: string): boolean {
  if (state.kind !== 'booked') return false;
  if (inviteeOf(state, person)?.inviteeId === inviteeId) return may(roles, 'invitation.answer');
  return may(roles, 'invitation.answerFor') && state.booking.invitees.some((invitee) => invitee.inviteeId === inviteeId && invitee.person === null);
}

/** An invited professional speaks for their own report only; the social worker may pass on what anyone told them. */
function maySpeakFor(state: ConferenceState, person: PersonKey, inviteeId: string): boolean {
  if (state.kind !== 'booked') return false;
  return state.booking.socialWorker.person === person || inviteeOf(state, person)?.inviteeId === inviteeId;
}

function giveUp(state: ConferenceState, claimId: string): readonly ConferenceEvent[] {
  // The claim a conference is booked on is its own for good; one for a change of chair may still be given up.
  const settled = state.claimsGivenUp.includes(claimId) || (state.kind === 'booked' && state.booking.claimId === claimId);
  return settled ? [] : [{ type: 'claimGivenUp', data: { claimId } }];
}

function decideBooked(state: BookedConference, command: Exclude<Command, { do: 'book' | 'giveUpClaim' }>, rules: Rules): readonly ConferenceEvent[] | readonly Refusal[] {
  if (isOfIncidents(command)) return ofIncidents(state, command);
  if (isArranging(command)) return arrange(state, command, rules.pack.booking.absence);
  if (isAssessing(command)) return assess(state, command, rules.assessmentLimits, rules.today);
  const steps = agendaOf(rules.pack, state.booking.conferenceType);
  switch (command.do) {
    case 'sayReportSent': return sayReportSent(state, command.inviteeId);
    case 'stopMessages':
    case 'resumeMessages': return stopping(state, command);
    case 'moveReport': return moveReport(state, command, rules.today);
    case 'linkMeeting': return state.linkedChatId === command.chatId ? [] : [{ type: 'meetingLinked', data: { chatId: command.chatId } }];
    case 'enterStep': return enterStep(state, steps, command.stepId, command.reason);
    case 'capture': return capture(state, steps, command);
    case 'recordAttendance': return recordAttendance(state, command.inviteeId, command.status);
    case 'recordDecision': return recordDecision(state, command.decision, rules.pack.decisions.categories.map((category) => category.code));
    case 'recordPlan': return recordPlan(state, command.plan);
    case 'release': return release(state, rules, command.reason);
  }
}

function sayReportSent(state: BookedConference, inviteeId: string): readonly ConferenceEvent[] | readonly Refusal[] {
  const invitee = state.booking.invitees.find((entry) => entry.inviteeId === inviteeId);
  if (invitee === undefined) return [{ code: 'unknownInvitee' }];
  if (!invitee.reportRequired) return [{ code: 'noReportAsked' }];
  return state.reportsSaidSent.has(inviteeId) ? [] : [{ type: 'reportSaidSent', data: { inviteeId } }];
}

function outcome(result: readonly ConferenceEvent[] | readonly Refusal[]): Outcome {
  return isRefusals(result) ? { kind: 'refused', refusals: result } : accepted(result);
}

function isRefusals(result: readonly ConferenceEvent[] | readonly Refusal[]): result is readonly Refusal[] {
  const first = result[0];
  return first !== undefined && 'code' in first;
}

function accepted(events: readonly ConferenceEvent[]): Outcome {
  return { kind: 'accepted', events };
}

function refused(code: RefusalCode): Outcome {
  return { kind: 'refused', refusals: [{ code }] };
}
