/** A labelled input: label, a line of help, the input, and a place for what there is to say about it. */
import { element, freshId, setText } from './element.ts';

export type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export type Field<Control extends Input> = {
  readonly node: HTMLElement;
  readonly input: Control;
  readonly label: HTMLLabelElement;
  readonly setHelp: (words: string) => void;
  /** Words about what was entered, or ''. Only a fault says that it cannot stay as it is. */
  readonly setRemark: (words: string, weight?: 'fault' | 'warning' | 'plain') => void;
};

/** Wraps an input with its label, help and remark, each tied to it for people who listen. */
export function field<Control extends Input>(input: Control, label: string, help = ''): Field<Control> {
  input.id = freshId('field');
  const labelNode = element('label', { for: input.id }, label);
  const helpNode = element('p', { class: 'help', id: `${input.id}-help`, hidden: help === '' }, help);
  const remarkNode = element('p', { id: `${input.id}-remark`, hidden: true });
  const node = element('div', { class: 'field' }, labelNode, helpNode, input, remarkNode);
  describeBy(input, helpNode, remarkNode);
  return {
    node,
    input,
    label: labelNode,
    setHelp(words) {
      setText(helpNode, words);
      helpNode.hidden = words === '';
      describeBy(input, helpNode, remarkNode);
    },
    setRemark(words, weight = 'fault') {
      setText(remarkNode, words);
      remarkNode.hidden = words === '';
      remarkNode.className = weight;
      if (words !== '' && weight === 'fault') input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      describeBy(input, helpNode, remarkNode);
    },
  };
}

/** Ties those notes to the node that have something to say. */
export function describeBy(node: HTMLElement, ...notes: readonly HTMLElement[]): void {
  const ids = notes.filter((note) => !note.hidden && note.textContent !== '').map((note) => note.id);
  if (ids.length === 0) node.removeAttribute('aria-describedby');
  else node.setAttribute('aria-describedby', ids.join(' '));
}

/** A box for several lines that grows with its text where the browser can. */
export function textBox(rows = 3): HTMLTextAreaElement {
  return element('textarea', { rows, spellcheck: 'true' });
}

export function textLine(): HTMLInputElement {
  return element('input', { type: 'text', autocomplete: 'off' });
}

export type Option = { readonly value: string; readonly label: string };

/** One box to tick or one dot to choose, with its words, as one target of at least 44 px. */
export function choiceBox(type: 'radio' | 'checkbox', name: string, option: Option): { node: HTMLElement; input: HTMLInputElement } {
  const input = element('input', { type, name, value: option.value });
  return { input, node: element('label', { class: 'choice' }, input, element('span', {}, option.label)) };
}

export type ChoiceGroup = { readonly node: HTMLElement; readonly setFault: (words: string) => void };

/** Choices under one heading, with a line of help and a place for what is wrong with them. */
export function choiceGroup(legend: string, help: string, choices: readonly HTMLElement[]): ChoiceGroup {
  const id = freshId('choices');
  const helpNode = element('p', { class: 'help', id: `${id}-help`, hidden: help === '' }, help);
  const faultNode = element('p', { class: 'fault', id: `${id}-fault`, hidden: true });
  const node = element('fieldset', { class: 'choices' }, element('legend', {}, legend), helpNode, faultNode, element('div', { class: 'choice-row' }, ...choices));
  describeBy(node, helpNode);
  return {
    node,
    setFault(words) {
      setText(faultNode, words);
      faultNode.hidden = words === '';
      describeBy(node, helpNode, faultNode);
    },
  };
}

/** Says beside a label that its answer is still needed; hidden until it is. */
export function neededMark(): HTMLElement {
  return element('span', { class: 'needed', hidden: true }, ' (still needed)');
}
