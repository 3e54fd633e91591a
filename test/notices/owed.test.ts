/** What is owed to whom, and when: worked examples of one conference, then any order of days and sendings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMinutes, isoUtc, parseIsoUtc, type CivilInstant } from '../../src/calendar/instants.ts';
import type { ConferenceEvent, NoticeOutcome } from '../../src/conference/events.ts';
import { fold, type BookedConference } from '../../src/conference/state.ts';
import { nextNoticeAt, noticesOwed, startOf, stepsDue, type NoticeRules } from '../../src/notices/owed.ts';
import { aWholePlan, booked, decided, INVITEES, later, recorded, WHO } from '../conference/a-conference.ts';
import { remindedAt } from './reminded-at.ts';

// Booked on 23 November at nine; held on 8 December at ten.
const at = (text: string): CivilInstant => {
  const instant = parseIsoUtc(text);
  if (instant === undefined) throw new RangeError(`${text} is not an instant`);
  return instant;
};
const BOOKED_AT = '2026-11-23T09:00:00.000Z';
const WEEK = '2026-11-30T09:00:00.000Z';
const TWO_DAYS = '2026-12-03T09:00:00.000Z';
const LAST_DAY = '2026-12-07T09:00:00.000Z';
const START = '2026-12-08T10:00:00.000Z';
const TIMES: NoticeRules = { serviceManagers: [], diaryCoordinators: [WHO.outsider], byMail: false, ...remindedAt([{ rung: 'week', at: at(WEEK) }, { rung: 'twoDays', at: at(TWO_DAYS) }, { rung: 'lastDay', at: at(LAST_DAY) }]) };
const NO_REMINDERS: NoticeRules = { ...TIMES, ...remindedAt([]) };
/** Those whose report is asked for: social worker, health visitor, teacher. */
const ASKED = ['invitee-1', 'invitee-2', 'invitee-3'];

const attempted = (noticeId: string, attempt = 1): ConferenceEvent => ({ type: 'noticeAttempted', data: { noticeId, attempt } });
const returned = (noticeId: string): ConferenceEvent => ({ type: 'noticeReturned', data: { noticeId } });
const settled = (noticeId: string, outcome: NoticeOutcome = { kind: 'sent', activityId: 'a', conversationId: 'c' }): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId, outcome } });
const rung = (invitee: string, which: string): string => `reportReminder.${invitee}.${which}.2026-12-08`;
const does = (state: BookedConference, now: string): readonly string[] => stepsDue(state, TIMES, at(now)).map((step) => `${step.do} ${step.notice.noticeId}${step.do === 'suppress' ? ` ${step.reason}` : ''}${step.do === 'send' && step.repeat ? ' again' : ''}`).toSorted();

const REQUEST = `bookingRequest.${WHO.outsider}`;
const FIRST_LETTERS = [REQUEST, 'chairBriefing', 'invitation.invitee-2', 'invitation.invitee-3', 'invitation.invitee-4', 'listToConfirm'];
/** Everything of the day of booking is out. */
const invited = (): BookedConference => later(booked(), BOOKED_AT, ...FIRST_LETTERS.flatMap((noticeId) => [attempted(noticeId), settled(noticeId)]));

describe('on the day of booking', () => {
  it('the professionals are invited, the chair, the diary co-ordinator and the team manager are told; the booker and the family are not written to', () => {
    expect(does(booked(), BOOKED_AT)).toEqual(FIRST_LETTERS.map((noticeId) => `send ${noticeId}`));
    expect(noticesOwed(booked(), TIMES).map(({ to }) => to)).not.toContainEqual({ kind: 'person', person: null });
  });

  it('nothing is owed twice once it is sent, and the next thing owed is the first reminder', () => {
    expect(does(invited(), BOOKED_AT)).toEqual([]);
    expect(isoUtc(nextNoticeAt(invited(), TIMES, at(BOOKED_AT)) ?? at(START))).toBe(WEEK);
  });

  it('no reminder is owed whose time had passed before the booking was made', () => {
    const late = booked();
    const lateState: BookedConference = { ...late, bookedAt: '2026-12-04T12:00:00.000Z' };
    expect(noticesOwed(lateState, TIMES).filter(({ kind }) => kind === 'reportReminder').map((notice) => notice.rung)).toEqual(['lastDay', 'lastDay', 'lastDay']);
  });
});

