/** Invented data to look at the card with. */
import type { NotUnderstoodData } from './card.ts';

export const notUnderstoodSamples: readonly NotUnderstoodData[] = [
  { canBook: true, outOfHours: '0115 496 0999', op: 'op-sample-1' },
  { canBook: false, outOfHours: '0115 496 0999', op: 'op-sample-2' },
];
