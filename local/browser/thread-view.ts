// One conversation: its messages and cards, and the box to write in.

import { get, post } from '../ui-client.ts';
import { initialsOf, momentOf, nameOf } from './app.ts';
import { drawCard } from './cards.ts';
import { openDialog } from './dialogs.ts';
import { arrange, h, icon } from './dom.ts';
import { toHtml } from './markdown.ts';
import { viewOf } from './places.ts';
import type { App, Part } from './app.ts';
import type { Outcome, PressedAction, ShownMessage, ShownThread } from '../ui-types.ts';

type Drawn = { state: string; element: HTMLElement };

/** The conversation of a thread; `refresh` fetches and draws only what changed. */
export function threadView(app: App, threadId: string): Part {
  const drawn = new Map<string, Drawn>();
  const looked = new Set<string>();
  const typing = h('p', { class: 'typing', hidden: true }, `${app.directory.bot.name} is typing…`);
  const log = h('div', { class: 'log', role: 'log', 'aria-label': 'Messages', tabindex: 0 });
  const box = composer(app, threadId);
  const element = h('section', { class: 'thread', 'aria-label': 'Conversation' }, log, typing, box.element);
  let typingEnds: ReturnType<typeof setTimeout> | undefined;

  const redraw = (message: ShownMessage, isChannel: boolean): HTMLElement => {
    const before = drawn.get(message.id);
    if (before?.state === message.state) return before.element;
    const made = drawMessage(app, threadId, message, isChannel ? () => box.replyTo(message) : undefined, refresh);
    if (before?.element.contains(document.activeElement)) queueMicrotask(() => made.querySelector<HTMLElement>('.card')?.focus());
    drawn.set(message.id, { state: message.state, element: made });
    return made;
  };

  async function refresh(): Promise<void> {
    const { thread, messages } = await get<ShownThread>('/ui/thread', { as: app.as, thread: threadId });
    const isChannel = thread.kind === 'channel';
    box.addressees(thread.kind !== 'personal', thread.installed);
    const ordered = isChannel ? byConversation(messages) : messages;
    const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    const hadNew = ordered.some((message) => !drawn.has(message.id));
    const elements = ordered.map((message) => redraw(message, isChannel && message.rootId === undefined));
    arrange(log, elements.length > 0 ? elements : [empty]);
    // Nobody is moved away from a card they are filling in.
    if (hadNew && !log.contains(document.activeElement)) showLast();
    else if (wasAtEnd) log.scrollTop = log.scrollHeight;
    if (hadNew) typing.hidden = true;
    if (thread.unread > 0 && document.visibilityState === 'visible') await post('/ui/read', { as: app.as, thread: threadId });
    for (const message of messages) {
      const key = `${message.id} ${message.state}`;
      if (!message.refreshDue || looked.has(key)) continue;
      looked.add(key);
      void post('/ui/look', { as: app.as, thread: threadId, message: message.id }).catch(() => undefined);
    }
  }
  /** To the end; but a card too tall to see whole is shown from its beginning. */
  const showLast = () => {
    log.scrollTop = log.scrollHeight;
    const last = log.lastElementChild;
    if (last && last.clientHeight > log.clientHeight) last.scrollIntoView({ block: 'start' });
  };
  const empty = h('p', { class: 'empty' }, 'No messages yet.');

  const showTyping = () => {
    typing.hidden = false;
    clearTimeout(typingEnds);
    typingEnds = setTimeout(() => (typing.hidden = true), 3000);
  };
  return { element, refresh, typing: showTyping, end: () => clearTimeout(typingEnds) };
}

/** Channel posts each followed by their replies. */
function byConversation(messages: ShownMessage[]): ShownMessage[] {
  return messages
    .filter((message) => message.rootId === undefined)
    .flatMap((root) => [root, ...messages.filter((message) => message.rootId === root.id)]);
}

