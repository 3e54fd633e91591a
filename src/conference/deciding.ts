/**
 * The decision for each child, the outline plan, and their release (NOT-080, NOT-081, NOT-085 to NOT-088, NOT-094).
 * Recording and releasing are two acts. Gaps never hold a release back; they ask for a reason and stay listed.
 */
import type { PlainDate } from '../calendar/plain-date.ts';
import { endingIsClosed } from './child-assessment.ts';
import { LONGEST_TEXT, type Refusal } from './commands.ts';
import type { ConferenceEvent, Decision } from './events.ts';
import { planGaps, type OutlinePlan, type PlanGap, type PlanLimits } from './outline-plan.ts';
import { type BookedConference, plannedChildIds, subjectChildren } from './state.ts';

type Outcome = readonly ConferenceEvent[] | readonly Refusal[];

const MOST_ACTIONS = 80;

/** One child's decision. It must name a child of this conference; a plan must name its category or categories (GEN-006). */
export function recordDecision(state: BookedConference, decision: Decision, categories: readonly string[]): Outcome {
  if (state.released !== null) return [{ code: 'alreadyReleased' }];
  if (!subjectChildren(state).some((child) => child.childId === decision.childId)) return [{ code: 'unknownChild' }];
  if (decision.categories.some((category) => !categories.includes(category))) return [{ code: 'unknownCategory', field: 'categories' }];
  const refusals: Refusal[] = [];
  if (decision.outcome === 'plan' && decision.categories.length === 0) refusals.push({ code: 'needsCategory', field: 'categories', rule: 'NOT-080' });
  if (decision.reasons.trim() === '') refusals.push({ code: 'missing', field: 'reasons', rule: 'NOT-080' });
  for (const field of ['reasons', 'dissent'] as const) if (decision[field].length > LONGEST_TEXT) refusals.push({ code: 'tooLong', field });
  if (decision.outcome === 'noPlan' && endingIsClosed(state)) refusals.push({ code: 'endingClosed', field: 'outcome', rule: 'PST-008' });
  if (refusals.length > 0) return refusals;
  const settled = { ...decision, categories: decision.outcome === 'plan' ? [...new Set(decision.categories)] : [] };
  return same(state.decisions.get(decision.childId), settled) ? [] : [{ type: 'decisionRecorded', data: settled }];
}

/** The whole plan as it now stands; half-filled is allowed, for a plan grows during the meeting. */
export function recordPlan(state: BookedConference, plan: OutlinePlan): Outcome {
  if (state.released !== null) return [{ code: 'alreadyReleased' }];
  if (plan.actions.length > MOST_ACTIONS) return [{ code: 'tooMany', field: 'actions' }];
  const childIds = new Set(subjectChildren(state).map((child) => child.childId));
  if (plan.children.some((child) => !childIds.has(child.childId))) return [{ code: 'unknownChild' }];
  const inviteeIds = new Set(state.booking.invitees.map((invitee) => invitee.inviteeId));
  if (plan.coreGroup.some((inviteeId) => !inviteeIds.has(inviteeId))) return [{ code: 'unknownInvitee', field: 'coreGroup' }];
  const longest = [plan.aim, plan.nonNegotiables, ...plan.actions.flatMap((action) => [action.what, action.outcome]), ...plan.children.map((child) => child.contingency)];
  if (longest.some((text) => text.length > LONGEST_TEXT)) return [{ code: 'tooLong' }];
  return same(state.plan, plan) ? [] : [{ type: 'outlinePlanRecorded', data: { plan } }];
}

/** What a release is held against: the plan's limits, and today's date in London. */
export type ReleaseRules = { readonly planLimits: PlanLimits; readonly today: PlainDate };

/** What a release would still lack: its day, children with no decision, then the plan's own gaps. */
export function releaseGaps(state: BookedConference, { planLimits, today }: ReleaseRules): readonly PlanGap[] {
  const early = today < state.booking.on ? [{ part: 'beforeTheDay', rule: 'NOT-080', childId: null }] : [];
  const undecided = subjectChildren(state).filter((child) => !state.decisions.has(child.childId))
    .map((child) => ({ part: 'decision', rule: 'NOT-080', childId: child.childId }));
  return [...early, ...undecided, ...planGaps(state.plan, plannedChildIds(state), planLimits)];
}

/** Releases what is recorded. Only two things are never overridden: something was decided, and it is done once. */
export function release(state: BookedConference, rules: ReleaseRules, reason: string | null): Outcome {
  if (state.released !== null) return [{ code: 'alreadyReleased' }];
  if (state.decisions.size === 0) return [{ code: 'nothingToRelease', rule: 'NOT-080' }];
  const gaps = releaseGaps(state, rules).map(gapName);
  if (gaps.length > 0 && (reason === null || reason.trim() === '')) return [{ code: 'needsReason', field: 'reason', about: gaps }];
  return [{ type: 'decisionsReleased', data: { gaps, reason: gaps.length === 0 ? null : (reason ?? '').trim() } }];
}

/** A gap as the record keeps it: part, rule and child id. */
export function gapName(gap: PlanGap): string {
  return gap.childId === null ? `${gap.part}|${gap.rule}` : `${gap.part}|${gap.rule}|${gap.childId}`;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
