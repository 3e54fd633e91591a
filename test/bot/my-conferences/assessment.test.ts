/** The Child Assessment from the booking of a review to the new date after a stand-down: pressed by each who has a part in it, and by those who have none. */
import { beforeEach, describe, expect, it } from 'vitest';
import { RateBuckets } from '../../../bot/jobs/rate-buckets.ts';
import type { ConnectorClient, Outgoing } from '../../../bot/teams/connector-client.ts';
import { noticeSender } from '../../../bot/teams/notice-sender.ts';
import { londonInstant } from '../../../src/calendar/instants.ts';
import { assessmentStanding } from '../../../src/conference/child-assessment.ts';
import type { ConferenceBooked } from '../../../src/conference/events.ts';
import { stepsDue, type NoticeRules } from '../../../src/notices/owed.ts';
import type { PersonKey } from '../../../src/people/person.ts';
import { day, INVITEES, WHO } from '../../conference/a-conference.ts';
import { REVIEW } from '../../conference/a-review.ts';
import { nottinghamshireRulebook, practiceRulebook } from '../../procedures/nottinghamshire-rulebook.ts';
import { authority, cardOf, CONFERENCE, NOT_THEIRS, OTHERS, someConferences } from './my-conferences-under-test.ts';

const at = (date: string, time = '10:00') => londonInstant(day(date), time);
const OF_THE_ASSESSMENT = /^(?:assessment|stoodDown)/;

type Conferences = Awaited<ReturnType<typeof someConferences>>;
type Message = { readonly to: string; readonly kind: string; readonly card: string; readonly summary: string };

let conferences: Conferences;
let presses = 0;

const open = async (changes: Partial<ConferenceBooked> = {}, book = practiceRulebook()): Promise<void> => {
  conferences = await someConferences({ ...REVIEW, ...changes }, book, at('2026-04-13'));
};
beforeEach(() => open());

const press = async (verb: Parameters<Conferences['press']>[0], who: PersonKey, input: object = {}) => cardOf(await conferences.press(verb, who, { op: `op-${(presses += 1)}`, ...input }));
const verbsOn = (card: string): readonly string[] => [...new Set([...card.matchAll(/"verb":"(assessment\.[a-zA-Z]+)"/g)].map(([, verb]) => verb ?? ''))].filter((verb) => verb !== 'assessment.show').toSorted();

/** What leaves at that moment about the assessment, by the real sender; recorded as sent, so that nothing leaves twice. */
async function woken(date: string, time = '10:00', repeat = false): Promise<readonly Message[]> {
  conferences.clock.now = at(date, time);
  const state = await conferences.look();
  const rules: NoticeRules = { ...conferences.rulesOf(state).noticeTimes, serviceManagers: [], diaryCoordinators: [OTHERS.dana], practiceLeads: authority.withRole('practiceLead').map(({ person }) => person), byMail: false };
  const out: Message[] = [];
  const connector = { send: ({ conversationId, activity }: Outgoing) => (out.push({ to: conversationId, kind: '', card: JSON.stringify(activity), summary: (activity as unknown as { summary: string }).summary }), Promise.resolve({ kind: 'sent' as const, activityId: `card-${out.length}` })) } as unknown as ConnectorClient;
  const sender = noticeSender({
    authority, connector, rates: new RateBuckets({ machineNow: () => 0, sleep: () => Promise.resolve() }), civilNow: () => conferences.clock.now, rulesOf: conferences.rulesOf, acknowledgeBy: () => null, stillWanted: () => Promise.resolve(true), stillHolding: () => true,
    chats: { of: (person) => Promise.resolve({ serviceUrl: 'https://smba.trafficmanager.net/uk', conversationId: person, channelUserId: '29:somebody' }), remember: () => Promise.resolve(false), forget: () => Promise.resolve(), team: () => Promise.resolve(undefined), rememberTeam: () => Promise.resolve() },
  });
  const messages: Message[] = [];
  for (const step of stepsDue(state, rules, conferences.clock.now).filter(({ notice }) => OF_THE_ASSESSMENT.test(notice.kind))) {
    if (step.do === 'send') {
      await sender.send(CONFERENCE, step.notice, state, repeat);
      messages.push({ ...out.at(-1)!, kind: step.notice.kind });
    }
    await conferences.record({ type: 'noticeSettled', data: { noticeId: step.notice.noticeId, outcome: step.do === 'suppress' ? { kind: 'suppressed', reason: step.reason } : { kind: 'sent', activityId: 'card', conversationId: 'chat' } } });
  }
  return messages;
}

