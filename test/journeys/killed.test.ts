/**
 * The bot is killed (SIGKILL, no last words) between and within the steps of the story, and started again: what a card
 * had confirmed is still there, nothing happened twice, and no open conference is without its wake pointer.
 * The dead dispatcher's lease has to run out before the next one sends, so some of these wait for a quarter of a minute.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Persona } from '../../local/driver.ts';
import { PEOPLE, startCompanion } from './companion-under-test.ts';
import { AtThePanel, beginsBooking, choosesPeople, fillsCase, fillsFamily, offeredSlots, offering, saying } from './story.ts';
import { after, cardOf, INVITED, isOnce, LEASE_AND_A_LITTLE_MS, UnderKill, until, type Sendings } from './under-kill.ts';

const s47InitiatedOn = '2026-11-20';

let story: UnderKill;
let worker: Persona;

beforeAll(async () => {
  const companion = await startCompanion();
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  story = await UnderKill.of(companion);
  worker = companion.teams.as(PEOPLE.socialWorker);
}, 60_000);
afterAll(() => story.companion.stop(), 30_000);

async function toTheDateCard(reference: string): Promise<{ readonly message: string; readonly slot: string }> {
  const message = await beginsBooking(worker);
  await fillsCase(worker, message, { reference, s47InitiatedOn });
  await fillsFamily(worker, message);
  await choosesPeople(worker, message);
  const [slot = ''] = await offeredSlots(worker, message);
  return { message, slot };
}

/** Holds that it is booked once, on a record that is whole; gives back its id. */
async function isOnRecord(reference: string): Promise<string> {
  const conferenceId = await new AtThePanel(story.companion, PEOPLE.socialWorker).finds(reference, LEASE_AND_A_LITTLE_MS);
  story.booked.set(reference, conferenceId);
  const events = await story.record.eventsOf(conferenceId);
  expect(events.filter(({ type }) => type === 'conferenceBooked')).toHaveLength(1);
  await story.record.verify(conferenceId);
  return conferenceId;
}

/** What did not go out once. */
function amiss(sendings: readonly Sendings[]): readonly Sendings[] {
  return sendings.filter((each) => !isOnce(each));
}

