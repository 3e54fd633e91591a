/** Invented data to look at the card with. */
import type { HelpData } from './card.ts';

export const helpSamples: readonly HelpData[] = [
  { outOfHours: '0115 496 0999', diaryTelephone: '0115 496 0101', meetingSupportTelephone: '0115 496 0102', canBook: true, op: 'op-sample-1' },
  { outOfHours: '0115 496 0999', diaryTelephone: '0115 496 0101', meetingSupportTelephone: '0115 496 0102', canBook: false, op: 'op-sample-2' },
];
