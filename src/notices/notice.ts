/** What a notice is, and what its id says of it: the kind comes first, then what makes this duty different from others of its kind. */
import { parseIsoUtc, type CivilInstant } from '../calendar/instants.ts';
import type { BookedConference } from '../conference/state.ts';
import type { PersonKey } from '../people/person.ts';

/** `settledRequest` and `withdrawnCard` take the place of a card that is overtaken; they are no new message. */
export type NoticeKind =
  | 'invitation' | 'uninvited' | 'reportReminder' | 'settledCard'
  | 'bookingRequest' | 'settledRequest' | 'meetingNotPlaced'
  | 'listToConfirm' | 'listReturned'
  | 'chairBriefing' | 'chairReleased' | 'chairChanged' | 'withdrawnCard'
  | 'datesMoved' | 'unreached' | 'channelDecision' | 'channelPlan';

export type Notice = {
  /** The same for the same duty to the same person by the same date: what makes a second sending impossible. */
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly to: { readonly kind: 'person'; readonly person: PersonKey } | { readonly kind: 'decisionsChannel' };
  readonly dueAt: CivilInstant;
  readonly inviteeId: string | null;
  /** The card this one takes the place of, where it is no new message. */
  readonly replaces?: { readonly activityId: string; readonly conversationId: string };
  /** Which rung of the reminder ladder, such as "-2wd"; null for anything else. */
  readonly rung: string | null;
  /** What did not reach its recipient, for a notice that says so. */
  readonly undelivered?: NoticeKind | undefined;
};

/** Instants that the rules give for this conference; see `noticeTimes` of the caller's pack. */
export type NoticeTimes = {
  /** Reminders of an agency report, earliest first. */
  readonly reportReminders: readonly { readonly rung: string; readonly at: CivilInstant }[];
};

/** The instants, and those of the authority who are told of every booking. */
export type NoticeRules = NoticeTimes & { readonly diaryCoordinators: readonly PersonKey[] };

/** A notice to one person that is no reminder and is about no invitee, unless told otherwise. */
export function toPerson(noticeId: string, kind: NoticeKind, person: PersonKey, dueAt: CivilInstant, more: Partial<Pick<Notice, 'inviteeId' | 'rung' | 'replaces'>> = {}): Notice {
  return { noticeId, kind, to: { kind: 'person', person }, dueAt, inviteeId: null, rung: null, ...more };
}

/** Kinds that come back in the id of a notice that did not arrive. Those that only replace a card are left out: nobody waits for them. */
const REPORTED: readonly NoticeKind[] = ['invitation', 'uninvited', 'reportReminder', 'bookingRequest', 'meetingNotPlaced', 'listToConfirm', 'chairBriefing', 'chairReleased', 'datesMoved', 'channelDecision', 'channelPlan'];

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
  return notice?.kind === 'sent' || notice?.kind === 'attempted' || (notice?.kind === 'needsPerson' && notice.code === 'ambiguousTwice');
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
