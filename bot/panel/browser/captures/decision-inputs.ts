/** The inputs of one child's decision: outcome, categories, reasons, dissent; and what about them cannot stand. */
import type { ChairView, PanelAct, PanelDecision } from '../../panel-view.ts';
import { element, freshId } from '../dom/element.ts';
import { choiceBox, choiceGroup, field, textBox, textLine } from '../dom/field.ts';
import { lengthFault } from '../saving/text-length.ts';
import { dissentOf, dissentText } from './dissent.ts';

export type EnteredDecision = Omit<Extract<PanelAct, { do: 'recordDecision' }>, 'do' | 'childId'>;

export type DecisionInputs = {
  readonly node: HTMLElement;
  readonly fill: (decision: PanelDecision) => void;
  readonly entered: () => EnteredDecision;
  /** Shows what is wrong beside each input, and moves to the first; false when nothing is. */
  readonly faulty: () => boolean;
  /** Takes back what was said about inputs that have been answered since, and hides what is not asked. */
  readonly arrange: () => void;
  readonly focus: () => void;
};

/** `name` is the child's, as people see it. */
export function decisionInputs(name: string, offered: ChairView['categories']): DecisionInputs {
  const group = freshId('decision');
  const plan = choiceBox('radio', group, { value: 'plan', label: 'Child protection plan' });
  const noPlan = choiceBox('radio', group, { value: 'noPlan', label: 'No child protection plan' });
  const boxes = offered.map((category) => choiceBox('checkbox', `${group}-category`, category));
  const outcome = choiceGroup(`Decision for ${name}`, '', [plan.node, noPlan.node]);
  const categories = choiceGroup('Category of harm', 'Choose all that apply.', boxes.map((box) => box.node));
  const reasons = field(textBox(4), 'Reasons for the decision');
  const agency = field(textLine(), 'Agency that dissents', 'Leave empty if nobody dissents.');
  const dissent = field(textBox(2), 'Its reasons for dissenting');

  const chosen = (): string[] => boxes.filter((box) => box.input.checked).map((box) => box.input.value);
  const undecided = (): boolean => !plan.input.checked && !noPlan.input.checked;
  const uncategorised = (): boolean => plan.input.checked && chosen().length === 0;
  const entered = (): EnteredDecision => ({
    outcome: plan.input.checked ? 'plan' : 'noPlan',
    categories: plan.input.checked ? chosen() : [],
    reasons: reasons.input.value.trim(),
    dissent: dissentText({ agency: agency.input.value, reasons: dissent.input.value }),
  });
  const arrange = (): void => {
    categories.node.hidden = noPlan.input.checked;
    if (!undecided()) outcome.setFault('');
    if (!uncategorised()) categories.setFault('');
  };

  return {
    node: element('div', { class: 'decision-inputs' }, outcome.node, categories.node, reasons.node, agency.node, dissent.node),
    entered,
    arrange,
    focus: () => (noPlan.input.checked ? noPlan : plan).input.focus(),
    fill(decision) {
      plan.input.checked = decision.outcome === 'plan';
      noPlan.input.checked = decision.outcome === 'noPlan';
      for (const box of boxes) box.input.checked = decision.categories.includes(box.input.value);
      const recorded = dissentOf(decision.dissent);
      reasons.input.value = decision.reasons;
      agency.input.value = recorded.agency;
      dissent.input.value = recorded.reasons;
      arrange();
    },
    faulty() {
      const now = entered();
      const dissents = { who: agency.input.value.trim() !== '', why: dissent.input.value.trim() !== '' };
      outcome.setFault(undecided() ? `Choose a decision for ${name} first.` : '');
      categories.setFault(uncategorised() ? 'Choose at least one category.' : '');
      reasons.setRemark(now.reasons === '' ? 'Give the reasons for the decision.' : lengthFault(now.reasons));
      agency.setRemark(dissents.why && !dissents.who ? 'Say which agency dissents.' : '');
      dissent.setRemark(dissents.who && !dissents.why ? 'Give its reasons for dissenting.' : lengthFault(now.dissent));
      const wrong = [undecided() && plan.input, uncategorised() && boxes[0]?.input,
        ...[reasons, agency, dissent].map(({ input }) => input.getAttribute('aria-invalid') === 'true' && input)].find((input) => input instanceof HTMLElement);
      if (wrong instanceof HTMLElement) wrong.focus();
      return wrong !== undefined;
    },
  };
}
