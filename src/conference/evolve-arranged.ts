/**
 * What is arranged between the booking and the day, folded into the state: the list of those invited and what they say, the
 * chair, the online meeting. Nothing here refuses: what is recorded happened.
 */
import type { Invitee, RecordedConferenceEvent } from './events.ts';
import type { BookedConference, Stamped } from './state.ts';
import { withEntry } from './with-entry.ts';

/** Events between the booking and the day. */
type Arranged = Extract<RecordedConferenceEvent, { type: 'chairReassigned' | 'socialWorkerReassigned' | 'meetingPlaced' | 'meetingNotPlaced' | 'meetingWithdrawn' | 'listConfirmed' | 'listReturned' | 'attendanceAgreed' | 'inviteeAdded' | 'inviteeRemoved' | 'contactGiven' | 'chairFlagsAcknowledged' | 'invitationAnswered' | 'replyUnclear' }>;

/** The meeting belongs to the chair whose calendar it is in: another chair gets another. */
function withoutMeeting(state: BookedConference): BookedConference {
  if (state.meeting.kind !== 'placed') return { ...state, meeting: { kind: 'notTried' } };
  const { eventId, chatId } = state.meeting.placed;
  return {
    ...state, meeting: { kind: 'notTried' }, earlierEvents: [...state.earlierEvents, { organiser: state.booking.chair.person, eventId }],
    linkedChatId: state.linkedChatId === chatId ? null : state.linkedChatId,
  };
}

/** Their place on the list, with the report that is asked of it and where that is, goes to whoever has the case now. */
function withSocialWorker(state: BookedConference, { from, to, email, claimId, reason }: Extract<Arranged, { type: 'socialWorkerReassigned' }>['data'], stamp: Stamped): BookedConference {
  const invitees = state.booking.invitees.map((entry) => (entry.person === from.person ? { ...entry, person: to.person, name: to.name, email } : entry));
  return { ...state, booking: { ...state.booking, socialWorker: to, claimId, invitees }, socialWorkerChanges: [...state.socialWorkerChanges, { ...stamp, from, to, reason }] };
}

export function evolveArranged(state: BookedConference, event: Arranged, stamp: Stamped): BookedConference {
  switch (event.type) {
    case 'chairReassigned': {
      const { from, to, claimId, conflictOfInterest, reason } = event.data;
      return { ...withoutMeeting(state), booking: { ...state.booking, chair: to, claimId }, chairChanges: [...state.chairChanges, { ...stamp, from, to, conflictOfInterest, reason }], flagsAcknowledged: new Map() };
    }
    case 'socialWorkerReassigned':
      return withSocialWorker(state, event.data, stamp);
    case 'meetingPlaced':
      return { ...state, meeting: { kind: 'placed', placed: event.data }, linkedChatId: state.linkedChatId ?? event.data.chatId };
    case 'meetingNotPlaced':
      return { ...state, meeting: { kind: 'notPlaced', tries: state.meeting.kind === 'notPlaced' ? state.meeting.tries + 1 : 1, code: event.data.code, again: event.data.again, at: event.at } };
    case 'meetingWithdrawn':
      return { ...state, earlierEvents: state.earlierEvents.filter(({ eventId }) => eventId !== event.data.eventId) };
    case 'listConfirmed':
      return { ...state, listConfirmed: { ...stamp, inviteeIds: event.data.inviteeIds }, listReturned: null };
    case 'listReturned':
      return { ...state, listReturned: { ...stamp, reason: event.data.reason }, listConfirmed: null };
    case 'attendanceAgreed':
      return { ...state, attendanceAgreed: withEntry(state.attendanceAgreed, event.data.inviteeId, { ...stamp, agreed: event.data.agreed, reason: event.data.reason }) };
    case 'inviteeAdded':
      return { ...withInvitees(state, [...state.booking.invitees, event.data.invitee]), listChangedAt: event.at };
    case 'inviteeRemoved': {
      const invitee = state.booking.invitees.find((entry) => entry.inviteeId === event.data.inviteeId);
      if (invitee === undefined) return state;
      const left = state.booking.invitees.filter((entry) => entry !== invitee);
      return { ...withInvitees(state, left), listChangedAt: event.at, removed: withEntry(state.removed, invitee.inviteeId, { ...stamp, invitee, reason: event.data.reason }) };
    }
    case 'contactGiven':
      return {
        ...withInvitees(state, state.booking.invitees.map((entry) => (entry.inviteeId === event.data.inviteeId ? { ...entry, email: event.data.email, route: event.data.route } : entry))),
        contactsGiven: withEntry(state.contactsGiven, event.data.inviteeId, (state.contactsGiven.get(event.data.inviteeId) ?? 0) + 1),
      };
    case 'chairFlagsAcknowledged':
      return { ...state, flagsAcknowledged: new Map([...state.flagsAcknowledged, ...event.data.flags.map((flag) => [flag, event.at] as const)]) };
    case 'invitationAnswered':
      return answered(state, event.data, stamp);
    case 'replyUnclear':
      return { ...state, unclearReplies: withEntry(state.unclearReplies, event.data.inviteeId, { ...stamp, why: event.data.why, received: event.data.received }) };
  }
}

/** What they say takes the place of whatever they said before, and of an answer that nobody could go by. */
function answered(state: BookedConference, { inviteeId, answer, received, ...more }: Extract<Arranged, { type: 'invitationAnswered' }>['data'], stamp: Stamped): BookedConference {
  return {
    ...withReportInstead(state, { inviteeId, ...more }),
    answers: withEntry(state.answers, inviteeId, { ...stamp, answer, ...(received === undefined ? {} : { received }) }),
    unclearReplies: new Map([...state.unclearReplies].filter(([unclear]) => unclear !== inviteeId)),
  };
}

/** A report that was asked for because they did not come is asked for no more when they come after all. */
function withReportInstead(state: BookedConference, { inviteeId, reportInstead }: { readonly inviteeId: string; readonly reportInstead?: string }): BookedConference {
  return withInvitees(state, state.booking.invitees.map((entry) => {
    if (entry.inviteeId !== inviteeId) return entry;
    if (reportInstead !== undefined) return { ...entry, reportRequired: true, reportInstead };
    return withoutReportInstead(entry);
  }));
}

function withoutReportInstead({ reportInstead, ...invitee }: Invitee): Invitee {
  return reportInstead === undefined ? invitee : { ...invitee, reportRequired: false };
}

function withInvitees(state: BookedConference, invitees: readonly Invitee[]): BookedConference {
  return { ...state, booking: { ...state.booking, invitees } };
}
