/** Invented data to look at the card with. */
import type { SentMessagesData } from './card.ts';

const NOTHING_TYPED = { item: '', kind: '', words: '' };
const items = [{ value: 'reportReminder.invitee-2.-5wd.2026-12-08', title: 'Monday 30 November 2026 at 09:00: Reminder of the report, to Priya Heron-Example, health visitor' }, { value: 'invitation.invitee-8', title: 'Monday 23 November 2026 at 11:02: Invitation, to Una Brook-Example, community midwife' }];

export const sentMessagesSamples: readonly SentMessagesData[] = [
  {
    op: 'op-sample-1', conferenceId: 'conference-sample-1', caseReference: 'EX-20417', when: 'Tuesday 8 December 2026 at 10:00', page: 1, pages: 2, items, incidents: 0, values: NOTHING_TYPED, faults: {},
    lines: [
      { at: 'Monday 30 November 2026 at 09:00', what: 'Reminder of the report, to Priya Heron-Example, health visitor: in Teams.' },
      { at: 'Monday 23 November 2026 at 11:04', what: 'Invitation, to Max Fell-Example, GP: not delivered at max.fell@nhs.net (mail.550). The social worker was told.' },
      { at: 'Monday 23 November 2026 at 11:02', what: 'Invitation, to Una Brook-Example, community midwife: by e-mail to una.brook@nhs.net.' },
    ],
  },
  { op: 'op-sample-2', conferenceId: 'conference-sample-1', caseReference: 'EX-20417', when: 'Tuesday 8 December 2026 at 10:00', page: 1, pages: 1, lines: [], items: [], incidents: 0, values: NOTHING_TYPED, faults: {} },
  { op: 'op-sample-3', conferenceId: 'conference-sample-1', caseReference: 'EX-20417', when: 'Tuesday 8 December 2026 at 10:00', page: 1, pages: 1, lines: [{ at: 'Monday 23 November 2026 at 11:02', what: 'Invitation, to Una Brook-Example, community midwife: by e-mail to una.brook@nhs.net.' }], items: items.slice(1), incidents: 1, values: NOTHING_TYPED, faults: { item: 'Please choose which message.', words: 'Please say what has happened, so that it can be put right.' } },
];
