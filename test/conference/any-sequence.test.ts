/** Whatever is asked of a conference in whatever order, some things always hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/conference/commands.ts';
import { decide } from '../../src/conference/decide.ts';
import type { ConferenceEvent, RecordedConferenceEvent } from '../../src/conference/events.ts';
import { fold, UNBOOKED, type BookedConference } from '../../src/conference/state.ts';
import { aBooking, aWholePlan, booked, decided, INVITEES, person, recorded, shortRules, STEPS, WHO } from './a-conference.ts';

const RULES = shortRules();
const CHAIR = person(WHO.chair);

const stepId = fc.constantFrom(...STEPS.map(({ id }) => id), 'nowhere');
const childId = fc.constantFrom('child-1', 'child-2', 'child-9', null);
const reason = fc.constantFrom(null, '', '  ', 'We come back to this.');
const outcome = fc.constantFrom('plan' as const, 'noPlan' as const);

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ do: fc.constant('enterStep' as const), stepId, reason }),
  fc.record({ do: fc.constant('capture' as const), stepId, captureId: fc.constantFrom('said', 'recording', 'note', 'view', 'decisions'), childId, value: fc.constantFrom<string | boolean>(true, false, '', 'yes', 'Some words.') }),
  fc.record({ do: fc.constant('recordAttendance' as const), inviteeId: fc.constantFrom(...INVITEES.map(({ inviteeId }) => inviteeId), 'invitee-9'), status: fc.constantFrom('present' as const, 'absent' as const) }),
  fc.record({ do: fc.constant('recordDecision' as const), decision: fc.record({ child: fc.constantFrom('child-1', 'child-2', 'child-9'), outcome, categories: fc.subarray(['NEG', 'EMO', 'OTH']), reasons: fc.constantFrom('', 'Reasons.') })
    .map(({ child, ...rest }) => decided(child, rest)) }),
  fc.record({ do: fc.constant('recordPlan' as const), plan: fc.constantFrom(aWholePlan(), aWholePlan({ aim: '' }), aWholePlan({ coreGroup: ['invitee-9'] })) }),
  fc.record({ do: fc.constant('release' as const), reason }),
  fc.record({ do: fc.constant('linkMeeting' as const), chatId: fc.constantFrom('one', 'two') }),
);

/** Carries the commands out one after another; gives every state passed through and every event. */
function live(commands: readonly Command[]): { readonly states: readonly BookedConference[]; readonly events: readonly RecordedConferenceEvent[] } {
  const events: RecordedConferenceEvent[] = [...recorded([{ type: 'conferenceBooked', data: aBooking() }])];
  const states = [booked()];
  for (const each of commands) {
    const state = states.at(-1) as BookedConference;
    const outcomeOfIt = decide(state, each, CHAIR, RULES);
    const fresh = outcomeOfIt.kind === 'accepted' ? recorded(outcomeOfIt.events, state.version) : [];
    events.push(...fresh);
    states.push(fold(state, fresh) as BookedConference);
  }
  return { states, events };
}

const anyCommands = fc.array(command, { maxLength: 40 });

