/** What the office, the team manager and the chairs are told between the booking and the day, and what nobody is told any more. */
import { describe, expect, it } from 'vitest';
import { addMinutes, parseIsoUtc, type CivilInstant } from '../../src/calendar/instants.ts';
import type { ConferenceEvent, NoticeOutcome } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import type { ReportLadder } from '../../src/notices/notice.ts';
import { noticesOwed, stepsDue, type Notice, type NoticeRules } from '../../src/notices/owed.ts';
import { anInvitee, booked, bookedWith, later, OBSERVER, SOLICITOR, WHO } from '../conference/a-conference.ts';
import { remindedAt } from './reminded-at.ts';

const [DANA, ALI] = [WHO.outsider, WHO.healthVisitor];
const RULES: NoticeRules = { ...remindedAt([]), serviceManagers: [], diaryCoordinators: [DANA, ALI], byMail: false };
const NOON = '2026-11-24T12:00:00.000Z';
const EVENING = '2026-11-24T18:00:00.000Z';
const START = '2026-12-08T10:00:00.000Z';

const at = (text: string): CivilInstant => parseIsoUtc(text) ?? (() => { throw new RangeError(text); })();
const owed = (state: BookedConference): readonly Notice[] => noticesOwed(state, RULES);
const ids = (state: BookedConference, kind?: Notice['kind']): readonly string[] => owed(state).filter((notice) => kind === undefined || notice.kind === kind).map(({ noticeId }) => noticeId).toSorted();
const to = (state: BookedConference, kind: Notice['kind']): readonly unknown[] => owed(state).filter((notice) => notice.kind === kind).map((notice) => (notice.to.kind === 'person' ? notice.to.person : 'channel'));
const settled = (noticeId: string, outcome: NoticeOutcome = { kind: 'sent', activityId: `card-of-${noticeId}`, conversationId: 'chat' }): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId, outcome } });
/** Everything that is owed now is out. */
const allSent = (state: BookedConference, when: string): BookedConference => later(state, when, ...owed(state).map(({ noticeId }) => settled(noticeId)));
const allSettled = (state: BookedConference, when: string): BookedConference => {
  let held = state;
  for (let rounds = 0; rounds < 5 && owed(held).length > 0; rounds += 1) held = allSent(held, when);
  return held;
};

const sentOut = (): BookedConference => allSent(booked(), NOON);
const confirmed: ConferenceEvent = { type: 'bookingConfirmed', data: {} };
const listConfirmed = (...inviteeIds: readonly string[]): ConferenceEvent => ({ type: 'listConfirmed', data: { inviteeIds } });
const EVERYBODY = ['invitee-1', 'invitee-2', 'invitee-3', 'invitee-4', 'invitee-5'];
const toJo: ConferenceEvent = { type: 'chairReassigned', data: { from: { person: WHO.chair, name: 'Alex Wren-Example' }, to: { person: WHO.otherChair, name: 'Jo Tarn-Example' }, claimId: 'claim-2', conflictOfInterest: false, reason: 'On leave.' } };
const backToAlex: ConferenceEvent = { type: 'chairReassigned', data: { from: { person: WHO.otherChair, name: 'Jo Tarn-Example' }, to: { person: WHO.chair, name: 'Alex Wren-Example' }, claimId: 'claim-3', conflictOfInterest: false, reason: 'Back.' } };

describe('a booking', () => {
  it('is put to every diary co-ordinator, once each', () => {
    expect(to(booked(), 'bookingRequest')).toEqual([DANA, ALI]);
    expect(ids(sentOut(), 'bookingRequest')).toEqual([]);
  });

  it('that one of them has confirmed is asked of nobody else, and the others’ cards say so', () => {
    expect(ids(booked(confirmed), 'bookingRequest')).toEqual([]);
    const state = later(sentOut(), NOON, confirmed);
    expect(owed(state)).toMatchObject([DANA, ALI].map((person) => ({ kind: 'settledRequest', to: { person }, replaces: { activityId: `card-of-bookingRequest.${person}` } })));
    expect(ids(allSettled(state, EVENING))).toEqual([]);
  });

  it('goes to a co-ordinator who joins while it still waits', () => {
    const joined = noticesOwed(sentOut(), { ...RULES, diaryCoordinators: [DANA, ALI, WHO.teacher], byMail: false });
    expect(joined.map(({ to: whom }) => whom)).toEqual([{ kind: 'person', person: WHO.teacher }]);
  });

  it('whose request reached no co-ordinator is told to the social worker, unless somebody has confirmed it meanwhile', () => {
    const lost = later(booked(), NOON, settled(`bookingRequest.${DANA}`, { kind: 'needsPerson', code: 'notReachable' }));
    expect(ids(lost, 'unreached')).toEqual([`unreached.bookingRequest.${DANA}`]);
    expect(ids(later(lost, NOON, confirmed), 'unreached')).toEqual([]);
  });
});

