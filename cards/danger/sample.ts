/** Invented data to look at the card with. */
import type { DangerData } from './card.ts';

export const dangerSamples: readonly DangerData[] = [{ outOfHours: '0115 496 0999' }];
