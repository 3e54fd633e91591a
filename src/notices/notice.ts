/** What a notice is, and what its id says of it: the kind comes first, then what makes this duty different from others of its kind. */
import { parseIsoUtc, type CivilInstant } from '../calendar/instants.ts';
import type { AssessmentLimits } from '../conference/child-assessment.ts';
import type { Invitee } from '../conference/events.ts';
import { hasComeToNothing } from '../conference/reaching.ts';
import { keepsOwnDay } from '../conference/reports.ts';
import type { BookedConference } from '../conference/state.ts';
import type { PersonKey } from '../people/person.ts';
import type { ReminderTime } from '../procedures/reminder-times.ts';
import type { AssessmentTimes } from '../procedures/child-assessment.ts';

/** `settledRequest` and `withdrawnCard` take the place of a card that is overtaken; they are no new message. */
export type NoticeKind =
  | 'invitation' | 'meetingLink' | 'uninvited' | 'reportReminder' | 'settledCard'
  | 'bookingRequest' | 'settledRequest' | 'meetingNotPlaced'
  | 'listToConfirm' | 'listReturned' | 'replyUnclear' | 'reportToValidate' | 'reportReturned' | 'reportsOverdue'
  | 'assessmentReminder' | 'assessmentToApprove' | 'assessmentReturned' | 'assessmentMissing' | 'assessmentDecided' | 'stoodDown'
  | 'chairBriefing' | 'chairReleased' | 'chairChanged' | 'withdrawnCard' | 'socialWorkerGiven' | 'socialWorkerReleased' | 'socialWorkerChanged'
  | 'messagesStopped' | 'messagesResumed' | 'incidentOpened' | 'incidentStillOpen' | 'datesMoved' | 'unreached' | 'channelDecision' | 'channelPlan';

export type Notice = {
  /** The same for the same duty to the same person by the same date: what makes a second sending impossible. */
  readonly noticeId: string;
  readonly kind: NoticeKind;
  /** `mailbox`: the secure address of a professional who has no account here. */
  readonly to: { readonly kind: 'person'; readonly person: PersonKey } | { readonly kind: 'mailbox'; readonly address: string } | { readonly kind: 'decisionsChannel' };
  readonly dueAt: CivilInstant;
  readonly inviteeId: string | null;
  /** The card this one takes the place of, where it is no new message. */
  readonly replaces?: { readonly activityId: string; readonly conversationId: string };
  /** Which rung of the reminder ladder, such as "-2wd"; null for anything else. */
  readonly rung: string | null;
  /** Never in one message with others: what must not be overlooked. */
  readonly alone: boolean;
  /** What did not reach its recipient, for a notice that says so. */
  readonly undelivered?: NoticeKind | undefined;
  /** The id of what did not. */
  readonly about?: string;
};

/** When the author of a report is reminded, and who hears then that it is late, earliest first. */
export type ReportLadder = readonly Pick<ReminderTime, 'rung' | 'at' | 'lastDay' | 'escalateTo'>[];

/** Instants that the rules give for this conference; see `noticeTimes` of the caller's pack. */
export type NoticeTimes = {
  /** The social worker's own report and those of the agencies may be due on different days. */
  readonly ladders: { readonly own: ReportLadder; readonly agency: ReportLadder };
  /** The same moment if it lies in working hours, else when the next begin. */
  readonly workingMoment: (at: CivilInstant) => CivilInstant;
  /** Of a review that needs a Child Assessment. */
  readonly assessment?: AssessmentTimes & AssessmentLimits;
};

/** The instants, those of the authority who are told of every booking or of what goes on late, its Practice Leads, and whether secure e-mail leaves from here. */
export type NoticeRules = NoticeTimes & { readonly diaryCoordinators: readonly PersonKey[]; readonly serviceManagers: readonly PersonKey[]; readonly practiceLeads?: readonly PersonKey[]; readonly byMail: boolean };

export function ladderOf({ ladders }: Pick<NoticeRules, 'ladders'>, invitee: Pick<Invitee, 'roleCode'>): ReportLadder {
  return keepsOwnDay(invitee) ? ladders.own : ladders.agency;
}

/** A notice to one person that is no reminder and is about no invitee, unless told otherwise. */
export function toPerson(noticeId: string, kind: NoticeKind, person: PersonKey, dueAt: CivilInstant, more: Partial<Pick<Notice, 'inviteeId' | 'rung' | 'replaces' | 'alone'>> = {}): Notice {
  return { noticeId, kind, to: { kind: 'person', person }, dueAt, inviteeId: null, rung: null, alone: false, ...more };
}

