/** The actions of the plan: what, towards which outcome, by whom, by when (NOT-086, NOT-087). One is open at a time. */
import type { PanelPerson } from '../../panel-view.ts';
import { button, element, freshId, setText } from '../dom/element.ts';
import { choiceBox, field, textBox, textLine } from '../dom/field.ts';
import { keyedParts, nothingToSettle } from '../dom/part.ts';
import type { Part } from '../dom/part.ts';
import { roleWords } from '../captures/attendance.ts';
import { longestName } from '../saving/text-length.ts';
import { bind } from './bound-field.ts';
import { newAction } from './plan-draft.ts';
import type { PlanDraft, PlannedAction } from './plan-draft.ts';
import { longDate, shortDate } from './plan-words.ts';

type Numbered = { readonly action: PlannedAction; readonly number: number };

export function planActions(draft: PlanDraft, people: () => readonly PanelPerson[]): { node: HTMLElement; show: () => void } {
  const list = element('ol', { class: 'actions' });
  const names = element('datalist', { id: freshId('people') });
  const removed = element('p', { class: 'removed', role: 'status' });
  let openKey: string | null = null;
  const toggle = (key: string): void => {
    openKey = openKey === key ? null : key;
    show();
  };

  const edit = (key: string, change: Partial<PlannedAction>): void =>
    draft.change({ actions: draft.plan().actions.map((action) => (action.key === key ? { ...action, ...change } : action)) });
  const remove = ({ action, number }: Numbered): void => {
    const before = draft.plan().actions;
    draft.change({ actions: before.filter(({ key }) => key !== action.key) });
    const undo = button('Undo', () => {
      const now = draft.plan().actions;
      draft.change({ actions: [...now.slice(0, number - 1), action, ...now.slice(number - 1)] });
      removed.replaceChildren();
      openKey = action.key;
      show();
      focusOpen();
    }, { class: 'small' });
    removed.replaceChildren(`Action ${number} removed. `, undo);
    undo.focus();
  };
  const focusOpen = (): void => list.querySelector<HTMLElement>('.action-form:not([hidden]) textarea')?.focus();
  const add = button('Add an action', () => {
    const action = newAction();
    openKey = action.key;
    draft.change({ actions: [...draft.plan().actions, action] });
    removed.replaceChildren();
    focusOpen();
  });

  const parts = keyedParts<Numbered>(list, ({ action }) => action.key, (first) =>
    actionPart(first, { isOpen: (key) => key === openKey, toggle, edit, remove, people, listId: names.id }));
  const show = (): void => {
    parts.show(draft.plan().actions.map((action, index) => ({ action, number: index + 1 })));
    const known = people().map((person) => person.name);
    if ([...names.options].map((option) => option.value).join('\n') !== known.join('\n'))
      names.replaceChildren(...known.map((value) => element('option', { value })));
  };
  return { node: element('div', { class: 'plan-actions' }, list, removed, names, add), show };
}

type ActionTools = {
  readonly isOpen: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  readonly edit: (key: string, change: Partial<PlannedAction>) => void;
  readonly remove: (one: Numbered) => void;
  readonly people: () => readonly PanelPerson[];
  readonly listId: string;
};

function actionPart(first: Numbered, tools: ActionTools): Part<Numbered> {
  const { key } = first.action;
  let now = first;
  const words = element('span', { class: 'action-words' });
  const who = element('span', { class: 'action-who' });
  const formId = freshId('action');
  const summary = element('button', { type: 'button', class: 'action-summary', 'aria-controls': formId, onclick: () => tools.toggle(key) }, words, who);
  const form = actionForm(key, tools);
  form.node.id = formId;
  form.node.append(element('div', { class: 'buttons' },
    button('Done', () => { tools.toggle(key); summary.focus(); }),
    button('Remove', () => tools.remove(now), { class: 'quiet' })));
  return {
    node: element('li', {}, summary, form.node),
    show(next) {
      now = next;
      const { action, number } = next;
      setText(words, `${number}. ${action.what.trim() || 'New action'}`);
      setText(who, [action.who.trim() || 'Nobody named', action.immediate ? 'now' : action.by === null ? 'no date' : `by ${shortDate(action.by)}`].join(', '));
      summary.setAttribute('aria-expanded', String(tools.isOpen(key)));
      form.node.hidden = !tools.isOpen(key);
      form.show(action);
    },
    settle: nothingToSettle,
  };
}

function actionForm(key: string, tools: ActionTools): { node: HTMLElement; show: (action: PlannedAction) => void } {
  const what = bind(field(textBox(2), 'What will be done'), (value) => tools.edit(key, { what: value }));
  const outcome = bind(field(textBox(2), 'Outcome it works towards'), (value) => tools.edit(key, { outcome: value }));
  const designation = bind(field(textLine(), 'Designation'), (value) => tools.edit(key, { designation: value }), longestName);
  const whoLine = textLine();
  whoLine.setAttribute('list', tools.listId);
  const who = bind(field(whoLine, 'Who', 'A professional by name; a family member by role, such as Mother.'), (value) => {
    const known = tools.people().find((person) => person.name === value);
    tools.edit(key, { who: value, ...(known !== undefined && designation.input.value === '' ? { designation: roleWords(known) } : {}) });
  }, longestName);
  const by = bind(field(element('input', { type: 'date' }), 'By when'), (value) => tools.edit(key, { by: value === '' ? null : value }));
  const immediate = choiceBox('checkbox', freshId('immediate'), { value: 'yes', label: 'Immediate action' });
  immediate.input.addEventListener('change', () => tools.edit(key, { immediate: immediate.input.checked }));
  return {
    node: element('div', { class: 'action-form' }, what.node, outcome.node, who.node, designation.node, by.node, immediate.node),
    show(action) {
      what.show(action.what);
      outcome.show(action.outcome);
      who.show(action.who);
      designation.show(action.designation);
      by.show(action.by ?? '');
      by.setRemark(action.by === null ? '' : `${longDate(action.by)}.`, 'plain');
      immediate.input.checked = action.immediate;
    },
  };
}
