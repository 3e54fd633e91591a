/**
 * The decision for each child (NOT-080, NOT-081): one card a child. A decision names its child again, and waits for a
 * yes, before it is recorded; nothing is sent to anyone until the chair releases it at the close.
 */
import type { ChairView, PanelDecision } from '../../panel-view.ts';
import { button, element, setText } from '../dom/element.ts';
import { keyedParts } from '../dom/part.ts';
import type { Part } from '../dom/part.ts';
import { ageWords, childName } from './capture.ts';
import type { CaptureIn, CapturePart, CaptureTools } from './capture.ts';
import { decisionForm } from './decision-form.ts';
import { decisionWords, noDecision } from './decision-words.ts';

export type ChildDecision = {
  readonly child: ChairView['children'][number];
  readonly decision: PanelDecision;
  readonly view: ChairView;
};

export function decisionsCapture({ capture }: CaptureIn, tools: CaptureTools): CapturePart {
  const cards = element('div', { class: 'per-child' });
  const children = keyedParts<ChildDecision>(cards, ({ child }) => child.childId, (first) => childPart(first, tools));
  return {
    node: element('section', { class: 'group' }, element('h3', {}, capture.label), capture.help !== null && element('p', { class: 'help' }, capture.help), cards),
    show({ view }) {
      children.show(view.children.map((child) => ({
        child,
        decision: view.decisions.find((decision) => decision.childId === child.childId) ?? noDecision(child),
        view,
      })));
    },
    settle: children.settle,
  };
}

/** A recorded decision is a sentence with a way to change it; an unrecorded one is the form. */
function childPart(first: ChildDecision, tools: CaptureTools): Part<ChildDecision> {
  const heading = element('h4', { tabindex: '-1' }, childName(first.child));
  const age = element('span', { class: 'age' });
  heading.append(age);
  const settled = element('p', { class: 'settled' });
  const reasons = element('p', { class: 'spoken' });
  const dissent = element('p', { class: 'spoken' });
  const form = decisionForm(first, tools, () => {
    changing = false;
    arrange();
    heading.focus();
  });
  const change = button('Change', () => {
    changing = true;
    form.fill(now.decision);
    arrange();
    form.focus();
  }, { class: 'small', 'aria-label': `Change the decision for ${childName(first.child)}` });
  const recorded = element('div', { class: 'recorded' }, settled, reasons, dissent, change);
  let now = first;
  let changing = false;

  const arrange = (): void => {
    const released = now.view.released !== null;
    const open = !released && (changing || now.decision.outcome === null || form.busy());
    form.node.hidden = !open;
    recorded.hidden = open;
    change.hidden = released;
    setText(settled, decisionWords(now.decision, now.view.categories));
    setText(reasons, now.decision.reasons === '' ? 'No reasons were given.' : `Reasons: ${now.decision.reasons}`);
    setText(dissent, now.decision.dissent === '' ? 'Nobody dissented.' : `Dissent: ${now.decision.dissent}`);
    reasons.hidden = dissent.hidden = now.decision.outcome === null;
  };

  return {
    node: element('section', { class: 'child-card' }, heading, recorded, form.node),
    show(next) {
      now = next;
      setText(age, next.child.age === '' ? '' : `, ${ageWords(next.child.age)}`);
      arrange();
    },
    settle: form.settle,
  };
}
