/** Invented data to look at the card with: an invitation, a reminder, said to be sent, no report asked, and answers given. */
import type { InvitationData } from './card.ts';

const invitation: InvitationData = {
  conferenceId: 'conference-1',
  inviteeId: 'invitee-1',
  op: 'op-sample-1',
  kind: 'invitation',
  state: 'pending',
  caseReference: 'EX-20417',
  when: 'Tuesday 1 December 2026, 10:00 to 12:00',
  where: 'Some in the room, some online',
  chairName: 'Alex Wren-Example',
  urgency: '',
  reportLine: 'Your report is due by Monday 30 November 2026 at 10:00.',
  dueWords: 'Agency reports are due 24 hours before the conference, so that the family can read them first (NOT-048).',
  saidSentLine: '',
  answer: '',
  answerLine: '',
  canAnswer: true,
  note: '',
  viewers: ['29:sample-health-visitor'],
};

export const invitationSamples: readonly InvitationData[] = [
  invitation,
  { ...invitation, kind: 'reminder', urgency: 'Two working days left.' },
  { ...invitation, state: 'saidSent', saidSentLine: 'On Friday 27 November 2026 at 14:05 you said that you have sent it.' },
  { ...invitation, state: 'noReport', reportLine: '', dueWords: '', viewers: [] },
  { ...invitation, answer: 'deputy', answerLine: 'On Friday 27 November 2026 you said that a deputy comes for you. Please tell the social worker who it is. You can change this until the conference starts.' },
  { ...invitation, state: 'noReport', reportLine: '', dueWords: '', answer: 'coming', answerLine: 'On Friday 27 November 2026 you said that you will come.', canAnswer: false, note: 'The conference has started, so this cannot be changed here any more.' },
];
