/**
 * The events of a conference: the record of what was booked, said, captured, decided and sent.
 * Facts only; whatever can be computed (deadlines, status, gaps) is not here.
 */
import type { PlainDate } from '../calendar/plain-date.ts';
import type { PersonKey } from '../people/person.ts';
import type { ConferenceType } from '../procedures/conference-type.ts';
import type { OutlinePlan } from './outline-plan.ts';

export type { ConferenceType } from '../procedures/conference-type.ts';

/** `subject`: the conference decides about this child; `considered`: lives there, and is thought of (NOT-063). */
export type Child = { readonly childId: string; readonly label: string; readonly initials: string; readonly age: string; readonly part: 'subject' | 'considered' };

export type ConferenceFormat = 'faceToFace' | 'hybrid' | 'virtual';

/**
 * Somebody on the list. A family member is named by label only ("Mother"): names stay in the family record, and the
 * invitation goes by post or by hand. A professional without an account here has no `person`, and an `email`.
 */
export type Invitee = {
  readonly inviteeId: string;
  readonly party: 'professional' | 'family';
  readonly person: PersonKey | null;
  readonly name: string;
  readonly designation: string;
  readonly agency: string;
  /** The agency as the pack's quorum groups it; '' where it counts for none. */
  readonly agencyCode: string;
  readonly roleCode: string;
  readonly reportRequired: boolean;
  /** A report is asked of them because they do not come, and by which rule; '' where they offered it. Absent otherwise. */
  readonly reportInstead?: string;
  /** Why they are on the list: what the pack says of the role, and its rule. */
  readonly need: 'required' | 'advised' | 'consider';
  readonly rule: string;
  /** The professional's own address, where one is known. */
  readonly email: string | null;
  /** How the invitation leaves; `missing`: nobody can be reached so far, and the social worker is told. */
  readonly route: 'teams' | 'email' | 'post' | 'byHand' | 'missing';
  /** Nothing leaves to them before this is agreed: Legal Services by the team manager (NOT-037), observers by the chair (NOT-076). */
  readonly waitsFor: 'teamManager' | 'chair' | null;
};

/** A person of the family and household, by label. Whether they are invited is a decision that is kept, with its reason (NOT-020, NOT-021). */
export type FamilyMember = {
  readonly memberId: string;
  readonly label: string;
  readonly responsibility: 'yes' | 'no' | 'unknown';
  readonly invited: boolean;
  readonly notInvitedReason: string;
  /** The language of the interpreter; '' when none is needed. */
  readonly interpreter: string;
  /** Who comes with them, by what they are to them; '' for nobody. */
  readonly supporter: string;
};

/** Dates of the case that a limit is counted from, by fact of the pack; what does not apply is absent. */
export type CaseDates = {
  readonly s47InitiatedOn?: PlainDate;
  /** The day the decision was recorded, where it is another than that of the discussion (AMB-10). */
  readonly decidedOn?: PlainDate;
  readonly laterStrategyOn?: PlainDate;
  readonly transferNotifiedOn?: PlainDate;
  readonly plannedReturnOn?: PlainDate;
  readonly initialHeldOn?: PlainDate;
  readonly previousReviewHeldOn?: PlainDate;
  readonly expectedBirthOn?: PlainDate;
  /** The plan under review was made before the birth (AMB-30); absent where it was not, or nothing is counted from it. */
  readonly preBirthPlan?: boolean;
  readonly bornOn?: PlainDate;
};

/** A room of ours, another venue in words (which wants a risk assessment, NOT-015), or none. */
export type Venue = { readonly kind: 'room'; readonly roomId: string; readonly name: string } | { readonly kind: 'elsewhere'; readonly words: string; readonly assessed: boolean } | { readonly kind: 'none' };

/** Rules in force when the conference was booked; what was met or missed stays judged by them. */
export type PinnedRules = { readonly packId: string; readonly packVersion: string; readonly holidaysVersion: string };

export type Named = { readonly person: PersonKey; readonly name: string };

