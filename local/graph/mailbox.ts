// The office's mailbox as Graph lists it. Authority: Graph v1.0 "List messages", "Get MIME content of a message".

import { Refusal } from '../http.ts';
import type { Inbox } from '../mail/inbox.ts';
import type { Graph } from './graph-routes.ts';
import type { Answer, Asked } from '../http.ts';

const messageClass = 'String 0x001A';
const expandsClass = `singleValueExtendedProperties($filter=id eq '${messageClass}')`;
const mostInPage = 1000;

/** In the order asked for. What is filtered by must be what is ordered by, or Graph finds it too much work. */
export async function listMessages({ inbox }: Graph, asked: Asked): Promise<Answer> {
  const whole = mailbox(inbox, asked);
  const [from] = /^receivedDateTime ge (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)$/.exec(asked.query.get('$filter') ?? '')?.slice(1) ?? [];
  if (from === undefined) throw new Refusal(400, 'ErrorInvalidUrlQueryFilter', 'This filter is not known here.');
  if (asked.query.get('$orderby') !== 'receivedDateTime') throw new Refusal(400, 'InefficientFilter', 'The restriction or sort order is too complex for this operation.');
  const [top, skip] = ['$top', '$skip'].map((name) => Number(asked.query.get(name) ?? '0'));
  if (top === undefined || skip === undefined || !(top >= 1 && top <= mostInPage)) throw new Refusal(400, 'ErrorInvalidUrlQuery', 'A page has 1 to 1000 messages.');
  const expanded = asked.query.get('$expand') === expandsClass;
  const listed = (await whole.all()).filter(({ receivedAt }) => receivedAt.slice(0, 19) >= from.slice(0, 19)).toSorted((a, b) => a.receivedAt.localeCompare(b.receivedAt)).slice(skip, skip + top);
  return {
    status: 200,
    body: { value: listed.map(({ id, receivedAt, messageClass: value }) => ({ id, receivedDateTime: `${receivedAt.slice(0, 19)}Z`, ...(expanded ? { singleValueExtendedProperties: [{ id: messageClass, value }] } : {}) })) },
  };
}

/** The message as it came. */
export async function messageContent({ inbox }: Graph, asked: Asked): Promise<Answer> {
  const message = (await mailbox(inbox, asked).all()).find(({ id }) => id === asked.part('message'));
  if (message === undefined) throw new Refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  return { status: 200, body: message.raw, headers: { 'content-type': 'text/plain; charset=utf-8' } };
}

function mailbox(inbox: Inbox | undefined, asked: Asked): Inbox {
  if (inbox?.address !== asked.part('user').toLowerCase()) throw new Refusal(404, 'ErrorInvalidUser', 'The requested user is invalid.');
  return inbox;
}
