/** Who is written to by secure e-mail, when, and how often: the same notices as in Teams, for whoever is not there (NOT-039). */
import { describe, expect, it } from 'vitest';
import { parseIsoUtc, type CivilInstant } from '../../src/calendar/instants.ts';
import type { ConferenceEvent } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { outOfReach } from '../../src/notices/notice.ts';
import { noticesOwed, stepsDue, type NoticeRules } from '../../src/notices/owed.ts';
import { anInvitee, bookedWith, INVITEES, later, SOLICITOR, WHO } from '../conference/a-conference.ts';
import { remindedAt } from './reminded-at.ts';

const at = (text: string): CivilInstant => parseIsoUtc(text)!;
const NOW = '2026-11-23T09:00:00.000Z';
const WEEK = '2026-11-30T09:00:00.000Z';
const RULES: NoticeRules = { serviceManagers: [], diaryCoordinators: [], byMail: true, ...remindedAt([{ rung: 'week', at: at(WEEK) }, { rung: 'lastDay', at: at('2026-12-07T09:00:00.000Z') }]) };
const MIDWIFE = anInvitee({ inviteeId: 'invitee-8', name: 'Una Brook-Example', designation: 'Community midwife', email: 'una.brook@nhs.net', route: 'email', reportRequired: true });
const JOIN = 'https://teams.microsoft.com/l/meetup-join/one';

const withMidwife = (...more: readonly ConferenceEvent[]): BookedConference => bookedWith({ invitees: [...INVITEES, MIDWIFE] }, ...more);
const mailed = (noticeId: string, joinUrl: string | null = null): ConferenceEvent[] => [{ type: 'noticeAttempted', data: { noticeId, attempt: 1 } }, { type: 'noticeSettled', data: { noticeId, outcome: { kind: 'mailed', address: 'una.brook@nhs.net', joinUrl } } }];
const placed = (joinUrl: string | null, eventId = 'event-1'): ConferenceEvent => ({ type: 'meetingPlaced', data: { eventId, joinUrl, chatId: null } });
const toMailboxes = (state: BookedConference, rules = RULES) => noticesOwed(state, rules).filter(({ to }) => to.kind === 'mailbox');
const idsNow = (state: BookedConference, now = NOW) => stepsDue(state, RULES, at(now)).filter(({ notice }) => notice.to.kind === 'mailbox').map(({ notice }) => notice.noticeId);

describe('somebody with a secure address and no account here', () => {
  it('is invited at once, and reminded of their report like everybody else', () => {
    expect(toMailboxes(withMidwife()).map(({ noticeId, to }) => [noticeId, to])).toEqual([
      ['invitation.invitee-8', { kind: 'mailbox', address: 'una.brook@nhs.net' }],
      ['reportReminder.invitee-8.week.2026-12-08', { kind: 'mailbox', address: 'una.brook@nhs.net' }],
      ['reportReminder.invitee-8.lastDay.2026-12-08', { kind: 'mailbox', address: 'una.brook@nhs.net' }],
    ]);
    expect(idsNow(withMidwife())).toEqual(['invitation.invitee-8']);
  });

  it('is written to once, and hears no more of a report that is said to be sent', () => {
    const invited = later(withMidwife(), NOW, ...mailed('invitation.invitee-8'));
    expect(idsNow(invited)).toEqual([]);
    expect(idsNow(invited, WEEK)).toEqual(['reportReminder.invitee-8.week.2026-12-08']);
    expect(toMailboxes(later(invited, NOW, { type: 'reportSaidSent', data: { inviteeId: 'invitee-8' } }))).toEqual([]);
  });

  it('is written to by nobody where no e-mail leaves from here', () => {
    expect(toMailboxes(withMidwife(), { ...RULES, byMail: false })).toEqual([]);
  });
});

describe('nobody is written to', () => {
  it('who waits for an agreement, until it is given', () => {
    const waiting = bookedWith({ invitees: [...INVITEES, SOLICITOR] });
    expect(toMailboxes(waiting)).toEqual([]);
    const agreed = later(waiting, NOW, { type: 'attendanceAgreed', data: { inviteeId: 'invitee-6', agreed: true, reason: '' } });
    expect(idsNow(agreed)).toEqual(['invitation.invitee-6']);
  });

  it.each([['of the family', { party: 'family' as const, email: 'mother@nhs.net', route: 'email' as const }], ['who gets a letter', { email: 'una.brook@nhs.net', route: 'post' as const }], ['whose contact is missing', { email: 'una.brook@nhs.net', route: 'missing' as const }], ['without an address', { email: null, route: 'email' as const }]])('%s', (_whom, changes) => {
    expect(toMailboxes(bookedWith({ invitees: [...INVITEES, { ...MIDWIFE, ...changes }] }))).toEqual([]);
  });
});

