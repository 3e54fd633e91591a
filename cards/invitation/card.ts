/**
 * The invitation of one professional, and the reminder of a report: the same body, pending or settled. They say whether they
 * come, and can say otherwise until the start; once the report is said to be sent, its button has become a sentence. It says
 * nothing of the family or of the other invited: an invitation is read in passing.
 */
import { z } from 'zod';
import { line, operationId, ownId, sentence, viewers } from '../fields.ts';
import { readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const data = z.strictObject({
  conferenceId: ownId,
  inviteeId: ownId,
  op: operationId,
  kind: z.enum(['invitation', 'reminder']),
  state: z.enum(['pending', 'saidSent', 'noReport']),
  caseReference: line,
  when: line,
  /** The format in words: where to go, or that it is online. */
  where: line,
  chairName: line,
  /** Such as "Two working days left"; '' on an invitation. */
  urgency: line,
  /** Such as "Your report is due by Monday 30 November 2026 at 10:00"; '' where none is asked. */
  reportLine: sentence,
  /** Why that day, with the rule; '' where no report is asked. */
  dueWords: sentence,
  /** Such as "You said on Friday 27 November 2026 that it was sent"; '' until then. */
  saidSentLine: sentence,
  /** What they said to the invitation; '' until they have. */
  answer: z.enum(['', 'coming', 'deputy', 'reportOnly', 'cannotCome']),
  /** What they said, when, and what follows from it; '' until then. */
  answerLine: sentence,
  /** Whether they can answer, or answer otherwise: until the conference starts. */
  canAnswer: z.boolean(),
  /** What became of the last press, where that has to be said. */
  note: sentence,
  viewers,
});

/** The four answers, as their buttons say them. */
const ANSWERS = [
  { answer: 'coming', title: 'I will come' },
  { answer: 'deputy', title: 'I send a deputy' },
  { answer: 'reportOnly', title: 'Report only' },
  { answer: 'cannotCome', title: 'I cannot come' },
] as const;

const schema = data.transform((invitation) => ({
  ...invitation,
  hasViewers: invitation.viewers.length > 0,
  pending: invitation.state === 'pending',
  heading: invitation.kind === 'reminder' ? 'Reminder: child protection conference' : 'You are invited to a child protection conference',
  urgency: invitation.state === 'saidSent' ? '' : invitation.urgency,
  report: reportSentences(invitation),
  answerWords: invitation.answerLine === '' ? (invitation.canAnswer ? 'Please say whether you will be there. You can change your answer until the conference starts.' : '') : invitation.answerLine,
  // What they have said already has become a sentence.
  answers: invitation.canAnswer ? ANSWERS.filter(({ answer }) => answer !== invitation.answer) : [],
}));

function reportSentences(invitation: z.output<typeof data>): readonly string[] {
  switch (invitation.state) {
    case 'noReport': return ['No written report is asked of you.'];
    case 'saidSent': return [invitation.saidSentLine, 'Thank you. There will be no more reminders about it.'];
    case 'pending': return [invitation.reportLine, invitation.dueWords].filter((words) => words !== '');
  }
}

export type InvitationData = z.input<typeof schema>;

/** Sends back `invitation.answer`, `report.saySent` or, by itself for the `viewers`, `invitation.look`; read them with `parseInvitation`. Throws `CardNotMade`. */
export const renderInvitation = renderer('invitation', template, schema);

export type InvitationSubmission = {
  readonly op: string;
  readonly conferenceId: string;
  readonly inviteeId: string;
  /** Which of the two the card was; 'invitation' where it does not say. */
  readonly about: 'invitation' | 'reminder';
  /** Undefined where the press was no answer, or none of the four. */
  readonly answer: Exclude<InvitationData['answer'], ''> | undefined;
};

/** Reads the card back. Who pressed is never in here: that comes from the verified activity. */
export function parseInvitation(input: unknown): Submitted<InvitationSubmission> {
  return readSubmission(input, (fields) => {
    const said = fields.choice('answer');
    return {
      op: fields.id('op'), conferenceId: fields.id('conferenceId'), inviteeId: fields.id('inviteeId'), about: fields.choice('about') === 'reminder' ? 'reminder' : 'invitation',
      answer: ANSWERS.find(({ answer }) => answer === said)?.answer,
    };
  });
}
