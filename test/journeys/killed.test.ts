/**
 * The bot is killed (SIGKILL, no last words) between and within the steps of the story, and started again: what a card
 * had confirmed is still there, nothing happened twice, and no open conference is without its wake pointer.
 * The dead dispatcher's lease has to run out before the next one sends, so some of these wait for a quarter of a minute.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelAct, PanelActAnswer, PanelView } from '../../bot/panel/panel-view.ts';
import type { Persona } from '../../local/driver.ts';
import { DECISIONS_CHANNEL, PEOPLE, startCompanion, type CompanionUnderTest } from './companion-under-test.ts';
import { storedRecord, type StoredRecord } from './stored-record.ts';
import { AtThePanel, beginsBooking, caseInputs, choosesPeople, completePlan, fillsCase, offeredSlots, offering, saying } from './story.ts';

/** A new dispatcher waits for the dead one's lease, then wakes everything that is due. */
const LEASE_AND_A_LITTLE_MS = 25_000;
const INVITED = [PEOPLE.healthVisitor, PEOPLE.schoolLead, PEOPLE.generalPractitioner, PEOPLE.police, PEOPLE.teamManager];
const s47InitiatedOn = '2026-11-20';

let companion: CompanionUnderTest;
let record: StoredRecord;
/** Everything booked in this file, by case reference. */
const booked = new Map<string, string>();

beforeAll(async () => {
  companion = await startCompanion();
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  record = await storedRecord(companion);
}, 60_000);
afterAll(() => companion.stop(), 30_000);

const after = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

async function killAndRestart(): Promise<void> {
  await companion.killBot();
  await everyOpenOneWaits();
  await companion.startBot();
}

/** With nobody running, every conference that still owes something can be found by whoever starts next. */
async function everyOpenOneWaits(): Promise<void> {
  const [open, waiting] = await Promise.all([record.open(), record.waiting()]);
  expect(open.filter((conferenceId) => !waiting.has(conferenceId))).toEqual([]);
}

async function until(holds: () => Promise<boolean>, withinMs: number, what: string): Promise<void> {
  for (const end = performance.now() + withinMs; performance.now() < end; await after(100)) if (await holds()) return;
  throw new Error(`it did not come about in time: ${what}`);
}

async function cardOf(worker: Persona, message: string): Promise<unknown> {
  const threads = await worker.inbox();
  return threads.flatMap(({ messages }) => messages).find(({ id }) => id === message)?.cards[0];
}

async function toTheDateCard(worker: Persona, reference: string): Promise<{ readonly message: string; readonly slot: string }> {
  const message = await beginsBooking(worker);
  await fillsCase(worker, message, { reference, s47InitiatedOn });
  await choosesPeople(worker, message);
  const [slot = ''] = await offeredSlots(worker, message);
  return { message, slot };
}

async function isOnRecord(reference: string): Promise<string> {
  const conferenceId = await new AtThePanel(companion, PEOPLE.socialWorker).finds(reference, LEASE_AND_A_LITTLE_MS);
  booked.set(reference, conferenceId);
  const events = await record.eventsOf(conferenceId);
  expect(events.filter(({ type }) => type === 'conferenceBooked')).toHaveLength(1);
  await record.verify(conferenceId);
  return conferenceId;
}

/** Copies of a message that a person has, by what its card says. */
async function copies(oid: string, words: string, reference: string): Promise<unknown[]> {
  const threads = await companion.teams.as(oid).inbox();
  return threads.flatMap(({ messages }) => messages).flatMap(({ cards }) => cards).filter(saying(words)).filter(about(reference));
}

/** Whether a card is about this case, and not one whose reference only begins like it. */
function about(reference: string): (card: unknown) => boolean {
  const whole = new RegExp(`${reference}(?![\\d-])`);
  return (card) => whole.test(JSON.stringify(card));
}

/** Nothing is on its way any more for this conference, and nothing that is due is missing. */
async function atRest(conferenceId: string, enough: (sent: readonly string[]) => boolean): Promise<void> {
  await until(async () => {
    const { notices } = await record.stateOf(conferenceId);
    return enough([...notices].flatMap(([noticeId, { kind }]) => (kind === 'sent' ? [noticeId] : []))) && [...notices.values()].every(({ kind }) => kind !== 'attempted' && kind !== 'returned');
  }, LEASE_AND_A_LITTLE_MS + 10_000, 'everything is sent');
}

