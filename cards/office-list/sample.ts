/** Invented data to look at the card with: two that wait, none, and more than are shown. */
import type { OfficeListData } from './card.ts';

const row = (number: number, why = 'to be confirmed'): OfficeListData['rows'][number] => ({ conferenceId: `conference-${number}`, caseReference: `EX-${20416 + number}`, when: 'Tue 1 Dec 2026 at 10:00', why });

export const officeListSamples: readonly OfficeListData[] = [
  { rows: [row(1), row(2, 'Outlook could not place the meeting')], op: 'op-sample-1' },
  { rows: [], op: 'op-sample-2' },
  { rows: Array.from({ length: 14 }, (_, number) => row(number + 1)), op: 'op-sample-3' },
];
