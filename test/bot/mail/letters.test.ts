/** What is written to a professional: everything they need, in plain words, and nothing of the family or of who else is invited. */
import { describe, expect, it } from 'vitest';
import { conferenceRules } from '../../../bot/conference-rules.ts';
import { letterFor, type LetterAbout } from '../../../bot/mail/letters.ts';
import { londonInstant } from '../../../src/calendar/instants.ts';
import type { ConferenceEvent, Invitee } from '../../../src/conference/events.ts';
import type { BookedConference } from '../../../src/conference/state.ts';
import type { NoticeKind } from '../../../src/notices/owed.ts';
import { anInvitee, bookedWith, day, INVITEES, later, WHO } from '../../conference/a-conference.ts';
import { book } from '../booking/a-draft.ts';

const OFFICE = { name: 'Exampleshire Council (invented)', address: 'conferences@exampleshire.gov.uk', domain: 'companion.example', readsAnswers: false };
const NOW = londonInstant(day('2026-11-23'), '10:30');
const MIDWIFE = anInvitee({ inviteeId: 'invitee-8', name: 'Una Brook-Example', designation: 'Community midwife', email: 'una.brook@nhs.net', route: 'email', reportRequired: true });
const placed: ConferenceEvent = { type: 'meetingPlaced', data: { eventId: 'event-1', joinUrl: 'https://teams.microsoft.com/l/meetup-join/one', chatId: null } };
const withMidwife = (...more: readonly ConferenceEvent[]) => bookedWith({ invitees: [...INVITEES, MIDWIFE] }, ...more);

function letter(kind: NoticeKind, state: BookedConference = withMidwife(), changes: Partial<LetterAbout> = {}, invitee: Invitee = MIDWIFE) {
  return letterFor(OFFICE, { conferenceId: 'conference-1', notice: { noticeId: `${kind}.invitee-8`, kind }, state, invitee, to: 'una.brook@nhs.net', rules: conferenceRules(book, state.booking), repeat: false, now: NOW, ...changes });
}
const calendarOf = (mail: ReturnType<typeof letter>, name: string) => new RegExp(`^${name}[:;](.*)$`, 'm').exec((mail?.calendar?.text ?? '').replaceAll(/\r?\n /g, ''))?.[1]?.trim();

