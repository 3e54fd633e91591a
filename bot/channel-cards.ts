/**
 * What is posted to the decisions channel: closed cards that tell nothing of the family, and the open view that those
 * who were part of the conference get when they look.
 */
import { randomUUID } from 'node:crypto';
import { renderChannelDecision, splitDecisions } from '../cards/channel-decision/card.ts';
import { renderChannelPlan, splitPlan } from '../cards/channel-plan/card.ts';
import { longDate } from '../src/calendar/plain-date.ts';
import { subjectChildren, type BookedConference } from '../src/conference/state.ts';
import type { OutlinePlan } from '../src/conference/outline-plan.ts';
import { momentWords } from './conference-cards.ts';
import type { ConferenceRules } from './conference-rules.ts';
import { afterwards } from './panel/view.ts';

export type ChannelRecord = 'decision' | 'plan';

/** The card that everybody in the channel sees; `repeat` where nobody knows whether it was posted before. */
export function closedCard(record: ChannelRecord, conferenceId: string, state: BookedConference, viewers: readonly string[], repeat: boolean): object {
  const common = { kind: 'closed', caseReference: state.booking.caseReference, heldWords: heldWords(state), conferenceId, op: randomUUID(), viewers: [...viewers], repeat } as const;
  const planned = [...state.decisions.values()].filter((decision) => decision.outcome === 'plan').length;
  return record === 'decision' ? renderChannelDecision({ ...common, childCount: state.decisions.size }) : renderChannelPlan({ ...common, childCount: Math.max(1, planned) });
}

/** The open view, one part of it; undefined where there is none. */
export function openCard(record: ChannelRecord, conferenceId: string, state: BookedConference, rules: ConferenceRules, part: number): object | undefined {
  if (state.released === null) return undefined;
  if (record === 'decision') {
    const shown = splitDecisions(releasedDecisions(conferenceId, state, rules))[part - 1];
    return shown === undefined ? undefined : renderChannelDecision(shown);
  }
  const shown = state.plan === null ? undefined : splitPlan(releasedPlan(conferenceId, state, state.plan))[part - 1];
  return shown === undefined ? undefined : renderChannelPlan(shown);
}

function heldWords(state: BookedConference): string {
  return `Conference of ${longDate(state.booking.on)}`;
}

function releasedDecisions(conferenceId: string, state: BookedConference, rules: ConferenceRules): Parameters<typeof splitDecisions>[0] {
  const names = new Map(rules.pack.decisions.categories.map(({ code, name }) => [code, name]));
  const outcomes = new Map(rules.pack.decisions.outcomes.map(({ value, label }) => [value, label]));
  return {
    caseReference: state.booking.caseReference, heldWords: heldWords(state), conferenceId, op: randomUUID(),
    releasedWords: `Decided and released by the chair, ${state.booking.chair.name}, on ${momentWords(state.released?.at ?? '')}.`,
    decisions: subjectChildren(state).flatMap((child) => {
      const decision = state.decisions.get(child.childId);
      if (decision === undefined) return [{ label: child.label, outcomeWords: 'No decision was recorded.', categoriesWords: '', reasons: '', dissent: '' }];
      return [{
        label: child.label, outcomeWords: outcomes.get(decision.outcome) ?? decision.outcome,
        categoriesWords: decision.categories.map((code) => names.get(code) ?? code).join(', '), reasons: decision.reasons, dissent: decision.dissent,
      }];
    }),
    afterwards: afterwards(rules),
  };
}

function releasedPlan(conferenceId: string, state: BookedConference, plan: OutlinePlan): Parameters<typeof splitPlan>[0] {
  const labels = new Map(subjectChildren(state).map(({ childId, label }) => [childId, label]));
  const people = new Map(state.booking.invitees.map((invitee) => [invitee.inviteeId, invitee.person === null ? invitee.name : `${invitee.name}, ${invitee.designation}`]));
  return {
    caseReference: state.booking.caseReference, heldWords: heldWords(state), conferenceId, op: randomUUID(), aim: plan.aim, nonNegotiables: plan.nonNegotiables,
    actions: plan.actions.map(({ by, ...action }) => ({ ...action, byWords: by === null ? '' : `by ${longDate(by)}` })),
    children: plan.children.map((child) => ({
      label: labels.get(child.childId) ?? '', contingency: child.contingency,
      visitWords: child.visitEveryDays === null ? '' : `The social worker visits at least every ${child.visitEveryDays === 1 ? 'day' : `${child.visitEveryDays} days`}.`,
    })),
    leadSocialWorker: plan.leadSocialWorker,
    coreGroup: plan.coreGroup.map((inviteeId) => people.get(inviteeId) ?? ''),
    firstCoreGroupWords: plan.firstCoreGroupOn === null ? '' : longDate(plan.firstCoreGroupOn),
    reviewWords: plan.reviewOn === null ? '' : `${longDate(plan.reviewOn)}${plan.reviewAt === null ? '' : ` at ${plan.reviewAt}`}`,
  };
}
