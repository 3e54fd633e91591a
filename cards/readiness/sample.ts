/** Invented data to look at the card with: with much still open, and with nothing open. */
import type { ReadinessData } from './card.ts';

const board: ReadinessData = {
  conferenceId: 'conference-1',
  op: 'op-sample-1',
  caseReference: 'EX-20417',
  typeWords: 'Initial child protection conference',
  when: 'Tuesday 1 December 2026 at 10:00',
  outlook: 'Not in the chair’s calendar; our own diary keeps the time',
  standing: 'Three things are still open.',
  open: [
    { what: 'The booking is not confirmed yet (NOT-011). Look at it and confirm it.', who: 'The diary co-ordinator' },
    { what: 'The list is not confirmed yet (NOT-017). Confirm it, or return it with a reason.', who: 'Morgan Vale-Example, team manager' },
    { what: 'Two people have not answered: Priya Heron-Example, health visitor; Chris Lark-Example, school safeguarding lead. Ask them.', who: 'Robin Ashdown-Example, social worker' },
  ],
  done: ['The chair acknowledged the flags on Monday 23 November 2026 at 09:40.'],
  quorum: { title: 'Quorum: not yet known', words: 'One of three agencies has said that it comes; two more may (NAT-004).' },
  agencies: ['Children’s social care: 2 invited; 1 coming, 1 no answer yet.', 'Health: 1 invited; 1 no answer yet. Reports: 0 of 1 said to be sent.'],
  flags: ['Challenging behaviour is expected (NOT-053).'],
  dates: ['The social worker sees the family and shares the report: by Monday 30 November 2026 at 10:00 (NOT-057).'],
  canGiveAway: false,
  canChangeList: true,
  canSeeAssessment: true,
};

export const readinessSamples: readonly ReadinessData[] = [
  board,
  { ...board, op: 'op-sample-2', standing: 'Nothing is open.', open: [], quorum: { title: 'Quorum: met', words: 'Three of three agencies come (NAT-004).' }, flags: [], done: [...board.done, 'Dana Quill-Example confirmed the booking on Monday 23 November 2026 at 10:05.'], canGiveAway: true, canChangeList: false, canSeeAssessment: false },
];
