// What comes back for a letter: the answer that its reader's calendar sends (RFC 5546), or their server's report that it did
// not arrive (RFC 3464).

import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import type { CameIn } from './inbox.ts';

/** Whoever tries it as the letter's reader. */
export const DOINGS = { accept: 'Accept', perhaps: 'Perhaps', decline: 'Decline', deputy: 'Send somebody', otherTime: 'Ask for another time', comesBack: 'Let it come back' } as const;
export type Doing = keyof typeof DOINGS;

const ANSWERS: Record<Exclude<Doing, 'comesBack'>, { method: string; partstat: string; messageClass: string }> = {
  accept: { method: 'REPLY', partstat: 'ACCEPTED', messageClass: 'IPM.Schedule.Meeting.Resp.Pos' },
  perhaps: { method: 'REPLY', partstat: 'TENTATIVE', messageClass: 'IPM.Schedule.Meeting.Resp.Tent' },
  decline: { method: 'REPLY', partstat: 'DECLINED', messageClass: 'IPM.Schedule.Meeting.Resp.Neg' },
  deputy: { method: 'REPLY', partstat: 'DELEGATED', messageClass: 'IPM.Schedule.Meeting.Resp.Pos' },
  otherTime: { method: 'COUNTER', partstat: 'TENTATIVE', messageClass: 'IPM.Schedule.Meeting.Resp.Tent' },
};

/** The entry for a calendar that goes with a letter; undefined for one without. */
export function entryOf({ attachments }: Email): string | undefined {
  const entry = attachments.find(({ mimeType }) => mimeType === 'text/calendar' || mimeType === 'application/ics');
  return entry === undefined ? undefined : typeof entry.content === 'string' ? entry.content : new TextDecoder().decode(entry.content);
}

/** Whether the reader has anything to answer. */
export function isAsked(letter: Email): boolean {
  return /^METHOD:REQUEST\s*$/m.test(entryOf(letter) ?? '');
}

/** `sender`: who answers, where it is somebody else than the letter went to. */
export async function whatComesBack(rawLetter: string, doing: Doing, { receivedAt, sender }: { receivedAt: string; sender?: string }): Promise<Omit<CameIn, 'id'>> {
  const letter = await PostalMime.parse(rawLetter);
  const [reader, office] = [letter.to?.[0]?.address ?? '', letter.from?.address ?? ''];
  if (doing === 'comesBack') return { receivedAt, messageClass: 'REPORT.IPM.Note.NDR', raw: reportOf(letter, reader, office) };
  const { method, partstat, messageClass } = ANSWERS[doing];
  return { receivedAt, messageClass, raw: answerOf(entryOf(letter) ?? '', { method, partstat, reader: sender ?? reader, office, receivedAt }) };
}

type Answering = { method: string; partstat: string; reader: string; office: string; receivedAt: string };

function answerOf(entry: string, { method, partstat, reader, office, receivedAt }: Answering): string {
  const lines = entry.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const kept = ['UID', 'SEQUENCE', 'DTSTART', 'DTEND', 'ORGANIZER'].flatMap((name) => lines.filter((line) => new RegExp(`^${name}[:;]`).test(line)));
  const calendar = ['BEGIN:VCALENDAR', 'PRODID:-//Elsewhere//Calendar//EN', 'VERSION:2.0', `METHOD:${method}`, 'BEGIN:VEVENT', ...kept, `DTSTAMP:${receivedAt.replaceAll(/[-:]|\.\d+/g, '')}`, `ATTENDEE;PARTSTAT=${partstat}:mailto:${reader}`, 'END:VEVENT', 'END:VCALENDAR'];
  return [
    `From: <${reader}>`, `To: <${office}>`, 'Subject: Answer to an invitation', 'MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary="parts"', '',
    '--parts', 'Content-Type: text/plain; charset=utf-8', '', '', '--parts', `Content-Type: text/calendar; method=${method}; charset=utf-8`, 'Content-Transfer-Encoding: 8bit', '', ...calendar, '--parts--', '',
  ].join('\r\n');
}

function reportOf({ messageId = '' }: Email, reader: string, office: string): string {
  return [
    `From: Mail delivery <postmaster@${reader.split('@')[1] ?? ''}>`, `To: <${office}>`, 'Subject: Undeliverable', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary="parts"', '',
    '--parts', 'Content-Type: text/plain; charset=utf-8', '', 'Your message could not be delivered.', '',
    '--parts', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mail.example.org', '', `Final-Recipient: rfc822; ${reader}`, 'Action: failed', 'Status: 5.1.1', '',
    '--parts', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${messageId}`, '', '--parts--', '',
  ].join('\r\n');
}
