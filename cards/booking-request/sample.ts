/** Invented data to look at the card with: asked for, confirmed, and with something to say of the last press. */
import type { BookingRequestData } from './card.ts';

const request: BookingRequestData = {
  conferenceId: 'conference-1',
  op: 'op-sample-1',
  state: 'pending',
  note: '',
  caseReference: 'EX-20417',
  typeWords: 'Initial child protection conference',
  when: 'Tuesday 1 December 2026 at 10:00',
  chairName: 'Alex Wren-Example',
  venueWords: 'Willow room, Mill House. Hybrid',
  childrenWords: '2: Child A, Child B',
  limitLine: 'Inside the limit: the latest lawful date is Friday 11 December 2026 (NOT-002).',
  points: ['Risk from a family member is recorded; the words are for the chair (NOT-008).', 'Nobody’s availability was left out (NOT-010).', 'Outlook: the online meeting is in the calendar.'],
  confirmedLine: '',
  reassignable: true,
  viewers: ['29:sample-co-ordinator'],
};

export const bookingRequestSamples: readonly BookingRequestData[] = [
  request,
  { ...request, state: 'confirmed', confirmedLine: 'Dana Quill-Example confirmed it on Monday 23 November 2026 at 09:12.', viewers: [] },
  { ...request, note: 'Jo Tarn-Example chairs this conference now.', reassignable: false },
];
