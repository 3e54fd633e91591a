/** The chair's briefing to look at again, and the acknowledgement of its flags (NOT-053). */
import { parseOfficePress } from '../../cards/booking-request/card.ts';
import type { ListPress } from '../../cards/list-to-confirm/card.ts';
import type { ConferenceState } from '../../src/conference/state.ts';
import { briefingCard } from '../conference-cards.ts';
import type { Answer, Press } from '../teams/turn.ts';
import { NOTHING_SAID, notTheirs, performed, saidOf, seen, stillTyped, type OfficeParts, type Said, type Seen } from './asked.ts';

export function flagPresses(parts: OfficeParts): { readonly 'flags.look': Press; readonly 'flags.acknowledge': Press } {
  return {
    'flags.look': async ({ input, asker }) => {
      const read = parseOfficePress(input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'flags.acknowledge');
      return found === undefined ? notTheirs() : briefingAnswer(parts, found, found.state, NOTHING_SAID);
    },
    'flags.acknowledge': async (pressed) => {
      const read = parseOfficePress(pressed.input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, pressed.asker, 'flags.acknowledge');
      if (read.kind === 'notOurs' || found === undefined) return notTheirs();
      const turn = await performed(parts, found, pressed, read.submission.op, { do: 'acknowledgeFlags' });
      return briefingAnswer(parts, found, turn.state, saidOf(turn, []));
    },
  };
}

/** The briefing as it now stands, for its chair. */
export function briefingAnswer(parts: OfficeParts, { conferenceId, asker, state: before }: Seen, now: ConferenceState, said: Said, typed?: ListPress): Answer {
  const state = now.kind === 'booked' ? now : before;
  return { summary: 'You chair a conference', card: briefingCard(conferenceId, state, parts.rulesOf(state), { ...said, values: stillTyped(said, typed), viewers: [asker.channelUserId] }) };
}
