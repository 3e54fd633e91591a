// The page of the local Teams: reads who and where one is from the address, and keeps the page in step with the server.

import { get, post } from '../ui-client.ts';
import { listen } from './live.ts';
import { addressOf } from './app.ts';
import { h, icon } from './dom.ts';
import { clockMenu, list, personMenu, rail, themeChoice, viewOf } from './frame.ts';
import { meetingView } from './meeting-view.ts';
import { panelFrame } from './panel-host.ts';
import { avatar, threadView } from './thread-view.ts';
import type { App, Part, Place, Theme, View } from './app.ts';
import type { Directory, LiveEvent, ThreadSummary } from '../ui-types.ts';

void start();

async function start(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const directory = await get<Directory>('/ui/directory');
  const as = directory.people.find((person) => person.oid === query.get('as'))?.oid ?? directory.people[0]?.oid ?? '';
  const themes = themeState(query.get('theme'));
  const threads = await get<ThreadSummary[]>('/ui/threads', { as });
  const app: App = { as, directory, threads, place: placeIn(location.search, threads), ...themes, go, toast };

  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs).toISOString();
  const person = personMenu(app);
  const clock = clockMenu(now, () => offsetMs !== 0);
  const railElement = h('nav', { class: 'rail', 'aria-label': 'Teams' });
  const listElement = h('nav', { class: 'list', 'aria-label': 'List' });
  const mainElement = h('main', { class: 'main' });
  const toasts = h('div', { class: 'toasts', role: 'status' });
  const lineDown = h('p', { class: 'line-down', role: 'alert', hidden: true }, 'The local Teams has stopped. This page will go on when it is back.');
  const head = h(
    'header',
    { class: 'head' },
    h('h1', {}, 'Local Teams', h('small', {}, 'A stand-in. Nothing leaves this machine.')),
    clock.button,
    themeChoice(app.theme(), themes.choose),
    person.button,
  );
  document.body.append(head, railElement, listElement, mainElement, clock.menu, person.menu, toasts, lineDown);

  let part: Part | undefined;
  let shownPlace = '';

  function drawFrame(): void {
    arrangeAnew(railElement, rail(app));
    arrangeAnew(listElement, list(app, now()));
    person.fill();
    const shown = app.threads.find((thread) => thread.id === app.place.thread);
    document.title = `${shown?.title ?? 'Local Teams'} · ${directory.people.find((one) => one.oid === as)?.displayName ?? ''}`;
    document.body.dataset['opened'] = String(app.place.view === 'app' || app.place.thread !== undefined);
    document.body.dataset['view'] = app.place.view;
  }

  function drawMain(): void {
    const key = `${app.place.view} ${app.place.thread ?? ''}`;
    if (key === shownPlace) return;
    shownPlace = key;
    part?.end?.();
    part = partFor(app);
    const back = h('button', { type: 'button', class: 'plain back', 'aria-label': 'Back to the list', onclick: () => go({ view: app.place.view }) }, icon('back'));
    mainElement.replaceChildren(mainHead(app, back), part.element);
  }

  async function refresh(): Promise<void> {
    [app.threads, app.directory] = await Promise.all([get<ThreadSummary[]>('/ui/threads', { as }), get<Directory>('/ui/directory')]);
    drawFrame();
    drawMain();
    await part?.refresh();
  }
  const refreshSoon = onceAtATime(refresh);

  function go(place: Place): void {
    app.place = place;
    history.pushState(undefined, '', addressOf(as, place));
    drawFrame();
    drawMain();
    refreshSoon();
    mainElement.querySelector<HTMLElement>('h2')?.focus();
  }

  function toast(title: string, text: string, place?: Place): void {
    const open = place ? () => go(place) : undefined;
    const element = h('button', { type: 'button', class: 'toast', onclick: () => (open?.(), element.remove()) }, h('strong', {}, title), h('span', {}, text));
    toasts.append(element);
    setTimeout(() => element.remove(), 7000);
  }

  const hear = (event: LiveEvent) => {
    if (event.kind === 'changed') refreshSoon();
    if (event.kind === 'typing' && event.thread === app.place.thread) part?.typing?.();
    if (event.kind === 'toast' && (event.thread !== app.place.thread || document.hidden)) {
      const thread = app.threads.find((one) => one.id === event.thread);
      toast(event.title, event.preview, { view: thread?.kind === 'channel' ? 'teams' : 'chat', thread: event.thread });
    }
    if (event.kind === 'clock') {
      offsetMs = event.offsetMs;
      clock.tick();
    }
  };
  listen(as, hear, (up) => {
    lineDown.hidden = up;
    if (up) refreshSoon();
  });
  setInterval(clock.tick, 1000);
  clock.tick();
  window.addEventListener('popstate', () => {
    app.place = placeIn(location.search, app.threads);
    refreshSoon();
  });
  document.addEventListener('visibilitychange', refreshSoon);
  await refresh();
}

