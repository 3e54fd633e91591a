/** Conditions over what is known, not known and known to be untrue. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConditionFault, parseCondition, type Truth } from '../../src/procedures/conditions.ts';
import type { Facts } from '../../src/procedures/facts.ts';

function decide(text: string, facts: Facts): Truth {
  return parseCondition(text).decide(facts);
}

function reasonsAgainst(text: string): readonly string[] {
  try {
    parseCondition(text);
  } catch (fault) {
    if (fault instanceof ConditionFault) return fault.reasons;
    throw fault;
  }
  return [];
}

describe('the three reasons to invite the Emergency Duty Team (NOT-036)', () => {
  const text = 'startedOutOfHours || emergencyOrderThroughEdt || edtReferralsInSixMonths >= 3';

  it.each<[string, Facts, Truth]>([
    ['any one is enough, whatever the others are', { edtReferralsInSixMonths: 3 }, true],
    ['two referrals are not enough', { startedOutOfHours: false, emergencyOrderThroughEdt: false, edtReferralsInSixMonths: 2 }, false],
    ['an order is enough beside two clear noes', { startedOutOfHours: false, emergencyOrderThroughEdt: true, edtReferralsInSixMonths: 0 }, true],
    ['one question left open leaves it open', { startedOutOfHours: false, emergencyOrderThroughEdt: false }, 'unknown'],
    ['nothing known leaves it open', {}, 'unknown'],
  ])('%s', (_what, facts, expected) => {
    expect(decide(text, facts)).toBe(expected);
  });

  it('names the facts it asks for', () => {
    expect(parseCondition(text).facts).toEqual(['startedOutOfHours', 'emergencyOrderThroughEdt', 'edtReferralsInSixMonths']);
  });
});

describe('a condition', () => {
  it.each<[string, Facts, Truth]>([
    ['unbornChild && fosterCarers', { unbornChild: false }, false],
    ['unbornChild && fosterCarers', { unbornChild: true }, 'unknown'],
    ['unbornChild && fosterCarers', { unbornChild: true, fosterCarers: true }, true],
    ['!unbornChild', {}, 'unknown'],
    ['!unbornChild', { unbornChild: false }, true],
    ['!(unbornChild || socialTenancy)', { unbornChild: true }, false],
    ['unbornChild == fosterCarers', { unbornChild: false, fosterCarers: false }, true],
    ['unbornChild != true', { unbornChild: undefined }, 'unknown'],
    ['edtReferralsInSixMonths < 3 && edtReferralsInSixMonths > 0', { edtReferralsInSixMonths: 1 }, true],
    ['edtReferralsInSixMonths <= 0', { edtReferralsInSixMonths: 1 }, false],
  ])('%s with %j is %s', (text, facts, expected) => {
    expect(decide(text, facts)).toBe(expected);
  });

  it('that is decided with something unknown stays so whatever that turns out to be', () => {
    const truth = fc.constantFrom(true, false, undefined);
    const texts = ['unbornChild || (fosterCarers && !socialTenancy)', '!(unbornChild && fosterCarers) || socialTenancy', 'unbornChild == fosterCarers || socialTenancy'];
    fc.assert(fc.property(fc.constantFrom(...texts), truth, truth, truth, (text, unbornChild, fosterCarers, socialTenancy) => {
      const condition = parseCondition(text);
      const early = condition.decide({ unbornChild, fosterCarers, socialTenancy });
      for (const answer of [true, false]) {
        const late = condition.decide({ unbornChild: unbornChild ?? answer, fosterCarers: fosterCarers ?? answer, socialTenancy: socialTenancy ?? answer });
        expect(late).not.toBe('unknown');
        if (early !== 'unknown') expect(late).toBe(early);
      }
    }));
  });

  it.each([
    ['a function that is not allowed', "isMatch(unbornChild, 'a')", ["'isMatch' may not be used here"]],
    ['a function nobody knows', 'sometimes(unbornChild)', ["'sometimes' may not be used here"]],
    ['two functions at once', 'json(unbornChild) || eval(fosterCarers)', ["'json' may not be used here", "'eval' may not be used here"]],
    ['a fact nobody knows', 'bornOnSunday', ["'bornOnSunday' is not a fact this companion knows"]],
    ['a name of every object', 'constructor', ["'constructor' is not a fact this companion knows"]],
    ['a fact inside a fact', 'unbornChild.length > 1', ["'unbornChild.length' is not a fact this companion knows"]],
    ['a place in a list', 'unbornChild[0]', ["'Element' may not be used here"]],
    ['a comparison of unlike things', 'unbornChild == 3', ["'==' cannot take boolean and number"]],
    ['an order among answers', 'unbornChild > fosterCarers', ["'>' cannot take boolean and boolean"]],
    ['a number where an answer is due', 'edtReferralsInSixMonths || unbornChild', ["'||' cannot take number and boolean"]],
    ['a number alone', 'edtReferralsInSixMonths', ['it does not ask whether something is so']],
    ['something always true', 'true', ['it does not ask whether something is so']],
    ['nothing', '', ['it does not ask whether something is so']],
    ['half a sentence', 'unbornChild &&', ['it cannot be read as an expression']],
    ['a template', '${unbornChild}', ['it cannot be read as an expression']],
    ['a text that never ends', 'unbornChild || '.repeat(50), ['it is longer than 300 characters']],
  ])('is refused when it holds %s', (_what, text, reasons) => {
    expect(reasonsAgainst(text)).toEqual(reasons);
  });
});
