/**
 * What the diary co-ordinators, the team manager and the chairs are told between the booking and the day: a booking to
 * look at (NOT-011), a list to confirm (NOT-017), a conference to chair and one that is no longer theirs (NOT-053).
 */
import { isoUtc } from '../calendar/instants.ts';
import { listIsBack, listStands } from '../conference/arranging.ts';
import type { Invitee } from '../conference/events.ts';
import { isOwnReport, reportIsOffTheirHands, reportStanding } from '../conference/reports.ts';
import { mayBeInvited, type BookedConference } from '../conference/state.ts';
import type { PersonKey } from '../people/person.ts';
import type { EscalatesTo } from '../procedures/pack-schema.ts';
import { cardLeftBy, instant, ladderOf, mayHaveArrived, stampOf, toPerson, type Notice, type NoticeRules } from './notice.ts';

export function officeNotices(state: BookedConference, rules: NoticeRules): Notice[] {
  return [...bookingRequests(state, rules), ...settledRequests(state, rules), ...meetingNotPlaced(state, rules), ...listNotices(state), ...ownReport(state), ...unclearReplies(state), ...overdue(state, rules), ...briefings(state), ...chairsBefore(state), ...chairChanged(state)];
}

function requestId(person: string): string {
  return `bookingRequest.${person}`;
}

/** Every co-ordinator, until one of them has looked at it. */
function bookingRequests(state: BookedConference, { diaryCoordinators }: NoticeRules): Notice[] {
  if (state.bookingConfirmed !== null) return [];
  return diaryCoordinators.map((person) => toPerson(requestId(person), 'bookingRequest', person, instant(state.bookedAt)));
}

/** Once one of them has confirmed it, no other card asks for it any more. */
function settledRequests(state: BookedConference, { diaryCoordinators }: NoticeRules): Notice[] {
  const confirmed = state.bookingConfirmed;
  if (confirmed === null) return [];
  return diaryCoordinators.flatMap((person) => {
    const replaces = cardLeftBy(state, requestId(person));
    return replaces === undefined ? [] : [toPerson(`settledRequest.${person}`, 'settledRequest', person, instant(confirmed.at), { replaces })];
  });
}

/** When Outlook could not and will not be tried again, the office sees to it. */
function meetingNotPlaced({ meeting }: BookedConference, { diaryCoordinators }: NoticeRules): Notice[] {
  if (meeting.kind !== 'notPlaced' || meeting.again !== null) return [];
  return diaryCoordinators.map((person) => toPerson(`meetingNotPlaced.${stampOf(meeting.at)}.${person}`, 'meetingNotPlaced', person, instant(meeting.at)));
}

/**
 * The team manager who agreed to the conference confirms its list, once, and once more for each confirmation that a later
 * change overtook. While it is with the social worker again, they are told why, and the team manager waits until it is changed.
 */
function listNotices(state: BookedConference): Notice[] {
  const { listConfirmed, listReturned, listChangedAt, bookedAt, booking } = state;
  if (listReturned !== null && listIsBack(state)) return [toPerson(`listReturned.${stampOf(listReturned.at)}`, 'listReturned', booking.socialWorker.person, instant(listReturned.at))];
  if (booking.agreed === null || listStands(state)) return [];
  const since = listReturned?.at ?? listConfirmed?.at ?? null;
  const from = (listReturned === null ? since : listChangedAt) ?? bookedAt;
  return [toPerson(since === null ? 'listToConfirm' : `listToConfirm.${stampOf(since)}`, 'listToConfirm', booking.agreed.by.person, instant(from))];
}

/** The team manager looks at the social worker's report before it is shared, each time it is said to be sent (NOT-068); what comes back is told with its reasons. */
function ownReport(state: BookedConference): Notice[] {
  const { booking, reportsSaidSent, reports } = state;
  const own = booking.invitees.find((invitee) => invitee.reportRequired && isOwnReport(state, invitee));
  if (own === undefined) return [];
  const [saidAt, returned] = [reportsSaidSent.get(own.inviteeId), reports.get(own.inviteeId)?.returned];
  if (returned !== undefined && saidAt === undefined) return [toPerson(`reportReturned.${stampOf(returned.at)}`, 'reportReturned', booking.socialWorker.person, instant(returned.at))];
  if (saidAt === undefined || booking.agreed === null || reportStanding(state, own) !== 'saidSent') return [];
  return [toPerson(`reportToValidate.${stampOf(saidAt)}`, 'reportToValidate', booking.agreed.by.person, instant(saidAt))];
}