describe('any sequence of commands', () => {
  it('only ever raises the version, by one for each event', () => {
    fc.assert(fc.property(anyCommands, (commands) => {
      const { states, events } = live(commands);
      states.forEach((state, place) => expect(state.version).toBeGreaterThanOrEqual(states[place - 1]?.version ?? 0));
      expect(states.at(-1)?.version).toBe(events.length);
    }));
  });

  it('leaves the conference at no step or at one of the agenda, among those visited', () => {
    fc.assert(fc.property(anyCommands, (commands) => {
      for (const { currentStepId, visitedStepIds } of live(commands).states) {
        expect([null, ...STEPS.map(({ id }) => id)]).toContain(currentStepId);
        expect(visitedStepIds.every((visited) => STEPS.some(({ id }) => id === visited))).toBe(true);
        expect(new Set(visitedStepIds).size).toBe(visitedStepIds.length);
        if (currentStepId !== null) expect(visitedStepIds).toContain(currentStepId);
      }
    }));
  });

  it('never takes a release back, nor changes what was released', () => {
    fc.assert(fc.property(anyCommands, (commands) => {
      const { states, events } = live([...commands, { do: 'recordDecision', decision: decided('child-1') }, { do: 'release', reason: 'Because.' }, ...commands]);
      const first = states.findIndex(({ released }) => released !== null);
      const atRelease = states[first];
      expect(atRelease).toBeDefined();
      for (const state of states.slice(first)) {
        expect(state.released).toEqual(atRelease?.released);
        expect([...state.decisions]).toEqual([...(atRelease?.decisions ?? [])]);
        expect(state.plan).toEqual(atRelease?.plan);
      }
      expect(events.filter(({ type }) => type === 'decisionsReleased')).toHaveLength(1);
    }));
  });

  it('never bars the way to any step, nor to a release of something decided, when a reason is given', () => {
    fc.assert(fc.property(anyCommands, fc.constantFrom(...STEPS.map(({ id }) => id)), (commands, target) => {
      const state = live(commands).states.at(-1) as BookedConference;
      expect(decide(state, { do: 'enterStep', stepId: target, reason: 'We go on.' }, CHAIR, RULES).kind).toBe('accepted');
      if (state.decisions.size > 0 && state.released === null) expect(decide(state, { do: 'release', reason: 'We go on.' }, CHAIR, RULES).kind).toBe('accepted');
    }));
  });

  it('asks for nothing but a reason when it stands at a gate', () => {
    fc.assert(fc.property(anyCommands, fc.constantFrom(...STEPS.map(({ id }) => id)), (commands, target) => {
      const state = live(commands).states.at(-1) as BookedConference;
      const answer = decide(state, { do: 'enterStep', stepId: target, reason: null }, CHAIR, RULES);
      if (answer.kind === 'refused') expect(answer.refusals.map(({ code }) => code)).toEqual(['needsReason']);
    }));
  });

  it('does nothing the second time that it did at once before', () => {
    fc.assert(fc.property(anyCommands, command, (commands, again) => {
      if (again.do === 'release') return;
      const { states } = live([...commands, again]);
      const before = states.at(-1) as BookedConference;
      const answer = decide(before, again, CHAIR, RULES);
      const firstTime = decide(states.at(-2) as BookedConference, again, CHAIR, RULES);
      if (firstTime.kind === 'accepted') expect(answer).toEqual({ kind: 'accepted', events: [] });
    }));
  });

  it('folds to one state, however the events are dealt out', () => {
    fc.assert(fc.property(anyCommands, fc.array(fc.nat(60), { maxLength: 6 }), (commands, cuts) => {
      const { states, events } = live(commands);
      const places = [0, ...cuts.map((cut) => Math.min(cut, events.length)).toSorted((a, b) => a - b), events.length];
      const piecewise = places.reduce((state, from, index) => fold(state, events.slice(from, places[index + 1] ?? events.length)), UNBOOKED as ReturnType<typeof fold>);
      expect(piecewise).toEqual(states.at(-1));
    }));
  });

  it('reads the same from a record as it was written', () => {
    fc.assert(fc.property(anyCommands, (commands) => {
      const { states, events } = live(commands);
      expect(fold(UNBOOKED, JSON.parse(JSON.stringify(events)) as RecordedConferenceEvent[])).toEqual(states.at(-1));
    }));
  });
});

describe('a state', () => {
  it('is not changed by what comes after it', () => {
    const before = booked({ type: 'stepEntered', data: { stepId: 'opening' } });
    const kept = structuredClone(before);
    const more: ConferenceEvent[] = [{ type: 'captured', data: { stepId: 'opening', captureId: 'said', childId: null, value: true } }, { type: 'reportSaidSent', data: { inviteeId: 'invitee-2' } }];
    fold(before, recorded(more, before.version));
    expect(before).toEqual(kept);
  });
});