describe('the link of the meeting', () => {
  it('is sent after the invitation where there was none then, once', () => {
    const invited = later(withMidwife(), NOW, ...mailed('invitation.invitee-8'), placed(JOIN));
    expect(idsNow(invited)).toEqual(['meetingLink.invitee-8.0']);
    expect(idsNow(later(invited, NOW, ...mailed('meetingLink.invitee-8.0', JOIN)))).toEqual([]);
  });

  it('needs no message of its own where it was in the invitation, where there is none, or where everybody meets in a room', () => {
    expect(idsNow(later(withMidwife(placed(JOIN)), NOW, ...mailed('invitation.invitee-8', JOIN)))).toEqual([]);
    expect(idsNow(later(withMidwife(placed(null)), NOW, ...mailed('invitation.invitee-8')))).toEqual([]);
    const inARoom = bookedWith({ invitees: [...INVITEES, MIDWIFE], format: 'faceToFace' }, placed(JOIN), ...mailed('invitation.invitee-8'));
    expect(idsNow(inARoom)).toEqual([]);
  });

  it('is sent again when another chair has another meeting', () => {
    const first = later(withMidwife(placed(JOIN)), NOW, ...mailed('invitation.invitee-8', JOIN));
    const passedOn = later(first, NOW, { type: 'chairReassigned', data: { from: first.booking.chair, to: { person: WHO.otherChair, name: 'Jo Tarn-Example' }, claimId: 'claim-2', conflictOfInterest: false, reason: 'Leave.' } });
    expect(idsNow(passedOn)).toEqual([]);
    expect(idsNow(later(passedOn, NOW, placed('https://teams.microsoft.com/l/meetup-join/two', 'event-2')))).toEqual(['meetingLink.invitee-8.1']);
  });

  it('goes to nobody who was not invited by e-mail, nor to whoever is off the list', () => {
    expect(idsNow(withMidwife(placed(JOIN)))).toEqual(['invitation.invitee-8']);
    const removed = later(withMidwife(), NOW, ...mailed('invitation.invitee-8'), { type: 'inviteeRemoved', data: { inviteeId: 'invitee-8', reason: 'No longer involved.' } }, placed(JOIN));
    expect(idsNow(removed)).toEqual(['uninvited.invitation.invitee-8']);
  });
});

describe('whoever is taken off the list', () => {
  const removed: ConferenceEvent = { type: 'inviteeRemoved', data: { inviteeId: 'invitee-8', reason: 'No longer involved.' } };

  it('is told so once, however often they were written to', () => {
    const state = later(withMidwife(), NOW, ...mailed('invitation.invitee-8'), ...mailed('reportReminder.invitee-8.week.2026-12-08'), removed);
    expect(idsNow(state)).toEqual(['uninvited.invitation.invitee-8']);
    expect(idsNow(later(state, NOW, ...mailed('uninvited.invitation.invitee-8')))).toEqual([]);
  });

  it('hears nothing where nothing had left, and nothing where they are on the list again', () => {
    expect(idsNow(later(withMidwife(), NOW, removed))).toEqual([]);
    const again = later(withMidwife(), NOW, ...mailed('invitation.invitee-8'), removed, { type: 'inviteeAdded', data: { invitee: { ...MIDWIFE, inviteeId: 'invitee-9' } } });
    expect(idsNow(again)).toEqual(['invitation.invitee-9']);
  });
});

describe('a message that came back', () => {
  const cameBack: ConferenceEvent[] = [{ type: 'noticeAttempted', data: { noticeId: 'invitation.invitee-8', attempt: 1 } }, { type: 'noticeSettled', data: { noticeId: 'invitation.invitee-8', outcome: { kind: 'needsPerson', code: 'mail.550.EENVELOPE' } } }];
  const given = (email: string): ConferenceEvent => ({ type: 'contactGiven', data: { inviteeId: 'invitee-8', email, route: 'email' } });

  it('makes its reader somebody to find, until another address is given, to which they are invited anew', () => {
    const state = later(withMidwife(), NOW, ...cameBack);
    expect(outOfReach(state).map(({ inviteeId }) => inviteeId)).toEqual(['invitee-8']);
    expect(noticesOwed(state, RULES).map(({ noticeId }) => noticeId)).toContain('unreached.invitation.invitee-8');
    const found = later(state, NOW, given('una@nhs.net'));
    expect(outOfReach(found)).toEqual([]);
    expect(toMailboxes(found)[0]).toMatchObject({ noticeId: 'invitation.invitee-8.1', to: { address: 'una@nhs.net' } });
  });

  it('is taken back once, at the end, where another one arrived', () => {
    const found = later(withMidwife(), NOW, ...cameBack, given('una@nhs.net'), ...mailed('invitation.invitee-8.1'), { type: 'inviteeRemoved', data: { inviteeId: 'invitee-8', reason: 'No longer involved.' } });
    expect(idsNow(found)).toEqual(['uninvited.invitation.invitee-8.1']);
  });
});
