// The frame around everything: rail, lists, clock, theme, and who one is.

import { post } from '../ui-client.ts';
import { dayOf, momentOf, timeOf } from './app.ts';
import { localMinute, newMeeting } from './dialogs.ts';
import { h, icon } from './dom.ts';
import { addressOf } from './places.ts';
import { themeNames } from './theme.ts';
import { avatar } from './message-view.ts';
import type { App } from './app.ts';
import type { Place, View } from './places.ts';
import type { Theme, ThemeChoice } from './theme.ts';
import type { ThreadSummary } from '../ui-types.ts';

const views: { view: View; label: string; icon: 'chat' | 'teams' | 'calendar' | 'app' }[] = [
  { view: 'chat', label: 'Chat', icon: 'chat' },
  { view: 'teams', label: 'Teams', icon: 'teams' },
  { view: 'calendar', label: 'Meetings', icon: 'calendar' },
  { view: 'app', label: 'Conference', icon: 'app' },
];

/** The rail of views, with a mark where something is unread. */
export function rail(app: App): HTMLElement[] {
  return views.map(({ view, label, icon: picture }) => {
    const unread = app.threads.some((thread) => thread.unread > 0 && (view === 'chat' ? thread.kind !== 'channel' : view === 'teams' && thread.kind === 'channel'));
    const link = placeLink(app, { view }, '', icon(picture), h('span', {}, label), unread && dot());
    if (app.place.view === view) link.setAttribute('aria-current', 'page');
    return link;
  });
}

/** The list of the chosen view. */
export function list(app: App, now: () => string): HTMLElement[] {
  const { view } = app.place;
  if (view === 'teams') return [h('h2', {}, 'Teams'), h('p', { class: 'list-head' }, app.directory.teamName), ...rows(app, (thread) => thread.kind === 'channel')];
  if (view === 'calendar')
    return [
      h('h2', {}, 'Meetings'),
      h('button', { type: 'button', class: 'wide', onclick: () => newMeeting(app, now()) }, 'New meeting'),
      ...rows(app, (thread) => thread.kind === 'meeting'),
    ];
  return [h('h2', {}, 'Chat'), ...rows(app, (thread) => thread.kind !== 'channel')];
}

function rows(app: App, belongs: (thread: ThreadSummary) => boolean): HTMLElement[] {
  const threads = app.threads.filter(belongs);
  if (threads.length === 0) return [h('p', { class: 'empty' }, 'Nothing here for this person.')];
  return threads.map((thread) => {
    const preview = app.place.view === 'calendar' && thread.meeting ? momentOf(thread.meeting.startsAt) : (thread.last?.preview ?? 'No messages yet');
    const when = thread.last && app.place.view === 'chat' ? timeOf(thread.last.at) : '';
    const row = placeLink(
      app,
      { view: app.place.view, thread: thread.id },
      thread.unread > 0 ? 'row unread' : 'row',
      thread.kind === 'channel' ? h('span', { class: 'hash', 'aria-hidden': 'true' }, '#') : avatar(thread.title, thread.kind === 'personal'),
      h('span', { class: 'row-words' }, h('span', { class: 'row-title' }, thread.title), thread.kind !== 'channel' && h('span', { class: 'row-preview' }, preview)),
      h('span', { class: 'row-when' }, when),
      thread.unread > 0 && dot(thread.unread),
    );
    if (app.place.thread === thread.id) row.setAttribute('aria-current', 'true');
    return row;
  });
}

function placeLink(app: App, place: Place, className: string, ...children: (Node | string | false)[]): HTMLAnchorElement {
  const link = h('a', { href: addressOf(app.as, place), class: className }, ...children);
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    app.go(place);
  });
  return link;
}

function dot(count?: number): HTMLElement {
  return h('span', { class: 'dot' }, h('span', { class: 'for-readers' }, count ? `${count} unread` : 'unread'));
}

