/** Where each report is: who may record what, what takes a reason, and what stops the reminding and what does not (NOT-054, NOT-068, NOT-069). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/conference/commands.ts';
import { decide, type Actor } from '../../src/conference/decide.ts';
import type { ReportStep } from '../../src/conference/events.ts';
import { reportIsOffTheirHands, reportIsThere, reportStanding } from '../../src/conference/reports.ts';
import { fold, type BookedConference } from '../../src/conference/state.ts';
import { booked, day, person, recorded, shortRules, WHO } from './a-conference.ts';

const [worker, manager, chair, visitor] = [person(WHO.socialWorker), person(WHO.manager), person(WHO.chair), person(WHO.healthVisitor)];
const rules = shortRules();
const [OWN, VISITOR, TEAM_MANAGER] = ['invitee-1', 'invitee-2', 'invitee-4'];
const move = (inviteeId: string, step: ReportStep, more: { on?: string; reason?: string } = {}): Command => ({ do: 'moveReport', inviteeId, step, on: more.on === undefined ? null : day(more.on), reason: more.reason ?? '' });
const say = (inviteeId: string): Command => ({ do: 'sayReportSent', inviteeId });

function after(state: BookedConference, command: Command, actor: Actor): BookedConference | readonly string[] {
  const outcome = decide(state, command, actor, rules);
  if (outcome.kind === 'refused') return outcome.refusals.map(({ code, field }) => `${code} ${field ?? ''}`.trim());
  return fold(state, recorded(outcome.events, state.version)) as BookedConference;
}

function accepted(state: BookedConference, ...steps: readonly (readonly [Command, Actor])[]): BookedConference {
  return steps.reduce((before, [command, actor]) => {
    const next = after(before, command, actor);
    if (Array.isArray(next)) throw new Error(next.join());
    return next as BookedConference;
  }, state);
}

const standing = (state: BookedConference, inviteeId: string) => reportStanding(state, state.booking.invitees.find((invitee) => invitee.inviteeId === inviteeId)!);
const flags = (state: BookedConference, inviteeId: string) => {
  const invitee = state.booking.invitees.find((entry) => entry.inviteeId === inviteeId)!;
  return [reportIsOffTheirHands(state, invitee), reportIsThere(state, invitee)];
};

describe('a professional’s report', () => {
  it('goes from awaited to said sent, received, uploaded and shared with the family', () => {
    const steps: readonly [Command, Actor, string, readonly boolean[]][] = [
      [say(VISITOR), visitor, 'saidSent', [true, false]], [move(VISITOR, 'received'), worker, 'received', [true, true]],
      [move(VISITOR, 'uploaded'), worker, 'uploaded', [true, true]], [move(VISITOR, 'shared', { on: '2026-12-07' }), worker, 'shared', [true, true]],
    ];
    let state = booked();
    expect([standing(state, VISITOR), flags(state, VISITOR)]).toEqual(['awaited', [false, false]]);
    for (const [command, actor, reached, offAndThere] of steps) {
      state = accepted(state, [command, actor]);
      expect([standing(state, VISITOR), flags(state, VISITOR)]).toEqual([reached, offAndThere]);
    }
  });

  it('can have come without anybody having said so', () => {
    expect(standing(accepted(booked(), [move(VISITOR, 'received'), worker]), VISITOR)).toBe('received');
  });

  it('is done without by the chair alone, with a reason', () => {
    expect(after(booked(), move(VISITOR, 'waived'), chair)).toEqual(['needsReason reason']);
    expect(standing(accepted(booked(), [move(VISITOR, 'waived', { reason: 'On sick leave; will be heard.' }), chair]), VISITOR)).toBe('waived');
    for (const other of [worker, manager, visitor]) expect(after(booked(), move(VISITOR, 'waived', { reason: 'Because.' }), other)).toEqual(['notAllowed']);
  });

  it('is neither validated nor sent back by the team manager', () => {
    for (const step of ['validated', 'returned'] as const) expect(after(booked(), move(VISITOR, step, { reason: 'Too long.' }), manager)).toEqual(['notTheSocialWorkers inviteeId']);
  });
});

describe('the social worker’s own report', () => {
  const said = accepted(booked(), [say(OWN), worker]);

  it('is validated by the team manager, before it is shared', () => {
    const validated = accepted(said, [move(OWN, 'validated'), manager]);
    expect(standing(validated, OWN)).toBe('validated');
    expect(standing(accepted(validated, [move(OWN, 'shared', { on: '2026-12-07' }), worker]), OWN)).toBe('shared');
    for (const other of [worker, chair, visitor]) expect(after(said, move(OWN, 'validated'), other)).toEqual(['notAllowed']);
  });

  it('can be shared before that, with a reason: nothing is held up', () => {
    expect(after(said, move(OWN, 'shared', { on: '2026-12-07' }), worker)).toEqual(['needsReason reason']);
    expect(standing(accepted(said, [move(OWN, 'shared', { on: '2026-12-07', reason: 'The manager is away until the day.' }), worker]), OWN)).toBe('shared');
  });

  it('that is sent back is to be sent anew, and reminded of again', () => {
    expect(after(said, move(OWN, 'returned'), manager)).toEqual(['needsReason reason']);
    const back = accepted(said, [move(OWN, 'validated'), manager], [move(OWN, 'returned', { reason: 'The chart is missing.' }), manager]);
    expect([standing(back, OWN), flags(back, OWN)]).toEqual(['returned', [false, false]]);
    const again = accepted(back, [say(OWN), worker]);
    expect(standing(again, OWN)).toBe('saidSent');
    expect(standing(accepted(again, [move(OWN, 'validated'), manager]), OWN)).toBe('validated');
  });
});

describe('what cannot be recorded', () => {
  it.each([
    ['a day that has not come', move(VISITOR, 'shared', { on: '2026-12-09' }), 'inTheFuture on'],
    ['sharing without its day', move(VISITOR, 'shared'), 'notADate on'],
    ['a report that is not asked for', move(TEAM_MANAGER, 'received'), 'noReportAsked inviteeId'],
    ['a report of nobody', move('invitee-99', 'received'), 'unknownInvitee inviteeId'],
    ['a reason without end', move(VISITOR, 'received', { reason: 'x'.repeat(4_001) }), 'tooLong reason'],
  ])('%s', (_what, command, refusal) => {
    expect(after(booked(), command, worker)).toEqual([refusal]);
  });

  it('the same twice: the second changes nothing', () => {
    const once = accepted(booked(), [move(VISITOR, 'received'), worker]);
    expect(accepted(once, [move(VISITOR, 'received'), worker]).version).toBe(once.version);
  });
});

describe('an answer to the invitation', () => {
  const outside = booked({ type: 'inviteeAdded', data: { invitee: { ...booked().booking.invitees[1]!, inviteeId: 'invitee-8', person: null, email: 'una.brook@nhs.net', route: 'email' } } });
  const answer = (inviteeId: string): Command => ({ do: 'answerInvitation', inviteeId, answer: 'coming' });

  it('of somebody without an account here is passed on by the social worker, and by nobody else', () => {
    expect(accepted(outside, [answer('invitee-8'), worker]).answers.get('invitee-8')?.answer).toBe('coming');
    for (const other of [manager, chair, visitor]) expect(after(outside, answer('invitee-8'), other)).toEqual(['notAllowed']);
  });

  it('of somebody with an account is theirs alone', () => {
    expect(after(outside, answer(VISITOR), worker)).toEqual(['notAllowed']);
  });
});

it('whatever is recorded in whatever order, a report that came back or was never sent is on its author’s hands, and any other is not', () => {
  const acts: readonly [Command, Actor][] = [[say(OWN), worker], [move(OWN, 'received'), worker], [move(OWN, 'uploaded'), worker], [move(OWN, 'shared', { on: '2026-12-07', reason: 'So.' }), worker], [move(OWN, 'validated'), manager], [move(OWN, 'returned', { reason: 'So.' }), manager], [move(OWN, 'waived', { reason: 'So.' }), chair]];
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: acts.length - 1 }), { maxLength: 12 }), (order) => {
    const state = accepted(booked(), ...order.map((place) => acts[place]!));
    const lastReturn = order.lastIndexOf(5);
    const since = order.slice(lastReturn + 1);
    expect(flags(state, OWN)).toEqual([since.length > 0, since.some((place) => place !== 0)]);
  }));
});
