/** Invented data to look at the card with. */
import type { PlainAnswerData } from './card.ts';

export const plainAnswerSamples: readonly PlainAnswerData[] = [
  { title: 'This has changed meanwhile', lines: ['Someone else moved this on while the card was open. Please open it again to see how it stands now.'], tone: 'calm', op: 'op-sample-1', actions: ['list', 'help'] },
  { title: 'This is not yours to open', lines: ['Only people who are part of this conference can open it.', 'If you think you should be, ask the social worker or the diary co-ordinator.'], tone: 'refused', op: 'op-sample-2', actions: ['list', 'help', 'book'] },
  { title: 'Something went wrong on our side', lines: ['Nothing was changed. Please try again in a minute.', 'If it happens again, give your support desk this number: E-4417.'], tone: 'fault', op: 'op-sample-3', actions: ['help'] },
];
