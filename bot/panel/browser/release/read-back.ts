/** What will go out, read back before it does: the decision for each child, and the outline plan. */
import type { ChairView, PanelPlan } from '../../panel-view.ts';
import { childName } from '../captures/capture.ts';
import { decisionWords, noDecision } from '../captures/decision-words.ts';
import { element } from '../dom/element.ts';
import { longDate } from '../plan/plan-words.ts';

export function readBack(view: ChairView): HTMLElement {
  return element('div', { class: 'read-back' },
    element('h4', {}, 'Decisions'), ...view.children.map((child) => childDecision(child, view)),
    element('h4', {}, 'Outline plan'), view.plan === null ? element('p', {}, 'No outline plan is recorded.') : planList(view.plan, view));
}

function childDecision(child: ChairView['children'][number], view: ChairView): HTMLElement {
  const decision = view.decisions.find(({ childId }) => childId === child.childId) ?? noDecision(child);
  const words = decision.outcome === null ? 'No decision is recorded.' : decisionWords(decision, view.categories);
  return element('div', { class: 'read-back-child' },
    element('p', {}, element('strong', {}, `${childName(child)}: `), words),
    decision.reasons !== '' && element('p', { class: 'spoken' }, `Reasons: ${decision.reasons}`),
    decision.dissent !== '' && element('p', { class: 'spoken' }, `Dissent: ${decision.dissent}`));
}

function planList(plan: PanelPlan, view: ChairView): HTMLElement {
  const rows: (readonly [string, string | HTMLElement])[] = [
    ['Aim', plan.aim],
    ['Actions', plan.actions.length === 0 ? '' : actionList(plan)],
    ['Not negotiable', plan.nonNegotiables],
    ...plan.children.map(({ childId, visitEveryDays, contingency }): readonly [string, string] => [
      childWords(childId, view),
      [visitEveryDays === null ? '' : `Seen at least once every ${visitEveryDays} days.`, contingency === '' ? '' : `If the plan does not work: ${contingency}`].filter(Boolean).join(' '),
    ]),
    ['Lead social worker', plan.leadSocialWorker],
    ['Core group', coreGroupWords(plan, view)],
    ['First core group', plan.firstCoreGroupOn === null ? '' : longDate(plan.firstCoreGroupOn)],
    ['Review conference', plan.reviewOn === null ? '' : [longDate(plan.reviewOn), plan.reviewAt].filter(Boolean).join(' at ')],
  ];
  return element('dl', { class: 'plan-list' }, ...rows.flatMap(([term, words]) => [
    element('dt', {}, term),
    element('dd', {}, words === '' ? 'Not set' : words),
  ]));
}

function actionList(plan: PanelPlan): HTMLElement {
  return element('ol', {}, ...plan.actions.map((action) => {
    const by = action.immediate ? 'immediately' : action.by === null ? 'no date' : `by ${longDate(action.by)}`;
    const who = [...new Set([action.who, action.designation])].filter(Boolean).join(', ');
    return element('li', {}, `${action.what || 'Not described'} (${who || 'nobody named'}; ${by})`);
  }));
}

function childWords(childId: string, view: ChairView): string {
  const child = view.children.find((one) => one.childId === childId);
  return child === undefined ? 'Another child' : childName(child);
}

function coreGroupWords(plan: PanelPlan, view: ChairView): string {
  return view.people.filter(({ inviteeId }) => plan.coreGroup.includes(inviteeId)).map(({ name }) => name).join(', ');
}
