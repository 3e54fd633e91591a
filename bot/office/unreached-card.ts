/** Tells somebody who can telephone of a message that did not arrive: the social worker first, and who follows on them. */
import { randomUUID } from 'node:crypto';
import { renderPlainAnswer } from '../../cards/plain-answer/card.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { startOf, type Notice, type NoticeKind } from '../../src/notices/owed.ts';
import type { Authority } from '../authority.ts';
import { TWICE } from '../conference-cards.ts';
import { recipientName } from '../recipient-names.ts';

export type UnreachedNotice = Pick<Notice, 'inviteeId' | 'undelivered' | 'about' | 'to'>;

export function unreachedCard(state: BookedConference, notice: UnreachedNotice, authority: Pick<Authority, 'find'>, repeat: boolean): object {
  return renderPlainAnswer({ title: 'A message could not be delivered', tone: 'refused', op: randomUUID(), actions: ['list'], lines: [...undeliveredLines(state, notice, authority), ...(repeat ? [TWICE] : [])] });
}

function undeliveredLines(state: BookedConference, { inviteeId, undelivered, about = '', to }: UnreachedNotice, authority: Pick<Authority, 'find'>): string[] {
  const { booking: { caseReference, socialWorker } } = state;
  const conference = `case ${caseReference}, ${longMoment(startOf(state))}`;
  const second = to.kind === 'person' && to.person !== socialWorker.person;
  const also = second && recipientName(state, about, authority) !== socialWorker.name ? [`${socialWorker.name}, the social worker, could not be told of this either. If they have left, write “another social worker for ${caseReference}” here, and give it to somebody.`] : [];
  if (undelivered === 'channelDecision' || undelivered === 'channelPlan') {
    const what = undelivered === 'channelPlan' ? 'The outline plan' : 'The decisions';
    return [`${what} could not be posted to the channel: ${conference}.`, 'Nothing is lost. Please tell whoever looks after this app, and let the others know by telephone or secure e-mail.', ...also];
  }
  return [`${recipientName(state, about, authority)} could not be reached ${wayTo(state, inviteeId)} about ${conference}.`, nextStep(state, undelivered, inviteeId, second), ...also];
}

const TELL_THEM = 'Please tell them yourself, by telephone or secure e-mail.';
const ANOTHER_ADDRESS = 'Please telephone them, and give another address under “Change the list”: the invitation goes there.';
const HAS_LEFT = `${TELL_THEM} If they have left, take them off under “Change the list”, and add whoever takes their place.`;

const WHAT_TO_TELL: Partial<Record<NoticeKind, string>> = {
  uninvited: 'They are not invited any more. Please tell them yourself, by telephone or secure e-mail.',
  chairBriefing: `${TELL_THEM} If they have left, the diary co-ordinator gives the conference another chair.`,
  chairReleased: 'They do not chair it any more. Please tell them yourself, by telephone or secure e-mail.',
  bookingRequest: 'Please ask them by telephone to look at the booking.',
  listToConfirm: 'Please ask them by telephone to confirm who is invited.',
  listReturned: 'The list of those invited was sent back to them. Please tell them by telephone. If they have left, give the conference to another social worker, by writing so here with the case reference.',
  reportToValidate: 'Please ask them by telephone to look at the social worker’s report.',
  reportReturned: 'Their report was sent back to them. Please tell them by telephone. If they have left, give the conference to another social worker, by writing so here with the case reference.',
  replyUnclear: 'Somebody invited answered in a way that nobody can go by, and has to be asked. Please tell them by telephone. If they have left, give the conference to another social worker, by writing so here with the case reference.',
  assessmentToApprove: 'Please ask them by telephone to look at the Child Assessment.',
  assessmentMissing: 'The Child Assessment is missing or late, and they have to decide what becomes of the review. Please telephone them.',
  socialWorkerGiven: 'The conference was given to them, and they may not know it. Please telephone them.',
  socialWorkerChanged: 'They may not know that reports go to another social worker now. Please tell them by telephone or secure e-mail.',
  stoodDown: 'The review was stood down, or is held after all, and they may not know it. Please telephone them.',
  meetingNotPlaced: 'The online meeting could not be made, and they do not know it yet. Please telephone them.',
};

/** Whoever changes the list is told how; whoever stands in for them, to tell people. */
function nextStep({ booking }: BookedConference, undelivered: NoticeKind | undefined, inviteeId: string | null, second: boolean): string {
  const words = undelivered === undefined ? undefined : WHAT_TO_TELL[undelivered];
  const invitee = booking.invitees.find((each) => each.inviteeId === inviteeId);
  if (words !== undefined || invitee === undefined || second) return words ?? TELL_THEM;
  return invitee.person === null ? ANOTHER_ADDRESS : HAS_LEFT;
}

/** The way that was tried last. */
function wayTo({ booking, removed }: BookedConference, inviteeId: string | null): string {
  const invitee = booking.invitees.find((entry) => entry.inviteeId === inviteeId) ?? removed.get(inviteeId ?? '')?.invitee;
  return invitee !== undefined && invitee.person === null ? `by e-mail${invitee.email === null ? '' : ` at ${invitee.email}`}` : 'in Teams';
}
