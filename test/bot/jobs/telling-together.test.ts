/** Several conferences with something to say to the same person: one message, and each notice still lost or doubled by nobody. */
import { beforeEach, describe, expect, it } from 'vitest';
import { conferenceLists } from '../../../bot/conference-lists.ts';
import { conferenceRules } from '../../../bot/conference-rules.ts';
import { Desk } from '../../../bot/desk.ts';
import type { NoticeSender, SendResult } from '../../../bot/jobs/notice-sender.ts';
import { Waking, type Woken } from '../../../bot/jobs/waking.ts';
import { addMinutes, isoUtc, londonDateOf, londonInstant, machineInstant, type CivilInstant } from '../../../src/calendar/instants.ts';
import type { ConferenceEvent, Invitee } from '../../../src/conference/events.ts';
import type { BookedConference, ConferenceState } from '../../../src/conference/state.ts';
import { UPCASTERS } from '../../../src/conference/upcasters.ts';
import { noticesOwed, type NoticeRules } from '../../../src/notices/owed.ts';
import { personKey } from '../../../src/people/person.ts';
import { conferenceLog, type ConferenceLog } from '../../../src/store/conference-log.ts';
import { wakePointers, type WakePointers } from '../../../src/store/wake-pointers.ts';
import { aBooking, anInvitee, day, WHO } from '../../conference/a-conference.ts';
import { nottinghamshireRulebook } from '../../procedures/nottinghamshire-rulebook.ts';
import { aKeyRing, anOpenStore } from '../../store/support/conference.ts';

const book = nottinghamshireRulebook();
const at = (on: string, time = '09:00'): CivilInstant => londonInstant(day(on), time);
const BOOKED = at('2026-11-23');
const [FIVE_BEFORE, LAST_DAY] = [at('2026-11-30'), at('2026-12-07')];
const TENANT = '99999999-9999-4999-8999-999999999999';
const VISITOR = anInvitee({ inviteeId: 'visitor', name: 'Priya Heron-Example', person: WHO.healthVisitor, reportRequired: true });
const MIDWIFE = anInvitee({ inviteeId: 'midwife', name: 'Una Brook-Example', email: 'Una.Brook@nhs.net', route: 'email', reportRequired: true });
const TEACHER = anInvitee({ inviteeId: 'teacher', name: 'Sam Lark-Example', person: WHO.teacher, reportRequired: true });

let now: CivilInstant;
let desk: Desk;
let log: ConferenceLog;
let wakes: WakePointers;
let waking: Waking;
let answer: (conferences: readonly string[]) => SendResult | 'crash';
/** What left: alone or together, about which conferences, and whether it says that it may come twice. */
let left: string[];

beforeEach(async () => {
  const store = await anOpenStore();
  [now, left, answer] = [BOOKED, [], () => ({ kind: 'sent', activityId: 'a-1', conversationId: 'c' })];
  wakes = wakePointers(store);
  log = conferenceLog({ store, keyRing: aKeyRing(), upcasters: UPCASTERS });
  const rulesOf = (state: ConferenceState) => conferenceRules(book, state.kind === 'booked' ? state.booking : aBooking());
  const noticeRules = (state: BookedConference): NoticeRules => ({ ...rulesOf(state).noticeTimes, diaryCoordinators: [], serviceManagers: [], byMail: true });
  desk = new Desk({ log, authority: 'northvale', civilNow: () => now, onAppended: () => undefined, plantWake: () => Promise.resolve(), rulesFor: (state) => ({ ...rulesOf(state), today: londonDateOf(now) }) });
  const say = (how: string, conferences: readonly string[], repeat: boolean): SendResult => {
    left.push(`${how} ${conferences.toSorted().join(' ')}${repeat ? ' again' : ''}`);
    const result = answer(conferences);
    if (result === 'crash') throw new Error('the process died');
    return result;
  };
  const sender: NoticeSender = {
    send: async (conferenceId, notice, _state, repeat) => say(`${notice.kind} to ${notice.inviteeId ?? ''} alone:`, [conferenceId], repeat),
    together: async (sayings, repeat) => {
      const result = say('together:', sayings.map(({ conferenceId, notice }) => `${conferenceId}/${notice.inviteeId ?? notice.kind}`), repeat);
      return sayings.map(() => result);
    },
  };
  waking = new Waking({
    authority: 'northvale', desk, log, wakes, lists: conferenceLists(store, 'northvale'), claims: { settle: () => Promise.resolve() }, moveRules: (_id, state) => Promise.resolve(state), closeForm: () => Promise.resolve(),
    meetings: { place: (_id, state) => Promise.resolve(state), againAt: () => null }, sender, noticeRules, civilNow: () => now, machineNow: () => machineInstant(0), logs: { noticeHandedOver: () => undefined }, stillHolding: () => true,
  });
});

