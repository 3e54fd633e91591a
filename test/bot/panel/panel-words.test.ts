/** How the panel says decisions, dissent, dates and lengths. */
import { describe, expect, it } from 'vitest';
import { decisionWords } from '../../../bot/panel/browser/captures/decision-words.ts';
import { dissentOf, dissentText } from '../../../bot/panel/browser/captures/dissent.ts';
import { longDate, shortDate } from '../../../bot/panel/browser/plan/plan-words.ts';
import { lengthFault, longestName } from '../../../bot/panel/browser/saving/text-length.ts';

const categories = [{ value: 'NEG', label: 'Neglect' }, { value: 'EMO', label: 'Emotional abuse' }, { value: 'PHY', label: 'Physical abuse' }];

describe('a decision in words', () => {
  it.each([
    [{ outcome: 'plan', categories: ['NEG'] }, 'Child protection plan, under neglect.'],
    [{ outcome: 'plan', categories: ['EMO', 'NEG'] }, 'Child protection plan, under neglect and emotional abuse.'],
    [{ outcome: 'plan', categories: ['NEG', 'EMO', 'PHY'] }, 'Child protection plan, under neglect, emotional abuse and physical abuse.'],
    [{ outcome: 'noPlan', categories: ['NEG'] }, 'No child protection plan.'],
    [{ outcome: null, categories: [] }, 'No decision yet.'],
  ] as const)('%j is “%s”', (decision, words) => {
    expect(decisionWords(decision, categories)).toBe(words);
  });
});

describe('a dissent', () => {
  it.each([
    { agency: 'Police', reasons: 'They would go further: the risk is not understood.' },
    { agency: 'School', reasons: 'One line.\nAnd another.' },
    { agency: '', reasons: '' },
  ])('comes back from the record as it went in', (dissent) => {
    expect(dissentOf(dissentText(dissent))).toEqual(dissent);
  });

  it('without an agency is all reasons', () => {
    expect(dissentOf('Somebody disagreed')).toEqual({ agency: '', reasons: 'Somebody disagreed' });
  });
});

describe('a date of the plan', () => {
  it('is the same day wherever the page is read', () => {
    expect(longDate('2026-12-29')).toBe('Tuesday 29 December 2026');
    expect(shortDate('2027-01-08')).toBe('8 Jan 2027');
  });

  it('that is none is shown as it was entered', () => {
    expect(longDate('soon')).toBe('soon');
  });
});

describe('a text', () => {
  it('is at most 4,000 characters, a name 200', () => {
    expect(lengthFault('x'.repeat(4_000))).toBe('');
    expect(lengthFault('x'.repeat(4_001))).toBe('This is 4,001 characters long and 4,000 is the most: please shorten it.');
    expect(lengthFault('x'.repeat(201), longestName)).toContain('200 is the most');
  });
});
