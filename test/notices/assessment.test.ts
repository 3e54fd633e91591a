/** What is told about a Child Assessment, to whom, when and how often; and nothing where none is needed (PST-004 to PST-009; AMB-31). */
import { describe, expect, it } from 'vitest';
import { conferenceRules } from '../../bot/conference-rules.ts';
import { londonInstant } from '../../src/calendar/instants.ts';
import type { AssessmentStep, ConferenceEvent } from '../../src/conference/events.ts';
import { fold, UNBOOKED, type BookedConference } from '../../src/conference/state.ts';
import type { NoticeKind, NoticeRules } from '../../src/notices/notice.ts';
import { nextNoticeAt, noticesOwed, stepsDue } from '../../src/notices/owed.ts';
import type { Rulebook } from '../../src/procedures/duty.ts';
import { aBooking, day, INVITEES, later, PRACTICE_LEAD, recorded, WHO } from '../conference/a-conference.ts';
import { REVIEW } from '../conference/a-review.ts';
import { nottinghamshireRulebook, practiceRulebook } from '../procedures/nottinghamshire-rulebook.ts';
import { remindedAt } from './reminded-at.ts';

const BOOKED_AT = '2026-04-13T09:00:00.000Z';
const [DANA, ALI, ROSTER] = [WHO.outsider, WHO.teacher, WHO.otherChair];
const KINDS: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['assessmentReminder', 'assessmentToApprove', 'assessmentReturned', 'assessmentMissing', 'assessmentDecided', 'stoodDown']);

const review = (changes: Parameters<typeof aBooking>[0] = {}, bookedAt = BOOKED_AT): BookedConference =>
  fold(UNBOOKED, recorded([{ type: 'conferenceBooked', data: aBooking({ ...REVIEW, ...changes }) }], 0, bookedAt)) as BookedConference;
const rulesOf = (state: BookedConference, book: Rulebook = practiceRulebook()): NoticeRules => ({ ...conferenceRules(book, state.booking).noticeTimes, serviceManagers: [], diaryCoordinators: [DANA, ALI], practiceLeads: [ROSTER], byMail: false });
const owed = (state: BookedConference, rules = rulesOf(state)) => noticesOwed(state, rules).filter(({ kind }) => KINDS.has(kind));
const to = (state: BookedConference, kind: NoticeKind): readonly unknown[] => owed(state).filter((notice) => notice.kind === kind).map((notice) => (notice.to.kind === 'person' ? notice.to.person : 'elsewhere'));
const moved = (step: AssessmentStep, on: string | null = null, reason = ''): ConferenceEvent => ({ type: 'assessmentMoved', data: { step, on: on === null ? null : day(on), reason } });
const decidedOn = (choice: 'hold' | 'standDown'): ConferenceEvent => ({ type: 'assessmentDecided', data: { choice, fault: 'missing', reason: 'So.' } });
const civil = (date: string, time: string) => londonInstant(day(date), time);
/** Everything of the assessment that is due by then goes out, as often as it is looked. */
const sentBy = (state: BookedConference, date: string, time = '12:00'): { readonly state: BookedConference; readonly sent: readonly NoticeKind[] } => {
  let held = state;
  const sent: NoticeKind[] = [];
  for (let looks = 0; looks < 6; looks += 1) {
    const steps = stepsDue(held, rulesOf(held), civil(date, time)).filter(({ notice }) => KINDS.has(notice.kind));
    sent.push(...steps.filter((step) => step.do === 'send').map(({ notice }) => notice.kind));
    held = later(held, `${date}T${time}:00.000Z`, ...steps.map((step): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId: step.notice.noticeId, outcome: step.do === 'suppress' ? { kind: 'suppressed', reason: step.reason } : { kind: 'sent', activityId: 'card', conversationId: 'chat' } } })));
  }
  return { state: held, sent };
};

