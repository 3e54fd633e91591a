// What holds the page together: where one is, what is known of the tenant, and keeping both in step with the server.

import { get, post } from '../ui-client.ts';
import { h, icon } from './dom.ts';
import { clockMenu, list, personMenu, rail, themeBox } from './frame.ts';
import { listen } from './live.ts';
import { meetingView } from './meeting-view.ts';
import { panelFrame } from './panel-host.ts';
import { addressOf, placeIn } from './places.ts';
import { ThemeChoice } from './theme.ts';
import { avatar } from './message-view.ts';
import { threadView } from './thread-view.ts';
import type { App, Part } from './app.ts';
import type { Place } from './places.ts';
import type { Directory, LiveEvent, ThreadSummary } from '../ui-types.ts';

const toastMs = 7000;

export class Shell implements App {
  readonly as: string;
  readonly theme = new ThemeChoice(new URLSearchParams(location.search).get('theme'));
  directory: Directory;
  threads: ThreadSummary[];
  place: Place;
  #offsetMs = 0;
  #part: Part | undefined;
  #shownPlace = '';
  readonly #refreshSoon = onceAtATime(() => this.#refresh());

  readonly #rail = h('nav', { class: 'rail', 'aria-label': 'Teams' });
  readonly #list = h('nav', { class: 'list', 'aria-label': 'List' });
  readonly #main = h('main', { class: 'main' });
  readonly #toasts = h('div', { class: 'toasts', role: 'status' });
  readonly #lineDown = h('p', { class: 'line-down', role: 'alert', hidden: true }, 'The local Teams has stopped. This page goes on when it is back.');
  readonly #person = personMenu(this);
  readonly #clock = clockMenu(() => this.now(), () => this.#offsetMs !== 0);

  constructor(as: string, directory: Directory, threads: ThreadSummary[]) {
    this.as = as;
    this.directory = directory;
    this.threads = threads;
    this.place = placeIn(location.search, threads);
  }

