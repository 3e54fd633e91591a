/** The agenda: every step with its number, its time and where it stands, in words and in a sign. */
import type { AgendaLine } from '../../panel-view.ts';
import { element, freshId, setText } from '../dom/element.ts';
import { icon } from '../dom/icon.ts';
import { keyedParts, nothingToSettle } from '../dom/part.ts';
import type { Part } from '../dom/part.ts';

const standing = { done: 'done', now: 'now', ahead: 'to come' } as const;

export type Agenda = { readonly node: HTMLElement; readonly show: (lines: readonly AgendaLine[]) => void; readonly fold: () => void };

/**
 * With `goTo` each step is a button, and in a narrow panel the list folds away behind one; without it, it is a list to
 * read, always open.
 */
export function agenda(goTo?: (stepId: string) => void): Agenda {
  const title = element('h2', { id: freshId('agenda') }, 'Agenda');
  const list = element('ol', { class: 'agenda-steps', id: freshId('steps') });
  const progress = element('progress', { class: 'agenda-progress', 'aria-label': 'Steps done', max: 1, value: 0 });
  const words = element('span', { class: 'agenda-place' });
  const folder = element('button', { type: 'button', class: 'agenda-folder', 'aria-controls': list.id, 'aria-expanded': 'false' }, element('span', {}, 'Agenda'), words);
  const node = element('nav', { class: goTo === undefined ? 'agenda open' : 'agenda', 'aria-labelledby': title.id }, title, goTo !== undefined && folder, progress, list);
  const open = (isOpen: boolean): void => {
    node.classList.toggle('open', isOpen || goTo === undefined);
    folder.setAttribute('aria-expanded', String(isOpen));
  };
  folder.addEventListener('click', () => open(!node.classList.contains('open')));
  const parts = keyedParts<AgendaLine>(list, (line) => line.stepId, (line) => linePart(line, goTo));
  return {
    node,
    fold: () => open(false),
    show(lines) {
      parts.show(lines);
      const steps = lines.filter((line) => line.number > 0);
      progress.max = Math.max(steps.length, 1);
      progress.value = steps.filter((line) => line.state === 'done').length;
      setText(words, `${progress.value} of ${steps.length} done`);
    },
  };
}

/** "Step 3 of 12", "Preparation", or "Not begun". */
export function placeWords(lines: readonly AgendaLine[]): string {
  const now = lines.find((line) => line.state === 'now');
  if (now === undefined) return lines.every((line) => line.state === 'done') && lines.length > 0 ? 'All steps done' : 'Not begun';
  if (now.number === 0) return 'Preparation';
  return `Step ${now.number} of ${Math.max(...lines.map((line) => line.number))}`;
}

function linePart(first: AgendaLine, goTo?: (stepId: string) => void): Part<AgendaLine> {
  const sign = element('span', { class: 'agenda-sign' });
  const title = element('span', { class: 'agenda-title' });
  const about = element('span', { class: 'agenda-about' });
  const content = [sign, element('span', { class: 'agenda-words' }, title, ' ', about)];
  const inner = goTo === undefined ? element('div', { class: 'agenda-line' }, ...content)
    : element('button', { type: 'button', class: 'agenda-line', onclick: () => goTo(first.stepId) }, ...content);
  const node = element('li', {}, inner);
  let shown: AgendaLine['state'] | undefined;
  return {
    node,
    show(line) {
      if (shown !== line.state) sign.replaceChildren(icon(line.state));
      shown = line.state;
      node.dataset['state'] = line.state;
      setText(title, line.number === 0 ? line.title : `${line.number}. ${line.title}`);
      setText(about, `${line.minutes} min, ${standing[line.state]}`);
      if (line.state === 'now') inner.setAttribute('aria-current', 'step');
      else inner.removeAttribute('aria-current');
    },
    settle: nothingToSettle,
  };
}
