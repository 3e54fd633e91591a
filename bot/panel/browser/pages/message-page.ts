/** A page that says one thing, and what can be done about it. */
import { button, element } from '../dom/element.ts';

export function messagePage(title: string, lines: readonly string[], action?: { readonly words: string; readonly press: () => void }): HTMLElement {
  return element('main', { class: 'message' },
    element('h1', {}, title),
    ...lines.map((line) => element('p', {}, line)),
    action !== undefined && button(action.words, action.press, { class: 'primary' }));
}
