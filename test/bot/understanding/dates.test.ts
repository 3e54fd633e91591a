/** Days said of the start of a section 47 enquiry, and of other things. The calendar of November 2026: Sunday 1, Wednesday 25, Monday 30. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { understand, type DateHint } from '../../../bot/teams/intents.ts';
import { parsePlainDate } from '../../../src/calendar/plain-date.ts';

const wednesday = '2026-11-25';

function hints(text: string, today: string) {
  const { intent } = understand(`book an ICPC, ${text}`, parsePlainDate(today)!);
  if (intent.kind !== 'book') throw new Error(`"${text}" is read as ${intent.kind}`);
  return intent.hints;
}

/** '2026-11-16', 'asks 2026-11-16 or 2026-11-23', 'asks', or 'nothing'. */
const read = (hint: DateHint | null | undefined): string => (hint == null ? 'nothing' : hint.kind === 'day' ? hint.on : ['asks', hint.candidates.join(' or ')].join(' ').trim());
const enquiry = (text: string, today = wednesday): string => read(hints(text, today).s47InitiatedOn);

describe('the start of the section 47 enquiry, said on Wednesday 25 November 2026', () => {
  it.each([
    ['section 47 started last Monday', 'asks 2026-11-16 or 2026-11-23'],
    ['section 47 started this Monday', '2026-11-23'],
    ['section 47 started on Monday', '2026-11-23'],
    ['section 47 started Monday', '2026-11-23'],
    ['section 47 started last Friday', '2026-11-20'],
    ['section 47 started last Wednesday', '2026-11-18'],
    ['section 47 started last Tuesday', 'asks 2026-11-17 or 2026-11-24'],
    ['section 47 started on Wednesday', 'asks 2026-11-18 or 2026-11-25'],
    ['section 47 started Thursday', '2026-11-19'],
    ['section 47 started this Thursday', 'asks 2026-11-19'],
    ['section 47 started yesterday', '2026-11-24'],
    ['section 47 started today', '2026-11-25'],
    ['section 47 started this morning', '2026-11-25'],
    ['section 47 started the day before yesterday', '2026-11-23'],
    ['section 47 started two days ago', '2026-11-23'],
    ['section 47 started 10 days ago', 'asks 2026-11-15'],
    ['section 47 started a week ago', 'asks 2026-11-18'],
    ['section 47 started a week ago today', '2026-11-18'],
    ['section 47 started three weeks ago', 'asks 2026-11-04'],
    ['section 47 started a fortnight ago', 'asks 2026-11-11'],
    ['section 47 started a couple of days ago', 'asks 2026-11-23'],
    ['section 47 started last week', 'asks'],
    ['section 47 started last month', 'asks'],
    ['section 47 started the other day', 'asks'],
    ['section 47 started Monday last week', '2026-11-16'],
    ['section 47 started last week on Monday', '2026-11-16'],
    ['section 47 started on Sunday last week', 'asks 2026-11-15 or 2026-11-22'],
    ['section 47 started Monday just gone', '2026-11-23'],
    ['section 47 started this past Monday', '2026-11-23'],
    ['section 47 started a week last Monday', 'asks 2026-11-09 or 2026-11-16'],
    ['section 47 started the Monday before last', 'asks 2026-11-09 or 2026-11-16'],
    ['section 47 started Thursday week', 'asks'],
    ['section 47 started a week on Thursday', 'asks'],
    ['section 47 starts next Friday', 'asks'],
    ['section 47 starts tomorrow', 'asks'],
    ['section 47 started 16 November', '2026-11-16'],
    ['section 47 started 16th of Nov', '2026-11-16'],
    ['section 47 started November 16th, 2026', '2026-11-16'],
    ['section 47 started 16Nov', '2026-11-16'],
    ['section 47 started Monday 16 November 2026', '2026-11-16'],
    ['section 47 started Monday, 16 November', '2026-11-16'],
    ['section 47 started Tuesday 16 November', 'asks 2026-11-16'],
    ['section 47 started 16/11/2026', '2026-11-16'],
    ['section 47 started 16.11.26', '2026-11-16'],
    ['section 47 started 16-11-2026', '2026-11-16'],
    ['section 47 started 2026-11-16', '2026-11-16'],
    ['section 47 started 16/11', '2026-11-16'],
    ['section 47 started 11/11', '2026-11-11'],
    ['section 47 started 12/11', 'asks 2026-11-12'],
    ['section 47 started 03/04', 'asks 2026-04-03'],
    ['section 47 started 03/11/2026', '2026-11-03'],
    ['section 47 started 11/25', 'nothing'],
    ['section 47 started 11/25/2026', 'nothing'],
    ['section 47 started 31 Feb', 'nothing'],
    ['section 47 started 31/02/2026', 'nothing'],
    ['section 47 started 29 February 2026', 'nothing'],
    ['section 47 started 2026-13-01', 'nothing'],
    ['section 47 started 3 December', 'asks 2025-12-03'],
    ['section 47 started 3 December 2026', 'asks'],
    ['section 47 started 16 November 2024', 'asks 2024-11-16'],
    ['section 47 started on the 16th', '2026-11-16'],
    ['section 47 started on the 28th', 'asks 2026-10-28'],
    ['section 47 started on Monday 16th', '2026-11-16'],
    ['section 47 started Monday the 16th', '2026-11-16'],
    ['section 47 started on Tuesday 16th', 'asks 2026-11-16'],
    ['section 47 started Monday a fortnight ago', 'asks 2026-11-11 or 2026-11-23'],
    ['section 47 started Monday or Tuesday', 'asks 2026-11-23 or 2026-11-24'],
    ['section 47 started on the first Monday of November', 'asks'],
    ['section 47 started on the Monday before half term', 'asks 2026-11-23'],
    ['section 47 started yesterday week', 'asks'],
    ['section 47 started a week ago yesterday', 'asks 2026-11-18 or 2026-11-24'],
    ['section 47 started around 16 November', 'asks 2026-11-16'],
    ['section 47 started after 16 November', 'asks 2026-11-16'],
    ['section 47 started 16 November after a referral', '2026-11-16'],
    ['section 47 probably started on Monday', 'asks 2026-11-23'],
    ['section 47 did not start on Monday', 'asks 2026-11-23'],
    ['section forty-seven started on Monday', '2026-11-23'],
    ['section 47 started on the third of November', 'asks 2026-11-03'],
    ['s47 on 16 November', '2026-11-16'],
    ['S.47 on 16 November', '2026-11-16'],
    ['section47 16 November', '2026-11-16'],
    ['section 47: 16 November', '2026-11-16'],
    ['section 47, 16 November, three children', '2026-11-16'],
    ['on 16 November the strategy discussion agreed it', '2026-11-16'],
    ['strategy meeting was 16 November', '2026-11-16'],
    ['strat discussion 16 November', '2026-11-16'],
    ['strategy discussion on 13 November and section 47 started 16 November', 'asks 2026-11-13 or 2026-11-16'],
    ['strategy discussion on 16 November and section 47 started 16/11/2026', '2026-11-16'],
    ['section 47 started 16 November, report due 3 December', '2026-11-16'],
    ['section 47 conference on 3 December', 'nothing'],
    ['section 47 ended yesterday', 'nothing'],
    ['section 47 is open, conference on Friday', 'nothing'],
    ['conference by 3 December for section 47 started 16 November', '2026-11-16'],
    ['started 16 November', 'nothing'],
    ['section 47 and the 2nd child', 'nothing'],
    ['section 47, the 3 may need an interpreter', 'nothing'],
    ['section 47, we sat with mum', 'nothing'],
    ['section 47, 24/7 care', 'nothing'],
  ])('"%s": %s', (text, expected) => expect(enquiry(text)).toBe(expected));
});

