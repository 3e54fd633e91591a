// A meeting: a stage that stands in for sound and pictures, and beside it the panel (280 px) or the chat.

import { post } from '../ui-client.ts';
import { momentOf, nameOf, timeOf } from './app.ts';
import { arrange, h } from './dom.ts';
import { panelFrame } from './panel-host.ts';
import { avatar, threadView } from './thread-view.ts';
import type { App, Part } from './app.ts';
import type { ThreadSummary } from '../ui-types.ts';

export function meetingView(app: App, opened: ThreadSummary): Part {
  const panel = panelFrame(app, 'sidePanel', opened);
  const chat = threadView(app, opened.id);
  chat.element.hidden = true;
  const tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Beside the meeting' });
  const panes = [
    { name: app.directory.bot.name, element: panel.element },
    { name: 'Chat', element: chat.element },
  ];
  const choose = (chosen: HTMLElement) => {
    for (const { element } of panes) element.hidden = element !== chosen;
    for (const button of tabs.children) button.setAttribute('aria-selected', String(button.id === `tab-${chosen.id}`));
    if (chosen === chat.element) void chat.refresh();
  };
  for (const [index, { name, element }] of panes.entries()) {
    element.id = `pane-${index}`;
    element.setAttribute('role', 'tabpanel');
    const tab = h('button', { type: 'button', role: 'tab', id: `tab-pane-${index}`, 'aria-controls': element.id, 'aria-selected': String(index === 0), onclick: () => choose(element) }, name);
    tab.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
      const other = tabs.children[1 - index] as HTMLElement | undefined;
      other?.focus();
      other?.click();
    });
    tabs.append(tab);
  }

  const facts = h('p', { class: 'quiet' });
  const seats = h('ul', { class: 'seats', 'aria-label': 'People in the meeting' });
  const nobody = h('p', { class: 'quiet' }, 'Nobody has joined yet.');
  const controls = h('div', { class: 'buttons' });
  const step = (name: string, label: string, kind = '') =>
    h('button', { type: 'button', class: kind, onclick: () => void post('/ui/meeting', { as: app.as, thread: opened.id, step: name }) }, label);

  const refresh = async () => {
    const summary = app.threads.find((thread) => thread.id === opened.id);
    const meeting = summary?.meeting;
    if (!meeting) return;
    const states = { scheduled: 'Not started', running: 'Under way', ended: 'Ended' };
    facts.textContent = `${states[meeting.state]} · ${momentOf(meeting.startsAt)} to ${timeOf(meeting.endsAt)} · organised by ${nameOf(app, { oid: meeting.organizer })}`;
    seats.replaceChildren(...meeting.present.map((oid) => seatOf(nameOf(app, { oid }))));
    nobody.hidden = meeting.present.length > 0;
    const joined = meeting.present.includes(app.as);
    arrange(controls, joined ? [leave, end] : [join]);
    if (!chat.element.hidden) await chat.refresh();
  };
  const join = step('join', 'Join', 'primary');
  const leave = step('leave', 'Leave');
  const end = step('end', 'End meeting for everyone', 'danger');

  const stage = h(
    'section',
    { class: 'stage', 'aria-label': 'Meeting' },
    facts,
    nobody,
    seats,
    controls,
    h('p', { class: 'hint' }, 'A stand-in for the call: no sound or pictures. The panel beside it is the real one.'),
  );
  const element = h('div', { class: 'meeting' }, stage, h('section', { class: 'side', 'aria-label': 'Beside the meeting' }, tabs, panel.element, chat.element));
  return {
    element,
    refresh,
    ...(chat.typing ? { typing: chat.typing } : {}),
    end: () => {
      panel.end();
      chat.end?.();
    },
  };
}

function seatOf(name: string): HTMLElement {
  return h('li', {}, avatar(name), h('span', {}, name));
}
