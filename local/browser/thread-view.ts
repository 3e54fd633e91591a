// One conversation: its messages and the box to write in, kept in step with the server.

import { get, post } from '../ui-client.ts';
import { composer } from './composer.ts';
import { arrange, h } from './dom.ts';
import { drawMessage } from './message-view.ts';
import type { App, Part } from './app.ts';
import type { ShownMessage, ShownThread } from '../ui-types.ts';

const typingMs = 3000;
const nearEndPx = 80;

/** The conversation of a thread; `refresh` fetches and draws only what changed. */
export function threadView(app: App, threadId: string): Part {
  const drawn = new Map<string, { state: string; element: HTMLElement }>();
  const log = h('div', { class: 'log', role: 'log', 'aria-label': 'Messages', tabindex: 0 });
  const empty = h('p', { class: 'empty' }, 'No messages yet.');
  const typing = typingLine(app);
  const box = composer(app, threadId);
  const lookOnce = lookerAt(app, threadId);

  const draw = (message: ShownMessage, isChannel: boolean): HTMLElement => {
    const before = drawn.get(message.id);
    if (before?.state === message.state) return before.element;
    const reply = isChannel && message.rootId === undefined ? () => box.replyTo(message) : undefined;
    const element = drawMessage(app, threadId, message, refresh, reply);
    if (before?.element.contains(document.activeElement)) queueMicrotask(() => element.querySelector<HTMLElement>('.card')?.focus());
    drawn.set(message.id, { state: message.state, element });
    return element;
  };

  async function refresh(): Promise<void> {
    const { thread, messages } = await get<ShownThread>('/ui/thread', { as: app.as, thread: threadId });
    const isChannel = thread.kind === 'channel';
    const isNew = messages.some((message) => !drawn.has(message.id));
    const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < nearEndPx;
    const elements = (isChannel ? byConversation(messages) : messages).map((message) => draw(message, isChannel));
    arrange(log, elements.length > 0 ? elements : [empty]);
    box.addressees(thread.kind !== 'personal', thread.installed);
    if (isNew) typing.hide();
    // Nobody is moved away from a card they are filling in.
    if (isNew && !log.contains(document.activeElement)) showLast(log);
    else if (wasAtEnd) log.scrollTop = log.scrollHeight;
    if (thread.unread > 0 && document.visibilityState === 'visible') await post('/ui/read', { as: app.as, thread: threadId });
    messages.filter(({ refreshDue }) => refreshDue).forEach(lookOnce);
  }

  const element = h('section', { class: 'thread', 'aria-label': 'Conversation' }, log, typing.element, box.element);
  return { element, refresh, typing: typing.show };
}

/** Channel posts each followed by their replies. */
function byConversation(messages: ShownMessage[]): ShownMessage[] {
  const roots = messages.filter((message) => message.rootId === undefined);
  return roots.flatMap((root) => [root, ...messages.filter((message) => message.rootId === root.id)]);
}

/** To the end; but a message too tall to see whole is shown from its beginning. */
function showLast(log: HTMLElement): void {
  log.scrollTop = log.scrollHeight;
  const last = log.lastElementChild;
  if (last && last.clientHeight > log.clientHeight) last.scrollIntoView({ block: 'start' });
}

/** Asks for a card's automatic refresh, once for each state it is seen in. What comes of it arrives as a change. */
function lookerAt(app: App, thread: string): (message: ShownMessage) => void {
  const looked = new Set<string>();
  return ({ id, state }) => {
    const seen = `${id} ${state}`;
    if (looked.has(seen)) return;
    looked.add(seen);
    void post('/ui/look', { as: app.as, thread, message: id }).catch(() => undefined);
  };
}

function typingLine(app: App) {
  const element = h('p', { class: 'typing', hidden: true }, `${app.directory.bot.name} is typing…`);
  const hide = () => void (element.hidden = true);
  let ends: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    element.hidden = false;
    clearTimeout(ends);
    ends = setTimeout(hide, typingMs);
  };
  return { element, show, hide };
}
