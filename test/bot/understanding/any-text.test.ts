/** Whatever is typed: nothing throws, nothing takes long, no enquiry starts in the future, and no word of the message gets through. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hintWords, understand, type BookingHints, type DateHint } from '../../../bot/teams/intents.ts';
import { parsePlainDate } from '../../../src/calendar/plain-date.ts';

const LABELS = ['Mother', 'Father', 'Parents', 'Stepmother', 'Stepfather', 'Grandmother', 'Grandfather', 'Grandparents', 'Foster carer', 'Carer', 'Guardian', 'Partner', 'Aunt', 'Uncle', 'Child', 'Family member'];
const REFERENCE = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,29}$/u;
const DATE_WORDS = new RegExp(`^(?:\\d{1,4}(?:st|nd|rd|th)?|(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*|\\d{1,2}(?:st|nd|rd|th)?[a-z]{3,9}|${[
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|an?|few|couple|first|second|third|[a-z]+th|twenty|thirty',
  'days?|weeks?|weekend|months?|fortnights?|ago|last|this|past|previous|coming|next|of|the|on|in|after|since|from|before|just|gone|other|and|earlier|back|yesterday|today|tomorrow|tonight|night|morning|afternoon|evening',
].join('|')})$`, 'iu');

/** Words a message about a conference is made of, with names, numbers, noise and hostile bits among them. */
const words = fc.constantFrom(
  'ICPC', 'RCPC', 'section 47', 's47', 'started', 'strategy discussion', 'last', 'next', 'this', 'on', 'Monday', 'Thursday', 'week', 'fortnight', 'ago', 'the', 'of', '16', '12/11', '31/02/2026', 'November', 'third', '2026', 'a', 'three', 'children', 'aged', '3', 'and', ',', '.', ';', '\n', 'months',
  'mum', 'Dad', 'nan', 'needs', 'an', 'interpreter', 'for', 'Polish', 'case', 'EX-20417', '48213', 'Zofia', 'Example', 'Llinos Example', 'unborn', 'baby', 'review', 'urgent', 'online', '’', '“', '🙂', '\u200b', '\u0000', 'Zofia-2041', 'tomorrow', 'in', 'days', 'two', 'born', 'yesterday', 'May', 'April', 'Summer',
);
const started = fc.tuple(fc.constantFrom('last', 'this', 'on', 'next', 'a week on', '16', '12', 'the third of', '', 'two weeks', 'three'), fc.constantFrom('Monday', 'Friday', 'November', 'Monday week', 'Dec 2026', 'ago', '/11', '-11-2026', 'days ago', 'days ago Zofia')).map((pair) => `section 47 started ${pair.join(' ')}, `);
const message = fc.oneof(fc.tuple(started, fc.array(words, { maxLength: 30 })).map(([first, parts]) => `book an ICPC, ${first}${parts.join(' ')}`), fc.array(words, { maxLength: 60 }).map((parts) => `book an ICPC ${parts.join(' ')}`), fc.string({ unit: 'grapheme', maxLength: 400 }).map((text) => `book an ICPC, section 47 ${text}`), fc.string({ unit: 'binary', maxLength: 400 }));
const todays = fc.integer({ min: 0, max: 40_000 }).map((days) => parsePlainDate(new Date(days * 86_400_000).toISOString().slice(0, 10))!);

const daysOf = (hint: DateHint): readonly string[] => (hint.kind === 'day' ? [hint.on] : hint.candidates);
const saidIn = ({ s47InitiatedOn, otherDates }: BookingHints): readonly DateHint[] => [...(s47InitiatedOn === null ? [] : [s47InitiatedOn]), ...otherDates];

