/** The forms with a choice among many chairs fit on a card at their fullest. */
import { expect, it } from 'vitest';
import { renderChairLeave } from '../../../cards/chair-leave/card.ts';
import { renderOtherChair } from '../../../cards/other-chair/card.ts';

const id = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
const many = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place);
const NAME = 'Ŵyn Cadwaladr-Llewellyn-Example'.padEnd(60, 'ŷ');
const bytes = (card: object): number => Buffer.byteLength(JSON.stringify(card));

it('leave, with fifty chairs, twenty blocks that stand, twelve conferences under the last one and every fault', () => {
  const fault = 'Please give both times, such as 09:00, or none for the whole day.';
  const card = renderChairLeave({
    op: 'op-1', note: `${NAME} is away Mon 30 Nov 2026 to Fri 4 Dec 2026. No new conference is offered then.`, values: { chairId: '', fromOn: '2026-11-30', toOn: '2026-12-04', fromTime: '09:00', toTime: '10:00' },
    chairs: many(50).map((place) => ({ chairId: id(place), name: NAME })), standing: many(20).map((place) => ({ leaveId: `${id(place)}:2026-11-30_2026-12-04_18_24`, words: `${NAME}: Mon 30 Nov 2026 to Fri 4 Dec 2026, 09:00 to 12:00` })),
    over: many(12).map((place) => ({ conferenceId: id(place), words: `${'EX-20417'.padEnd(30, '0')} · Tue 1 Dec 2026 at 10:00` })), faults: { chair: fault, fromOn: fault, toOn: fault, fromTime: fault, toTime: fault },
  });
  expect(bytes(card)).toBeLessThanOrEqual(20 * 1024);
});

it('another chair, with twenty who are free, forty who are not and a long reason', () => {
  const card = renderOtherChair({
    conferenceId: 'conference-1', op: 'op-1', caseReference: 'EX-20417', when: 'Tuesday 1 December 2026 at 10:00', chairName: NAME, roomLine: 'Willow room, Mill House stays booked for it.',
    free: many(20).map((place) => ({ chairId: id(place), name: NAME, loadWords: '12 conferences that week' })), notFree: many(40).map(() => `${NAME}: has as many that day as they can lead.`),
    values: { chairId: id(1), conflict: true, reason: 'x'.repeat(1_000) }, faults: { chair: 'That time has just been taken.', reason: 'Please say why.' },
  });
  expect(bytes(card)).toBeLessThanOrEqual(20 * 1024);
});
