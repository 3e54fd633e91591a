/** Invented data to look at the card with: times on offer, one of them late; and none at all. */
import type { BookingDateData } from './card.ts';

const limit: BookingDateData['limit'] = {
  headline: 'Latest lawful date: Friday 11 December 2026',
  rule: 'NOT-002',
  words: 'Within 15 working days of the strategy discussion that initiated the enquiry; that day is Day 1.',
  lines: [
    'Day 1: Sat 21 Nov is a Saturday, so counting begins on Mon 23 Nov.',
    'Mon 23 to Fri 27 Nov: days 1 to 5.',
    'Mon 30 Nov to Fri 4 Dec: days 6 to 10.',
    'Mon 7 to Fri 11 Dec: days 11 to 15.',
  ],
  otherReading: 'Read strictly, Saturday counts as Day 1 and the limit is Thursday 10 December 2026.',
  provisional: false,
};

export const bookingDateSamples: readonly BookingDateData[] = [
  {
    draftId: 'draft-1', op: 'op-sample-1', limit, moreAvailable: true, faults: {}, lateReason: '',
    slots: [
      { value: '2026-12-01T10:00|chair-1', title: 'Tue 1 Dec, 10:00–12:00', detail: 'Alex Wren-Example, day 7 of 15', late: false },
      { value: '2026-12-02T13:30|chair-2', title: 'Wed 2 Dec, 13:30–15:30', detail: 'Jo Tarn-Example, day 8 of 15', late: false },
      { value: '2026-12-11T10:00|chair-1', title: 'Fri 11 Dec, 10:00–12:00', detail: 'Alex Wren-Example', late: true },
    ],
    greyed: ['Mon 14 Dec is after the limit.'],
  },
  {
    draftId: 'draft-1', op: 'op-sample-2', moreAvailable: true, faults: { slot: 'That time has just been taken. Please choose another.' }, lateReason: '',
    limit: { ...limit, provisional: true, otherReading: '' }, slots: [], greyed: [],
  },
];
