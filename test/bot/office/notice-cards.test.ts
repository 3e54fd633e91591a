/** What leaves the building between the booking and the day: the right card to the right person, and nothing of the case in a toast. */
import { describe, expect, it } from 'vitest';
import { conferenceRules } from '../../../bot/conference-rules.ts';
import type { NoticeSender } from '../../../bot/jobs/notice-sender.ts';
import { RateBuckets } from '../../../bot/jobs/rate-buckets.ts';
import type { ConnectorClient, Outgoing } from '../../../bot/teams/connector-client.ts';
import { plainNoticeCard } from '../../../bot/office/notice-cards.ts';
import { noticeSender, type NoticeSenderParts } from '../../../bot/teams/notice-sender.ts';
import { addMinutes, type CivilInstant } from '../../../src/calendar/instants.ts';
import type { ConferenceEvent } from '../../../src/conference/events.ts';
import type { BookedConference } from '../../../src/conference/state.ts';
import { noticesOwed, type Notice, type NoticeRules } from '../../../src/notices/owed.ts';
import type { PersonKey } from '../../../src/people/person.ts';
import { aBooking, booked, bookedWith, later, OBSERVER, PREPARATION, SOLICITOR, WHO } from '../../conference/a-conference.ts';
import { remindedAt } from '../../notices/reminded-at.ts';
import { nottinghamshireRulebook } from '../../procedures/nottinghamshire-rulebook.ts';
import { authority, NOW, OFFICE } from './office-under-test.ts';

const NOON = '2026-11-24T12:00:00.000Z';
const RISK = 'Shouts when he feels not heard';
const rules = conferenceRules(nottinghamshireRulebook(), aBooking());
const noticeRules = { ...remindedAt([]), serviceManagers: [], diaryCoordinators: [OFFICE.dana], byMail: false };
const toJo: ConferenceEvent = { type: 'chairReassigned', data: { from: { person: WHO.chair, name: 'Alex Wren-Example' }, to: { person: WHO.otherChair, name: 'Jo Tarn-Example' }, claimId: 'claim-2', conflictOfInterest: false, reason: 'Knows the family.' } };

type Sent = { readonly how: 'sent' | 'updated'; readonly conversationId: string; readonly summary: string; readonly card: string };

/** A sender whose messages are kept. */
function senderInto(out: Outgoing[], more: Partial<Pick<NoticeSenderParts, 'stillWanted'>> & { readonly rates?: Pick<RateBuckets, 'take'> } = {}): NoticeSender {
  const connector = { send: (outgoing: Outgoing) => { out.push(outgoing); return Promise.resolve({ kind: 'sent' as const, activityId: 'card' }); } } as unknown as ConnectorClient;
  return noticeSender({
    authority, connector, civilNow: () => NOW, rulesOf: () => rules, acknowledgeBy: () => null, stillWanted: () => Promise.resolve(true), stillHolding: () => true,
    ...more, rates: (more.rates ?? new RateBuckets({ machineNow: () => 0, sleep: () => Promise.resolve() })) as RateBuckets,
    chats: { of: (person) => Promise.resolve({ serviceUrl: 'https://smba.trafficmanager.net/uk', conversationId: `chat-of-${person}`, channelUserId: '29:somebody' }), remember: () => Promise.resolve(false), forget: () => Promise.resolve(), team: () => Promise.resolve(undefined), rememberTeam: () => Promise.resolve() },
  });
}