/** An answer by e-mail that nobody can go by: the social worker asks them. */
function unclearReplies({ unclearReplies: unclear, booking }: BookedConference): Notice[] {
  return [...unclear].map(([inviteeId, { received, at }]) => toPerson(`replyUnclear.${inviteeId}.${stampOf(received)}`, 'replyUnclear', booking.socialWorker.person, instant(at), { inviteeId }));
}

/** One message to each whom the pack names, of all the reports that are still not sent at that moment of the ladder. */
function overdue(state: BookedConference, rules: NoticeRules): Notice[] {
  const late = overdueReports(state).flatMap((invitee) => ladderOf(rules, invitee)).filter(({ at, escalateTo }) => escalateTo.length > 0 && at > instant(state.bookedAt));
  const moments = Map.groupBy(late, ({ at }) => at);
  return [...moments].flatMap(([at, rungs]) => {
    const people = new Set(rungs.flatMap(({ escalateTo }) => escalateTo).flatMap((role) => holdersOf(state, rules, role)));
    return [...people].map((person) => toPerson(`reportsOverdue.${stampOf(isoUtc(at))}.${person}`, 'reportsOverdue', person, at));
  });
}

/** Where nobody holds that part, the chair hears of it: never nobody. */
function holdersOf({ booking }: BookedConference, { serviceManagers }: NoticeRules, role: EscalatesTo): readonly PersonKey[] {
  switch (role) {
    case 'socialWorker': return [booking.socialWorker.person];
    case 'chair': return [booking.chair.person];
    case 'teamManager': return [booking.agreed?.by.person ?? booking.chair.person];
    case 'serviceManager': return serviceManagers.length === 0 ? [booking.chair.person] : serviceManagers;
  }
}

/** Those whose report is asked for and not sent, due or not. */
export function overdueReports(state: BookedConference): readonly Invitee[] {
  return state.booking.invitees.filter((invitee) => invitee.reportRequired && mayBeInvited(state, invitee) && !reportIsOffTheirHands(state, invitee));
}

/** The briefing of the first chair, or of the one who came with that change. */
function briefingId(change: number): string {
  return change === 0 ? 'chairBriefing' : `chairBriefing.${change}`;
}

function briefings({ booking, bookedAt, chairChanges }: BookedConference): Notice[] {
  return [toPerson(briefingId(chairChanges.length), 'chairBriefing', booking.chair.person, instant(chairChanges.at(-1)?.at ?? bookedAt))];
}

/** Whoever chaired it before and knew of it is told, and what their briefing said of the family is taken out of their chat. */
function chairsBefore(state: BookedConference): Notice[] {
  return state.chairChanges.flatMap(({ from, at }, place): Notice[] => {
    if (!mayHaveArrived(state, briefingId(place))) return [];
    const replaces = cardLeftBy(state, briefingId(place));
    return [
      ...(from.person === state.booking.chair.person ? [] : [toPerson(`chairReleased.${place + 1}`, 'chairReleased', from.person, instant(at))]),
      ...(replaces === undefined ? [] : [toPerson(`withdrawnCard.${briefingId(place)}`, 'withdrawnCard', from.person, instant(at), { replaces })]),
    ];
  });
}

/** The social worker hears of the chair who has it now; of one who had it in between, only if that was said in time. */
function chairChanged({ booking, chairChanges }: BookedConference): Notice[] {
  const last = chairChanges.at(-1);
  return last === undefined ? [] : [toPerson(`chairChanged.${chairChanges.length}`, 'chairChanged', booking.socialWorker.person, instant(last.at))];
}

/** Whose briefing it was, for saying who did not get it; undefined when it concerns nobody any more. */
export function isCurrentBriefing({ chairChanges }: BookedConference, noticeId: string): boolean {
  return noticeId === briefingId(chairChanges.length);
}