describe('a reminder', () => {
  it('is owed to everybody whose report is asked for, and to nobody else', () => {
    expect(does(invited(), WEEK)).toEqual(ASKED.map((invitee) => `send ${rung(invitee, 'week')}`));
    expect(does(invited(), '2026-11-30T08:59:59.999Z')).toEqual([]);
  });

  it('stops when the report is said to be sent, for that person alone', () => {
    const state = later(invited(), WEEK, { type: 'reportSaidSent', data: { inviteeId: 'invitee-2' } });
    const reminders = does(state, LAST_DAY).filter((step) => step.startsWith('send') && step.includes('reportReminder'));
    expect(reminders.some((step) => step.includes('invitee-2'))).toBe(false);
    expect(reminders).toHaveLength(2);
  });

  it('leaves no card asking for a report that is said to be sent: each is settled, once', () => {
    const state = later(invited(), WEEK, { type: 'reportSaidSent', data: { inviteeId: 'invitee-2' } });
    const settling = noticesOwed(state, TIMES).filter(({ kind }) => kind === 'settledCard');
    expect(settling.map(({ noticeId, replaces }) => [noticeId, replaces?.activityId !== ''])).toEqual([['settledCard.invitation.invitee-2', true]]);
    const done = later(state, WEEK, { type: 'noticeSettled', data: { noticeId: 'settledCard.invitation.invitee-2', outcome: { kind: 'sent', activityId: 'x', conversationId: 'y' } } });
    expect(noticesOwed(done, TIMES).filter(({ kind }) => kind === 'settledCard')).toEqual([]);
  });

  it('is the latest only, when several fell due meanwhile', () => {
    const steps = does(invited(), LAST_DAY);
    expect(steps.filter((step) => step.includes('invitee-2'))).toEqual([`send ${rung('invitee-2', 'lastDay')}`, `suppress ${rung('invitee-2', 'twoDays')} overtaken`, `suppress ${rung('invitee-2', 'week')} overtaken`]);
  });

  it('is overtaken by a later one that is already out, though it had been put off itself', () => {
    const putOff = later(invited(), '2026-12-03T08:59:50.000Z', attempted(rung('invitee-2', 'week')), returned(rung('invitee-2', 'week')));
    const state = later(putOff, TWO_DAYS, attempted(rung('invitee-2', 'twoDays')), settled(rung('invitee-2', 'twoDays')));
    expect(does(state, '2026-12-03T09:01:00.000Z').filter((step) => step.includes('invitee-2'))).toEqual([`suppress ${rung('invitee-2', 'week')} overtaken`]);
  });

  it('is overtaken, not repeated, when nobody knows whether it went out and a later one has', () => {
    const unknown = later(invited(), WEEK, attempted(rung('invitee-2', 'week')));
    const state = later(unknown, TWO_DAYS, attempted(rung('invitee-2', 'twoDays')), settled(rung('invitee-2', 'twoDays')));
    expect(does(state, TWO_DAYS).filter((step) => step.includes('invitee-2'))).toEqual([`suppress ${rung('invitee-2', 'week')} overtaken`]);
  });

  it('that was held up waits for working hours, and the conference wakes then', () => {
    const morning = '2026-12-01T09:00:00.000Z';
    const asleep: NoticeRules = { ...TIMES, workingMoment: (moment) => (moment < at(morning) && moment > at('2026-11-30T17:00:00.000Z') ? at(morning) : moment) };
    const night = at('2026-12-01T02:00:00.000Z');
    expect(stepsDue(invited(), asleep, night)).toEqual([]);
    expect(nextNoticeAt(invited(), asleep, night)).toBe(at(morning));
    expect(stepsDue(invited(), asleep, at(morning)).map(({ notice }) => notice.noticeId)).toEqual(ASKED.map((invitee) => rung(invitee, 'week')));
    // What cannot wait does not: an invitation of the night leaves in the night.
    expect(stepsDue(booked(), asleep, night).some(({ notice }) => notice.kind === 'invitation')).toBe(true);
  });

  it('of a report that is asked for because somebody does not come begins when they said so', () => {
    const late = later(invited(), '2026-12-01T10:00:00.000Z', { type: 'invitationAnswered', data: { inviteeId: 'invitee-4', answer: 'cannotCome', reportInstead: 'STK-028' } });
    expect(noticesOwed(late, TIMES).filter(({ kind, inviteeId }) => kind === 'reportReminder' && inviteeId === 'invitee-4').map((notice) => notice.rung)).toEqual(['twoDays', 'lastDay']);
  });

  it('expires when the conference has begun', () => {
    expect(does(invited(), START).every((step) => step.startsWith('suppress') && step.endsWith('expired'))).toBe(true);
    expect(does(invited(), START)).toHaveLength(9);
  });
});

