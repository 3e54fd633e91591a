/** What is owed and when: worked examples a diary co-ordinator could check, and a walk over the days. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addHours, londonDateOf, londonInstant, londonTimeOf, longMoment } from '../../src/calendar/instants.ts';
import { longDate } from '../../src/calendar/plain-date.ts';
import {
  agencyReportDue, conferenceLimit, familyArrivalDue, familyVisitDue, firstCoreGroupDue, outlinePlanDue, recordDue, reviewDue, reviewInvitationsDue, socialWorkerReportDue, tellDiaryAcknowledgedBy, tellDiaryDue,
} from '../../src/procedures/duties.ts';
import { anyKnownDate, anyTime, date } from '../calendar/arbitrary-dates.ts';
import { limitFromTrigger, plusDays, walk, works } from '../calendar/day-by-day.ts';
import { ruleOf } from '../../src/procedures/duty.ts';
import { nottinghamshireRulebook, shippedLibrary } from './nottinghamshire-rulebook.ts';

const book = nottinghamshireRulebook();

describe('the limit for the initial conference (NOT-002)', () => {
  it('counts the day of the decision, and tells where others count otherwise', () => {
    const limit = conferenceLimit(book, { s47InitiatedOn: date('2024-07-01') });
    expect(limit).toMatchObject({
      what: 'conferenceLimit', rule: 'NOT-002', due: 'on', dueOn: '2024-07-19', confidence: 'written', provisional: false, owner: 'diaryCoordinator',
      source: { title: 'Child Protection Conference', lines: '25' },
      otherReading: { rule: 'AMB-01', dueOn: '2024-07-22' },
    });
    expect(limit.safeBy).toBeUndefined();
    expect(limit.explanation).toEqual([
      'Day 1 is Monday 1 July 2024.',
      'Day 15 is Friday 19 July 2024.',
      'Saturdays and Sundays are not counted.',
      'With the day after as Day 1, as many authorities count, the limit would be Monday 22 July 2024. The earlier date satisfies both.',
    ]);
  });

  it('rolls a Saturday forward and names the day that is safe by every reading', () => {
    const limit = conferenceLimit(book, { s47InitiatedOn: date('2024-07-06') });
    expect([limit.dueOn, limit.safeBy, limit.otherReading]).toEqual(['2024-07-26', '2024-07-25', undefined]);
    expect(limit.reading).toBe(book.pack.rules['AMB-02']?.words);
    expect(limit.explanation).toContain('The count begins on Saturday 6 July 2024, which is not a working day.');
    expect(limit.explanation).toContain('With that day itself as Day 1, the limit would be Thursday 25 July 2024: a conference by then is safe by every reading.');
  });

  it('names the holidays it passes over', () => {
    const { explanation } = conferenceLimit(book, { s47InitiatedOn: date('2024-03-18') });
    expect(explanation).toContain('Public holidays are not counted: Good Friday (Friday 29 March 2024), Easter Monday (Monday 1 April 2024).');
  });

  it('says when holidays on the way are not yet known', () => {
    const limit = conferenceLimit(book, { s47InitiatedOn: date('2028-12-20') });
    expect(limit.provisional).toBe(true);
    expect(limit.explanation.at(-1)).toBe('Public holidays are known to the companion up to Sunday 31 December 2028 only, so this date is provisional: it may still move.');
  });

  it('agrees with a walk over the days, from any day', () => {
    fc.assert(fc.property(anyKnownDate, (s47InitiatedOn) => {
      const limit = conferenceLimit(book, { s47InitiatedOn });
      expect(limit.dueOn).toBe(limitFromTrigger(s47InitiatedOn, 15));
      expect(limit.count?.inFull.at(-1)).toMatch(/: Day 15$/);
      expect(limit.count?.byWeek.at(-1)).toMatch(/15(, not .*)?$/);
    }));
  });
});

describe('what is due 24 hours before the conference (NOT-048, NOT-057, NOT-069)', () => {
  it.each([
    ['the Friday before a Monday', '2024-07-22', 'Friday 19 July 2024 at 10:00'],
    ['the Thursday before Easter, for the Tuesday after it', '2025-04-22', 'Thursday 17 April 2025 at 10:00'],
    ['New Year’s Eve, for 2 January', '2025-01-02', 'Tuesday 31 December 2024 at 10:00'],
    ['the Friday before the state funeral', '2022-09-20', 'Friday 16 September 2022 at 10:00'],
    ['Christmas Eve, for the Tuesday after the substitute day', '2026-12-29', 'Thursday 24 December 2026 at 10:00'],
    ['the day before, for a Wednesday', '2026-11-11', 'Tuesday 10 November 2026 at 10:00'],
    ['Friday in winter time, for the Monday after the clocks went forward', '2026-03-30', 'Friday 27 March 2026 at 10:00'],
    ['Friday in summer time, for the Monday after the clocks went back', '2026-10-26', 'Friday 23 October 2026 at 10:00'],
  ])('falls on %s', (_when, on, expected) => {
    const held = { startAt: londonInstant(date(on), '10:00') };
    const duties = [agencyReportDue(book, held), socialWorkerReportDue(book, held), familyVisitDue(book, held)];
    expect(duties.map(({ dueAt }) => longMoment(dueAt))).toEqual([expected, expected, expected]);
    expect(duties.map(({ rule }) => rule)).toEqual(['NOT-048', 'NOT-069', 'NOT-057']);
  });

  it('says why it is not simply the day before', () => {
    const { explanation } = agencyReportDue(book, { startAt: londonInstant(date('2025-04-22'), '10:00') });
    expect(explanation).toEqual([
      '24 hours before the start is Monday 21 April 2025, a public holiday (Easter Monday).',
      'It is due on the working day before: by Thursday 17 April 2025 at 10:00.',
    ]);
    expect(agencyReportDue(book, { startAt: londonInstant(date('2026-11-11'), '10:00') }).explanation).toEqual([
      '24 hours before the start is Tuesday 10 November 2026.',
      'It is due by Tuesday 10 November 2026 at 10:00.',
    ]);
  });

  it('is never less than 24 hours before, never on a day off, and at the same time of day, from any working day', () => {
    fc.assert(fc.property(anyKnownDate.filter(works), anyTime, (on, time) => {
      const startAt = londonInstant(on, time);
      const { dueAt, explanation } = agencyReportDue(book, { startAt });
      expect(dueAt <= addHours(startAt, -24)).toBe(true);
      expect(londonDateOf(dueAt)).toBe(walk(on, 1, -1));
      expect(londonTimeOf(dueAt)).toBe(time);
      expect(explanation[0]).toContain(`24 hours before the start is ${longDate(date(plusDays(on, -1)))}`);
    }));
  });
});

describe('the family’s time with the chair (NOT-027)', () => {
  it('begins twenty minutes before the start', () => {
    const duty = familyArrivalDue(book, { startAt: londonInstant(date('2026-12-21'), '10:00') });
    expect(longMoment(duty.dueAt)).toBe('Monday 21 December 2026 at 09:40');
    expect(duty.explanation).toEqual(['20 minutes before Monday 21 December 2026 at 10:00 is 09:40.']);
  });
});

describe('after the conference', () => {
  it.each([
    ['2024-07-19', '2024-07-22', '2024-08-02', '2024-08-09'],
    ['2024-12-18', '2024-12-19', '2025-01-06', '2025-01-13'],
    ['2025-04-11', '2025-04-14', '2025-04-29', '2025-05-07'],
    ['2022-05-27', '2022-05-30', '2022-06-14', '2022-06-21'],
  ])('of %s: the outline plan by %s, the first core group by %s, the record by %s', (held, plan, coreGroup, record) => {
    const heldOn = date(held);
    expect([outlinePlanDue(book, { heldOn }).dueOn, firstCoreGroupDue(book, { heldOn }).dueOn, recordDue(book, { heldOn }).dueOn]).toEqual([plan, coreGroup, record]);
  });

  it('does not count the day of the conference, and says so', () => {
    const { explanation, rule } = outlinePlanDue(book, { heldOn: date('2024-07-19') });
    expect(rule).toBe('NOT-094');
    expect(explanation).toEqual(['Friday 19 July 2024 itself is not counted.', 'Day 1 is Monday 22 July 2024.', 'Saturdays and Sundays are not counted.']);
  });

  it('marks the time for the record as assumed', () => {
    expect(recordDue(book, { heldOn: date('2024-07-19') })).toMatchObject({ rule: 'NOT-095', confidence: 'assumed', reading: book.pack.rules['AMB-11']?.words });
  });
});

describe('the next review, which the Nottinghamshire text leaves to the common ground (NAT-002, NAT-003)', () => {
  it.each([
    ['a Saturday limit is booked by the Friday', '2024-07-19', true, '2024-10-19', '2024-10-18'],
    ['a Good Friday limit is booked by the Thursday', '2024-10-18', false, '2025-04-18', '2025-04-17'],
    ['a Saturday at the end of August', '2024-05-31', true, '2024-08-31', '2024-08-30'],
    ['the end of a shorter month', '2025-01-31', true, '2025-04-30', '2025-04-30'],
  ])('%s', (_what, held, first, dueOn, lastBookableOn) => {
    expect(reviewDue(book, { heldOn: date(held), first })).toMatchObject({ rule: first ? 'NAT-002' : 'NAT-003', confidence: 'inherited', inheritedFrom: 'national', dueOn, lastBookableOn });
  });

  it('explains itself', () => {
    expect(reviewDue(book, { heldOn: date('2024-07-19'), first: true }).explanation).toEqual([
      '3 months after Friday 19 July 2024 is Saturday 19 October 2024.',
      'That is a Saturday, so the last day to book is Friday 18 October 2024.',
      'This is not in your authority’s document: it is inherited from “national”.',
    ]);
    expect(reviewDue(book, { heldOn: date('2025-01-31'), first: true }).explanation).toContain('That month is shorter, so its last day is the limit.');
    expect(reviewDue(book, { heldOn: date('2028-10-20'), first: true }).provisional).toBe(true);
  });

  it('can always be booked on a working day inside the limit', () => {
    fc.assert(fc.property(anyKnownDate, fc.boolean(), (heldOn, first) => {
      const { dueOn, lastBookableOn } = reviewDue(book, { heldOn, first });
      expect(lastBookableOn).toBe(works(dueOn) ? dueOn : walk(dueOn, 1, -1));
    }));
  });
});

describe('a review is prepared as an initial conference is (NOT-110)', () => {
  it('by the same times, each said to hold through that rule where its own text speaks of the initial conference', () => {
    const start = { startAt: londonInstant(date('2025-04-22'), '10:00'), kind: 'review' } as const;
    const duties = [agencyReportDue(book, start), socialWorkerReportDue(book, start), familyVisitDue(book, start), familyArrivalDue(book, start)];
    expect(duties.map(({ rule, dueAt, confidence }) => [rule, longMoment(dueAt), confidence])).toEqual([
      ['NOT-048', 'Thursday 17 April 2025 at 10:00', 'written'], ['NOT-069', 'Thursday 17 April 2025 at 10:00', 'inherited'],
      ['NOT-057', 'Thursday 17 April 2025 at 10:00', 'inherited'], ['NOT-027', 'Tuesday 22 April 2025 at 09:40', 'inherited'],
    ]);
    const held = { heldOn: date('2025-04-11'), kind: 'review' } as const;
    expect([outlinePlanDue(book, held), firstCoreGroupDue(book, held), recordDue(book, held)].map(({ dueOn }) => dueOn)).toEqual(['2025-04-14', '2025-04-29', '2025-05-07']);
  });

  it.each([['2026-05-18', '2026-05-01'], ['2024-07-22', '2024-07-08'], ['2025-01-02', '2024-12-19'], ['2026-12-29', '2026-12-15']])('and invited to two weeks before: for %s by %s (NOT-116)', (on, dueOn) => {
    expect(reviewInvitationsDue(book, { startAt: londonInstant(date(on), '10:00') })).toMatchObject({ rule: 'NOT-116', dueOn });
  });

  it('with no time for the invitations where the pack sets none', () => {
    const generic = shippedLibrary().resolve('generic');
    if (generic === undefined) throw new Error('there is no such pack');
    expect(reviewInvitationsDue({ pack: generic, calendar: book.calendar }, { startAt: londonInstant(date('2026-05-18'), '10:00') })).toBeUndefined();
  });
});

describe('telling the diary co-ordinator (NOT-005, AMB-23)', () => {
  it.each([
    ['in office hours', '2024-07-18', '15:30', null],
    ['at the close of business', '2024-07-18', '17:00', null],
    ['a minute after it', '2024-07-18', '17:01', 'Friday 19 July 2024 at 10:00'],
    ['on a Friday evening', '2024-07-19', '19:00', 'Monday 22 July 2024 at 10:00'],
    ['on the Saturday before Easter', '2025-04-19', '11:00', 'Tuesday 22 April 2025 at 10:00'],
  ])('what was agreed %s is told the same day, and acknowledged when it was late', (_when, on, time, by) => {
    const agreedAt = londonInstant(date(on), time);
    const told = tellDiaryDue(book, agreedAt);
    expect([told?.dueOn, told?.outOfHours]).toEqual([on, by !== null]);
    expect(told?.acknowledgeBy === null || told === undefined ? null : longMoment(told.acknowledgeBy)).toBe(by);
    expect(tellDiaryAcknowledgedBy(book, agreedAt)).toBe(told?.acknowledgeBy ?? null);
  });

  it('is not asked where the pack does not ask it', () => {
    const generic = shippedLibrary().resolve('generic');
    if (generic === undefined) throw new Error('there is no such pack');
    expect(tellDiaryDue({ pack: generic, calendar: book.calendar }, londonInstant(date('2024-07-18'), '19:00'))).toBeUndefined();
  });
});

describe('every duty', () => {
  it('says what, why, by which rule and from where', () => {
    const startAt = londonInstant(date('2026-12-21'), '10:00');
    const heldOn = date('2026-12-21');
    const duties = [
      conferenceLimit(book, { s47InitiatedOn: date('2026-12-01') }), agencyReportDue(book, { startAt }), socialWorkerReportDue(book, { startAt }),
      familyVisitDue(book, { startAt }), familyArrivalDue(book, { startAt }), outlinePlanDue(book, { heldOn }), firstCoreGroupDue(book, { heldOn }),
      recordDue(book, { heldOn }), reviewDue(book, { heldOn, first: true }), reviewDue(book, { heldOn, first: false }),
    ];
    for (const duty of duties) {
      expect(duty.words).toBe(book.pack.rules[duty.rule]?.words);
      expect(duty.title.length * duty.source.title.length * duty.explanation.length).toBeGreaterThan(0);
      expect(Object.hasOwn(book.pack.terms.roles, duty.owner)).toBe(true);
      expect(duty.explanation.join(' ')).not.toMatch(/undefined|NaN|Invalid/);
    }
    expect(new Set(duties.map(({ what }) => what)).size).toBe(duties.length);
  });

  it('never takes its reasons from a rule the pack does not have', () => {
    expect(() => ruleOf(book.pack, 'NOT-999')).toThrow(RangeError);
    expect(() => ruleOf(book.pack, 'constructor')).toThrow(RangeError);
  });
});
