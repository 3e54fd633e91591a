/**
 * The state of a conference, folded from its events. Deadlines and gaps are not here: they are computed from it.
 */
import type { AuthorityRole, Role } from '../people/access.ts';
import type { PersonKey } from '../people/person.ts';
import { NO_ASSESSMENT, PRACTICE_LEAD, withAssessmentEvent, type ChildAssessment } from './child-assessment.ts';
import { evolveArranged } from './evolve-arranged.ts';
import { evolveNotices } from './evolve-notices.ts';
import type { AttendanceStatus, Child, ConferenceBooked, Decision, InvitationAnswer, Invitee, Named, NoticeOutcome, PinnedRules, PlacedMeeting, RecordedConferenceEvent, RulesMoved, UnclearReply } from './events.ts';
import { withIncidentEvent, type Incident } from './incidents.ts';
import type { OutlinePlan } from './outline-plan.ts';
import { withReportMoved, type ReportTrack } from './reports.ts';
import { withStopEvent, type Stop } from './stopping.ts';
import { withEntry } from './with-entry.ts';

/**
 * A notice is `attempted` from just before it leaves until its outcome is known; `returned` when it surely never left.
 * `attempts` counts the copies that may have gone out, `returns` the times that none did.
 */
export type NoticeState =
  | { readonly kind: 'attempted'; readonly attempts: number; readonly returns: number; readonly attemptedAt: string }
  | { readonly kind: 'returned'; readonly attempts: number; readonly returns: number; readonly returnedAt: string; readonly again: string | null }
  | Settled;

/** What became of it, and the UTC instant at which that was known. */
type Settled = NoticeOutcome & { readonly at: string };

export type StepGap = { readonly missing: readonly string[]; readonly reason: string };

/** An act of somebody, and the UTC instant of it. */
export type Stamped<Extra = unknown> = Extra & { readonly at: string; readonly by: string };

export type BookedConference = {
  readonly kind: 'booked';
  readonly version: number;
  /** The booking as it now stands: its chair, claim and list are those after every change. */
  readonly booking: ConferenceBooked;
  readonly bookedAt: string;
  /** Claims whose time went back to others: nothing may be recorded on them any more. */
  readonly claimsGivenUp: readonly string[];
  /** When somebody last joined or left the list. */
  readonly listChangedAt: string | null;
  /** The diary co-ordinator's look at it; null while it waits for one. */
  readonly bookingConfirmed: Stamped | null;
  readonly chairChanges: readonly Stamped<{ readonly from: Named; readonly to: Named; readonly conflictOfInterest: boolean; readonly reason: string }>[];
  readonly socialWorkerChanges: readonly Stamped<{ readonly from: Named; readonly to: Named; readonly reason: string }>[];
  /** The team manager's word on the list; a list changed since is for them to see again. */
  readonly listConfirmed: Stamped<{ readonly inviteeIds: readonly string[] }> | null;
  readonly listReturned: Stamped<{ readonly reason: string }> | null;
  /** Who had to be agreed to, and what was said: by invitee id. */
  readonly attendanceAgreed: ReadonlyMap<string, Stamped<{ readonly agreed: boolean; readonly reason: string }>>;
  /** People taken off the list, with the reason; they keep nothing to see. */
  readonly removed: ReadonlyMap<string, Stamped<{ readonly invitee: Invitee; readonly reason: string }>>;
  readonly flagsAcknowledged: ReadonlyMap<string, string>;
  /** How often the contact of somebody on the list was given anew, by invitee id. */
  readonly contactsGiven: ReadonlyMap<string, number>;
  /** `received`: when it came, where it came by e-mail. */
  readonly answers: ReadonlyMap<string, Stamped<{ readonly answer: InvitationAnswer; readonly received?: string }>>;
  /** Answers by e-mail that nobody can go by, until there is another: by invitee id. */
  readonly unclearReplies: ReadonlyMap<string, Stamped<{ readonly why: UnclearReply; readonly received: string }>>;
  readonly meeting: { readonly kind: 'placed'; readonly placed: PlacedMeeting } | { readonly kind: 'notPlaced'; readonly tries: number; readonly code: string; readonly again: string | null; readonly at: string } | { readonly kind: 'notTried' };
  /** Entries still standing in the calendars of chairs who had it before. */
  readonly earlierEvents: readonly { readonly organiser: PersonKey; readonly eventId: string }[];
  /** The rules that hold now, and how it came to them. */
  readonly rules: PinnedRules;
  readonly ruleMoves: readonly (RulesMoved & { readonly at: string })[];
  /** Invitees who say that their report is on its way, with the UTC instant they said so. */
  readonly reportsSaidSent: ReadonlyMap<string, string>;
  /** Where each report is, by invitee id. */
  readonly reports: ReadonlyMap<string, ReportTrack>;
  /** Where the Child Assessment of a review is, and what the chair decided about one that was missing or late. */
  readonly assessment: ChildAssessment;
  /** Every time that all messages were stopped, the last one last. */
  readonly stops: readonly Stop[];
  /** Everything that went to somebody it was not for, open or closed. */
  readonly incidents: readonly Incident[];
  readonly linkedChatId: string | null;
  readonly currentStepId: string | null;
  /** Steps the chair has been in, in the order first entered. */
  readonly visitedStepIds: readonly string[];
  /** Reasons given for leaving a step with something missing. */
  readonly stepGaps: ReadonlyMap<string, StepGap>;
  /** Keyed by `captureKey`. */
  readonly captures: ReadonlyMap<string, string | boolean>;
  readonly attendance: ReadonlyMap<string, AttendanceStatus>;
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly plan: OutlinePlan | null;
  readonly released: { readonly at: string; readonly version: number; readonly gaps: readonly string[]; readonly reason: string | null } | null;
  readonly notices: ReadonlyMap<string, NoticeState>;
  /** When an invitation first left to somebody, as a UTC instant by invitee id (NOT-116). */
  readonly invitedAt: ReadonlyMap<string, string>;
};

