/** Invented data to look at the card with: at first, with faults, and with nobody free. */
import type { OtherSocialWorkerData } from './card.ts';

const first: OtherSocialWorkerData = {
  conferenceId: 'conference-1', op: 'op-sample-1', caseReference: 'EX-20417', when: 'Tuesday 8 December 2026 at 10:00', workerName: 'Robin Ashdown-Example', note: '',
  free: [{ workerId: '11111111-1111-4111-8111-222222222222', name: 'Sam Birch-Example' }, { workerId: '11111111-1111-4111-8111-333333333333', name: 'Kit Rowan-Example' }],
  notFree: ['Jules Oak-Example: another conference of their own.'], values: { workerId: '', reason: '' }, faults: {},
};

export const otherSocialWorkerSamples: readonly OtherSocialWorkerData[] = [
  first,
  { ...first, faults: { worker: 'Please choose one of these.', reason: 'Please say why.' } },
  { ...first, free: [], notFree: ['Sam Birch-Example: is on the list of those invited.'] },
];