it('says back of a day only the words of a day', () => {
  expect(hints('section 47 started on the third of November at 10am with Zofia', wednesday).s47InitiatedOn).toEqual({ kind: 'ambiguous', said: 'third of November', candidates: ['2026-11-03'] });
});

describe('"last Monday"', () => {
  it.each([
    ['a Monday', '2026-11-30', '2026-11-23'], ['a Tuesday, when yesterday would be called so', '2026-11-24', 'asks 2026-11-16 or 2026-11-23'], ['a Sunday', '2026-11-29', 'asks 2026-11-16 or 2026-11-23'], ['the first Monday of a year', '2027-01-04', '2026-12-28'],
  ])('said on %s', (_on, today, expected) => expect(enquiry('section 47 started last Monday', today)).toBe(expected));

  it('is any "last <weekday>" of any day: one reading only where the days between leave no doubt', () => {
    const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    const written = (at: number): string => new Date(at).toISOString().slice(0, 10);
    fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 6 }), (days, weekday) => {
      const today = days * 86_400_000;
      const todays = (new Date(today).getUTCDay() + 6) % 7;
      let latest = today - 86_400_000;
      while ((new Date(latest).getUTCDay() + 6) % 7 !== weekday) latest -= 86_400_000;
      const disputed = weekday < todays || today - latest === 86_400_000;
      const expected = disputed ? `asks ${written(latest - 7 * 86_400_000)} or ${written(latest)}` : written(latest);
      expect(enquiry(`section 47 started last ${names[weekday]!}`, written(today))).toBe(expected);
    }));
  });
});

describe('the zone of the machine', () => {
  afterEach(() => { vi.unstubAllEnvs(); });

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/London', 'America/New_York'])('%s changes no day', (zone) => {
    vi.stubEnv('TZ', zone);
    expect(new Date(0).getTimezoneOffset()).toBe({ 'Pacific/Kiritimati': 640, 'Pacific/Pago_Pago': 660, 'Europe/London': -60, 'America/New_York': 300 }[zone]);
    expect(enquiry('section 47 started on the third of November')).toBe('asks 2026-11-03');
    expect(enquiry('section 47 started yesterday')).toBe('2026-11-24');
  });
});

describe('days of other things, said back and never filled in', () => {
  it.each([
    ['conference on Friday', 'asks 2026-11-20 or 2026-11-27'], ['by next Friday', 'asks 2026-11-27 or 2026-12-04'], ['by next Monday', '2026-11-30'], ['by Thursday week', 'asks 2026-11-26 or 2026-12-03'], ['by 16 December 2026', '2026-12-16'], ['by 12/11', 'asks 2026-11-12 or 2027-11-12'], ['by the way', 'nothing'], ['last week was hard', 'nothing'],
    ['by 30/02/2026', 'nothing'], ['born 12/03/2019', 'nothing'], ['DOB 12.03.2019', 'nothing'], ['not before tomorrow', '2026-11-26'], ['a fortnight on Friday', 'asks 2026-12-04 or 2026-12-11'],
  ])('"%s": %s', (text, expected) => {
    expect(read(hints(text, wednesday).otherDates[0])).toBe(expected);
    expect(hints(text, wednesday).s47InitiatedOn).toBeNull();
  });

  it('are three at most', () => {
    expect(hints('3 December, 4 December, 5 December, 6 December', wednesday).otherDates).toHaveLength(3);
  });
});