/** Sends every notice that is owed, and says what left. */
async function sent(state: BookedConference, repeat = false, acknowledgeBy: (agreedAt: CivilInstant) => CivilInstant | null = () => null): Promise<ReadonlyMap<Notice['kind'], Sent>> {
  const out: Sent[] = [];
  const left = (how: Sent['how']) => ({ conversationId, activity }: Outgoing) => {
    out.push({ how, conversationId, summary: (activity as unknown as { summary: string }).summary, card: JSON.stringify(activity) });
    return Promise.resolve({ kind: 'sent' as const, activityId: `card-${out.length}` });
  };
  const connector = { send: left('sent'), update: left('updated') } as unknown as ConnectorClient;
  const sender = noticeSender({
    authority, connector, rates: new RateBuckets({ machineNow: () => 0, sleep: () => Promise.resolve() }), civilNow: () => NOW, rulesOf: () => rules, acknowledgeBy, stillWanted: () => Promise.resolve(true), stillHolding: () => true,
    chats: { of: (person) => Promise.resolve({ serviceUrl: 'https://smba.trafficmanager.net/uk', conversationId: `chat-of-${person}`, channelUserId: '29:somebody' }), remember: () => Promise.resolve(false), forget: () => Promise.resolve(), team: () => Promise.resolve(undefined), rememberTeam: () => Promise.resolve() },
  });
  const kinds: Notice['kind'][] = [];
  for (const notice of noticesOwed(state, noticeRules)) {
    await sender.send('conference-1', notice, state, repeat);
    kinds.push(notice.kind);
  }
  return new Map(kinds.map((kind, place) => [kind, out[place]!]));
}

const sensitive = (): BookedConference => bookedWith({ preparation: { ...PREPARATION, risk: { posed: true, words: RISK, assessed: true } } });
const allOut = (state: BookedConference): BookedConference => later(state, NOON, ...noticesOwed(state, noticeRules).map(({ noticeId }): ConferenceEvent => ({ type: 'noticeSettled', data: { noticeId, outcome: { kind: 'sent', activityId: `old-${noticeId}`, conversationId: 'chat' } } })));

const CASES: Record<string, () => BookedConference> = {
  'on the day of booking': sensitive,
  'confirmed by one of several': () => later(allOut(sensitive()), NOON, { type: 'bookingConfirmed', data: {} }),
  'another chair': () => later(allOut(sensitive()), NOON, toJo),
  'the list returned, Outlook away and somebody taken off': () => later(allOut(sensitive()), NOON, { type: 'listReturned', data: { reason: 'The school nurse is missing.' } }, { type: 'meetingNotPlaced', data: { code: '503', again: null } }, { type: 'inviteeRemoved', data: { inviteeId: 'invitee-3', reason: 'Another school.' } }),
};

describe('reports that are late', () => {
  const state = booked;
  const cardTo = (person: PersonKey, late: readonly string[]): string =>
    JSON.stringify(plainNoticeCard('reportsOverdue', state(), { reader: person, late: state().booking.invitees.filter(({ inviteeId }) => late.includes(inviteeId)), more: [] }));

  it('are named to the social worker, who telephones; to the chair, who need not wait; and to the manager, who asks', () => {
    const late = ['invitee-2', 'invitee-3'];
    expect(cardTo(WHO.socialWorker, late)).toMatch(/Not sent, and the time has passed: .+; .+\. *[^]*Please telephone them/);
    expect(cardTo(WHO.chair, late)).toMatch(/is asked to telephone them\. You may do without a report[^]*need not wait/);
    expect(cardTo(WHO.manager, late)).toMatch(/Please see with them what stands in the way/);
  });

  it('of the reader’s own are asked for, and nobody is told to telephone themselves', () => {
    expect(cardTo(WHO.socialWorker, ['invitee-1'])).toMatch(/Your own report is late\. Please send it/);
    expect(cardTo(WHO.socialWorker, ['invitee-1'])).not.toMatch(/telephone/);
  });
});