describe('an online meeting that Outlook could not make', () => {
  const failed = (again: string | null): ConferenceEvent => ({ type: 'meetingNotPlaced', data: { code: '503', again } });

  it('is for the office to see to once nobody tries again', () => {
    expect(ids(later(sentOut(), NOON, failed(EVENING)))).toEqual([]);
    const given = later(sentOut(), NOON, failed(null));
    expect(to(given, 'meetingNotPlaced')).toEqual([DANA, ALI]);
    expect(ids(allSettled(given, NOON))).toEqual([]);
  });

  it('is told anew when it fails for good another day, and no more once it stands', () => {
    const again = later(allSettled(later(sentOut(), NOON, failed(null)), NOON), EVENING, failed(null));
    expect(ids(again, 'meetingNotPlaced')).toHaveLength(2);
    expect(ids(later(again, EVENING, { type: 'meetingPlaced', data: { eventId: 'e', joinUrl: null, chatId: null } }))).toEqual([]);
  });
});

describe('the list', () => {
  it('goes to the team manager who agreed to the conference, and to nobody where none is known', () => {
    expect(to(booked(), 'listToConfirm')).toEqual([WHO.manager]);
    expect(ids(bookedWith({ agreed: null }), 'listToConfirm')).toEqual([]);
  });

  it('comes again, once, when somebody joins after it was confirmed', () => {
    const stands = later(sentOut(), NOON, listConfirmed(...EVERYBODY));
    expect(ids(stands, 'listToConfirm')).toEqual([]);
    const added = (inviteeId: string): ConferenceEvent => ({ type: 'inviteeAdded', data: { invitee: anInvitee({ inviteeId, name: 'Max Fell-Example', route: 'email' }) } });
    const grown = later(stands, EVENING, added('invitee-6'));
    expect(ids(grown, 'listToConfirm')).toHaveLength(1);
    const told = allSettled(grown, EVENING);
    expect(ids(later(told, EVENING, added('invitee-7')), 'listToConfirm')).toEqual([]);
    const againConfirmed = later(told, '2026-11-25T09:00:00.000Z', listConfirmed(...EVERYBODY, 'invitee-6'), added('invitee-7'));
    expect(ids(againConfirmed, 'listToConfirm')).toHaveLength(1);
  });

  it('does not come again when somebody only leaves it', () => {
    const left = later(later(sentOut(), NOON, listConfirmed(...EVERYBODY)), EVENING, { type: 'inviteeRemoved', data: { inviteeId: 'invitee-5', reason: 'Told in person.' } });
    expect(ids(left, 'listToConfirm')).toEqual([]);
  });

  it('that is returned is the social worker’s to see to, who is told once for each return', () => {
    const returned: ConferenceEvent = { type: 'listReturned', data: { reason: 'The school nurse is missing.' } };
    const back = later(sentOut(), NOON, returned);
    expect(to(back, 'listReturned')).toEqual([WHO.socialWorker]);
    expect(ids(back, 'listToConfirm')).toEqual([]);
    const told = allSettled(back, NOON);
    expect(ids(told)).toEqual([]);
    expect(ids(later(told, EVENING, returned), 'listReturned')).toHaveLength(1);
  });

  it('that was returned is the team manager’s again once somebody was added', () => {
    const told = allSettled(later(sentOut(), NOON, { type: 'listReturned', data: { reason: 'The school nurse is missing.' } }), NOON);
    const changed = later(told, EVENING, { type: 'inviteeAdded', data: { invitee: anInvitee({ inviteeId: 'invitee-6', name: 'Max Fell-Example', route: 'email' }) } });
    expect(to(changed, 'listToConfirm')).toEqual([WHO.manager]);
    expect(ids(changed, 'listReturned')).toEqual([]);
  });
});

