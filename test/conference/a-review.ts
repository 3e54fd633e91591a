/** A review to test with: of a plan made in September 2025, on Monday 18 May 2026, a fortnight after the May holiday; its limit is Monday 1 June. */
import type { ConferenceBooked } from '../../src/conference/events.ts';
import { day, INVITEES, PRACTICE_LEAD } from './a-conference.ts';

export const REVIEW: Partial<ConferenceBooked> = {
  caseReference: 'EX-7', conferenceType: 'review', on: day('2026-05-18'), from: '10:00',
  dates: { initialHeldOn: day('2025-09-15'), previousReviewHeldOn: day('2025-12-01') },
  circumstances: { recommendEnd: true, coreGroupWantsEnd: false }, invitees: [...INVITEES, PRACTICE_LEAD],
};
