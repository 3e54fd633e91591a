/** The form for one child's decision, and the question that names the child again before it is recorded. */
import type { PanelDecision } from '../../panel-view.ts';
import { wordsOf } from '../attempt.ts';
import type { Attempt } from '../attempt.ts';
import { announce } from '../dom/announce.ts';
import { button, element, setText } from '../dom/element.ts';
import { saveNote } from '../saving/save-note.ts';
import { childName } from './capture.ts';
import type { CaptureTools } from './capture.ts';
import { decisionInputs } from './decision-inputs.ts';
import { outcomeWords } from './decision-words.ts';
import type { ChildDecision } from './decisions.ts';

export type DecisionForm = {
  readonly node: HTMLElement;
  readonly fill: (decision: PanelDecision) => void;
  readonly focus: () => void;
  /** True while something is entered and not recorded. */
  readonly busy: () => boolean;
  readonly settle: () => Promise<boolean>;
};

/** `recorded` is called once the decision stands on record. */
export function decisionForm({ child, view }: ChildDecision, tools: CaptureTools, recorded: () => void): DecisionForm {
  const name = childName(child);
  const inputs = decisionInputs(name, view.categories);
  const note = saveNote();
  const confirm = confirmation(name, () => void record(), () => goBack().focus());
  const ask = button(`Record for ${name}…`, () => check(), { class: 'primary' });
  const node = element('div', { class: 'decision-form' }, inputs.node, ask, confirm.node, note.node);
  let dirty = false;
  let attempt: Attempt | undefined;

  const check = (): void => {
    if (inputs.faulty()) return;
    const entered = inputs.entered();
    attempt = tools.attempt({ do: 'recordDecision', childId: child.childId, ...entered });
    ask.hidden = true;
    confirm.open(`Record for ${name}: ${outcomeWords(entered, view.categories)}?`);
  };
  const goBack = (): HTMLElement => {
    attempt = undefined;
    confirm.node.hidden = true;
    ask.hidden = false;
    return ask;
  };
  const record = async (): Promise<void> => {
    if (attempt === undefined) return;
    note.saving();
    const outcome = await attempt.send();
    if (outcome.kind === 'failed') return note.notSaved(outcome.words, () => void record());
    goBack();
    if (outcome.kind === 'refused') return note.notSaved(wordsOf(outcome), check);
    dirty = false;
    note.clear();
    announce(`Recorded for ${name}.`);
    recorded();
  };
  node.addEventListener('input', () => {
    dirty = true;
    inputs.arrange();
    goBack();
  });
  return {
    node,
    focus: inputs.focus,
    busy: () => dirty,
    fill(decision) {
      inputs.fill(decision);
      dirty = false;
    },
    // A decision is only ever recorded by a yes, so leaving the step records none; it asks instead.
    settle() {
      if (dirty) note.failed(`The decision for ${name} is entered but not recorded.`, check, 'Record it');
      return Promise.resolve(!dirty);
    },
  };
}

type Confirmation = { readonly node: HTMLElement; readonly open: (question: string) => void };

function confirmation(name: string, yes: () => void, no: () => void): Confirmation {
  const question = element('p', { tabindex: '-1', class: 'question' });
  const node = element('div', { class: 'confirm', role: 'group', 'aria-label': `Confirm the decision for ${name}`, hidden: true },
    question, element('div', { class: 'buttons' }, button(`Yes, record for ${name}`, yes, { class: 'primary' }), button('Go back', no)));
  return {
    node,
    open(words) {
      setText(question, words);
      node.hidden = false;
      question.focus();
      node.scrollIntoView({ block: 'nearest' });
    },
  };
}
