/**
 * What a message in the office's mailbox says, as far as the companion can act on it: somebody's calendar answers an
 * invitation (RFC 5546), or a server reports that a letter did not arrive (RFC 3464). Everything else is for people.
 */
import ICAL from 'ical.js';
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import type { MailedAnswer } from '../../src/conference/mailed-answers.ts';

export type WhatCame =
  | { readonly kind: 'answer'; readonly conferenceId: string; readonly answer: Omit<MailedAnswer, 'received'> }
  /** More than one letter where it was one for several conferences. */
  | { readonly kind: 'cameBack'; readonly letters: readonly { readonly conferenceId: string; readonly noticeId: string }[]; readonly code: string }
  | { readonly kind: 'forPeople' };

type Says = MailedAnswer['says'];

const FOR_PEOPLE: WhatCame = { kind: 'forPeople' };
const STATUS = /^[245]\.\d{1,3}\.\d{1,3}$/;

/** `domain`: the one our message and calendar ids end in. */
export async function whatCame(raw: string, domain: string): Promise<WhatCame> {
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true, attachmentEncoding: 'utf8' }).catch(() => undefined);
  if (mail === undefined || isForged(mail)) return FOR_PEOPLE;
  const report = mail.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status');
  if (report !== undefined) return cameBack(mail, textOf(report), domain);
  const entry = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar' || mimeType === 'application/ics');
  return entry === undefined ? FOR_PEOPLE : answered(mail, textOf(entry), domain);
}

/** Our own server has checked where it came from, and says that it is not from there. Its own word stands before any other. */
function isForged({ headers }: Email): boolean {
  const [checked] = headers.filter(({ key }) => key === 'authentication-results');
  return checked !== undefined && /\bdmarc=fail\b/i.test(checked.value);
}

/** A report of failure about a letter of ours; a server that only puts it off says so with another action. */
function cameBack(mail: Email, report: string, domain: string): WhatCame {
  const failed = report.split(/\r?\n\s*\r?\n/).map(fieldsOf).find((fields) => fields.get('action')?.toLowerCase() === 'failed');
  const returned = mail.attachments.filter(({ mimeType }) => mimeType === 'message/rfc822' || mimeType === 'text/rfc822-headers').map((part) => fieldsOf(textOf(part)));
  const named = [...returned.flatMap((fields) => [fields.get('message-id') ?? '', fields.get('references') ?? '']), mail.inReplyTo ?? '', mail.references ?? ''].flatMap((text) => idsIn(text, domain));
  const letters = [...new Map(named.map(({ conferenceId, rest }) => [`${conferenceId} ${rest}`, { conferenceId, noticeId: rest }])).values()];
  if (failed === undefined || letters.length === 0) return FOR_PEOPLE;
  const status = failed.get('status') ?? '';
  return { kind: 'cameBack', letters, code: STATUS.test(status) ? status : 'unnamed' };
}

/** Fields up to the first empty line, by lower-case name; a field that goes on in a line below is put together. */
function fieldsOf(block: string): ReadonlyMap<string, string> {
  const [head = ''] = block.replace(/^\s+/, '').split(/\r?\n\r?\n/);
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return new Map(lines.flatMap((line) => {
    const [, name, value] = /^([\w-]+):\s*(.*?)\s*$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value] as const];
  }));
}

/** `conference.rest@domain`, as our message and calendar ids are made. */
function idsIn(text: string, domain: string): readonly { readonly conferenceId: string; readonly rest: string }[] {
  return [...text.matchAll(/([0-9a-f-]{36})\.([\w.+-]{1,200})@([\w.-]+)/g)].flatMap(([, conferenceId = '', rest = '', where = '']) => (where.toLowerCase() === domain.toLowerCase() ? [{ conferenceId, rest }] : []));
}

function answered(mail: Email, calendar: string, domain: string): WhatCame {
  const read = readCalendar(calendar);
  const ours = idsIn(read?.uid ?? calendar.replaceAll(/\r?\n[ \t]/g, ''), domain).at(0);
  // A request is our own invitation that somebody passed on to us.
  if (ours === undefined || read?.method === 'REQUEST' || read?.method === 'CANCEL') return FOR_PEOPLE;
  const sender = mail.from?.address?.toLowerCase() ?? '';
  return { kind: 'answer', conferenceId: ours.conferenceId, answer: { inviteeId: ours.rest, attendee: read?.attendee ?? sender, sender, says: read === undefined ? 'unreadable' : saidBy(read) } };
}

type Reply = { readonly method: string; readonly uid: string; readonly partstat: string; readonly attendee: string; readonly standsIn: boolean };

const SAYS: Readonly<Record<string, Says>> = { ACCEPTED: 'coming', DECLINED: 'cannotCome', DELEGATED: 'deputy', TENTATIVE: 'perhaps' };

function saidBy({ method, partstat, standsIn }: Reply): Says {
  if (method === 'COUNTER') return 'otherTime';
  const says = method === 'REPLY' && Object.hasOwn(SAYS, partstat) ? SAYS[partstat] : undefined;
  if (standsIn) return says === 'coming' ? 'deputy' : 'unreadable';
  return says ?? 'unreadable';
}

/** One event with one who answers, as a reply has to have (RFC 5546, 3.2.3); undefined for anything else. */
function readCalendar(text: string): Reply | undefined {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    const [event, ...others] = calendar.getAllSubcomponents('vevent');
    const [attendee, ...more] = event?.getAllProperties('attendee') ?? [];
    if (event === undefined || others.length > 0 || attendee === undefined || more.length > 0) return undefined;
    const deputyOf = addressIn(String(attendee.getFirstParameter('delegated-from') ?? ''));
    return {
      method: String(calendar.getFirstPropertyValue('method') ?? '').toUpperCase(), uid: String(event.getFirstPropertyValue('uid') ?? ''),
      partstat: String(attendee.getFirstParameter('partstat') ?? '').toUpperCase(), standsIn: deputyOf !== '',
      attendee: deputyOf === '' ? addressIn(String(attendee.getFirstValue() ?? '')) : deputyOf,
    };
  } catch {
    return undefined;
  }
}

function addressIn(calendarAddress: string): string {
  return calendarAddress.replace(/^mailto:/i, '').trim().toLowerCase();
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