/** Booked, and everything settled but the reports' reminders and what is late. */
async function aConference(conferenceId: string, invitees: readonly Invitee[], more: Partial<ReturnType<typeof aBooking>> = {}): Promise<void> {
  const booking = { ...aBooking({ on: day('2026-12-08'), from: '10:00', invitees, claimId: `claim-${conferenceId}` }), ...more };
  const state = await desk.record(conferenceId, [{ type: 'conferenceBooked', data: booking }]);
  if (state.kind !== 'booked') throw new Error('it is booked');
  const rest = noticesOwed(state, { ...conferenceRules(book, booking).noticeTimes, diaryCoordinators: [], serviceManagers: [], byMail: true }).filter(({ kind }) => kind !== 'reportReminder' && kind !== 'reportsOverdue');
  await desk.record(conferenceId, rest.map(({ noticeId }): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId, outcome: { kind: 'sent', activityId: '', conversationId: 'c' } } })));
}

async function begin(ids: readonly string[]): Promise<Woken[]> {
  const woken: Woken[] = [];
  for (const conferenceId of ids) {
    await wakes.plant('northvale', isoUtc(now), conferenceId);
    const each = await waking.begin(conferenceId, await wakes.due('northvale', isoUtc(now), 100, (other) => other !== conferenceId, () => undefined));
    if (each !== undefined) woken.push(each);
  }
  return woken;
}

async function wakeAll(moment: CivilInstant, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  now = moment;
  const woken = await begin(ids);
  const failed = await waking.tellTogether(woken);
  for (const each of woken) if (!failed.has(each.conferenceId)) await waking.conclude(each);
  return failed;
}

const outcomes = async (conferenceId: string): Promise<string[]> => {
  const state = await desk.look(conferenceId);
  return state.kind === 'booked' ? [...state.notices].flatMap(([noticeId, { kind }]) => (noticeId.startsWith('reportReminder') ? [`${noticeId.split('.').slice(1, 3).join('.')} ${kind}`] : [])) : [];
};

