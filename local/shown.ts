// What one person sees: threads in their list, messages, and the card that is theirs.

import { refreshesFor } from './card-rules.ts';
import { userIdOf } from './tenant.ts';
import type { Message, Tenant, Thread } from './tenant.ts';
import type { ShownMessage, ShownThread, ThreadSummary } from './ui-types.ts';

/** A refresh runs again only when the card changed, or a minute after the last one (Universal Actions, user-specific views). */
const refreshAgainAfterMs = 60_000;

export function summaryOf(tenant: Tenant, thread: Thread, oid: string): ThreadSummary {
  const last = tenant.messages(thread).at(-1);
  const people = tenant.members(thread).map((person) => person.oid);
  const { id, kind } = thread;
  const title = thread.kind === 'personal' ? tenant.settings.botName : thread.title;
  const base = { id, kind, title, people, unread: tenant.unread(oid, thread), installed: tenant.isInstalled(thread) };
  const withLast = last ? { ...base, last: { at: last.at, preview: previewOf(last) } } : base;
  if (thread.kind !== 'meeting') return withLast;
  const { meetingId, organizer, startsAt, endsAt, state, present } = thread;
  return { ...withLast, meeting: { meetingId, organizer, startsAt, endsAt, state, present } };
}

export function shownThread(tenant: Tenant, thread: Thread, oid: string, nowMs: number): ShownThread {
  const messages = tenant.messages(thread).map((message) => shownMessage(tenant, thread, message, oid, nowMs));
  return { thread: summaryOf(tenant, thread, oid), messages };
}

function shownMessage(tenant: Tenant, thread: Thread, message: Message, oid: string, nowMs: number): ShownMessage {
  const { id, from, at, text, deleted, undelivered } = message;
  const view = message.views[oid];
  const cards = message.attachments.map((attachment, index) => (index === 0 && view ? view.content : attachment.content));
  const state = [message.version, view?.refreshedAtMs ?? '', deleted, undelivered].join(' ');
  const refreshDue = refreshIsDue(tenant, thread, message, oid, nowMs);
  const shown = { id, from, at, text, preview: previewOf(message), deleted, undelivered, cards, state, refreshDue };
  return message.rootId ? { ...shown, rootId: message.rootId } : shown;
}

/** The first card of a message as this person sees it. */
export function cardShown(message: Message, oid: string): unknown {
  return message.views[oid]?.content ?? message.attachments[0]?.content;
}

/** The words of a notification: the summary the bot gave, else its text, else that there is a card. Never card content. */
export function previewOf(message: Message): string {
  if (message.deleted) return 'This message has been deleted.';
  return message.summary || message.text.replaceAll(/<\/?at>/g, '') || (message.attachments.length > 0 ? 'Sent a card' : '');
}

export function refreshIsDue(tenant: Tenant, thread: Thread, message: Message, oid: string, nowMs: number): boolean {
  if (message.deleted || !tenant.isInstalled(thread)) return false;
  if (!refreshesFor(cardShown(message, oid), userIdOf(oid), tenant.members(thread).length)) return false;
  const view = message.views[oid];
  if (!view || view.ofVersion !== message.version) return true;
  const age = nowMs - view.refreshedAtMs;
  // Monotonic time starts anew with the process: an age below zero is from before a restart.
  return age < 0 || age > refreshAgainAfterMs;
}
