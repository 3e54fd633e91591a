/** How ready a conference is, and why it is on its day. */
import { parseConferenceChosen } from '../../cards/conferences-list/card.ts';
import { londonDateOf } from '../../src/calendar/instants.ts';
import { notTheirs } from '../office/asked.ts';
import type { Press } from '../teams/turn.ts';
import { seen, type MyConferencesParts } from './asking.ts';
import { bookedAnew } from './booked-anew.ts';
import { readinessCard } from './readiness-card.ts';
import { whyDateCard } from './why-date-card.ts';

export function boardPresses(parts: MyConferencesParts): { readonly 'conference.readiness': Press; readonly 'conference.whyDate': Press } {
  return {
    'conference.readiness': async ({ input, asker }) => {
      const read = parseConferenceChosen(input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'conference.seeReadiness');
      if (found === undefined) return notTheirs();
      return { summary: 'How ready a conference is', card: readinessCard(found.conferenceId, found.state, parts.rulesOf(found.state), { roles: found.roles, authority: parts.authority, today: londonDateOf(parts.civilNow()), bookedAnew: await bookedAnew(parts, found.conferenceId, found.state) }) };
    },
    'conference.whyDate': async ({ input, asker }) => {
      const read = parseConferenceChosen(input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'conference.seeBooking');
      return found === undefined ? notTheirs() : { summary: 'Why this date', card: whyDateCard(found.conferenceId, found.state, parts.rulesOf(found.state), parts.bookOf(found.state)) };
    },
  };
}
