/**
 * What people ask of a conference, and the ways the answer can be no. Refusals are values with every reason at once.
 */
import type { PlainDate } from '../calendar/plain-date.ts';
import type { AssessmentChoice, AssessmentStep, AttendanceStatus, ConferenceBooked, Decision, IncidentKind, InvitationAnswer, Invitee, Named, ReportStep, StopReason } from './events.ts';
import type { OutlinePlan } from './outline-plan.ts';

export type Command =
  | { readonly do: 'book'; readonly booking: ConferenceBooked }
  | { readonly do: 'giveUpClaim'; readonly claimId: string }
  | { readonly do: 'confirmBooking' }
  | { readonly do: 'reassignChair'; readonly to: Named; readonly claimId: string; readonly conflictOfInterest: boolean; readonly reason: string }
  | { readonly do: 'reassignSocialWorker'; readonly to: Named; readonly email: string | null; readonly claimId: string; readonly reason: string }
  | { readonly do: 'confirmList' }
  | { readonly do: 'returnList'; readonly reason: string }
  | { readonly do: 'agreeAttendance'; readonly inviteeId: string; readonly agreed: boolean; readonly reason: string }
  | { readonly do: 'addInvitee'; readonly invitee: Omit<Invitee, 'inviteeId'> }
  | { readonly do: 'removeInvitee'; readonly inviteeId: string; readonly reason: string }
  | { readonly do: 'giveContact'; readonly inviteeId: string; readonly email: string | null; readonly route: Invitee['route'] }
  | { readonly do: 'acknowledgeFlags' }
  | { readonly do: 'answerInvitation'; readonly inviteeId: string; readonly answer: InvitationAnswer }
  | { readonly do: 'sayReportSent'; readonly inviteeId: string }
  | { readonly do: 'moveReport'; readonly inviteeId: string; readonly step: ReportStep; readonly on: PlainDate | null; readonly reason: string }
  | { readonly do: 'moveAssessment'; readonly step: AssessmentStep; readonly on: PlainDate | null; readonly reason: string }
  | { readonly do: 'decideOnAssessment'; readonly choice: AssessmentChoice; readonly reason: string }
  | { readonly do: 'raiseStandDown'; readonly words: string }
  | { readonly do: 'stopMessages'; readonly why: StopReason; readonly words: string }
  | { readonly do: 'resumeMessages'; readonly words: string }
  | { readonly do: 'openIncident'; readonly kind: IncidentKind; readonly words: string; readonly noticeId: string | null }
  | { readonly do: 'noteIncident'; readonly incident: number; readonly words: string }
  | { readonly do: 'closeIncident'; readonly incident: number; readonly words: string }
  | { readonly do: 'linkMeeting'; readonly chatId: string }
  | { readonly do: 'enterStep'; readonly stepId: string; readonly reason: string | null }
  | { readonly do: 'capture'; readonly stepId: string; readonly captureId: string; readonly childId: string | null; readonly value: string | boolean }
  | { readonly do: 'recordAttendance'; readonly inviteeId: string; readonly status: AttendanceStatus }
  | { readonly do: 'recordDecision'; readonly decision: Decision }
  | { readonly do: 'recordPlan'; readonly plan: OutlinePlan }
  | { readonly do: 'release'; readonly reason: string | null };

export type RefusalCode =
  | 'notAllowed' | 'notBooked' | 'sameChair' | 'sameSocialWorker' | 'chairsIt' | 'alreadyInvited' | 'nothingToAgree' | 'nothingToAcknowledge' | 'noSubjectChild' | 'alreadyBooked' | 'claimGivenUp' | 'alreadyReleased' | 'nothingToRelease'
  | 'unknownStep' | 'unknownCapture' | 'unknownChild' | 'unknownInvitee' | 'noReportAsked' | 'notTheSocialWorkers' | 'noAssessmentAsked' | 'nothingToDecide' | 'pastTheLimit' | 'nothingToRaise' | 'unknownIncident' | 'unknownMessage' | 'endingClosed' | 'unknownCategory' | 'wrongKindOfValue'
  | 'missing' | 'malformed' | 'duplicateLabel' | 'tooLong' | 'tooMany' | 'notADate' | 'inTheFuture' | 'tooLongAgo' | 'dateOrder' | 'notAhead' | 'notSecure' | 'needsReason' | 'needsCategory';

/** One reason for a no. `field` is the input it belongs beside; `about` names what is missing, for gates. */
export type Refusal = { readonly code: RefusalCode; readonly field?: string; readonly about?: readonly string[]; readonly rule?: string };

export const COMPANION = 'companion';

/** Longest text one field may hold, in UTF-16 units. */
export const LONGEST_TEXT = 4_000;
