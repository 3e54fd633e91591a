/** Where the Child Assessment is, who may record what, what takes a reason, and what the chair may decide about one that is missing or late (PST-004 to PST-009; AMB-15, AMB-31). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessmentFault, assessmentStanding, choicesOpen, endingIsClosed, isStoodDown, unraised } from '../../src/conference/child-assessment.ts';
import type { Command } from '../../src/conference/commands.ts';
import { decide, type Actor, type Rules } from '../../src/conference/decide.ts';
import type { AssessmentChoice, AssessmentStep } from '../../src/conference/events.ts';
import { fold, rolesIn, type BookedConference } from '../../src/conference/state.ts';
import { bookedWith, day, decided, INVITEES, person, PRACTICE_LEAD, recorded, shortRules, WHO } from './a-conference.ts';
import { REVIEW } from './a-review.ts';

const [worker, lead, chair, visitor] = [person(WHO.socialWorker), person(WHO.practiceLead), person(WHO.chair), person(WHO.healthVisitor)];
const rosterLead = person(WHO.outsider, 'practiceLead');
const LIMITS = { toUnitBy: day('2026-05-13'), reviewBy: day('2026-06-01') };
const TIGHT = { ...LIMITS, reviewBy: day('2026-05-18') };
const at = (today: string, assessmentLimits = LIMITS): Rules => ({ ...shortRules(), today: day(today), assessmentLimits });
const [BEFORE, AFTER] = [at('2026-05-13'), at('2026-05-14')];

const move = (step: AssessmentStep, on: string | null = null, reason = ''): Command => ({ do: 'moveAssessment', step, on: on === null ? null : day(on), reason });
const choose = (choice: AssessmentChoice, reason = 'So it is best for the children.'): Command => ({ do: 'decideOnAssessment', choice, reason });
const raise: Command = { do: 'raiseStandDown', words: 'By letter, on 15 May.' };
const review = (): BookedConference => bookedWith(REVIEW);

function refusals(state: BookedConference, command: Command, actor: Actor, rules = BEFORE): readonly string[] {
  const outcome = decide(state, command, actor, rules);
  return outcome.kind === 'refused' ? outcome.refusals.map(({ code, field }) => `${code} ${field ?? ''}`.trim()) : [];
}

function accepted(state: BookedConference, ...steps: readonly (readonly [Command, Actor, Rules?])[]): BookedConference {
  return steps.reduce((before, [command, actor, rules = BEFORE]) => {
    const outcome = decide(before, command, actor, rules);
    if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusals));
    return fold(before, recorded(outcome.events, before.version)) as BookedConference;
  }, state);
}

describe('the way of a Child Assessment', () => {
  it('goes to the Practice Lead, who approves it, to the parents and to the Safeguarding Unit', () => {
    const steps: readonly [Command, Actor, string][] = [[move('given', '2026-04-29'), worker, 'given'], [move('approved'), lead, 'approved'], [move('shared', '2026-05-12'), worker, 'shared'], [move('toUnit', '2026-05-13'), worker, 'toUnit']];
    let state = review();
    expect(assessmentStanding(state)).toBe('awaited');
    for (const [command, actor, reached] of steps) {
      state = accepted(state, [command, actor]);
      expect(assessmentStanding(state)).toBe(reached);
    }
    expect(assessmentFault(state, LIMITS, day('2026-05-18'))).toBeUndefined();
  });

  it('comes back with reasons, and is then to be given anew', () => {
    const given = accepted(review(), [move('given', '2026-04-29'), worker]);
    expect(refusals(given, move('returned'), lead)).toEqual(['needsReason reason']);
    const back = accepted(given, [move('approved'), lead], [move('returned', null, 'The risk is not weighed.'), lead]);
    expect([assessmentStanding(back), back.assessment.steps.approved, back.assessment.steps.given]).toEqual(['returned', undefined, undefined]);
    expect(assessmentStanding(accepted(back, [move('given', '2026-05-01'), worker], [move('approved'), lead]))).toBe('approved');
  });

  it('is handed on before it is approved with a reason, and never held up', () => {
    for (const [step, reached] of [['shared', 'shared'], ['toUnit', 'toUnit']] as const) {
      expect(refusals(review(), move(step, '2026-05-12'), worker)).toEqual(['needsReason reason']);
      expect(assessmentStanding(accepted(review(), [move(step, '2026-05-12', 'The lead is ill until the day.'), worker]))).toBe(reached);
    }
  });

  it.each([
    ['a day that has not come', move('shared', '2026-05-14', 'So.'), worker, 'inTheFuture on'],
    ['no day', move('given'), worker, 'notADate on'],
    ['a reason without end', move('returned', null, 'x'.repeat(4_001)), lead, 'tooLong reason'],
  ])('cannot be recorded with %s', (_what, command, actor, refusal) => {
    expect(refusals(review(), command, actor)).toEqual([refusal]);
  });

  it('is not recorded twice, and a day that was wrong is put right', () => {
    const once = accepted(review(), [move('given', '2026-04-29'), worker]);
    expect(accepted(once, [move('given', '2026-04-29'), worker]).version).toBe(once.version);
    expect(accepted(once, [move('given', '2026-04-28'), worker]).assessment.steps.given?.on).toBe('2026-04-28');
    const back = accepted(once, [move('returned', null, 'Why?'), lead]);
    expect(accepted(back, [move('returned', null, 'Why?'), lead]).version).toBe(back.version);
  });

  it('does not begin where none is needed', () => {
    expect(refusals(review(), move('given', '2026-04-29'), worker, { ...shortRules(), today: day('2026-05-13') })).toEqual(['noAssessmentAsked']);
    expect(refusals(review(), choose('hold'), chair, shortRules())).toEqual(['noAssessmentAsked']);
  });

  it('ends with the release', () => {
    const released = bookedWith(REVIEW, { type: 'decisionsReleased', data: { gaps: [], reason: null } });
    for (const [command, actor] of [[move('given', '2026-04-29'), worker], [choose('hold'), chair]] as const) expect(refusals(released, command, actor, AFTER)).toEqual(['alreadyReleased']);
  });
});

describe('the Practice Lead', () => {
  it('is whoever is invited as such and has an account, or one of the authority’s', () => {
    for (const who of [lead, rosterLead]) expect(assessmentStanding(accepted(review(), [move('approved'), who]))).toBe('approved');
    for (const who of [worker, chair, visitor, person(WHO.manager), person(WHO.outsider, 'teamManager', 'serviceManager', 'chair', 'socialWorker', 'diaryCoordinator')]) expect(refusals(review(), move('approved'), who)).toEqual(['notAllowed']);
  });

  it('is never whoever wrote it, whatever else they are', () => {
    expect(refusals(review(), move('approved'), person(WHO.socialWorker, 'practiceLead'))).toEqual(['notAllowed']);
    expect(rolesIn(review(), WHO.socialWorker, ['practiceLead'])).not.toContain('practiceLead');
  });

  it('who was taken off the list has no say any more', () => {
    const without = bookedWith({ ...REVIEW }, { type: 'inviteeRemoved', data: { inviteeId: PRACTICE_LEAD.inviteeId, reason: 'Moved on.' } });
    expect(refusals(without, move('approved'), lead)).toEqual(['notAllowed']);
  });

  it('records nothing of its way, and decides nothing', () => {
    expect(refusals(review(), move('given', '2026-04-29'), lead)).toEqual(['notAllowed']);
    expect(refusals(review(), choose('hold'), lead, AFTER)).toEqual(['notAllowed']);
  });
});

describe('the chair', () => {
  const late = (): BookedConference => accepted(review(), [move('toUnit', '2026-05-14', 'So.'), worker, AFTER]);

  it('is asked once the day of the Safeguarding Unit has passed, of one that is missing and of one that came late', () => {
    expect(refusals(review(), choose('hold'), chair, BEFORE)).toEqual(['nothingToDecide']);
    expect([assessmentFault(review(), LIMITS, day('2026-05-13')), assessmentFault(review(), LIMITS, day('2026-05-14')), assessmentFault(late(), LIMITS, day('2026-05-14'))]).toEqual([undefined, 'missing', 'late']);
    expect(choicesOpen(review(), LIMITS, day('2026-05-14'))).toEqual(['hold', 'standDown']);
  });

  it('is asked nothing of one that was approved late and handed over in time', () => {
    const inTime = accepted(review(), [move('toUnit', '2026-05-13', 'So.'), worker, AFTER]);
    expect(refusals(inTime, choose('standDown'), chair, AFTER)).toEqual(['nothingToDecide']);
  });

  it('gives a reason, whatever they choose; nothing is decided by itself', () => {
    for (const choice of ['hold', 'standDown'] as const) expect(refusals(review(), choose(choice, ' '), chair, AFTER)).toEqual(['needsReason chairReason']);
    expect(refusals(review(), choose('hold', 'x'.repeat(4_001)), chair, AFTER)).toEqual(['tooLong chairReason']);
    expect([isStoodDown(review()), endingIsClosed(review())]).toEqual([false, false]);
  });

  it('holds it, and then ending the plan is not to be decided until the assessment is in', () => {
    const held = accepted(review(), [choose('hold'), chair, AFTER]);
    const noPlan: Command = { do: 'recordDecision', decision: decided('child-1', { outcome: 'noPlan', categories: [] }) };
    expect(refusals(held, noPlan, chair, AFTER)).toEqual(['endingClosed outcome']);
    expect(refusals(held, { do: 'recordDecision', decision: decided('child-1') }, chair, AFTER)).toEqual([]);
    const came = accepted(held, [move('toUnit', '2026-05-14', 'So.'), worker, AFTER]);
    expect([endingIsClosed(came), refusals(came, noPlan, chair, AFTER)]).toEqual([false, []]);
  });

  it('stands it down, and each time there is a concern to raise, until it is raised', () => {
    const down = accepted(review(), [choose('standDown'), chair, AFTER]);
    expect([isStoodDown(down), unraised(down).length, down.assessment.decisions[0]?.fault]).toEqual([true, 1, 'missing']);
    const twice = accepted(down, [choose('hold'), chair, AFTER], [choose('standDown'), chair, AFTER]);
    expect(unraised(twice)).toHaveLength(2);
    expect(refusals(twice, { do: 'raiseStandDown', words: ' ' }, chair, AFTER)).toEqual(['needsReason raisedWords']);
    expect(refusals(twice, { do: 'raiseStandDown', words: 'x'.repeat(4_001) }, chair, AFTER)).toEqual(['tooLong raisedWords']);
    const raised = accepted(twice, [raise, chair, AFTER]);
    expect([unraised(raised), raised.assessment.decisions.map((decision) => decision.raised?.words)]).toEqual([[], ['By letter, on 15 May.', undefined, 'By letter, on 15 May.']]);
    expect(accepted(raised, [raise, chair, AFTER]).version).toBe(raised.version);
    expect(refusals(review(), raise, chair, AFTER)).toEqual(['nothingToRaise']);
  });

  it('may still raise it once the decisions are released, or nothing is needed any more', () => {
    const down = accepted(review(), [choose('standDown'), chair, AFTER]);
    expect(refusals(down, raise, chair, shortRules())).toEqual([]);
  });

  it('does not move it past its limit for lateness alone; for one that is missing, they may', () => {
    expect(choicesOpen(late(), TIGHT, day('2026-05-14'))).toEqual(['hold']);
    expect(refusals(late(), choose('standDown'), chair, at('2026-05-14', TIGHT))).toEqual(['pastTheLimit']);
    expect(refusals(late(), choose('standDown'), chair, AFTER)).toEqual([]);
    expect(refusals(review(), choose('standDown'), chair, at('2026-05-14', TIGHT))).toEqual([]);
  });

  it('decides the same once, and otherwise until the day itself', () => {
    const held = accepted(review(), [choose('hold'), chair, AFTER]);
    expect(accepted(held, [choose('hold', 'Again.'), chair, AFTER]).version).toBe(held.version);
    expect(choicesOpen(held, LIMITS, day('2026-05-18'))).toEqual(['standDown']);
    expect([choicesOpen(held, LIMITS, day('2026-05-19')), refusals(held, choose('standDown'), chair, at('2026-05-19'))]).toEqual([[], ['nothingToDecide']]);
  });

  it('alone decides and raises', () => {
    for (const who of [worker, lead, rosterLead, visitor, person(WHO.manager), person(WHO.otherChair, 'chair'), person(WHO.outsider, 'diaryCoordinator', 'serviceManager')]) {
      for (const command of [choose('hold'), choose('standDown'), raise]) expect(refusals(review(), command, who, AFTER)).toEqual(['notAllowed']);
    }
  });
});

it('whatever is recorded in whatever order, nothing before its last return counts, and no stand-down is lost', () => {
  const acts: readonly (readonly [Command, Actor])[] = [
    [move('given', '2026-04-29'), worker], [move('approved'), lead], [move('shared', '2026-05-12', 'So.'), worker], [move('toUnit', '2026-05-14', 'So.'), worker],
    [move('returned', null, 'So.'), lead], [choose('hold'), chair], [choose('standDown'), chair], [raise, chair],
  ];
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 14 }), (order) => {
    let state = review();
    let downs = 0;
    for (const place of order) {
      const [command, actor] = acts[place]!;
      const outcome = decide(state, command, actor, AFTER);
      if (outcome.kind === 'refused') continue;
      downs += outcome.events.filter(({ type, data }) => type === 'assessmentDecided' && data.choice === 'standDown').length;
      state = fold(state, recorded(outcome.events, state.version)) as BookedConference;
    }
    const since = order.slice(order.lastIndexOf(4) + 1);
    for (const [place, step] of ['given', 'approved', 'shared', 'toUnit'].entries()) expect(state.assessment.steps[step as AssessmentStep] !== undefined).toBe(since.includes(place));
    expect(state.assessment.decisions.filter(({ choice }) => choice === 'standDown')).toHaveLength(downs);
  }));
});

it('an invitee of another role judges nothing', () => {
  expect(rolesIn(bookedWith({ ...REVIEW, invitees: INVITEES }), WHO.healthVisitor, [])).toEqual(['invitedProfessional']);
  expect(rolesIn(review(), WHO.practiceLead, [])).toEqual(['invitedProfessional', 'conferencePracticeLead']);
});