function drawMessage(app: App, threadId: string, message: ShownMessage, reply: (() => void) | undefined, refresh: () => Promise<void>): HTMLElement {
  const name = nameOf(app, message.from);
  const own = message.from !== 'bot' && message.from.oid === app.as;
  const classes = ['message', own ? 'own' : '', message.rootId ? 'reply' : '', message.from === 'bot' ? 'from-bot' : ''];
  const body = h('div', { class: 'message-body' });
  const note = h('p', { class: 'note', hidden: true });
  if (message.deleted) body.append(h('p', { class: 'quiet' }, 'This message has been deleted.'));
  if (message.text !== '') body.append(words(message.text));

  const press = async (action: PressedAction) => {
    // Not disabled buttons: those would lose the focus.
    if (body.ariaBusy === 'true') return;
    body.ariaBusy = 'true';
    note.hidden = true;
    const outcome = await post<Outcome>('/ui/press', { as: app.as, thread: threadId, message: message.id, action }).catch(asError);
    body.ariaBusy = 'false';
    showOutcome(outcome);
    await refresh();
  };
  const showOutcome = (outcome: Outcome) => {
    if (outcome.kind === 'dialog') return openDialog(app, threadId, message.id, outcome);
    if (outcome.kind === 'message') return app.toast(app.directory.bot.name, outcome.text);
    if (outcome.kind !== 'error') return;
    note.setAttribute('role', 'alert');
    note.replaceChildren(outcome.text, h('small', {}, ` (${outcome.detail})`));
    note.hidden = false;
  };
  for (const content of message.cards) {
    const card = drawCard(content, (action) => void press(action), (url) => openLink(app, url));
    card.tabIndex = -1;
    body.append(card);
  }
  if (message.undelivered) body.append(h('p', { class: 'note', role: 'alert' }, 'The bot did not take this message. Is it running?'));
  return h(
    'article',
    { class: classes.join(' ').trim(), 'aria-label': `${name}, ${momentOf(message.at)}`, 'data-message': message.id },
    avatar(name, message.from === 'bot'),
    h(
      'div',
      { class: 'message-main' },
      h('header', {}, h('span', { class: 'name' }, name), h('time', { datetime: message.at }, momentOf(message.at))),
      body,
      note,
      reply && h('button', { class: 'link', type: 'button', onclick: reply }, 'Reply'),
    ),
  );
}

function words(text: string): HTMLElement {
  const element = h('div', { class: 'words' });
  element.innerHTML = toHtml(text);
  return element;
}

export function avatar(name: string, isBot = false): HTMLElement {
  return h('span', { class: isBot ? 'avatar bot' : 'avatar', 'aria-hidden': 'true' }, initialsOf(name));
}

/** A link to a conversation here opens it; anything else opens in a new tab, as Teams does. */
function openLink(app: App, url: string): void {
  const known = app.threads.find((thread) => url.includes(encodeURIComponent(thread.id)) || url.includes(thread.id));
  if (known) app.go({ view: viewOf(known), thread: known.id });
  else if (/^https?:/.test(url)) window.open(url, '_blank', 'noopener');
}

function composer(app: App, threadId: string) {
  const { name } = app.directory.bot;
  const text = h('textarea', { rows: 1, 'aria-label': 'Write a message', placeholder: 'Write a message' });
  const mention = h('button', { type: 'button', class: 'plain', 'aria-label': `@ Mention ${name}`, onclick: () => insert(text, `@${name} `) }, '@ Mention');
  const hint = h('p', { class: 'hint', hidden: true }, `In a group, ${name} hears only messages that mention it.`);
  const replying = h('p', { class: 'replying', hidden: true });
  let root: string | undefined;
  const stopReplying = () => {
    root = undefined;
    replying.hidden = true;
  };
  const replyTo = (message: ShownMessage) => {
    root = message.id;
    replying.replaceChildren(`Replying to ${nameOf(app, message.from)} `, h('button', { type: 'button', class: 'link', onclick: stopReplying }, 'Stop replying'));
    replying.hidden = false;
    text.focus();
  };
  const send = async () => {
    const typed = text.value.trim();
    if (typed === '') return;
    text.value = '';
    const body = { as: app.as, thread: threadId, text: typed.replaceAll(`@${name}`, `<at>${name}</at>`), ...(root ? { replyTo: root } : {}) };
    stopReplying();
    await post('/ui/say', body).catch((error: Error) => {
      text.value = typed;
      app.toast('Not sent', error.message);
    });
  };
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  });
  const sendButton = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, icon('send'));
  const form = h('form', { class: 'composer' }, replying, hint, h('div', { class: 'composer-row' }, mention, text, sendButton));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  const addressees = (isGroup: boolean, installed: boolean) => {
    mention.hidden = hint.hidden = !isGroup;
    text.placeholder = installed ? (isGroup ? 'Write a message' : 'Write a message, for example: help') : 'The app has been removed here';
  };
  return { element: form, replyTo, addressees };
}

function insert(text: HTMLTextAreaElement, words: string): void {
  text.setRangeText(words, text.selectionStart, text.selectionEnd, 'end');
  text.focus();
}

function asError(error: Error): Outcome {
  return { kind: 'error', text: 'Something went wrong. Please try again.', code: 'local', detail: error.message };
}
