/** Invented data to look at the card with: two conferences, none, more than fit a page, the office's own list, and two searches. */
import type { ConferencesListData } from './card.ts';

type Rows = ConferencesListData['sections'][number]['rows'];

const rows: Rows = [
  { conferenceId: 'conference-1', caseReference: 'EX-20417', when: 'Tuesday 1 December 2026 at 10:00', roleWords: 'Initial child protection conference · You booked it', owedLine: 'See the family by Mon 30 Nov 2026 at 10:00.', reportsLine: '1 of 4 reports said to be sent' },
  { conferenceId: 'conference-2', caseReference: 'EX-20433', when: 'Friday 4 December 2026 at 13:30', roleWords: 'Review child protection conference · You are invited', owedLine: 'Send your report by Thu 3 Dec 2026 at 13:30.', reportsLine: '' },
];

const list: ConferencesListData = { heading: 'My conferences', note: '', sections: [{ title: '', rows }], page: 1, pages: 1, searched: '', canBook: true, op: 'op-sample-1' };
const many: Rows = Array.from({ length: 10 }, (_, place) => ({ conferenceId: `conference-${place}`, caseReference: `EX-${30_000 + place}`, when: 'Tuesday 1 December 2026 at 10:00', roleWords: 'Initial child protection conference · You chair it', owedLine: 'Acknowledge the flags by Tue 1 Dec 2026 at 10:00.', reportsLine: '0 of 4 reports said to be sent' }));

export const conferencesListSamples: readonly ConferencesListData[] = [
  list,
  { ...list, sections: [], canBook: false, op: 'op-sample-2' },
  { ...list, sections: [{ title: '', rows: many }], page: 2, pages: 3, op: 'op-sample-3' },
  { ...list, sections: [{ title: 'To be confirmed', rows: rows.slice(0, 1) }, { title: 'Coming up', rows }], canBook: false, op: 'op-sample-4' },
  { ...list, heading: 'Conferences found', note: 'You are part of two conferences of case EX-20417.', searched: 'EX-20417', op: 'op-sample-5' },
  { ...list, heading: 'Conferences found', note: 'Nothing found that you are part of.', sections: [], searched: 'EX-9', op: 'op-sample-6' },
];