/** One copy for every attempt at most; one attempt unless a kill left it open whether the first had gone out. */
async function sentOnce(conferenceId: string, noticeId: string, seen: readonly unknown[]): Promise<void> {
  const attempts = (await record.eventsOf(conferenceId)).filter((event) => event.type === 'noticeAttempted' && event.data.noticeId === noticeId).length;
  expect(seen.length).toBeGreaterThanOrEqual(1);
  expect(seen.length).toBeLessThanOrEqual(attempts);
  expect(attempts).toBeLessThanOrEqual(2);
}

async function everybodyInvitedOnce(reference: string): Promise<void> {
  const conferenceId = booked.get(reference) ?? '';
  await atRest(conferenceId, (sent) => sent.filter((noticeId) => noticeId.startsWith('invitation.')).length === INVITED.length);
  const { booking } = await record.stateOf(conferenceId);
  for (const oid of INVITED) {
    const inviteeId = booking.invitees.find(({ person }) => person?.endsWith(oid) === true)?.inviteeId ?? '';
    await sentOnce(conferenceId, `invitation.${inviteeId}`, await copies(oid, 'You are invited', reference));
  }
}

async function panelOf(conferenceId: string): Promise<AtThePanel> {
  const { booking } = await record.stateOf(conferenceId);
  return new AtThePanel(companion, booking.chair.person.split('.')[1] ?? '');
}

/** An act at the panel by somebody who tries the same press again until it is answered. */
async function insists(conferenceId: string, act: PanelAct): Promise<PanelActAnswer> {
  const operationId = randomUUID();
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await (await panelOf(conferenceId)).does(conferenceId, act, operationId).catch(() => undefined);
    if (answer !== undefined) return answer;
    await after(100);
  }
  throw new Error('the panel never answered');
}

async function decidesEverything(conferenceId: string): Promise<void> {
  for (const childId of ['child-1', 'child-2']) await insists(conferenceId, { do: 'recordDecision', childId, outcome: 'plan', categories: ['NEG'], reasons: 'What was seen at home.', dissent: '' });
  let view: PanelView | undefined;
  for (let tries = 0; view === undefined && tries < 200; tries += 1) {
    view = await (await panelOf(conferenceId)).sees(conferenceId).catch(() => undefined);
    if (view === undefined) await after(100);
  }
  await insists(conferenceId, { do: 'recordPlan', plan: completePlan(view as Extract<PanelView, { kind: 'chair' }>) });
}

