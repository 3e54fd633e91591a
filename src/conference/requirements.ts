/**
 * Whom the pack requires because of what was answered at booking, counted for the day that the conference now has: the
 * checklist follows when that day moves, and whoever was required before stays so (NOT-036, AMB-24).
 */
import { londonInstant } from '../calendar/instants.ts';
import { kindOf } from '../procedures/conference-type.ts';
import { invitationChecklist } from '../procedures/invitation-checklist.ts';
import type { RulePack } from '../procedures/pack-schema.ts';
import type { ConferenceBooked } from './events.ts';

/** Role codes that a condition of the pack requires now, or that nobody was named for when the conference was booked; those required of every conference are not among the first. */
export function requiredRoles(pack: RulePack, { conferenceType, circumstances, on, from, notNamed }: Pick<ConferenceBooked, 'conferenceType' | 'circumstances' | 'on' | 'from' | 'notNamed'>): readonly string[] {
  const byCondition = new Set(pack.invitees.filter(({ requiredWhen }) => requiredWhen !== undefined).map(({ roleCode }) => roleCode));
  const rows = invitationChecklist(pack, { ...circumstances, kind: kindOf(conferenceType), conferenceAt: londonInstant(on, from) });
  const now = rows.filter(({ roleCode, need }) => need === 'required' && byCondition.has(roleCode)).map(({ roleCode }) => roleCode);
  return [...new Set([...(notNamed?.roleCodes ?? []), ...now])];
}
