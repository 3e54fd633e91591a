/** All messages of a case are stopped while they are on their way: within five seconds nothing leaves any more, by Teams or by e-mail, until somebody lets them go on. */
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE, startCompanion, type CompanionUnderTest } from './companion-under-test.ts';
import { beginsBooking, EVERYBODY, fillsCase, fillsFamily, LIST_ANSWERED, offeredSlots, offering, saying } from './story.ts';

const REFERENCE = 'EX-80101';
let companion: CompanionUnderTest;
let slot = '';

beforeAll(async () => {
  companion = await startCompanion();
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  await new Promise((done) => setTimeout(done, 600));
  const worker = companion.teams.as(PEOPLE.socialWorker);
  const message = await beginsBooking(worker);
  await fillsCase(worker, message, { reference: REFERENCE, s47InitiatedOn: '2026-11-20' });
  await fillsFamily(worker, message);
  await worker.presses(message, 'booking.people', { ...EVERYBODY, 'role-generalPractitioner': 'contact:dr-ivy-stone', ...LIST_ANSWERED });
  [slot = ''] = await offeredSlots(worker, message);
  await worker.presses(message, 'booking.confirm', { slot });
  await companion.teams.as(PEOPLE.healthVisitor).waitsForCard(saying('You are invited', REFERENCE), { withinMs: 10_000 });
}, 60_000);
afterAll(() => companion.stop(), 30_000);

/** Everything that has reached anybody: messages in all chats, and e-mails. */
async function everythingThatLeft(): Promise<readonly string[]> {
  const inboxes = await Promise.all(Object.values(PEOPLE).map((oid) => companion.teams.as(oid).inbox()));
  const cards = inboxes.flatMap((threads) => threads.flatMap((thread) => thread.messages.map(({ id, cards: shown }) => `${thread.thread.id} ${id} ${JSON.stringify(shown)}`)));
  const mails = await Promise.all((await companion.mail.taken()).map(async (raw) => (await PostalMime.parse(raw)).subject ?? ''));
  return [...cards.filter((card) => card.includes(REFERENCE)), ...mails];
}

const reminders = async () => (await everythingThatLeft()).filter((each) => /Reminder/.test(each)).length;

describe('after “stop all messages”', () => {
  it('the social worker is asked what has happened, and it is stopped at once', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    await worker.says(`stop all messages for ${REFERENCE}`);
    const { message } = await worker.waitsForCard(offering('messages.stop'));
    await worker.presses(message.id, 'messages.stop', { why: 'wrongRecipient', words: 'A practice of the same name was written to.' });
    await worker.waitsForCard((card, seen) => seen.message.id === message.id && saying('All messages are stopped', 'An incident is open')(card));
    const told = await companion.teams.as(PEOPLE.chairAlex).waitsForCard(saying('All messages are stopped', REFERENCE), { withinMs: 5_000 });
    expect(saying('practice')(told.card)).toBe(false);
  });

  it('those who answer for it are told of the incident at once, though nothing else leaves', async () => {
    for (const who of [PEOPLE.teamManager, PEOPLE.serviceManager]) {
      const { card } = await companion.teams.as(who).waitsForCard(saying('An incident is open', REFERENCE), { withinMs: 5_000 });
      expect([saying('A practice of the same name was written to.')(card), offering('incident.close')(card)]).toEqual([true, true]);
    }
  });

  it('no reminder leaves when its time comes, in Teams or by e-mail, nor after the bot was killed', async () => {
    await companion.teams.clock.moveTo(`${slot.slice(0, 10)}T09:05:00.000Z`);
    await new Promise((done) => setTimeout(done, 3_000));
    expect(await reminders()).toBe(0);
    await companion.killBot();
    await companion.startBot();
    await new Promise((done) => setTimeout(done, 3_000));
    expect(await reminders()).toBe(0);
  }, 30_000);

  it('they leave again once the team manager has said what was done', async () => {
    const manager = companion.teams.as(PEOPLE.teamManager);
    await manager.says(`stop all messages for ${REFERENCE}`);
    const { message } = await manager.waitsForCard(offering('messages.resume'));
    await manager.presses(message.id, 'messages.resume', { words: 'The practice has deleted it.' });
    await companion.teams.as(PEOPLE.healthVisitor).waitsForCard(saying('Reminder', REFERENCE), { withinMs: 10_000 });
    await companion.teams.as(PEOPLE.socialWorker).waitsForCard(saying('Messages leave again', REFERENCE), { withinMs: 10_000 });
    expect(await reminders()).toBeGreaterThan(0);
  });

  it('the incident stays open until a service manager closes it with what was found', async () => {
    const service = companion.teams.as(PEOPLE.serviceManager);
    const { message } = await service.waitsForCard(offering('incident.close'));
    await service.presses(message.id, 'incident.close', { words: 'Nothing is to be reported.' });
    const { card } = await service.waitsForCard((_card, seen) => seen.message.id === message.id);
    expect(saying('An incident, closed', 'Nothing is to be reported.')(card)).toBe(true);
  });
});