describe('a sending that went wrong', () => {
  const one = 'invitation.invitee-2';
  const rest = FIRST_LETTERS.filter((noticeId) => noticeId !== one).map((noticeId) => settled(noticeId));

  it('is repeated once, and marked, when nobody knows whether it arrived', () => {
    const state = later(booked(...rest), BOOKED_AT, attempted(one));
    expect(does(state, BOOKED_AT)).toEqual([]);
    expect(does(state, '2026-11-23T09:01:00.000Z')).toEqual([`send ${one} again`]);
  });

  it('is handed over to a person after the second copy, never tried a third time', () => {
    const state = later(booked(...rest), BOOKED_AT, attempted(one), attempted(one, 2));
    expect(does(state, '2026-11-23T10:00:00.000Z')).toEqual([`handOver ${one}`]);
  });

  it('is put off longer and longer when it surely never left, up to a quarter of an hour, and keeps its first number', () => {
    const waits: number[] = [];
    let state = booked(...rest);
    let now = at(BOOKED_AT);
    for (let tries = 0; tries < 9; tries += 1) {
      state = later(state, isoUtc(now), attempted(one), returned(one));
      const next = nextNoticeAt({ ...state, booking: { ...state.booking, invitees: INVITEES.filter(({ reportRequired, inviteeId }) => !reportRequired || inviteeId === 'invitee-2') } }, NO_REMINDERS, now);
      waits.push(((next ?? now) - now) / 1_000);
      now = next ?? now;
      expect(stepsDue(state, NO_REMINDERS, now)).toMatchObject([{ do: 'send', attempt: 1, repeat: false }]);
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('is named to the social worker when nobody can be reached, then to whoever follows on them, each once', () => {
    const lost: NoticeOutcome = { kind: 'needsPerson', code: 'notReachable' };
    const state = later(booked(...rest), BOOKED_AT, settled(one, lost));
    const [owed] = noticesOwed(state, NO_REMINDERS);
    expect(owed).toMatchObject({ noticeId: `unreached.${one}`, kind: 'unreached', to: { kind: 'person', person: WHO.socialWorker }, inviteeId: 'invitee-2' });
    const withCoordinators = { ...NO_REMINDERS, diaryCoordinators: [WHO.outsider, WHO.otherChair] };
    const owedTo = (after: BookedConference) => noticesOwed(after, withCoordinators).filter(({ kind }) => kind === 'unreached').map(({ noticeId, to }) => [noticeId, to.kind === 'person' ? to.person : '']);
    const workerGone = later(state, BOOKED_AT, settled(`unreached.${one}`, lost));
    expect(owedTo(workerGone)).toEqual([[`unreached.${one}.teamManager`, WHO.manager]]);
    const bothGone = later(workerGone, BOOKED_AT, settled(`unreached.${one}.teamManager`, lost));
    expect(owedTo(bothGone)).toEqual([WHO.outsider, WHO.otherChair].map((person) => [`unreached.${one}.coordinator.${person}`, person]));
    const oneTold = later(bothGone, BOOKED_AT, settled(`unreached.${one}.coordinator.${WHO.outsider}`, lost), settled(`unreached.${one}.coordinator.${WHO.otherChair}`, { kind: 'sent', activityId: 'a', conversationId: 'c' }));
    expect(noticesOwed(oneTold, NO_REMINDERS)).toEqual([]);
  });

  it('is named to the team manager at once where it was the social worker’s own, and to the co-ordinators where it was the team manager’s', () => {
    const lost: NoticeOutcome = { kind: 'needsPerson', code: '403.BotNotInConversationRoster' };
    const owedAfter = (noticeId: string) => noticesOwed(later(booked(...rest), BOOKED_AT, settled(noticeId, lost)), { ...NO_REMINDERS, diaryCoordinators: [WHO.outsider] }).filter(({ kind }) => kind === 'unreached').map(({ noticeId: owed }) => owed);
    expect(owedAfter('listReturned.20261124T090000000Z')).toEqual(['unreached.listReturned.20261124T090000000Z.teamManager']);
    expect(owedAfter('datesMoved.1.socialWorker')).toEqual(['unreached.datesMoved.1.socialWorker.teamManager']);
    const workerGone = later(booked(...rest), BOOKED_AT, settled('listToConfirm', lost), settled('unreached.listToConfirm', lost));
    expect(noticesOwed(workerGone, { ...NO_REMINDERS, diaryCoordinators: [WHO.outsider] }).filter(({ kind }) => kind === 'unreached').map(({ noticeId: owed }) => owed)).toEqual([`unreached.listToConfirm.coordinator.${WHO.outsider}`]);
  });
});

it('nobody is invited, briefed or reminded once the conference has begun', () => {
  expect(does(booked(), START)).toEqual([...FIRST_LETTERS, ...ASKED.flatMap((invitee) => ['lastDay', 'twoDays', 'week'].map((which) => rung(invitee, which)))].map((noticeId) => `suppress ${noticeId} expired`).toSorted());
});

describe('after the release', () => {
  const release: ConferenceEvent = { type: 'decisionsReleased', data: { gaps: [], reason: null } };
  const channel = (...events: ConferenceEvent[]): readonly string[] => noticesOwed(later(invited(), START, ...events, release), NO_REMINDERS).map(({ noticeId }) => noticeId);

  it('the channel is owed the decision, and the plan where one was made', () => {
    expect(channel({ type: 'decisionRecorded', data: decided('child-1') }, { type: 'outlinePlanRecorded', data: { plan: aWholePlan() } })).toEqual(['channelDecision', 'channelPlan']);
    expect(channel({ type: 'decisionRecorded', data: decided('child-1') })).toEqual(['channelDecision']);
    expect(channel({ type: 'decisionRecorded', data: decided('child-1', { outcome: 'noPlan', categories: [] }) }, { type: 'outlinePlanRecorded', data: { plan: aWholePlan() } })).toEqual(['channelDecision']);
  });

  it('a post that did not reach the channel is named for what it is', () => {
    const lost: NoticeOutcome = { kind: 'needsPerson', code: '403.NotInChannel' };
    const state = later(later(invited(), START, { type: 'decisionRecorded', data: decided('child-1') }, release), START, settled('channelDecision', lost));
    expect(noticesOwed(state, NO_REMINDERS)).toMatchObject([{ kind: 'unreached', undelivered: 'channelDecision', inviteeId: null }]);
  });

  it('the channel was owed nothing before', () => {
    const undecided = later(invited(), START, { type: 'decisionRecorded', data: decided('child-1') }, { type: 'outlinePlanRecorded', data: { plan: aWholePlan() } });
    expect(noticesOwed(undecided, NO_REMINDERS)).toEqual([]);
  });
});

/** One waking as the dispatcher does it: each step carried out, with what the post said of each sending. */
function wake(state: BookedConference, now: CivilInstant, post: () => 'sent' | 'returned' | 'unknown', out: string[]): BookedConference {
  const take = (from: BookedConference, ...events: ConferenceEvent[]): BookedConference => fold(from, recorded(events, from.version, isoUtc(now))) as BookedConference;
  return stepsDue(state, TIMES, now).reduce((held, step) => {
    const { noticeId } = step.notice;
    if (step.do === 'suppress') return take(held, settled(noticeId, { kind: 'suppressed', reason: step.reason }));
    if (step.do === 'handOver') return take(held, settled(noticeId, { kind: 'needsPerson', code: step.code }));
    const answer = post();
    if (answer !== 'returned') out.push(`${noticeId}${step.repeat ? ' again' : ''}`);
    if (answer === 'returned') return take(held, attempted(noticeId, step.attempt), returned(noticeId));
    return answer === 'sent' ? take(held, attempted(noticeId, step.attempt), settled(noticeId)) : take(held, attempted(noticeId, step.attempt));
  }, state);
}

describe('with any clock and any post', () => {
  const moments = fc.array(fc.integer({ min: -1_000, max: 30_000 }), { minLength: 1, maxLength: 30 });
  const answers = fc.infiniteStream(fc.constantFrom('sent' as const, 'sent' as const, 'returned' as const, 'unknown' as const));

  it('nothing goes out twice unless nobody knew of the first, and then marked and once', () => {
    fc.assert(fc.property(moments, answers, (minutes, post) => {
      const out: string[] = [];
      let state = booked();
      for (const minute of minutes) state = wake(state, addMinutes(at(BOOKED_AT), minute), () => post.next().value ?? 'sent', out);
      expect(new Set(out).size).toBe(out.length);
    }));
  });

  it('a clock that goes back and forth never sends an earlier reminder after a later one', () => {
    fc.assert(fc.property(moments, answers, (minutes, post) => {
      const out: string[] = [];
      let state = booked();
      for (const minute of minutes) state = wake(state, addMinutes(at(BOOKED_AT), minute), () => post.next().value ?? 'sent', out);
      for (const invitee of ASKED) {
        const order = out.filter((noticeId) => noticeId.startsWith(`reportReminder.${invitee}.`)).map((noticeId) => ['week', 'twoDays', 'lastDay'].indexOf(noticeId.split('.')[2] ?? ''));
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }
    }));
  });

  it('everything is settled in the end, whatever the post did on the way', () => {
    fc.assert(fc.property(moments, answers, (minutes, post) => {
      const out: string[] = [];
      let state = booked();
      for (const minute of minutes) state = wake(state, addMinutes(at(BOOKED_AT), minute), () => post.next().value ?? 'sent', out);
      let now = addMinutes(startOf(state), 40_000);
      for (let wakings = 0; wakings < 40 && nextNoticeAt(state, TIMES, now) !== null; wakings += 1) {
        state = wake(state, now, () => 'sent', out);
        now = addMinutes(now, 20);
      }
      expect(noticesOwed(state, TIMES)).toEqual([]);
    }));
  });

  it('the next time to wake is never after something that is due', () => {
    fc.assert(fc.property(moments, answers, (minutes, post) => {
      let state = booked();
      for (const minute of minutes) {
        const now = addMinutes(at(BOOKED_AT), minute);
        const next = nextNoticeAt(state, TIMES, now);
        expect(stepsDue(state, TIMES, now).length > 0).toBe(next !== null && next <= now);
        state = wake(state, now, () => post.next().value ?? 'sent', []);
      }
    }));
  });
});

describe('a connector under load', () => {
  it('is not asked again before the time it named, nor before our own pause', () => {
    const [first] = noticesOwed(booked(), TIMES);
    const returnedUntil = (again?: string): BookedConference => later(booked(), BOOKED_AT, attempted(first!.noticeId), { type: 'noticeReturned', data: { noticeId: first!.noticeId, ...(again === undefined ? {} : { again }) } });
    const readyAt = (state: BookedConference): string => isoUtc([0, 10, 15, 30, 60, 120].map((seconds) => addMinutes(at(BOOKED_AT), seconds / 60)).find((now) => does(state, isoUtc(now)).some((step) => step.includes(first!.noticeId))) ?? at(START));
    expect(readyAt(returnedUntil())).toBe('2026-11-23T09:00:15.000Z');
    expect(readyAt(returnedUntil('2026-11-23T09:00:02.000Z'))).toBe('2026-11-23T09:00:15.000Z');
    expect(readyAt(returnedUntil('2026-11-23T09:02:00.000Z'))).toBe('2026-11-23T09:02:00.000Z');
  });
});
