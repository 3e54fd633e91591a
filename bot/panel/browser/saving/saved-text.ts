/** A box of text that saves itself when it is left. */
import type { PanelAct } from '../../panel-view.ts';
import { field, neededMark, textBox } from '../dom/field.ts';
import type { Part } from '../dom/part.ts';
import type { Attempt } from '../session.ts';
import { savedValue } from './saved-value.ts';

/** Most characters of one piece of text on record. */
export const textLimit = 4_000;

/** Words for a text that is too long to be taken in, or ''. */
export function lengthFault(text: string): string {
  if (text.length <= textLimit) return '';
  const format = new Intl.NumberFormat('en-GB');
  return `This is ${format.format(text.length)} characters long and ${format.format(textLimit)} is the most: please shorten it.`;
}

export type SavedTextSettings = {
  readonly label: string;
  readonly help: string;
  readonly act: (value: string) => PanelAct;
  readonly attempt: (act: PanelAct) => Attempt;
};

export function savedText(settings: SavedTextSettings): Part<{ readonly value: string; readonly needed: boolean }> {
  const box = field(textBox(), settings.label, settings.help);
  const saved = savedValue<string>({
    read: () => box.input.value,
    write: (value) => { box.input.value = value; },
    inUse: () => document.activeElement === box.input,
    fault: lengthFault,
    act: settings.act,
    attempt: settings.attempt,
  });
  const mark = neededMark();
  box.label.append(mark);
  box.node.append(saved.note);
  box.input.addEventListener('input', () => {
    saved.touched();
    box.setRemark(lengthFault(box.input.value));
  });
  box.input.addEventListener('blur', saved.done);
  return {
    node: box.node,
    show({ value, needed }) {
      mark.hidden = !needed;
      saved.show(value);
    },
    settle: saved.settle,
  };
}
