/** The social worker changes the list of a booked conference: somebody more, somebody less, a contact that was missing (NOT-017, NOT-021, NOT-039). */
import { parseListChange, type ListChange } from '../../cards/list-change/card.ts';
import type { Command } from '../../src/conference/commands.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import type { Turn } from '../desk.ts';
import { NOTHING_SAID, notTheirs, saidOf, type Said } from '../office/asked.ts';
import type { Answer, Press, Pressed } from '../teams/turn.ts';
import { performed, seen, stateAfter, type MyConferencesParts, type Seen } from './asking.ts';
import { contactGiven, removed, somebodyAdded, type Wanted } from './list-change.ts';
import { listChangeCard } from './list-change-card.ts';

const FIELDS = ['inviteeId', 'reason'];
const NOTHING_TYPED = { who: '', roleCode: '', typed: '', inviteeId: '', reason: '', missingId: '', route: '', email: '' };

export function listChangePresses(parts: MyConferencesParts): { readonly 'list.edit': Press; readonly 'list.add': Press; readonly 'list.remove': Press; readonly 'list.contact': Press } {
  return {
    'list.edit': async ({ input, asker }) => {
      const read = parseListChange(input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'list.change');
      return found === undefined ? notTheirs() : answer(parts, found, found.state, NOTHING_SAID, NOTHING_TYPED);
    },
    'list.add': (pressed) => change(parts, pressed, (typed, state) => somebodyAdded(typed, state, parts)),
    'list.remove': (pressed) => change(parts, pressed, removed),
    'list.contact': (pressed) => change(parts, pressed, (typed, state) => contactGiven(typed, state, parts)),
  };
}

async function change(parts: MyConferencesParts, pressed: Pressed, wantedOf: (typed: ListChange, state: BookedConference) => Wanted): Promise<Answer> {
  const read = parseListChange(pressed.input);
  const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, pressed.asker, 'list.change');
  if (read.kind === 'notOurs' || found === undefined) return notTheirs();
  if (read.kind === 'faulty') return answer(parts, found, found.state, { note: '', faults: read.faults }, read.submission);
  const wanted = wantedOf(read.submission, found.state);
  if (wanted.kind === 'faults') return answer(parts, found, found.state, { note: '', faults: wanted.faults }, read.submission);
  const turn = await performed(parts, found.conferenceId, pressed, read.submission.op, wanted.command);
  const said = saidOfChange(turn, wanted.command, wanted.done);
  return answer(parts, found, stateAfter(turn, found.state), said, turn.kind === 'done' ? NOTHING_TYPED : read.submission);
}

function saidOfChange(turn: Turn, command: Command, done: string): Said {
  if (turn.kind === 'done') return { note: done, faults: {} };
  const isThere = turn.kind === 'refused' && turn.refusals.some(({ code }) => code === 'alreadyInvited');
  if (isThere && command.do === 'addInvitee') return { note: '', faults: { [command.invitee.person === null ? 'typed' : 'who']: `${command.invitee.name} is on the list already, or chairs the conference.` } };
  return saidOf(turn, FIELDS);
}

function answer(parts: MyConferencesParts, { conferenceId }: Seen, state: BookedConference, { note, faults }: Said, { who, roleCode, typed, inviteeId, reason, missingId, route, email }: typeof NOTHING_TYPED): Answer {
  const values = { who, roleCode, typed, inviteeId, reason, missingId, route, email };
  return { summary: 'Change the list', card: listChangeCard(conferenceId, state, parts, { note, faults, values }) };
}
