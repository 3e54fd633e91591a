/**
 * The office's mailbox through Graph. Outlook marks each message with what it is: only answers to invitations and delivery
 * reports are opened, and nothing in the mailbox is changed, so that the people who read it find it as it was.
 * Authority: Graph v1.0 "List messages" ($expand of an extended property), "Get MIME content of a message"; MS-OXCMSG
 * message classes.
 */
import { z } from 'zod';
import { isoUtc, parseIsoUtc, type CivilInstant } from '../../src/calendar/instants.ts';
import type { CameIn, Mailbox } from '../mail/mailbox.ts';
import { codeOf, type GraphClient } from './graph-client.ts';

const MESSAGE_CLASS = 'String 0x001A';
/** Answers from a calendar, and reports that a message did not arrive. */
const OPENED = /^(?:IPM\.Schedule\.Meeting\.Resp\b|REPORT\.IPM\.)/;
const PAGE = 50;
/** What is more than this comes at the next look. */
const MOST_PAGES = 10;
const LIMIT_MS = 20_000;

const page = z.object({
  value: z.array(z.object({
    id: z.string().min(1), receivedDateTime: z.string(),
    singleValueExtendedProperties: z.array(z.object({ id: z.string(), value: z.string() })).default([]),
  })),
});
type Listed = z.infer<typeof page>['value'][number];

export function outlookMailbox(graph: GraphClient, address: string): Mailbox {
  const mailbox = `/users/${encodeURIComponent(address)}`;
  const cameIn = ({ id, receivedDateTime, singleValueExtendedProperties }: Listed): readonly CameIn[] => {
    const receivedAt = parseIsoUtc(receivedDateTime);
    const isOpened = singleValueExtendedProperties.some(({ id: property, value }) => property === MESSAGE_CLASS && OPENED.test(value));
    if (receivedAt === undefined || !isOpened) return [];
    const read: CameIn['read'] = async () => {
      const answer = await graph({ method: 'GET', path: `${mailbox}/messages/${encodeURIComponent(id)}/$value`, mailbox: address, reads: 'text', limitMs: LIMIT_MS });
      return answer.kind === 'answered' && typeof answer.body === 'string' ? { kind: 'read', raw: answer.body } : { kind: 'notRead', code: codeOf(answer) };
    };
    return [{ id, receivedAt, read }];
  };
  return {
    since: async (from) => {
      const messages: CameIn[] = [];
      for (let skipped = 0; skipped < PAGE * MOST_PAGES; skipped += PAGE) {
        const answer = await graph({ method: 'GET', path: `${mailbox}/mailFolders/inbox/messages?${queryFrom(from, skipped)}`, mailbox: address, limitMs: LIMIT_MS });
        const listed = answer.kind === 'answered' ? page.safeParse(answer.body).data?.value : undefined;
        if (listed === undefined) return { kind: 'notRead', code: codeOf(answer) };
        messages.push(...listed.flatMap(cameIn));
        if (listed.length < PAGE) break;
      }
      return { kind: 'listed', messages };
    },
  };
}

function queryFrom(from: CivilInstant, skipped: number): string {
  const asked = {
    $filter: `receivedDateTime ge ${isoUtc(from)}`, $orderby: 'receivedDateTime', $select: 'id,receivedDateTime',
    $expand: `singleValueExtendedProperties($filter=id eq '${MESSAGE_CLASS}')`, $top: String(PAGE), $skip: String(skipped),
  };
  return Object.entries(asked).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}