describe('what several conferences say to one person', () => {
  const reminded: NoticeRules = { ...noticeRules, ...remindedAt([{ rung: 'weekBefore', at: addMinutes(NOW, 1) }]) };
  const sayings = () => ['conference-1', 'conference-2'].map((conferenceId, place) => {
    const state = bookedWith({ caseReference: `EX-${20_417 + place}` });
    const notice = noticesOwed(state, reminded).find(({ kind, inviteeId }) => kind === 'reportReminder' && inviteeId === 'invitee-2');
    if (notice === undefined) throw new Error('it is owed');
    return { conferenceId, state, notice };
  });

  it('is one message that names both, keeps itself up to date for them, and is nobody’s card to change', async () => {
    const out: Outgoing[] = [];
    const results = await senderInto(out).together(sayings(), true);
    expect(out).toHaveLength(1);
    const [{ activity }] = out as [Outgoing];
    const text = JSON.stringify(activity);
    expect(text).toMatch(/EX-20417[^]*EX-20418/);
    expect(text).toMatch(/"verb":"reports.due"/);
    expect(text).toMatch(/This may reach you twice/);
    expect((activity as unknown as { summary: string }).summary).toBe('Reminders about several reports');
    expect(results).toEqual([0, 1].map(() => ({ kind: 'sent', activityId: '', conversationId: `chat-of-${WHO.healthVisitor}`, together: true })));
  });

  it('waits when one of them is not wanted any more, and is said without it later', async () => {
    const out: Outgoing[] = [];
    const results = await senderInto(out, { rates: { take: () => Promise.resolve(true) }, stillWanted: (conferenceId) => Promise.resolve(conferenceId === 'conference-1') }).together(sayings(), false);
    expect([out, results]).toEqual([[], [{ kind: 'returned' }, { kind: 'returned' }]]);
  });

  it('leaves no word behind when somebody is taken off the list: it no longer shows that conference', () => {
    const [saying] = sayings();
    const told = later(saying!.state, NOON, { type: 'noticeSettled', data: { noticeId: saying!.notice.noticeId, outcome: { kind: 'sent', activityId: '', conversationId: 'chat', together: true } } }, { type: 'inviteeRemoved', data: { inviteeId: 'invitee-2', reason: 'Another visitor.' } });
    expect(noticesOwed(told, noticeRules).filter(({ kind }) => kind === 'uninvited')).toEqual([]);
  });
});

describe.each(Object.entries(CASES))('%s', (_name, state) => {
  it('shows nothing of the case in a toast', async () => {
    const messages = [...(await sent(state())).values()];
    expect(messages.length).toBeGreaterThan(0);
    for (const { summary } of messages) {
      expect(summary).toMatch(/^[A-Z].{8,60}$/);
      for (const words of ['EX-1', 'Child', 'Mother', 'Example', '2026', 'December', RISK]) expect(summary).not.toContain(words);
    }
  });

  it('is said to come twice where it may', async () => {
    for (const [kind, { how, card }] of await sent(state(), true)) if (how === 'sent') expect([kind, card.includes('This may reach you twice.')]).toEqual([kind, true]);
    for (const { card } of (await sent(state())).values()) expect(card).not.toContain('twice');
  });
});

it('the risks in words go to the chair alone', async () => {
  const messages = await sent(sensitive());
  expect([...messages].filter(([, { card }]) => card.includes(RISK)).map(([kind]) => kind)).toEqual(['chairBriefing']);
  expect(messages.get('chairBriefing')?.conversationId).toBe(`chat-of-${WHO.chair}`);
  expect(messages.get('bookingRequest')?.conversationId).toBe(`chat-of-${OFFICE.dana}`);
  expect(messages.get('listToConfirm')?.conversationId).toBe(`chat-of-${WHO.manager}`);
});

it('each keeps itself up to date for the one it went to', async () => {
  const messages = await sent(sensitive());
  for (const [kind, verb] of [['chairBriefing', 'flags.look'], ['bookingRequest', 'office.look'], ['listToConfirm', 'list.look']] as const) {
    expect(messages.get(kind)?.card).toMatch(new RegExp(`"refresh":\\{"userIds":\\["29:somebody"\\],"action":\\{[^}]*"verb":"${verb.replace('.', '\\.')}"`));
  }
});

it('whoever has no part in it any more finds nothing of it: not the case, the day or the names', async () => {
  const [changed, removed] = [await sent(CASES['another chair']!()), await sent(CASES['the list returned, Outlook away and somebody taken off']!())];
  for (const message of [changed.get('withdrawnCard'), removed.get('uninvited')]) {
    expect(message?.how).toBe('updated');
    for (const words of ['EX-1', '2026', 'Child', 'Example', RISK]) expect(message?.card).not.toContain(words);
  }
});

