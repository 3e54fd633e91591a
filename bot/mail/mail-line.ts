/** The port through which secure e-mail leaves. Every outcome says whether the message may have arrived, and whoever sent it decides. */

/** One message to one person: nobody is ever copied in, so nobody learns who else was written to. */
export type Mail = {
  readonly to: string;
  /** Shown on lock screens and in lists: nothing of the family in it. */
  readonly subject: string;
  readonly text: string;
  /** The same for the same message, so that a mailbox can tell a second copy. */
  readonly messageId: string;
  /** The ids under which it answers for what several conferences had to say; a report that it came back carries them. */
  readonly references?: readonly string[];
  /** An iCalendar object (RFC 5546) that goes with it; null for a plain message. */
  readonly calendar: { readonly method: 'REQUEST' | 'CANCEL'; readonly text: string } | null;
};

export type MailOutcome =
  | { readonly kind: 'sent' }
  /** Nobody knows whether it arrived: the answer to the whole message was lost. */
  | { readonly kind: 'ambiguous' }
  /** Nothing of the message left, or it was put off: safe to send again later. `code` is for the log. */
  | { readonly kind: 'notSent'; readonly code: string }
  /** Refused for good, such as an address that is none. */
  | { readonly kind: 'refused'; readonly code: string };

export interface MailLine {
  /** `stillWanted` is asked at the last moment where the line was slow: what was stopped meanwhile does not leave. */
  send(mail: Mail, stillWanted: () => Promise<boolean>): Promise<MailOutcome>;
}