describe('another chair', () => {
  it('gets a briefing of their own, the one before is released, and the social worker is told', () => {
    const state = later(sentOut(), NOON, toJo);
    expect([to(state, 'chairBriefing'), to(state, 'chairReleased'), to(state, 'chairChanged')]).toEqual([[WHO.otherChair], [WHO.chair], [WHO.socialWorker]]);
    expect(ids(state, 'chairBriefing')).toEqual(['chairBriefing.1']);
  });

  it('leaves nothing of the family in the chat of the one before', () => {
    expect(owed(later(sentOut(), NOON, toJo)).find(({ kind }) => kind === 'withdrawnCard')).toMatchObject({ to: { person: WHO.chair }, replaces: { activityId: 'card-of-chairBriefing' } });
  });

  it('before the first was told anything leaves the first with nothing to be told', () => {
    const state = booked(toJo);
    expect([to(state, 'chairBriefing'), ids(state, 'chairReleased'), ids(state, 'withdrawnCard')]).toEqual([[WHO.otherChair], [], []]);
  });

  it('gets everything the first one would have had: later dates go to the new chair', () => {
    const moved: ConferenceEvent = { type: 'rulesMoved', data: { to: { packId: 'p', packVersion: '2', holidaysVersion: '2' }, by: 'o', why: 'A holiday.', moved: [{ duty: 'outlinePlan', rule: 'NOT-094', title: 'Outline plan', owner: 'chair', from: '2026-12-09', to: '2026-12-10' }], duties: [], kept: [] } };
    expect(to(later(allSettled(later(sentOut(), NOON, toJo), NOON), EVENING, moved), 'datesMoved')).toEqual([WHO.socialWorker, WHO.otherChair]);
  });

  it('and back again: the first has a fresh briefing and is not released from what is theirs', () => {
    const state = later(allSettled(later(sentOut(), NOON, toJo), NOON), EVENING, backToAlex);
    expect([to(state, 'chairBriefing'), to(state, 'chairReleased'), ids(state, 'chairBriefing')]).toEqual([[WHO.chair], [WHO.otherChair], ['chairBriefing.2']]);
    expect(ids(allSettled(state, EVENING))).toEqual([]);
  });

  it('who cannot be reached is named; a briefing that the former chair missed is not', () => {
    const missed = later(later(booked(), NOON, settled('chairBriefing', { kind: 'needsPerson', code: 'notReachable' })), NOON, toJo);
    expect(ids(missed, 'unreached')).toEqual([]);
    expect(ids(later(missed, NOON, settled('chairBriefing.1', { kind: 'needsPerson', code: 'notReachable' })), 'unreached')).toEqual(['unreached.chairBriefing.1']);
  });
});

describe('somebody who has to be agreed to', () => {
  const waits = (who: typeof SOLICITOR): ConferenceEvent => ({ type: 'inviteeAdded', data: { invitee: { ...who, person: WHO.outsider, route: 'teams', reportRequired: true } } });
  const answer = (agreed: boolean): ConferenceEvent => ({ type: 'attendanceAgreed', data: { inviteeId: SOLICITOR.inviteeId, agreed, reason: agreed ? '' : 'No.' } });
  const remindedToo: NoticeRules = { ...RULES, ...remindedAt([{ rung: 'week', at: at('2026-11-30T09:00:00.000Z') }]) };
  const aboutThem = (state: BookedConference): readonly string[] => noticesOwed(state, remindedToo).filter(({ inviteeId }) => inviteeId === SOLICITOR.inviteeId).map(({ noticeId }) => noticeId);

  it('hears nothing before the answer, and nothing after a no', () => {
    expect(aboutThem(booked(waits(SOLICITOR)))).toEqual([]);
    expect(aboutThem(booked(waits(SOLICITOR), answer(false)))).toEqual([]);
    expect(aboutThem(booked(waits({ ...OBSERVER, inviteeId: SOLICITOR.inviteeId })))).toEqual([]);
  });

  it('is invited and reminded once it is yes', () => {
    expect(aboutThem(booked(waits(SOLICITOR), answer(true)))).toEqual(['invitation.invitee-6', 'reportReminder.invitee-6.week.2026-12-08']);
  });

  it('finds their invitation withdrawn when the yes becomes a no', () => {
    const invited = later(booked(waits(SOLICITOR), answer(true)), NOON, settled('invitation.invitee-6'));
    expect(owed(later(invited, EVENING, answer(false))).filter(({ inviteeId }) => inviteeId === 'invitee-6')).toMatchObject([{ kind: 'uninvited', replaces: { activityId: 'card-of-invitation.invitee-6' } }]);
  });
});

