// The council's mail server, as far as the companion sees it: it takes messages over TLS only, from somebody who signed in,
// at most ten megabytes each, and keeps them in a folder for the outbox page. Nothing ever leaves this machine.

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openInbox } from './inbox.ts';
import type { Inbox } from './inbox.ts';
import { generate } from 'selfsigned';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';

/** What goes wrong next, for tests: a reply code to the recipient or to the message, or the line cut after the whole message came. */
export type MailTrouble = { readonly at: 'recipient' | 'message'; readonly code: number } | { readonly at: 'afterMessage' };

export type MailServer = {
  port: number;
  /** The certificate to believe, in PEM: made anew at each start. */
  certificateFile: string;
  /** What the companion sends to sign in. */
  user: { name: string; password: string };
  /** Every message that was taken, oldest first, as it came over the line. */
  taken: () => Promise<readonly string[]>;
  /** What came back to the office. */
  inbox: Inbox;
  /** The next so many messages meet this. */
  meets: (trouble: MailTrouble, times?: number) => void;
  stop: () => Promise<void>;
};

/** What tells the bot of it. */
export function mailSettings({ port, certificateFile, user }: MailServer): Record<string, string> {
  return { SMTP_HOST: 'localhost', SMTP_PORT: String(port), SMTP_USER: user.name, SMTP_PASSWORD: user.password, SMTP_CA_FILE: certificateFile, MAIL_FROM: OFFICE, MAIL_REPLIES: 'on' };
}

const OFFICE = 'conferences@exampleshire.gov.uk';
const MOST_BYTES = 10 * 1024 * 1024;
const USER = 'companion';
const VALID_DAYS = 30;

/** Listens on the loopback address at any free port. */
export async function startMailServer({ dataFolder, nowMs = () => Date.now() }: { readonly dataFolder: string; readonly nowMs?: () => number }): Promise<MailServer> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const password = randomUUID();
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec', notAfterDate: new Date(nowMs() + VALID_DAYS * 86_400_000),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const certificateFile = join(dataFolder, 'certificate.pem');
  await writeFile(certificateFile, cert, { mode: 0o600 });
  const inbox = await openInbox(join(dataFolder, 'inbox'), OFFICE);
  const troubles: MailTrouble[] = [];
  const trouble = (at: MailTrouble['at']): MailTrouble | undefined => (troubles[0]?.at === at ? troubles.shift() : undefined);
  let kept = (await messageFiles(dataFolder)).length;

  const keep = async (stream: SMTPServerDataStream): Promise<void> => {
    const text = await wholeOf(stream);
    if (stream.sizeExceeded) throw smtpError(552, 'Message exceeds fixed maximum message size');
    const refused = trouble('message');
    if (refused?.at === 'message') throw smtpError(refused.code, 'Not taken');
    kept += 1;
    await writeFile(join(dataFolder, `${String(kept).padStart(6, '0')}.eml`), text, { mode: 0o600 });
  };

  const server = new SMTPServer({
    key, cert, size: MOST_BYTES, authMethods: ['PLAIN', 'LOGIN'], disabledCommands: [], hideSTARTTLS: false, logger: false, closeTimeout: 500,
    onAuth: ({ username, password: given }, _session, answer) => (username === USER && given === password ? answer(null, { user: USER }) : answer(new Error('Invalid username or password'))),
    onMailFrom: (_address, session, answer) => answer(session.secure ? null : smtpError(530, 'Must issue a STARTTLS command first')),
    onRcptTo: (_address, _session, answer) => {
      const refused = trouble('recipient');
      answer(refused?.at === 'recipient' ? smtpError(refused.code, 'Recipient not taken') : null);
    },
    onData: (stream: SMTPServerDataStream, session: SMTPServerSession, answer) => {
      keep(stream).then(() => (trouble('afterMessage') === undefined ? answer(null) : cut(server, session)), (error: Error) => answer(error));
    },
  });
  // A line that breaks off is the other side's affair.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port, certificateFile, inbox, user: { name: USER, password },
    taken: async () => Promise.all((await messageFiles(dataFolder)).map((file) => readFile(join(dataFolder, file), 'utf8'))),
    meets: (met, times = 1) => troubles.push(...Array.from({ length: times }, () => met)),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** The connection of that session ends without an answer. */
function cut(server: SMTPServer, { id }: SMTPServerSession): void {
  for (const connection of server.connections) if (connection.session.id === id) connection.close();
}

async function wholeOf(stream: SMTPServerDataStream): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

async function messageFiles(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => /^\d{6}\.eml$/.test(name)).sort();
}
