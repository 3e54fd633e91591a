/** Invented data to look at the card with: times on offer, one held and one late; and none at all. */
import type { BookingDateData } from './card.ts';

const limits: BookingDateData['limits'] = [{
  headline: 'Latest lawful date: Friday 11 December 2026',
  rule: 'NOT-002',
  words: 'Within 15 working days of the strategy discussion that initiated the enquiry; that day is Day 1.',
  provisional: false,
}];

const chairs = [{ value: '44444444-4444-4444-8444-111111111111', title: 'Alex Wren-Example' }, { value: '44444444-4444-4444-8444-222222222222', title: 'Jo Tarn-Example' }];

const common = {
  draftId: 'draft-1', limits, lateReason: '', outlook: '',
  notes: ['Read strictly, Saturday counts as Day 1 and the limit is Thursday 10 December 2026.'],
  count: [
    'Day 1: Sat 21 Nov is a Saturday, so counting begins on Mon 23 Nov.',
    'Mon 23 to Fri 27 Nov: days 1 to 5.',
    'Mon 30 Nov to Fri 4 Dec: days 6 to 10.',
    'Mon 7 to Fri 11 Dec: days 11 to 15.',
  ],
  summary: ['Case EX-20417: initial conference, hybrid.', 'Children: Child A, Child B.', 'Invited: Mother, Noor Finch-Example (GP), Morgan Vale-Example (team manager).'],
  preferences: { chairs, preferredChair: '', timeOfDay: '' as const, conflictChoices: chairs, conflicted: [], conflictReason: '' },
} satisfies Partial<BookingDateData>;

export const bookingDateSamples: readonly BookingDateData[] = [
  {
    ...common, op: 'op-sample-1', moreAvailable: true, faults: {}, none: null,
    held: { slot: '2026-12-01T10:00/chair-1/willow', words: 'Tue 1 Dec, 10:00 to 12:00, is held for you until 10:45.' },
    slots: [
      { value: '2026-12-01T10:00/chair-1/willow', title: 'Tue 1 Dec, 10:00 to 12:00', detail: 'Alex Wren-Example · Willow room · 7 working days for reports and invitations', late: false },
      { value: '2026-12-02T13:30/chair-2/willow', title: 'Wed 2 Dec, 13:30 to 15:30', detail: 'Jo Tarn-Example · Willow room · 8 working days for reports and invitations', late: false },
      { value: '2026-12-11T10:00/chair-1/willow', title: 'Fri 11 Dec, 10:00 to 12:00', detail: 'Alex Wren-Example · Willow room', late: true },
    ],
    greyed: ['Mon 14 Dec: after the latest lawful date.'], cannotCome: ['Mother: Thu 3 Dec 2026, morning'],
  },
  {
    ...common, op: 'op-sample-2', moreAvailable: false, faults: { slot: 'That time has just been taken.', conflictReason: 'Please say what the conflict of interest is.' }, held: null,
    limits: limits.map((each) => ({ ...each, provisional: true })), notes: [], slots: [], greyed: [], cannotCome: [],
    outlook: 'Outlook could not be asked; our own diary is shown.',
    none: { reasons: ['No room with 16 places is free before the limit.'], telephone: '0115 496 0001' },
  },
];