const told = (messages: readonly Message[]): readonly string[] => messages.map(({ kind, to }) => `${kind} to ${to.slice(-2)}`);

it('the way of one that is in time: given, sent back, given again, approved, shared, with the Unit', async () => {
  const show = await press('assessment.show', WHO.socialWorker);
  for (const words of ['The Practice Lead does not have it yet.', 'The social worker means to recommend ending the plan (PST-001).', 'goes to the Practice Lead: by Friday 1 May 2026 (PST-004).', 'shared with the parents: by Wednesday 13 May 2026 (PST-005).', 'to the Safeguarding Unit: by Wednesday 13 May 2026 (PST-005).', 'Two weeks are 14 calendar days']) expect(show).toContain(words);
  expect(verbsOn(show)).toEqual(['assessment.given', 'assessment.shared', 'assessment.toUnit']);
  const [reminder] = await woken('2026-04-29');
  expect([reminder?.kind, reminder?.to]).toEqual(['assessmentReminder', WHO.socialWorker]);
  expect(reminder?.card).toContain('Please give the Child Assessment to the Practice Lead by Friday 1 May 2026 (PST-004)');

  expect(await press('assessment.given', WHO.socialWorker, { on: '2026-04-29' })).toMatch(/Recorded: the Practice Lead has it[^]*It is with the Practice Lead, and not approved yet\.[^]*Given to the Practice Lead on Wednesday 29 April 2026\./);
  const [asked] = await woken('2026-04-29', '11:00');
  expect([asked?.kind, asked?.to, verbsOn(asked?.card ?? '')]).toEqual(['assessmentToApprove', WHO.practiceLead, ['assessment.approve', 'assessment.return']]);
  expect(await press('assessment.return', WHO.practiceLead)).toContain('Please say what has to change.');
  expect(await press('assessment.return', WHO.practiceLead, { returnReason: 'The risk is not weighed.' })).toContain('Sent back to the social worker with your reasons.');
  const [back] = await woken('2026-04-29', '12:00');
  expect(back?.card).toMatch(/The Practice Lead has sent the Child Assessment back to you[^]*Sent back by the Practice Lead on Wednesday 29 April 2026\. The risk is not weighed\./);

  await press('assessment.given', WHO.socialWorker, { on: '2026-04-29' });
  expect(told(await woken('2026-04-30'))).toEqual([`assessmentToApprove to ${WHO.practiceLead.slice(-2)}`]);
  expect(await press('assessment.approve', WHO.practiceLead)).toContain('Approved. It can be shared');
  conferences.clock.now = at('2026-05-12');
  await press('assessment.shared', WHO.socialWorker, { on: '2026-05-11' });
  expect(await press('assessment.toUnit', WHO.socialWorker, { on: '2026-05-12' })).toMatch(/The Safeguarding Unit has it\.[^]*Approved by the Practice Lead on[^]*Shared with the parents on Monday 11 May 2026\.[^]*Given to the Safeguarding Unit on Tuesday 12 May 2026\./);
  expect(await woken('2026-05-14')).toEqual([]);
  expect(verbsOn(await press('assessment.show', WHO.chair))).toEqual([]);
});

