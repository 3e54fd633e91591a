/** The one render function makes a whole card or none, and what it says of a failure holds nothing of the data. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CardNotMade, renderer } from '../../cards/render.ts';

const words = z.strictObject({ words: z.string() });
const card = (body: readonly object[], more: object = {}): object => ({ type: 'AdaptiveCard', version: '1.5', body, ...more });

function failure(render: () => unknown): CardNotMade {
  try {
    render();
  } catch (error) {
    if (error instanceof CardNotMade) return error;
    throw error;
  }
  throw new Error('a card was made');
}

describe('a card that is not whole is not made', () => {
  test('where the data lack a field, have one too many or hold an array for a text, the paths are named and the values are not', () => {
    const render = renderer('sample', card([{ type: 'TextBlock', text: '${words}' }]), words) as (data: unknown) => unknown;
    for (const data of [{}, { words: ['CANARY'] }, { words: null }, 'CANARY', undefined, { words: 'CANARY', more: 'CANARY' }]) {
      const error = failure(() => render(data));
      expect(error.fault).toBe('dataInvalid');
      expect(`${error.message} ${JSON.stringify(error)} ${error.stack}`).not.toContain('CANARY');
    }
    expect(failure(() => render({ words: 3 })).paths).toEqual(['words']);
  });

  test.each([
    ['a field that does not exist', '${nowhere}'],
    ['a field that does not exist, inside a sentence', 'Dear ${nowhere}, hello'],
    ['a field of a field that does not exist', '${words.deeper.still}'],
  ])('where the template binds %s', (_, text) => {
    expect(failure(() => renderer('sample', card([{ type: 'TextBlock', text }]), words)({ words: 'CANARY' })).fault).toBe('leftoverBinding');
  });

  test('where an expression fails', () => {
    const error = failure(() => renderer('sample', card([{ type: 'TextBlock', text: '${json(words)}' }]), words)({ words: '{CANARY' }));
    expect(error.fault).toBe('expansionFailed');
    expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain('CANARY');
  });

  test('where a condition asks for a field that does not exist, or answers with something other than yes or no', () => {
    const when = (condition: string): object => card([{ type: 'TextBlock', $when: condition, text: 'x' }]);
    expect(failure(() => renderer('sample', when('${nowhere}'), words)({ words: 'a' })).fault).toBe('conditionNotBoolean');
    expect(failure(() => renderer('sample', when('${words}'), words)({ words: 'a' })).fault).toBe('conditionNotBoolean');
  });

  test('where it has seven buttons, counting those inside the body but not fallbacks', () => {
    const buttons = (count: number): object[] => Array.from({ length: count }, () => ({ type: 'Action.Execute', title: 'Go', verb: 'go', data: {} }));
    const two = [{ type: 'ActionSet', actions: buttons(2) }];
    expect(failure(() => renderer('sample', card(two, { actions: buttons(5) }), words)({ words: '' })).fault).toBe('tooManyActions');
    expect(renderer('sample', card(two, { actions: buttons(4) }), words)({ words: '' }).body).toHaveLength(1);
  });

  test('where it weighs more than 20 KB, counted in bytes', () => {
    const render = renderer('sample', card([{ type: 'TextBlock', text: '${words}' }]), words);
    expect(failure(() => render({ words: 'ŵ'.repeat(11_000) })).fault).toBe('tooLarge');
    expect(render({ words: 'w'.repeat(11_000) }).body).toHaveLength(1);
  });

  test('where its version is not 1.5 or it is no card at all', () => {
    expect(failure(() => renderer('sample', { type: 'AdaptiveCard', version: '1.6', body: [] }, words)({ words: '' })).fault).toBe('notAVersion15Card');
    expect(failure(() => renderer('sample', { type: 'TextBlock', text: 'x' }, words)({ words: '' })).fault).toBe('notAVersion15Card');
  });
});

describe('a condition', () => {
  const render = renderer('sample', card([{ type: 'TextBlock', $when: "${words == 'yes'}", text: 'shown' }, { type: 'TextBlock', text: 'always' }]), words);

  test('keeps its element when true', () => expect(render({ words: 'yes' }).body).toHaveLength(2));
  test('drops its element when false', () => expect(render({ words: 'no' }).body).toEqual([{ type: 'TextBlock', text: 'always' }]));
});

test('numbers and yes or no stay what they are', () => {
  const schema = z.strictObject({ count: z.number(), kept: z.boolean() });
  const render = renderer('sample', card([{ type: 'Input.Text', id: 'a', maxLength: '${count}', isMultiline: '${kept}' }]), schema);
  expect(render({ count: 7, kept: false }).body[0]).toEqual({ type: 'Input.Text', id: 'a', maxLength: 7, isMultiline: false });
});
