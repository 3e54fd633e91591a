/** Invented data to look at the card with: before, with a fault, stopped for one who may lift it and one who may not, and lifted. */
import type { StopMessagesData } from './card.ts';

const before: StopMessagesData = {
  conferenceId: 'conference-1', op: 'op-sample-1', caseReference: 'EX-20417', when: 'Tuesday 1 December 2026 at 10:00', note: '',
  stopped: false, canStop: true, canResume: false,
  standing: 'Nothing more will leave to anybody about any conference of this case: no reminder, no e-mail, no post in the channel. It can be let go on by the chair, the team manager or a service manager.',
  incidents: 0, openIncidents: 0, history: [], values: { why: '', words: '' }, faults: {},
};
const stopped: StopMessagesData = {
  ...before, stopped: true, canStop: false, canResume: true, standing: 'Nothing leaves to anybody. People have to be told by telephone.',
  incidents: 1, openIncidents: 1,
  history: ['Robin Ashdown-Example stopped all messages on Monday 23 November 2026 at 10:30: something went to the wrong person. A reminder went to a practice of the same name.'],
};

export const stopMessagesSamples: readonly StopMessagesData[] = [
  before,
  { ...before, values: { why: 'death', words: '' }, faults: { words: 'Please say why, so that it can be put right.' } },
  stopped,
  { ...stopped, canResume: false, note: 'All messages are stopped.' },
  { ...before, note: 'Messages leave again.', history: ['Robin Ashdown-Example stopped all messages on Monday 23 November 2026 at 10:30: something went to the wrong person. A reminder went to a practice of the same name. Lifted by Morgan Vale-Example on Monday 23 November 2026 at 15:00: The practice has deleted it.'] },
];
