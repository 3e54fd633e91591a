/** A box to tick that saves itself at once. */
import type { PanelAct } from '../../panel-view.ts';
import { element, freshId } from '../dom/element.ts';
import { choiceBox, describeBy, neededMark } from '../dom/field.ts';
import type { Part } from '../dom/part.ts';
import type { Attempt } from '../attempt.ts';
import { savedValue } from './saved-value.ts';

export type SavedTickSettings = {
  readonly label: string;
  readonly help: string;
  readonly act: (value: boolean) => PanelAct;
  readonly attempt: (act: PanelAct) => Attempt;
};

export function savedTick(settings: SavedTickSettings): Part<{ readonly value: boolean; readonly needed: boolean }> {
  const name = freshId('tick');
  const box = choiceBox('checkbox', name, { value: 'yes', label: settings.label });
  const needed = neededMark();
  box.node.lastElementChild?.append(needed);
  const help = element('p', { class: 'help', id: `${name}-help`, hidden: settings.help === '' }, settings.help);
  describeBy(box.input, help);
  const saved = savedValue<boolean>({
    read: () => box.input.checked,
    write: (value) => { box.input.checked = value; },
    inUse: () => false,
    act: settings.act,
    attempt: settings.attempt,
  });
  box.input.addEventListener('change', () => {
    saved.touched();
    saved.done();
  });
  return {
    node: element('div', { class: 'tick' }, box.node, help, saved.note),
    show({ value, needed: isNeeded }) {
      needed.hidden = !isNeeded;
      saved.show(value);
    },
    settle: saved.settle,
  };
}
