/** The bookings that wait for the office, one of them to look at, and its confirmation (NOT-011). */
import { randomUUID } from 'node:crypto';
import { parseOfficePress } from '../../cards/booking-request/card.ts';
import { renderOfficeList } from '../../cards/office-list/card.ts';
import { parsePress } from '../../cards/parse.ts';
import { londonDateOf } from '../../src/calendar/instants.ts';
import { shortDate } from '../../src/calendar/plain-date.ts';
import type { ConferenceState } from '../../src/conference/state.ts';
import { instant } from '../../src/notices/notice.ts';
import type { Answer, Press } from '../teams/turn.ts';
import { mayInOffice, nameOf, notTheirs, performed, saidOf, seen, type OfficeParts, type OfficeRequest, type Seen } from './asked.ts';
import { requestCard } from './request-card.ts';

const WHY: Record<OfficeRequest['why'], string> = { toConfirm: 'to be confirmed', meetingNotPlaced: 'Outlook could not place the meeting' };

export function requestPresses(parts: OfficeParts): { readonly 'office.list': Press; readonly 'office.look': Press; readonly 'office.confirm': Press } {
  return {
    'office.list': async ({ input, asker }) => {
      if (parsePress(input).kind === 'notOurs' || !mayInOffice(parts, asker, 'office.see')) return notTheirs();
      const requests = (await parts.officeRequests(londonDateOf(parts.civilNow()))).toSorted((a, b) => `${a.on} ${a.from}`.localeCompare(`${b.on} ${b.from}`));
      const rows = requests.map(({ conferenceId, caseReference, on, from, why }) => ({ conferenceId, caseReference, when: `${shortDate(on)} at ${from}`, why: WHY[why] }));
      return { summary: 'Requests', card: renderOfficeList({ rows, op: randomUUID() }) };
    },
    'office.look': async ({ input, asker }) => {
      const read = parseOfficePress(input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'office.see');
      return found === undefined ? notTheirs() : requestAnswer(parts, found, found.state, '');
    },
    'office.confirm': async (pressed) => {
      const read = parseOfficePress(pressed.input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, pressed.asker, 'booking.confirm');
      if (read.kind === 'notOurs' || found === undefined) return notTheirs();
      const turn = await performed(parts, found, pressed, read.submission.op, { do: 'confirmBooking' });
      return requestAnswer(parts, found, turn.state, saidOf(turn, []).note);
    },
  };
}

/** The booking as it now stands, for whoever pressed. */
export function requestAnswer(parts: OfficeParts, { conferenceId, asker, state: before }: Seen, now: ConferenceState, note: string): Answer {
  const state = now.kind === 'booked' ? now : before;
  const { agreed } = state.booking;
  return {
    summary: 'A booking to look at',
    card: requestCard(conferenceId, state, parts.rulesOf(state), {
      note, viewers: [asker.channelUserId],
      confirmedBy: state.bookingConfirmed === null ? '' : nameOf(parts, state.bookingConfirmed.by, 'A diary co-ordinator'),
      acknowledgeBy: agreed === null ? null : parts.acknowledgeBy(instant(agreed.at)),
    }),
  };
}
