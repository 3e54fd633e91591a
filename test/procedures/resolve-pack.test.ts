/** What a pack becomes with everything under it and over it: whose value it is, and that it says so. */
import { describe, expect, it } from 'vitest';
import { repeatedKeys } from '../../src/procedures/repeated-keys.ts';
import { shippedLibrary } from './nottinghamshire-rulebook.ts';

const library = shippedLibrary();

function resolved(id: string, ...overlays: readonly string[]): NonNullable<ReturnType<typeof library.resolve>> {
  const pack = library.resolve(id, overlays);
  if (pack === undefined) throw new Error(`there is no pack ${id}`);
  return pack;
}

describe('inheritance', () => {
  it.each(library.ids.filter((id) => id !== 'national'))('marks every value of the common ground in %s, and nothing else, as inherited', (id) => {
    const { rules } = resolved(id);
    for (const [number, rule] of Object.entries(rules)) {
      const isForeignValue = rule.pack !== id && rule.kind !== 'reading' && rule.kind !== 'assumption';
      expect([number, rule.inheritedFrom], number).toEqual([number, isForeignValue ? 'national' : undefined]);
      if (isForeignValue) expect(rule.confidence, number).toBe('inherited');
    }
  });

  it('says of every inherited value that it is not in the authority’s document', () => {
    expect(Object.entries(library.ownRules('national')).filter(([number, { words }]) => number.startsWith('NAT-') && !words.startsWith('Not in your authority’s own document'))).toEqual([]);
  });

  it('puts an authority’s own duty in the place of the common one, and keeps the common one where the text is silent', () => {
    const limit = (id: string): string[] => resolved(id).deadlines.filter(({ what }) => what === 'conferenceLimit').map(({ rule }) => rule);
    expect(['nottinghamshire', 'stoke-on-trent', 'wales', 'generic'].map(limit)).toEqual([['NOT-002'], ['NAT-001'], ['NAT-001'], ['NAT-001']]);
  });

  it('takes the words of the nearest pack, and the readings of the pack itself', () => {
    expect(['nottinghamshire', 'stoke-on-trent', 'wales', 'generic'].map((id) => resolved(id).terms.roles['socialWorker'])).toEqual(['Social worker', 'Lead Worker', 'Care and support protection plan co-ordinator', 'Social worker']);
    expect([resolved('wales').rules['AMB-08']?.pack, resolved('stoke-on-trent').rules['AMB-10']?.pack]).toEqual(['wales', 'national']);
  });

  it('has a version that changes with any pack it stands on', () => {
    expect(resolved('generic', 'practice-standards')).toMatchObject({
      version: '2020.11-1 + national 2026.11-5 + practice-standards 1',
      lineage: [{ id: 'generic' }, { id: 'national' }, { id: 'practice-standards' }],
    });
  });
});

describe('an overlay', () => {
  it.each(['nottinghamshire', 'stoke-on-trent', 'wales', 'generic'])('adds to %s and takes nothing from it', (id) => {
    const [bare, laid] = [resolved(id), resolved(id, 'practice-standards')];
    expect(laid.deadlines.slice(0, bare.deadlines.length)).toEqual(bare.deadlines);
    expect(laid.deadlines.slice(bare.deadlines.length).map(({ rule }) => rule)).toEqual(['PST-004', 'PST-005', 'PST-005']);
    expect(laid.terms.roles).toMatchObject(bare.terms.roles);
    expect(laid.rules).toMatchObject(bare.rules);
    expect(laid.rules['PST-005']).toMatchObject({ confidence: 'written', pack: 'practice-standards' });
  });

  it('is laid over packs alone, and nothing else is laid over them', () => {
    expect([library.resolve('generic', ['wales']), library.resolve('generic', ['nobody']), library.resolve('nobody')]).toEqual([undefined, undefined, undefined]);
    expect(resolved('practice-standards').deadlines.map(({ rule }) => rule)).toEqual(['PST-004', 'PST-005', 'PST-005']);
  });
});

describe('keys that stand twice', () => {
  it.each([
    ['{"a": 1, "b": {"a": 2}}', []], ['{"a": 1, "a": 2}', ['a']], ['{"rules": {"X": {}, "Y": [{"c": 1, "c": 2}], "X": {}}}', ['rules.Y[0].c', 'rules.X']],
    ['[{"a": 1}, {"a": 1}]', []], ['{"a": "b", "b": "a", "c": "a"}', []], [String.raw`{"a": "x\":", "\u0061": 1}`, ['a']], ['[[{"k":[1,2],"k":3}]]', ['[0][0].k']],
  ])('of %s are %j', (text, expected) => {
    expect(repeatedKeys(text)).toEqual(expected);
  });
});
