/** Whether a review needs a Child Assessment, why, and its days: against days from a wall calendar, and an oracle that walks the days (PST-001 to PST-005; AMB-06, AMB-32). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoUtc, londonInstant } from '../../src/calendar/instants.ts';
import { parsePlainDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { assessmentNeed, assessmentTimes, type AssessmentNeed } from '../../src/procedures/child-assessment.ts';
import type { Facts } from '../../src/procedures/facts.ts';
import { plusDays, walk, works } from '../calendar/day-by-day.ts';
import { nottinghamshireRulebook, practiceRulebook } from './nottinghamshire-rulebook.ts';

const practice = practiceRulebook();
const on = (text: string): PlainDate => parsePlainDate(text) ?? (() => { throw new RangeError(text); })();
const need = (conference: string, told: Facts, planStartedOn?: string, book = practice): AssessmentNeed =>
  assessmentNeed(book, { startAt: londonInstant(on(conference), '10:00'), planStartedOn: planStartedOn === undefined ? undefined : on(planStartedOn), told });
const needed = (conference: string) => {
  const found = need(conference, { recommendEnd: true });
  if (found.kind !== 'needed') throw new Error(found.kind);
  return found;
};
const NO = { recommendEnd: false, coreGroupWantsEnd: false };

describe('the days of a Child Assessment', () => {
  it.each([
    ['plain weeks', '2026-06-22', '2026-06-08', '2026-06-17'],
    ['a fortnight before is the May holiday', '2026-05-18', '2026-05-01', '2026-05-13'],
    ['a fortnight before is Easter Monday', '2026-04-20', '2026-04-02', '2026-04-15'],
    ['Easter lies in the three days', '2026-04-08', '2026-03-25', '2026-04-01'],
    ['Christmas lies in the three days', '2026-12-29', '2026-12-15', '2026-12-22'],
    ['a fortnight before is Boxing Day, in lieu of its Saturday', '2027-01-11', '2026-12-24', '2027-01-06'],
    ['over the change of the year', '2026-01-05', '2025-12-22', '2025-12-30'],
  ])('%s: %s', (_what, conference, toLead, toUnit) => {
    const { dates } = needed(conference);
    expect([dates.toPracticeLead.dueOn, dates.toParents.dueOn, dates.toUnit.dueOn]).toEqual([toLead, toUnit, toUnit]);
  });

  it('agree with walking the days, for every conference', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_700 }), (days) => {
      const conference = walk(plusDays('2023-02-01', days), 1, 1);
      let fortnight = plusDays(conference, -14);
      while (!works(fortnight)) fortnight = plusDays(fortnight, -1);
      const { dates } = needed(conference);
      expect([dates.toPracticeLead.dueOn, dates.toParents.dueOn, dates.toUnit.dueOn]).toEqual([fortnight, walk(conference, 3, -1), walk(conference, 3, -1)]);
      const times = assessmentTimes(practice, dates);
      expect(times.askChairAt).toBe(londonInstant(on(walk(conference, 2, -1)), '09:00'));
      expect(times.reminders.map(({ at }) => at)).toEqual([walk(fortnight, 2, -1), fortnight].map((each) => londonInstant(on(each), '09:00')));
    }), { numRuns: 300 });
  });

  it('ask the chair before the day of the review, and not on it', () => {
    expect(isoUtc(assessmentTimes(practice, needed('2026-05-18').dates).askChairAt)).toBe('2026-05-14T08:00:00.000Z');
  });

  it('say how the text was read', () => {
    expect(needed('2026-05-18').dates.toUnit).toMatchObject({ rule: 'PST-005', confidence: 'inferred', reading: expect.stringContaining('14 calendar days') as unknown });
  });
});

describe('a Child Assessment is needed', () => {
  const because = (told: Facts, started?: string) => {
    const found = need('2026-05-18', told, started);
    return found.kind === 'needed' ? found.because : found.kind;
  };

  it.each([
    ['the social worker recommends the end', { recommendEnd: true, coreGroupWantsEnd: false }, '2026-01-05', ['recommendEnd']],
    ['the core group wants it, whatever the social worker thinks', { recommendEnd: false, coreGroupWantsEnd: true }, '2026-01-05', ['coreGroupWantsEnd']],
    ['the plan is twelve months old on the day itself', NO, '2025-05-18', ['planAge']],
    ['all three', { recommendEnd: true, coreGroupWantsEnd: true }, '2024-05-18', ['recommendEnd', 'coreGroupWantsEnd', 'planAge']],
    ['one reason is enough, whatever is not known', { recommendEnd: true }, undefined, ['recommendEnd']],
    ['the age alone, whatever is not known', {}, '2025-05-18', ['planAge']],
  ])('when %s', (_what, told, started, reasons) => {
    expect(because(told, started)).toEqual(reasons);
  });

  it('not a day before the plan is twelve months old: that it soon would be is said a month ahead, and not sooner', () => {
    expect([because(NO, '2025-05-19'), because(NO, '2025-06-18'), because(NO, '2025-06-19')]).toEqual(['soon', 'soon', 'notAsked']);
  });

  it('is not known while a question is open that could make it needed', () => {
    expect(need('2026-05-18', { recommendEnd: false }, '2026-01-05')).toEqual({ kind: 'notKnown', missing: ['coreGroupWantsEnd'] });
    expect(need('2026-05-18', {}, '2026-01-05')).toMatchObject({ kind: 'notKnown', missing: ['recommendEnd', 'coreGroupWantsEnd'] });
  });

  it('never where the standards are not laid over the pack', () => {
    for (const told of [{}, NO, { recommendEnd: true }]) expect(need('2026-05-18', told, '2020-01-06', nottinghamshireRulebook())).toEqual({ kind: 'notAsked' });
  });
});
