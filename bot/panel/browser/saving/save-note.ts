/**
 * The quiet line under what saves by itself: saving, saved, or not saved and why, with a way to try again.
 * It keeps its place while it has nothing to say, so that a save on leaving a box never moves the button being pressed.
 */
import { button, element } from '../dom/element.ts';

export type SaveNote = {
  readonly node: HTMLElement;
  readonly clear: () => void;
  readonly saving: () => void;
  readonly saved: (words?: string) => void;
  /** The words, and a button that tries again. */
  readonly failed: (words: string, retry: () => void, press?: string) => void;
  /** The same for something entered that did not reach the record. */
  readonly notSaved: (words: string, retry: () => void) => void;
};

const savedForMs = 4_000;

export function saveNote(): SaveNote {
  const node = element('p', { class: 'save-note', role: 'status' });
  let fading: ReturnType<typeof setTimeout> | undefined;
  const set = (state: string, ...content: (Node | string)[]): void => {
    clearTimeout(fading);
    node.dataset['state'] = state;
    node.replaceChildren(...content);
  };
  const failed = (words: string, retry: () => void, press = 'Retry'): void => {
    set('failed', element('span', {}, words), button(press, retry, { class: 'small' }));
  };
  return {
    node,
    clear: () => set('clear'),
    saving: () => set('saving', 'Saving…'),
    saved(words = 'Saved') {
      set('saved', words);
      fading = setTimeout(() => set('clear'), savedForMs);
    },
    failed,
    notSaved: (words, retry) => failed(`Not saved. ${words} What you entered is still here.`, retry),
  };
}