describe('one that is missing when the Unit’s day has passed', () => {
  it('is put to the chair early, who holds the review with ending the plan closed', async () => {
    expect(verbsOn(await press('assessment.show', WHO.chair))).toEqual([]);
    await woken('2026-05-13', '16:00');
    const asked = await woken('2026-05-14', '09:00');
    expect(told(asked)).toEqual([`assessmentMissing to ${WHO.chair.slice(-2)}`]);
    expect(verbsOn(asked[0]?.card ?? '')).toEqual(['assessment.hold', 'assessment.standDown']);
    expect(asked[0]?.card).toContain('A new date has to be booked by Monday 1 June 2026 (NAT-003), the review limit.');
    expect(await press('assessment.hold', WHO.chair)).toContain('Please say why, so that it can be put right.');
    expect(await press('assessment.hold', WHO.chair, { chairReason: 'The family has waited.' })).toMatch(/Recorded: the review is held[^]*To be held on its day, with ending the plan not to be decided until the assessment is in: decided on Thursday 14 May 2026 at 09:00, because the assessment was missing\. The family has waited\./);
    const answer = await woken('2026-05-14', '10:00');
    expect(told(answer)).toEqual([`assessmentDecided to ${WHO.socialWorker.slice(-2)}`]);
    expect(await press('conference.readiness', WHO.socialWorker)).toContain('The review is held without a decision to end the plan, until the Child Assessment is in (PST-008).');
  });

  it('or stands it down: the social worker and the co-ordinator are told of the limit, and it stays open until a new date is booked and the concern is raised', async () => {
    conferences.clock.now = at('2026-05-14');
    const down = await press('assessment.standDown', WHO.chair, { chairReason: 'There is time for it.' });
    expect(down).toMatch(/The review is stood down\.[^]*Stood down: decided on Thursday 14 May 2026 at 10:00[^]*Not yet raised with the Principal Manager \(PST-009\)\./);
    expect(verbsOn(down)).toEqual(['assessment.hold', 'assessment.raised']);
    const messages = await woken('2026-05-14', '11:00');
    expect(told(messages)).toEqual([`assessmentDecided to ${WHO.socialWorker.slice(-2)}`, `stoodDown to ${OTHERS.dana.slice(-2)}`]);
    for (const { card } of messages) expect(card).toMatch(/A new date has to be booked by Monday 1 June 2026 \(NAT-003\), the review limit\./);
    expect(messages.at(-1)?.card).toContain('The companion does not move it');
    for (const card of [down, ...messages.map(({ card: each }) => each)]) expect(card).not.toMatch(/step(?:ped|s)? down/i);

    const openThings = async () => press('conference.readiness', WHO.chair);
    expect(await openThings()).toMatch(/The review is stood down, and no new date is booked\. A new date has to be booked by Monday 1 June 2026 \(NAT-003\)[^]*A stand-down for want of a Child Assessment: to raise with the Principal Manager through dispute resolution \(PST-009\)\.[^]*Who: Alex Wren-Example/);
    conferences.clock.now = at('2026-05-15');
    await conferences.bookAlso('conference-2', { ...REVIEW, on: day('2026-05-29'), claimId: 'claim-9' });
    expect(await openThings()).not.toContain('no new date is booked');
    expect(await press('assessment.raised', WHO.chair)).toContain('Please say when and how it was raised.');
    expect(await press('assessment.raised', WHO.chair, { raisedWords: 'By letter.' })).toMatch(/Recorded: raised with the Principal Manager\.[^]*Raised with the Principal Manager, as recorded on Friday 15 May 2026 at 10:00: By letter\./);
    expect(await openThings()).not.toContain('PST-009');
  });

  it('and was stood down by mistake, is held after all: the co-ordinator hears of it', async () => {
    conferences.clock.now = at('2026-05-14');
    await press('assessment.standDown', WHO.chair, { chairReason: 'So.' });
    await woken('2026-05-14', '11:00');
    await press('assessment.hold', WHO.chair, { chairReason: 'It comes tomorrow.' });
    const messages = await woken('2026-05-14', '12:00');
    expect(messages.at(-1)?.card).toContain('A review is held after all');
  });

  it('with no later day inside the limit: that conflict is shown, and lateness alone does not move it', async () => {
    await open({ on: day('2026-06-01') });
    conferences.clock.now = at('2026-05-28');
    const missing = await press('assessment.show', WHO.chair);
    expect(missing).toContain('Conflict: there is no later day inside the review limit, which is Monday 1 June 2026 (NAT-003).');
    expect(missing).toContain('Any new date is after the review limit');
    await press('assessment.toUnit', WHO.socialWorker, { on: '2026-05-28', reason: 'The lead was away.' });
    const late = await press('assessment.show', WHO.chair);
    expect([verbsOn(late), late.includes('It came to the Safeguarding Unit after its day.')]).toEqual([['assessment.hold'], true]);
    expect(await press('assessment.standDown', WHO.chair, { chairReason: 'So.' })).toContain('There is no later day inside the review limit, and lateness alone does not move a review past it. (AMB-31)');
  });
});

