/** Invented data to look at the card with: two chairs free, one taken while the form was open, and nobody free. */
import type { OtherChairData } from './card.ts';

const shown: OtherChairData = {
  conferenceId: 'conference-1',
  op: 'op-sample-1',
  caseReference: 'EX-20417',
  when: 'Tuesday 1 December 2026 at 10:00',
  chairName: 'Alex Wren-Example',
  roomLine: 'Willow room, Mill House stays booked for it.',
  free: [{ chairId: 'chair-2', name: 'Jo Tarn-Example', loadWords: '1 conference that week' }, { chairId: 'chair-3', name: 'Kit Fell-Example', loadWords: '3 conferences that week' }],
  notFree: ['Sky Dale-Example: on leave.'],
  values: { chairId: '', conflict: false, reason: '' },
  faults: {},
};

export const otherChairSamples: readonly OtherChairData[] = [
  shown,
  { ...shown, values: { chairId: 'chair-3', conflict: true, reason: 'Knows the family.' }, faults: { chair: 'That time has just been taken. Please choose another.', reason: 'Please say why.', form: 'Nothing was changed.' } },
  { ...shown, free: [], roomLine: 'It is held on Teams, so no room is needed.', notFree: ['Jo Tarn-Example: another conference.', 'Sky Dale-Example: on leave.'] },
];
