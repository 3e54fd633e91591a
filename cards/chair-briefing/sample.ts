/** Invented data to look at the card with. */
import type { ChairBriefingData } from './card.ts';

export const chairBriefingSamples: readonly ChairBriefingData[] = [
  {
    conferenceId: 'conference-1',
    op: 'op-sample-1',
    caseReference: 'EX-20417',
    when: 'Tuesday 1 December 2026, 10:00 to 12:00',
    format: 'Some in the room, some online',
    socialWorkerName: 'Robin Ashdown-Example',
    panelWords: 'In the Teams meeting, open Conference Companion from the apps at the top: the agenda opens beside the meeting. Without a Teams meeting, open the companion’s own tab.',
    deadlines: ['Agencies: reports by Monday 30 November 2026 at 10:00 (NOT-048).', 'Outline plan to everyone by Wednesday 2 December 2026 (NOT-094).'],
  },
];