describe('the social worker', () => {
  it('is reminded two working days before the Practice Lead’s day and on it, once each', () => {
    expect(owed(review()).filter(({ kind }) => kind === 'assessmentReminder').map(({ dueAt }) => dueAt)).toEqual([civil('2026-04-29', '09:00'), civil('2026-05-01', '09:00')]);
    const first = sentBy(review(), '2026-04-29');
    const second = sentBy(first.state, '2026-05-01');
    expect([first.sent, second.sent, sentBy(second.state, '2026-05-12').sent]).toEqual([['assessmentReminder'], ['assessmentReminder'], []]);
  });

  it('gets only the later of two that were held up', () => {
    expect(sentBy(review(), '2026-05-01').sent).toEqual(['assessmentReminder']);
  });

  it('is not reminded of days before the booking, nor once it is given or approved; and again when it came back', () => {
    expect(to(review({}, '2026-04-30T09:00:00.000Z'), 'assessmentReminder')).toHaveLength(1);
    for (const step of [moved('given', '2026-04-20'), moved('approved')]) expect(to(later(review(), '2026-04-20T09:00:00.000Z', step), 'assessmentReminder')).toEqual([]);
    expect(to(later(review(), '2026-04-20T09:00:00.000Z', moved('given', '2026-04-20'), moved('returned', null, 'Why?')), 'assessmentReminder')).toEqual([WHO.socialWorker, WHO.socialWorker]);
  });

  it('hears that it came back, once for each time', () => {
    const back = later(review(), '2026-04-21T09:00:00.000Z', moved('given', '2026-04-20'), moved('returned', null, 'Why?'));
    const told = sentBy(back, '2026-04-21');
    expect([told.sent, sentBy(told.state, '2026-04-22').sent]).toEqual([['assessmentReturned'], []]);
    const again = later(told.state, '2026-04-23T09:00:00.000Z', moved('given', '2026-04-22'), moved('returned', null, 'Still.'));
    expect(sentBy(again, '2026-04-23').sent).toEqual(['assessmentReturned']);
  });
});

describe('the Practice Lead', () => {
  const given = (state = review()): BookedConference => later(state, '2026-04-20T09:00:00.000Z', moved('given', '2026-04-20'));

  it('who is invited gets it to look at, once for each time it is given', () => {
    expect(to(given(), 'assessmentToApprove')).toEqual([WHO.practiceLead]);
    const told = sentBy(given(), '2026-04-20');
    expect(sentBy(told.state, '2026-04-24').sent).toEqual([]);
    const again = later(told.state, '2026-04-27T09:00:00.000Z', moved('returned', null, 'Why?'), moved('given', '2026-04-27'));
    expect(to(again, 'assessmentToApprove')).toEqual([WHO.practiceLead]);
  });

  it('of the authority gets it where none is invited, or whoever is has no account or is not agreed to', () => {
    for (const invitees of [INVITEES, [...INVITEES, { ...PRACTICE_LEAD, person: null }], [...INVITEES, { ...PRACTICE_LEAD, waitsFor: 'chair' as const }]]) expect(to(given(review({ invitees })), 'assessmentToApprove')).toEqual([ROSTER]);
  });

  it('is never whoever wrote it', () => {
    const state = given(review({ invitees: INVITEES }));
    expect(owed(state, { ...rulesOf(state), practiceLeads: [WHO.socialWorker] }).filter(({ kind }) => kind === 'assessmentToApprove')).toEqual([]);
  });

  it('is asked nothing of one that is approved', () => {
    expect(to(later(given(), '2026-04-21T09:00:00.000Z', moved('approved')), 'assessmentToApprove')).toEqual([]);
  });

  it('who cannot be reached is named to the social worker, until it is approved', () => {
    const lost = later(given(), '2026-04-20T10:00:00.000Z', ...owed(given()).filter(({ kind }) => kind === 'assessmentToApprove').map(({ noticeId }): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId, outcome: { kind: 'needsPerson', code: 'notReachable' } } })));
    const named = (state: BookedConference) => noticesOwed(state, rulesOf(state)).filter(({ undelivered }) => undelivered === 'assessmentToApprove').length;
    expect([named(lost), named(later(lost, '2026-04-21T09:00:00.000Z', moved('approved')))]).toEqual([1, 0]);
  });
});

