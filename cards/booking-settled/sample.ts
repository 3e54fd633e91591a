/** Invented data to look at the card with: booked, the same later on, and cancelled. */
import type { BookingSettledData } from './card.ts';

const standing = {
  conferenceId: 'conference-1',
  caseReference: 'EX-20417',
  when: 'Tuesday 1 December 2026, 10:00 to 12:00',
  chairName: 'Alex Wren-Example',
  format: 'Some in the room, some online',
  children: [{ label: 'Child A', initials: 'A.B.' }, { label: 'Child B', initials: '' }],
  limitLine: 'Day 7 of 15. The latest lawful date is Friday 11 December 2026 (NOT-002).',
  deadlines: [
    'Agencies: reports by Monday 30 November 2026 at 10:00 (NOT-048).',
    'Social worker: report shared with the family by Monday 30 November 2026 at 10:00 (NOT-057).',
  ],
  invitedLines: ['Morgan Vale-Example, team manager', 'Priya Heron-Example, health visitor: report asked'],
  op: 'op-sample-1',
} as const;

export const bookingSettledSamples: readonly BookingSettledData[] = [
  { outcome: 'booked', ...standing },
  { outcome: 'status', ...standing },
  { outcome: 'cancelled', caseReference: 'EX-20417', op: 'op-sample-2' },
  { outcome: 'cancelled', caseReference: '', op: 'op-sample-3' },
];