/** What the chair and the conference office need to know beforehand. Nothing of it is shown to anybody else. */
export type Preparation = {
  /** NOT-008: risk from family members, and whether it was assessed in writing. */
  readonly risk: { readonly posed: boolean; readonly words: string; readonly assessed: boolean };
  /** How each child takes part, by child id (NOT-022, NOT-075). */
  readonly participation: Readonly<Record<string, string>>;
  /** NOT-072: a child who comes has been thought of in a risk assessment. */
  readonly childRiskAssessed: boolean;
  readonly advocate: string;
  /** People who must not meet, in labels. */
  readonly apart: string;
  /** The pack's flags for the chair (NOT-053), by value. */
  readonly chairFlags: readonly string[];
  /** What the social worker and team manager will recommend, where the pack wants it said beforehand (NOT-067); '' where not. */
  readonly recommendation: string;
  readonly category: string;
  readonly observers: string;
  /** Who was asked when they can come; `notAsked` says why somebody was not (NOT-010). */
  readonly availability: { readonly asked: readonly string[]; readonly cannotCome: readonly string[]; readonly notAsked: string };
};

export type Circumstances = Readonly<Record<string, boolean | number | readonly PlainDate[]>>;

export type ConferenceBooked = {
  readonly caseReference: string;
  readonly conferenceType: ConferenceType;
  readonly children: readonly Child[];
  readonly dates: CaseDates;
  readonly format: ConferenceFormat;
  readonly venue: Venue;
  readonly on: PlainDate;
  /** London clock time, HH:mm. */
  readonly from: string;
  readonly minutes: number;
  readonly claimId: string;
  readonly chair: Named;
  readonly socialWorker: Named;
  /** Who agreed that there will be a conference, and when (NOT-005): a UTC instant. */
  readonly agreed: { readonly by: Named; readonly at: string; readonly outOfHours: boolean } | null;
  readonly family: readonly FamilyMember[];
  readonly invitees: readonly Invitee[];
  readonly preparation: Preparation;
  /** What was answered of the pack's questions, by fact, as an answer, a count or days; what was not known is absent. */
  readonly circumstances: Circumstances;
  /** Roles the pack requires that nobody was named for, and the booker's reason (a gate asks, it does not block). */
  readonly notNamed: { readonly roleCodes: readonly string[]; readonly reason: string } | null;
  /** Why a date after the strictest reading of the limit was taken, when it was. */
  readonly lateReason: string | null;
  /** The form it came from, so that the form is closed even after a crash. */
  readonly draftId: string;
  readonly rules: PinnedRules;
  /** Every duty as it was dated under these rules. */
  readonly duties: readonly DutyDate[];
};

/** A duty and its date: a plain date, or an instant in UTC. `owner` says whom it concerns. */
export type DutyDate = { readonly duty: string; readonly rule: string; readonly title: string; readonly owner: 'socialWorker' | 'chair' | 'professionals' | 'office'; readonly due: string };

/** What became of the dates when a conference moved to newer rules. */
export type RulesMoved = {
  readonly to: PinnedRules;
  /** Who changed the rules, and why, in the operator's words. */
  readonly by: string;
  readonly why: string;
  readonly moved: readonly (Omit<DutyDate, 'due'> & { readonly from: string; readonly to: string })[];
  /** Every duty as it stands after the move. */
  readonly duties: readonly DutyDate[];
  /** Already met or missed: these keep the date they were judged by. */
  readonly kept: readonly { readonly duty: string; readonly due: string }[];
};

export type AttendanceStatus = 'present' | 'online' | 'apologies' | 'deputy' | 'absent';

export type NoticeOutcome =
  /** `together`: in one message with what other conferences had to say, which is nobody's card to change. */
  | { readonly kind: 'sent'; readonly activityId: string; readonly conversationId: string; readonly together?: true }
  /** By secure e-mail; `joinUrl` is the link that was in it, null where the meeting had none yet. */
  | { readonly kind: 'mailed'; readonly address: string; readonly joinUrl: string | null }
  | { readonly kind: 'suppressed'; readonly reason: 'overtaken' | 'expired' }
  | { readonly kind: 'needsPerson'; readonly code: string };

/** What an invited professional says to the invitation. */
export type InvitationAnswer = 'coming' | 'deputy' | 'reportOnly' | 'cannotCome';

/** `received` and `uploaded` are the social worker's to record, `validated` and `returned` the team manager's, `waived` the chair's. */
export type ReportStep = 'received' | 'uploaded' | 'shared' | 'validated' | 'returned' | 'waived';

