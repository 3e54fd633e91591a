// One message: who said it and when, its words and cards, and what comes of pressing a button on them.

import { post } from '../ui-client.ts';
import { findPeopleAs, initialsOf, momentOf, nameOf } from './app.ts';
import { drawCard } from './cards.ts';
import { openDialog } from './dialogs.ts';
import { h } from './dom.ts';
import { toHtml } from './markdown.ts';
import { viewOf } from './places.ts';
import type { App } from './app.ts';
import type { Outcome, PressedAction, ShownMessage } from '../ui-types.ts';

/** Draws a message; `refresh` is called after a press, `reply` is there where one can answer under it. */
export function drawMessage(app: App, thread: string, message: ShownMessage, refresh: () => Promise<void>, reply?: () => void): HTMLElement {
  const { from, at, id, rootId } = message;
  const name = nameOf(app, from);
  const isOwn = from !== 'bot' && from.oid === app.as;
  const kinds = ['message', isOwn ? 'own' : '', rootId ? 'reply' : '', from === 'bot' ? 'from-bot' : ''];
  const head = h('header', {}, h('span', { class: 'name' }, name), h('time', { datetime: at }, momentOf(at)));
  const note = h('p', { class: 'note', hidden: true });
  const body = bodyOf(app, thread, message, note, refresh);
  const answer = reply && h('button', { class: 'link', type: 'button', onclick: reply }, 'Reply');
  return h(
    'article',
    { class: kinds.filter(Boolean).join(' '), 'aria-label': `${name}, ${momentOf(at)}`, 'data-message': id },
    avatar(name, from === 'bot'),
    h('div', { class: 'message-main' }, head, body, note, answer),
  );
}

export function avatar(name: string, isBot = false): HTMLElement {
  return h('span', { class: isBot ? 'avatar bot' : 'avatar', 'aria-hidden': 'true' }, initialsOf(name));
}

function bodyOf(app: App, thread: string, message: ShownMessage, note: HTMLElement, refresh: () => Promise<void>): HTMLElement {
  const body = h('div', { class: 'message-body' });
  const press = async (action: PressedAction) => {
    // Not disabled buttons: those would lose the focus.
    if (body.ariaBusy === 'true') return;
    body.ariaBusy = 'true';
    note.hidden = true;
    const outcome = await post<Outcome>('/ui/press', { as: app.as, thread, message: message.id, action }).catch(asError);
    body.ariaBusy = 'false';
    if (outcome.kind === 'dialog') openDialog(app, thread, message.id, outcome);
    if (outcome.kind === 'message') app.toast(app.directory.bot.name, outcome.text);
    if (outcome.kind === 'error') showError(note, outcome.text, outcome.detail);
    await refresh();
  };
  if (message.deleted) body.append(h('p', { class: 'quiet' }, 'This message has been deleted.'));
  if (message.text !== '') body.append(wordsOf(message.text));
  for (const content of message.cards) body.append(drawCard(content, { press: (action) => void press(action), open: (url) => openLink(app, url), findPeople: findPeopleAs(app) }));
  if (message.undelivered) showError(note, 'The bot did not take this message.', 'is it running?');
  return body;
}

function showError(note: HTMLElement, text: string, detail: string): void {
  note.setAttribute('role', 'alert');
  note.replaceChildren(text, h('small', {}, ` (${detail})`));
  note.hidden = false;
}

function wordsOf(text: string): HTMLElement {
  const element = h('div', { class: 'words' });
  element.innerHTML = toHtml(text);
  return element;
}

/** A link to a conversation here opens it; anything else opens in a new tab, as Teams does. */
function openLink(app: App, url: string): void {
  const known = app.threads.find((thread) => url.includes(encodeURIComponent(thread.id)) || url.includes(thread.id));
  if (known) app.go({ view: viewOf(known), thread: known.id });
  else if (/^https?:/.test(url)) window.open(url, '_blank', 'noopener');
}

function asError(error: Error): Outcome {
  return { kind: 'error', text: 'Something went wrong. Please try again.', code: 'local', detail: error.message };
}