/** Before `conferenceBooked`: nothing but the claims that were given up, so that a late booking on one fails. */
export type ConferenceState =
  | { readonly kind: 'unbooked'; readonly version: number; readonly claimsGivenUp: readonly string[] }
  | BookedConference;

export const UNBOOKED: ConferenceState = { kind: 'unbooked', version: 0, claimsGivenUp: [] };

export function captureKey(stepId: string, captureId: string, childId: string | null): string {
  return `${stepId}|${captureId}|${childId ?? ''}`;
}

/** Folds events, in version order, into a state. */
export function fold(state: ConferenceState, events: readonly RecordedConferenceEvent[]): ConferenceState {
  return events.reduce(evolve, state);
}

/** One event's effect. Never refuses: what is recorded happened. */
export function evolve(state: ConferenceState, event: RecordedConferenceEvent): ConferenceState {
  if (state.kind === 'booked') return { ...evolveBooked(state, event), version: event.version };
  switch (event.type) {
    case 'conferenceBooked': return freshlyBooked(event.data, event, state.claimsGivenUp);
    case 'claimGivenUp': return { ...state, version: event.version, claimsGivenUp: [...state.claimsGivenUp, event.data.claimId] };
    default: return { ...state, version: event.version };
  }
}

function freshlyBooked(booking: ConferenceBooked, event: { readonly version: number; readonly at: string }, claimsGivenUp: readonly string[]): BookedConference {
  return {
    kind: 'booked', version: event.version, booking, bookedAt: event.at, rules: booking.rules, ruleMoves: [], claimsGivenUp, listChangedAt: null, earlierEvents: [],
    bookingConfirmed: null, chairChanges: [], socialWorkerChanges: [], listConfirmed: null, listReturned: null, attendanceAgreed: new Map(), removed: new Map(),
    flagsAcknowledged: new Map(), contactsGiven: new Map(), answers: new Map(), unclearReplies: new Map(), meeting: { kind: 'notTried' },
    reportsSaidSent: new Map(), reports: new Map(), assessment: NO_ASSESSMENT, stops: [], incidents: [], linkedChatId: null, currentStepId: null, visitedStepIds: [], stepGaps: new Map(),
    captures: new Map(), attendance: new Map(), decisions: new Map(), plan: null, released: null, notices: new Map(), invitedAt: new Map(),
  };
}

