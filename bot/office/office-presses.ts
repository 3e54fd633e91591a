/** What the buttons of the office's cards lead to: the diary co-ordinator's, the team manager's and the chair's. */
import type { CardVerb } from '../../cards/verbs.ts';
import type { Press } from '../teams/turn.ts';
import type { OfficeParts } from './asked.ts';
import { chairPresses } from './chair-presses.ts';
import { flagPresses } from './flag-presses.ts';
import { leavePresses } from './leave-presses.ts';
import { listPresses } from './list-presses.ts';
import { requestPresses } from './request-presses.ts';
import { socialWorkerPresses } from './social-worker-presses.ts';

export function officePresses(parts: OfficeParts): Partial<Record<CardVerb, Press>> {
  return { ...requestPresses(parts), ...chairPresses(parts), ...leavePresses(parts), ...listPresses(parts), ...flagPresses(parts), ...socialWorkerPresses(parts) };
}