describe('the bot is killed', () => {
  it('after the case was filled in: the form goes on with what was typed', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    const message = await beginsBooking(worker);
    await fillsCase(worker, message, { reference: 'EX-CASE', s47InitiatedOn });
    await killAndRestart();
    await choosesPeople(worker, message);
    const [slot = ''] = await offeredSlots(worker, message);
    await worker.presses(message, 'booking.confirm', { slot });
    const { card } = await worker.waitsForCard((_card, seen) => seen.message.id === message && saying('Conference booked')(seen.card));
    expect(saying('EX-CASE', 'Child A (A.B.)', 'Child B (C.B.)')(card)).toBe(true);
    await isOnRecord('EX-CASE');
  });

  it('after the people were chosen: they are still chosen, and the date can be confirmed', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    const { message, slot } = await toTheDateCard(worker, 'EX-PEOPLE');
    await killAndRestart();
    await worker.presses(message, 'booking.confirm', { slot });
    const { booking } = await record.stateOf(await isOnRecord('EX-PEOPLE'));
    expect(booking.invitees.map(({ name }) => name)).toContain('Grandfather');
    expect(booking.invitees.filter(({ person }) => person !== null)).toHaveLength(INVITED.length + 1);
  });

  it('right after the booking was confirmed: it is on record, its time is held, and somebody will wake it', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    const { message, slot } = await toTheDateCard(worker, 'EX-BOOKED');
    const answer = await worker.presses(message, 'booking.confirm', { slot });
    await companion.killBot();
    expect(saying('Conference booked')(answer)).toBe(true);
    const waiting = await record.waiting();
    await companion.startBot();
    const conferenceId = await isOnRecord('EX-BOOKED');
    expect(waiting.has(conferenceId)).toBe(true);
    const { booking } = await record.stateOf(conferenceId);
    expect((await record.claimOf(booking))?.state).toBe('held');
  });

  it.each([4, 20, 40])('%i ms after a confirmation that nobody waits for: pressing again books it once, and takes one time', async (milliseconds) => {
    const reference = `EX-MID-${milliseconds}`;
    const worker = companion.teams.as(PEOPLE.socialWorker);
    const { message, slot } = await toTheDateCard(worker, reference);
    const lost = worker.presses(message, 'booking.confirm', { slot });
    await after(milliseconds);
    await killAndRestart();
    await lost;
    if (!saying('Conference booked')(await cardOf(worker, message))) await worker.presses(message, 'booking.confirm', { slot });
    expect(saying('Conference booked', reference)(await cardOf(worker, message))).toBe(true);
    const { booking } = await record.stateOf(await isOnRecord(reference));
    expect(`${booking.on}T${booking.from}/${booking.chair.person}`).toBe(slot);
    // A kill between the record and the claim leaves it to the pointer planted before both; until then the time is kept.
    expect(await record.claimOf(booking)).toBeDefined();
  }, 40_000);

  it('after a booking was recorded but not yet said: cancelling its form cannot say that nothing was booked', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    const { message, slot } = await toTheDateCard(worker, 'EX-SAID');
    const before = await record.waiting();
    const lost = worker.presses(message, 'booking.confirm', { slot });
    await until(async () => {
      const fresh = [...(await record.waiting())].filter((conferenceId) => !before.has(conferenceId));
      const events = await Promise.all(fresh.map((conferenceId) => record.eventsOf(conferenceId)));
      return events.some((recorded) => recorded.length > 0);
    }, 5_000, 'the booking is recorded');
    await companion.killBot();
    await lost;
    await companion.startBot();
    if (offering('booking.cancel')(await cardOf(worker, message))) await worker.presses(message, 'booking.cancel');
    expect(saying('Conference booked', 'EX-SAID')(await cardOf(worker, message))).toBe(true);
    await isOnRecord('EX-SAID');
  }, 40_000);

  it('while invitations go out: everybody is invited to every conference, and once', async () => {
    const watched = booked.get('EX-CASE') ?? '';
    await until(async () => (await record.eventsOf(watched)).some(({ type }) => type === 'noticeAttempted'), LEASE_AND_A_LITTLE_MS, 'a sending begins');
    await killAndRestart();
    for (const reference of booked.keys()) await everybodyInvitedOnce(reference);
  }, 90_000);

  it.each([[4, 'EX-CASE'], [20, 'EX-PEOPLE']])('%i ms into a release: pressing again releases once', async (milliseconds, reference) => {
    const conferenceId = booked.get(reference) ?? '';
    await decidesEverything(conferenceId);
    const operationId = randomUUID();
    const panel = await panelOf(conferenceId);
    const lost = panel.does(conferenceId, { do: 'release', reason: null }, operationId).catch(() => undefined);
    await after(milliseconds);
    await killAndRestart();
    await lost;
    const answer = await panel.does(conferenceId, { do: 'release', reason: null }, operationId);
    expect(answer.kind).toBe('done');
    expect((await record.eventsOf(conferenceId)).filter(({ type }) => type === 'decisionsReleased')).toHaveLength(1);
    expect((await record.waiting()).has(conferenceId)).toBe(true);
  });

  it('when a reminder has fallen due and is not yet sent: it is sent, and the releases before it are posted, each once', async () => {
    await companion.killBot();
    const conferenceId = booked.get('EX-BOOKED') ?? '';
    const { booking } = await record.stateOf(conferenceId);
    await companion.teams.clock.moveTo(`${booking.on}T05:00:00.000Z`);
    await companion.startBot();
    const asked = booking.invitees.filter(({ person, reportRequired }) => person !== null && reportRequired);
    await atRest(conferenceId, (sent) => asked.every(({ inviteeId }) => sent.some((noticeId) => noticeId.startsWith(`reportReminder.${inviteeId}.`))));
    for (const { person } of asked) {
      const reminders = await copies(person?.split('.')[1] ?? '', 'Reminder', 'EX-BOOKED');
      expect(reminders).toHaveLength(1);
    }
    for (const reference of ['EX-CASE', 'EX-PEOPLE']) {
      const released = booked.get(reference) ?? '';
      await atRest(released, (sent) => sent.includes('channelDecision') && sent.includes('channelPlan'));
      const seen = await channelCards(reference);
      await sentOnce(released, 'channelDecision', seen.filter(offering('channel.readDecision')));
      await sentOnce(released, 'channelPlan', seen.filter(offering('channel.readPlan')));
    }
    for (const [, known] of booked) await until(async () => (await record.claimOf((await record.stateOf(known)).booking))?.state === 'held', 5_000, 'every time is held');
  }, 90_000);
});

