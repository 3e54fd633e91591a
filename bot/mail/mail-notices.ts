/** Notices by secure e-mail: whom to write to, what, and what became of it. */
import type { CivilInstant } from '../../src/calendar/instants.ts';
import type { Invitee } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { mailboxOf } from '../../src/notices/notice.ts';
import type { Notice } from '../../src/notices/owed.ts';
import { isSecureAddress } from '../../src/procedures/secure-mail.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import type { NoticeSender, SendResult } from '../jobs/notice-sender.ts';
import type { Log } from '../log.ts';
import { joinUrlOf, letterFor, type Office } from './letters.ts';
import type { MailLine, MailOutcome } from './mail-line.ts';

export type MailNoticesParts = {
  readonly line: MailLine;
  readonly office: Office;
  readonly rulesOf: (state: BookedConference) => ConferenceRules;
  readonly civilNow: () => CivilInstant;
  readonly log: Pick<Log, 'mailNotSent'>;
};

/** Sends what can be told by e-mail; anything else, and an address that is not secure, is left to a person (NOT-041). */
export function mailNotices({ line, office, rulesOf, civilNow, log }: MailNoticesParts): NoticeSender {
  const sender: NoticeSender = {
    // A letter is about one conference, as its entry for the calendar is.
    together: (sayings, repeat) => Promise.all(sayings.map(({ conferenceId, notice, state }) => sender.send(conferenceId, notice, state, repeat))),
    send: async (conferenceId, notice, state, repeat) => {
      const invitee = inviteeOf(state, notice);
      const to = notice.to.kind === 'mailbox' ? notice.to.address : invitee === undefined ? undefined : mailboxOf(invitee);
      if (invitee === undefined || to === undefined) return { kind: 'needsPerson', code: 'notReachable' };
      const rules = rulesOf(state);
      if (!isSecureAddress(to, rules.pack.booking.secureMail.domains)) return { kind: 'needsPerson', code: 'addressNotSecure' };
      const mail = letterFor(office, { conferenceId, notice, state, invitee, to, rules, repeat, now: civilNow() });
      if (mail === undefined) return { kind: 'needsPerson', code: 'notReachable' };
      const outcome = await line.send(mail);
      if (outcome.kind === 'notSent') log.mailNotSent(conferenceId, outcome.code);
      return resultOf(outcome, to, joinUrlOf(state));
    },
  };
  return sender;
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
      const results = await teams.together(sayings, repeat);
      return results.every(isNobodyThere) && mail !== undefined ? mail.together(sayings, repeat) : results;
    },
  };
}

function isNobodyThere(result: SendResult): boolean {
  return result.kind === 'needsPerson' && /^(?:notReachable$|40[34]\.)/.test(result.code);
}
