/** Categories as they are reported. */
import { expect, it } from 'vitest';
import { reportedCategory } from '../../src/procedures/categories.ts';
import { nottinghamshireRulebook } from './nottinghamshire-rulebook.ts';

const { pack } = nottinghamshireRulebook();

it.each([
  ['none', [], undefined],
  ['one', ['NEG'], 'NEG'],
  ['the same one twice', ['EMO', 'EMO'], 'EMO'],
  ['two', ['NEG', 'EMO'], 'MUL'],
  ['all four', ['NEG', 'PHY', 'SAB', 'EMO'], 'MUL'],
])('reports %s as it must (AMB-29)', (_what, chosen, expected) => {
  expect(reportedCategory(pack, chosen)).toBe(expected);
});

it('knows the four categories by their codes in the national return, and neither repeats nor counts multiple among them', () => {
  expect(pack.decisions.categories.map(({ code }) => code)).toEqual(['NEG', 'PHY', 'SAB', 'EMO']);
});
