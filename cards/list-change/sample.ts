/** Invented data to look at the card with: open with a contact missing, faults, just changed, and closed. */
import type { ListChangeData } from './card.ts';

const list: ListChangeData = {
  conferenceId: 'conference-1',
  op: 'op-sample-1',
  caseReference: 'EX-20417',
  when: 'Tuesday 1 December 2026 at 10:00',
  note: '',
  returned: 'The team manager returned it: the school nurse is missing.',
  standing: '6 people are on the list. The team manager is asked to confirm it again after a change (NOT-017).',
  people: [{ value: '66666666-6666-4666-8666-333333333333', title: 'Noor Finch-Example, GP' }, { value: 'contact:paediatrics', title: 'Max Fell-Example, Consultant paediatrician' }],
  roles: [{ value: 'generalPractitioner', title: 'General practitioner' }, { value: 'observer', title: 'Observer' }, { value: 'other', title: 'Other professional' }],
  invited: [{ value: 'invitee-2', title: 'Priya Heron-Example, health visitor' }, { value: 'invitee-5', title: 'Mother' }],
  missing: [{ value: 'invitee-5', title: 'Mother' }],
  secureRule: 'NOT-041',
  values: { who: '', roleCode: '', typed: '', inviteeId: '', reason: '', missingId: '', route: '', email: '' },
  faults: {},
  open: true,
};

export const listChangeSamples: readonly ListChangeData[] = [
  list,
  { ...list, returned: '', values: { ...list.values, typed: 'Max Fell-Example', inviteeId: 'invitee-2', email: 'max@example.com' }, faults: { typed: 'Please write name, job, agency, secure e-mail.', reason: 'Please say why they are not to be invited.', email: 'This is not a secure address.', form: 'Nothing was changed.' } },
  { ...list, returned: '', note: 'Added: Noor Finch-Example, GP.', missing: [] },
  { ...list, returned: '', standing: 'The decisions are released, so the list stays as it is.', open: false },
];
