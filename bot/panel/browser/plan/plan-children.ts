/** For each child: how often the child is seen (NOT-082, NOT-106), and what happens if the plan does not work (NOT-088). */
import type { ChairView } from '../../panel-view.ts';
import { childName } from '../captures/capture.ts';
import { element } from '../dom/element.ts';
import { field, textBox } from '../dom/field.ts';
import { keyedParts, nothingToSettle } from '../dom/part.ts';
import type { Part } from '../dom/part.ts';
import { bind } from './bound-field.ts';
import { plannedChildren } from './plan-draft.ts';
import type { PlanDraft, PlannedChild } from './plan-draft.ts';

/** Beyond a year it is a slip of the finger, not a visiting plan. */
const longestGapDays = 366;

type ChildIn = { readonly child: ChairView['children'][number]; readonly plan: PlannedChild; readonly limit: number };

export function planChildren(draft: PlanDraft): { node: HTMLElement; show: (view: ChairView) => void } {
  const node = element('div', { class: 'per-child' });
  const change = (childId: string, change: Partial<PlannedChild>): void => {
    const others = draft.plan().children.filter((child) => child.childId !== childId);
    draft.change({ children: [...others, { ...ofChild(draft, childId), ...change }] });
  };
  const parts = keyedParts<ChildIn>(node, ({ child }) => child.childId, (first) => childPart(first, change));
  return {
    node,
    show: (view) => parts.show(plannedChildren(view).map((child) => ({
      child,
      plan: ofChild(draft, child.childId),
      limit: view.planLimits.visitEveryDays,
    }))),
  };
}

function ofChild(draft: PlanDraft, childId: string): PlannedChild {
  return draft.plan().children.find((child) => child.childId === childId) ?? { childId, visitEveryDays: null, contingency: '' };
}

function childPart({ child, limit }: ChildIn, change: (childId: string, change: Partial<PlannedChild>) => void): Part<ChildIn> {
  const { childId } = child;
  const daysInput = element('input', { type: 'number', min: 1, max: longestGapDays, step: 1, inputmode: 'numeric' });
  const days = bind(field(daysInput, 'Seen at least every so many days', `${limit} days at most.`), () => {
    const entered = daysInput.valueAsNumber;
    change(childId, { visitEveryDays: Number.isInteger(entered) && entered >= 1 && entered <= longestGapDays ? entered : null });
  });
  const contingency = bind(field(textBox(2), 'If the plan does not work'), (value) => change(childId, { contingency: value }));
  return {
    node: element('fieldset', { class: 'child-card' }, element('legend', {}, childName(child)), days.node, contingency.node),
    show({ plan, limit: most }) {
      days.show(plan.visitEveryDays === null ? '' : String(plan.visitEveryDays));
      days.setHelp(`${most} days at most.`);
      if (plan.visitEveryDays === null && daysInput.value !== '') days.setRemark(`Please give a whole number of days, from 1 to ${longestGapDays}.`);
      else days.setRemark((plan.visitEveryDays ?? 0) > most ? `Longer than the limit of ${most} days. It can be kept, and will be shown as a gap.` : '', 'warning');
      contingency.show(plan.contingency);
    },
    settle: nothingToSettle,
  };
}
