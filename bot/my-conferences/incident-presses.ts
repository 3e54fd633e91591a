/** Incidents: opened from what was sent or by stopping all messages, added to, looked at and closed. */
import { parseIncident, type IncidentSubmission } from '../../cards/incident/card.ts';
import { parseSentMessages, type SentMessagesAsked } from '../../cards/sent-messages/card.ts';
import type { CardVerb } from '../../cards/verbs.ts';
import type { Command } from '../../src/conference/commands.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { NOTHING_SAID, notTheirs, saidOf, type Said } from '../office/asked.ts';
import type { Answer, Press, Pressed } from '../teams/turn.ts';
import { alsoInTheCase, othersWords, performed, seen, stateAfter, type MyConferencesParts, type Seen } from './asking.ts';
import { incidentCard } from './incident-card.ts';
import { sentAnswer } from './sent-press.ts';

export function incidentPresses(parts: MyConferencesParts): Partial<Record<CardVerb, Press>> {
  return {
    'incident.show': async ({ input, asker }) => {
      const read = parseIncident(input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'incident.note');
      return found === undefined || read.kind === 'notOurs' || found.state.incidents.length === 0 ? notTheirs() : answer(parts, found, found.state, read.submission.incident, NOTHING_SAID, '');
    },
    'incident.open': (pressed) => open(parts, pressed),
    'incident.note': (pressed) => change(parts, pressed, ({ incident, words }) => ({ do: 'noteIncident', incident, words }), 'Added to the record.'),
    'incident.close': (pressed) => change(parts, pressed, ({ incident, words }) => ({ do: 'closeIncident', incident, words }), 'The incident is closed. Messages leave again once somebody lets them.'),
  };
}

/** From what was sent: the message it is about is chosen there. All messages of the case are stopped with it. */
async function open(parts: MyConferencesParts, pressed: Pressed): Promise<Answer> {
  const read = parseSentMessages(pressed.input);
  const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, pressed.asker, 'messages.stop');
  if (read.kind === 'notOurs' || found === undefined) return notTheirs();
  const { op, item, kind, words } = read.submission;
  const faults = { ...(read.kind === 'faulty' ? read.faults : {}), ...missing(read.submission) };
  if (Object.keys(faults).length > 0 || (kind !== 'wrongRecipient' && kind !== 'addressExposed')) return sentAnswer(parts, found, read.submission, faults);
  const turn = await performed(parts, found.conferenceId, pressed, op, { do: 'openIncident', kind, words, noticeId: item });
  if (turn.kind === 'refused' && turn.refusals.some(({ code }) => code === 'notAllowed')) return notTheirs();
  if (turn.kind !== 'done') return sentAnswer(parts, found, read.submission, saidOf(turn, ['item', 'kind', 'words']).faults);
  const others = await alsoInTheCase(parts, found, pressed, op, { do: 'stopMessages', why: kind, words });
  const state = stateAfter(turn, found.state);
  const number = state.incidents.findLastIndex(({ noticeId, closed }) => noticeId === item && closed === null) + 1;
  return answer(parts, found, state, number, { note: `An incident is open, and all messages are stopped${othersWords(others)}`, faults: {} }, '');
}

function missing({ item, kind, words }: SentMessagesAsked): Readonly<Record<string, string>> {
  return {
    ...(item === '' ? { item: 'Please choose which message.' } : {}), ...(kind !== 'wrongRecipient' && kind !== 'addressExposed' ? { kind: 'Please choose from the list.' } : {}),
    ...(words === '' ? { words: 'Please say what has happened, so that it can be put right.' } : {}),
  };
}

async function change(parts: MyConferencesParts, pressed: Pressed, commandOf: (typed: IncidentSubmission) => Command, done: string): Promise<Answer> {
  const read = parseIncident(pressed.input);
  const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, pressed.asker, 'incident.note', 'incident.close');
  if (read.kind === 'notOurs' || found === undefined || found.state.incidents.length === 0) return notTheirs();
  const { incident, words, op } = read.submission;
  if (read.kind === 'faulty') return answer(parts, found, found.state, incident, { note: '', faults: read.faults }, words);
  const turn = await performed(parts, found.conferenceId, pressed, op, commandOf(read.submission));
  if (turn.kind === 'refused' && turn.refusals.some(({ code }) => code === 'notAllowed' || code === 'unknownIncident')) return notTheirs();
  const state = stateAfter(turn, found.state);
  return turn.kind === 'done' ? answer(parts, found, state, incident, { note: done, faults: {} }, '') : answer(parts, found, state, incident, saidOf(turn, ['words']), words);
}

function answer({ authority }: MyConferencesParts, { conferenceId, roles }: Seen, state: BookedConference, number: number, { note, faults }: Said, words: string): Answer {
  return { summary: 'An incident', card: incidentCard(conferenceId, state, number, roles, authority, { note, faults, values: { words } }) };
}
