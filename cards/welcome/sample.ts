/** Invented data to look at the card with. */
import type { WelcomeData } from './card.ts';

export const welcomeSamples: readonly WelcomeData[] = [
  { authorityName: 'Nottinghamshire', canBook: true, outOfHours: '0115 496 0999', op: 'op-sample-1' },
  { authorityName: 'Nottinghamshire', canBook: false, outOfHours: '0115 496 0999', op: 'op-sample-2' },
];
