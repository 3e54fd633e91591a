// The box to write in, with the mention that a group needs.

import { post } from '../ui-client.ts';
import { nameOf } from './app.ts';
import { h, icon } from './dom.ts';
import type { App } from './app.ts';
import type { ShownMessage } from '../ui-types.ts';

/** `replyTo` answers under a channel post; `addressees` says who will read what is written. */
export type Composer = { element: HTMLElement; replyTo: (message: ShownMessage) => void; addressees: (isGroup: boolean, installed: boolean) => void };

export function composer(app: App, threadId: string): Composer {
  const { name } = app.directory.bot;
  const text = h('textarea', { rows: 1, 'aria-label': 'Write a message' });
  const mention = h('button', { type: 'button', class: 'plain', 'aria-label': `@ Mention ${name}`, onclick: () => insert(text, `@${name} `) }, '@ Mention');
  const hint = h('p', { class: 'hint', hidden: true }, `In a group, ${name} hears only messages that mention it.`);
  const replying = replyLine(app);
  const send = async () => {
    const typed = text.value.trim();
    if (typed === '') return;
    text.value = '';
    const said = { as: app.as, thread: threadId, text: typed.replaceAll(`@${name}`, `<at>${name}</at>`), replyTo: replying.root() };
    replying.stop();
    await post('/ui/say', said).catch((error: Error) => {
      text.value = typed;
      app.toast('Not sent', error.message);
    });
  };
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  });
  const row = h('div', { class: 'composer-row' }, mention, text, h('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, icon('send')));
  const form = h('form', { class: 'composer' }, replying.element, hint, row);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  return {
    element: form,
    replyTo: (message) => {
      replying.start(message);
      text.focus();
    },
    addressees: (isGroup, installed) => {
      mention.hidden = hint.hidden = !isGroup;
      text.placeholder = !installed ? 'The app has been removed here' : isGroup ? 'Write a message' : 'Write a message, for example: help';
    },
  };
}

/** Says which channel post is being answered, and stops it. */
function replyLine(app: App) {
  const element = h('p', { class: 'replying', hidden: true });
  let root: string | undefined;
  const stop = () => {
    root = undefined;
    element.hidden = true;
  };
  const start = (message: ShownMessage) => {
    root = message.id;
    element.replaceChildren(`Replying to ${nameOf(app, message.from)} `, h('button', { type: 'button', class: 'link', onclick: stop }, 'Stop replying'));
    element.hidden = false;
  };
  return { element, root: () => root, start, stop };
}

function insert(text: HTMLTextAreaElement, words: string): void {
  text.setRangeText(words, text.selectionStart, text.selectionEnd, 'end');
  text.focus();
}
