/** Moves a conference to the newer list of holidays, by an event that says who changed it, why, and which dates moved. */
import { isoUtc, parseIsoUtc, londonDateOf, type CivilInstant } from '../../src/calendar/instants.ts';
import { keptDuties, rulesMoved } from '../../src/conference/rules-moved.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { dutyDates, type ConferenceRules } from '../conference-rules.ts';
import type { Desk } from '../desk.ts';
import type { Holidays } from '../holidays.ts';

export type RulesMoverParts = {
  readonly desk: Desk;
  readonly holidays: Holidays;
  /** The rules of a conference by the list of that version. */
  readonly rulesUnder: (state: BookedConference, holidaysVersion: string) => ConferenceRules;
  readonly civilNow: () => CivilInstant;
};

/** Gives back the state after the move; unchanged where the conference has the newest list. */
export type RulesMover = (conferenceId: string, state: BookedConference) => Promise<BookedConference>;

export function rulesMover({ desk, holidays, rulesUnder, civilNow }: RulesMoverParts): RulesMover {
  return async (conferenceId, state) => {
    const { version } = holidays.current();
    const { holidaysVersion } = state.rules;
    if (holidaysVersion === version) return state;
    const changes = holidays.since(holidaysVersion);
    const event = rulesMoved({
      to: { ...state.rules, holidaysVersion: version },
      by: changes.map(({ by }) => by).join('; ') || 'a new release',
      why: changes.map(({ why }) => why).join('; ') || 'A newer list of bank holidays came with it.',
      before: dutyDates(rulesUnder(state, holidaysVersion).duties),
      after: dutyDates(rulesUnder(state, version).duties),
      keptBefore: keptDuties(state.ruleMoves),
      isPast: (due) => isPast(due, civilNow()),
    });
    const moved = await desk.recordAt(conferenceId, state.version, [{ type: 'rulesMoved', data: event }]);
    const now = moved === 'conflict' ? await desk.look(conferenceId) : moved;
    return now.kind === 'booked' ? now : state;
  };
}

function isPast(due: string, now: CivilInstant): boolean {
  const at = parseIsoUtc(due);
  return at === undefined ? due < londonDateOf(now) : isoUtc(at) <= isoUtc(now);
}
