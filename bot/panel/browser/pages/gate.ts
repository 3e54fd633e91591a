/**
 * The gate between two steps: what the step still lacks, in plain words, and a way on all the same. It asks; it never
 * stops the chair. The reason goes on the record.
 */
import { button, element, setLines, setText } from '../dom/element.ts';
import { field, textBox } from '../dom/field.ts';
import { lengthFault } from '../saving/text-length.ts';

export type Gate = {
  readonly node: HTMLElement;
  /** Asks for a reason. `onwards` gives '' when done, or words about why it could not be. */
  readonly ask: (words: string, lacks: readonly string[], onwards: (reason: string) => Promise<string>) => void;
  /** Says what is not saved, and offers to go on and leave it here. */
  readonly warn: (words: string, onwards: () => void) => void;
  readonly close: () => void;
};

export function gate(): Gate {
  const title = element('h3', { tabindex: '-1' });
  const said = element('p', {});
  const list = element('ul', {});
  const reason = field(textBox(2), 'Your reason for going on', 'It is kept in the record.');
  const buttons = element('div', { class: 'buttons' });
  const node = element('section', { class: 'gate', 'aria-label': 'Before you go on', hidden: true }, title, said, list, reason.node, buttons);
  const close = (): void => { node.hidden = true; };
  const open = (heading: string, words: string, lines: readonly string[], needsReason: boolean, press: HTMLButtonElement): void => {
    setText(title, heading);
    setText(said, words);
    setLines(list, lines);
    list.hidden = lines.length === 0;
    reason.node.hidden = !needsReason;
    reason.setRemark('');
    buttons.replaceChildren(press, button('Stay here', close));
    node.hidden = false;
    title.focus();
    node.scrollIntoView({ block: 'nearest' });
  };
  return {
    node,
    close,
    ask(words, lacks, onwards) {
      const press = button('Go on anyway', () => void goOn(press, onwards));
      open('Before you go on', words, lacks, true, press);
    },
    warn(words, onwards) {
      open('Not everything on this step is saved', words, [], false, button('Go on all the same', () => { close(); onwards(); }));
    },
  };

  async function goOn(press: HTMLButtonElement, onwards: (reason: string) => Promise<string>): Promise<void> {
    const words = reason.input.value.trim();
    reason.setRemark(words === '' ? 'Please say why, in a few words.' : lengthFault(words));
    if (reason.input.getAttribute('aria-invalid') === 'true') return reason.input.focus();
    press.disabled = true;
    const fault = await onwards(words);
    press.disabled = false;
    reason.setRemark(fault);
    if (fault !== '') return reason.input.focus();
    reason.input.value = '';
    close();
  }
}