describe('somebody who was taken off the list', () => {
  const removal: ConferenceEvent = { type: 'inviteeRemoved', data: { inviteeId: 'invitee-3', reason: 'Another school.' } };
  const theirs = (state: BookedConference): readonly Notice[] => owed(state).filter((notice) => notice.to.kind === 'person' && notice.to.person === WHO.teacher);

  it('hears nothing at all when nothing had gone out', () => {
    expect(theirs(booked(removal))).toEqual([]);
  });

  it('finds in place of the invitation that they are not invited any more, once, and nothing else ever', () => {
    const state = later(sentOut(), NOON, removal);
    expect(theirs(state)).toMatchObject([{ kind: 'uninvited', noticeId: 'uninvited.invitation.invitee-3', replaces: { activityId: 'card-of-invitation.invitee-3' } }]);
    expect(theirs(allSettled(state, NOON))).toEqual([]);
    expect(noticesOwed(allSettled(state, NOON), { ...RULES, ...remindedAt([{ rung: 'week', at: at('2026-11-30T09:00:00.000Z') }]) }).filter(({ inviteeId }) => inviteeId === 'invitee-3')).toEqual([]);
  });

  it('is told in a message of its own when nobody knows whether the invitation arrived', () => {
    const unknown = later(booked(), NOON, { type: 'noticeAttempted', data: { noticeId: 'invitation.invitee-3', attempt: 1 } }, removal);
    const [told, ...more] = theirs(unknown);
    expect([told?.kind, told?.replaces, more]).toEqual(['uninvited', undefined, []]);
  });

  it('is telephoned by the social worker when they cannot be told, and not about an invitation that failed before', () => {
    const failed: NoticeOutcome = { kind: 'needsPerson', code: '403.Gone' };
    expect(ids(later(later(sentOut(), NOON, removal), NOON, settled('uninvited.invitation.invitee-3', failed)), 'unreached')).toEqual(['unreached.uninvited.invitation.invitee-3']);
    expect(ids(later(later(booked(), NOON, settled('invitation.invitee-3', failed)), NOON, removal), 'unreached')).toEqual([]);
  });
});

it('whoever has no account here is written to in another way, never in Teams', () => {
  const state = booked({ type: 'inviteeAdded', data: { invitee: anInvitee({ inviteeId: 'invitee-6', name: 'Max Fell-Example', email: 'max.fell@nhs.net', route: 'email' }) } });
  expect(owed(state).filter(({ inviteeId }) => inviteeId === 'invitee-6')).toEqual([]);
});

it('once the conference has begun, nobody is asked to prepare it; what was withdrawn still goes', () => {
  const state = later(allSent(booked(), NOON), NOON, toJo, { type: 'meetingNotPlaced', data: { code: '503', again: null } }, { type: 'listReturned', data: { reason: 'No.' } });
  const steps = stepsDue(state, RULES, at(START)).map((step) => `${step.do} ${step.notice.kind}`);
  expect(steps.filter((step) => step.startsWith('send'))).toEqual(['send withdrawnCard']);
});

