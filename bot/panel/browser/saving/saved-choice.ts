/** One of several, chosen with a dot; saves itself a moment after the choice rests, so that arrow keys may pass through. */
import type { PanelAct } from '../../panel-view.ts';
import { element, freshId } from '../dom/element.ts';
import { choiceBox, describeBy, neededMark } from '../dom/field.ts';
import type { Option } from '../dom/field.ts';
import type { Part } from '../dom/part.ts';
import type { Attempt } from '../attempt.ts';
import { savedValue } from './saved-value.ts';

export type SavedChoiceSettings = {
  readonly legend: Node | string;
  readonly help: string;
  readonly options: readonly Option[];
  readonly act: (value: string) => PanelAct;
  readonly attempt: (act: PanelAct) => Attempt;
};

const restMs = 400;

export function savedChoice(settings: SavedChoiceSettings): Part<{ readonly value: string; readonly needed: boolean }> {
  const name = freshId('choice');
  const choices = settings.options.map((option) => choiceBox('radio', name, option));
  const needed = neededMark();
  const help = element('p', { class: 'help', id: `${name}-help`, hidden: settings.help === '' }, settings.help);
  const row = element('div', { class: 'choice-row' }, ...choices.map((choice) => choice.node));
  const node = element('fieldset', { class: 'choices' }, element('legend', {}, settings.legend, needed), help,
    row);
  describeBy(node, help);
  const saved = savedValue<string>({
    read: () => choices.find(({ input }) => input.checked)?.input.value ?? '',
    write: (value) => { for (const { input } of choices) input.checked = input.value === value; },
    inUse: () => false,
    act: settings.act,
    attempt: settings.attempt,
  });
  row.append(saved.note);
  let resting: ReturnType<typeof setTimeout> | undefined;
  node.addEventListener('change', () => {
    saved.touched();
    clearTimeout(resting);
    resting = setTimeout(saved.done, restMs);
  });
  return {
    node,
    show({ value, needed: isNeeded }) {
      needed.hidden = !isNeeded;
      saved.show(value);
    },
    settle: saved.settle,
  };
}
