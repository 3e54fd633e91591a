/** Invented data to look at the card with: for the social worker, with faults, for the team manager, and for the chair. */
import type { ReportsData } from './card.ts';

const worker: ReportsData = {
  conferenceId: 'conference-1',
  op: 'op-sample-1',
  caseReference: 'EX-20417',
  when: 'Tuesday 1 December 2026 at 10:00',
  note: '',
  lines: ['Robin Ashdown-Example, social worker: validated by the team manager on Friday 27 November 2026.', 'Priya Heron-Example, health visitor: said to be sent on Friday 27 November 2026. Record it when it has come.', 'Una Brook-Example, community midwife: not yet sent. Due by Monday 30 November 2026 at 10:00 (NOT-048).'],
  people: [{ value: 'invitee-2', title: 'Priya Heron-Example, health visitor' }, { value: 'invitee-8', title: 'Una Brook-Example, community midwife' }],
  answering: [{ value: 'invitee-8', title: 'Una Brook-Example, community midwife' }],
  canTrack: true,
  canWaive: false,
  canValidate: false,
  checklist: [],
  values: { inviteeId: '', on: '', reason: '', ownReason: '', answering: '', answer: '' },
  faults: {},
};

export const reportsSamples: readonly ReportsData[] = [
  worker,
  { ...worker, values: { ...worker.values, inviteeId: 'invitee-2', on: '2026-12-31' }, faults: { on: 'This date is in the future. It must be today or earlier.', reason: 'Please say why.', inviteeId: 'Please choose whose report.', answering: 'Please choose who.', answer: 'Please choose.' } },
  { ...worker, canTrack: false, canValidate: true, answering: [], people: [], note: 'Recorded.', checklist: ['Fact, observation, allegation and opinion are kept apart (NOT-063).'], faults: { ownReason: 'Please say what has to change.' } },
  { ...worker, canTrack: false, canWaive: true, answering: [] },
];
