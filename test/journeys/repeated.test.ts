/** The same act twice: Teams resends presses under new activity ids, fingers press twice, replicas hear at once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelActAnswer, PanelView } from '../../bot/panel/panel-view.ts';
import type { SeenCard } from '../../local/driver.ts';
import { DECISIONS_CHANNEL, PEOPLE, startCompanion, type CompanionUnderTest } from './companion-under-test.ts';
import { changed, ownLine, pressOn, sendsAgain } from './own-presses.ts';
import { storedRecord, type StoredRecord } from './stored-record.ts';
import { AtThePanel, beginsBooking, chairOf, choosesPeople, completePlan, fillsCase, fillsFamily, offeredSlots, offering, saying } from './story.ts';

let companion: CompanionUnderTest;
let record: StoredRecord;
let line: Awaited<ReturnType<typeof ownLine>>;
let replica: Awaited<ReturnType<CompanionUnderTest['startReplica']>>;

beforeAll(async () => {
  companion = await startCompanion();
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  record = await storedRecord(companion);
  line = await ownLine(companion);
  replica = await companion.startReplica();
}, 60_000);
afterAll(async () => {
  await replica.stop();
  await companion.stop();
}, 30_000);

/** How many of this person's messages hold a card that fits. */
async function copies(oid: string, fits: (card: unknown) => boolean): Promise<number> {
  const threads = await companion.teams.as(oid).inbox();
  return threads.flatMap(({ messages }) => messages).filter(({ cards }) => cards.some(fits)).length;
}

/** Waits until the dispatcher has nothing more to send for a conference. */
async function quiet(conferenceId: string): Promise<void> {
  let before = -1;
  for (let tries = 0; tries < 100; tries += 1) {
    const { version, notices } = await record.stateOf(conferenceId);
    if (version === before && notices.size > 0 && [...notices.values()].every(({ kind }) => kind !== 'attempted')) return;
    before = version;
    await new Promise((done) => setTimeout(done, 150));
  }
  throw new Error('the conference did not come to rest');
}

/** Half-hours taken in the diaries and on the days of these times. */
async function halfHoursTaken(...slots: readonly string[]): Promise<number> {
  const days = [...new Set(slots.map((slot) => slot.replace(/^([\d-]+)T[^/]*\/([^/]+).*$/, '$1/$2')))];
  const taken = await Promise.all(days.map((each) => record.takenCells(...(each.split('/') as [string, string]))));
  return taken.reduce((sum, cells) => sum + cells, 0);
}

async function theCard(oid: string, fits: (card: unknown) => boolean): Promise<SeenCard> {
  return companion.teams.as(oid).waitsForCard(fits);
}

/** A form on the date card, and the card itself. */
async function onTheDateCard(reference: string): Promise<{ readonly card: SeenCard; readonly slots: readonly string[] }> {
  const worker = companion.teams.as(PEOPLE.socialWorker);
  const message = await beginsBooking(worker);
  await fillsCase(worker, message, { reference, s47InitiatedOn: '2026-11-20' });
  await fillsFamily(worker, message);
  await choosesPeople(worker, message);
  const slots = await offeredSlots(worker, message);
  return { card: await worker.waitsForCard((_card, seen) => seen.message.id === message && offering('booking.confirm')(seen.card)), slots };
}

const chairPanel = async (conferenceId: string): Promise<AtThePanel> =>
  new AtThePanel(companion, (await record.stateOf(conferenceId)).booking.chair.person.split('.')[1] ?? '');

