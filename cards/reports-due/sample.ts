/** Invented data to look at the card with. */
import type { ReportsDueData } from './card.ts';

export const reportsDueSamples: readonly ReportsDueData[] = [
  {
    op: 'op-sample-1', viewers: ['29:sample-health-visitor'], note: '', more: 0,
    conferences: [
      { title: 'Case EX-20417, Tuesday 8 December 2026 at 10:00', lines: ['Due in two working days. Your report is due by Monday 7 December 2026 at 10:00.'] },
      { title: 'Case EX-20533, Wednesday 9 December 2026 at 13:30', lines: ['Your report is due by Tuesday 8 December 2026 at 13:30.'] },
    ],
  },
  {
    op: 'op-sample-2', viewers: [], note: 'This may reach you twice.', more: 3,
    conferences: [
      { title: 'Case EX-20417, Tuesday 8 December 2026 at 10:00', lines: ['Not sent, and the time has passed: Priya Heron-Example, health visitor; Sam Lark-Example, teacher.', 'They have been reminded. Please telephone them; what has come is recorded under “Answers and reports”.'] },
      { title: 'Case EX-20533, Tuesday 8 December 2026 at 13:30', lines: ['Your own report is late. Please send it, and say so on your invitation or under “My conferences”.'] },
    ],
  },
  { op: 'op-sample-3', viewers: ['29:sample-teacher'], note: '', more: 0, conferences: [] },
];
