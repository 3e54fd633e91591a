/** An incident from the cards: opened from what was sent, by those who may stop messages, added to, and closed by those who answer for it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { stopStanding } from '../../../src/conference/stopping.ts';
import { day, WHO } from '../../conference/a-conference.ts';
import { cardOf, NOT_THEIRS, OTHERS, someConferences } from './my-conferences-under-test.ts';

let conferences: Awaited<ReturnType<typeof someConferences>>;
let presses = 0;
const ITEM = 'invitation.invitee-2';
const WRONG = { item: ITEM, kind: 'wrongRecipient', words: 'It went to a visitor of another district.' };
beforeEach(async () => {
  conferences = await someConferences();
  await conferences.record({ type: 'noticeSettled', data: { noticeId: ITEM, outcome: { kind: 'sent', activityId: 'a-1', conversationId: 'c' } } }, { type: 'noticeSettled', data: { noticeId: 'invitation.invitee-3', outcome: { kind: 'needsPerson', code: 'notReachable' } } });
});
const press = async (verb: Parameters<typeof conferences.press>[0], who: Parameters<typeof conferences.press>[1], input: object = {}) => cardOf(await conferences.press(verb, who, { op: `op-${(presses += 1)}`, ...input }));
const incidents = async () => (await conferences.look()).incidents;

describe('what was sent', () => {
  it('offers those messages that somebody may have, to whoever may stop messages', async () => {
    const card = await press('messages.sent', WHO.socialWorker);
    expect(card).toMatch(/"value":"invitation\.invitee-2"/);
    expect(card).not.toMatch(/"value":"invitation\.invitee-3"/);
    expect(card).not.toContain('"Incidents"');
  });

  it('opens an incident of the one chosen, stops the whole case, and shows what follows', async () => {
    await conferences.bookAlso('conference-2', { caseReference: 'EX-1', on: day('2026-12-10') });
    const card = await press('incident.open', WHO.socialWorker, WRONG);
    expect(card).toMatch(/An incident is open, and all messages are stopped, for 2 conferences of this case\.[^]*Something went to the wrong person\. Said by Robin Ashdown-Example on Monday 23 November 2026 at 09:00: It went to a visitor[^]*The message: Invitation, to Priya Heron-Example, Health visitor: in Teams\./);
    expect(card).toContain('decided by Thursday 26 November 2026 at 09:00 (UK GDPR, article 33)');
    expect(card).not.toContain('"incident.close"');
    expect(await Promise.all(['conference-1', 'conference-2'].map(async (id) => stopStanding(await conferences.look(id)) !== undefined))).toEqual([true, true]);
    expect((await conferences.look('conference-2')).incidents).toEqual([]);
    expect(await press('messages.sent', WHO.socialWorker)).toContain('"Incidents"');
  });

  it('asks for the message and the words beside their fields, and stops nothing before', async () => {
    const card = await press('incident.open', WHO.chair, { ...WRONG, item: '', words: '' });
    for (const words of ['Please choose which message.', 'Please say what has happened', '2 answers need another look']) expect(card).toContain(words);
    expect(await press('incident.open', WHO.chair, { ...WRONG, item: 'invitation.invitee-77' })).toContain('That message is not among those sent.');
    expect(await press('incident.open', WHO.chair, { ...WRONG, kind: 'death' })).toContain('Please choose from the list.');
    expect([stopStanding(await conferences.look()), await incidents()]).toEqual([undefined, []]);
  });
});

describe('an open incident', () => {
  beforeEach(() => press('incident.open', WHO.socialWorker, WRONG));

  it('is added to, and closed by the team manager or a service manager with what was found', async () => {
    expect(await press('incident.note', OTHERS.dana, { incident: 1, words: 'She was telephoned and has deleted it.' })).toMatch(/Added to the record\.[^]*Dana Quill-Example on Monday 23 November 2026 at 09:00: She was telephoned/);
    expect(await press('incident.close', WHO.socialWorker, { incident: 1, words: 'So.' })).toContain(NOT_THEIRS);
    expect(await press('incident.close', OTHERS.serviceManager, { incident: 1, words: '' })).toContain('Please say why');
    expect(await press('incident.close', OTHERS.serviceManager, { incident: 1, words: 'Nothing is to be reported.' })).toMatch(/An incident, closed[^]*The incident is closed\.[^]*Closed by Lee Moor-Example on Monday 23 November 2026 at 09:00: Nothing is to be reported\./);
    expect((await incidents())[0]?.closed?.words).toBe('Nothing is to be reported.');
  });

  it('stands in the readiness, and on the card that stops messages, until it is closed', async () => {
    expect(await press('conference.readiness', WHO.chair)).toContain('An incident is open. Add what was done');
    await press('messages.resume', WHO.manager, { words: 'The list was put right.' });
    expect(await press('messages.stopping', WHO.chair)).toContain('An incident is open, and stays open when messages leave again');
    await press('incident.close', WHO.manager, { incident: 1, words: 'Deleted unread.' });
    expect(await press('conference.readiness', WHO.chair)).not.toContain('An incident is open');
    expect(await press('messages.stopping', WHO.chair)).not.toContain('An incident is open');
  });

  it('is shown among several, the next after the last being the first', async () => {
    await press('messages.stop', WHO.chair, { why: 'addressExposed', words: 'On a letter.' });
    expect(await incidents()).toHaveLength(2);
    expect(await press('incident.show', WHO.chair, { incident: 2 })).toMatch(/Incident 2 of 2[^]*An address was exposed[^]*"incident":1/);
    expect(await press('incident.show', WHO.chair, { incident: 9 })).toContain('Incident 2 of 2');
  });

  it('is nothing that the invited or strangers see, add to or close', async () => {
    for (const who of [WHO.healthVisitor, OTHERS.stranger, OTHERS.otherSocialWorker]) {
      for (const verb of ['incident.show', 'incident.note', 'incident.close', 'incident.open'] as const) expect(await press(verb, who, { ...WRONG, incident: 1 })).toContain(NOT_THEIRS);
    }
    expect((await incidents())[0]).toMatchObject({ notes: [], closed: null });
  });
});
