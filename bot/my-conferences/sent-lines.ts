/** What became of every notice of a conference, in words: the log of what went to whom, how and when. */
import { longMoment } from '../../src/calendar/instants.ts';
import { CAME_BACK } from '../../src/conference/evolve-notices.ts';
import type { BookedConference, NoticeState } from '../../src/conference/state.ts';
import { instant, mayHaveArrived, type NoticeKind } from '../../src/notices/notice.ts';
import type { Authority } from '../authority.ts';
import { short } from '../office/conference-words.ts';
import { inviteeNamed, recipientName } from '../recipient-names.ts';

/** `mayBeOut`: a copy may be with somebody; `title`: the message without what became of it. */
export type SentLine = { readonly noticeId: string; readonly at: string; readonly what: string; readonly title: string; readonly mayBeOut: boolean };

/** Only a card that took the place of another: no message of its own. */
const REPLACED = '';
const WORDS: Record<NoticeKind, string> = {
  invitation: 'Invitation', meetingLink: 'Link of the meeting', uninvited: 'Word that they are no longer invited', reportReminder: 'Reminder of the report',
  bookingRequest: 'Booking to confirm', meetingNotPlaced: 'Word that the online meeting could not be made', listToConfirm: 'List to confirm', listReturned: 'List sent back', replyUnclear: 'Word of an answer that nobody can go by',
  reportToValidate: 'Report to look at', reportReturned: 'Report sent back', reportsOverdue: 'Reports that are late',
  assessmentReminder: 'Reminder of the Child Assessment', assessmentToApprove: 'Child Assessment to look at', assessmentReturned: 'Child Assessment sent back', assessmentMissing: 'Question about the Child Assessment', assessmentDecided: 'The chair’s word on the Child Assessment', stoodDown: 'Word that the review is stood down, or not',
  chairBriefing: 'Briefing', chairReleased: 'Word that they do not chair it any more', chairChanged: 'Word of another chair', socialWorkerGiven: 'Word that the conference is theirs', socialWorkerReleased: 'Word that the conference is not theirs any more', socialWorkerChanged: 'Word of another social worker', messagesStopped: 'Word that all messages are stopped', messagesResumed: 'Word that messages leave again', incidentOpened: 'Word of an incident', incidentStillOpen: 'Reminder of an open incident',
  datesMoved: 'Dates that moved', unreached: 'Word that a message did not arrive', channelDecision: 'Decisions', channelPlan: 'Outline plan',
  settledCard: REPLACED, settledRequest: REPLACED, withdrawnCard: REPLACED,
};

/** The newest first. */
export function sentLines(state: BookedConference, authority: Pick<Authority, 'find'>): readonly SentLine[] {
  const dated = [...state.notices].map(([noticeId, notice]) => ({ noticeId, at: instant(lastAt(notice)) }));
  return dated.toSorted((a, b) => b.at - a.at).flatMap(({ noticeId }) => sentLine(state, noticeId, authority) ?? []);
}

/** Undefined for one that is no message of its own, or is not on record. */
export function sentLine(state: BookedConference, noticeId: string, authority: Pick<Authority, 'find'>): SentLine | undefined {
  const notice = state.notices.get(noticeId);
  const [kind = ''] = noticeId.split('.');
  const words = Object.hasOwn(WORDS, kind) ? WORDS[kind as NoticeKind] : REPLACED;
  if (notice === undefined || words === REPLACED) return undefined;
  const title = `${words}, ${recipientOf(state, noticeId, kind, authority)}`;
  return { noticeId, at: longMoment(instant(lastAt(notice))), what: short(`${title}: ${outcomeOf(notice)}`, 400), title: short(title, 120), mayBeOut: mayHaveArrived(state, noticeId) };
}

function lastAt(notice: NoticeState): string {
  switch (notice.kind) {
    case 'attempted': return notice.attemptedAt;
    case 'returned': return notice.returnedAt;
    default: return notice.at;
  }
}

function outcomeOf(notice: NoticeState): string {
  switch (notice.kind) {
    case 'sent': return notice.together === true ? 'in Teams, in one message with those of other conferences.' : 'in Teams.';
    case 'mailed': return `by e-mail to ${notice.address}.`;
    case 'suppressed': return notice.reason === 'expired' ? 'not sent, because the conference had begun.' : 'not sent, because a later one took its place.';
    case 'needsPerson': return `${notice.code.startsWith(CAME_BACK) ? 'sent, and came back' : 'not delivered'} (${short(notice.code.replace(CAME_BACK, ''), 40)}). Where it still matters, the social worker was told.`;
    case 'attempted': return 'on its way; it is not known yet whether it arrived.';
    case 'returned': return 'put off; it is tried again.';
  }
}

/** Whose message it was that did not arrive, or whose answer, beside whom it was told to. */
function recipientOf(state: BookedConference, noticeId: string, kind: string, authority: Pick<Authority, 'find'>): string {
  const told = recipientName(state, noticeId, authority);
  const about = kind === 'unreached' || kind === 'replyUnclear' ? inviteeNamed(state, noticeId) : undefined;
  return about === undefined ? `to ${told}` : `to ${told}, about ${about.name}`;
}
