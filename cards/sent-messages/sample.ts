/** Invented data to look at the card with. */
import type { SentMessagesData } from './card.ts';

export const sentMessagesSamples: readonly SentMessagesData[] = [
  {
    op: 'op-sample-1', conferenceId: 'conference-sample-1', caseReference: 'EX-20417', when: 'Tuesday 8 December 2026 at 10:00', page: 1, pages: 2,
    lines: [
      { at: 'Monday 30 November 2026 at 09:00', what: 'Reminder of the report, to Priya Heron-Example, health visitor: in Teams.' },
      { at: 'Monday 23 November 2026 at 11:04', what: 'Invitation, to Max Fell-Example, GP: not delivered at max.fell@nhs.net (mail.550). The social worker was told.' },
      { at: 'Monday 23 November 2026 at 11:02', what: 'Invitation, to Una Brook-Example, community midwife: by e-mail to una.brook@nhs.net.' },
    ],
  },
  { op: 'op-sample-2', conferenceId: 'conference-sample-1', caseReference: 'EX-20417', when: 'Tuesday 8 December 2026 at 10:00', page: 1, pages: 1, lines: [] },
];