function evolveBooked(state: BookedConference, event: RecordedConferenceEvent): BookedConference {
  switch (event.type) {
    case 'conferenceBooked':
      return state;
    case 'claimGivenUp':
      return { ...state, claimsGivenUp: [...state.claimsGivenUp, event.data.claimId] };
    case 'bookingConfirmed':
      return { ...state, bookingConfirmed: stampOf(event) };
    case 'chairReassigned':
    case 'socialWorkerReassigned':
    case 'meetingPlaced':
    case 'meetingNotPlaced':
    case 'meetingWithdrawn':
    case 'listConfirmed':
    case 'listReturned':
    case 'attendanceAgreed':
    case 'inviteeAdded':
    case 'inviteeRemoved':
    case 'contactGiven':
    case 'chairFlagsAcknowledged':
    case 'invitationAnswered':
    case 'replyUnclear':
      return evolveArranged(state, event, stampOf(event));
    case 'rulesMoved':
      return { ...state, rules: event.data.to, ruleMoves: [...state.ruleMoves, { ...event.data, at: event.at }] };
    case 'reportSaidSent':
      return state.reportsSaidSent.has(event.data.inviteeId) ? state
        : { ...state, reportsSaidSent: withEntry(state.reportsSaidSent, event.data.inviteeId, event.at) };
    case 'reportMoved':
      return evolveReport(state, event);
    case 'assessmentMoved':
    case 'assessmentDecided':
    case 'standDownRaised':
      return { ...state, assessment: withAssessmentEvent(state.assessment, event, stampOf(event)) };
    case 'messagesStopped':
    case 'messagesResumed':
      return { ...state, stops: withStopEvent(state.stops, event, stampOf(event)) };
    case 'incidentOpened':
    case 'incidentNoted':
    case 'incidentClosed':
      return { ...state, incidents: withIncidentEvent(state.incidents, event, stampOf(event)) };
    case 'meetingLinked':
      return { ...state, linkedChatId: event.data.chatId };
    case 'stepEntered':
      return { ...state, currentStepId: event.data.stepId, visitedStepIds: state.visitedStepIds.includes(event.data.stepId) ? state.visitedStepIds : [...state.visitedStepIds, event.data.stepId] };
    case 'stepLeftWithGaps':
      return { ...state, stepGaps: withEntry(state.stepGaps, event.data.stepId, { missing: event.data.missing, reason: event.data.reason }) };
    case 'captured':
      return { ...state, captures: withEntry(state.captures, captureKey(event.data.stepId, event.data.captureId, event.data.childId), event.data.value) };
    case 'attendanceRecorded':
      return { ...state, attendance: withEntry(state.attendance, event.data.inviteeId, event.data.status) };
    case 'decisionRecorded':
      return { ...state, decisions: withEntry(state.decisions, event.data.childId, event.data) };
    case 'outlinePlanRecorded':
      return { ...state, plan: event.data.plan };
    case 'decisionsReleased':
      return { ...state, released: { at: event.at, version: event.version, gaps: event.data.gaps, reason: event.data.reason } };
    case 'noticeAttempted':
    case 'noticeReturned':
    case 'noticeSettled':
    case 'letterCameBack':
    case 'reachableAgain':
      return evolveNotices(state, event);
  }
}

function evolveReport(state: BookedConference, { data: { inviteeId, step, on, reason }, at, by }: Extract<RecordedConferenceEvent, { type: 'reportMoved' }>): BookedConference {
  const reports = withEntry(state.reports, inviteeId, withReportMoved(state.reports.get(inviteeId) ?? {}, step, { on, reason, at, by }));
  if (step !== 'returned') return { ...state, reports };
  return { ...state, reports, reportsSaidSent: new Map([...state.reportsSaidSent].filter(([saidOf]) => saidOf !== inviteeId)) };
}

function stampOf({ at, by }: RecordedConferenceEvent): Stamped {
  return { at, by };
}

/** What this person is to this conference, beside what they are to the authority. */
export function rolesIn(state: ConferenceState, person: PersonKey, authorityRoles: readonly AuthorityRole[]): readonly Role[] {
  if (state.kind !== 'booked') return authorityRoles;
  // Nobody checks their own assessment.
  const roles: Role[] = authorityRoles.filter((role) => role !== 'practiceLead' || state.booking.socialWorker.person !== person);
  if (state.booking.chair.person === person) roles.push('conferenceChair');
  if (state.booking.socialWorker.person === person) roles.push('conferenceSocialWorker');
  if (state.booking.agreed?.by.person === person) roles.push('conferenceTeamManager');
  const invitee = inviteeOf(state, person);
  if (invitee !== undefined && mayBeInvited(state, invitee)) roles.push('invitedProfessional', ...(invitee.roleCode === PRACTICE_LEAD ? ['conferencePracticeLead' as const] : []));
  return roles;
}

/** Whether anything may leave to them: nothing waits for an agreement, or it was given (NOT-037, NOT-076). */
export function mayBeInvited({ attendanceAgreed }: BookedConference, { inviteeId, waitsFor }: Invitee): boolean {
  return waitsFor === null || attendanceAgreed.get(inviteeId)?.agreed === true;
}

export function inviteeOf(state: BookedConference, person: PersonKey): Invitee | undefined {
  return state.booking.invitees.find((invitee) => invitee.person === person);
}

/** The children the conference decides about; others of the household are thought of, and not decided on (NOT-063). */
export function subjectChildren({ booking }: BookedConference): readonly Child[] {
  return booking.children.filter(({ part }) => part === 'subject');
}

/** Children for whom a plan was decided. */
export function plannedChildIds(state: BookedConference): readonly string[] {
  return [...state.decisions.values()].filter((decision) => decision.outcome === 'plan').map((decision) => decision.childId);
}
