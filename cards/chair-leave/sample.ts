/** Invented data to look at the card with: a fresh form, one just added over a conference, and one with faults. */
import type { ChairLeaveData } from './card.ts';

const form: ChairLeaveData = {
  op: 'op-sample-1',
  note: '',
  chairs: [{ chairId: 'chair-1', name: 'Alex Wren-Example' }, { chairId: 'chair-2', name: 'Jo Tarn-Example' }],
  values: { chairId: '', fromOn: '', toOn: '', fromTime: '', toTime: '' },
  standing: [],
  over: [],
  faults: {},
};

export const chairLeaveSamples: readonly ChairLeaveData[] = [
  form,
  {
    ...form, note: 'Alex Wren-Example is away from Mon 30 Nov 2026 to Fri 4 Dec 2026. No new conference is offered then.',
    standing: [{ leaveId: 'chair-1:away-1', words: 'Alex Wren-Example: Mon 30 Nov 2026 to Fri 4 Dec 2026' }], over: [{ conferenceId: 'conference-1', words: 'EX-20417 · Tue 1 Dec 2026 at 10:00' }],
  },
  {
    ...form, values: { chairId: 'chair-1', fromOn: '2026-11-30', toOn: '2026-11-27', fromTime: '13:00', toTime: '09:00' },
    faults: { chair: 'Please choose a chair.', fromOn: 'This day has passed.', toOn: 'The last day comes before the first.', fromTime: 'Please give both times, or none.', toTime: 'This is before the time it begins.', form: 'Nothing was changed.' },
  },
];
