/**
 * Somebody whom nobody could reach, and who can be reached again: they have put the companion back, or written to it. What had
 * been handed to a person for that reason, and was theirs, is owed anew; what has been overtaken meanwhile is not sent any more.
 */
import type { PersonKey } from '../people/person.ts';
import type { ConferenceEvent } from './events.ts';
import { inviteeOf, type BookedConference, type NoticeState } from './state.ts';

/** Nobody was there: no chat is known, Teams has none with them any more, or the letter that went instead came back. */
const NOBODY_THERE = /^(?:notReachable$|40[34]\.|cameBack\.)/;

/** The ids of notices to this person that were handed to somebody because they could not be reached. */
export function unreachedNotices(state: BookedConference, person: PersonKey): readonly string[] {
  return [...state.notices].flatMap(([noticeId, notice]) => (notice.kind === 'needsPerson' && NOBODY_THERE.test(notice.code) && isTo(state, noticeId, person) ? [noticeId] : []));
}

/** That something did not arrive is told to one after the other; whose turn it is stands at the end of the notice's id. */
export const teamManagerSuffix = '.teamManager';
const COORDINATOR = '.coordinator.';
export function toldToCoordinator(noticeId: string, person: PersonKey): string {
  return `${noticeId}${COORDINATOR}${person}`;
}

/** Whoever it was for has not got it, and a person has to see to it. */
export function hasComeToNothing(notice: NoticeState | undefined): boolean {
  return notice?.kind === 'needsPerson';
}

/** A notice's id begins with its kind, and names the invitee or the person it is for where there are several. */
function isTo(state: BookedConference, noticeId: string, person: PersonKey): boolean {
  if (noticeId.startsWith('unreached.')) return isToldTo(state, noticeId, person);
  if (noticeId.endsWith(`.${person}`)) return true;
  const [kind = '', ...parts] = noticeId.split('.');
  const invitee = inviteeOf(state, person);
  if (invitee !== undefined && parts.includes(invitee.inviteeId)) return kind !== 'replyUnclear';
  const { chair, socialWorker, agreed } = state.booking;
  if (kind === 'chairBriefing') return chair.person === person;
  if (kind === 'listToConfirm' || kind === 'reportToValidate') return agreed?.by.person === person;
  return ['listReturned', 'reportReturned', 'chairChanged', 'replyUnclear'].includes(kind) && socialWorker.person === person;
}

function isToldTo({ booking }: BookedConference, noticeId: string, person: PersonKey): boolean {
  if (noticeId.includes(COORDINATOR)) return noticeId.endsWith(`${COORDINATOR}${person}`);
  return (noticeId.endsWith(teamManagerSuffix) ? booking.agreed?.by.person : booking.socialWorker.person) === person;
}

/** A letter that the other side's server took, and sent back later: nothing where it is not one that was sent, or is known to have come back. */
export function ofLetterCameBack(state: BookedConference, noticeId: string, code: string): readonly ConferenceEvent[] {
  const notice = state.notices.get(noticeId);
  // One whose answer was lost had been taken after all, and is not sent again to where nobody is.
  const mayBeOut = notice?.kind === 'mailed' || (notice?.kind === 'attempted' && notice.attempts > 0) || (notice?.kind === 'needsPerson' && notice.code === 'ambiguousTwice');
  return mayBeOut ? [{ type: 'letterCameBack', data: { noticeId, code } }] : [];
}