/** `given` to the Practice Lead, `shared` with the parents, and `toUnit`, to the Safeguarding Unit, are the social worker's to record; the other two the Practice Lead's (PST-004 to PST-006). */
export type AssessmentStep = 'given' | 'approved' | 'returned' | 'shared' | 'toUnit';

/** `hold`: on its day, with ending the plan not to be decided until the assessment is in. `standDown`: not on that day (PST-008, AMB-15). */
export type AssessmentChoice = 'hold' | 'standDown';

/** What was wrong with the assessment when the chair decided: either is enough to ask (AMB-31). */
export type AssessmentFault = 'missing' | 'late';

/** Why an answer by e-mail does not say whether they come: undecided, another time wanted, from an address that was not written to, from somebody who is not invited any more, or no sense in it. */
export type UnclearReply = 'perhaps' | 'otherTime' | 'otherPerson' | 'notInvited' | 'unreadable';

/** Something about the family that somebody has who is not to have it. */
export type IncidentKind = 'wrongRecipient' | 'addressExposed';

export type StopReason = 'death' | 'wrongRecipient' | 'addressExposed' | 'other';

/** The online meeting and calendar entry, as Outlook and Teams made them. */
export type PlacedMeeting = { readonly eventId: string; readonly joinUrl: string | null; readonly chatId: string | null };

