/**
 * Moves a conference to newer rules, a changed list of holidays or a newer version of its pack, by an event that says
 * who changed them, why, and which dates moved.
 */
import { isoUtc, londonDateOf, parseIsoUtc, type CivilInstant } from '../../src/calendar/instants.ts';
import type { PinnedRules } from '../../src/conference/events.ts';
import { datedDuties, keptDuties, rulesMoved } from '../../src/conference/rules-moved.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { dutyDates, type ConferenceRules } from '../conference-rules.ts';
import type { Desk } from '../desk.ts';
import type { Holidays } from '../holidays.ts';

export type RulesMoverParts = {
  readonly desk: Desk;
  readonly holidays: Holidays;
  /** The rules in force now, as a conference is pinned to them. */
  readonly newest: () => PinnedRules;
  /** The rules of a conference by the list of that version. */
  readonly rulesUnder: (state: BookedConference, holidaysVersion: string) => ConferenceRules;
  readonly civilNow: () => CivilInstant;
};

/** Gives back the state after the move; unchanged where the conference has the newest rules. */
export type RulesMover = (conferenceId: string, state: BookedConference) => Promise<BookedConference>;

export function rulesMover({ desk, holidays, newest, rulesUnder, civilNow }: RulesMoverParts): RulesMover {
  return async (conferenceId, state) => {
    const to = newest();
    if (sameRules(state.rules, to)) return state;
    const event = rulesMoved({
      to, ...whoAndWhy(state.rules, to, holidays),
      before: datedDuties(state),
      after: dutyDates(rulesUnder(state, to.holidaysVersion).duties),
      keptBefore: keptDuties(state.ruleMoves),
      isPast: (due) => isPast(due, civilNow()),
    });
    const moved = await desk.recordAt(conferenceId, state.version, [{ type: 'rulesMoved', data: event }]);
    const now = moved === 'conflict' ? await desk.look(conferenceId) : moved;
    return now.kind === 'booked' ? now : state;
  };
}

function sameRules(a: PinnedRules, b: PinnedRules): boolean {
  return a.packId === b.packId && a.packVersion === b.packVersion && a.holidaysVersion === b.holidaysVersion;
}

function whoAndWhy(from: PinnedRules, to: PinnedRules, holidays: Holidays): { readonly by: string; readonly why: string } {
  const changes = from.holidaysVersion === to.holidaysVersion ? [] : holidays.since(from.holidaysVersion);
  const release = from.packVersion === to.packVersion ? [] : [{ by: 'a new release', why: `The procedure pack is now ${to.packId} ${to.packVersion}.` }];
  const all = [...changes, ...release];
  const told = all.length > 0 ? all : [{ by: 'a new release', why: 'A newer list of bank holidays came with it.' }];
  return { by: told.map(({ by }) => by).join('; '), why: told.map(({ why }) => why).join(' ') };
}

function isPast(due: string, now: CivilInstant): boolean {
  const at = parseIsoUtc(due);
  return at === undefined ? due < londonDateOf(now) : isoUtc(at) <= isoUtc(now);
}
