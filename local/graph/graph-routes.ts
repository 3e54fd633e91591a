// Microsoft Graph as far as the companion uses it, under /graph/v1.0 of the local Teams: who may call, how often, and
// what goes wrong when a test wants it to. Authority: Microsoft Graph v1.0 reference; Graph throttling limits.

import { addApp } from './chats.ts';
import { user, users } from './directory.ts';
import { listMessages, messageContent } from './mailbox.ts';
import { calendarView, event, getSchedule, makeEvent, removeEvent } from './outlook.ts';
import { Refusal } from '../http.ts';
import type { Answer, Asked, Route } from '../http.ts';
import type { Inbox } from '../mail/inbox.ts';
import type { Ui } from '../ui-asked.ts';

export type Graph = Pick<Ui, 'tenant' | 'line'> & { inbox?: Inbox };
export type GraphSettings = Graph & { demandGraphCaller: (authorization: string | undefined) => Promise<void> };

/** `replyLost`: what was asked is done, and nobody hears of it. */
export type Instead = { status: 401 | 429 | 503; retryAfter?: string } | 'replyLost';
/** For tests of what calls it. */
export type GraphTroubles = { answersNext: (times: number, instead: Instead) => void };

const mostAtOnce = 4;
const codes = { 401: 'InvalidAuthenticationToken', 429: 'TooManyRequests', 503: 'ServiceUnavailable' };
const table: [method: string, pattern: string, handle: (graph: Graph, asked: Asked) => Answer | Promise<Answer>][] = [
  ['GET', '/users', users],
  ['GET', '/users/:user', user],
  ['POST', '/users/:user/calendar/getSchedule', getSchedule],
  ['GET', '/users/:user/calendarView', calendarView],
  ['POST', '/users/:user/events', makeEvent],
  ['GET', '/users/:user/events/:event', event],
  ['DELETE', '/users/:user/events/:event', removeEvent],
  ['GET', '/users/:user/mailFolders/inbox/messages', listMessages],
  ['GET', '/users/:user/messages/:message/$value', messageContent],
  ['POST', '/chats/:chat/installedApps', addApp],
];

/** Graph's routes; each looks at the access token before anything else. */
export function graphRoutes(settings: GraphSettings): { routes: Route[]; troubles: GraphTroubles } {
  const underWay = new Map<string, number>();
  const waiting: Instead[] = [];
  const handleWith = (handle: (typeof table)[number][2]): Route['handle'] => async (asked) => {
    await settings.demandGraphCaller(asked.request.headers.authorization);
    const instead = waiting.shift();
    if (instead !== undefined && instead !== 'replyLost') throw refusalOf(instead);
    const answered = await fewAtOnce(underWay, asked.part('user'), () => handle(settings, asked));
    if (instead !== 'replyLost') return answered;
    asked.response.destroy();
    return 'streamed';
  };
  return {
    routes: table.map(([method, pattern, handle]) => ({ method, pattern: `/graph/v1.0${pattern}`, handle: handleWith(handle) })),
    troubles: { answersNext: (times, instead) => waiting.push(...Array.from({ length: times }, () => instead)) },
  };
}

function refusalOf({ status, retryAfter }: Exclude<Instead, 'replyLost'>): Refusal {
  return new Refusal(status, codes[status], 'Asked for by a test.', retryAfter === undefined ? {} : { 'retry-after': retryAfter });
}

/** Four requests at once for one mailbox, and no more. */
async function fewAtOnce(underWay: Map<string, number>, mailbox: string, work: () => Answer | Promise<Answer>): Promise<Answer> {
  if (mailbox === '') return work();
  const running = underWay.get(mailbox) ?? 0;
  if (running >= mostAtOnce) throw new Refusal(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.', { 'retry-after': '1' });
  underWay.set(mailbox, running + 1);
  try {
    return await work();
  } finally {
    underWay.set(mailbox, (underWay.get(mailbox) ?? 1) - 1);
  }
}