describe('the same press again', () => {
  it('adds one child’s row when “add a child” arrives twice, at once or later', async () => {
    const worker = companion.teams.as(PEOPLE.otherSocialWorker);
    await worker.says('book an ICPC');
    const press = pressOn(await worker.waitsForCard(offering('booking.case')), 'booking.addChild');
    await Promise.all([sendsAgain(companion, PEOPLE.otherSocialWorker, press), sendsAgain(companion, PEOPLE.otherSocialWorker, press)]);
    const later = await sendsAgain(companion, PEOPLE.otherSocialWorker, press);
    expect(JSON.stringify(later)).toContain('Child B');
    expect(JSON.stringify(later)).not.toContain('Child C');
  });

  it('keeps the one form when “book a conference” is pressed twice, with what was typed meanwhile', async () => {
    const worker = companion.teams.as(PEOPLE.otherSocialWorker);
    await worker.says('help');
    const press = pressOn(await worker.waitsForCard(offering('booking.start')), 'booking.start');
    await sendsAgain(companion, PEOPLE.otherSocialWorker, press);
    const form = await worker.waitsForCard((_card, seen) => seen.message.id === press.message && offering('booking.case')(seen.card));
    await worker.presses(form.message.id, 'booking.addChild', { caseReference: 'EX-TYPED' });
    const again = await sendsAgain(companion, PEOPLE.otherSocialWorker, press);
    expect(saying('EX-TYPED', 'Child B')(again)).toBe(true);
  });

  it('books one conference, takes one time and sends one set of invitations for five confirmations at once', async () => {
    const { card, slots } = await onTheDateCard('EX-FIVE');
    const press = pressOn(card, 'booking.confirm', { slot: slots[0] });
    const answers = await Promise.all(Array.from({ length: 5 }, () => sendsAgain(companion, PEOPLE.socialWorker, press)));
    for (const answer of answers) expect(saying('Conference booked', 'EX-FIVE')(answer)).toBe(true);
    const conferenceId = await new AtThePanel(companion, PEOPLE.socialWorker).finds('EX-FIVE');
    await quiet(conferenceId);
    const events = await record.eventsOf(conferenceId);
    expect(events.filter(({ type }) => type === 'conferenceBooked')).toHaveLength(1);
    const { booking } = await record.stateOf(conferenceId);
    expect((await record.claimOf(booking))?.state).toBe('held');
    // Two hours and the family's twenty minutes before: no half-hour is taken twice, none left over.
    expect(await record.takenCells(booking.on, booking.chair.person)).toBe(booking.minutes / 30 + 1);
    for (const oid of [PEOPLE.healthVisitor, PEOPLE.schoolLead, PEOPLE.generalPractitioner, PEOPLE.police, PEOPLE.teamManager]) expect(await copies(oid, saying('You are invited', 'EX-FIVE'))).toBe(1);
    expect(await copies(chairOf(slots[0] ?? ''), saying('EX-FIVE'))).toBe(1);
  });

  it('books at one of two times when both are confirmed from one card at once, and says so to both', async () => {
    const { card, slots } = await onTheDateCard('EX-TWO');
    const [first = '', second = ''] = slots;
    const before = await halfHoursTaken(first, second);
    const answers = await Promise.all([first, second].map((slot) => sendsAgain(companion, PEOPLE.socialWorker, pressOn(card, 'booking.confirm', { slot }))));
    for (const answer of answers) expect(saying('Conference booked', 'EX-TWO')(answer)).toBe(true);
    const { booking } = await record.stateOf(await new AtThePanel(companion, PEOPLE.socialWorker).finds('EX-TWO'));
    expect([first, second].filter((slot) => slot?.startsWith(`${booking.on}T${booking.from}/${booking.chair.person}`) === true)).toHaveLength(1);
    expect(await halfHoursTaken(first, second)).toBe(before + booking.minutes / 30 + 1);
  });

  it('writes one “report sent” for two presses, and one for the invitation and the reminder together', async () => {
    const conferenceId = await new AtThePanel(companion, PEOPLE.socialWorker).finds('EX-FIVE');
    const seen = await theCard(PEOPLE.police, saying('You are invited', 'EX-FIVE'));
    const press = pressOn(seen, 'report.saySent');
    await Promise.all([sendsAgain(companion, PEOPLE.police, press), sendsAgain(companion, PEOPLE.police, press)]);
    const again = await sendsAgain(companion, PEOPLE.police, changed(press, { op: randomUUID(), about: 'reminder' }));
    expect(saying('You said on')(again)).toBe(true);
    const said = (await record.eventsOf(conferenceId)).filter(({ type }) => type === 'reportSaidSent');
    expect(said).toHaveLength(1);
  });

  it('lets ten acts of one chair at the same moment all stand', async () => {
    const conferenceId = await new AtThePanel(companion, PEOPLE.socialWorker).finds('EX-FIVE');
    const panel = await chairPanel(conferenceId);
    const view = (await panel.sees(conferenceId)) as Extract<PanelView, { kind: 'chair' }>;
    const answers = await Promise.all(view.people.map(({ inviteeId }) => panel.does(conferenceId, { do: 'recordAttendance', inviteeId, status: 'present' })));
    expect(answers.map(({ kind }) => kind)).toEqual(view.people.map(() => 'done'));
    expect((await record.stateOf(conferenceId)).attendance.size).toBe(view.people.length);
  });

  it('refuses an operation id that comes back with other inputs, and writes nothing', async () => {
    const conferenceId = await new AtThePanel(companion, PEOPLE.socialWorker).finds('EX-FIVE');
    const panel = await chairPanel(conferenceId);
    const operationId = randomUUID();
    const decide = (reasons: string): Promise<PanelActAnswer> => panel.does(conferenceId, { do: 'recordDecision', childId: 'child-1', outcome: 'plan', categories: ['NEG'], reasons, dissent: '' }, operationId);
    expect((await decide('What was seen at home.')).kind).toBe('done');
    await quiet(conferenceId);
    const before = await record.rowsOf(conferenceId);
    const other = await decide('Something else altogether.');
    expect(other).toMatchObject({ kind: 'refused', reasons: [{ code: 'changedMeanwhile' }] });
    expect((await decide('What was seen at home.')).kind).toBe('done');
    expect(await record.rowsOf(conferenceId)).toEqual(before);
  });

  it('does not go back to an old step when the press that led there comes late once more', async () => {
    const conferenceId = await new AtThePanel(companion, PEOPLE.socialWorker).finds('EX-FIVE');
    const panel = await chairPanel(conferenceId);
    const { agenda } = await panel.sees(conferenceId);
    const enter = (index: number, operationId: string): Promise<PanelActAnswer> => panel.does(conferenceId, { do: 'enterStep', stepId: agenda[index]?.stepId ?? '', reason: 'We come back to this.' }, operationId);
    const early = randomUUID();
    await enter(0, early);
    await enter(1, randomUUID());
    const late = await enter(0, early);
    expect(late.kind).toBe('done');
    expect(late.view.agenda[1]?.state).toBe('now');
  });
});

