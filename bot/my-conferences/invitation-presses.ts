/** What an invited professional says: whether they come, and that their report is sent; and their card looked at again. */
import { randomUUID } from 'node:crypto';
import { parseInvitation } from '../../cards/invitation/card.ts';
import { renderPlainAnswer } from '../../cards/plain-answer/card.ts';
import type { Refusal } from '../../src/conference/commands.ts';
import { inviteeOf } from '../../src/conference/state.ts';
import { startOf } from '../../src/notices/owed.ts';
import { notTheirs } from '../office/asked.ts';
import type { Answer, Press, Pressed } from '../teams/turn.ts';
import { refusalWords } from '../words.ts';
import { performed, seen, type MyConferencesParts } from './asking.ts';
import { ownInvitation } from './own-invitation.ts';

const STARTED = 'The conference has started, so this cannot be changed here any more. Please tell the chair.';

export function invitationPresses(parts: MyConferencesParts): { readonly 'invitation.look': Press; readonly 'invitation.answer': Press; readonly 'report.saySent': Press } {
  return {
    'invitation.look': async ({ input, asker }) => {
      const read = parseInvitation(input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'agenda.follow');
      return found === undefined || read.kind === 'notOurs' ? notTheirs() : ownInvitation(parts, found, found.state, { about: read.submission.about, note: '' });
    },
    'invitation.answer': (pressed) => answerInvitation(parts, pressed),
    'report.saySent': (pressed) => saySent(parts, pressed),
  };
}

/** The answer is part of what the press is known by: the card of a while ago still has the other answers to give. */
async function answerInvitation(parts: MyConferencesParts, pressed: Pressed): Promise<Answer> {
  const read = parseInvitation(pressed.input);
  const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, pressed.asker, 'invitation.answer');
  if (read.kind === 'notOurs' || found === undefined) return notTheirs();
  const { op, inviteeId, about, answer } = read.submission;
  // Whoever was taken off and asked again has another place on the list; the card of the first answers for nobody.
  if (answer === undefined || inviteeOf(found.state, pressed.asker.person)?.inviteeId !== inviteeId) return notTheirs();
  if (parts.civilNow() >= startOf(found.state)) return ownInvitation(parts, found, found.state, { about, note: STARTED });
  const turn = await performed(parts, found.conferenceId, pressed, `${op}.${answer}`, { do: 'answerInvitation', inviteeId, answer });
  return turn.kind === 'refused' ? refusedAnswer(turn.refusals) : ownInvitation(parts, found, turn.state, { about, note: '' });
}

async function saySent(parts: MyConferencesParts, pressed: Pressed): Promise<Answer> {
  const read = parseInvitation(pressed.input);
  const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, pressed.asker, 'report.saySent');
  if (read.kind === 'notOurs' || found === undefined) return notTheirs();
  const { op, inviteeId, about } = read.submission;
  const turn = await performed(parts, found.conferenceId, pressed, op, { do: 'sayReportSent', inviteeId });
  return turn.kind === 'refused' ? refusedAnswer(turn.refusals) : ownInvitation(parts, found, turn.state, { about, note: '' });
}

function refusedAnswer([refusal]: readonly Refusal[]): Answer {
  if (refusal === undefined || refusal.code === 'notAllowed' || refusal.code === 'notBooked') return notTheirs();
  return { summary: 'That could not be done', card: renderPlainAnswer({ title: 'That could not be done', lines: [refusalWords(refusal)], tone: 'refused', op: randomUUID(), actions: ['list'] }) };
}
