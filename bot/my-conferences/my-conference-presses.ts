/** Every button about the conferences somebody is part of: lists and search, the boards, the invitation's answer, changes of the list. */
import type { CardVerb } from '../../cards/verbs.ts';
import type { Press } from '../teams/turn.ts';
import type { MyConferencesParts } from './asking.ts';
import { assessmentPresses } from './assessment-presses.ts';
import { boardPresses } from './board-presses.ts';
import { incidentPresses } from './incident-presses.ts';
import { invitationPresses } from './invitation-presses.ts';
import { listChangePresses } from './list-change-presses.ts';
import { listPresses } from './list-presses.ts';
import { reportPresses } from './report-presses.ts';
import { reportsDuePress } from './reports-due-press.ts';
import { sentPress } from './sent-press.ts';
import { stopPresses } from './stop-presses.ts';

export function myConferencePresses(parts: MyConferencesParts): Partial<Record<CardVerb, Press>> {
  return { ...listPresses(parts), ...boardPresses(parts), ...invitationPresses(parts), ...listChangePresses(parts), ...reportPresses(parts), ...reportsDuePress(parts), ...assessmentPresses(parts), ...stopPresses(parts), ...sentPress(parts), ...incidentPresses(parts) };
}