describe('the invitation', () => {
  it('says when, where, with whom, what report is due by when, and whom to answer', () => {
    const { subject, text, to } = letter('invitation')!;
    expect([to, subject]).toEqual(['una.brook@nhs.net', 'Invitation to a child protection conference']);
    for (const words of ['Dear Una Brook-Example,', 'Case: EX-1', 'When: Tuesday 8 December 2026 at 10:00', 'Willow room, Mill House', 'Chair: Alex Wren-Example', 'Social worker: Robin Ashdown-Example', 'Your report is due by Monday 7 December 2026', 'NOT-048', 'Please tell Robin Ashdown-Example whether you come', 'Exampleshire Council (invented)', 'telephone']) expect(text).toContain(words);
    expect(text).not.toMatch(/undefined|null|\$\{|NaN|\. \(|\.\./);
  });

  it('has an entry for the calendar, private, with the time and this one person', () => {
    const mail = letter('invitation', withMidwife(placed));
    expect(mail?.calendar?.method).toBe('REQUEST');
    expect(calendarOf(mail, 'UID')).toBe('conference-1.invitee-8@companion.example');
    expect([calendarOf(mail, 'DTSTART'), calendarOf(mail, 'DTEND'), calendarOf(mail, 'CLASS'), calendarOf(mail, 'SUMMARY')]).toEqual(['20261208T100000Z', '20261208T120000Z', 'PRIVATE', 'Child protection conference']);
    expect(mail?.calendar?.text.match(/^ATTENDEE/gm)).toHaveLength(1);
    expect(mail?.text).toContain('Join on Teams: https://teams.microsoft.com/l/meetup-join/one');
  });

  it('asks to answer in the calendar where that is read, and never where it is not', () => {
    const state = withMidwife();
    const about = { conferenceId: 'conference-1', notice: { noticeId: 'invitation.invitee-8', kind: 'invitation' as const }, state, invitee: MIDWIFE, to: 'una.brook@nhs.net', rules: conferenceRules(book, state.booking), repeat: false, now: NOW };
    expect(letterFor({ ...OFFICE, readsAnswers: true }, about)?.text).toContain('Please accept or decline the entry for your calendar, or tell Robin Ashdown-Example whether you come');
    expect(letterFor(OFFICE, about)?.text).not.toContain('accept or decline');
  });

  it('asks for no report where none is asked of them', () => {
    const text = letter('invitation', withMidwife(), {}, { ...MIDWIFE, reportRequired: false })?.text;
    expect(text).toContain('No written report is asked of you.');
    expect(text).not.toContain('due by');
  });

  it('says that it may come twice where nobody knows whether it came', () => {
    expect(letter('invitation', withMidwife(), { repeat: true })?.text).toContain('This may reach you twice.');
  });
});

it('another social worker is said, with the report that goes to them now', () => {
  const state = later(withMidwife(), '2026-11-24T09:00:00.000Z', { type: 'socialWorkerReassigned', data: { from: { person: WHO.socialWorker, name: 'Robin Ashdown-Example' }, to: { person: WHO.outsider, name: 'Sam Birch-Example' }, email: null, claimId: 'claim-2', reason: 'Canary reason.' } });
  const mail = letter('socialWorkerChanged', state);
  expect([mail?.subject, mail?.calendar]).toEqual(['Another social worker for a child protection conference', null]);
  expect(mail?.text).toMatch(/another social worker: Sam Birch-Example, in place of Robin Ashdown-Example\.[^]*Please send it to the social worker, Sam Birch-Example,/);
  expect(mail?.text).not.toContain('Canary');
});

describe('what comes later', () => {
  it('is the same entry in a later version, and at last its end', () => {
    const first = letter('invitation');
    const link = letter('meetingLink', withMidwife(placed));
    const removed = later(withMidwife(placed), '2026-11-24T09:00:00.000Z', { type: 'inviteeRemoved', data: { inviteeId: 'invitee-8', reason: 'No longer involved.' } });
    const last = letter('uninvited', removed);
    expect(new Set([first, link, last].map((mail) => calendarOf(mail, 'UID'))).size).toBe(1);
    const sequences = [first, link, last].map((mail) => Number(calendarOf(mail, 'SEQUENCE')));
    expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
    expect([last?.calendar?.method, calendarOf(last, 'STATUS'), calendarOf(last, 'X-MICROSOFT-CDO-BUSYSTATUS')]).toEqual(['CANCEL', 'CANCELLED', 'FREE']);
    expect(last?.text).toContain('You are no longer invited');
    expect(last?.text).not.toContain('No longer involved.');
  });

  it('reminds of the report in the words of the day it is read, without an entry of its own', () => {
    const mail = letter('reportReminder', withMidwife(), { now: londonInstant(day('2026-12-07'), '09:00') });
    expect(mail?.text).toContain('Your report for this conference is still to come.');
    expect(mail?.calendar).toBeNull();
  });
});

it('nobody of the family and nobody else who is invited is named in any letter', () => {
  const canaries = ['Canary-Mother', 'Canary-Child', 'C.Y.', 'Canary-Colleague', 'canary risk', 'Canary-Apart'];
  const state = bookedWith({
    invitees: [...INVITEES.map((invitee) => (invitee.party === 'family' ? { ...invitee, name: 'Canary-Mother' } : invitee)), anInvitee({ inviteeId: 'invitee-7', name: 'Canary-Colleague' }), MIDWIFE],
    children: [{ childId: 'child-1', label: 'Canary-Child', initials: 'C.Y.', age: '4', part: 'subject' }],
    family: [{ memberId: 'member-1', label: 'Canary-Mother', responsibility: 'yes', invited: true, notInvitedReason: '', interpreter: '', supporter: '' }],
    preparation: { risk: { posed: true, words: 'canary risk', assessed: true }, participation: {}, childRiskAssessed: false, advocate: '', apart: 'Canary-Apart', chairFlags: [], recommendation: '', category: '', observers: '', availability: { asked: [], cannotCome: [], notAsked: '' } },
  }, placed);
  for (const kind of ['invitation', 'meetingLink', 'reportReminder', 'uninvited'] as const) {
    const mail = letter(kind, state);
    const whole = `${mail?.subject} ${mail?.text} ${(mail?.calendar?.text ?? '').replaceAll(/\r?\n /g, '')}`;
    for (const canary of canaries) expect(whole, kind).not.toContain(canary);
    expect(mail?.subject).not.toContain('EX-1');
  }
});

it('what is told in Teams alone has no letter', () => {
  for (const kind of ['chairBriefing', 'bookingRequest', 'listToConfirm', 'channelDecision', 'settledCard'] as const) expect(letter(kind)).toBeUndefined();
});
