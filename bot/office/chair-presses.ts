/** Giving a conference to another chair: the form with those who are free, and the change itself. */
import { randomUUID } from 'node:crypto';
import { parseOfficePress } from '../../cards/booking-request/card.ts';
import { parseReassign, renderOtherChair } from '../../cards/other-chair/card.ts';
import type { Faults } from '../../cards/parse.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { startOf } from '../../src/notices/owed.ts';
import { objectIdOf } from '../../src/people/person.ts';
import type { Answer, Press, Pressed } from '../teams/turn.ts';
import { notTheirs, saidOf, seen, type OfficeParts, type Seen } from './asked.ts';
import { short } from './conference-words.ts';
import { cellsTaken, chairsThen, weekOf, type ChairsThen, type WhyNot } from './free-chairs.ts';
import { reassignChair } from './reassign.ts';
import { requestAnswer } from './request-presses.ts';

const WHY_NOT: Record<WhyNot, string> = {
  conflict: 'has a conflict of interest', invited: 'is on the list of those invited', dayOff: 'does not work that day', hours: 'outside their hours', away: 'on leave, or their time is blocked',
  claimed: 'another conference', gap: 'too close to another conference', fullDay: 'has as many that day as they can lead',
};

type Typed = { readonly chairId: string; readonly conflict: boolean; readonly reason: string };
const NOTHING_TYPED: Typed = { chairId: '', conflict: false, reason: '' };

export function chairPresses(parts: OfficeParts): { readonly 'office.otherChair': Press; readonly 'office.reassignChair': Press } {
  return {
    'office.otherChair': async ({ input, asker }) => {
      const read = parseOfficePress(input);
      const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, asker, 'chair.reassign');
      return found === undefined ? notTheirs() : offer(parts, found, NOTHING_TYPED, {});
    },
    'office.reassignChair': (pressed) => pressReassign(parts, pressed),
  };
}

async function pressReassign(parts: OfficeParts, pressed: Pressed): Promise<Answer> {
  const read = parseReassign(pressed.input);
  const found = read.kind === 'notOurs' ? undefined : await seen(parts, read.submission.conferenceId, pressed.asker, 'chair.reassign');
  if (read.kind === 'notOurs' || found === undefined) return notTheirs();
  const { op, chairId, conflict, reason } = read.submission;
  const chair = parts.authority.withRole('chair').find(({ person }) => objectIdOf(person) === chairId);
  const faults = { ...(read.kind === 'faulty' ? read.faults : {}), ...(chair === undefined ? { chair: 'Please choose one of these.' } : {}), ...(reason === '' ? { reason: 'Please say why.' } : {}) };
  if (chair === undefined || Object.keys(faults).length > 0) return offer(parts, found, read.submission, faults);
  const { window, chairs } = await lookedUp(parts, found);
  // A repeat of this press finds its chair in the chair already, and no longer among those who are free.
  const repeated = found.state.booking.chair.person === chair.person;
  if (!repeated && !chairs.free.some((each) => each.chair === chair)) return drawn(found, chairs, read.submission, { chair: NOT_FREE });
  const done = await reassignChair(parts, found, pressed, { chair, cells: cellsTaken(found.state, found.rules.pack, window), conflictOfInterest: conflict, reason, op });
  if (done.kind === 'taken') return offer(parts, found, read.submission, { chair: 'That time has just been taken, or this conference is being changed by somebody else. Please choose again.' });
  if (done.turn.kind === 'done') return requestAnswer(parts, found, done.turn.state, `${nameNow(done.turn.state, found)} chairs this conference now. Everybody concerned is told.`);
  const said = saidOf(done.turn, ['chair', 'reason']);
  return Object.keys(said.faults).length > 0 ? offer(parts, found, read.submission, said.faults) : requestAnswer(parts, found, done.turn.state, said.note);
}

const NOT_FREE = 'This chair is not free at that time any more. Please choose one of these.';

function nameNow(state: { readonly kind: string; readonly booking?: BookedConference['booking'] }, found: Seen): string {
  return (state.booking ?? found.state.booking).chair.name;
}

async function offer(parts: OfficeParts, found: Seen, typed: Typed, faults: Faults): Promise<Answer> {
  return drawn(found, (await lookedUp(parts, found)).chairs, typed, faults);
}

async function lookedUp({ authority, diary, machineNow }: OfficeParts, { state, rules: { pack } }: Seen) {
  const window = await diary.window(authority.id, ...weekOf(state.booking.on), machineNow());
  return { window, chairs: chairsThen(authority, state, pack, window) };
}

function drawn({ conferenceId, state }: Seen, { free, notFree }: ChairsThen, typed: Typed, faults: Faults): Answer {
  const { booking } = state;
  const stillFree = free.some(({ chair }) => objectIdOf(chair.person) === typed.chairId);
  const card = renderOtherChair({
    conferenceId, op: randomUUID(), caseReference: booking.caseReference, when: longMoment(startOf(state)), chairName: booking.chair.name,
    roomLine: booking.venue.kind === 'room' ? `${booking.venue.name} stays booked for it.` : 'It needs no room of ours.',
    free: free.slice(0, 20).map(({ chair, load }) => ({ chairId: objectIdOf(chair.person), name: short(chair.name, 60), loadWords: load === 1 ? '1 conference that week' : `${load} conferences that week` })),
    notFree: notFree.slice(0, 40).map(({ chair, why }) => `${short(chair.name, 60)}: ${WHY_NOT[why]}.`),
    values: { chairId: stillFree ? typed.chairId : '', conflict: typed.conflict, reason: short(typed.reason, 1_000) }, faults,
  });
  return { card, summary: 'Another chair' };
}
