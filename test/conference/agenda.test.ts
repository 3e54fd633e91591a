/** The agenda in use: gates ask for a reason and never bar the way. */
import { describe, expect, it } from 'vitest';
import { capture, enterStep, recordAttendance, stepGaps } from '../../src/conference/agenda.ts';
import type { ConferenceEvent } from '../../src/conference/events.ts';
import { aWholePlan, booked, decided, INVITEES, STEPS } from './a-conference.ts';

const entered = (stepId: string): ConferenceEvent => ({ type: 'stepEntered', data: { stepId } });
const captured = (stepId: string, captureId: string, value: string | boolean, childId: string | null = null): ConferenceEvent => ({ type: 'captured', data: { stepId, captureId, childId, value } });
const step = (id: string): (typeof STEPS)[number] => {
  const found = STEPS.find((each) => each.id === id);
  if (found === undefined) throw new Error('no such step');
  return found;
};

describe('going from step to step', () => {
  it('begins wherever the chair likes, without a question', () => {
    for (const { id } of STEPS) expect(enterStep(booked(), STEPS, id, null)).toEqual([entered(id)]);
  });

  it('goes on freely when everything asked for is there', () => {
    const state = booked(entered('opening'), captured('opening', 'said', true), captured('opening', 'recording', 'no'));
    expect(enterStep(state, STEPS, 'views', null)).toEqual([entered('views')]);
  });

  it('asks for a reason when something asked for is missing, and names it', () => {
    const state = booked(entered('opening'), captured('opening', 'said', true));
    for (const reason of [null, '', '   ']) expect(enterStep(state, STEPS, 'views', reason)).toEqual([{ code: 'needsReason', field: 'reason', about: ['recording'] }]);
  });

  it('goes on with a reason, and keeps what was missing and why', () => {
    const state = booked(entered('opening'));
    expect(enterStep(state, STEPS, 'decision', ' The recorder is broken. ')).toEqual([
      { type: 'stepLeftWithGaps', data: { stepId: 'opening', missing: ['said', 'recording'], reason: 'The recorder is broken.' } }, entered('decision'),
    ]);
  });

  it('asks only once about the same gaps, and again about others', () => {
    const explained: ConferenceEvent = { type: 'stepLeftWithGaps', data: { stepId: 'opening', missing: ['said', 'recording'], reason: 'Later.' } };
    expect(enterStep(booked(explained, entered('opening')), STEPS, 'views', null)).toEqual([entered('views')]);
    const fewer: ConferenceEvent = { type: 'stepLeftWithGaps', data: { stepId: 'opening', missing: ['said'], reason: 'Later.' } };
    expect(enterStep(booked(fewer, entered('opening')), STEPS, 'views', null)).toMatchObject([{ code: 'needsReason', about: ['said', 'recording'] }]);
  });

  it('goes back freely, whatever is missing', () => {
    expect(enterStep(booked(entered('views')), STEPS, 'opening', null)).toEqual([entered('opening')]);
  });

  it('stays where it is without a word, and knows no other steps', () => {
    expect(enterStep(booked(entered('views')), STEPS, 'views', null)).toEqual([]);
    expect(enterStep(booked(), STEPS, 'anotherStep', 'Because.')).toEqual([{ code: 'unknownStep' }]);
    expect(enterStep(booked(), STEPS, '__proto__', null)).toEqual([{ code: 'unknownStep' }]);
  });
});

