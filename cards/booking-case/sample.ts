/** Invented data to look at the card with: empty, filled with two children, and come back with faults. */
import type { BookingCaseData } from './card.ts';

const formats = [
  { value: 'faceToFace', label: 'Face to face' },
  { value: 'hybrid', label: 'Some in the room, some online' },
  { value: 'virtual', label: 'All online' },
];

export const bookingCaseSamples: readonly BookingCaseData[] = [
  {
    draftId: 'draft-1', op: 'op-sample-1', formats, faults: {}, today: '2026-11-20', canAddChild: true,
    values: { caseReference: '', s47InitiatedOn: '', format: 'faceToFace', children: [{ index: 0, label: 'Child A', initials: '', age: '', nameKept: false }] },
  },
  {
    draftId: 'draft-1', op: 'op-sample-2', formats, today: '2026-11-20', canAddChild: true,
    faults: { s47InitiatedOn: 'This day has not come yet.', 'label-1': 'Another child already has this label.' },
    values: {
      caseReference: 'EX-20417', s47InitiatedOn: '2026-11-20', format: 'hybrid',
      children: [
        { index: 0, label: 'Child A', initials: 'A.B.', age: '4', nameKept: true },
        { index: 1, label: 'Child A', initials: 'C.B.', age: 'unborn', nameKept: false },
      ],
    },
  },
];
