/** Secure e-mail against a real server of the same machine: encrypted or not at all, and every outcome says whether the message may have arrived. */
import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '../../../bot/mail/mail-line.ts';
import { smtpMail, type SmtpSettings } from '../../../bot/mail/smtp-mail.ts';
import { startMailServer, type MailServer } from '../../../local/mail/mail-server.ts';
import { aFolder } from '../../store/support/azurite.ts';

let server: MailServer;
let settings: SmtpSettings;

beforeAll(async () => {
  server = await startMailServer({ dataFolder: await aFolder() });
  settings = { host: 'localhost', port: server.port, tlsFromStart: false, user: server.user, from: { name: 'Exampleshire Council (invented)', address: 'conferences@exampleshire.gov.uk' }, authorities: await readFile(server.certificateFile, 'utf8'), timeoutMs: 2_000 };
});
afterAll(() => server.stop());

const aMail = (changes: Partial<Mail> = {}): Mail => ({ to: 'una.brook@nhs.net', subject: 'Invitation', text: 'Dear Una Brook-Example,\n\nÞ “quoted” – £5.\n', messageId: 'conference-1.invitation.invitee-3@companion.example', calendar: null, ...changes });
const stillWanted = () => Promise.resolve(true);
const sends = (mail = aMail(), changes: Partial<SmtpSettings> = {}, wanted: () => Promise<boolean> = stillWanted) => smtpMail({ ...settings, ...changes }).send(mail, wanted);
const newest = async () => PostalMime.parse((await server.taken()).at(-1) ?? '');
const count = async () => (await server.taken()).length;

