/**
 * Secure e-mail over SMTP (RFC 5321), always encrypted: where the server offers no TLS, or shows a certificate that nobody
 * vouches for, nothing is said, not even to whom the message is. One connection a message, with no retries of its own.
 */
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Readable } from 'node:stream';
import type { Mail, MailLine, MailOutcome } from './mail-line.ts';

export type SmtpSettings = {
  readonly host: string;
  readonly port: number;
  /** From the first byte (port 465), or by STARTTLS, which is then demanded. */
  readonly tlsFromStart: boolean;
  readonly user: { readonly name: string; readonly password: string } | null;
  /** The office's own mailbox: what comes back, comes there. */
  readonly from: { readonly name: string; readonly address: string };
  /** Certificates to believe beside the usual ones, in PEM. */
  readonly authorities?: string;
  /** How long to wait for the server at each step, in milliseconds. */
  readonly timeoutMs?: number;
};

/** Encrypted from the first byte; on any other port by STARTTLS. */
export const TLS_FROM_START_PORT = 465;
const TIMEOUT_MS = 10_000;
const SLOW_MS = 1_000;

/** What nodemailer says of a failure, as far as it is used. */
type SmtpError = Error & { readonly code?: string; readonly command?: string; readonly responseCode?: number };

export function smtpMail(settings: SmtpSettings): MailLine {
  return {
    send: async (mail, stillWanted) => {
      const raw = await composed(mail, settings);
      const leaving = new Leaving(raw);
      try {
        const wanted = slowlyAsked(stillWanted);
        return (await delivered(settings, mail.to, leaving, wanted)) ? { kind: 'sent' } : { kind: 'notSent', code: 'stopped' };
      } catch (error) {
        return outcomeOf(error as SmtpError, leaving.begun);
      }
    },
  };
}

/** A line that answers at once leaves nobody the time to stop anything. */
function slowlyAsked(stillWanted: () => Promise<boolean>): () => Promise<boolean> {
  const began = performance.now();
  return () => (performance.now() - began < SLOW_MS ? Promise.resolve(true) : stillWanted());
}

/** The message as it leaves; it notes the moment when the first of it is asked for, which is after the server said to go on. */
class Leaving extends Readable {
  begun = false;
  readonly #raw: Buffer;

  constructor(raw: Buffer) {
    super();
    this.#raw = raw;
  }

  override _read(): void {
    this.begun = true;
    this.push(this.#raw);
    this.push(null);
  }
}

function composed({ to, subject, text, messageId, references = [], calendar }: Mail, { from }: SmtpSettings): Promise<Buffer> {
  const message = new MailComposer({
    from, to, subject, text, messageId: `<${messageId}>`, ...(references.length === 0 ? {} : { references: references.map((id) => `<${id}>`).join(' ') }),
    // A machine wrote it: no out-of-office answers, please (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(calendar === null ? {} : { icalEvent: { method: calendar.method, content: calendar.text, filename: 'conference.ics' } }),
  });
  return message.compile().build();
}

/** False where it was not wanted any more by the time the server was ready for it. */
function delivered(settings: SmtpSettings, to: string, message: Readable, stillWanted: () => Promise<boolean>): Promise<boolean> {
  const { host, port, tlsFromStart, user, from, authorities, timeoutMs = TIMEOUT_MS } = settings;
  const connection = new SMTPConnection({
    host, port, secure: tlsFromStart, requireTLS: !tlsFromStart, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(authorities === undefined ? {} : { ca: authorities }) },
  });
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  connection.once('error', reject);
  connection.once('end', () => reject(new Error('the connection ended')));
  const send = (): void => connection.send({ from: from.address, to: [to] }, message, (error) => (error ? reject(error) : resolve(true)));
  const sendIfWanted = (): void => void stillWanted().then((wanted) => (wanted ? send() : resolve(false)), reject);
  connection.connect((failed) => {
    if (failed) return reject(failed);
    if (user === null) return sendIfWanted();
    connection.login({ credentials: { user: user.name, pass: user.password } }, (refused) => (refused ? reject(refused) : sendIfWanted()));
  });
  return promise.finally(() => connection.close());
}

/** A 4xx puts it off, a 5xx to the recipient or the message is for good; without an answer it depends on whether the message had begun to leave. */
function outcomeOf({ code = 'unnamed', command = '', responseCode }: SmtpError, begun: boolean): MailOutcome {
  if (responseCode === undefined) return begun ? { kind: 'ambiguous' } : { kind: 'notSent', code };
  const judged = `${responseCode}.${code}`;
  // What the server holds against us, our sign-in or our sender, is no fault of the recipient's: it is put right here, and sent then.
  const aboutThem = command === 'RCPT TO' || command === 'DATA' || begun;
  return responseCode >= 500 && aboutThem ? { kind: 'refused', code: judged } : { kind: 'notSent', code: judged };
}
