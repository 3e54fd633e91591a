import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DutyDate } from '../../src/conference/events.ts';
import { rulesMoved } from '../../src/conference/rules-moved.ts';

const to = { packId: 'p', packVersion: '1', holidaysVersion: '2' };
const duty = (name: string, due: string): DutyDate => ({ duty: name, rule: 'NOT-048', title: name, owner: 'professionals', due });
const move = (before: readonly DutyDate[], after: readonly DutyDate[], today: string, keptBefore: readonly { duty: string; due: string }[] = []) =>
  rulesMoved({ to, by: 'an operator', why: 'a holiday', before, after, keptBefore, isPast: (due) => due < today });

describe('moving a conference to newer rules', () => {
  it('says what moved, from when to when', () => {
    expect(move([duty('report', '2026-12-01')], [duty('report', '2026-11-30')], '2026-11-23').moved).toEqual([{ duty: 'report', rule: 'NOT-048', title: 'report', owner: 'professionals', from: '2026-12-01', to: '2026-11-30' }]);
  });

  it('keeps the date of what was met or missed already, and says nothing of it', () => {
    const event = move([duty('report', '2026-11-20')], [duty('report', '2026-11-19')], '2026-11-23');
    expect([event.moved, event.kept]).toEqual([[], [{ duty: 'report', due: '2026-11-20' }]]);
  });

  it('keeps through later moves what an earlier one kept', () => {
    const event = move([duty('report', '2026-11-20')], [duty('report', '2026-12-10')], '2026-11-01', [{ duty: 'report', due: '2026-11-20' }]);
    expect([event.moved, event.kept]).toEqual([[], [{ duty: 'report', due: '2026-11-20' }]]);
  });

  it('never moves and keeps the same duty, and leaves none out that changed', () => {
    const date = fc.integer({ min: 1, max: 28 }).map((day) => `2026-12-${String(day).padStart(2, '0')}`);
    fc.assert(fc.property(fc.array(fc.tuple(date, date), { maxLength: 8 }), date, (pairs, today) => {
      const before = pairs.map(([due], place) => duty(`duty-${place}`, due));
      const after = pairs.map(([, due], place) => duty(`duty-${place}`, due));
      const { moved, kept } = move(before, after, today);
      for (const [place, [from, next]] of pairs.entries()) {
        const name = `duty-${place}`;
        expect(kept.some((each) => each.duty === name)).toBe(from < today);
        expect(moved.some((each) => each.duty === name)).toBe(from >= today && from !== next);
      }
    }));
  });
});
