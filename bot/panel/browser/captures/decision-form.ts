/** The form for one child's decision, and the question that names the child again before it is recorded. */
import type { PanelAct, PanelDecision } from '../../panel-view.ts';
import { announce } from '../dom/announce.ts';
import { button, element, freshId, setText } from '../dom/element.ts';
import { choiceBox, choiceGroup, field, textBox, textLine } from '../dom/field.ts';
import { lengthFault } from '../saving/text-length.ts';
import { saveNote } from '../saving/save-note.ts';
import { wordsOf } from '../attempt.ts';
import type { Attempt } from '../attempt.ts';
import { childName } from './capture.ts';
import type { CaptureTools } from './capture.ts';
import { outcomeWords } from './decision-words.ts';
import type { ChildDecision } from './decisions.ts';
import { dissentOf, dissentText } from './dissent.ts';

type RecordDecision = Extract<PanelAct, { do: 'recordDecision' }>;

export type DecisionForm = {
  readonly node: HTMLElement;
  readonly fill: (decision: PanelDecision) => void;
  readonly focus: () => void;
  /** True while something is entered and not recorded. */
  readonly busy: () => boolean;
  readonly settle: () => Promise<boolean>;
};

export function decisionForm({ child, view }: ChildDecision, tools: CaptureTools, recorded: () => void): DecisionForm {
  const name = childName(child);
  const group = freshId('outcome');
  const plan = choiceBox('radio', group, { value: 'plan', label: 'Child protection plan' });
  const noPlan = choiceBox('radio', group, { value: 'noPlan', label: 'No child protection plan' });
  const outcome = choiceGroup(`Decision for ${name}`, '', [plan.node, noPlan.node]);
  const boxes = view.categories.map((category) => choiceBox('checkbox', `${group}-category`, category));
  const categories = choiceGroup('Category of harm', 'Choose all that apply.', boxes.map((box) => box.node));
  const reasons = field(textBox(4), 'Reasons for the decision');
  const agency = field(textLine(), 'Agency that dissents', 'Leave empty if nobody dissents.');
  const dissent = field(textBox(2), 'Its reasons for dissenting');
  const note = saveNote();
  const question = element('p', { tabindex: '-1', class: 'question' });
  const confirming = element('div', { class: 'confirm', role: 'group', 'aria-label': `Confirm the decision for ${name}`, hidden: true }, question);
  const ask = button(`Record for ${name}…`, () => check(), { class: 'primary' });
  const node = element('div', { class: 'decision-form' }, outcome.node, categories.node, reasons.node, agency.node, dissent.node, ask, confirming, note.node);
  let dirty = false;
  let attempt: Attempt | undefined;

  const entered = (): RecordDecision => {
    const planned = plan.input.checked;
    return {
      do: 'recordDecision',
      childId: child.childId,
      outcome: planned ? 'plan' : 'noPlan',
      categories: planned ? boxes.filter((box) => box.input.checked).map((box) => box.input.value) : [],
      reasons: reasons.input.value.trim(),
      dissent: dissentText({ agency: agency.input.value, reasons: dissent.input.value }),
    };
  };

  /** The first input that cannot stand as it is, with its words shown beside it; undefined when all can. */
  const firstFault = (): HTMLElement | undefined => {
    const undecided = !plan.input.checked && !noPlan.input.checked;
    const uncategorised = plan.input.checked && !boxes.some((box) => box.input.checked);
    outcome.setFault(undecided ? `Choose a decision for ${name} first.` : '');
    categories.setFault(uncategorised ? 'Choose at least one category.' : '');
    reasons.setRemark(reasons.input.value.trim() === '' ? 'Give the reasons for the decision.' : lengthFault(reasons.input.value));
    const { agency: who, reasons: why } = { agency: agency.input.value.trim(), reasons: dissent.input.value.trim() };
    agency.setRemark(why !== '' && who === '' ? 'Say which agency dissents.' : '');
    dissent.setRemark(who !== '' && why === '' ? 'Give its reasons for dissenting.' : lengthFault(dissentText({ agency: who, reasons: why })));
    if (undecided) return plan.input;
    if (uncategorised) return boxes[0]?.input;
    return [reasons, agency, dissent].find((one) => one.input.getAttribute('aria-invalid') === 'true')?.input;
  };

  const check = (): void => {
    const wrong = firstFault();
    if (wrong !== undefined) return wrong.focus();
    const act = entered();
    setText(question, `Record for ${name}: ${outcomeWords(act, view.categories)}?`);
    ask.hidden = true;
    confirming.hidden = false;
    attempt = tools.attempt(act);
    question.focus();
  };
  const goBack = (): void => {
    confirming.hidden = true;
    ask.hidden = false;
    attempt = undefined;
  };
  const record = async (): Promise<void> => {
    if (attempt === undefined) return;
    note.saving();
    const outcomeOfAct = await attempt.send();
    if (outcomeOfAct.kind === 'failed') return note.notSaved(outcomeOfAct.words, () => void record());
    if (outcomeOfAct.kind === 'refused') {
      goBack();
      return note.notSaved(wordsOf(outcomeOfAct), () => check());
    }
    dirty = false;
    goBack();
    note.clear();
    announce(`Recorded for ${name}.`);
    recorded();
  };
  confirming.append(element('div', { class: 'buttons' },
    button(`Yes, record for ${name}`, () => void record(), { class: 'primary' }),
    button('Go back', () => { goBack(); ask.focus(); })));

  const arrange = (): void => { categories.node.hidden = noPlan.input.checked; };
  node.addEventListener('input', () => {
    dirty = true;
    arrange();
    goBack();
    if (plan.input.checked || noPlan.input.checked) outcome.setFault('');
    if (boxes.some((box) => box.input.checked)) categories.setFault('');
  });
  return {
    node,
    fill(decision) {
      plan.input.checked = decision.outcome === 'plan';
      noPlan.input.checked = decision.outcome === 'noPlan';
      for (const box of boxes) box.input.checked = decision.categories.includes(box.input.value);
      reasons.input.value = decision.reasons;
      const recordedDissent = dissentOf(decision.dissent);
      agency.input.value = recordedDissent.agency;
      dissent.input.value = recordedDissent.reasons;
      dirty = false;
      arrange();
    },
    focus: () => (noPlan.input.checked ? noPlan : plan).input.focus(),
    busy: () => dirty,
    // A decision is only ever recorded by a yes, so leaving the step records none; it asks instead.
    settle() {
      if (!dirty) return Promise.resolve(true);
      note.failed(`The decision for ${name} is entered but not recorded.`, () => check(), 'Record it');
      return Promise.resolve(false);
    },
  };
}
