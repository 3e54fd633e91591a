/** A box of text that saves itself when it is left. */
import type { PanelAct } from '../../panel-view.ts';
import { field, neededMark, textBox } from '../dom/field.ts';
import type { Part } from '../dom/part.ts';
import type { Attempt } from '../attempt.ts';
import { lengthFault } from './text-length.ts';
import { savedValue } from './saved-value.ts';

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