export type ConferenceEvent =
  | { readonly type: 'conferenceBooked'; readonly data: ConferenceBooked }
  /** The diary co-ordinator has looked at the booking and stands by it (NOT-011). */
  | { readonly type: 'bookingConfirmed'; readonly data: Record<string, never> }
  /** Another chair takes it; `conflictOfInterest` keeps the one before from being offered it again. */
  | { readonly type: 'chairReassigned'; readonly data: { readonly from: Named; readonly to: Named; readonly claimId: string; readonly conflictOfInterest: boolean; readonly reason: string } }
  /** Another social worker has the case, as when one has left; `email` is the new one's own, where it is known. */
  | { readonly type: 'socialWorkerReassigned'; readonly data: { readonly from: Named; readonly to: Named; readonly email: string | null; readonly claimId: string; readonly reason: string } }
  /** The team manager stands by the list (NOT-017), as it was then. */
  | { readonly type: 'listConfirmed'; readonly data: { readonly inviteeIds: readonly string[] } }
  | { readonly type: 'listReturned'; readonly data: { readonly reason: string } }
  /** Legal Services by the team manager (NOT-037), observers by the chair (NOT-076). */
  | { readonly type: 'attendanceAgreed'; readonly data: { readonly inviteeId: string; readonly agreed: boolean; readonly reason: string } }
  | { readonly type: 'inviteeAdded'; readonly data: { readonly invitee: Invitee } }
  | { readonly type: 'inviteeRemoved'; readonly data: { readonly inviteeId: string; readonly reason: string } }
  /** A contact that was missing has been found; whatever waited for it goes. */
  | { readonly type: 'contactGiven'; readonly data: { readonly inviteeId: string; readonly email: string | null; readonly route: Invitee['route'] } }
  | { readonly type: 'chairFlagsAcknowledged'; readonly data: { readonly flags: readonly string[] } }
  /** `received`: it came by e-mail, and when, in UTC. */
  | { readonly type: 'invitationAnswered'; readonly data: { readonly inviteeId: string; readonly answer: InvitationAnswer; readonly reportInstead?: string; readonly received?: string } }
  /** They answered by e-mail, and it does not say whether they come. `received`: when it came, in UTC. */
  | { readonly type: 'replyUnclear'; readonly data: { readonly inviteeId: string; readonly why: UnclearReply; readonly received: string } }
  | { readonly type: 'meetingPlaced'; readonly data: PlacedMeeting }
  /** Outlook could not: `again` is the UTC instant of the next try, null when it is for a person to see to. */
  | { readonly type: 'meetingNotPlaced'; readonly data: { readonly code: string; readonly again: string | null } }
  /** The entry in an earlier chair's calendar is gone. */
  | { readonly type: 'meetingWithdrawn'; readonly data: { readonly eventId: string } }
  | { readonly type: 'claimGivenUp'; readonly data: { readonly claimId: string } }
  | { readonly type: 'rulesMoved'; readonly data: RulesMoved }
  | { readonly type: 'reportSaidSent'; readonly data: { readonly inviteeId: string } }
  /** Where a report is now; `on`: the day it was shared with the family. A report is never kept here, only where it is. */
  | { readonly type: 'reportMoved'; readonly data: { readonly inviteeId: string; readonly step: ReportStep; readonly on: PlainDate | null; readonly reason: string } }
  /** Where the Child Assessment is now; `on`: the day it was handed over. It is never kept here, only where it is. */
  | { readonly type: 'assessmentMoved'; readonly data: { readonly step: AssessmentStep; readonly on: PlainDate | null; readonly reason: string } }
  | { readonly type: 'assessmentDecided'; readonly data: { readonly choice: AssessmentChoice; readonly fault: AssessmentFault; readonly reason: string } }
  /** The chair has raised every stand-down so far with the Principal Manager (PST-009). */
  | { readonly type: 'standDownRaised'; readonly data: { readonly words: string } }
  /** From here on nothing leaves to anybody, until a person lifts it and says what was done. */
  | { readonly type: 'messagesStopped'; readonly data: { readonly why: StopReason; readonly words: string } }
  | { readonly type: 'messagesResumed'; readonly data: { readonly words: string } }
  /** `noticeId`: which of the messages sent from here it is about; null for anything else. */
  | { readonly type: 'incidentOpened'; readonly data: { readonly kind: IncidentKind; readonly words: string; readonly noticeId: string | null } }
  /** `incident`: its place among those of the conference, from 1. */
  | { readonly type: 'incidentNoted'; readonly data: { readonly incident: number; readonly words: string } }
  | { readonly type: 'incidentClosed'; readonly data: { readonly incident: number; readonly words: string } }
  /** These notices were handed to a person because nobody was there, and somebody is there again: they are owed anew. */
  | { readonly type: 'reachableAgain'; readonly data: { readonly noticeIds: readonly string[] } }
  | { readonly type: 'meetingLinked'; readonly data: { readonly chatId: string } }
  | { readonly type: 'stepEntered'; readonly data: { readonly stepId: string } }
  | { readonly type: 'stepLeftWithGaps'; readonly data: { readonly stepId: string; readonly missing: readonly string[]; readonly reason: string } }
  | { readonly type: 'captured'; readonly data: { readonly stepId: string; readonly captureId: string; readonly childId: string | null; readonly value: string | boolean } }
  | { readonly type: 'attendanceRecorded'; readonly data: { readonly inviteeId: string; readonly status: AttendanceStatus } }
  | { readonly type: 'decisionRecorded'; readonly data: Decision }
  | { readonly type: 'outlinePlanRecorded'; readonly data: { readonly plan: OutlinePlan } }
  | { readonly type: 'decisionsReleased'; readonly data: { readonly gaps: readonly string[]; readonly reason: string | null } }
  | { readonly type: 'noticeAttempted'; readonly data: { readonly noticeId: string; readonly attempt: number } }
  /** It surely never left. `again`: the UTC instant before which the connector does not want to hear of it; absent where it named none. */
  | { readonly type: 'noticeReturned'; readonly data: { readonly noticeId: string; readonly again?: string } }
  | { readonly type: 'noticeSettled'; readonly data: { readonly noticeId: string; readonly outcome: NoticeOutcome } }
  /** A letter that was taken has come back later. `code`: the status of the delivery report (RFC 3463). */
  | { readonly type: 'letterCameBack'; readonly data: { readonly noticeId: string; readonly code: string } };

/** Per child: whether a plan is made, under which categories, and the chair's reasons (NOT-080). */
export type Decision = {
  readonly childId: string;
  readonly outcome: 'plan' | 'noPlan';
  readonly categories: readonly string[];
  readonly reasons: string;
  readonly dissent: string;
};

/** Schema version written with each event; a change of shape raises it and adds an upcaster (`upcasters.ts`). */
export function schemaOf(type: ConferenceEvent['type']): number {
  return type === 'conferenceBooked' ? 2 : 1;
}

/** An event as the record gives it back. */
export type RecordedConferenceEvent = ConferenceEvent & { readonly version: number; readonly at: string; readonly by: string };
