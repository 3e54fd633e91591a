/** The team manager's word on the list (NOT-017) and on Legal Services (NOT-037); the chair's on observers (NOT-076). */
import { parseListPress, type ListPress } from '../../cards/list-to-confirm/card.ts';
import type { Command } from '../../src/conference/commands.ts';
import type { BookedConference, ConferenceState } from '../../src/conference/state.ts';
import type { Verb } from '../../src/people/access.ts';
import type { Answer, Press, Pressed } from '../teams/turn.ts';
import { notTheirs, performed, saidOf, seen, stillTyped, type OfficeParts, type Said, type Seen } from './asked.ts';
import { briefingAnswer } from './flag-presses.ts';
import { listCard } from './list-card.ts';

const FIELDS = ['reason', 'inviteeId'];

export function listPresses(parts: OfficeParts): { readonly 'list.look': Press; readonly 'list.confirm': Press; readonly 'list.return': Press; readonly 'list.agree': Press } {
  return {
    'list.look': async ({ input, asker }) => {
      const read = parseListPress(input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'list.confirm');
      return found === undefined ? notTheirs() : listAnswer(parts, found, found.state, { note: '', faults: {} });
    },
    'list.confirm': (pressed) => press(parts, pressed, 'list.confirm', () => ({ do: 'confirmList' })),
    'list.return': (pressed) => press(parts, pressed, 'list.confirm', ({ reason }) => ({ do: 'returnList', reason })),
    'list.agree': (pressed) => pressAgree(parts, pressed),
  };
}

async function press(parts: OfficeParts, pressed: Pressed, right: Verb, commandOf: (said: ListPress) => Command): Promise<Answer> {
  const read = parseListPress(pressed.input);
  const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, pressed.asker, right);
  if (read.kind === 'notOurs' || found === undefined) return notTheirs();
  if (read.kind === 'faulty') return listAnswer(parts, found, found.state, { note: '', faults: read.faults }, read.submission);
  const turn = await performed(parts, found, pressed, read.submission.op, commandOf(read.submission));
  return listAnswer(parts, found, turn.state, saidOf(turn, FIELDS), read.submission);
}

/** Whom an agreement is asked of depends on whom it is about; the answer is the card of whoever was asked. */
async function pressAgree(parts: OfficeParts, pressed: Pressed): Promise<Answer> {
  const read = parseListPress(pressed.input);
  if (read.kind === 'notOurs') return notTheirs();
  const { conferenceId, inviteeId, about, reason, op } = read.submission;
  const found = await seen(parts, conferenceId, pressed.asker, (state) => rightOver(state, inviteeId));
  if (found === undefined) return notTheirs();
  const answer = waitsForTeamManager(found.state, inviteeId) ? listAnswer : briefingAnswer;
  if (read.kind === 'faulty') return answer(parts, found, found.state, { note: '', faults: read.faults }, read.submission);
  const turn = await performed(parts, found, pressed, op, { do: 'agreeAttendance', inviteeId, agreed: about === 'agreed', reason });
  return answer(parts, found, turn.state, saidOf(turn, FIELDS), read.submission);
}

function waitsForTeamManager({ booking }: BookedConference, inviteeId: string): boolean {
  return booking.invitees.find((entry) => entry.inviteeId === inviteeId)?.waitsFor === 'teamManager';
}

function rightOver(state: BookedConference, inviteeId: string): Verb {
  return waitsForTeamManager(state, inviteeId) ? 'legal.agree' : 'observer.agree';
}

/** The list as it now stands; what was typed comes back only where it is still wanted. */
export function listAnswer(parts: OfficeParts, { conferenceId, asker, state: before }: Seen, now: ConferenceState, said: Said, typed?: ListPress): Answer {
  const state = now.kind === 'booked' ? now : before;
  return { summary: 'Who is invited', card: listCard(conferenceId, state, parts.rulesOf(state), { ...said, values: stillTyped(said, typed), viewers: [asker.channelUserId] }) };
}
