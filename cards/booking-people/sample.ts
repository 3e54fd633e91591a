/** Invented data to look at the card with. */
import type { BookingPeopleData } from './card.ts';

const plain = { note: '', standing: false, withdrawn: '', anybodyHere: false };

const rows: BookingPeopleData['rows'] = [
  { ...plain, roleCode: 'teamManager', title: 'Team manager', need: 'required', words: 'Holds responsibility for the case and comes to every initial conference.', rule: 'NOT-016', anybodyHere: true, choices: [{ value: '33333333-3333-4333-8333-111111111111', title: 'Morgan Vale-Example' }], chosen: ['33333333-3333-4333-8333-111111111111'] },
  { ...plain, roleCode: 'gp', title: 'GP', need: 'required', words: 'The GP of each child and of each parent or carer is invited.', rule: 'NOT-030', note: 'On the list from the family screen: Ivy Stone-Example.', choices: [{ value: 'contact:dr-noor', title: 'Noor Finch-Example' }], chosen: [] },
  {
    ...plain, roleCode: 'school', title: 'School or nursery', need: 'advised', words: 'The designated safeguarding lead knows the child day by day.', rule: 'NOT-032', chosen: [],
    choices: ['Chris Lark-Example', 'Erin Reed-Example', 'Kit Marsh-Example', 'Ola Thorn-Example', 'Rae Moss-Example'].map((title, place) => ({ value: `school-${place}`, title })),
  },
  { ...plain, roleCode: 'edt', title: 'Emergency Duty Team', need: 'required', words: 'They were needed by what was answered before.', rule: 'NOT-036', standing: true, anybodyHere: true, choices: [], chosen: [] },
  { ...plain, roleCode: 'midwifery', title: 'Midwifery', need: 'consider', words: 'Where a baby is expected.', rule: 'NOT-031', choices: [], chosen: [] },
];

const questions: BookingPeopleData['questions'] = [
  { fact: 'startedOutOfHours', ask: 'Did it begin out of hours?', rule: 'NOT-036', kind: 'yesNo', value: '', hint: '' },
  { fact: 'edtReferralsOn', ask: 'On which days did referrals come out of hours?', rule: 'NOT-036', kind: 'days', value: '3 Nov, 5 Nov, 12 Nov', hint: 'One day for each referral, or “none”. For a conference on Tue 24 Nov 2026, those from Sunday 24 May 2026 count.' },
];

const availability: BookingPeopleData['availability'] = {
  rule: 'NOT-010', asked: ['family-0'], notAsked: '', cannot: 'Mother: Thu 3 Dec, morning',
  people: [{ value: 'family-0', title: 'Mother' }, { value: 'role-gp', title: 'GP' }],
};

const common = { draftId: 'draft-1', part: 'all' as const, startedFrom: '', rows, outside: '', observers: { names: '', agreed: '' as const, rule: 'NOT-076' }, availability, reason: '', missing: [], handOver: { reason: '', rule: 'NOT-039' } };

export const bookingPeopleSamples: readonly BookingPeopleData[] = [
  { ...common, op: 'op-sample-1', questions, outside: 'Tess Rook-Example, domestic abuse adviser, Women First, tess.rook@womenfirst.cjsm.net', faults: {} },
  {
    ...common, op: 'op-sample-2', questions: [], startedFrom: 'This list begins with the core group of the last conference (NOT-114). Please check it.',
    missing: ['Mother: a letter is to be sent, and no address is kept'], observers: { names: 'Kim Dale-Example', agreed: '', rule: 'NOT-076' },
    faults: { 'role-gp': 'Nobody is chosen.', reason: 'A required role is still open, so please say why.', observersAgreed: 'Please say whether the family agrees.', handOverReason: 'One thing is still missing. Find it, or say why it goes on without.' },
  },
];
