/** Every golden case, in the order of the work: booking, preparing, meeting, what follows, reviews. */
import { afterAConference } from './after-a-conference.ts';
import { beforeAConference } from './before-a-conference.ts';
import type { GoldenCase } from './golden-case.ts';
import { initialLimits } from './initial-limits.ts';
import { reviews } from './reviews.ts';
import { whatIsAsked } from './what-is-asked.ts';
import { whoIsInvited } from './who-is-invited.ts';

/** The groups by the file they stand in. */
export const goldenFiles: Readonly<Record<string, readonly GoldenCase[]>> = {
  'initial-limits': initialLimits, 'before-a-conference': beforeAConference, 'after-a-conference': afterAConference, reviews, 'who-is-invited': whoIsInvited, 'what-is-asked': whatIsAsked,
};

export const everyCase: readonly GoldenCase[] = Object.values(goldenFiles).flat();
