/**
 * The conference in Outlook and Teams: made once it is booked, tried again less and less often while Outlook cannot, and
 * handed to a person when it will not. Nothing of the conference waits for it.
 */
import { addMinutes, isoUtc, parseIsoUtc, type CivilInstant } from '../../src/calendar/instants.ts';
import { mayBeInvited, type BookedConference } from '../../src/conference/state.ts';
import { startOf } from '../../src/notices/owed.ts';
import type { PersonKey } from '../../src/people/person.ts';
import { sha256 } from '../../src/store/operation-key.ts';
import type { Desk } from '../desk.ts';
import type { NotPlaced, OutlookCalendar } from '../graph/calendar-port.ts';
import type { Log } from '../log.ts';

export interface MeetingPlacing {
  /** The state after a try, where one is due; never rejects because of Outlook. */
  place(conferenceId: string, state: BookedConference): Promise<BookedConference>;
  /** When to try again; null when nothing is to be tried. */
  againAt(state: BookedConference): CivilInstant | null;
}

export type MeetingPlacingParts = {
  readonly outlook: OutlookCalendar;
  /** The address of a mailbox, from the directory; undefined for somebody who has none there. */
  readonly emailOf: (person: PersonKey) => string | null;
  readonly desk: Desk;
  readonly civilNow: () => CivilInstant;
  readonly log: Pick<Log, 'panelNotAdded' | 'inviteesWithoutAddress' | 'entryNotWithdrawn'>;
};

const MOST_TRIES = 5;
const FIRST_PAUSE_MINUTES = 1;
const WITHDRAW_AGAIN_MINUTES = 15;

export function meetingPlacing({ outlook, emailOf, desk, civilNow, log }: MeetingPlacingParts): MeetingPlacing {
  const record = async (conferenceId: string, state: BookedConference, event: Parameters<Desk['record']>[1]): Promise<BookedConference> => {
    const now = await desk.record(conferenceId, event);
    return now.kind === 'booked' ? now : state;
  };
  /** Entries that earlier chairs still have; one that could not be taken away is tried again a little later, until the conference is over. */
  const withdrawEarlier = async (conferenceId: string, before: BookedConference): Promise<BookedConference> => {
    let state = before;
    for (const { organiser, eventId } of before.earlierEvents) {
      const withdrawn = await outlook.withdraw(organiser, eventId);
      if (withdrawn.kind === 'withdrawn') state = await record(conferenceId, state, [{ type: 'meetingWithdrawn', data: { eventId } }]);
      else if (withdrawn.kind !== 'notUsed') log.entryNotWithdrawn(conferenceId, codeOf(withdrawn));
    }
    return state;
  };
  return {
    againAt: (state) => {
      if (state.released !== null) return null;
      const placing = state.meeting.kind === 'notPlaced' && state.meeting.again !== null ? parseIsoUtc(state.meeting.again) : undefined;
      const withdrawing = state.earlierEvents.length > 0 && civilNow() < startOf(state) ? addMinutes(civilNow(), WITHDRAW_AGAIN_MINUTES) : undefined;
      return [placing, withdrawing].reduce<CivilInstant | null>((first, at) => (at === undefined || (first !== null && first <= at) ? first : at), null);
    },
    place: async (conferenceId, before) => {
      const state = await withdrawEarlier(conferenceId, before);
      if (!isDue(state, civilNow())) return state;
      const addresses = addressesOf(state, emailOf);
      const placed = await outlook.place({
        transactionId: transactionIdOf(conferenceId, state), organiser: state.booking.chair.person, startAt: startOf(state), minutes: state.booking.minutes,
        caseReference: state.booking.caseReference, attendees: addresses.filter((address) => address !== null), onTeams: state.booking.format !== 'faceToFace', roomName: state.booking.venue.kind === 'room' ? state.booking.venue.name : null,
      });
      if (placed.kind === 'notUsed') return state;
      if (placed.kind !== 'placed') return record(conferenceId, state, [{ type: 'meetingNotPlaced', data: { code: codeOf(placed), again: againAfter(state, placed, civilNow()) } }]);
      // The panel opens in the meeting once the companion is in its chat; without it, it opens as a tab of its own.
      const added = placed.chatId === null ? null : await outlook.addAppToChat(placed.chatId);
      if (added !== null && added.kind !== 'added' && added.kind !== 'notUsed') log.panelNotAdded(conferenceId, codeOf(added));
      const without = addresses.filter((address) => address === null).length;
      if (without > 0) log.inviteesWithoutAddress(conferenceId, without);
      const { eventId, joinUrl, chatId } = placed;
      return record(conferenceId, state, [{ type: 'meetingPlaced', data: { eventId, joinUrl, chatId } }]);
    },
  };
}

function isDue({ meeting, released, ...state }: BookedConference, now: CivilInstant): boolean {
  if (released !== null || now >= startOf({ ...state, meeting, released })) return false;
  if (meeting.kind === 'placed') return false;
  if (meeting.kind === 'notTried') return true;
  const again = meeting.again === null ? undefined : parseIsoUtc(meeting.again);
  return again !== undefined && again <= now;
}

/** The claim names the chair's turn: a chair who gets the conference back gets another event. */
function transactionIdOf(conferenceId: string, { booking }: BookedConference): string {
  return sha256(`${conferenceId} ${booking.chair.person} ${booking.claimId}`).slice(0, 36);
}

/** Addresses of professionals of the organisation who may be invited, null for one who has none; the chair is the organiser, and the others are invited by other ways. */
function addressesOf(state: BookedConference, emailOf: MeetingPlacingParts['emailOf']): readonly (string | null)[] {
  const { chair, invitees } = state.booking;
  return invitees.flatMap((invitee) => (invitee.person === null || invitee.party === 'family' || invitee.person === chair.person || !mayBeInvited(state, invitee) ? [] : [emailOf(invitee.person)]));
}

/** Doubling pauses, or what Outlook asks for; null after the last try, and at once where it said no. */
function againAfter({ meeting }: BookedConference, why: NotPlaced, now: CivilInstant): string | null {
  const tries = meeting.kind === 'notPlaced' ? meeting.tries + 1 : 1;
  if (why.kind === 'refused' || tries >= MOST_TRIES) return null;
  const pause = addMinutes(now, FIRST_PAUSE_MINUTES * 2 ** (tries - 1));
  return isoUtc(why.kind === 'retryAfter' ? (Math.max(pause, addMinutes(now, why.seconds / 60)) as CivilInstant) : pause);
}

function codeOf(why: Exclude<NotPlaced, { kind: 'notUsed' }>): string {
  switch (why.kind) {
    case 'retryAfter': return 'busy';
    case 'unreachable': return why.code;
    case 'refused': return `${why.status}.${why.code}`.slice(0, 80);
  }
}