describe('the bot is killed', { timeout: 60_000 }, () => {
  it('after the case was filled in: the form goes on with what was typed', async () => {
    const message = await beginsBooking(worker);
    await fillsCase(worker, message, { reference: 'EX-CASE', s47InitiatedOn });
    await fillsFamily(worker, message);
    await story.killAndRestart();
    await choosesPeople(worker, message);
    const [slot = ''] = await offeredSlots(worker, message);
    await worker.presses(message, 'booking.confirm', { slot });
    expect(saying('Conference booked', 'EX-CASE', 'Child A (A.B.)', 'Child B (C.B.)')(await cardOf(worker, message))).toBe(true);
    await isOnRecord('EX-CASE');
  });

  it('after the people were chosen: they are still chosen, and the date can be confirmed', async () => {
    const { message, slot } = await toTheDateCard('EX-PEOPLE');
    await story.killAndRestart();
    await worker.presses(message, 'booking.confirm', { slot });
    const { booking } = await story.record.stateOf(await isOnRecord('EX-PEOPLE'));
    expect(booking.invitees.map(({ name }) => name)).toContain('Father');
    expect(booking.invitees.filter(({ person }) => person !== null)).toHaveLength(INVITED.length + 1);
  });

  it('right after the booking was confirmed: it is on record, its time is held, and somebody will wake it', async () => {
    const { message, slot } = await toTheDateCard('EX-BOOKED');
    const answer = await worker.presses(message, 'booking.confirm', { slot });
    await story.companion.killBot();
    expect(saying('Conference booked')(answer)).toBe(true);
    const waiting = await story.record.waiting();
    await story.companion.startBot();
    const conferenceId = await isOnRecord('EX-BOOKED');
    expect(waiting.has(conferenceId)).toBe(true);
    const { booking } = await story.record.stateOf(conferenceId);
    expect((await story.record.claimOf(booking))?.state).toBe('held');
  });

  it.each([4, 20, 40])('%i ms after a confirmation that nobody waits for: pressing again books it once, at that time', async (milliseconds) => {
    const reference = `EX-MID-${milliseconds}`;
    const { message, slot } = await toTheDateCard(reference);
    const lost = worker.presses(message, 'booking.confirm', { slot });
    await after(milliseconds);
    await story.killAndRestart();
    await lost;
    if (!saying('Conference booked')(await cardOf(worker, message))) await worker.presses(message, 'booking.confirm', { slot });
    expect(saying('Conference booked', reference)(await cardOf(worker, message))).toBe(true);
    const { booking } = await story.record.stateOf(await isOnRecord(reference));
    expect(slot).toContain(`${booking.on}T${booking.from}/${booking.chair.person}`);
    // A kill between the record and the claim leaves it to the pointer planted before both; until then the time is kept.
    expect(await story.record.claimOf(booking)).toBeDefined();
  });

  it('after a booking was recorded but not yet said: cancelling its form cannot say that nothing was booked', async () => {
    const { message, slot } = await toTheDateCard('EX-SAID');
    const before = await story.record.waiting();
    const lost = worker.presses(message, 'booking.confirm', { slot });
    await until(async () => {
      const fresh = [...(await story.record.waiting())].filter((conferenceId) => !before.has(conferenceId));
      const records = await Promise.all(fresh.map((conferenceId) => story.record.eventsOf(conferenceId)));
      return records.some((events) => events.length > 0);
    }, 5_000, 'the booking is recorded');
    await story.companion.killBot();
    await lost;
    await story.companion.startBot();
    if (offering('booking.cancel')(await cardOf(worker, message))) await worker.presses(message, 'booking.cancel');
    expect(saying('Conference booked', 'EX-SAID')(await cardOf(worker, message))).toBe(true);
    await isOnRecord('EX-SAID');
  });

  it('while invitations go out: everybody is invited to every conference, and once', async () => {
    const watched = story.conference('EX-CASE');
    await until(async () => (await story.record.eventsOf(watched)).some(({ type }) => type === 'noticeAttempted'), LEASE_AND_A_LITTLE_MS, 'a sending begins');
    await story.killAndRestart();
    for (const reference of story.booked.keys()) {
      const invitations = await story.invitations(reference);
      expect(invitations).toHaveLength(INVITED.length);
      expect(amiss(invitations)).toEqual([]);
    }
  }, 180_000);

  it.each([[4, 'EX-CASE'], [20, 'EX-PEOPLE']])('%i ms into a release: pressing again releases once', async (milliseconds, reference) => {
    const conferenceId = story.conference(reference);
    await story.decidesEverything(conferenceId);
    const operationId = randomUUID();
    const panel = await story.panelOf(conferenceId);
    const lost = panel.does(conferenceId, { do: 'release', reason: 'The day was brought forward.' }, operationId).catch(() => undefined);
    await after(milliseconds);
    await story.killAndRestart();
    await lost;
    const answer = await panel.does(conferenceId, { do: 'release', reason: 'The day was brought forward.' }, operationId);
    expect(answer.kind).toBe('done');
    expect((await story.record.eventsOf(conferenceId)).filter(({ type }) => type === 'decisionsReleased')).toHaveLength(1);
    expect((await story.record.waiting()).has(conferenceId)).toBe(true);
  });

  it('when a reminder has fallen due and is not yet sent: it is sent, and the releases before it are posted, each once', async () => {
    await story.companion.killBot();
    const conferenceId = story.conference('EX-BOOKED');
    const { booking } = await story.record.stateOf(conferenceId);
    await story.companion.teams.clock.moveTo(`${booking.on}T09:05:00.000Z`);
    await story.companion.startBot();
    const asked = booking.invitees.filter(({ person, reportRequired }) => person !== null && reportRequired);
    await story.atRest(conferenceId, (settled) => asked.every(({ inviteeId }) => settled.some((noticeId) => noticeId.startsWith(`reportReminder.${inviteeId}.`))));
    // By itself, or in one message with those of other conferences.
    for (const { person } of asked) {
      const ways = await Promise.all(['Reminder', 'Reports that are due'].map((words) => story.cardsOf(person?.split('.')[1] ?? '', words, 'EX-BOOKED')));
      expect(ways.flat()).toHaveLength(1);
    }
    for (const reference of ['EX-CASE', 'EX-PEOPLE']) expect(amiss(await story.channelPosts(reference))).toEqual([]);
    const held = async (known: string): Promise<boolean> => (await story.record.claimOf((await story.record.stateOf(known)).booking))?.state === 'held';
    for (const known of story.booked.values()) await until(() => held(known), 5_000, 'every time is held');
  }, 180_000);
});
