/** What an invited professional says to the invitation, and that they can say otherwise until the start. */
import { describe, expect, it } from 'vitest';
import { londonInstant } from '../../../src/calendar/instants.ts';
import { day, decided, WHO } from '../../conference/a-conference.ts';
import { cardOf, CONFERENCE, NOT_THEIRS, someConferences } from './my-conferences-under-test.ts';

const OWN = { inviteeId: 'invitee-2', about: 'invitation' };

describe('an answer', () => {
  it.each([['coming', 'that you will come'], ['deputy', 'that a deputy comes for you'], ['reportOnly', 'that you send a report and do not come'], ['cannotCome', 'that you cannot come']])('%s is kept and shown', async (answer, words) => {
    const { press, look } = await someConferences();
    const card = cardOf(await press('invitation.answer', WHO.healthVisitor, { ...OWN, answer }));
    expect(card).toContain(`You said on Monday 23 November 2026 ${words}.`);
    expect((await look()).answers.get('invitee-2')).toMatchObject({ answer, by: WHO.healthVisitor });
  });

  it('can be changed from the card of a while ago, and a repeat of the first changes nothing back', async () => {
    const { press, look } = await someConferences();
    await press('invitation.answer', WHO.healthVisitor, { ...OWN, answer: 'coming' });
    await press('invitation.answer', WHO.healthVisitor, { ...OWN, answer: 'cannotCome' });
    await press('invitation.answer', WHO.healthVisitor, { ...OWN, answer: 'coming' });
    expect((await look()).answers.get('invitee-2')).toMatchObject({ answer: 'cannotCome' });
    await press('invitation.answer', WHO.healthVisitor, { ...OWN, answer: 'coming', op: 'op-2' });
    expect((await look()).answers.get('invitee-2')).toMatchObject({ answer: 'coming' });
  });

  it('that comes again has one effect', async () => {
    const { press, look } = await someConferences();
    await press('invitation.answer', WHO.healthVisitor, { ...OWN, answer: 'coming' });
    const { version } = await look();
    await Promise.all([1, 2, 3].map(() => press('invitation.answer', WHO.healthVisitor, { ...OWN, answer: 'coming' })));
    expect((await look()).version).toBe(version);
  });

  it('is not taken for somebody else, whatever the card says', async () => {
    const { press, look } = await someConferences();
    expect(cardOf(await press('invitation.answer', WHO.healthVisitor, { ...OWN, inviteeId: 'invitee-3', answer: 'coming' }))).toContain(NOT_THEIRS);
    expect((await look()).answers.size).toBe(0);
  });

  it.each(['', 'perhaps', 'toString', ['coming'], { answer: 'coming' }])('that is none of the four changes nothing: %j', async (answer) => {
    const { press, look } = await someConferences();
    await press('invitation.answer', WHO.healthVisitor, { ...OWN, answer });
    expect((await look()).answers.size).toBe(0);
  });

  it('stands from the start on, and the card says so', async () => {
    const { press, look, clock } = await someConferences();
    await press('invitation.answer', WHO.healthVisitor, { ...OWN, answer: 'coming' });
    clock.now = londonInstant(day('2026-12-08'), '10:00');
    const card = cardOf(await press('invitation.answer', WHO.healthVisitor, { ...OWN, answer: 'cannotCome', op: 'op-2' }));
    expect(card).toMatch(/The conference has started, so this cannot be changed here any more/);
    expect(card).not.toContain('invitation.answer');
    expect((await look()).answers.get('invitee-2')).toMatchObject({ answer: 'coming' });
  });

  it('that only a report is sent asks for it, with its day, and for the words that it is sent', async () => {
    const { press, look } = await someConferences();
    const card = cardOf(await press('invitation.answer', WHO.manager, { inviteeId: 'invitee-4', about: 'invitation', answer: 'reportOnly' }));
    expect(card).toContain('As you do not come, a written report is asked of you: your views, and what has changed.');
    expect(card).toMatch(/Your report is due by [^]*report\.saySent/);
    expect((await look()).booking.invitees.find(({ inviteeId }) => inviteeId === 'invitee-4')).toMatchObject({ reportRequired: true });
  });

  it('that somebody cannot come still leaves their report wanted', async () => {
    const { press } = await someConferences();
    const card = cardOf(await press('invitation.answer', WHO.healthVisitor, { ...OWN, answer: 'cannotCome' }));
    expect(card).toContain('Your report is still needed.');
    expect(card).toContain('I have sent my report');
  });
});

describe('the card', () => {
  it('has at most six buttons, and offers no answer that was given already', async () => {
    const { press } = await someConferences();
    const titles = (card: string) => [...card.matchAll(/"type":"Action\.Execute","title":"([^"]+)"/g)].map(([, title]) => title).filter((title) => title !== 'Look again');
    expect(titles(cardOf(await press('invitation.look', WHO.healthVisitor, OWN)))).toEqual(['I will come', 'I send a deputy', 'Report only', 'I cannot come', 'I have sent my report']);
    expect(titles(cardOf(await press('invitation.answer', WHO.healthVisitor, { ...OWN, answer: 'coming' })))).toEqual(['I send a deputy', 'Report only', 'I cannot come', 'I have sent my report']);
  });

  it('keeps itself up to date for whoever looks, and a reminder stays a reminder', async () => {
    const { press } = await someConferences();
    const card = cardOf(await press('invitation.answer', WHO.healthVisitor, { ...OWN, about: 'reminder', answer: 'coming' }));
    expect(card).toMatch(/"userIds":\["29:somebody"\].*"about":"reminder"/);
    expect(card).toContain('Reminder: child protection conference');
  });

  it('does not ask the social worker who booked it whether they will come', async () => {
    const { press } = await someConferences();
    expect(cardOf(await press('invitation.look', WHO.socialWorker, { inviteeId: 'invitee-1' }))).not.toContain('invitation.answer');
  });
});

describe('a report', () => {
  it('is said to be sent once, by the one who sends it or the social worker', async () => {
    const { press, look } = await someConferences();
    expect(cardOf(await press('report.saySent', WHO.healthVisitor, OWN))).toContain('You said on Monday 23 November 2026 that your report was sent.');
    await press('report.saySent', WHO.healthVisitor, { ...OWN, op: 'op-2' });
    await press('report.saySent', WHO.socialWorker, { inviteeId: 'invitee-3', op: 'op-3' });
    expect([...(await look()).reportsSaidSent.keys()]).toEqual(['invitee-2', 'invitee-3']);
  });

  it('that is not asked for is answered so', async () => {
    const { press } = await someConferences();
    expect(cardOf(await press('report.saySent', WHO.manager, { inviteeId: 'invitee-4' }))).toContain('No report is asked of you');
  });

  it('is not said to be sent for somebody else', async () => {
    const { press } = await someConferences();
    expect(cardOf(await press('report.saySent', WHO.healthVisitor, { inviteeId: 'invitee-3' }))).toContain(NOT_THEIRS);
  });
});

it('nothing is answered any more once the decisions are released', async () => {
  const { press, desk } = await someConferences();
  await desk.record(CONFERENCE, [{ type: 'decisionRecorded', data: decided('child-1') }, { type: 'decisionsReleased', data: { gaps: [], reason: null } }]);
  expect(cardOf(await press('invitation.answer', WHO.healthVisitor, { ...OWN, answer: 'coming' }))).toContain('That could not be done');
});
