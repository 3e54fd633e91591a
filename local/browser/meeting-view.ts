// A meeting: a stage that stands in for sound and pictures, and beside it the panel (280 px) or the chat.

import { post } from '../ui-client.ts';
import { momentOf, nameOf, timeOf } from './app.ts';
import { arrange, h } from './dom.ts';
import { panelFrame } from './panel-host.ts';
import { avatar } from './message-view.ts';
import { threadView } from './thread-view.ts';
import type { App, Part } from './app.ts';
import type { MeetingFacts, ThreadSummary } from '../ui-types.ts';

const states = { scheduled: 'Not started', running: 'Under way', ended: 'Ended' };

export function meetingView(app: App, opened: ThreadSummary): Part {
  const panel = panelFrame(app, 'sidePanel', opened);
  const chat = threadView(app, opened.id);
  const stage = stageOf(app, opened.id);
  const beside = besideOf([
    { name: app.directory.bot.name, element: panel.element },
    { name: 'Chat', element: chat.element, shown: () => void chat.refresh() },
  ]);
  return {
    element: h('div', { class: 'meeting' }, stage.element, beside),
    refresh: async () => {
      const meeting = app.threads.find((thread) => thread.id === opened.id)?.meeting;
      if (meeting) stage.draw(meeting);
      if (!chat.element.hidden) await chat.refresh();
    },
    ...(chat.typing ? { typing: chat.typing } : {}),
    end: panel.end,
  };
}

/** When, by whom, who is there, and the buttons to come and go. */
function stageOf(app: App, thread: string): { element: HTMLElement; draw: (meeting: MeetingFacts) => void } {
  const facts = h('p', { class: 'quiet' });
  const nobody = h('p', { class: 'quiet' }, 'Nobody has joined yet.');
  const seats = h('ul', { class: 'seats', 'aria-label': 'People in the meeting' });
  const controls = h('div', { class: 'buttons' });
  const step = (name: 'join' | 'leave' | 'end', label: string, look: string) =>
    h('button', { type: 'button', class: look, onclick: () => void post('/ui/meeting', { as: app.as, thread, step: name }) }, label);
  const [join, leave, end] = [step('join', 'Join', 'primary'), step('leave', 'Leave', ''), step('end', 'End meeting for everyone', 'danger')];
  const hint = h('p', { class: 'hint' }, 'A stand-in for the call: no sound or pictures. The panel beside it is the real one.');

  const draw = (meeting: MeetingFacts) => {
    const names = meeting.present.map((oid) => nameOf(app, { oid }));
    facts.textContent = `${states[meeting.state]} · ${momentOf(meeting.startsAt)} to ${timeOf(meeting.endsAt)} · organised by ${nameOf(app, { oid: meeting.organizer })}`;
    seats.replaceChildren(...names.map((name) => h('li', {}, avatar(name), h('span', {}, name))));
    nobody.hidden = names.length > 0;
    arrange(controls, meeting.present.includes(app.as) ? [leave, end] : [join]);
  };
  return { element: h('section', { class: 'stage', 'aria-label': 'Meeting' }, facts, nobody, seats, controls, hint), draw };
}

type Pane = { name: string; element: HTMLElement; shown?: () => void };

/** Two panes under tabs. The hidden one stays in the page, so that the panel is not loaded again. */
function besideOf(panes: [Pane, Pane]): HTMLElement {
  const tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Beside the meeting' });
  const choose = (chosen: number) => {
    for (const [index, { element, shown }] of panes.entries()) {
      element.hidden = index !== chosen;
      tabs.children[index]?.setAttribute('aria-selected', String(index === chosen));
      if (index === chosen) shown?.();
    }
  };
  for (const [index, { name, element }] of panes.entries()) {
    element.id = `pane-${index}`;
    element.setAttribute('role', 'tabpanel');
    const tab = h('button', { type: 'button', role: 'tab', 'aria-controls': element.id, onclick: () => choose(index) }, name);
    tab.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
      choose(1 - index);
      (tabs.children[1 - index] as HTMLElement | undefined)?.focus();
    });
    tabs.append(tab);
  }
  choose(0);
  return h('section', { class: 'side', 'aria-label': 'Beside the meeting' }, tabs, panes[0].element, panes[1].element);
}
