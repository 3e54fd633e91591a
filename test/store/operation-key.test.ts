import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inputsHash, operationKey } from '../../src/store/operation-key.ts';

const act = { operationId: 'op-1', verb: 'book', tenant: 'tenant', person: 'person' };

describe('An act', () => {
  test('is the same act whenever it comes again', () => {
    expect(operationKey({ ...act })).toBe(operationKey(act));
    expect(operationKey(act)).toBe(createHash('sha256').update('["op-1","book","tenant","person"]').digest('hex'));
  });

  test('is another act for another person, verb, tenant or card', () => {
    const others = [{ person: 'p2' }, { verb: 'cancel' }, { tenant: 't2' }, { operationId: 'op-2' }].map((change) => operationKey({ ...act, ...change }));
    expect(new Set([operationKey(act), ...others]).size).toBe(5);
  });

  test('cannot be made to look like another by moving text from one part to the next', () => {
    expect(operationKey({ ...act, operationId: 'a', verb: 'bc' })).not.toBe(operationKey({ ...act, operationId: 'ab', verb: 'c' }));
    expect(operationKey({ ...act, operationId: 'a","b' })).not.toBe(operationKey({ ...act, operationId: 'a', verb: 'b' }));
  });
});

describe('Inputs', () => {
  test('are the same whatever order their fields came in', () => {
    expect(inputsHash({ a: 1, b: { c: [1, 2], d: null } })).toBe(inputsHash({ b: { d: null, c: [1, 2] }, a: 1 }));
  });

  test('are other inputs as soon as anything in them differs', () => {
    const variants: unknown[] = [{ a: 1 }, { a: '1' }, { a: 2 }, { b: 1 }, { a: [1] }, { a: { 0: 1 } }, { a: null }, {}, [], [2, 1], [1, 2], 'a', null, 0, false];
    expect(new Set(variants.map(inputsHash)).size).toBe(variants.length);
  });

  test('of any shape have one hash for one meaning', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(inputsHash(JSON.parse(JSON.stringify(value)))).toBe(inputsHash(value));
      }),
    );
  });
});