describe('a message', () => {
  it('arrives as it was written, from the office, to one person', async () => {
    expect(await sends()).toEqual({ kind: 'sent' });
    const { from, to, cc, bcc, subject, text, messageId, headers } = await newest();
    expect({ from, to, cc, bcc, subject, messageId }).toEqual({
      from: { name: 'Exampleshire Council (invented)', address: 'conferences@exampleshire.gov.uk' }, to: [{ name: '', address: 'una.brook@nhs.net' }], cc: undefined, bcc: undefined,
      subject: 'Invitation', messageId: '<conference-1.invitation.invitee-3@companion.example>',
    });
    expect(text?.trim()).toBe(aMail().text.trim());
    expect(headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
  });

  it('carries its calendar entry with the method that mail programs look for', async () => {
    const text = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR';
    expect(await sends(aMail({ calendar: { method: 'REQUEST', text } }))).toEqual({ kind: 'sent' });
    const raw = (await server.taken()).at(-1) ?? '';
    expect(raw).toMatch(/content-type: text\/calendar;[^]*?method=request/i);
    const [attached] = (await newest()).attachments.filter(({ filename }) => filename === 'conference.ics');
    expect(new TextDecoder().decode(attached?.content as ArrayBuffer).trim().split(/\r?\n/)).toEqual(text.split('\r\n'));
  });

  it('cannot be made to carry a header of somebody else’s', async () => {
    await sends(aMail({ subject: 'Invitation\r\nBcc: everybody@example.com', to: 'una.brook@nhs.net' }));
    expect((await newest()).bcc).toBeUndefined();
    const before = await count();
    expect((await sends(aMail({ to: 'una.brook@nhs.net>\r\nRCPT TO:<other@example.com' }))).kind).not.toBe('sent');
    expect(await count()).toBe(before);
  });
});

describe('nothing is said', () => {
  it('to a server whose certificate nobody vouches for', async () => {
    const before = await count();
    const { authorities: _none, ...unvouched } = settings;
    expect(await smtpMail(unvouched).send(aMail(), stillWanted)).toMatchObject({ kind: 'notSent' });
    expect(await count()).toBe(before);
  });

  it('to a server under another name', async () => {
    expect(await sends(aMail(), { host: '127.0.0.1' })).toMatchObject({ kind: 'notSent' });
  });

  it('to a server without encryption, not even the address', async () => {
    const heard: string[] = [];
    const plain = new SMTPServer({ hideSTARTTLS: true, authOptional: true, logger: false, onMailFrom: ({ address }, _session, answer) => (heard.push(address), answer(null)), onRcptTo: ({ address }, _session, answer) => (heard.push(address), answer(null)) });
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const { port } = plain.server.address() as AddressInfo;
    expect(await sends(aMail(), { port })).toMatchObject({ kind: 'notSent' });
    expect(heard).toEqual([]);
    await new Promise<void>((resolve) => plain.close(() => resolve()));
  });
});

describe('a message that is stopped while its line is slow', () => {
  /** The council's server behind a line that takes so many milliseconds for each piece. */
  async function slowLine(ms: number): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
    const slow = createServer((socket) => {
      const onwards = connect(server.port, '127.0.0.1');
      for (const [from, to] of [[socket, onwards], [onwards, socket]] as const) {
        from.on('error', () => to.destroy());
        from.on('data', (piece) => setTimeout(() => to.write(piece), ms));
        from.on('close', () => setTimeout(() => to.destroy(), ms));
      }
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    return { port: (slow.address() as AddressInfo).port, close: () => new Promise<void>((resolve) => slow.close(() => resolve())) };
  }

  it('does not leave, and can be sent later', async () => {
    const [line, before] = [await slowLine(150), await count()];
    let asked = 0;
    expect(await sends(aMail(), { port: line.port }, () => { asked += 1; return Promise.resolve(false); })).toEqual({ kind: 'notSent', code: 'stopped' });
    expect([asked, await count()]).toEqual([1, before]);
    expect(await sends(aMail(), { port: line.port })).toEqual({ kind: 'sent' });
    await line.close();
  }, 20_000);

  it('is asked for nobody’s word where the line is quick', async () => {
    expect(await sends(aMail(), {}, () => Promise.reject(new Error('nobody asks')))).toEqual({ kind: 'sent' });
  });

  it('is sent again later where nobody can say whether it is still wanted', async () => {
    const [line, before] = [await slowLine(150), await count()];
    expect(await sends(aMail(), { port: line.port }, () => Promise.reject(new Error('the store is away')))).toMatchObject({ kind: 'notSent' });
    expect(await count()).toBe(before);
    await line.close();
  }, 20_000);
});

describe('a message that did not arrive', () => {
  it.each([[450, 'recipient'], [451, 'message']] as const)('is to be sent again after a %i to the %s', async (code, at) => {
    server.meets({ at, code });
    expect(await sends()).toMatchObject({ kind: 'notSent', code: expect.stringContaining(String(code)) });
  });

  it('is to be sent again after a server that closes down', async () => {
    server.meets({ at: 'recipient', code: 421 });
    expect(await sends()).toMatchObject({ kind: 'notSent' });
  });

  it.each([[550, 'recipient'], [554, 'message']] as const)('is refused for good by a %i to the %s', async (code, at) => {
    server.meets({ at, code });
    expect(await sends()).toMatchObject({ kind: 'refused', code: expect.stringContaining(String(code)) });
  });

  it('waits for our sign-in to be put right, which is no fault of whom it is for', async () => {
    expect(await sends(aMail(), { user: { name: 'companion', password: 'wrong' } })).toMatchObject({ kind: 'notSent' });
  });

  it('is sent again when nobody listens, or whoever listens says nothing', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    expect(await sends(aMail(), { port, timeoutMs: 200 })).toMatchObject({ kind: 'notSent' });
    await new Promise<void>((resolve) => silent.close(() => resolve()));
    expect(await sends(aMail(), { port })).toMatchObject({ kind: 'notSent' });
  });
});

it('nobody knows whether a message arrived whose answer was lost, and it did', async () => {
  const before = await count();
  server.meets({ at: 'afterMessage' });
  expect(await sends()).toEqual({ kind: 'ambiguous' });
  expect(await count()).toBe(before + 1);
});
