/**
 * Stop all messages, and let them leave again. It is about a child rather than a day, so every open conference of the case is
 * stopped with the one that it is asked for.
 */
import { randomUUID } from 'node:crypto';
import { parseConferenceSearch } from '../../cards/conferences-list/card.ts';
import { parseStopMessages, renderStopMessages, STOP_REASONS, type StopMessagesSubmission } from '../../cards/stop-messages/card.ts';
import type { CardVerb } from '../../cards/verbs.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import type { Command } from '../../src/conference/commands.ts';
import type { StopReason } from '../../src/conference/events.ts';
import { stopStanding, type Stop } from '../../src/conference/stopping.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { instant } from '../../src/notices/notice.ts';
import { startOf } from '../../src/notices/owed.ts';
import { may } from '../../src/people/access.ts';
import { parsePersonKey } from '../../src/people/person.ts';
import { NOTHING_SAID, notTheirs, saidOf, type Said } from '../office/asked.ts';
import { short } from '../office/conference-words.ts';
import type { Answer, Press, Pressed } from '../teams/turn.ts';
import { alsoInTheCase, othersWords, performed, seen, seenOfCase, stateAfter, type MyConferencesParts, type Seen } from './asking.ts';

type Values = Pick<StopMessagesSubmission, 'why' | 'words'>;

const NOTHING_TYPED: Values = { why: '', words: '' };
const MOST_STOPS = 20;

export function stopPresses(parts: MyConferencesParts): Partial<Record<CardVerb, Press>> {
  return {
    'messages.stopping': async (pressed) => {
      const { input, asker } = pressed;
      const said = parseConferenceSearch(input);
      const read = parseStopMessages(input);
      const found = said.kind !== 'notOurs' && said.submission.reference !== '' ? await seenOfCase(parts, said.submission.reference, asker, 'messages.stop') : read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'messages.stop');
      return found === undefined ? notTheirs() : answer(parts, found, found.state, NOTHING_SAID, NOTHING_TYPED);
    },
    'messages.stop': (pressed) => change(parts, pressed, stopWanted, 'All messages are stopped'),
    'messages.resume': (pressed) => change(parts, pressed, ({ words }) => ({ do: 'resumeMessages', words }), 'Messages leave again'),
  };
}

type Wanted = Extract<Command, { do: 'stopMessages' | 'resumeMessages' | 'openIncident' }>;

/** What went to somebody it was not for is an incident beside: it stays open when messages leave again. */
function stopWanted({ why, words }: StopMessagesSubmission): Wanted | undefined {
  if (why === 'wrongRecipient' || why === 'addressExposed') return { do: 'openIncident', kind: why, words, noticeId: null };
  return isReason(why) ? { do: 'stopMessages', why, words } : undefined;
}

function isReason(why: string): why is StopReason {
  return STOP_REASONS.some(({ value }) => value === why);
}

async function change(parts: MyConferencesParts, pressed: Pressed, commandOf: (typed: StopMessagesSubmission) => Wanted | undefined, done: string): Promise<Answer> {
  const read = parseStopMessages(pressed.input);
  const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, pressed.asker, 'messages.stop', 'messages.resume');
  if (read.kind === 'notOurs' || found === undefined) return notTheirs();
  if (read.kind === 'faulty') return answer(parts, found, found.state, { note: '', faults: read.faults }, read.submission);
  const command = commandOf(read.submission);
  if (command === undefined) return answer(parts, found, found.state, { note: '', faults: { why: 'Please choose from the list.' } }, read.submission);
  const turn = await performed(parts, found.conferenceId, pressed, read.submission.op, command);
  if (turn.kind === 'refused' && turn.refusals.some(({ code }) => code === 'notAllowed')) return notTheirs();
  if (turn.kind !== 'done') return answer(parts, found, stateAfter(turn, found.state), saidOf(turn, ['why', 'words']), read.submission);
  const others = await alsoInTheCase(parts, found, pressed, read.submission.op, command.do === 'openIncident' ? { do: 'stopMessages', why: command.kind, words: command.words } : command);
  return answer(parts, found, stateAfter(turn, found.state), { note: `${done}${othersWords(others)}`, faults: {} }, NOTHING_TYPED);
}

function answer({ authority }: MyConferencesParts, { conferenceId, roles }: Seen, state: BookedConference, { note, faults }: Said, { why, words }: Values): Answer {
  const stopped = stopStanding(state) !== undefined;
  const nameOf = (key: string): string => {
    const person = parsePersonKey(key);
    return (person === undefined ? undefined : authority.find(person)?.name) ?? 'Somebody of the office';
  };
  return {
    summary: 'Stop all messages',
    card: renderStopMessages({
      conferenceId, op: randomUUID(), caseReference: state.booking.caseReference, when: longMoment(startOf(state)), note, stopped,
      canStop: !stopped && may(roles, 'messages.stop'), canResume: stopped && may(roles, 'messages.resume'),
      standing: stopped ? 'Nothing leaves to anybody: no reminder, no e-mail, no post in the channel. People have to be told by telephone.' : STANDING,
      incidents: state.incidents.length, openIncidents: state.incidents.filter(({ closed }) => closed === null).length, history: state.stops.map((stop) => historyLine(stop, nameOf)).slice(-MOST_STOPS), values: { why, words }, faults,
    }),
  };
}

const STANDING = 'Nothing more will leave to anybody about any conference of this case: no reminder, no e-mail, no post in the channel. The chair, the team manager or a service manager can let messages leave again.';

/** Who stopped them, when and why, and how it was lifted. */
function historyLine(stop: Stop, nameOf: (key: string) => string): string {
  const { at, by, why, words, lifted } = stop;
  const reason = STOP_REASONS.find(({ value }) => value === why)?.title ?? '';
  const stopped = `${nameOf(by)} stopped all messages on ${longMoment(instant(at))}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}. ${short(words, 1_000)}`;
  const ended = lifted === null ? '' : ` Lifted by ${nameOf(lifted.by)} on ${longMoment(instant(lifted.at))}: ${short(lifted.words, 1_000)}`;
  return `${stopped}${ended}`;
}
