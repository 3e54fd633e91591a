// Windows over the page: the bot's dialogs (task modules) and the form for a new meeting.

import { post } from '../ui-client.ts';
import { findPeopleAs } from './app.ts';
import { drawCard } from './cards.ts';
import { h, icon } from './dom.ts';
import type { App } from './app.ts';
import type { Outcome, PressedAction, ThreadSummary } from '../ui-types.ts';

type DialogOutcome = Extract<Outcome, { kind: 'dialog' }>;
const heights: Record<string, string> = { small: '250px', medium: '420px', large: '600px' };
const widths: Record<string, string> = { small: '360px', medium: '560px', large: '800px' };

/** Shows a dialog of the bot; each submit asks it for the next step until it is done. */
export function openDialog(app: App, thread: string, message: string, first: DialogOutcome): void {
  const { dialog, title, body, close } = openWindow();
  const note = h('p', { class: 'note', role: 'alert', hidden: true });
  const submit = async (action: PressedAction) => {
    if (action.kind === 'execute') return tell('Dialogs in Teams take Action.Submit only.');
    dialog.setAttribute('aria-busy', 'true');
    const outcome = await post<Outcome>('/ui/dialog', { as: app.as, thread, message, data: action.data }).catch((error: Error) => error);
    dialog.removeAttribute('aria-busy');
    if (outcome instanceof Error) return tell(outcome.message);
    if (outcome.kind === 'dialog') return show(outcome);
    if (outcome.kind === 'error') return tell(`${outcome.text} (${outcome.detail})`);
    if (outcome.kind === 'message') return body.replaceChildren(h('p', {}, outcome.text), h('button', { type: 'button', onclick: close }, 'Close'));
    close();
  };
  const tell = (text: string) => {
    note.textContent = text;
    note.hidden = false;
  };
  const show = (step: DialogOutcome) => {
    title.textContent = step.title || app.directory.bot.name;
    dialog.style.width = sizeOf(step.width, widths);
    body.style.minHeight = sizeOf(step.height, heights);
    note.hidden = true;
    body.replaceChildren(drawCard(step.card, { press: (action) => void submit(action), open: (url) => window.open(url, '_blank', 'noopener'), findPeople: findPeopleAs(app) }), note);
  };
  show(first);
}

function sizeOf(given: string, named: Record<string, string>): string {
  return named[given] ?? `${Math.min(1000, Number(given) || 560)}px`;
}

/** The form for a meeting with the app in it. */
export function newMeeting(app: App, now: string): void {
  const { dialog, title, body, close } = openWindow();
  title.textContent = 'New meeting';
  dialog.style.width = widths['medium'] ?? '';
  const name = h('input', { id: 'meeting-title', required: true, maxlength: 200, value: 'Conference meeting' });
  const start = h('input', { id: 'meeting-start', type: 'datetime-local', required: true, value: localMinute(now) });
  const people = app.directory.people.map(({ oid, displayName, designation }) => {
    const tick = h('input', { type: 'checkbox', value: oid, checked: oid === app.as, disabled: oid === app.as });
    return { tick, row: h('label', { class: 'tick' }, tick, ` ${displayName}, ${designation.toLowerCase()}`) };
  });
  const note = h('p', { class: 'note', role: 'alert', hidden: true });
  const form = h(
    'form',
    { class: 'form' },
    h('label', { for: 'meeting-title' }, 'Title'),
    name,
    h('label', { for: 'meeting-start' }, 'Starts (London time), for two hours'),
    start,
    h('fieldset', {}, h('legend', {}, 'People'), ...people.map(({ row }) => row)),
    note,
    h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'primary' }, 'Make the meeting'), h('button', { type: 'button', onclick: close }, 'Cancel')),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const invited = people.filter(({ tick }) => tick.checked).map(({ tick }) => tick.value);
    post<ThreadSummary>('/ui/meetings', { as: app.as, title: name.value, startsAt: start.value, minutes: 120, people: invited })
      .then((made) => {
        close();
        app.go({ view: 'calendar', thread: made.id });
      })
      .catch((error: Error) => {
        note.textContent = error.message;
        note.hidden = false;
      });
  });
  body.append(form);
}

/** An instant as London's wall clock, in the form date-and-time boxes take. */
export function localMinute(at: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));
  return parts.replace(' ', 'T');
}

function openWindow() {
  const title = h('h2', { id: `dialog-${crypto.randomUUID()}` });
  const body = h('div', { class: 'dialog-body' });
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': title.id });
  const close = () => dialog.close();
  dialog.append(h('header', {}, title, h('button', { type: 'button', class: 'plain', 'aria-label': 'Close', onclick: close }, icon('close'))), body);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, title, body, close };
}
