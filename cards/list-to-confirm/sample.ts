/** Invented data to look at the card with: to be confirmed, confirmed, returned, and a reason missing. */
import type { ListToConfirmData } from './card.ts';

const list: ListToConfirmData = {
  conferenceId: 'conference-1',
  op: 'op-sample-1',
  state: 'pending',
  note: '',
  caseReference: 'EX-20417',
  typeWords: 'Initial child protection conference',
  when: 'Tuesday 1 December 2026 at 10:00',
  socialWorkerName: 'Robin Ashdown-Example',
  sections: [
    { title: 'Required', lines: ['Priya Heron-Example, health visitor (NOT-029)', 'Mother, invited by letter'] },
    { title: 'Advised', lines: ['Chris Lark-Example, school safeguarding lead (NOT-029)'] },
    { title: 'Not invited', lines: ['Father, parental responsibility: his address is not known (NOT-021)'] },
    { title: 'Nothing can reach them yet', lines: ['Max Fell-Example, paediatrician: no address (NOT-039)'] },
  ],
  toAgree: [{ inviteeId: 'invitee-6', words: 'Ros Penn-Example, solicitor' }],
  statusLine: '',
  open: true,
  values: { inviteeId: '', reason: '' },
  faults: {},
  viewers: ['29:sample-team-manager'],
};

export const listToConfirmSamples: readonly ListToConfirmData[] = [
  list,
  { ...list, state: 'confirmed', toAgree: [], statusLine: 'You confirmed this list on Monday 23 November 2026 at 09:40.' },
  { ...list, state: 'returned', statusLine: 'Returned on Monday 23 November 2026 at 09:40: the school nurse is missing.', viewers: [] },
  { ...list, faults: { reason: 'Please say why, so that it can be put right.', inviteeId: 'Please choose somebody.', form: 'Nothing was changed.' } },
  { ...list, state: 'confirmed', open: false, toAgree: [], statusLine: 'The decisions are released, so the list stays as it is.' },
];
