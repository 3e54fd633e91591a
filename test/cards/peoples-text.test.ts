/**
 * Whatever people type is shown as they typed it and does nothing: no Markdown, no mention, no binding.
 * The reading of Markdown here is the tests' own: a backslash before punctuation makes it plain.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { renderer } from '../../cards/render.ts';
import { everyNode, everySample } from './every-card.ts';

const MEANINGFUL = ['**bold**', '_it_', '[x](https://example.com)', '![x](y)', '<at>Someone</at>', '<b>', '&amp;', '&#42;', '`code`', '~~gone~~',
  '${op}', '${$root}', '${json(op)}', '$', '{', '{{DATE(2026-01-01)}}', '\\', '\\*', '# ', '- ', '1. ', '2) ', '> ', '+ ', '---', '===', '\n', '\r\n', '    ', '"', "'", 'ŵ', '👶', '\u202e', '\u0000', '\ufdd0', '\ufdd5'];

const typed = fc.array(fc.oneof(fc.constantFrom(...MEANINGFUL), fc.string({ unit: 'binary', maxLength: 5 }), fc.string({ maxLength: 8 })), { maxLength: 8 }).map((parts) => parts.join(''));

/** What a reader sees of Markdown that is all escaped. */
const asSeen = (markdown: string): string => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');

/** What is left once everything escaped is taken out: it must not mean anything. */
const unescaped = (markdown: string): string => markdown.replace(/\\[!-/:-@[-`{-~]/g, '·');

const ACTIVE = /[*_`~[\]<>\\]|&#?\w+;|\$\{|\{\{|^\s*(#|[-+]|\d+[.)])/m;

/** The same text with what is never text taken out and runs of white space made one. */
const evenly = (text: string): string =>
  text.replace(/\r/g, ' ').toWellFormed().normalize('NFC').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]/g, '').replace(/\s+/g, ' ').trim();

const oneText = renderer('sample', {
  type: 'AdaptiveCard', version: '1.5',
  body: [
    { type: 'TextBlock', text: '${words}' },
    { type: 'FactSet', facts: [{ title: 'Said', value: '${words}' }] },
    { type: 'Input.Text', id: 'said', label: '${words}', value: '${words}' },
    { type: 'Input.ChoiceSet', id: 'pick', style: 'expanded', choices: [{ title: '${words}', value: '${words}' }] },
    { type: 'Input.ChoiceSet', id: 'fold', style: 'compact', choices: [{ title: '${words}', value: '${words}' }] },
  ],
}, z.strictObject({ words: z.string() }));

type Element = { text: string; value: string; label: string; facts: { value: string }[]; choices: { title: string; value: string }[] };

describe('a text in a card', () => {
  test('means nothing where Markdown is read, and reads as it was typed', () => {
    fc.assert(fc.property(typed, (words) => {
      const [block, facts, , list] = oneText({ words }).body as Element[];
      for (const markdown of [block!.text, facts!.facts[0]!.value, list!.choices[0]!.title]) {
        expect(unescaped(markdown)).not.toMatch(ACTIVE);
        expect(asSeen(markdown).replace(/\s+/g, ' ')).toBe(evenly(words));
      }
    }), { numRuns: 2000 });
  });

  test('comes back unescaped in inputs, labels, values and folded lists', () => {
    fc.assert(fc.property(typed, (words) => {
      const [, , input, list, fold] = oneText({ words }).body as Element[];
      for (const plain of [input!.value, input!.label, list!.choices[0]!.value, fold!.choices[0]!.title]) expect(evenly(plain)).toBe(evenly(words));
    }), { numRuns: 500 });
  });

  test('keeps a hyphen, a full stop and brackets as they are in the middle of a sentence', () => {
    expect((oneText({ words: 'Two-year-old (A.B.) is at 10.30 & 5 > 3; see no. 4.' }).body as Element[])[0]?.text).toBe('Two-year-old (A.B.) is at 10.30 & 5 \\> 3; see no. 4.');
  });

  test('gives each line that was typed a paragraph of its own', () => {
    expect((oneText({ words: 'First\nSecond\r\n    - third' }).body as Element[])[0]?.text).toBe('First\n\nSecond\n\n\\- third');
  });
});

/** Fields that take only what we ourselves put there. */
const FIXED = /^(op|draftId|conferenceId|inviteeId|chairId|workerId|leaveId|outOfHours|diaryTelephone|meetingSupportTelephone|today|s47InitiatedOn|value|roleCode|fact|need|chosen|kind|state|outcome|viewers|tone|actions|format|part|asked|slot|telephone|extra|answer|conferenceType|field|on|at|flags)$/;

describe.each(everySample.filter(({ title, sample }) => !/channel-plan [3-9]/.test(title) && textPaths(sample).length > 0))('$title, with anything typed into its texts', ({ sample, render }) => {
  const meaning = (card: object): string => everyNode(card).map(({ text }) => (typeof text === 'string' ? unescaped(text).replace(/[^*_`~[\]<>\\]/g, '') : '')).join('');

  const verbs = (card: object): readonly unknown[] => everyNode(card).flatMap(({ verb }) => verb ?? []);

  test('stays a card, means no more than before and evaluates nothing', () => {
    const before = render(sample);
    const paths = textPaths(sample);
    fc.assert(fc.property(fc.constantFrom(...paths), typed, (path, words) => {
      const changed = render(withText(sample, path, words.slice(0, 6)));
      expect(meaning(changed)).toBe(meaning(before));
      expect(verbs(changed)).toEqual(verbs(before));
    }), { numRuns: 60 });
  });
});

/** Paths to the texts of a sample that take any words: ids, numbers, dates and choices among a few are left out. */
function textPaths(node: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof node === 'string') return FIXED.test(path.filter((key) => !/^\d+$/.test(key)).at(-1) ?? '') || node === '' ? [] : [path];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => textPaths(value, [...path, key]));
}

function withText(node: unknown, path: readonly string[], words: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return words;
  if (Array.isArray(node)) return node.map((item, place) => (String(place) === key ? withText(item, rest, words) : (item as unknown)));
  return { ...(node as object), [key]: withText((node as Record<string, unknown>)[key], rest, words) };
}
