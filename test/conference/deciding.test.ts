/** The decision for each child, what an outline plan lacks, and the release of both. */
import { describe, expect, it } from 'vitest';
import { gapName, recordDecision, recordPlan, release, releaseGaps } from '../../src/conference/deciding.ts';
import type { ConferenceEvent, Decision } from '../../src/conference/events.ts';
import { planGaps, type OutlinePlan, type PlanAction } from '../../src/conference/outline-plan.ts';
import { aWholePlan, booked, day, decided, LIMITS } from './a-conference.ts';

const CATEGORIES = ['NEG', 'PHY', 'SAB', 'EMO'];
const decision = (childId: string, changes: Partial<Decision> = {}): ConferenceEvent => ({ type: 'decisionRecorded', data: decided(childId, changes) });
const planned = (changes: Partial<OutlinePlan> = {}): ConferenceEvent => ({ type: 'outlinePlanRecorded', data: { plan: aWholePlan(changes) } });
const released: ConferenceEvent = { type: 'decisionsReleased', data: { gaps: [], reason: null } };

const TODAY = { planLimits: LIMITS, today: day('2026-12-08') };

describe('a decision', () => {
  const ask = (changes: Partial<Decision>, childId = 'child-1'): unknown => recordDecision(booked(), decided(childId, changes), CATEGORIES);

  it('for a plan needs a category and reasons, and says both at once', () => {
    expect(ask({ categories: [], reasons: ' ' })).toEqual([{ code: 'needsCategory', field: 'categories', rule: 'NOT-080' }, { code: 'missing', field: 'reasons', rule: 'NOT-080' }]);
  });

  it('may name several categories, each once', () => {
    expect(ask({ categories: ['NEG', 'EMO', 'NEG'] })).toMatchObject([{ data: { categories: ['NEG', 'EMO'] } }]);
  });

  it('against a plan needs reasons and keeps no category', () => {
    expect(ask({ outcome: 'noPlan', categories: ['NEG'] })).toMatchObject([{ data: { outcome: 'noPlan', categories: [] } }]);
    expect(ask({ outcome: 'noPlan', categories: [], reasons: '' })).toMatchObject([{ code: 'missing', field: 'reasons' }]);
  });

  it('is for a child of this conference, under a category of the pack', () => {
    expect(ask({}, 'child-9')).toEqual([{ code: 'unknownChild' }]);
    expect(ask({ categories: ['NEG', 'OTH'] })).toEqual([{ code: 'unknownCategory', field: 'categories' }]);
  });

  it('keeps dissent as it was given, and no text over four thousand characters', () => {
    expect(ask({ dissent: 'The school disagrees.' })).toMatchObject([{ data: { dissent: 'The school disagrees.' } }]);
    expect(ask({ reasons: 'x'.repeat(4_001), dissent: 'x'.repeat(4_001) })).toEqual([{ code: 'tooLong', field: 'reasons' }, { code: 'tooLong', field: 'dissent' }]);
  });

  it('can be changed until it is released, is nothing new when it is the same, and then stands', () => {
    const state = booked(decision('child-1'));
    expect(recordDecision(state, decided('child-1'), CATEGORIES)).toEqual([]);
    expect(recordDecision(state, decided('child-1', { categories: ['PHY'] }), CATEGORIES)).toHaveLength(1);
    expect(recordDecision(booked(decision('child-1'), released), decided('child-1', { categories: ['PHY'] }), CATEGORIES)).toEqual([{ code: 'alreadyReleased' }]);
  });
});

describe('what an outline plan lacks', () => {
  const gaps = (changes: Partial<OutlinePlan>): readonly string[] => planGaps(aWholePlan(changes), ['child-1', 'child-2'], LIMITS).map(gapName);
  const action = (changes: Partial<PlanAction>): Partial<OutlinePlan> => ({ actions: aWholePlan().actions.map((each) => ({ ...each, ...changes })) });
  const child = (changes: object): Partial<OutlinePlan> => ({ children: aWholePlan().children.map((each, place) => (place === 0 ? { ...each, ...changes } : each)) });

  it('is nothing when everything is there', () => expect(gaps({})).toEqual([]));

  it.each<[string, Partial<OutlinePlan>, readonly string[]]>([
    ['no aim', { aim: ' ' }, ['aim|NOT-085']],
    ['no actions', { actions: [] }, ['actions|NOT-086', 'immediateActions|NOT-087']],
    ['an action nobody does', action({ who: '' }), ['actionDetail|NOT-087']],
    ['an action that says nothing', action({ what: ' ' }), ['actionDetail|NOT-087']],
    ['an action with no day', action({ by: null }), ['actionDetail|NOT-087']],
    ['a name with no designation', action({ designation: '' }), ['designation|NOT-103']],
    ['an action with no outcome', action({ outcome: '' }), ['outcomes|NOT-086']],
    ['nothing that is not negotiable', { nonNegotiables: '' }, ['nonNegotiables|NOT-087']],
    ['nothing immediate', action({ immediate: false }), ['immediateActions|NOT-087']],
    ['no lead social worker', { leadSocialWorker: ' ' }, ['leadSocialWorker|NOT-087']],
    ['no core group', { coreGroup: [] }, ['coreGroup|NOT-087']],
    ['no date for the core group', { firstCoreGroupOn: null }, ['firstCoreGroup|NOT-087']],
    ['a core group a day late', { firstCoreGroupOn: day('2026-12-23') }, ['firstCoreGroupLate|NOT-099']],
    ['no date for the review', { reviewOn: null }, ['review|NOT-087']],
    ['no time for the review', { reviewAt: null }, ['review|NOT-087']],
    ['a review a day late', { reviewOn: day('2027-03-09') }, ['reviewLate|GEN-009']],
    ['no visits for one child', child({ visitEveryDays: null }), ['visits|NOT-082|child-1']],
    ['visits a day too far apart', child({ visitEveryDays: 29 }), ['visitsTooFew|NOT-106|child-1']],
    ['no contingency for one child', child({ contingency: '' }), ['contingency|NOT-088|child-1']],
    ['one child left out altogether', { children: aWholePlan().children.slice(1) }, ['visits|NOT-082|child-1', 'contingency|NOT-088|child-1']],
  ])('%s', (_what, changes, expected) => expect(gaps(changes)).toEqual(expected));

  it('takes the last day itself, and visits every 28 days', () => {
    expect(gaps({ ...child({ visitEveryDays: 28 }), firstCoreGroupOn: day('2026-12-22'), reviewOn: day('2027-03-08') })).toEqual([]);
  });

  it('asks nothing for a child who has no plan, and nothing at all when no child has', () => {
    expect(planGaps(aWholePlan({ children: [] }), ['child-2'], LIMITS).map(({ childId }) => childId)).toEqual(['child-2', 'child-2']);
    expect(planGaps(null, [], LIMITS)).toEqual([]);
    expect(planGaps(null, ['child-1'], LIMITS)).toEqual([{ part: 'plan', rule: 'NOT-086', childId: null }]);
  });
});

