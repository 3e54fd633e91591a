// The event stream of an open page: what changed, toasts, typing, the clock.

import { previewOf } from './shown.ts';
import { personAsking } from './ui-asked.ts';
import type { Answer, Asked } from './http.ts';
import type { Message } from './tenant.ts';
import type { Ui } from './ui-asked.ts';
import type { LiveEvent } from './ui-types.ts';

const heartbeatMs = 20_000;

/** Streams to one page until it goes away. */
export function liveLine(ui: Ui, asked: Asked): Answer {
  const { tenant } = ui;
  const oid = personAsking(ui, asked);
  const { response } = asked;
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  const tell = (event: LiveEvent) => response.write(`data: ${JSON.stringify(event)}\n\n`);
  const mine = (thread: string) => tenant.isIn(oid, tenant.thread(thread));

  // Everyone's unread marks show in the choice of person, so every page hears that something changed.
  const changed = (thread: string) => tell({ kind: 'changed', thread });
  const typing = (thread: string) => mine(thread) && tell({ kind: 'typing', thread });
  const clock = () => tell({ kind: 'clock', ...tenant.clock() });
  // Teams notifies of chats; channel posts only show as unread.
  const posted = (thread: string, message: Message) => {
    const notifies = message.from === 'bot' && tenant.thread(thread).kind !== 'channel' && mine(thread);
    if (notifies) tell({ kind: 'toast', thread, title: tenant.settings.botName, preview: previewOf(message) });
  };
  tenant.happenings.on('changed', changed).on('typing', typing).on('clock', clock).on('posted', posted);
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
  response.on('close', () => {
    clearInterval(heartbeat);
    tenant.happenings.off('changed', changed).off('typing', typing).off('clock', clock).off('posted', posted);
  });
  clock();
  return 'streamed';
}