describe('who may do what', () => {
  const ALL = ['assessment.given', 'assessment.shared', 'assessment.toUnit', 'assessment.approve', 'assessment.return', 'assessment.hold', 'assessment.standDown', 'assessment.raised'] as const;
  const typed = { on: '2026-05-13', reason: 'So.', returnReason: 'So.', chairReason: 'So.', raisedWords: 'So.' };

  it.each([
    ['the social worker', WHO.socialWorker, ['assessment.given', 'assessment.shared', 'assessment.toUnit']],
    ['the Practice Lead who is invited', WHO.practiceLead, ['assessment.approve', 'assessment.return']],
    ['a Practice Lead of the authority', OTHERS.rosterLead, ['assessment.approve', 'assessment.return']],
    ['the chair', WHO.chair, ['assessment.hold', 'assessment.raised', 'assessment.standDown']],
    ['the team manager', WHO.manager, []], ['the diary co-ordinator', OTHERS.dana, []], ['a professional who is invited', WHO.healthVisitor, []], ['a service manager', OTHERS.serviceManager, []], ['another chair', WHO.otherChair, []], ['a stranger', OTHERS.stranger, []],
  ] as const)('%s', async (_who, person, allowed) => {
    const done: string[] = [];
    for (const verb of ALL) {
      await open();
      conferences.clock.now = at('2026-05-14');
      if (verb === 'assessment.raised') await conferences.record({ type: 'assessmentDecided', data: { choice: 'standDown', fault: 'missing', reason: 'So.' } });
      const before = (await conferences.look()).version;
      const card = await press(verb, person, typed);
      if ((await conferences.look()).version > before) done.push(verb);
      else expect(card).toContain(NOT_THEIRS);
    }
    expect(done.toSorted()).toEqual(allowed);
    const shown = await press('assessment.show', person);
    expect(shown.includes(NOT_THEIRS)).toBe(allowed.length === 0);
  });

  it('a submission that is not ours, or names no conference, gets the same answer', async () => {
    for (const conferenceId of ['conference-404', '../conference-1', '']) expect(await press('assessment.show', WHO.chair, { conferenceId })).toContain(NOT_THEIRS);
  });
});

describe('faults and repeats', () => {
  it('are said beside their field, and what was typed stays', async () => {
    expect(await press('assessment.given', WHO.socialWorker, { on: '' })).toContain('Please give the day.');
    expect(await press('assessment.given', WHO.socialWorker, { on: '2026-02-31' })).toContain('This date does not exist.');
    expect(await press('assessment.shared', WHO.socialWorker, { on: '2026-04-14', reason: 'By hand.' })).toMatch(/This date is in the future\.[^]*By hand\./);
    expect(await press('assessment.shared', WHO.socialWorker, { on: '2026-04-13' })).toContain('Please say why, so that it can be put right.');
    expect(assessmentStanding(await conferences.look())).toBe('awaited');
  });

  it('one press counts once', async () => {
    await conferences.press('assessment.given', WHO.socialWorker, { op: 'once', on: '2026-04-13' });
    const { version } = await conferences.look();
    await conferences.press('assessment.given', WHO.socialWorker, { op: 'once', on: '2026-04-13' });
    expect((await conferences.look()).version).toBe(version);
  });

  it('a message that may come twice says so, and no message shows anything of the case in a toast', async () => {
    conferences.clock.now = at('2026-05-14');
    await press('assessment.given', WHO.socialWorker, { on: '2026-05-01' });
    await press('assessment.standDown', WHO.chair, { chairReason: 'So.' });
    const messages = await woken('2026-05-14', '11:00', true);
    expect(messages.length).toBeGreaterThan(2);
    for (const { card, summary } of messages) {
      expect(card).toContain('This may reach you twice.');
      expect(summary).toMatch(/^[A-Z].{8,60}$/);
      for (const words of ['EX-7', 'Child', 'Mother', 'Example', '2026']) expect(summary).not.toContain(words);
    }
  });
});

it('fits a card whatever was written and decided', async () => {
  conferences.clock.now = at('2026-05-14');
  const long = 'Because <b>of</b> "it" – naïve. '.repeat(31).slice(0, 1_000);
  for (const step of ['given', 'shared', 'toUnit'] as const) await conferences.record({ type: 'assessmentMoved', data: { step, on: day('2026-05-14'), reason: long } });
  for (let count = 0; count < 14; count += 1) await conferences.record({ type: 'assessmentDecided', data: { choice: count % 2 === 0 ? 'standDown' : 'hold', fault: 'late', reason: long } });
  const card = await press('assessment.standDown', WHO.chair, { chairReason: long });
  expect(card).toContain('Recorded: the review is stood down.');
  expect(Buffer.byteLength(card)).toBeLessThanOrEqual(20 * 1024);
  expect(await press('conference.readiness', WHO.chair)).toContain('8 stand-downs for want of a Child Assessment');
});