/** The place an address names; a thread alone is enough, and nothing at all means the chat with the bot. */
function placeIn(search: string, threads: ThreadSummary[]): Place {
  const query = new URLSearchParams(search);
  const thread = threads.find((one) => one.id === query.get('thread'));
  const asked = (['chat', 'teams', 'calendar', 'app'] as View[]).find((view) => view === query.get('view'));
  if (thread) return { view: asked ?? viewOf(thread), thread: thread.id };
  if (asked) return { view: asked };
  const personal = threads.find((one) => one.kind === 'personal');
  return personal ? { view: 'chat', thread: personal.id } : { view: 'chat' };
}

function partFor(app: App): Part {
  const { view, thread: id } = app.place;
  if (view === 'app') {
    const panel = panelFrame(app, 'content');
    return { element: panel.element, refresh: async () => undefined, end: panel.end };
  }
  const thread = app.threads.find((one) => one.id === id);
  if (!thread) return { element: h('p', { class: 'empty' }, 'Choose something from the list.'), refresh: async () => undefined };
  return view === 'calendar' ? meetingView(app, thread) : threadView(app, thread.id);
}

/** The bar above a conversation or the app: what it is, and whether the app is there. */
function mainHead(app: App, back: HTMLElement): HTMLElement {
  const { view, thread: id } = app.place;
  const thread = app.threads.find((one) => (view === 'app' ? one.kind === 'personal' : one.id === id));
  if (!thread) return h('header', { class: 'main-head' }, back);
  const title = h('h2', { tabindex: -1 }, view === 'app' ? `${app.directory.bot.name}: the personal tab` : thread.title);
  const toggle = h('button', { type: 'button', class: 'plain toggle', onclick: () => void change() });
  const show = (installed: boolean) => (toggle.textContent = installed ? 'Remove the app' : 'Add the app');
  let { installed } = thread;
  const change = async () => {
    installed = !installed;
    await post('/ui/app', { as: app.as, thread: thread.id, installed });
    show(installed);
  };
  show(installed);
  return h('header', { class: 'main-head' }, back, avatar(thread.title, thread.kind === 'personal'), title, toggle);
}

function themeState(asked: string | null) {
  const known: Theme[] = ['default', 'dark', 'contrast'];
  const stored = asked ?? localStorage.getItem('theme');
  let theme: Theme = known.find((one) => one === stored) ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default');
  const hearers = new Set<(theme: Theme) => void>();
  const show = () => (document.documentElement.dataset['theme'] = theme);
  show();
  return {
    theme: () => theme,
    onTheme: (hear: (theme: Theme) => void) => {
      hearers.add(hear);
      return () => void hearers.delete(hear);
    },
    choose: (chosen: Theme) => {
      theme = chosen;
      localStorage.setItem('theme', theme);
      show();
      for (const hear of hearers) hear(theme);
    },
  };
}

/** Runs at most once at a time, and once more when asked meanwhile. */
function onceAtATime(run: () => Promise<void>): () => void {
  let state: 'idle' | 'running' | 'again' = 'idle';
  return function ask() {
    if (state !== 'idle') return void (state = 'again');
    state = 'running';
    void run()
      .catch(() => undefined)
      .finally(() => {
        const again = state === 'again';
        state = 'idle';
        if (again) ask();
      });
  };
}

/** Replaces children unless nothing visible changed, so that focus in a list survives. */
function arrangeAnew(parent: HTMLElement, wanted: HTMLElement[]): void {
  const same = parent.children.length === wanted.length && wanted.every((element, index) => element.outerHTML === parent.children[index]?.outerHTML);
  if (!same) parent.replaceChildren(...wanted);
}
