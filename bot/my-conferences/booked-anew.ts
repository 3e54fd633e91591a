/** Whether the case has another conference booked since its review was stood down: then the new date is no longer owed. */
import { isStoodDown, lastDecision } from '../../src/conference/child-assessment.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import type { MyConferencesParts } from './asking.ts';

/** A case has few conferences; the latest are enough. */
const MOST_LOOKED_AT = 5;

export async function bookedAnew({ desk, lists }: Pick<MyConferencesParts, 'desk' | 'lists'>, conferenceId: string, state: BookedConference): Promise<boolean> {
  const decision = lastDecision(state);
  if (decision === undefined || !isStoodDown(state)) return false;
  const others = (await lists.byReference(state.booking.caseReference)).filter((other) => other !== conferenceId).slice(0, MOST_LOOKED_AT);
  const known = await Promise.all(others.map((other) => desk.look(other)));
  return known.some((other) => other.kind === 'booked' && other.bookedAt > decision.at && other.booking.conferenceType === state.booking.conferenceType);
}