async function channelCards(reference: string): Promise<unknown[]> {
  const threads = await companion.teams.as(PEOPLE.serviceManager).inbox();
  const channel = threads.find(({ thread }) => thread.id === DECISIONS_CHANNEL);
  return (channel?.messages ?? []).flatMap(({ cards }) => cards).filter(about(reference));
}

/** Numbers that look random and are the same at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Presses until the card is where the person wants it; a press that fails is pressed again, as people do. */
async function pressesUntil(worker: Persona, message: string, verb: string, inputs: Record<string, unknown>, arrived: (card: unknown) => boolean): Promise<unknown> {
  for (let tries = 0; tries < 200; tries += 1) {
    const card = await cardOf(worker, message);
    if (arrived(card)) return card;
    if (offering(verb)(card)) await worker.presses(message, verb, inputs).catch(() => undefined);
    await after(60);
  }
  throw new Error(`the card never got past ${verb}`);
}

describe('the bot is killed at any moment', () => {
  it('eight times over while conferences are booked and released: none is lost, none doubled', async () => {
    const random = seeded(20261123);
    let killing = true;
    const kills = (async () => {
      for (let kill = 0; kill < 8; kill += 1) {
        await after(150 + random() * 900);
        await killAndRestart();
      }
      killing = false;
    })();
    const told: string[] = [];
    while (killing) {
      const reference = `EX-RANDOM-${told.length}`;
      await livesOne(reference);
      told.push(reference);
    }
    await kills;
    expect(told.length).toBeGreaterThan(0);
    for (const reference of told) {
      const conferenceId = booked.get(reference) ?? '';
      const events = await record.eventsOf(conferenceId);
      expect(events.filter(({ type }) => type === 'decisionsReleased')).toHaveLength(1);
      await record.verify(conferenceId);
      await atRest(conferenceId, (sent) => sent.includes('channelDecision') && sent.includes('channelPlan'));
      await everybodyInvitedOnce(reference);
      const seen = await channelCards(reference);
      await sentOnce(conferenceId, 'channelDecision', seen.filter(offering('channel.readDecision')));
      await sentOnce(conferenceId, 'channelPlan', seen.filter(offering('channel.readPlan')));
    }
    await everyOpenOneWaits();
  }, 120_000);
});

/** One conference from chat to release, by people who do not give up. */
async function livesOne(reference: string): Promise<void> {
  const worker = companion.teams.as(PEOPLE.otherSocialWorker);
  let form: string | undefined;
  for (let tries = 0; form === undefined && tries < 100; tries += 1) {
    const { undelivered } = await worker.says('book an ICPC');
    form = undelivered ? undefined : (await worker.waitsForCard(offering('booking.case'), { withinMs: 2_000 }).catch(() => undefined))?.message.id;
    if (form === undefined) await after(200);
  }
  const message = form ?? '';
  await pressesUntil(worker, message, 'booking.addChild', {}, saying('initials-1'));
  await pressesUntil(worker, message, 'booking.case', caseInputs({ reference, s47InitiatedOn }), (card) => offering('booking.people')(card));
  await pressesUntil(worker, message, 'booking.people', { 'role-teamManager': PEOPLE.teamManager, 'role-generalPractitioner': PEOPLE.generalPractitioner, 'role-publicHealthNurse': PEOPLE.healthVisitor, 'role-designatedLead': PEOPLE.schoolLead, 'role-police': PEOPLE.police }, (card) => offering('booking.confirm')(card));
  const [slot = ''] = JSON.stringify(await cardOf(worker, message)).match(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\/[0-9a-f.-]+/g) ?? [];
  await pressesUntil(worker, message, 'booking.confirm', { slot }, saying('Conference booked', reference));
  let conferenceId: string | void = undefined;
  for (let tries = 0; conferenceId === undefined && tries < 200; tries += 1) {
    conferenceId = await new AtThePanel(companion, PEOPLE.otherSocialWorker).finds(reference, 500).catch(() => after(200));
  }
  booked.set(reference, conferenceId ?? '');
  await decidesEverything(conferenceId ?? '');
  expect((await insists(conferenceId ?? '', { do: 'release', reason: null })).kind).toBe('done');
}