describe('whatever is typed', () => {
  it('gives hints of numbers, days, references and labels only, and no enquiry of the future', () => {
    let booked = 0;
    let dated = 0;
    fc.assert(fc.property(message, todays, (text, today) => {
      const { intent } = understand(text, today);
      if (intent.kind !== 'book') return;
      const { hints } = intent;
      booked += 1;
      dated += hints.s47InitiatedOn === null ? 0 : 1;
      for (const on of hints.s47InitiatedOn === null ? [] : daysOf(hints.s47InitiatedOn)) expect(on <= today).toBe(true);
      for (const hint of saidIn(hints)) {
        for (const on of daysOf(hint)) expect(parsePlainDate(on)).toBe(on);
        for (const word of hint.said.split(/[\s,/.-]+/u).filter((part) => part !== '')) expect(word).toMatch(DATE_WORDS);
        expect(hint.said.length).toBeLessThanOrEqual(90);
      }
      if (hints.caseReference !== null) expect(hints.caseReference).toMatch(REFERENCE);
      for (const label of [...hints.relatives, ...hints.interpreter.map(({ who }) => who)]) expect(LABELS).toContain(label);
      for (const age of hints.ages) expect(age).toMatch(/^\d{1,3}(?: (?:months?|weeks?|days?))?$/);
      if (hints.childCount !== null) expect(hints.childCount >= 1 && hints.childCount <= 10).toBe(true);
      expect(JSON.stringify([hints, hintWords(hints)])).not.toMatch(/Zofia|Llinos|Example/u);
      expect(hintWords(hints).length).toBeLessThanOrEqual(10);
      for (const sentence of hintWords(hints)) expect(sentence.length).toBeLessThanOrEqual(200);
    }), { numRuns: 3_000 });
    expect(booked).toBeGreaterThan(1_000);
    expect(dated).toBeGreaterThan(200);
  });

  it('leaves out names wherever they stand', () => {
    const { intent } = understand('Book an ICPC for Zofia Example (case EX-20417), section 47 started Monday by Robin Example, Zofia and Jan Example need a Polish interpreter, mum is April May Example, June 3', parsePlainDate('2026-11-25')!);
    expect(intent.kind).toBe('book');
    expect(JSON.stringify(intent)).not.toMatch(/Zofia|Robin|Example|April|Jan\b/u);
  });

  const start = 'book an ICPC, section 47 ';
  it.each([
    ['one letter', 'a'], ['spaces', ' '], ['digits', '1'], ['slashes', '1/'], ['days', 'last Monday '], ['weeks', 'a week last '], ['dates', '16 November 2026, '], ['relative days', '3 days '], ['numbers', '3, '], ['ages', 'aged 3, 5 and '], ['ages in words', 'seven and '], ['interpreters', 'mum and '], ['interpreters for', 'interpreter for mum and '], ['interpreter', 'interpreter '], ['negations', "doesn't "], ['case', 'case '], ['case numbers', 'case 48213 '], ['reference pieces', '1-1-'], ['letters and digits', 'a1.'],
    ['booking', 'book a '], ['politeness', 'please '], ['children', 'three young '], ['months', 'jan '], ['quotes', '’'], ['combining marks', '\u0301'], ['emoji', '👩‍👧'], ['expanding letters', '\ufdfa'], ['new lines', '\n'], ['leave', 'is on leav '], ['why', 'why is it '], ['block', 'block a '], ['and', 'and '], ['needs', 'needs an urgent '], ['moved', 'moved in from the '], ['languages', 'Kurdish '], ['hyphens', '-'], ['danger', 'strangl'], ['step', 'step '],
  ])('is read within 50 ms at 50,000 characters of %s', (_what, piece) => {
    const [whole, after] = [piece.repeat(Math.ceil(50_000 / piece.length)), start + piece.repeat(Math.ceil(50_000 / piece.length))];
    const took = Math.min(...[1, 2, 3].map(() => {
      const began = performance.now();
      understand(whole, parsePlainDate('2026-11-25')!);
      return performance.now() - began;
    }));
    const tookAfter = Math.min(...[1, 2, 3].map(() => {
      const began = performance.now();
      understand(after, parsePlainDate('2026-11-25')!);
      return performance.now() - began;
    }));
    expect(Math.max(took, tookAfter)).toBeLessThan(50);
  });
});
