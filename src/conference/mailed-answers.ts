/**
 * Answers by e-mail. Whoever has no account here answers the invitation from their calendar (RFC 5546), and what they say is
 * recorded as if they had been asked. An answer proves nothing about who gave it: it opens nothing, shows nothing to anybody,
 * and whoever prepares the conference sees that it came by e-mail and can put it right. The same answer read twice, or one
 * that came before what is on record, changes nothing.
 */
import type { Pack } from '../procedures/pack-schema.ts';
import { answerInvitation } from './arranging.ts';
import type { ConferenceEvent, InvitationAnswer, Invitee, UnclearReply } from './events.ts';
import { mayBeInvited, type BookedConference } from './state.ts';

export type MailedAnswer = {
  readonly inviteeId: string;
  /** Whom the calendar names as the one who answers, and the address that the message came from; lower case. */
  readonly attendee: string;
  readonly sender: string;
  readonly says: InvitationAnswer | Extract<UnclearReply, 'perhaps' | 'otherTime' | 'unreadable'>;
  /** When it came, in UTC. */
  readonly received: string;
};

/** What goes on record; nothing where it says nothing new. */
export function ofMailedAnswer(state: BookedConference, answer: MailedAnswer, absence: Pack['booking']['absence']): readonly ConferenceEvent[] {
  const { inviteeId, says, received } = answer;
  const invitee = state.booking.invitees.find((entry) => entry.inviteeId === inviteeId) ?? state.removed.get(inviteeId)?.invitee;
  if (invitee === undefined || received <= lastWordAt(state, inviteeId)) return [];
  const why = whyUnclear(state, invitee, answer);
  if (why !== undefined) return [{ type: 'replyUnclear', data: { inviteeId, why, received } }];
  const events = answerInvitation(state, { do: 'answerInvitation', inviteeId, answer: says as InvitationAnswer }, absence);
  return events.flatMap((event) => ('type' in event && event.type === 'invitationAnswered' ? [{ ...event, data: { ...event.data, received } }] : []));
}

/** When they were last heard, whichever way. */
function lastWordAt({ answers, unclearReplies }: BookedConference, inviteeId: string): string {
  const [answer, unclear] = [answers.get(inviteeId), unclearReplies.get(inviteeId)];
  return [answer?.received ?? answer?.at ?? '', unclear?.received ?? ''].toSorted().at(-1) ?? '';
}

function whyUnclear(state: BookedConference, invitee: Invitee, { attendee, sender, says }: MailedAnswer): UnclearReply | undefined {
  if (state.removed.has(invitee.inviteeId) || !mayBeInvited(state, invitee)) return 'notInvited';
  const written = addressesOf(state, invitee);
  if (!written.has(attendee) || ![...written].some((address) => domainOf(address) === domainOf(sender))) return 'otherPerson';
  return says === 'perhaps' || says === 'otherTime' || says === 'unreadable' ? says : undefined;
}

/** Every address that they were written to at, and the one that is known now. */
function addressesOf({ notices }: BookedConference, { inviteeId, email }: Invitee): ReadonlySet<string> {
  const mailed = [...notices].flatMap(([noticeId, notice]) => (notice.kind === 'mailed' && noticeId.split('.').includes(inviteeId) ? [notice.address] : []));
  return new Set([...mailed, ...(email === null ? [] : [email])].map((address) => address.toLowerCase()));
}

/** One practice writes from several addresses of its own; another organisation is somebody else. */
function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
