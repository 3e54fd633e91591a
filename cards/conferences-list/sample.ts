/** Invented data to look at the card with: two conferences, none, and more than fit. */
import type { ConferencesListData } from './card.ts';

const rows: ConferencesListData['rows'] = [
  { conferenceId: 'conference-1', caseReference: 'EX-20417', when: 'Tuesday 1 December 2026, 10:00', roleWords: 'you are the social worker', reportsLine: '1 of 4 reports said to be sent' },
  { conferenceId: 'conference-2', caseReference: 'EX-20433', when: 'Friday 4 December 2026, 13:30', roleWords: 'you are invited', reportsLine: '' },
];

export const conferencesListSamples: readonly ConferencesListData[] = [
  { rows, canBook: true, op: 'op-sample-1' },
  { rows: [], canBook: false, op: 'op-sample-2' },
  { rows: Array.from({ length: 14 }, (_, place) => ({ conferenceId: `conference-${place}`, caseReference: `EX-${30_000 + place}`, when: 'Tuesday 1 December 2026, 10:00', roleWords: 'you are the chair', reportsLine: '' })), canBook: false, op: 'op-sample-3' },
];
