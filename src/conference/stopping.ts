/**
 * Stop all messages of a conference: a child has died, something went to the wrong person, an address was exposed. From that
 * event on nothing leaves; whoever lifts it says what was done. Each stop stays on record; what went to somebody it was not
 * for is an incident beside (`incidents.ts`).
 */
import { LONGEST_TEXT, type Command, type Refusal } from './commands.ts';
import type { ConferenceEvent, StopReason } from './events.ts';
import type { BookedConference, Stamped } from './state.ts';

/** `lifted` null: it stands, and nothing leaves. */
export type Stop = Stamped<{ readonly why: StopReason; readonly words: string }> & { readonly lifted: Stamped<{ readonly words: string }> | null };

type Stopping = Extract<Command, { do: 'stopMessages' | 'resumeMessages' }>;

/** The stop that stands; undefined while messages leave. */
export function stopStanding({ stops }: Pick<BookedConference, 'stops'>): Stop | undefined {
  return stops.find(({ lifted }) => lifted === null);
}

export function stopping(state: BookedConference, command: Stopping): readonly ConferenceEvent[] | readonly Refusal[] {
  const words = command.words.trim();
  const standing = stopStanding(state) !== undefined;
  if (command.do === 'stopMessages' ? standing : !standing) return [];
  if (words === '') return [{ code: 'needsReason', field: 'words' }];
  if (words.length > LONGEST_TEXT) return [{ code: 'tooLong', field: 'words' }];
  return command.do === 'stopMessages' ? [{ type: 'messagesStopped', data: { why: command.why, words } }] : [{ type: 'messagesResumed', data: { words } }];
}

/** The stops after one of its events. */
export function withStopEvent(stops: readonly Stop[], event: Extract<ConferenceEvent, { type: 'messagesStopped' | 'messagesResumed' }>, stamp: Stamped): readonly Stop[] {
  if (event.type === 'messagesStopped') return [...stops, { ...stamp, why: event.data.why, words: event.data.words, lifted: null }];
  return stops.map((stop) => (stop.lifted === null ? { ...stop, lifted: { ...stamp, words: event.data.words } } : stop));
}