describe('what a step still lacks', () => {
  it('counts a tick taken back, and a text of blanks, as missing', () => {
    expect(stepGaps(booked(captured('opening', 'said', false)), step('opening'))).toContain('said');
    const blank = booked(captured('views', 'view', '  ', 'child-1'), captured('views', 'view', 'I want to stay at school.', 'child-2'));
    expect(stepGaps(blank, step('views'))).toContain('view');
  });

  it('wants a view of every child, and everybody’s attendance', () => {
    const views = booked(captured('views', 'view', 'At home.', 'child-1'), captured('views', 'view', 'At school.', 'child-2'));
    expect(stepGaps(views, step('views'))).toEqual(['present']);
    const here = INVITEES.map(({ inviteeId }): ConferenceEvent => ({ type: 'attendanceRecorded', data: { inviteeId, status: 'present' } }));
    expect(stepGaps(booked(...here), step('views'))).toEqual(['view']);
    expect(stepGaps(booked(...here.slice(1)), step('views'))).toEqual(['view', 'present']);
  });

  it('wants a decision for each child, and no plan when nobody is to have one', () => {
    const noPlan = (childId: string): ConferenceEvent => ({ type: 'decisionRecorded', data: decided(childId, { outcome: 'noPlan', categories: [] }) });
    expect(stepGaps(booked(noPlan('child-1')), step('decision'))).toEqual(['decisions']);
    expect(stepGaps(booked(noPlan('child-1')), step('plan'))).toEqual(['plan', 'dates']);
    expect(stepGaps(booked(noPlan('child-1'), noPlan('child-2')), step('plan'))).toEqual([]);
    const mixed = booked(noPlan('child-1'), { type: 'decisionRecorded', data: decided('child-2') });
    expect(stepGaps(mixed, step('plan'))).toEqual(['plan', 'dates']);
    expect(stepGaps(booked({ type: 'outlinePlanRecorded', data: { plan: aWholePlan({ reviewOn: null }) } }), step('plan'))).toEqual(['dates']);
  });
});

describe('what is captured', () => {
  const ask = (captureId: string, value: string | boolean, childId: string | null = null, stepId = 'opening'): unknown => capture(booked(), STEPS, { stepId, captureId, childId, value });

  it('is recorded when it is an answer to what is asked', () => {
    expect(ask('said', true)).toEqual([captured('opening', 'said', true)]);
    expect(ask('recording', 'yes')).toEqual([captured('opening', 'recording', 'yes')]);
    expect(ask('view', 'At home.', 'child-2', 'views')).toEqual([captured('views', 'view', 'At home.', 'child-2')]);
  });

  it.each([
    ['a word for a tick', 'said', 'yes', null, 'opening'], ['an option nobody offered', 'recording', 'maybe', null, 'opening'], ['a tick for a choice', 'recording', true, null, 'opening'],
    ['a tick for a text', 'note', true, null, 'opening'], ['a value for what is not typed', 'decisions', 'x', null, 'decision'],
  ] as const)('is refused for %s', (_what, captureId, value, childId, stepId) => {
    expect(ask(captureId, value, childId, stepId)).toEqual([{ code: 'wrongKindOfValue', field: captureId }]);
  });

  it('is refused for a child who is not here, for no child where one is meant, and for one where none is', () => {
    expect(ask('view', 'x', 'child-9', 'views')).toEqual([{ code: 'unknownChild', field: 'view' }]);
    expect(ask('view', 'x', null, 'views')).toEqual([{ code: 'unknownChild', field: 'view' }]);
    expect(ask('note', 'x', 'child-1')).toEqual([{ code: 'unknownChild', field: 'note' }]);
  });

  it('is refused when the step does not ask for it', () => {
    expect(ask('said', true, null, 'views')).toEqual([{ code: 'unknownCapture' }]);
    expect(ask('said', true, null, 'nowhere')).toEqual([{ code: 'unknownCapture' }]);
  });

  it('holds four thousand characters and not one more', () => {
    expect(ask('note', 'x'.repeat(4_000))).toHaveLength(1);
    expect(ask('note', 'x'.repeat(4_001))).toEqual([{ code: 'tooLong', field: 'note' }]);
  });

  it('is not recorded twice: the same value again is nothing new, attendance too', () => {
    const state = booked(captured('opening', 'note', 'x'), { type: 'attendanceRecorded', data: { inviteeId: 'invitee-2', status: 'online' } });
    expect(capture(state, STEPS, { stepId: 'opening', captureId: 'note', childId: null, value: 'x' })).toEqual([]);
    expect(recordAttendance(state, 'invitee-2', 'online')).toEqual([]);
    expect(recordAttendance(state, 'invitee-2', 'absent')).toHaveLength(1);
    expect(recordAttendance(state, 'invitee-9', 'online')).toEqual([{ code: 'unknownInvitee', field: 'invitee-9' }]);
  });
});