describe('reports', () => {
  const saidSent = (inviteeId: string): ConferenceEvent => ({ type: 'reportSaidSent', data: { inviteeId } });
  const moved = (inviteeId: string, step: 'received' | 'validated' | 'returned' | 'waived'): ConferenceEvent => ({ type: 'reportMoved', data: { inviteeId, step, on: null, reason: 'So.' } });
  const overdueAt = parseIsoUtc('2026-12-08T09:00:00.000Z')!;
  const owed = (state: BookedConference, kind: string) => noticesOwed(state, { ...RULES, ...remindedAt([{ rung: 'after', at: overdueAt, escalateTo: ['socialWorker', 'chair', 'teamManager'] }]) }).filter((notice) => notice.kind === kind);

  it('the social worker’s is for the team manager to look at each time it is said to be sent, until it is validated', () => {
    const said = later(booked(), '2026-12-01T10:00:00.000Z', saidSent('invitee-1'));
    expect(owed(said, 'reportToValidate')).toMatchObject([{ to: { person: WHO.manager } }]);
    const back = later(said, '2026-12-02T10:00:00.000Z', moved('invitee-1', 'returned'));
    expect([owed(back, 'reportToValidate'), owed(back, 'reportReturned').map(({ to }) => to)]).toEqual([[], [{ kind: 'person', person: WHO.socialWorker }]]);
    const again = later(back, '2026-12-03T10:00:00.000Z', saidSent('invitee-1'));
    expect(owed(again, 'reportReturned')).toEqual([]);
    expect(owed(again, 'reportToValidate')[0]?.noticeId).not.toBe(owed(said, 'reportToValidate')[0]?.noticeId);
    expect(owed(later(again, '2026-12-03T11:00:00.000Z', moved('invitee-1', 'validated')), 'reportToValidate')).toEqual([]);
  });

  it('that are late are named once each to those whom the pack names, and to nobody once all are there', () => {
    const some = later(booked(), '2026-12-01T10:00:00.000Z', saidSent('invitee-1'), moved('invitee-2', 'received'));
    expect(owed(some, 'reportsOverdue').map(({ to, dueAt }) => [to, dueAt])).toEqual([WHO.socialWorker, WHO.chair, WHO.manager].map((person) => [{ kind: 'person', person }, overdueAt]));
    expect(owed(later(some, '2026-12-02T10:00:00.000Z', moved('invitee-3', 'waived')), 'reportsOverdue')).toEqual([]);
    expect(noticesOwed(some, RULES).filter(({ kind }) => kind === 'reportsOverdue')).toEqual([]);
  });

  it('go up a rung at a time, and to the chair where nobody holds that part', () => {
    const rungs: ReportLadder = [{ rung: 'after', at: overdueAt, lastDay: false, escalateTo: ['teamManager'] }, { rung: 'later', at: addMinutes(overdueAt, 60), lastDay: false, escalateTo: ['serviceManager', 'chair'] }];
    const state = booked();
    const told = (over: Partial<NoticeRules>, from: BookedConference = state) => noticesOwed(from, { ...RULES, ...remindedAt(rungs), ...over }).flatMap(({ kind, to, dueAt }) => (kind === 'reportsOverdue' && to.kind === 'person' ? [[to.person, dueAt - overdueAt]] : []));
    expect(told({ serviceManagers: [ALI] })).toEqual([[WHO.manager, 0], [ALI, 3_600_000], [WHO.chair, 3_600_000]]);
    expect(told({ ...remindedAt([{ rung: 'after', at: overdueAt, escalateTo: ['serviceManager'] }]) })).toEqual([[WHO.chair, 0]]);
    expect(told({}, { ...state, booking: { ...state.booking, agreed: null } })).toEqual([[WHO.chair, 0], [WHO.chair, 3_600_000]]);
  });

  it('that have come are reminded of no more, and the cards that asked for them say so', () => {
    const rules = { ...RULES, ...remindedAt([{ rung: 'week', at: parseIsoUtc('2026-12-01T09:00:00.000Z')! }]) };
    const reminded = (state: BookedConference) => noticesOwed(state, rules).flatMap(({ kind, inviteeId }) => (kind === 'reportReminder' ? [inviteeId] : []));
    expect(reminded(booked())).toEqual(['invitee-1', 'invitee-2', 'invitee-3']);
    const invited = later(booked(), '2026-11-23T09:00:00.000Z', { type: 'noticeSettled', data: { noticeId: 'invitation.invitee-2', outcome: { kind: 'sent', activityId: 'a', conversationId: 'c' } } });
    const come = later(invited, '2026-11-24T09:00:00.000Z', moved('invitee-2', 'received'));
    expect(reminded(come)).toEqual(['invitee-1', 'invitee-3']);
    expect(noticesOwed(come, rules).filter(({ kind }) => kind === 'settledCard')).toMatchObject([{ noticeId: 'settledCard.invitation.invitee-2' }]);
  });
});
