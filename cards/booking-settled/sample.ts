/** Invented data to look at the card with: booked, the same later on, and cancelled. */
import type { BookingSettledData } from './card.ts';

const standing = {
  conferenceId: 'conference-1',
  caseReference: 'EX-20417',
  typeWords: 'Initial child protection conference',
  when: 'Tuesday 1 December 2026, 10:00 to 12:00',
  chairName: 'Alex Wren-Example',
  venueWords: 'Willow room, Mill House. Hybrid. Some in the room, some on Teams.',
  children: [{ label: 'Child A', initials: 'A.B.' }, { label: 'Child B', initials: '' }],
  limitLine: 'Day 7 of 15. The latest lawful date is Friday 11 December 2026 (NOT-002).',
  waitingLines: ['The diary co-ordinator confirms the booking (NOT-011).', 'Morgan Vale-Example confirms the list (NOT-017).'],
  deadlines: [
    'Agencies: reports by Monday 30 November 2026 at 10:00 (NOT-048).',
    'Social worker: report shared with the family by Monday 30 November 2026 at 10:00 (NOT-057).',
  ],
  familyLines: ['Mother: parental responsibility; invited; interpreter: Polish', 'Father: parental responsibility; not invited, because he cannot be found'],
  invitedLines: ['Morgan Vale-Example, team manager – in Teams', 'Priya Heron-Example, health visitor – in Teams; report not yet sent', 'Mother – by letter'],
  extra: ['changeList'],
  op: 'op-sample-1',
} as const;

export const bookingSettledSamples: readonly BookingSettledData[] = [
  { outcome: 'booked', ...standing },
  { outcome: 'status', ...standing },
  { outcome: 'status', ...standing, waitingLines: [], extra: ['lookAtList', 'lookAtFlags'] },
  { outcome: 'status', ...standing, extra: ['lookAtRequest'] },
  { outcome: 'cancelled', caseReference: 'EX-20417', op: 'op-sample-2' },
  { outcome: 'cancelled', caseReference: '', op: 'op-sample-3' },
];
