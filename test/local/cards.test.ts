// Cards in people's hands: Universal Actions, each person's own view, dialogs, and slow or wrong answers.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drive } from '../../local/driver.ts';
import { bench, card, message, people } from './stand-in-bot.ts';
import type { Bench, BotAnswer, Wire } from './stand-in-bot.ts';

let teams: Bench;
beforeAll(async () => {
  teams = await bench({ waits: { messageMs: 300, actionMs: 150, dialogMs: 150 } });
  await teams.settled();
});
afterAll(() => teams.stop());
beforeEach(() => {
  teams.received.length = 0;
  teams.answers(() => ({ status: 200 }));
});

const as = (oid: string) => drive(teams.url).as(oid);
const decisions = '19:safeguarding-decisions@thread.tacv2';
const activitiesOf = (id: string) => `/v3/conversations/${encodeURIComponent(id)}/activities`;
const personalOf = async (oid: string) => (await as(oid).threads()).find(({ kind }) => kind === 'personal')!.id;
const posted = async (thread: string, content: unknown) => (await teams.calls('POST', activitiesOf(thread), message(content))).body.id as string;
const seenBy = async (oid: string, thread: string, id: string) => (await as(oid).inbox()).find((one) => one.thread.id === thread)!.messages.find((one) => one.id === id)!;
const titled = (text: string, more: object = {}) => card({ body: [{ type: 'TextBlock', text }], ...more });
const cardAnswer = (content: unknown): BotAnswer => ({ status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: content } });
const userIdOf = async (oid: string) => {
  const { body } = await teams.calls('GET', `/v3/conversations/${encodeURIComponent(await personalOf(oid))}/members`);
  return body[0].id as string;
};

const form = card({
  body: [
    { type: 'Input.Text', id: 'reference', label: 'Reference', isRequired: true },
    { type: 'Input.ChoiceSet', id: 'format', label: 'Format', value: 'hybrid', choices: [{ title: 'Hybrid', value: 'hybrid' }] },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Save', verb: 'save', id: 'save-button', data: { operation: 'op-1' } },
    { type: 'Action.Execute', title: 'Cancel', verb: 'cancel', associatedInputs: 'none' },
    { type: 'Action.Submit', title: 'Old way', data: { verb: 'old' } },
  ],
});