describe('reminders of several conferences', () => {
  it('reach somebody who is in all of them as one message, and somebody who is in one as the reminder of that one', async () => {
    for (const id of ['conf-one', 'conf-two']) await aConference(id, [VISITOR]);
    await aConference('conf-three', [VISITOR, TEACHER]);
    await wakeAll(FIVE_BEFORE, ['conf-one', 'conf-two', 'conf-three']);
    expect(left.toSorted()).toEqual(['reportReminder to teacher alone: conf-three', 'together: conf-one/visitor conf-three/visitor conf-two/visitor']);
    for (const id of ['conf-one', 'conf-two']) expect(await outcomes(id)).toEqual(['visitor.weekBefore sent']);
    expect((await outcomes('conf-three')).toSorted()).toEqual(['teacher.weekBefore sent', 'visitor.weekBefore sent']);
    expect([...(await wakes.conferencesWaiting('northvale'))].length).toBe(3);
  });

  it('reach somebody without an account as one letter to their address, and each other address by itself', async () => {
    await aConference('conf-one', [MIDWIFE]);
    await aConference('conf-two', [{ ...MIDWIFE, email: 'una.brook@nhs.net' }]);
    await aConference('conf-three', [{ ...MIDWIFE, email: 'other.desk@nhs.net' }]);
    await wakeAll(FIVE_BEFORE, ['conf-one', 'conf-two', 'conf-three']);
    expect(left.toSorted()).toEqual(['reportReminder to midwife alone: conf-three', 'together: conf-one/midwife conf-two/midwife']);
  });

  it('of the last day go one by one: the limit itself is not to be overlooked', async () => {
    for (const id of ['conf-one', 'conf-two']) await aConference(id, [VISITOR]);
    await wakeAll(LAST_DAY, ['conf-one', 'conf-two']);
    expect(left).toEqual(['reportReminder to visitor alone: conf-one', 'reportReminder to visitor alone: conf-two']);
  });

  it('are all repeated once, and marked, after a crash between the message and its record', async () => {
    for (const id of ['conf-one', 'conf-two']) await aConference(id, [VISITOR]);
    answer = () => 'crash';
    expect([...(await wakeAll(FIVE_BEFORE, ['conf-one', 'conf-two'])).keys()].toSorted()).toEqual(['conf-one', 'conf-two']);
    expect(await outcomes('conf-one')).toEqual(['visitor.weekBefore attempted']);
    answer = () => ({ kind: 'sent', activityId: 'a-2', conversationId: 'c' });
    left = [];
    await wakeAll(addMinutes(FIVE_BEFORE, 1), ['conf-one', 'conf-two']);
    expect(left).toEqual(['together: conf-one/visitor conf-two/visitor again']);
    left = [];
    await wakeAll(addMinutes(FIVE_BEFORE, 5), ['conf-one', 'conf-two']);
    expect(left).toEqual([]);
  });

  it.each([
    ['put off', { kind: 'returned', afterSeconds: 60 } as const, 'returned'],
    ['refused', { kind: 'needsPerson', code: '403.Gone' } as const, 'needsPerson'],
  ])('are %s each in its own conference', async (_what, result, kind) => {
    for (const id of ['conf-one', 'conf-two']) await aConference(id, [VISITOR]);
    answer = () => result;
    await wakeAll(FIVE_BEFORE, ['conf-one', 'conf-two']);
    for (const id of ['conf-one', 'conf-two']) expect(await outcomes(id)).toEqual([`visitor.weekBefore ${kind}`]);
  });

  it('are attempted no more in a conference that was stopped while the first of them left', async () => {
    const people = Array.from({ length: 9 }, (_each, place) => anInvitee({ inviteeId: `invited-${place}`, name: `Invited ${place}-Example`, person: personKey(TENANT, `00000000-0000-4000-8000-00000000000${place}`) ?? null, reportRequired: true }));
    await aConference('conf-one', people);
    let stopped: Promise<unknown> | undefined;
    answer = () => { stopped ??= desk.record('conf-one', [{ type: 'messagesStopped', data: { why: 'death', words: 'Everything stops.' } }]); return { kind: 'sent', activityId: 'a', conversationId: 'c' }; };
    await wakeAll(FIVE_BEFORE, ['conf-one']);
    await stopped;
    const { events } = await log.read({ authority: 'northvale', conferenceId: 'conf-one' }, 0);
    const types = events.map(({ type }) => type);
    expect(types.lastIndexOf('noticeAttempted')).toBeLessThan(types.indexOf('messagesStopped'));
    expect(left.length).toBeLessThan(people.length);
  });

  it('leave out a conference that was changed after it was looked at; it is woken again', async () => {
    for (const id of ['conf-one', 'conf-two', 'conf-three']) await aConference(id, [VISITOR]);
    now = FIVE_BEFORE;
    const woken = await begin(['conf-one', 'conf-two', 'conf-three']);
    await desk.record('conf-two', [{ type: 'messagesStopped', data: { why: 'death', words: 'Everything stops.' } }]);
    await waking.tellTogether(woken);
    for (const each of woken) await waking.conclude(each);
    expect(left).toEqual(['together: conf-one/visitor conf-three/visitor']);
    expect(await outcomes('conf-two')).toEqual([]);
    expect((await wakes.conferencesWaiting('northvale')).has('conf-two')).toBe(true);
  });
});

it('what is late in several conferences reaches their chair as one message', async () => {
  for (const id of ['conf-one', 'conf-two']) await aConference(id, [VISITOR]);
  await wakeAll(at('2026-12-08', '09:00'), ['conf-one', 'conf-two']);
  expect(left.filter((each) => each.includes('reportsOverdue')).map((each) => each.replaceAll(/conf-(one|two)/g, 'c'))).toContain('together: c/reportsOverdue c/reportsOverdue');
});
