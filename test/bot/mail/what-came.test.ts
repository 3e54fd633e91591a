/** What comes back to the office's mailbox: calendars' answers and servers' reports are understood, all else is left to people. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whatCame } from '../../../bot/mail/what-came.ts';

const CONFERENCE = '3f0a1c52-7f2e-4c50-9a3b-0d5c8b1e6a77';
const DOMAIN = 'companion.example';
const UID = `${CONFERENCE}.invitee-8@${DOMAIN}`;
const PRACTICE = 'desk@practice.nhs.net';

type Answer = { readonly method?: string; readonly partstat?: string; readonly attendee?: string; readonly uid?: string; readonly from?: string; readonly headers?: readonly string[]; readonly calendar?: string };

function anAnswer({ method = 'REPLY', partstat = ';PARTSTAT=ACCEPTED', attendee = PRACTICE, uid = UID, from = PRACTICE, headers = [], calendar }: Answer = {}): string {
  const entry = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', `METHOD:${method}`, 'BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20261124T090000Z', 'SEQUENCE:3', 'DTSTART:20261208T100000Z', `ATTENDEE;CN="Stone-Example, Ivy"${partstat}:MAILTO:${attendee}`, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
  return [...headers, `From: Ivy <${from}>`, 'To: conferences@exampleshire.gov.uk', 'MIME-Version: 1.0', `Content-Type: text/calendar; method=${method}; charset=utf-8`, '', calendar ?? entry, ''].join('\r\n');
}

type Report = { readonly action?: string; readonly status?: string; readonly letter?: string; readonly part?: string; readonly headers?: readonly string[] };

function aReport({ action = 'failed', status = '5.1.1', letter = `Message-ID: <${CONFERENCE}.invitation.invitee-8@${DOMAIN}>`, part = 'text/rfc822-headers', headers = [] }: Report = {}): string {
  return [
    ...headers, 'From: postmaster@practice.nhs.net', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'It did not arrive.', '',
    '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.nhs.net', '', `Final-Recipient: rfc822; ${PRACTICE}`, `Action: ${action}`, `Status: ${status}`, '',
    '--b', `Content-Type: ${part}`, '', letter, 'Subject: Invitation', '', 'the letter itself', '--b--', '',
  ].join('\r\n');
}

describe('an answer from a calendar', () => {
  it.each([
    ['accepted', {}, 'coming'],
    ['declined', { partstat: ';PARTSTAT=DECLINED' }, 'cannotCome'],
    ['left to a deputy', { partstat: ';PARTSTAT=DELEGATED;DELEGATED-TO="mailto:other@practice.nhs.net"' }, 'deputy'],
    ['undecided', { partstat: ';PARTSTAT=TENTATIVE' }, 'perhaps'],
    ['another time', { method: 'COUNTER', partstat: ';PARTSTAT=TENTATIVE' }, 'otherTime'],
    ['no word at all', { partstat: '' }, 'unreadable'],
    ['a word nobody knows', { partstat: ';PARTSTAT=X-MAYBE' }, 'unreadable'],
    ['not having decided anything', { partstat: ';PARTSTAT=NEEDS-ACTION' }, 'unreadable'],
    ['asking for a fresh copy', { method: 'REFRESH' }, 'unreadable'],
  ] as const)('%s is said as such', async (_what, changes, says) => {
    expect(await whatCame(anAnswer(changes), DOMAIN)).toEqual({ kind: 'answer', conferenceId: CONFERENCE, answer: { inviteeId: 'invitee-8', attendee: PRACTICE, sender: PRACTICE, says } });
  });

  it('from a deputy is that a deputy comes, in the name of the one who was invited', async () => {
    const partstat = `;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:${PRACTICE}"`;
    expect(await whatCame(anAnswer({ partstat, attendee: 'other@practice.nhs.net', from: 'other@practice.nhs.net' }), DOMAIN)).toMatchObject({ answer: { attendee: PRACTICE, sender: 'other@practice.nhs.net', says: 'deputy' } });
    expect(await whatCame(anAnswer({ partstat: partstat.replace('ACCEPTED', 'DECLINED') }), DOMAIN)).toMatchObject({ answer: { says: 'unreadable' } });
  });

  it('names whoever answers and whoever sends it, and keeps the two apart', async () => {
    expect(await whatCame(anAnswer({ attendee: PRACTICE.toUpperCase(), from: 'Somebody@Elsewhere.example' }), DOMAIN)).toMatchObject({ answer: { attendee: PRACTICE, sender: 'somebody@elsewhere.example' } });
  });

  it('that is cut off or makes no sense is known by what is left of it', async () => {
    expect(await whatCame(anAnswer({ calendar: `BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:${UID.slice(0, 20)}\r\n ${UID.slice(20)}\r\nATTENDEE;PARTSTAT=` }), DOMAIN)).toMatchObject({ kind: 'answer', answer: { inviteeId: 'invitee-8', attendee: PRACTICE, says: 'unreadable' } });
    const twice = anAnswer().replace('END:VEVENT', `ATTENDEE;PARTSTAT=DECLINED:mailto:${PRACTICE}\r\nEND:VEVENT`);
    expect(await whatCame(twice, DOMAIN)).toMatchObject({ answer: { says: 'unreadable' } });
    const two = anAnswer().replace('END:VCALENDAR', 'BEGIN:VEVENT\r\nUID:another@elsewhere.example\r\nEND:VEVENT\r\nEND:VCALENDAR');
    expect(await whatCame(two, DOMAIN)).toMatchObject({ answer: { says: 'unreadable' } });
  });

  it.each([
    ['to an invitation of somebody else’s', anAnswer({ uid: '040000008200E00074C5B7101A82E008' })],
    ['to one of another deployment’s', anAnswer({ uid: `${CONFERENCE}.invitee-8@other.example` })],
    ['that is our own invitation passed on', anAnswer({ method: 'REQUEST' })],
    ['that is our own word passed on that it is taken back', anAnswer({ method: 'CANCEL' })],
    ['that our own server found to be forged', anAnswer({ headers: ['Authentication-Results: spf=fail smtp.mailfrom=x; dmarc=fail action=none header.from=nhs.net', 'Authentication-Results: dmarc=pass'] })],
  ])('%s is left to people', async (_what, raw) => {
    expect(await whatCame(raw, DOMAIN)).toEqual({ kind: 'forPeople' });
  });

  it('is not turned away for what somebody else’s server wrote below our own', async () => {
    expect(await whatCame(anAnswer({ headers: ['Authentication-Results: dmarc=pass', 'Authentication-Results: dmarc=fail'] }), DOMAIN)).toMatchObject({ kind: 'answer' });
  });
});

describe('a report that a letter did not arrive', () => {
  it.each([
    ['with the heads of the letter', {}],
    ['with the whole letter', { part: 'message/rfc822' }],
    ['with a head that goes on in the line below', { letter: `Message-ID:\r\n <${CONFERENCE}.invitation.invitee-8@${DOMAIN}>` }],
    ['that only answers to it', { letter: 'X-Nothing: here', headers: [`In-Reply-To: <${CONFERENCE}.invitation.invitee-8@${DOMAIN}>`] }],
    ['that only refers to it', { letter: 'X-Nothing: here', headers: [`References: <other@nhs.net> <${CONFERENCE}.invitation.invitee-8@${DOMAIN}>`] }],
  ])('%s is known by the letter’s id', async (_what, changes) => {
    expect(await whatCame(aReport(changes), DOMAIN)).toEqual({ kind: 'cameBack', letters: [{ conferenceId: CONFERENCE, noticeId: 'invitation.invitee-8' }], code: '5.1.1' });
  });

  it('says nothing in its code but a status', async () => {
    expect(await whatCame(aReport({ status: '5.1.1 (no Canary Example here)' }), DOMAIN)).toMatchObject({ code: 'unnamed' });
  });

  it.each([['only late so far', aReport({ action: 'delayed', status: '4.4.1' })], ['delivered', aReport({ action: 'delivered', status: '2.0.0' })], ['about another letter', aReport({ letter: 'Message-ID: <x@nhs.net>' })]])('and is %s is left to people', async (_what, raw) => {
    expect(await whatCame(raw, DOMAIN)).toEqual({ kind: 'forPeople' });
  });
});

it('whatever comes is read without a fault, and a person’s letter is left to people', async () => {
  const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\r\n', '\r\n\r\n', '--b', 'Content-Type: text/calendar', 'BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'ATTENDEE;PARTSTAT="', `UID:${UID}`, 'Content-Type: multipart/report; boundary=b', 'Content-Type: message/delivery-status', 'Action: failed', 'END:VCALENDAR'));
  await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
    expect(['answer', 'cameBack', 'forPeople']).toContain((await whatCame(pieces.join(''), DOMAIN)).kind);
  }), { numRuns: 300 });
  expect(await whatCame(`From: Ivy <${PRACTICE}>\r\nSubject: Re: Invitation\r\nIn-Reply-To: <${CONFERENCE}.invitation.invitee-8@${DOMAIN}>\r\n\r\nI cannot come, sorry. Ivy\r\n`, DOMAIN)).toEqual({ kind: 'forPeople' });
});