describe('the Practice Lead finds it again', () => {
  it('who is invited, under “My conferences” while it waits for them; at other times they find their invitation there', async () => {
    expect(await press('conference.show', WHO.practiceLead)).toContain('You are invited');
    await press('assessment.given', WHO.socialWorker, { on: '2026-04-13' });
    await conferences.lists.project(CONFERENCE, await conferences.look(), true);
    expect(await press('conferences.list', WHO.practiceLead)).toContain('Approve the Child Assessment, or send it back by Mon 18 May 2026 at 10:00.');
    expect(verbsOn(await press('conference.show', WHO.practiceLead))).toEqual(['assessment.approve', 'assessment.return']);
  });

  it('of the authority, by the reference of the case; of a review that needs none they find nothing', async () => {
    expect(await press('conferences.search', OTHERS.rosterLead, { reference: 'ex 7' })).toContain('EX-7');
    expect(verbsOn(await press('conference.show', OTHERS.rosterLead))).toEqual(['assessment.approve', 'assessment.return']);
    await open({ circumstances: { recommendEnd: false, coreGroupWantsEnd: false } });
    expect(await press('conferences.search', OTHERS.rosterLead, { reference: 'ex 7' })).toContain('Nothing found that you are part of.');
    expect(await press('conference.show', OTHERS.rosterLead)).toContain(NOT_THEIRS);
  });
});

describe('on other cards', () => {
  it('the readiness says what is open and by when, and leads to it; only whoever may see it', async () => {
    const worker = await press('conference.readiness', WHO.socialWorker);
    for (const words of ['The Practice Lead does not have the Child Assessment yet (PST-004)', 'The Child Assessment goes to the Practice Lead: by Friday 1 May 2026 (PST-004)', '"verb":"assessment.show"']) expect(worker).toContain(words);
    expect(await press('conference.readiness', WHO.manager)).not.toContain('"verb":"assessment.show"');
    conferences.clock.now = at('2026-05-14');
    expect(await press('conference.readiness', WHO.chair)).toContain('The Child Assessment is missing (PST-008). Decide under');
  });

  it('“why this date” tells why one is needed and how its days were counted', async () => {
    const why = await press('conference.whyDate', WHO.socialWorker);
    for (const words of ['A reviewed Child Assessment is needed. The social worker means to recommend ending the plan (PST-001).', 'so it is done by Friday 1 May 2026', '3 working days before Monday 18 May 2026 is Wednesday 13 May 2026']) expect(why).toContain(words);
    await open({ circumstances: { recommendEnd: false, coreGroupWantsEnd: false }, dates: { initialHeldOn: day('2025-06-01'), previousReviewHeldOn: day('2025-12-01') } });
    expect(await press('conference.whyDate', WHO.socialWorker)).toContain('Were the review a month later, the plan would be 12 months old');
  });

  it('what could make it needed and is not known is said, never assumed', async () => {
    await open({ circumstances: { recommendEnd: false } });
    expect(await press('conference.readiness', WHO.socialWorker)).toContain('It is not known whether a reviewed Child Assessment is needed: whether the core group wants it to end (PST-001, PST-002).');
    expect(await press('assessment.show', WHO.socialWorker)).toContain(NOT_THEIRS);
  });

  it('where nobody could approve it, that is said', async () => {
    await open({ invitees: INVITEES, socialWorker: { person: OTHERS.rosterLead, name: 'Nell Hart-Example' } });
    expect(await press('assessment.show', OTHERS.rosterLead)).toContain('No Practice Lead has an account here');
  });

  it('nothing of it appears where the standards are not laid over the pack, nor for a review that needs none', async () => {
    for (const [changes, book] of [[{}, nottinghamshireRulebook()], [{ circumstances: { recommendEnd: false, coreGroupWantsEnd: false }, dates: { initialHeldOn: day('2025-09-15'), previousReviewHeldOn: day('2025-12-01') } }, practiceRulebook()]] as const) {
      await open({ ...changes, invitees: INVITEES }, book);
      conferences.clock.now = at('2026-05-14');
      for (const verb of ['conference.readiness', 'conference.whyDate', 'conference.show', 'conferences.list'] as const) expect(await press(verb, WHO.socialWorker)).not.toMatch(/Child Assessment|PST-|assessment\./);
      expect(await woken('2026-05-14', '11:00')).toEqual([]);
      for (const who of [WHO.socialWorker, WHO.chair, OTHERS.rosterLead]) expect(await press('assessment.show', who)).toContain(NOT_THEIRS);
    }
  });
});
