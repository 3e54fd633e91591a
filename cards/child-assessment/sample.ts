/** Invented data to look at the card with: for the social worker with faults, the Practice Lead, the chair who is asked, and after a stand-down. */
import type { ChildAssessmentData } from './card.ts';

const worker: ChildAssessmentData = {
  conferenceId: 'conference-1',
  op: 'op-sample-1',
  caseReference: 'EX-20417',
  when: 'Monday 18 May 2026 at 10:00',
  note: '',
  standing: 'It has been with the Practice Lead since Wednesday 29 April 2026, and is not approved yet.',
  warnings: [],
  because: ['The social worker means to recommend ending the plan (PST-001).', 'The plan is 12 months old on the day of the review (PST-003).'],
  dates: ['To the Practice Lead: by Friday 1 May 2026 (PST-004).', 'Shared with the parents: by Wednesday 13 May 2026 (PST-005).', 'To the Safeguarding Unit: by Wednesday 13 May 2026 (PST-005).', 'Two weeks are 14 calendar days, and three days are working days; the text does not say (AMB-06).'],
  steps: ['Given to the Practice Lead on Wednesday 29 April 2026.'],
  decisions: [],
  canTrack: true,
  canJudge: false,
  canHold: false,
  canStandDown: false,
  holdWords: '',
  standDownWords: '',
  canRaise: false,
  canSeeReadiness: true,
  values: { on: '2026-04-30', reason: '', returnReason: '', chairReason: '', raisedWords: '' },
  faults: {},
};

const chair: ChildAssessmentData = {
  ...worker,
  canTrack: false,
  standing: 'The Safeguarding Unit does not have it, and its day has passed. The chair decides what becomes of the review.',
  canHold: true,
  canStandDown: true,
  holdWords: 'on its day, with ending the plan not to be decided until the assessment is in.',
  standDownWords: 'it is not held on its day. A new date has to be booked by Friday 29 May 2026, the review limit (NAT-003).',
};

export const childAssessmentSamples: readonly ChildAssessmentData[] = [
  worker,
  { ...worker, faults: { on: 'This date is in the future. It must be today or earlier.', reason: 'Please say why, so that it can be put right.' } },
  { ...worker, note: 'The social worker has given you this to look at.', canTrack: false, canJudge: true, canSeeReadiness: false, faults: { returnReason: 'Please say what has to change.' } },
  { ...chair, warnings: ['Conflict: there is no later day inside the review limit, Friday 15 May 2026 (NAT-003).'], faults: { chairReason: 'Please say why, so that it can be put right.' } },
  { ...chair, standing: 'The review is stood down. A new date has to be booked by Friday 29 May 2026 (NAT-003).', canStandDown: false, canRaise: true, canJudge: true, decisions: ['Stood down on Thursday 14 May 2026, because it is missing: There is time for it before the limit.'], faults: { raisedWords: 'Please say when and how it was raised.' } },
];
