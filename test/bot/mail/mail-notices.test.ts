/** Reminders of several conferences by e-mail: one letter to one address, known by all its conferences when it comes back, and one for each otherwise. */
import { beforeEach, describe, expect, it } from 'vitest';
import { conferenceRules } from '../../../bot/conference-rules.ts';
import type { Mail, MailOutcome } from '../../../bot/mail/mail-line.ts';
import { mailNotices } from '../../../bot/mail/mail-notices.ts';
import { whatCame } from '../../../bot/mail/what-came.ts';
import type { Saying } from '../../../bot/jobs/notice-sender.ts';
import { londonInstant } from '../../../src/calendar/instants.ts';
import type { Invitee } from '../../../src/conference/events.ts';
import { anInvitee, bookedWith, day, INVITEES } from '../../conference/a-conference.ts';
import { book } from '../booking/a-draft.ts';

const NOW = londonInstant(day('2026-11-30'), '09:00');
const MIDWIFE = anInvitee({ inviteeId: 'invitee-8', name: 'Una Brook-Example', designation: 'Community midwife', email: 'una.brook@nhs.net', route: 'email', reportRequired: true });
const IDS = ['3f0a1c52-7f2e-4c50-9a3b-0d5c8b1e6a77', '1b0a1c52-7f2e-4c50-9a3b-0d5c8b1e6a77'];

let sentMails: Mail[];
let outcome: MailOutcome;
let asked: string[];
let logged: string[];
beforeEach(() => {
  [sentMails, outcome, asked, logged] = [[], { kind: 'sent' }, [], []];
});

const sender = () => mailNotices({
  line: { send: async (mail, stillWanted) => { sentMails.push(mail); await stillWanted(); return outcome; } },
  office: { name: 'Exampleshire Council (invented)', address: 'conferences@exampleshire.gov.uk', domain: 'companion.example', readsAnswers: true },
  rulesOf: (state) => conferenceRules(book, state.booking), civilNow: () => NOW, stillWanted: (conferenceId) => { asked.push(conferenceId); return Promise.resolve(true); }, log: { mailNotSent: (conferenceId) => logged.push(conferenceId) },
});

function saying(place: number, invitee: Invitee = MIDWIFE, on = ['2026-12-08', '2026-12-03'][place] ?? ''): Saying {
  const state = bookedWith({ caseReference: `EX-${place + 1}`, on: day(on), invitees: [...INVITEES, invitee] });
  const notice = { noticeId: `reportReminder.invitee-8.-5wd.${on}`, kind: 'reportReminder' as const, to: { kind: 'mailbox' as const, address: invitee.email ?? '' }, dueAt: NOW, inviteeId: 'invitee-8', rung: '-5wd', alone: false };
  return { conferenceId: IDS[place] ?? '', state, notice };
}

describe('reminders to one address', () => {
  it('are one letter, with each conference in the order of its day and its own report', async () => {
    expect(await sender().together([saying(0), saying(1)], false)).toEqual([{ kind: 'mailed', address: 'una.brook@nhs.net', joinUrl: null }, { kind: 'mailed', address: 'una.brook@nhs.net', joinUrl: null }]);
    expect(sentMails).toHaveLength(1);
    const [{ subject, text, calendar }] = sentMails as [Mail];
    expect([subject, calendar]).toEqual(['Reminder: your reports for child protection conferences', null]);
    expect(text).toMatch(/^Dear Una Brook-Example,\n\nYour reports for 2 conferences are still to come\.\n\n[^]*Case: EX-2[^]*Your report is due by Wednesday 2 December 2026[^]*Case: EX-1[^]*Your report is due by Monday 7 December 2026/);
    expect(text).not.toMatch(/EX-\d.*(?:Mother|A\.B\.)|undefined|twice/);
    expect(asked).toEqual(IDS);
  });

  it('come back to each of the conferences', async () => {
    await sender().together([saying(0), saying(1)], false);
    const [{ messageId, references = [] }] = sentMails as [Mail];
    const report = ['Content-Type: multipart/report; boundary=b', '', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; x', '', 'Action: failed', 'Status: 5.1.1', '', '--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${messageId}>`, `References: ${references.map((id) => `<${id}>`).join('\r\n ')}`, '', '--b--', ''].join('\r\n');
    const came = await whatCame(report, 'companion.example');
    expect(came.kind === 'cameBack' ? came.letters.map(({ conferenceId }) => conferenceId).toSorted() : came).toEqual(IDS.toSorted());
  });

  it('have the same id when they are sent once more, marked', async () => {
    await sender().together([saying(0), saying(1)], false);
    await sender().together([saying(1), saying(0)], true);
    expect(new Set(sentMails.map(({ messageId }) => messageId)).size).toBe(1);
    expect(sentMails[1]?.text).toContain('This may reach you twice.');
  });

  it('are put off, or refused, each in its own conference', async () => {
    outcome = { kind: 'notSent', code: '451' };
    expect(await sender().together([saying(0), saying(1)], false)).toEqual([{ kind: 'returned' }, { kind: 'returned' }]);
    expect(logged).toEqual(IDS);
    outcome = { kind: 'refused', code: '550' };
    expect(await sender().together([saying(0), saying(1)], false)).toEqual([{ kind: 'needsPerson', code: 'mail.550' }, { kind: 'needsPerson', code: 'mail.550' }]);
  });
});

describe('a letter for each', () => {
  it('goes where they are known by different addresses', async () => {
    await sender().together([saying(0), saying(1, { ...MIDWIFE, email: 'other.desk@nhs.net' })], false);
    expect(sentMails.map(({ to }) => to)).toEqual(['una.brook@nhs.net', 'other.desk@nhs.net']);
  });

  it('goes to the one that is secure, and the other is for a person to see to', async () => {
    expect(await sender().together([saying(0), saying(1, { ...MIDWIFE, email: 'una@webmail.example' })], false)).toEqual([expect.objectContaining({ kind: 'mailed' }), { kind: 'needsPerson', code: 'addressNotSecure' }]);
    expect(sentMails.map(({ to }) => to)).toEqual(['una.brook@nhs.net']);
  });
});
