/**
 * The events of a conference: the record of what was booked, said, captured, decided and sent.
 * Facts only; whatever can be computed (deadlines, status, gaps) is not here.
 */
import type { PlainDate } from '../calendar/plain-date.ts';
import type { PersonKey } from '../people/person.ts';
import type { OutlinePlan } from './outline-plan.ts';

export type Child = { readonly childId: string; readonly label: string; readonly initials: string; readonly age: string };

export type ConferenceFormat = 'faceToFace' | 'hybrid' | 'virtual';

/**
 * Somebody on the list. A family member has no `person` and is named by label only ("Mother"): names stay in the
 * family record, and the invitation goes by letter.
 */
export type Invitee = {
  readonly inviteeId: string;
  readonly person: PersonKey | null;
  readonly name: string;
  readonly designation: string;
  readonly agency: string;
  readonly roleCode: string;
  readonly reportRequired: boolean;
};

/** Rules in force when the conference was booked; what was met or missed stays judged by them. */
export type PinnedRules = { readonly packId: string; readonly packVersion: string; readonly holidaysVersion: string };

export type ConferenceBooked = {
  readonly caseReference: string;
  readonly conferenceType: 'ICPC';
  readonly children: readonly Child[];
  readonly s47InitiatedOn: PlainDate;
  readonly format: ConferenceFormat;
  readonly on: PlainDate;
  /** London clock time, HH:mm. */
  readonly from: string;
  readonly minutes: number;
  readonly claimId: string;
  readonly chair: { readonly person: PersonKey; readonly name: string };
  readonly socialWorker: { readonly person: PersonKey; readonly name: string };
  readonly invitees: readonly Invitee[];
  /** What was answered of the pack's questions, by fact; what was not known is absent. */
  readonly circumstances: Readonly<Record<string, boolean | number>>;
  /** Roles the pack requires that nobody was named for, and the booker's reason (a gate asks, it does not block). */
  readonly notNamed: { readonly roleCodes: readonly string[]; readonly reason: string } | null;
  /** Why a date after the strictest reading of the limit was taken, when it was. */
  readonly lateReason: string | null;
  readonly rules: PinnedRules;
  /** Every duty as it was dated under these rules. */
  readonly duties: readonly DutyDate[];
};

/** A duty and its date: a plain date, or an instant in UTC. `owner` says whom it concerns. */
export type DutyDate = { readonly duty: string; readonly rule: string; readonly title: string; readonly owner: 'socialWorker' | 'chair' | 'professionals'; readonly due: string };

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
  | { readonly kind: 'sent'; readonly activityId: string; readonly conversationId: string }
  | { readonly kind: 'suppressed'; readonly reason: 'overtaken' | 'expired' }
  | { readonly kind: 'needsPerson'; readonly code: string };

export type ConferenceEvent =
  | { readonly type: 'conferenceBooked'; readonly data: ConferenceBooked }
  | { readonly type: 'claimGivenUp'; readonly data: { readonly claimId: string } }
  | { readonly type: 'rulesMoved'; readonly data: RulesMoved }
  | { readonly type: 'reportSaidSent'; readonly data: { readonly inviteeId: string } }
  | { readonly type: 'meetingLinked'; readonly data: { readonly chatId: string } }
  | { readonly type: 'stepEntered'; readonly data: { readonly stepId: string } }
  | { readonly type: 'stepLeftWithGaps'; readonly data: { readonly stepId: string; readonly missing: readonly string[]; readonly reason: string } }
  | { readonly type: 'captured'; readonly data: { readonly stepId: string; readonly captureId: string; readonly childId: string | null; readonly value: string | boolean } }
  | { readonly type: 'attendanceRecorded'; readonly data: { readonly inviteeId: string; readonly status: AttendanceStatus } }
  | { readonly type: 'decisionRecorded'; readonly data: Decision }
  | { readonly type: 'outlinePlanRecorded'; readonly data: { readonly plan: OutlinePlan } }
  | { readonly type: 'decisionsReleased'; readonly data: { readonly gaps: readonly string[]; readonly reason: string | null } }
  | { readonly type: 'noticeAttempted'; readonly data: { readonly noticeId: string; readonly attempt: number } }
  | { readonly type: 'noticeReturned'; readonly data: { readonly noticeId: string } }
  | { readonly type: 'noticeSettled'; readonly data: { readonly noticeId: string; readonly outcome: NoticeOutcome } };

/** Per child: whether a plan is made, under which categories, and the chair's reasons (NOT-080). */
export type Decision = {
  readonly childId: string;
  readonly outcome: 'plan' | 'noPlan';
  readonly categories: readonly string[];
  readonly reasons: string;
  readonly dissent: string;
};

/** Schema version written with each event; a change of shape raises it and adds an upcaster. */
export const EVENT_SCHEMA = 1;

/** An event as the record gives it back. */
export type RecordedConferenceEvent = ConferenceEvent & { readonly version: number; readonly at: string; readonly by: string };