describe('recording a plan', () => {
  it('takes one that is half filled in', () => {
    expect(recordPlan(booked(), aWholePlan({ aim: '', actions: [], reviewOn: null }))).toHaveLength(1);
  });

  it('refuses children and core group members of another conference, too many actions, and what is too long', () => {
    expect(recordPlan(booked(), aWholePlan({ children: [{ childId: 'child-9', visitEveryDays: 7, contingency: '' }] }))).toEqual([{ code: 'unknownChild' }]);
    expect(recordPlan(booked(), aWholePlan({ coreGroup: ['invitee-9'] }))).toEqual([{ code: 'unknownInvitee', field: 'coreGroup' }]);
    const [one] = aWholePlan().actions;
    expect(recordPlan(booked(), aWholePlan({ actions: Array.from({ length: 81 }, () => one as PlanAction) }))).toEqual([{ code: 'tooMany', field: 'actions' }]);
    expect(recordPlan(booked(), aWholePlan({ aim: 'x'.repeat(4_001) }))).toEqual([{ code: 'tooLong' }]);
  });

  it('is nothing new when it is the same, and stands once released', () => {
    expect(recordPlan(booked(planned()), aWholePlan())).toEqual([]);
    expect(recordPlan(booked(decision('child-1'), planned(), released), aWholePlan({ aim: 'Another.' }))).toEqual([{ code: 'alreadyReleased' }]);
  });
});

describe('releasing', () => {
  const whole = [decision('child-1'), decision('child-2'), planned()];

  it('goes at once when nothing is missing, and needs no reason', () => {
    expect(release(booked(...whole), TODAY, null)).toEqual([{ type: 'decisionsReleased', data: { gaps: [], reason: null } }]);
    expect(release(booked(...whole), TODAY, 'One too many.')).toEqual([{ type: 'decisionsReleased', data: { gaps: [], reason: null } }]);
  });

  it('asks for a reason for what is missing, names it, and goes on with one', () => {
    const state = booked(decision('child-1'), planned({ aim: '' }));
    const gaps = ['decision|NOT-080|child-2', 'aim|NOT-085'];
    expect(release(state, TODAY, ' ')).toEqual([{ code: 'needsReason', field: 'reason', about: gaps }]);
    expect(release(state, TODAY, ' One child is in hospital. ')).toEqual([{ type: 'decisionsReleased', data: { gaps, reason: 'One child is in hospital.' } }]);
  });

  it('never releases nothing, whatever the reason', () => {
    expect(release(booked(planned()), TODAY, 'Because.')).toEqual([{ code: 'nothingToRelease', rule: 'NOT-080' }]);
  });

  it('is done once', () => {
    expect(release(booked(...whole, released), TODAY, 'Again.')).toEqual([{ code: 'alreadyReleased' }]);
  });

  it('wants no plan when no child is to have one', () => {
    const none = ['child-1', 'child-2'].map((childId) => decision(childId, { outcome: 'noPlan', categories: [] }));
    expect(releaseGaps(booked(...none), TODAY)).toEqual([]);
  });

  it('before the day of the conference asks why, and does not refuse', () => {
    const early = { planLimits: LIMITS, today: day('2026-12-07') };
    expect(release(booked(...whole), early, null)).toEqual([{ code: 'needsReason', field: 'reason', about: ['beforeTheDay|NOT-080'] }]);
    expect(release(booked(...whole), early, 'It was brought forward.')).toEqual([{ type: 'decisionsReleased', data: { gaps: ['beforeTheDay|NOT-080'], reason: 'It was brought forward.' } }]);
  });
});