/** A notice to an invitee, by Teams where they have an account, else to their secure address; undefined for whoever is told by other ways. */
export function toInvitee(noticeId: string, kind: NoticeKind, invitee: Invitee, dueAt: CivilInstant, { byMail }: Pick<NoticeRules, 'byMail'>, more: Partial<Pick<Notice, 'rung' | 'alone'>> = {}): Notice | undefined {
  const { inviteeId, person } = invitee;
  if (person !== null) return toPerson(noticeId, kind, person, dueAt, { inviteeId, ...more });
  const address = byMail ? mailboxOf(invitee) : undefined;
  return address === undefined ? undefined : { noticeId, kind, to: { kind: 'mailbox', address }, dueAt, inviteeId, rung: null, alone: false, ...more };
}

/** The professional's own secure address; the family is written to on paper, by other ways. */
export function mailboxOf({ party, route, email }: Invitee): string | undefined {
  return party === 'professional' && (route === 'email' || route === 'teams') && email !== null ? email : undefined;
}

/** Whoever could not be reached, there or at that address, is invited anew once another was given. */
export function invitationId({ contactsGiven }: BookedConference, { inviteeId }: Pick<Invitee, 'inviteeId'>): string {
  const given = contactsGiven.get(inviteeId) ?? 0;
  return given === 0 ? `invitation.${inviteeId}` : `invitation.${inviteeId}.${given}`;
}

/** Whoever cannot be reached as things are: no contact is known, or the last that went to them came to nothing, since they have left or the address is none. */
export function outOfReach(state: BookedConference): readonly Invitee[] {
  return state.booking.invitees.filter((invitee) => invitee.route === 'missing' || lastCameToNothing(state, invitee));
}

function lastCameToNothing(state: BookedConference, invitee: Invitee): boolean {
  const current = invitationId(state, invitee);
  const invitation = state.notices.get(current);
  if (invitation === undefined || !('at' in invitation) || (invitee.route !== 'teams' && invitee.route !== 'email')) return false;
  const since = [...state.notices].flatMap(([noticeId, notice]) => ((noticeId === current || isLaterTo(noticeId, invitee)) && 'at' in notice && notice.kind !== 'suppressed' && notice.at >= invitation.at ? [notice] : []));
  return hasComeToNothing(since.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1));
}

function isLaterTo(noticeId: string, { inviteeId }: Invitee): boolean {
  return noticeId.startsWith(`meetingLink.${inviteeId}.`) || noticeId.startsWith(`reportReminder.${inviteeId}.`);
}

/** Kinds that come back in the id of a notice that did not arrive. Those that only replace a card are left out: nobody waits for them. */
const REPORTED: readonly NoticeKind[] = ['invitation', 'meetingLink', 'uninvited', 'reportReminder', 'bookingRequest', 'meetingNotPlaced', 'messagesStopped', 'incidentOpened', 'incidentStillOpen', 'listReturned', 'replyUnclear', 'listToConfirm', 'reportToValidate', 'reportReturned', 'reportsOverdue', 'assessmentToApprove', 'assessmentMissing', 'stoodDown', 'chairBriefing', 'chairReleased', 'socialWorkerGiven', 'socialWorkerChanged', 'datesMoved', 'channelDecision', 'channelPlan'];

/** A notice's id begins with its kind; undefined for one whose failure is told to nobody. */
export function kindIn(noticeId: string): NoticeKind | undefined {
  return REPORTED.find((kind) => kind === noticeId.split('.')[0]);
}

/** The card that a notice left in somebody's chat, if it is known where it lies. */
export function cardLeftBy(state: BookedConference, noticeId: string): NonNullable<Notice['replaces']> | undefined {
  const notice = state.notices.get(noticeId);
  return notice?.kind === 'sent' && notice.activityId !== '' ? notice : undefined;
}

/** Whether a copy of it may be out there. */
export function mayHaveArrived(state: BookedConference, noticeId: string): boolean {
  const notice = state.notices.get(noticeId);
  return notice?.kind === 'sent' || notice?.kind === 'mailed' || notice?.kind === 'attempted' || (notice?.kind === 'needsPerson' && notice.code === 'ambiguousTwice');
}

/** An instant of our own record. Throws a RangeError when it is none. */
export function instant(isoText: string): CivilInstant {
  const parsed = parseIsoUtc(isoText);
  if (parsed === undefined) throw new RangeError('a recorded instant is not an instant');
  return parsed;
}

/** The same instant as part of a notice's id, where a dot would part it. */
export function stampOf(isoText: string): string {
  return isoText.replaceAll(/[^\dTZ]/g, '');
}