describe('two replicas and two panels', () => {
  it('take the same press at the same moment with one effect', async () => {
    const { card, slots } = await onTheDateCard('EX-TWINS');
    const press = pressOn(card, 'booking.confirm', { slot: slots[0] });
    const answers = await Promise.all([companion.botUrl, replica.url].map((url) => line.press(url, PEOPLE.socialWorker, press)));
    for (const answer of answers) expect(saying('Conference booked', 'EX-TWINS')(answer.text)).toBe(true);
    const conferenceId = await new AtThePanel(companion, PEOPLE.socialWorker).finds('EX-TWINS');
    expect((await record.eventsOf(conferenceId)).filter(({ type }) => type === 'conferenceBooked')).toHaveLength(1);
    expect((await record.claimOf((await record.stateOf(conferenceId)).booking))?.state).toBe('held');
    await quiet(conferenceId);
    expect(await copies(PEOPLE.healthVisitor, saying('You are invited', 'EX-TWINS'))).toBe(1);
  });

  it('show the same step within two seconds of the chair’s press, wherever the panel is open', async () => {
    const conferenceId = await new AtThePanel(companion, PEOPLE.socialWorker).finds('EX-TWINS');
    const panel = await chairPanel(conferenceId);
    const { agenda } = await panel.sees(conferenceId);
    const here = await openPanel(companion.botUrl, conferenceId, PEOPLE.healthVisitor);
    const there = await openPanel(replica.url, conferenceId, PEOPLE.police);
    for (const { stepId } of agenda.slice(0, 3)) {
      await panel.does(conferenceId, { do: 'enterStep', stepId, reason: 'We come back to this.' });
      const pressedAt = performance.now();
      await Promise.all([here, there].map((open) => open.shows((view) => view.agenda.find(({ state }) => state === 'now')?.stepId === stepId)));
      expect(performance.now() - pressedAt).toBeLessThan(2_000);
    }
    here.close();
    there.close();
  });

  it('release once for one operation, twice pressed at two replicas, and post one decision and one plan', async () => {
    const conferenceId = await new AtThePanel(companion, PEOPLE.socialWorker).finds('EX-TWINS');
    const panel = await chairPanel(conferenceId);
    for (const childId of ['child-1', 'child-2']) await panel.does(conferenceId, { do: 'recordDecision', childId, outcome: 'plan', categories: ['NEG'], reasons: 'What was seen at home.', dissent: '' });
    const view = (await panel.sees(conferenceId)) as Extract<PanelView, { kind: 'chair' }>;
    await panel.does(conferenceId, { do: 'recordPlan', plan: completePlan(view) });
    const atTheOther = new AtThePanel({ ...companion, botUrl: replica.url }, (await record.stateOf(conferenceId)).booking.chair.person.split('.')[1] ?? '');
    const operationId = randomUUID();
    const answers = await Promise.all([panel, atTheOther, panel, atTheOther].map((one) => one.does(conferenceId, { do: 'release', reason: 'The day was brought forward.' }, operationId)));
    expect(answers.map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'done']);
    expect((await record.eventsOf(conferenceId)).filter(({ type }) => type === 'decisionsReleased')).toHaveLength(1);
    await companion.teams.as(PEOPLE.serviceManager).waitsForCard(saying('EX-TWINS'), { thread: DECISIONS_CHANNEL });
    await quiet(conferenceId);
    expect(await copies(PEOPLE.serviceManager, (card) => saying('EX-TWINS')(card) && offering('channel.readDecision')(card))).toBe(1);
    expect(await copies(PEOPLE.serviceManager, (card) => saying('EX-TWINS')(card) && offering('channel.readPlan')(card))).toBe(1);
  });

  it('count two people on one channel card as two: each sees what is theirs to see', async () => {
    const seen = await companion.teams.as(PEOPLE.serviceManager).waitsForCard((card) => saying('EX-TWINS')(card) && offering('channel.readDecision')(card), { thread: DECISIONS_CHANNEL });
    const press = pressOn(seen, 'channel.readDecision');
    const [outsider, worker] = await Promise.all([PEOPLE.serviceManager, PEOPLE.socialWorker].map((oid) => sendsAgain(companion, oid, press)));
    expect(outsider?.kind).toBe('message');
    expect(worker?.kind).toBe('card');
    expect(JSON.stringify(outsider)).not.toContain('What was seen at home.');
    expect(JSON.stringify(worker)).toContain('What was seen at home.');
  });
});

type OpenPanel = { readonly shows: (fits: (view: PanelView) => boolean) => Promise<void>; readonly close: () => void };

/** A panel's stream as the browser reads it. */
async function openPanel(botUrl: string, conferenceId: string, oid: string): Promise<OpenPanel> {
  const closing = new AbortController();
  const token = await companion.teams.as(oid).panelToken();
  const response = await fetch(`${botUrl}/api/panel/conferences/${conferenceId}/stream?after=0`, { headers: { authorization: `Bearer ${token}` }, signal: closing.signal });
  if (response.body === null) throw new Error('the panel’s stream has no body');
  let latest: PanelView | undefined;
  let tell = (): void => undefined;
  void (async () => {
    let rest = '';
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      const lines = (rest + new TextDecoder().decode(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) if (text.trim() !== '') latest = JSON.parse(text) as PanelView;
      tell();
    }
  })().catch(() => undefined);
  return {
    shows: async (fits) => {
      while (latest === undefined || !fits(latest)) await new Promise<void>((done) => { tell = done; });
    },
    close: () => closing.abort(),
  };
}