it('the chair before learns who has it now, and not why it was changed', async () => {
  const messages = await sent(CASES['another chair']!());
  expect(messages.get('chairReleased')?.card).toContain('Jo Tarn-Example chairs it now');
  for (const { card } of messages.values()) expect(card).not.toContain('Knows the family');
});

it('the social worker reads why the list came back, and the office that Outlook will not try again', async () => {
  const messages = await sent(CASES['the list returned, Outlook away and somebody taken off']!());
  expect(messages.get('listReturned')?.card).toContain('Morgan Vale-Example asks you to look at it again: The school nurse is missing.');
  expect(messages.get('meetingNotPlaced')?.card).toContain('Outlook could not place this conference, and does not try again.');
});

it('a decision out of hours is shown with the time by which it is acknowledged', async () => {
  const late = bookedWith({ agreed: { by: { person: WHO.manager, name: 'Morgan Vale-Example' }, at: '2026-11-20T19:00:00.000Z', outOfHours: true } });
  const card = (await sent(late, false, (agreedAt) => addMinutes(agreedAt, 14 * 60))).get('bookingRequest')?.card;
  expect(card).toMatch(/agreed to it on Friday 20 November 2026 at 19:00, out of hours \(NOT-005\)\. It is to be acknowledged by Saturday 21 November 2026 at 09:00/);
});

it('somebody to be agreed to is on the card of whoever agrees, and is sent nothing', async () => {
  const state = booked({ type: 'inviteeAdded', data: { invitee: SOLICITOR } }, { type: 'inviteeAdded', data: { invitee: OBSERVER } });
  const messages = await sent(state);
  expect(messages.get('listToConfirm')?.card).toContain('"title":"Ros Penn-Example, Solicitor"');
  expect(messages.get('chairBriefing')?.card).toContain('"title":"Bo Reed-Example, Student social worker"');
  expect(noticesOwed(state, noticeRules).map(({ inviteeId }) => inviteeId)).not.toContain(SOLICITOR.inviteeId);
});

describe('a notice that had to wait for its turn', () => {
  const waiting = async (stillWanted: boolean, holding = true) => {
    const left: string[] = [];
    let now = 0;
    const connector = { send: () => (left.push('sent'), Promise.resolve({ kind: 'sent' as const, activityId: 'card' })) } as unknown as ConnectorClient;
    const sender = noticeSender({
      authority, connector, rates: new RateBuckets({ machineNow: () => now, sleep: (ms) => ((now += ms), Promise.resolve()) }), civilNow: () => NOW, rulesOf: () => rules, acknowledgeBy: () => null, stillWanted: () => Promise.resolve(stillWanted), stillHolding: () => holding,
      chats: { of: () => Promise.resolve({ serviceUrl: 'https://smba.trafficmanager.net/uk', conversationId: 'one-chat', channelUserId: '29:somebody' }), remember: () => Promise.resolve(false), forget: () => Promise.resolve(), team: () => Promise.resolve(undefined), rememberTeam: () => Promise.resolve() },
    });
    const state = booked();
    const [notice] = noticesOwed(state, noticeRules);
    const results = [];
    for (let count = 0; count < 8; count += 1) results.push((await sender.send('conference-1', notice!, state, false)).kind);
    return { left: left.length, results };
  };

  it('leaves where it is still wanted', async () => {
    expect(await waiting(true)).toEqual({ left: 8, results: Array.from({ length: 8 }, () => 'sent') });
  });

  it('does not leave from a process whose lease is over', async () => {
    expect(await waiting(true, false)).toEqual({ left: 0, results: Array.from({ length: 8 }, () => 'ambiguous') });
  });

  it('does not leave once all messages are stopped, though it had been taken in hand', async () => {
    expect(await waiting(false)).toEqual({ left: 7, results: [...Array.from({ length: 7 }, () => 'sent'), 'returned'] });
  });
});
