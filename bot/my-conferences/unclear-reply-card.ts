/** Tells the social worker that somebody answered by e-mail in a way that nobody can go by, and what to do about it. */
import { randomUUID } from 'node:crypto';
import { renderPlainAnswer } from '../../cards/plain-answer/card.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import type { UnclearReply } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { startOf, type Notice } from '../../src/notices/owed.ts';
import { TWICE } from '../conference-cards.ts';

const WORDS: Record<UnclearReply, { readonly what: string; readonly next: string }> = {
  perhaps: { what: 'has answered “perhaps”', next: 'Please ask them, and record what they say under “Answers and reports”.' },
  otherTime: { what: 'asks for another time', next: 'The conference stays as it is. Please tell them so and ask whether they, or a deputy, can come; then record it under “Answers and reports”.' },
  otherPerson: { what: 'was written to, and the answer came from another address', next: 'The invitation may have been passed on. Nobody else was added. Please telephone the one you invited, and find out who has it.' },
  notInvited: { what: 'has answered, and is not invited', next: 'Please telephone them, so that they do not come in vain.' },
  unreadable: { what: 'has answered, and the answer makes no sense to the companion', next: 'Please ask them, and record what they say under “Answers and reports”.' },
};

export function unclearReplyCard(state: BookedConference, { inviteeId }: Pick<Notice, 'inviteeId'>, repeat: boolean): object {
  const { booking, removed, unclearReplies } = state;
  const invitee = booking.invitees.find((entry) => entry.inviteeId === inviteeId) ?? removed.get(inviteeId ?? '')?.invitee;
  const { what, next } = WORDS[unclearReplies.get(inviteeId ?? '')?.why ?? 'unreadable'];
  const who = invitee === undefined ? 'Somebody' : [invitee.name, invitee.designation].filter((part) => part !== '').join(', ');
  return renderPlainAnswer({
    title: 'An answer by e-mail needs you', tone: 'calm', op: randomUUID(), actions: ['list'],
    lines: [`Case ${booking.caseReference}, ${longMoment(startOf(state))}: ${who} ${what}.`, next, ...(repeat ? [TWICE] : [])],
  });
}

/** One line of what is open. */
export function unclearReplyWords(why: UnclearReply): string {
  return WORDS[why].what;
}
