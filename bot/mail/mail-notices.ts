/** Notices by secure e-mail: whom to write to, what, and what became of it. */
import type { CivilInstant } from '../../src/calendar/instants.ts';
import type { Invitee } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { mailboxOf } from '../../src/notices/notice.ts';
import type { Notice } from '../../src/notices/owed.ts';
import { isSecureAddress } from '../../src/procedures/secure-mail.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import type { NoticeSender, Saying, SendResult } from '../jobs/notice-sender.ts';
import type { Log } from '../log.ts';
import { joinUrlOf, letterFor, letterOfReminders, type Office } from './letters.ts';
import type { Mail, MailLine, MailOutcome } from './mail-line.ts';

export type MailNoticesParts = {
  readonly line: MailLine;
  readonly office: Office;
  readonly rulesOf: (state: BookedConference) => ConferenceRules;
  readonly civilNow: () => CivilInstant;
  /** Whether the notice is owed as the conference stands now; asked only of one that had to wait. */
  readonly stillWanted: (conferenceId: string, notice: Notice) => Promise<boolean>;
  readonly log: Pick<Log, 'mailNotSent'>;
};

/** Sends what can be told by e-mail; anything else, and an address that is not secure, is left to a person (NOT-041). */
export function mailNotices(parts: MailNoticesParts): NoticeSender {
  const sender: NoticeSender = {
    send: async (conferenceId, notice, state, repeat) => {
      const found = letterTo(parts, { conferenceId, notice, state });
      if (found.kind === 'needsPerson') return found;
      const mail = letterFor(parts.office, { ...found, repeat, now: parts.civilNow() });
      return mail === undefined ? { kind: 'needsPerson', code: 'notReachable' } : sent(parts, mail, [found]).then(([result]) => result ?? { kind: 'ambiguous' });
    },
    together: async (sayings, repeat) => {
      const [first, ...others] = sayings.map((saying) => letterTo(parts, saying));
      const reminders = [first, ...others].filter((found): found is LetterTo => found?.kind === 'letter' && found.notice.kind === 'reportReminder');
      const [one] = reminders;
      // Where they do not go to one address, or are not all reminders, each is a letter of its own.
      if (one === undefined || reminders.length < sayings.length || reminders.some(({ to }) => to.toLowerCase() !== one.to.toLowerCase())) {
        return Promise.all(sayings.map(({ conferenceId, notice, state }) => sender.send(conferenceId, notice, state, repeat)));
      }
      return sent(parts, letterOfReminders(parts.office, [one, ...reminders.slice(1)], { to: one.to, repeat, now: parts.civilNow() }), reminders);
    },
  };
  return sender;
}

type LetterTo = Saying & { readonly kind: 'letter'; readonly invitee: Invitee; readonly to: string; readonly rules: ConferenceRules };

function letterTo({ rulesOf }: MailNoticesParts, saying: Saying): LetterTo | { readonly kind: 'needsPerson'; readonly code: string } {
  const { notice, state } = saying;
  const invitee = inviteeOf(state, notice);
  const to = notice.to.kind === 'mailbox' ? notice.to.address : invitee === undefined ? undefined : mailboxOf(invitee);
  if (invitee === undefined || to === undefined) return { kind: 'needsPerson', code: 'notReachable' };
  const rules = rulesOf(state);
  return isSecureAddress(to, rules.pack.booking.secureMail.domains) ? { kind: 'letter', ...saying, invitee, to, rules } : { kind: 'needsPerson', code: 'addressNotSecure' };
}

/** One letter, and what became of each that it was for. */
async function sent({ line, stillWanted, log }: MailNoticesParts, mail: Mail, about: readonly LetterTo[]): Promise<readonly SendResult[]> {
  const allWanted = async (): Promise<boolean> => (await Promise.all(about.map(({ conferenceId, notice }) => stillWanted(conferenceId, notice)))).every(Boolean);
  const outcome = await line.send(mail, allWanted);
  return about.map(({ conferenceId, state }) => {
    if (outcome.kind === 'notSent') log.mailNotSent(conferenceId, outcome.code);
    return resultOf(outcome, mail.to, joinUrlOf(state));
  });
}

function inviteeOf({ booking, removed }: BookedConference, { inviteeId }: Notice): Invitee | undefined {
  return inviteeId === null ? undefined : (booking.invitees.find((invitee) => invitee.inviteeId === inviteeId) ?? removed.get(inviteeId)?.invitee);
}

function resultOf(outcome: MailOutcome, address: string, joinUrl: string | null): SendResult {
  switch (outcome.kind) {
    case 'sent': return { kind: 'mailed', address, joinUrl };
    case 'ambiguous': return { kind: 'ambiguous' };
    case 'notSent': return { kind: 'returned' };
    case 'refused': return { kind: 'needsPerson', code: `mail.${outcome.code}`.slice(0, 80) };
  }
}

/** Each notice by the way that reaches its recipient: in Teams, and by e-mail for whoever has no account here, no chat yet, or has taken the companion out. */
export function byTheWayThatReaches(teams: NoticeSender, mail: NoticeSender | undefined): NoticeSender {
  return {
    send: async (conferenceId, notice, state, repeat) => {
      if (notice.to.kind === 'mailbox') return mail?.send(conferenceId, notice, state, repeat) ?? { kind: 'needsPerson', code: 'noMail' };
      const result = await teams.send(conferenceId, notice, state, repeat);
      return isNobodyThere(result) && mail !== undefined ? mail.send(conferenceId, notice, state, repeat) : result;
    },
    together: async (sayings, repeat) => {
      if (sayings.every(({ notice }) => notice.to.kind === 'mailbox')) return mail?.together(sayings, repeat) ?? sayings.map(() => ({ kind: 'needsPerson', code: 'noMail' }));
      const results = await teams.together(sayings, repeat);
      return results.every(isNobodyThere) && mail !== undefined ? mail.together(sayings, repeat) : results;
    },
  };
}

function isNobodyThere(result: SendResult): boolean {
  return result.kind === 'needsPerson' && /^(?:notReachable$|40[34]\.)/.test(result.code);
}