  /** Civil time as an instant. */
  now(): string {
    return new Date(Date.now() + this.#offsetMs).toISOString();
  }

  async open(): Promise<void> {
    const title = h('h1', {}, 'Local Teams', h('small', {}, 'A stand-in. Nothing leaves this machine. ', h('a', { href: '/mail' }, 'Secure e-mail')));
    const head = h('header', { class: 'head' }, title, this.#clock.button, themeBox(this.theme), this.#person.button);
    document.body.append(head, this.#rail, this.#list, this.#main, this.#clock.menu, this.#person.menu, this.#toasts, this.#lineDown);
    listen(this.as, (event) => this.#hear(event), (up) => {
      this.#lineDown.hidden = up;
      if (up) this.#refreshSoon();
    });
    setInterval(this.#clock.tick, 1000);
    this.#clock.tick();
    window.addEventListener('popstate', () => {
      this.place = placeIn(location.search, this.threads);
      this.#refreshSoon();
    });
    document.addEventListener('visibilitychange', this.#refreshSoon);
    await this.#refresh();
  }

  go(place: Place): void {
    this.place = place;
    history.pushState(undefined, '', addressOf(this.as, place));
    this.#drawFrame();
    this.#drawMain();
    this.#refreshSoon();
    this.#main.querySelector<HTMLElement>('h2')?.focus();
  }

  toast(title: string, text: string, place?: Place): void {
    const chosen = () => {
      element.remove();
      if (place) this.go(place);
    };
    const element = h('button', { type: 'button', class: 'toast', onclick: chosen }, h('strong', {}, title), h('span', {}, text));
    this.#toasts.append(element);
    setTimeout(() => element.remove(), toastMs);
  }

  #hear(event: LiveEvent): void {
    if (event.kind === 'changed') return this.#refreshSoon();
    if (event.kind === 'clock') {
      this.#offsetMs = event.offsetMs;
      return this.#clock.tick();
    }
    const isOpen = event.thread === this.place.thread;
    if (event.kind === 'typing' && isOpen) this.#part?.typing?.();
    if (event.kind === 'toast' && (!isOpen || document.hidden)) this.toast(event.title, event.preview, { view: 'chat', thread: event.thread });
  }

  async #refresh(): Promise<void> {
    [this.threads, this.directory] = await Promise.all([get<ThreadSummary[]>('/ui/threads', { as: this.as }), get<Directory>('/ui/directory')]);
    this.#drawFrame();
    this.#drawMain();
    await this.#part?.refresh();
  }

  #drawFrame(): void {
    putIfChanged(this.#rail, rail(this));
    putIfChanged(this.#list, list(this, () => this.now()));
    this.#person.fill();
    const thread = this.threads.find((one) => one.id === this.place.thread);
    const me = this.directory.people.find((one) => one.oid === this.as);
    document.title = `${thread?.title ?? 'Local Teams'} · ${me?.displayName ?? ''}`;
    document.body.dataset['opened'] = String(this.place.view === 'app' || this.place.thread !== undefined);
    document.body.dataset['view'] = this.place.view;
  }

  #drawMain(): void {
    const place = `${this.place.view} ${this.place.thread ?? ''}`;
    if (place === this.#shownPlace) return;
    this.#shownPlace = place;
    this.#part?.end?.();
    this.#part = this.#makePart();
    this.#main.replaceChildren(this.#mainHead(), this.#part.element);
  }

  #makePart(): Part {
    const { view, thread: id } = this.place;
    if (view === 'app') return { ...panelFrame(this, 'content'), refresh: () => Promise.resolve() };
    const thread = this.threads.find((one) => one.id === id);
    if (!thread) return { element: h('p', { class: 'empty' }, 'Choose something from the list.'), refresh: () => Promise.resolve() };
    return view === 'calendar' ? meetingView(this, thread) : threadView(this, thread.id);
  }

  /** The bar above a conversation or the app: what it is, and whether the app is there. */
  #mainHead(): HTMLElement {
    const isApp = this.place.view === 'app';
    const back = h('button', { type: 'button', class: 'plain back', 'aria-label': 'Back', onclick: () => this.go({ view: isApp ? 'chat' : this.place.view }) }, icon('back'));
    const thread = this.threads.find((one) => (isApp ? one.kind === 'personal' : one.id === this.place.thread));
    if (!thread) return h('header', { class: 'main-head' }, back);
    const title = h('h2', { tabindex: -1 }, isApp ? 'Conference (personal tab)' : thread.title);
    return h('header', { class: 'main-head' }, back, avatar(thread.title, thread.kind === 'personal'), title, this.#appButton(thread));
  }

  #appButton({ id, installed }: ThreadSummary): HTMLElement {
    const label = (there: boolean) => (there ? 'Remove the app' : 'Add the app');
    let there = installed;
    const change = async () => {
      await post('/ui/app', { as: this.as, thread: id, installed: !there });
      there = !there;
      button.textContent = label(there);
    };
    const button = h('button', { type: 'button', class: 'plain toggle', onclick: () => void change() }, label(there));
    return button;
  }
}

/** Runs at most once at a time, and once more when asked meanwhile. */
function onceAtATime(run: () => Promise<void>): () => void {
  let state: 'idle' | 'running' | 'again' = 'idle';
  return function ask() {
    if (state !== 'idle') return void (state = 'again');
    state = 'running';
    // What fails now (the server is away) is asked for again when the line is back.
    const settle = () => {
      const again = state === 'again';
      state = 'idle';
      if (again) ask();
    };
    run().then(settle, settle);
  };
}

/** Replaces children unless nothing visible changed, so that focus in a list survives. */
function putIfChanged(parent: HTMLElement, wanted: HTMLElement[]): void {
  const same = parent.children.length === wanted.length && wanted.every((element, index) => element.outerHTML === parent.children[index]?.outerHTML);
  if (!same) parent.replaceChildren(...wanted);
}
