/** A new holiday comes: what moves in a conference that is under way, and what keeps its date. */
import { describe, expect, it } from 'vitest';
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { withHolidayChanges } from '../../src/calendar/holiday-changes.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import type { Duty } from '../../src/procedures/duty.ts';
import { owed } from '../../src/procedures/owed.ts';
import { whatMoved, type Standing } from '../../src/procedures/what-moved.ts';
import { date } from '../calendar/arbitrary-dates.ts';
import { factsOf } from './golden/golden-case.ts';
import { nottinghamshireRulebook } from './nottinghamshire-rulebook.ts';

const { pack, calendar } = nottinghamshireRulebook();
const later = workingCalendar(withHolidayChanges(englandAndWales, [{ kind: 'added', on: date('2027-06-14'), title: 'A day of thanks' }]));
const facts = factsOf({ kind: 'initial', s47InitiatedOn: '2027-05-24', conferenceAt: '2027-06-15T10:00', format: 'virtual', heldOn: '2027-06-15', planMade: true });
const before = owed({ pack, calendar }, facts).duties;
const after = owed({ pack, calendar: later }, facts).duties;

function standing(settled: Readonly<Record<string, 'met' | 'missed'>>): Standing[] {
  return before.map((duty) => ({ duty, settled: settled[duty.what] ?? null }));
}

const names = (duties: readonly Duty[]): string[] => duties.map(({ what }) => what);

describe('a holiday proclaimed for the day before a conference', () => {
  it('moves what was due on it to the working day before, and the limit to the day after', () => {
    const { moved, begun, ended, kept } = whatMoved(standing({}), after);
    expect(moved.map(({ before: { what }, words }) => [what, ...words])).toEqual([
      ['conferenceLimit', 'due: Monday 14 June 2027, now Tuesday 15 June 2027', 'by the other reading: Tuesday 15 June 2027, now Wednesday 16 June 2027'],
      ['agencyReport', 'due: Monday 14 June 2027 at 10:00, now Friday 11 June 2027 at 10:00'],
      ['socialWorkerReport', 'due: Monday 14 June 2027 at 10:00, now Friday 11 June 2027 at 10:00'],
      ['familyVisit', 'due: Monday 14 June 2027 at 10:00, now Friday 11 June 2027 at 10:00'],
    ]);
    expect(moved.map(({ after: { owner } }) => owner)).toEqual(['diaryCoordinator', 'agencyInvitee', 'socialWorker', 'socialWorker']);
    expect([begun, ended, kept]).toEqual([[], [], []]);
  });

  it('leaves what was met or missed with the date it was judged by', () => {
    const { standings, moved, kept } = whatMoved(standing({ agencyReport: 'missed', familyVisit: 'met', outlinePlan: 'met' }), after);
    expect(names(moved.map((move) => move.after))).toEqual(['conferenceLimit', 'socialWorkerReport']);
    expect(kept.map(({ duty, settled }) => [duty.what, settled])).toEqual([['agencyReport', 'missed'], ['familyVisit', 'met']]);
    const report = standings.find(({ duty }) => duty.what === 'agencyReport');
    expect(report?.duty).toBe(before.find(({ what }) => what === 'agencyReport'));
    expect(standings.find(({ duty }) => duty.what === 'socialWorkerReport')?.duty).toBe(after.find(({ what }) => what === 'socialWorkerReport'));
  });

  it('moves nothing when nothing changed, and tells what begins and ends with other rules', () => {
    expect(whatMoved(standing({}), before).moved).toEqual([]);
    const [first, ...rest] = after;
    expect(names(whatMoved(standing({}), rest).ended)).toEqual([first?.what]);
    expect(names(whatMoved(standing({}).slice(1), after).begun)).toEqual([first?.what]);
  });
});