describe('the chair', () => {
  it('is asked once, on the morning after the Safeguarding Unit’s day, which is before the review', () => {
    const quiet = sentBy(review(), '2026-05-13', '16:00');
    expect(quiet.sent).not.toContain('assessmentMissing');
    expect(nextNoticeAt(quiet.state, { ...rulesOf(quiet.state), ...remindedAt([]) }, civil('2026-05-13', '16:00'))).toBeLessThanOrEqual(civil('2026-05-14', '09:00'));
    const asked = sentBy(quiet.state, '2026-05-14', '09:00');
    expect([asked.sent, to(asked.state, 'assessmentMissing'), sentBy(asked.state, '2026-05-15').sent]).toEqual([['assessmentMissing'], [], []]);
  });

  it('is asked of one that came late, and not of one that came in time', () => {
    const handed = (on: string) => later(review(), '2026-05-14T08:00:00.000Z', moved('toUnit', on, 'So.'));
    expect(to(handed('2026-05-14'), 'assessmentMissing')).toEqual([WHO.chair]);
    expect(to(handed('2026-05-13'), 'assessmentMissing')).toEqual([]);
  });

  it('who comes to it later is asked as well', () => {
    const asked = sentBy(review(), '2026-05-14').state;
    const toJo: ConferenceEvent = { type: 'chairReassigned', data: { from: { person: WHO.chair, name: 'Alex Wren-Example' }, to: { person: WHO.otherChair, name: 'Jo Tarn-Example' }, claimId: 'claim-2', conflictOfInterest: false, reason: 'On leave.' } };
    expect(to(later(asked, '2026-05-14T14:00:00.000Z', toJo), 'assessmentMissing')).toEqual([WHO.otherChair]);
  });

  it('is asked at once of a review that was booked after that day, and of none that has begun', () => {
    expect(sentBy(review({}, '2026-05-15T09:00:00.000Z'), '2026-05-15').sent).toEqual(['assessmentMissing']);
    expect(sentBy(review(), '2026-05-18', '11:00').sent).toEqual([]);
  });

  it('is not asked again once they have decided', () => {
    for (const choice of ['hold', 'standDown'] as const) expect(to(later(review(), '2026-05-14T10:00:00.000Z', decidedOn(choice)), 'assessmentMissing')).toEqual([]);
  });
});

describe('what the chair decides', () => {
  const down = (): BookedConference => later(review(), '2026-05-14T10:00:00.000Z', decidedOn('standDown'));

  it('is told to the social worker, and a stand-down to the diary co-ordinators too, once each', () => {
    const held = later(review(), '2026-05-14T10:00:00.000Z', decidedOn('hold'));
    expect([to(held, 'assessmentDecided'), to(held, 'stoodDown')]).toEqual([[WHO.socialWorker], []]);
    expect([to(down(), 'assessmentDecided'), to(down(), 'stoodDown')]).toEqual([[WHO.socialWorker], [DANA, ALI]]);
    const told = sentBy(down(), '2026-05-14');
    expect([told.sent.toSorted(), sentBy(told.state, '2026-05-15').sent]).toEqual([['assessmentDecided', 'stoodDown', 'stoodDown'], []]);
  });

  it('is told anew when it changes: the co-ordinators hear that it is held after all', () => {
    const held = later(sentBy(down(), '2026-05-14').state, '2026-05-15T10:00:00.000Z', decidedOn('hold'));
    expect(sentBy(held, '2026-05-15').sent.toSorted()).toEqual(['assessmentDecided', 'stoodDown', 'stoodDown']);
  });

  it('stops reminders of reports by days that do not hold any more, and lets them come again when it is held', () => {
    const reminders = (state: BookedConference) => noticesOwed(state, rulesOf(state)).filter(({ kind }) => kind === 'reportReminder').length;
    expect([reminders(review()) > 0, reminders(down()), reminders(later(down(), '2026-05-14T11:00:00.000Z', decidedOn('hold'))) > 0]).toEqual([true, 0, true]);
  });
});

it('of a review that needs none, or where the standards are not laid over the pack, nobody is told anything', () => {
  const none = review({ circumstances: { recommendEnd: false, coreGroupWantsEnd: false } });
  expect(owed(none)).toEqual([]);
  expect(owed(review({ circumstances: {} }))).toEqual([]);
  expect(owed(review(), rulesOf(review(), nottinghamshireRulebook()))).toEqual([]);
});