/** The choice of person: plain links, each opens the page as that person. */
export function personMenu(app: App): { button: HTMLElement; menu: HTMLElement; fill: () => void } {
  const button = h('button', { type: 'button', class: 'person-button', popovertarget: 'people' });
  const menu = h('div', { id: 'people', class: 'menu', popover: 'auto', role: 'navigation', 'aria-label': 'Be someone else' });
  const fill = () => {
    const me = app.directory.people.find((person) => person.oid === app.as);
    const others = app.directory.people.some((person) => person.unread && person.oid !== app.as);
    button.replaceChildren(
      avatar(me?.displayName ?? '?'),
      h('span', { class: 'person-words' }, h('span', { class: 'for-readers' }, 'You are: '), h('strong', {}, me?.displayName ?? ''), h('small', {}, me?.designation ?? '')),
      ...(others ? [h('span', { class: 'dot' }, h('span', { class: 'for-readers' }, 'others have unread messages'))] : []),
    );
    menu.replaceChildren(
      h('h2', {}, 'You are'),
      ...app.directory.people.map(({ oid, displayName, designation, unread }) =>
        h(
          'a',
          { class: 'row', href: addressOf(oid, { view: 'chat' }), 'aria-current': oid === app.as ? 'true' : undefined },
          avatar(displayName),
          h('span', { class: 'row-words' }, h('span', { class: 'row-title' }, displayName), h('span', { class: 'row-preview' }, designation)),
          unread && dot(),
        ),
      ),
      h('p', { class: 'hint' }, 'Open one in a new tab to be two people at once.'),
    );
  };
  return { button, menu, fill };
}

/** The movable clock. `tick` draws the time; the machine's own time is never changed. */
export function clockMenu(now: () => string, isMoved: () => boolean): { button: HTMLElement; menu: HTMLElement; tick: () => void } {
  const day = h('span', { class: 'clock-day' });
  const time = h('span', {});
  const moved = h('span', { class: 'badge' }, 'moved');
  const button = h('button', { type: 'button', class: 'clock-button', popovertarget: 'clock' }, icon('clock'), day, time, moved);
  const move = (body: object) => void post('/ui/clock', body);
  const hour = 3_600_000;
  const when = h('input', { id: 'clock-to', type: 'datetime-local', required: true });
  const form = h('form', { class: 'form' }, h('label', { for: 'clock-to' }, 'London date and time'), when, h('button', { type: 'submit', class: 'primary' }, 'Move to this'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    move({ moveTo: when.value });
  });
  const steps = [
    ['+1 hour', hour],
    ['+1 day', 24 * hour],
    ['+1 week', 168 * hour],
  ] as const;
  const menu = h(
    'div',
    { id: 'clock', class: 'menu clock-menu', popover: 'auto', role: 'dialog', 'aria-label': 'Move the clock' },
    h('h2', {}, 'Move the clock'),
    h('div', { class: 'buttons' }, ...steps.map(([label, ms]) => h('button', { type: 'button', onclick: () => move({ addMs: ms }) }, label))),
    form,
    h('button', { type: 'button', class: 'wide', onclick: () => move({ reset: true }) }, 'Back to now'),
    h('p', { class: 'hint' }, 'Moves the date the bot works by, and nothing else on this machine.'),
  );
  // Before it opens: a moment later would overwrite what a quick hand has typed.
  menu.addEventListener('beforetoggle', () => (when.value = localMinute(now())));
  const tick = () => {
    day.textContent = dayOf(now());
    time.textContent = timeOf(now());
    moved.hidden = !isMoved();
  };
  return { button, menu, tick };
}

export function themeBox(theme: ThemeChoice): HTMLElement {
  const select = h('select', { 'aria-label': 'Theme' }, ...Object.entries(themeNames).map(([value, label]) => h('option', { value, selected: value === theme.current }, label)));
  select.addEventListener('change', () => theme.choose(select.value as Theme));
  return h('span', { class: 'theme-choice' }, icon('theme'), select);
}
