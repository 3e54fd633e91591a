/** Invented data to look at the card with: closed, with and without viewers, and open. */
import type { ChannelRecordData } from '../channel-record.ts';
import { type ReleasedDecisions, splitDecisions } from './card.ts';

export const releasedDecisions: ReleasedDecisions = {
  caseReference: 'EX-20417',
  heldWords: 'held on Tuesday 1 December 2026',
  conferenceId: 'conference-1',
  op: 'op-sample-1',
  releasedWords: 'Released on Tuesday 1 December 2026 at 12:05 by the chair, Alex Wren-Example.',
  decisions: [
    { label: 'Child A', outcomeWords: 'Child protection plan', categoriesWords: 'Neglect', reasons: 'The concerns have gone on for a year and support so far has not changed what the child lives with.', dissent: '' },
    { label: 'Child B', outcomeWords: 'No child protection plan', categoriesWords: '', reasons: 'Lives with the grandmother, is safe there and doing well at school.', dissent: 'School: would have preferred a plan for both children.' },
  ],
  afterwards: ['Outline plan to everyone by Wednesday 2 December 2026 (NOT-094).', 'First core group by Tuesday 15 December 2026 (NOT-099).'],
};

export const channelDecisionSamples: readonly ChannelRecordData[] = [
  { kind: 'closed', caseReference: 'EX-20417', heldWords: 'held on Tuesday 1 December 2026', childCount: 2, conferenceId: 'conference-1', op: 'op-sample-1', viewers: ['29:sample-social-worker', '29:sample-health-visitor'], repeat: false },
  { kind: 'closed', caseReference: 'EX-20417', heldWords: 'held on Tuesday 1 December 2026', childCount: 1, conferenceId: 'conference-1', op: 'op-sample-1', viewers: [], repeat: true },
  ...splitDecisions(releasedDecisions),
];
