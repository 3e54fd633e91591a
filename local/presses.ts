// What follows when somebody presses a button on a card, looks at a card that refreshes, or submits a dialog.
// Authority: Microsoft's pages on Universal Actions, user-specific views, dialogs and card actions.

import { invokeActivity, messageActivity, submitActivity } from './activities.ts';
import { isRecord, refreshOf } from './card-rules.ts';
import { cardShown, refreshIsDue } from './shown.ts';
import { open } from './ui-asked.ts';
import type { Message, Thread } from './tenant.ts';
import type { Ui } from './ui-asked.ts';
import type { Outcome, PressedAction } from './ui-types.ts';

type OnMessage = { as: string; thread: string; message: string };
type Executed = { verb: string; id: string; data: unknown };
type Held = { thread: Thread; message: Message; oid: string };

/** A pressed Action.Execute or Action.Submit. */
export async function press(ui: Ui, pressed: OnMessage & { action: PressedAction }): Promise<Outcome> {
  const held = hold(ui, pressed);
  if (!ui.tenant.isInstalled(held.thread)) return appRemoved;
  return pressed.action.kind === 'execute' ? execute(ui, held, pressed.action, 'manual') : submit(ui, held, pressed.action.data);
}

/** The automatic refresh of a card, when it is due; otherwise the card as this person has it. */
export async function look(ui: Ui, looked: OnMessage): Promise<Outcome> {
  const held = hold(ui, looked);
  const card = cardShown(held.message, looked.as);
  const refresh = refreshOf(card);
  const due = refresh && refreshIsDue(ui.tenant, held.thread, held.message, looked.as, ui.nowMs());
  return due ? execute(ui, held, refresh, 'automatic') : { kind: 'card', card };
}

/** The submit of an open dialog. */
export async function submitDialog(ui: Ui, submitted: OnMessage & { data: unknown }): Promise<Outcome> {
  return ask(ui, hold(ui, submitted), 'task/submit', submitted.data);
}

function hold(ui: Ui, asked: OnMessage): Held {
  const thread = open(ui, asked);
  return { thread, message: ui.tenant.message(thread, asked.message), oid: asked.as };
}

function ask(ui: Ui, { thread, message, oid }: Held, name: 'task/fetch' | 'task/submit', data: unknown): Promise<Outcome> {
  return ui.line.ask(() => invokeActivity(ui, thread, message, oid, name, { data, context: { theme: 'default' } }));
}

async function execute(ui: Ui, held: Held, executed: Executed, trigger: 'manual' | 'automatic'): Promise<Outcome> {
  const { thread, message, oid } = held;
  const { verb, id, data } = executed;
  const value = { action: { type: 'Action.Execute', verb, id, data }, trigger };
  const askedOfVersion = message.version;
  const outcome = await ui.line.act(() => invokeActivity(ui, thread, message, oid, 'adaptiveCard/action', value));
  // An update that came during a refresh is newer than what the refresh was asked about.
  const overtaken = trigger === 'automatic' && message.version !== askedOfVersion;
  if (outcome.kind === 'card' && !overtaken) keepCard(ui, held, outcome.card, trigger);
  return outcome;
}

/** In a chat of two the answered card becomes the card; elsewhere, and after a refresh, it is this person's view alone. */
function keepCard(ui: Ui, { thread, message, oid }: Held, content: unknown, trigger: 'manual' | 'automatic'): void {
  if (thread.kind === 'personal' && trigger === 'manual') {
    const attachments = message.attachments.map((attachment, index) => (index === 0 ? { ...attachment, content } : attachment));
    ui.tenant.replace(thread, message, { attachments });
  } else ui.tenant.keepView(thread, message, oid, { content, ofVersion: message.version, refreshedAtMs: ui.nowMs() });
}

async function submit(ui: Ui, held: Held, data: unknown): Promise<Outcome> {
  const { thread, message, oid } = held;
  const { tenant, line } = ui;
  const msteams = isRecord(data) && isRecord(data['msteams']) ? data['msteams'] : {};
  if (msteams['type'] === 'task/fetch') return ask(ui, held, 'task/fetch', data);
  if (msteams['type'] === 'imBack') {
    const spoken = tenant.post(thread, { from: { oid }, text: wordsOf(msteams['value']) ?? '', summary: '', attachments: [] });
    return sent(await line.tell(messageActivity(ui, thread, spoken, oid)));
  }
  if (msteams['type'] !== 'messageBack') return sent(await line.tell(submitActivity(ui, thread, message, oid, data)));
  const shown = wordsOf(msteams['displayText']);
  if (shown) tenant.post(thread, { from: { oid }, text: shown, summary: '', attachments: [] });
  return sent(await line.tell(submitActivity(ui, thread, message, oid, msteams['value'], wordsOf(msteams['text']))));
}

const appRemoved: Outcome = { kind: 'error', text: 'The app has been removed from this conversation.', code: 'removed', detail: 'it can be added again above' };

function sent(delivered: boolean): Outcome {
  return delivered ? { kind: 'sent' } : { kind: 'error', text: 'Something went wrong. Please try again.', code: 'undelivered', detail: 'the bot did not take the message' };
}

function wordsOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
