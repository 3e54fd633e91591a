/**
 * The outline child protection plan and what it still lacks (NOT-085 to NOT-088, NOT-082, NOT-099, NOT-106).
 * A gap never stops a plan going out: it asks for the chair's reason and stays visible.
 */
import type { PlainDate } from '../calendar/plain-date.ts';

export type PlanAction = {
  /** Name of a professional, or a family member's label such as "Mother". */
  readonly who: string;
  readonly designation: string;
  readonly what: string;
  readonly outcome: string;
  readonly by: PlainDate | null;
  readonly immediate: boolean;
};

export type ChildPlan = { readonly childId: string; readonly visitEveryDays: number | null; readonly contingency: string };

export type OutlinePlan = {
  readonly aim: string;
  readonly nonNegotiables: string;
  readonly actions: readonly PlanAction[];
  readonly children: readonly ChildPlan[];
  readonly leadSocialWorker: string;
  /** Invitee ids of the core group. */
  readonly coreGroup: readonly string[];
  readonly firstCoreGroupOn: PlainDate | null;
  readonly reviewOn: PlainDate | null;
  /** London clock time, HH:mm. */
  readonly reviewAt: string | null;
};

/** A part that is missing or outside its limit, with the rule that asks for it and the child it concerns. */
export type PlanGap = { readonly part: string; readonly rule: string; readonly childId: string | null };

export type PlanLimits = {
  /** Calendar days between visits at most (NOT-106). */
  readonly visitEveryDays: number;
  /** Last day for the first core group (NOT-099). */
  readonly firstCoreGroupBy: PlainDate;
  /** Last bookable day for the review conference. */
  readonly reviewBy: PlainDate;
};

/** Everything the pack's plan lacks, for the children on whom a plan was made. */
export function planGaps(plan: OutlinePlan | null, plannedChildIds: readonly string[], limits: PlanLimits): readonly PlanGap[] {
  if (plannedChildIds.length === 0) return [];
  if (plan === null) return [{ part: 'plan', rule: 'NOT-086', childId: null }];
  return [...wholePlanGaps(plan), ...dateGaps(plan, limits), ...plannedChildIds.flatMap((childId) => childGaps(plan, childId, limits))];
}

function wholePlanGaps(plan: OutlinePlan): PlanGap[] {
  const gaps: PlanGap[] = [];
  const lacks = (part: string, rule: string): number => gaps.push({ part, rule, childId: null });
  if (blank(plan.aim)) lacks('aim', 'NOT-085');
  if (plan.actions.length === 0) lacks('actions', 'NOT-086');
  if (plan.actions.some((action) => blank(action.who) || blank(action.what) || action.by === null)) lacks('actionDetail', 'NOT-087');
  if (plan.actions.some((action) => !blank(action.who) && blank(action.designation))) lacks('designation', 'NOT-103');
  if (plan.actions.some((action) => blank(action.outcome))) lacks('outcomes', 'NOT-086');
  if (blank(plan.nonNegotiables)) lacks('nonNegotiables', 'NOT-087');
  if (!plan.actions.some((action) => action.immediate)) lacks('immediateActions', 'NOT-087');
  if (blank(plan.leadSocialWorker)) lacks('leadSocialWorker', 'NOT-087');
  if (plan.coreGroup.length === 0) lacks('coreGroup', 'NOT-087');
  return gaps;
}

function dateGaps(plan: OutlinePlan, limits: PlanLimits): PlanGap[] {
  const gaps: PlanGap[] = [];
  const lacks = (part: string, rule: string): number => gaps.push({ part, rule, childId: null });
  if (plan.firstCoreGroupOn === null) lacks('firstCoreGroup', 'NOT-087');
  else if (plan.firstCoreGroupOn > limits.firstCoreGroupBy) lacks('firstCoreGroupLate', 'NOT-099');
  if (plan.reviewOn === null || blank(plan.reviewAt ?? '')) lacks('review', 'NOT-087');
  else if (plan.reviewOn > limits.reviewBy) lacks('reviewLate', 'GEN-009');
  return gaps;
}

function childGaps(plan: OutlinePlan, childId: string, limits: PlanLimits): PlanGap[] {
  const child = plan.children.find((entry) => entry.childId === childId);
  const gaps: PlanGap[] = [];
  if (child?.visitEveryDays == null) gaps.push({ part: 'visits', rule: 'NOT-082', childId });
  else if (child.visitEveryDays > limits.visitEveryDays) gaps.push({ part: 'visitsTooFew', rule: 'NOT-106', childId });
  if (child === undefined || blank(child.contingency)) gaps.push({ part: 'contingency', rule: 'NOT-088', childId });
  return gaps;
}

function blank(text: string): boolean {
  return text.trim() === '';
}
