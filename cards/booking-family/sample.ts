/** Invented data to look at the card with: a small family on one page, one come back with faults, and a page of a large one. */
import type { BookingFamilyData } from './card.ts';

const person = { reason: '', nameKept: false, addressKept: false, interpreter: '', supporter: '', practice: '' } as const;
const practices = [{ value: 'contact:dr-ivy-stone', title: 'Ivy Stone-Example, GP' }, { value: 'unknown', title: 'Not known yet' }];
const ways = [{ value: 'comesToAll', title: 'Comes to all of it' }, { value: 'viewsSent', title: 'Views written, drawn or recorded' }];
const rules = { responsibility: 'NOT-020', participation: 'NOT-075', gp: 'NOT-030', childRisk: 'NOT-072', risk: 'NOT-008', flags: 'NOT-053' };
const safety = { advocate: '', apart: '', posed: '', words: '', assessed: '', flags: [], flagChoices: [{ value: 'exclusion', title: 'Someone may have to be excluded' }, { value: 'specialNeeds', title: 'Someone needs an interpreter, an advocate or other support' }] };

const small: BookingFamilyData = {
  draftId: 'draft-1', op: 'op-sample-1', page: '', note: '', relativeCount: 2, changes: true, responsibilityReason: null,
  relatives: [{ ...person, index: 0, label: 'Mother', responsibility: '', invited: '' }, { ...person, index: 1, label: 'Father', responsibility: '', invited: '' }],
  children: [{ index: 0, label: 'Child A', participation: '', nameKept: false, birthKept: false }], childrensPractice: '', childRisk: '', practices, ways, safety, rules, today: '2026-11-20', faults: {},
};

export const bookingFamilySamples: readonly BookingFamilyData[] = [
  small,
  {
    ...small, op: 'op-sample-2', responsibilityReason: '', note: 'Agreed out of hours: the diary co-ordinator acknowledges it by Monday 23 November 2026 at 10:00 (NOT-005).',
    relatives: [{ ...person, index: 0, label: 'Mother', responsibility: 'yes', invited: 'post', nameKept: true, addressKept: true, interpreter: 'Polish', practice: 'contact:dr-ivy-stone' }, { ...person, index: 1, label: 'Father', responsibility: 'yes', invited: 'no' }],
    children: [{ index: 0, label: 'Child A', participation: 'comesToAll', nameKept: true, birthKept: false }],
    safety: { ...safety, posed: 'yes', words: 'Shouts when afraid.', assessed: 'no', flags: ['specialNeeds'] },
    faults: { 'whyNot-1': 'Say why they are not invited.', childRisk: 'A child is to come: please say whether the risk was assessed.' },
  },
  { ...small, op: 'op-sample-3', page: 'page 2 of 3', relatives: [{ ...person, index: 0, label: 'Mother', responsibility: 'yes', invited: 'byHand' }], relativeCount: 6, children: null, safety: null },
];
