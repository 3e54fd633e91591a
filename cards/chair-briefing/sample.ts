/** Invented data to look at the card with: flags to see and an observer, acknowledged, a reason missing, and nothing to note. */
import type { ChairBriefingData } from './card.ts';

const briefing: ChairBriefingData = {
  conferenceId: 'conference-1',
  op: 'op-sample-1',
  note: '',
  caseReference: 'EX-20417',
  typeWords: 'Initial child protection conference',
  when: 'Tuesday 1 December 2026 at 10:00',
  format: 'Some in the room, some online',
  socialWorkerName: 'Robin Ashdown-Example',
  flags: ['A child or young person is to come.', 'A parent or carer may find it hard to stay calm.'],
  state: 'toSee',
  acknowledgedLine: '',
  preparation: [
    { title: 'Risk from family members (NOT-008)', words: 'Assessed in writing. Shouts when he feels not heard.' },
    { title: 'People who must not meet', words: 'Mother and Stepfather.' },
    { title: 'How the children take part (NOT-075)', words: 'Child A: comes to part of it. Child B: too young.' },
  ],
  observers: [{ inviteeId: 'invitee-7', words: 'Bo Reed-Example, student social worker' }],
  values: { inviteeId: '', reason: '' },
  panelWords: 'In the Teams meeting, open Conference Companion from the apps at the top: the agenda opens beside the meeting. Without a Teams meeting, open the companion’s own tab.',
  deadlines: ['Agencies: reports by Monday 30 November 2026 at 10:00 (NOT-048).', 'Outline plan to everyone by Wednesday 2 December 2026 (NOT-094).'],
  faults: {},
  viewers: ['29:sample-chair'],
};

export const chairBriefingSamples: readonly ChairBriefingData[] = [
  briefing,
  { ...briefing, state: 'seen', acknowledgedLine: 'You have seen these, on Monday 23 November 2026 at 09:40.', observers: [], viewers: [] },
  { ...briefing, faults: { reason: 'Please say why.', inviteeId: 'Please choose somebody.', form: 'Nothing was changed.' } },
  { ...briefing, note: 'This may reach you twice.', state: 'nothingToSee', flags: [], preparation: [], observers: [], deadlines: [] },
];
