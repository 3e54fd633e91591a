/** Invented data to look at the card with: inside one limit, and late with two limits and dates that moved. */
import type { WhyDateData } from './card.ts';

const why: WhyDateData = {
  conferenceId: 'conference-1',
  op: 'op-sample-1',
  caseReference: 'EX-20417',
  typeWords: 'Initial child protection conference',
  when: 'Tuesday 1 December 2026 at 10:00',
  standing: 'Inside the limit: 8 working days before the latest lawful date, Friday 11 December 2026 (NOT-002).',
  lateReason: '',
  limits: [
    {
      headline: 'Hold the initial conference by Friday 11 December 2026 (NOT-002)',
      words: 'An initial conference is held within fifteen working days of the strategy discussion that initiated the enquiry.',
      source: 'Invented procedures, lines 9 to 11.',
      explanation: ['Day 1 is Monday 23 November 2026.', 'Saturdays and Sundays are not counted.'],
      byWeek: ['Mon 23 – Fri 27 Nov: Days 1–5', 'Mon 30 Nov – Fri 4 Dec: Days 6–10', 'Mon 7 – Fri 11 Dec: Days 11–15'],
      otherReading: 'Counted from the day itself, it would be Thursday 10 December 2026 (AMB-01).',
      provisional: false,
    },
  ],
  notes: ['The later strategy discussion does not start the count again (AMB-10).'],
  dayByDay: [{ title: 'Hold the initial conference', words: 'Mon 23 Nov 2026: Day 1\nTue 24 Nov 2026: Day 2' }],
  moves: [],
};

export const whyDateSamples: readonly WhyDateData[] = [
  why,
  {
    ...why, standing: 'After the limit: the latest lawful date was Friday 11 December 2026 (NOT-002).', lateReason: 'The mother was in hospital until the 12th.',
    limits: why.limits.flatMap((limit) => [limit, { ...limit, headline: 'Hold the review by Monday 21 December 2026 (NOT-122)', byWeek: [], otherReading: '', provisional: true }]), dayByDay: [],
    moves: ['Hold the initial conference: now by Friday 11 December 2026, before by Thursday 10 December 2026. Why: a bank holiday was announced.'],
  },
];