describe('a pressed Action.Execute', () => {
  it('is an invoke with verb, inputs merged into the data, and the card it came from', async () => {
    const id = await posted(await personalOf(people.robin), form);
    teams.answers(() => cardAnswer(titled('Saved')));
    expect(await as(people.robin).presses(id, 'Save', { reference: 'CASE-1' })).toEqual({ kind: 'card', card: titled('Saved') });
    const { activity } = teams.received[0]!;
    expect(activity).toMatchObject({ type: 'invoke', name: 'adaptiveCard/action', replyToId: id, from: { aadObjectId: people.robin } });
    expect(activity.value).toEqual({
      action: { type: 'Action.Execute', verb: 'save', id: 'save-button', data: { operation: 'op-1', reference: 'CASE-1', format: 'hybrid' } },
      trigger: 'manual',
    });
  });
  it('is not sent while a required input is empty, unless the button leaves inputs out', async () => {
    const id = await posted(await personalOf(people.robin), form);
    await expect(as(people.robin).presses(id, 'Save')).rejects.toThrow('required');
    expect(teams.received).toHaveLength(0);
    teams.answers(() => cardAnswer(titled('Left')));
    await as(people.robin).presses(id, 'Cancel');
    expect(teams.received[0]!.activity.value.action).toMatchObject({ verb: 'cancel', data: {} });
  });
  it('in a chat of two puts the answered card in place of the old one', async () => {
    const thread = await personalOf(people.sam);
    const id = await posted(thread, form);
    teams.answers(() => cardAnswer(titled('Saved')));
    await as(people.sam).presses(id, 'save', { reference: 'CASE-2' });
    expect((await seenBy(people.sam, thread, id)).cards).toEqual([titled('Saved')]);
  });
  it('in a channel changes the card for that person alone, until the bot changes it for everyone', async () => {
    const id = await posted(decisions, titled('For all', { actions: [{ type: 'Action.Execute', title: 'Open', verb: 'open' }] }));
    teams.answers(() => cardAnswer(titled('For Robin')));
    await as(people.robin).presses(id, 'open');
    expect((await seenBy(people.robin, decisions, id)).cards).toEqual([titled('For Robin')]);
    expect((await seenBy(people.sam, decisions, id)).cards).toMatchObject([{ body: [{ text: 'For all' }] }]);
    await teams.calls('PUT', `${activitiesOf(decisions)}/${id}`, message(titled('Changed')));
    for (const oid of [people.robin, people.sam]) expect((await seenBy(oid, decisions, id)).cards).toEqual([titled('Changed')]);
  });
  it('may be answered with a message or an error in words', async () => {
    const id = await posted(await personalOf(people.robin), form);
    teams.answers(() => ({ status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Noted' } }));
    expect(await as(people.robin).presses(id, 'cancel')).toEqual({ kind: 'message', text: 'Noted' });
    teams.answers(() => ({ status: 200, body: { statusCode: 403, type: 'application/vnd.microsoft.error', value: { code: 'NotAllowed', message: 'Only the chair may do this.' } } }));
    expect(await as(people.robin).presses(id, 'cancel')).toMatchObject({ kind: 'error', text: 'Only the chair may do this.', code: 'NotAllowed' });
  });
  it.each<[string, BotAnswer]>([
    ['nobody took it (501)', { status: 501 }],
    ['the bot failed (500)', { status: 500, body: { message: 'a stack trace' } }],
    ['the answer has no known form', { status: 200, body: { hello: 'there' } }],
    ['the answer is empty', { status: 200 }],
    ['the card says it is not a success', { status: 200, body: { statusCode: 500, type: 'application/vnd.microsoft.card.adaptive', value: titled('x') } }],
    ['the card is above version 1.5', cardAnswer(titled('x', { version: '1.6' }))],
    ['the card is over 28 KB', cardAnswer(titled('x'.repeat(29 * 1024)))],
  ])('says that something went wrong when %s, and leaves the card as it was', async (_, answer) => {
    const thread = await personalOf(people.dana);
    const id = await posted(thread, form);
    await new Promise((resolve) => setTimeout(resolve, 160));
    teams.answers(() => answer);
    expect(await as(people.dana).presses(id, 'cancel')).toMatchObject({ kind: 'error', text: 'Something went wrong. Please try again.' });
    expect((await seenBy(people.dana, thread, id)).cards).toEqual([form]);
  });
  it('that takes too long is sent once more under a new id, and then given up', async () => {
    const id = await posted(await personalOf(people.robin), form);
    teams.answers(() => ({ ...cardAnswer(titled('Late')), afterMs: 400 }));
    expect(await as(people.robin).presses(id, 'cancel')).toMatchObject({ kind: 'error', code: 'late' });
    const [first, second, ...more] = teams.received.map(({ activity }) => activity);
    expect(more).toEqual([]);
    expect(second.id).not.toBe(first.id);
    expect(second.value).toEqual(first.value);
  });
  it('succeeds when only the first try was slow', async () => {
    const id = await posted(await personalOf(people.robin), form);
    let tries = 0;
    teams.answers(() => ({ ...cardAnswer(titled('Second')), afterMs: ++tries === 1 ? 400 : 0 }));
    expect(await as(people.robin).presses(id, 'cancel')).toEqual({ kind: 'card', card: titled('Second') });
  });
  it('cannot be pressed by someone outside the conversation', async () => {
    const id = await posted(decisions, form);
    await expect(as(people.priya).presses(id, 'cancel')).rejects.toThrow('no message');
    const forced = await fetch(`${teams.url}/ui/press`, {
      method: 'POST',
      body: JSON.stringify({ as: people.priya, thread: decisions, message: id, action: { kind: 'execute', verb: 'cancel', id: '', data: {} } }),
    });
    expect(forced.status).toBe(404);
    expect(teams.received).toHaveLength(0);
  });
});

describe('a card that refreshes', () => {
  const refreshing = (text: string, userIds?: string[]) => titled(text, { refresh: { action: { type: 'Action.Execute', verb: 'look', data: { of: 'conference' } }, ...(userIds ? { userIds } : {}) } });
  const answerByPerson = () => teams.answers(({ activity }) => cardAnswer(refreshing(`For ${activity.from.name.split(' ')[0]}`, [activity.from.id])));

  it('asks for each named person when they look, and shows the answer to nobody else', async () => {
    const ids = [await userIdOf(people.robin), await userIdOf(people.sam)];
    const id = await posted(decisions, refreshing('Base', ids));
    answerByPerson();
    const text = (seen: { card: Wire }) => seen.card.body[0].text;
    const looks = async (oid: string) => text(await as(oid).waitsForCard((_, seen) => seen.message.id === id, { thread: decisions }));
    expect(await looks(people.robin)).toBe('For Robin');
    expect(await looks(people.sam)).toBe('For Sam');
    expect(await looks(people.dana)).toBe('Base');
    expect(teams.received.map(({ activity }) => [activity.from.aadObjectId, activity.value.trigger, activity.value.action.verb])).toEqual([
      [people.robin, 'automatic', 'look'],
      [people.sam, 'automatic', 'look'],
    ]);
  });
  it('does not ask again within a minute, but does as soon as the bot changes the card', async () => {
    const id = await posted(decisions, refreshing('Base', [await userIdOf(people.robin)]));
    answerByPerson();
    const looks = () => as(people.robin).waitsForCard((_, seen) => seen.message.id === id, { thread: decisions });
    await looks();
    await looks();
    expect(teams.received).toHaveLength(1);
    await teams.calls('PUT', `${activitiesOf(decisions)}/${id}`, message(refreshing('New base', [await userIdOf(people.robin)])));
    await looks();
    expect(teams.received).toHaveLength(2);
  });
  it('without names asks for everyone in a small conversation', async () => {
    const id = await posted(decisions, refreshing('Base'));
    answerByPerson();
    await as(people.lee).waitsForCard((_, seen) => seen.message.id === id, { thread: decisions });
    expect(teams.received[0]!.activity).toMatchObject({ from: { aadObjectId: people.lee }, value: { trigger: 'automatic' } });
  });
  it('keeps its base card when the bot does not answer', async () => {
    const id = await posted(decisions, refreshing('Base', [await userIdOf(people.alex)]));
    teams.answers(() => ({ status: 500 }));
    const { card: seen } = await as(people.alex).waitsForCard((_, one) => one.message.id === id, { thread: decisions });
    expect(seen).toMatchObject({ body: [{ text: 'Base' }] });
  });
});

describe('a pressed Action.Submit', () => {
  it('is a message with a value and no text', async () => {
    const id = await posted(await personalOf(people.morgan), form);
    expect(await as(people.morgan).presses(id, 'Old way', { reference: 'CASE-3' })).toEqual({ kind: 'sent' });
    const { activity } = teams.received[0]!;
    expect(activity).toMatchObject({ type: 'message', replyToId: id, value: { verb: 'old', reference: 'CASE-3', format: 'hybrid' } });
    expect(activity.text).toBeUndefined();
  });
  it('of the kind imBack speaks as the person', async () => {
    const thread = await personalOf(people.morgan);
    const id = await posted(thread, card({ actions: [{ type: 'Action.Submit', title: 'Help', data: { msteams: { type: 'imBack', value: 'help' } } }] }));
    await as(people.morgan).presses(id, 'Help');
    expect(teams.received[0]!.activity).toMatchObject({ type: 'message', text: 'help' });
    expect(teams.received[0]!.activity.value).toBeUndefined();
    expect((await as(people.morgan).inbox()).find((one) => one.thread.id === thread)!.messages.at(-1)).toMatchObject({ text: 'help', from: { oid: people.morgan } });
  });
  it('of the kind messageBack brings its own text and value', async () => {
    const msteams = { type: 'messageBack', text: 'book', displayText: 'Book one', value: { what: 'initial' } };
    const id = await posted(await personalOf(people.morgan), card({ actions: [{ type: 'Action.Submit', title: 'Book', data: { msteams } }] }));
    await as(people.morgan).presses(id, 'Book');
    expect(teams.received[0]!.activity).toMatchObject({ text: 'book', value: { what: 'initial' } });
  });
});

describe('a dialog', () => {
  const opener = card({ actions: [{ type: 'Action.Submit', title: 'Write', data: { about: 'A', msteams: { type: 'task/fetch' } } }] });
  const dialogCard = card({ body: [{ type: 'Input.Text', id: 'words' }], actions: [{ type: 'Action.Submit', title: 'Keep', data: { verb: 'keep' } }] });
  const step = (content: unknown): BotAnswer => ({ status: 200, body: { task: { type: 'continue', value: { title: 'Words', height: 'small', width: 300, card: { contentType: 'application/vnd.microsoft.card.adaptive', content } } } } });

  it('is fetched, submitted step by step, and ends with a message or with nothing', async () => {
    const id = await posted(await personalOf(people.jo), opener);
    const jo = as(people.jo);
    teams.answers(() => step(dialogCard));
    const opened = await jo.presses(id, 'Write');
    expect(opened).toEqual({ kind: 'dialog', title: 'Words', height: 'small', width: '300', card: dialogCard });
    expect(teams.received[0]!.activity).toMatchObject({ type: 'invoke', name: 'task/fetch', value: { data: { about: 'A' } } });

    const again = await jo.submits(id, opened, 'Keep', { words: 'first' });
    expect(again.kind).toBe('dialog');
    expect(teams.received[1]!.activity).toMatchObject({ name: 'task/submit', value: { data: { verb: 'keep', words: 'first' } } });

    teams.answers(() => ({ status: 200, body: { task: { type: 'message', value: 'Kept' } } }));
    expect(await jo.submits(id, again, 'Keep')).toEqual({ kind: 'message', text: 'Kept' });
    teams.answers(() => ({ status: 200 }));
    expect(await jo.submits(id, again, 'Keep')).toEqual({ kind: 'closed' });
  });
  it('whose bot is slow is asked twice more before it is given up', async () => {
    const id = await posted(await personalOf(people.jo), opener);
    teams.answers(() => ({ ...step(dialogCard), afterMs: 400 }));
    expect(await as(people.jo).presses(id, 'Write')).toMatchObject({ kind: 'error', code: 'late' });
    expect(new Set(teams.received.map(({ activity }) => activity.id)).size).toBe(3);
  });
});

describe('a notification', () => {
  it('shows the summary and never what is on the card', async () => {
    const thread = await personalOf(people.noor);
    await posted(thread, titled('Child A, sensitive'));
    const plain = await teams.calls('POST', activitiesOf(thread), { type: 'message', attachments: message(titled('Child B, sensitive')).attachments });
    const { messages, thread: summary } = (await as(people.noor).inbox()).find((one) => one.thread.id === thread)!;
    expect(messages.map(({ preview }) => preview)).toEqual(['A card for you', 'Sent a card']);
    expect(messages.at(-1)!.id).toBe(plain.body.id);
    expect(summary.last!.preview).toBe('Sent a card');
    expect(summary.unread).toBe(2);
  });
});
