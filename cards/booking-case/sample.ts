/** Invented data to look at the card with: empty, filled from a sentence with two children, and come back with faults. */
import type { BookingCaseData } from './card.ts';

const formats = [{ value: 'faceToFace', title: 'Face to face' }, { value: 'hybrid', title: 'Hybrid' }, { value: 'virtual', title: 'On Teams' }];
const types = [{ value: 'initial', title: 'Initial conference' }, { value: 'preBirth', title: 'Initial conference before birth' }, { value: 'review', title: 'Review conference' }];
const managers = [{ value: '33333333-3333-4333-8333-111111111111', title: 'Morgan Vale-Example' }, { value: 'notListed', title: 'A manager who is not listed' }];
const s47 = { field: 's47InitiatedOn', label: 'Section 47 enquiry initiated on', value: '', words: 'The strategy discussion that began the enquiry; the 15 working days count from it (NOT-002).' };

const empty: BookingCaseData = {
  draftId: 'draft-1', op: 'op-sample-1', understood: [], types, conferenceType: 'initial', typeWords: 'After a section 47 enquiry that found significant harm likely. (NOT-001)', caseReference: '', dates: [s47], birth: null,
  threshold: { words: 'Did the enquiry find this? (NOT-001)', value: '' }, managers, agreed: { label: 'Team manager who agreed (NOT-005)', by: '', on: '', at: '', asksWhen: true, note: '' },
  formats, format: 'faceToFace', venue: { kind: 'ours', words: '', assessed: '', stepFree: '', rule: 'NOT-015' },
  recommendation: { value: '', category: '', categories: [{ value: 'NEG', title: 'Neglect' }, { value: 'PHY', title: 'Physical abuse' }], rule: 'NOT-067' },
  children: [{ index: 0, label: 'Child A', initials: '', age: '', considered: false }], today: '2026-11-20', faults: {},
};

export const bookingCaseSamples: readonly BookingCaseData[] = [
  empty,
  {
    ...empty, op: 'op-sample-2', understood: ['Case reference EX-20417', 'Two children: please give each a label'], caseReference: 'EX-20417',
    agreed: { ...empty.agreed, by: managers[0]?.value ?? '', on: '2026-11-20', at: '18:20', note: 'Agreed out of hours: the diary co-ordinator acknowledges it by Monday 23 November 2026 at 10:00 (NOT-005).' },
    format: 'hybrid', venue: { kind: 'elsewhere', words: 'The village hall', assessed: '', stepFree: 'yes', rule: 'NOT-015' },
    dates: [{ ...s47, value: '2026-11-20' }],
    faults: { s47InitiatedOn: 'This day has not come yet.', 'label-1': 'Another child already has this label.' },
    children: [{ index: 0, label: 'Child A', initials: 'A.B.', age: '4', considered: false }, { index: 1, label: 'Child A', initials: 'C.B.', age: 'unborn', considered: true }],
  },
  {
    ...empty, op: 'op-sample-3', conferenceType: 'review', typeWords: 'Looks at a plan again. (NOT-113)', threshold: null, recommendation: null, format: 'virtual', venue: null,
    dates: [{ field: 'initialHeldOn', label: 'Initial conference held on', value: '2026-09-02', words: '' }, { field: 'previousReviewHeldOn', label: 'Last review held on, if there was one', value: '', words: '' }],
    birth: { label: 'Was the plan made before the birth? (STK-013)', value: 'born', dates: [{ field: 'bornOn', label: 'Born on', value: '2026-10-05', words: '' }] },
    agreed: { label: 'Team manager', by: '', on: '', at: '', asksWhen: false, note: '' },
  },
];
