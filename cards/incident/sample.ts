/** Invented data to look at the card with: just opened, for one who may not close it, with a fault, and closed. */
import type { IncidentData } from './card.ts';

const open: IncidentData = {
  conferenceId: 'conference-1', op: 'op-sample-1', caseReference: 'EX-20417', when: 'Tuesday 8 December 2026 at 10:00', note: '', incident: 1, incidents: 1, open: true, canNote: true, canClose: true,
  happened: [
    'Something went to the wrong person. Said by Robin Ashdown-Example on Monday 23 November 2026 at 11:20: A reminder went to a practice of the same name.',
    'The message: Reminder of the report, to Una Brook-Example, community midwife: by e-mail to una.brook@nhs.net. Monday 23 November 2026 at 11:02',
  ],
  deadline: 'Tell the data protection officer now. Whether the Information Commissioner is told is decided by Thursday 26 November 2026 at 11:20 (UK GDPR, article 33).',
  record: [], values: { words: '' }, faults: {},
};

export const incidentSamples: readonly IncidentData[] = [
  open,
  { ...open, canClose: false, incidents: 2, note: 'Added to the record.', record: ['Robin Ashdown-Example on Monday 23 November 2026 at 11:40: The practice was telephoned and has deleted it.'] },
  { ...open, faults: { words: 'Please say why, so that it can be put right.' } },
  { ...open, open: false, canNote: false, canClose: false, deadline: '', record: ['Robin Ashdown-Example on Monday 23 November 2026 at 11:40: The practice was telephoned and has deleted it.', 'Closed by Morgan Vale-Example on Tuesday 24 November 2026 at 09:15: The data protection officer was told; nothing is to be reported.'] },
];
