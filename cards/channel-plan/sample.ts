/** Invented data to look at the card with: closed, open, and open with so many actions that it takes several parts. */
import type { ChannelRecordData } from '../channel-record.ts';
import { type ReleasedPlan, splitPlan } from './card.ts';

export const releasedPlan: ReleasedPlan = {
  caseReference: 'EX-20417',
  heldWords: 'held on Tuesday 1 December 2026',
  conferenceId: 'conference-1',
  op: 'op-sample-1',
  aim: 'Child A lives in a home that is warm, clean and safe, with food in the house and an adult who is sober.',
  nonNegotiables: 'Child A is never left alone in the home.',
  actions: [
    { what: 'See that the heating works', who: 'Robin Ashdown-Example', designation: 'social worker', byWords: 'by Thursday 3 December 2026', immediate: true, outcome: 'the home is warm this week.' },
    { what: 'Weigh and measure Child A every month', who: 'Priya Heron-Example', designation: 'health visitor', byWords: 'by Thursday 31 December 2026', immediate: false, outcome: 'growth is known and steady.' },
    { what: 'Go to the support sessions on Tuesdays', who: 'Mother', designation: '', byWords: 'by Tuesday 15 December 2026', immediate: false, outcome: 'there is help before a bad day.' },
  ],
  children: [{ label: 'Child A', visitWords: 'Seen by the social worker at least every 14 days.', contingency: 'a legal planning meeting is asked for.' }],
  leadSocialWorker: 'Robin Ashdown-Example',
  coreGroup: ['Robin Ashdown-Example, social worker', 'Priya Heron-Example, health visitor', 'Mother'],
  firstCoreGroupWords: 'Tuesday 15 December 2026',
  reviewWords: 'Tuesday 23 February 2027 at 10:00',
};

const longPlan: ReleasedPlan = {
  ...releasedPlan,
  actions: Array.from({ length: 60 }, (_, place) => ({
    what: `Action ${place + 1} of a long plan, as specific as the chair could make it`, who: 'Robin Ashdown-Example', designation: 'social worker', byWords: 'by Thursday 31 December 2026', immediate: false, outcome: 'something can be seen to have changed.',
  })),
};

export const channelPlanSamples: readonly ChannelRecordData[] = [
  { kind: 'closed', caseReference: 'EX-20417', heldWords: 'held on Tuesday 1 December 2026', childCount: 1, conferenceId: 'conference-1', op: 'op-sample-1', viewers: ['29:sample-social-worker'], repeat: false },
  ...splitPlan(releasedPlan),
  ...splitPlan(longPlan),
];
