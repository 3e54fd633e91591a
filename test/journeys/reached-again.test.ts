/** Somebody takes the companion out of their Teams: another way is tried, the social worker is told, and whoever comes back is told what still matters. */
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PEOPLE, startCompanion, type CompanionUnderTest } from './companion-under-test.ts';
import { books, offering, saying } from './story.ts';

const REFERENCE = 'EX-90301';
const POLICE = 'pat.swift@nottsexample.police.uk';
let companion: CompanionUnderTest;

beforeAll(async () => {
  companion = await startCompanion();
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  await new Promise((done) => setTimeout(done, 600));
  for (const gone of [PEOPLE.healthVisitor, PEOPLE.police]) await companion.teams.as(gone).removesApp(await chatOf(gone));
  await books(companion.teams.as(PEOPLE.socialWorker), { reference: REFERENCE, s47InitiatedOn: '2026-11-20' });
}, 60_000);
afterAll(() => companion.stop(), 30_000);

/** Their own chat with the companion. */
async function chatOf(oid: string): Promise<string> {
  const chat = (await companion.teams.as(oid).threads()).find(({ kind }) => kind === 'personal');
  if (chat === undefined) throw new Error('there is no such chat');
  return chat.id;
}

async function about(oid: string, words: string): Promise<number> {
  const threads = await companion.teams.as(oid).inbox();
  return threads.flatMap(({ messages }) => messages.flatMap(({ cards }) => cards)).filter(saying(words, REFERENCE)).length;
}

async function invited(): Promise<readonly unknown[]> {
  return (await Promise.all((await companion.mail.taken()).map((raw) => PostalMime.parse(raw)))).filter(({ to, subject }) => to?.[0]?.address === POLICE && subject?.startsWith('Invitation') === true);
}

it('whoever has a secure address is written to instead', async () => {
  const deadline = performance.now() + 10_000;
  while ((await invited()).length === 0 && performance.now() < deadline) await new Promise((done) => setTimeout(done, 100));
  expect(await invited()).toHaveLength(1);
});

it('whoever has none is named to the social worker', async () => {
  const told = await companion.teams.as(PEOPLE.socialWorker).waitsForCard(saying('A message could not be delivered', 'Priya Heron-Example', REFERENCE), { withinMs: 10_000 });
  expect(saying('Please tell them yourself')(told.card)).toBe(true);
  expect(await about(PEOPLE.healthVisitor, 'You are invited')).toBe(0);
});

it('whoever puts it back is invited then, once, and nobody else is told anything again', async () => {
  await companion.teams.as(PEOPLE.healthVisitor).addsApp(await chatOf(PEOPLE.healthVisitor));
  await companion.teams.as(PEOPLE.healthVisitor).waitsForCard(saying('You are invited', REFERENCE), { withinMs: 10_000 });
  await new Promise((done) => setTimeout(done, 1_500));
  expect(await about(PEOPLE.healthVisitor, 'You are invited')).toBe(1);
  expect(await about(PEOPLE.schoolLead, 'You are invited')).toBe(1);
  expect(await invited()).toHaveLength(1);
});

it('where the social worker has left too, the team manager is told who could not be reached', async () => {
  for (const gone of [PEOPLE.schoolLead, PEOPLE.socialWorker]) await companion.teams.as(gone).removesApp(await chatOf(gone));
  await companion.teams.clock.moveTo('2026-11-25T10:00:00.000Z');
  const told = await companion.teams.as(PEOPLE.teamManager).waitsForCard(saying('A message could not be delivered', 'Chris Lark-Example', REFERENCE), { withinMs: 10_000 });
  expect(saying('Robin Ashdown-Example, the social worker, could not be told of this either.')(told.card)).toBe(true);
});

it('the team manager gives the case to another social worker, who has it then, and those invited are told', async () => {
  const manager = companion.teams.as(PEOPLE.teamManager);
  await manager.says(`another social worker for ${REFERENCE}`);
  const { message } = await manager.waitsForCard(offering('worker.reassign'));
  await manager.presses(message.id, 'worker.reassign', { worker: PEOPLE.otherSocialWorker, reason: 'Left last week.' });
  await manager.waitsForCard((card, seen) => seen.message.id === message.id && saying('It has another social worker')(card));
  const other = companion.teams.as(PEOPLE.otherSocialWorker);
  const given = await other.waitsForCard(saying('You are the social worker of a conference now', REFERENCE), { withinMs: 10_000 });
  expect(saying('Left last week.')(given.card)).toBe(false);
  await companion.teams.as(PEOPLE.healthVisitor).waitsForCard(saying('A conference has another social worker', REFERENCE), { withinMs: 10_000 });
  // Their list is renewed once everybody has been told.
  await new Promise((done) => setTimeout(done, 2_500));
  await other.says('my conferences');
  const { message: list } = await other.waitsForCard((card) => saying(REFERENCE)(card) && offering('conference.show')(card));
  await other.presses(list.id, 'conference.show', {});
  const { card } = await other.waitsForCard((shown, seen) => seen.message.id === list.id && offering('conference.readiness')(shown));
  expect(saying(REFERENCE)(card)).toBe(true);
});

it('whoever puts it back after the conference has begun is told nothing of it', async () => {
  await companion.teams.clock.moveTo('2026-12-15T09:00:00.000Z');
  await new Promise((done) => setTimeout(done, 1_500));
  await companion.teams.as(PEOPLE.police).addsApp(await chatOf(PEOPLE.police));
  await new Promise((done) => setTimeout(done, 2_500));
  expect(await about(PEOPLE.police, 'You are invited')).toBe(0);
});
