/** A labelled input: label, a line of help, the input, and a place for what is wrong with it. */
import { element, freshId, setText } from './element.ts';

export type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export type Field<Control extends Input> = {
  readonly node: HTMLElement;
  readonly input: Control;
  readonly setLabel: (words: string) => void;
  readonly setHelp: (words: string) => void;
  /** Words about what is wrong, or '' when nothing is. `serious` false keeps it a remark. */
  readonly setFault: (words: string, serious?: boolean) => void;
};

/** Wraps an input with its label, help and fault, each tied to it for people who listen. */
export function field<Control extends Input>(input: Control, label: string, help = ''): Field<Control> {
  input.id = freshId('field');
  const labelNode = element('label', { for: input.id }, label);
  const helpNode = element('p', { class: 'help', id: `${input.id}-help`, hidden: help === '' }, help);
  const faultNode = element('p', { class: 'fault', id: `${input.id}-fault`, hidden: true });
  const node = element('div', { class: 'field' }, labelNode, helpNode, input, faultNode);
  describeBy(input, helpNode, faultNode);
  return {
    node,
    input,
    setLabel: (words) => setText(labelNode, words),
    setHelp(words) {
      setText(helpNode, words);
      helpNode.hidden = words === '';
      describeBy(input, helpNode, faultNode);
    },
    setFault(words, serious = true) {
      setText(faultNode, words);
      faultNode.hidden = words === '';
      faultNode.classList.toggle('remark', !serious);
      if (words !== '' && serious) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      describeBy(input, helpNode, faultNode);
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
