/** A record of any length reaches its readers whole, in cards that each fit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReleasedDecisions, renderChannelDecision, splitDecisions } from '../../cards/channel-decision/card.ts';
import { releasedDecisions } from '../../cards/channel-decision/sample.ts';
import { type ReleasedPlan, renderChannelPlan, splitPlan } from '../../cards/channel-plan/card.ts';
import { releasedPlan } from '../../cards/channel-plan/sample.ts';
import type { Piece } from '../../cards/parts.ts';
import type { AdaptiveCard } from '../../cards/render.ts';

const written = (parts: readonly { readonly pieces: readonly Piece[] }[]): string => parts.flatMap(({ pieces }) => pieces.map(({ words }) => words)).join('');
const titles = (card: AdaptiveCard): readonly unknown[] => (card['actions'] as readonly { title: unknown }[]).map(({ title }) => title);

/** The longest texts a record can hold, of the characters that cost most: an emoji, a Welsh letter, escapes, line ends. */
const HEAVY = ['👶', 'ŵ', '漢', '*', '"', '\\', '<', 'a\n', '{{'].map((unit) => unit.repeat(4000).slice(0, 4000));

describe('an outline plan', () => {
  test('of the usual length is one card without parts', () => {
    const parts = splitPlan(releasedPlan);
    expect(parts).toHaveLength(1);
    expect(titles(renderChannelPlan(parts[0]!))).toEqual([]);
  });

  test('with sixty actions is dealt into parts, each with the way on and back', () => {
    const parts = splitPlan({ ...releasedPlan, actions: Array.from({ length: 60 }, (_, place) => ({ ...releasedPlan.actions[0]!, what: `Action ${place}` })) });
    expect(parts.length).toBeGreaterThan(1);
    const cards = parts.map((part) => renderChannelPlan(part));
    expect(titles(cards[0]!)).toEqual(['Next part']);
    expect(titles(cards.at(-1)!)).toEqual(['Previous part']);
    for (let place = 0; place < 60; place++) expect(written(parts)).toContain(`${place + 1}. Immediate: Action ${place}`);
  });

  test.each(HEAVY)('fits its cards whatever it is written with (%#)', (heavy) => {
    const action = { what: heavy, who: heavy.slice(0, 200), designation: heavy.slice(0, 200), byWords: 'by Friday', immediate: true, outcome: heavy };
    const plan: ReleasedPlan = { ...releasedPlan, aim: heavy, nonNegotiables: heavy, actions: [action, action], children: [{ label: 'Child A', visitWords: 'Weekly.', contingency: heavy }] };
    const parts = splitPlan(plan);
    for (const part of parts) expect(Buffer.byteLength(JSON.stringify(renderChannelPlan(part)))).toBeLessThanOrEqual(20 * 1024);
    expect(written(parts).split(heavy).length - 1).toBe(7);
  });
});

describe('the decisions', () => {
  test('for nine children with long reasons and dissent are dealt into parts, and nothing is lost', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 1500 }), { minLength: 1, maxLength: 9 }), (texts) => {
      const decisions: ReleasedDecisions['decisions'] = texts.map((text, place) => ({ label: `Child ${place}`, outcomeWords: 'Child protection plan', categoriesWords: 'Neglect', reasons: text, dissent: text }));
      const parts = splitDecisions({ ...releasedDecisions, decisions });
      for (const part of parts) renderChannelDecision(part);
      expect(written(parts)).toContain(texts.map((text, place) => `Child ${place}Child protection planCategoryNeglectReasons${text}Dissent${text}`).join(''));
    }), { numRuns: 40 });
  });

  test('never leave a heading or a label alone at the end of a part', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 12 }), (lengths) => {
      const decisions = lengths.map((length, place) => ({ label: `Child ${place}`, outcomeWords: 'Plan', categoriesWords: '', reasons: 'word '.repeat(length / 5 + 1), dissent: '' }));
      for (const { pieces } of splitDecisions({ ...releasedDecisions, decisions })) expect(pieces.at(-1)?.kind).toBe('text');
    }), { numRuns: 60 });
  });

  test('say where nobody dissented', () => expect(written(splitDecisions(releasedDecisions))).toContain('DissentNone recorded.'));
});
