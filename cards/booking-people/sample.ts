/** Invented data to look at the card with. */
import type { BookingPeopleData } from './card.ts';

const rows: BookingPeopleData['rows'] = [
  { roleCode: 'teamManager', title: 'Team manager', need: 'required', words: 'Holds responsibility for the case and comes to every initial conference.', rule: 'NOT-016', choices: [{ value: '33333333-3333-4333-8333-111111111111', title: 'Morgan Vale-Example' }], chosen: ['33333333-3333-4333-8333-111111111111'] },
  { roleCode: 'gp', title: 'GP', need: 'required', words: 'The GP of each child and of each parent or carer is invited.', rule: 'NOT-030', choices: [{ value: '66666666-6666-4666-8666-333333333333', title: 'Noor Finch-Example' }], chosen: [] },
  {
    roleCode: 'school', title: 'School or nursery', need: 'advised', words: 'The designated safeguarding lead knows the child day by day.', rule: 'NOT-032', chosen: [],
    choices: ['Chris Lark-Example', 'Erin Reed-Example', 'Kit Marsh-Example', 'Ola Thorn-Example', 'Rae Moss-Example'].map((title, place) => ({ value: `school-${place}`, title })),
  },
  { roleCode: 'midwifery', title: 'Midwifery', need: 'consider', words: 'Where a baby is expected.', rule: 'NOT-031', choices: [], chosen: [] },
];

const questions: BookingPeopleData['questions'] = [
  { fact: 'startedOutOfHours', ask: 'Did it begin out of hours?', rule: 'NOT-036', kind: 'yesNo', value: '' },
  { fact: 'edtReferralsInSixMonths', ask: 'How many referrals came out of hours in six months?', rule: 'NOT-036', kind: 'count', value: '3' },
];

export const bookingPeopleSamples: readonly BookingPeopleData[] = [
  { draftId: 'draft-1', op: 'op-sample-1', questions, rows, reason: '', family: 'Mother\nGrandfather', faults: {} },
  { draftId: 'draft-1', op: 'op-sample-2', questions: [], rows, reason: '', family: '', faults: { 'role-gp': 'Nobody is chosen.', reason: 'A required role is still open, so please say why.' } },
];
