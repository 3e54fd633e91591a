/**
 * What must not get in: wrong types, stale and borrowed cards, forged tokens, too much, people with no right.
 * Each gets a clear answer, nothing is written, nothing about the family leaks, and the same process lives on.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importJWK, SignJWT, type JWK } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import directory from '../../local/directory.json' with { type: 'json' };
import type { SeenCard } from '../../local/driver.ts';
import { PEOPLE, startCompanion, type CompanionUnderTest } from './companion-under-test.ts';
import { changed, ownLine, pressOn, sendsAgain, type OwnPress } from './own-presses.ts';
import { storedRecord, type StoredRecord } from './stored-record.ts';
import { AtThePanel, beginsBooking, books, caseInputs, chairOf, choosesPeople, fillsCase, fillsFamily, offeredSlots, offering, saying } from './story.ts';

let companion: CompanionUnderTest;
let record: StoredRecord;
let line: Awaited<ReturnType<typeof ownLine>>;
/** Two conferences of different people: the first by the social worker, the second by their colleague. */
let ours = '';
let theirs = '';
let chair = '';

const NAMES = ['Quentin Canaryson', 'Zelda Canaryson'] as const;
const OF_THE_FAMILY = /Canary|A\.B\.|C\.B\.|Child A|Child B|7 months/;

beforeAll(async () => {
  companion = await startCompanion();
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  record = await storedRecord(companion);
  line = await ownLine(companion);
  const slot = await books(companion.teams.as(PEOPLE.socialWorker), { reference: 'EX-OURS', s47InitiatedOn: '2026-11-20', names: NAMES });
  chair = chairOf(slot);
  await books(companion.teams.as(PEOPLE.otherSocialWorker), { reference: 'EX-THEIRS', s47InitiatedOn: '2026-11-20', names: NAMES });
  ours = await new AtThePanel(companion, PEOPLE.socialWorker).finds('EX-OURS');
  theirs = await new AtThePanel(companion, PEOPLE.otherSocialWorker).finds('EX-THEIRS');
  for (const oid of [PEOPLE.healthVisitor, PEOPLE.police]) for (const reference of ['EX-OURS', 'EX-THEIRS']) await companion.teams.as(oid).waitsForCard(saying('You are invited', reference));
  await settled();
}, 60_000);
afterAll(() => companion.stop(), 30_000);

/** Whatever came in, the process that took it is the one that answers next: nobody here starts another. */
afterEach(async () => {
  const { status } = await fetch(`${companion.botUrl}/health`);
  if (status !== 200) throw new Error(`the bot was not well after this: ${status}`);
});

/** Waits until the dispatcher has sent everything, so that rows compared before and after change by the test alone. */
async function settled(): Promise<void> {
  let before = '';
  for (let tries = 0; tries < 60; tries += 1) {
    const now = JSON.stringify([await record.rowsOf(ours), await record.rowsOf(theirs)]);
    if (now === before) return;
    before = now;
    await new Promise((done) => setTimeout(done, 700));
  }
  throw new Error('the conferences did not come to rest');
}

/** Carries something out and holds that neither conference nor the diary was written to. */
async function writesNothing<Result>(work: () => Promise<Result>): Promise<Result> {
  const rows = async (): Promise<unknown> => [await record.rowsOf(ours), await record.rowsOf(theirs), await record.diaryOf('2026-11'), await record.diaryOf('2026-12')];
  const before = await rows();
  const result = await work();
  expect(await rows()).toEqual(before);
  return result;
}

/** Sends a press that must come to nothing; gives the answer's text, which holds nothing about a family. */
async function turnedAway(oid: string, press: OwnPress): Promise<string> {
  const answer = await writesNothing(() => line.press(companion.botUrl, oid, press));
  expect(answer.status).toBe(200);
  expect(answer.text).not.toMatch(OF_THE_FAMILY);
  return answer.text;
}

async function invitation(oid: string, reference: string): Promise<SeenCard> {
  return companion.teams.as(oid).waitsForCard(saying('You are invited', reference));
}

describe('a card of somebody else’s', () => {
  it('answers for another conference as for one that does not exist, to a word', async () => {
    const press = pressOn(await invitation(PEOPLE.healthVisitor, 'EX-OURS'), 'report.saySent');
    const outsider = PEOPLE.serviceManager;
    const wordsFor = async (conferenceId: string): Promise<string> => withoutIds(await turnedAway(outsider, changed(press, { conferenceId, op: randomUUID() })));
    const missing = await wordsFor(randomUUID());
    expect(missing).toContain('Not available to you');
    expect(await wordsFor(ours)).toBe(missing);
    expect(await wordsFor('__proto__')).toBe(missing);
    expect(await wordsFor('../../other')).toBe(missing);
  });

  it.each(['conference.show', 'invitation.look', 'report.saySent', 'channel.readDecision', 'channel.readPlan'])('answers %s for somebody with no part in it as for a conference that does not exist', async (verb) => {
    const press = { ...pressOn(await invitation(PEOPLE.healthVisitor, 'EX-OURS'), 'report.saySent'), verb };
    const wordsFor = async (conferenceId: string): Promise<string> => withoutIds(await turnedAway(PEOPLE.serviceManager, changed(press, { conferenceId, op: randomUUID() })));
    expect(await wordsFor(ours)).toBe(await wordsFor(randomUUID()));
  });

  it('does not let one professional say that another’s report is sent', async () => {
    const press = pressOn(await invitation(PEOPLE.healthVisitor, 'EX-OURS'), 'report.saySent');
    const { booking } = await record.stateOf(ours);
    const inviteeId = booking.invitees.find(({ person }) => person?.endsWith(PEOPLE.police) === true)?.inviteeId;
    expect(await turnedAway(PEOPLE.healthVisitor, changed(press, { inviteeId }))).toContain('Not available to you');
  });

  it('does not open or change another person’s form', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    const message = await beginsBooking(worker);
    const seen = await worker.waitsForCard((_card, one) => one.message.id === message && offering('booking.case')(one.card));
    const press = pressOn(seen, 'booking.case', caseInputs({ reference: 'EX-STOLEN', s47InitiatedOn: '2026-11-20' }));
    expect(await turnedAway(PEOPLE.otherSocialWorker, press)).toContain('This form is no longer open');
    expect(await turnedAway(PEOPLE.healthVisitor, press)).toContain('Not available to you');
    const { card } = await worker.waitsForCard((_card, one) => one.message.id === message);
    expect(JSON.stringify(card)).not.toContain('EX-STOLEN');
  });
});

/** Answers carry a fresh operation id each; everything else must be equal. */
function withoutIds(text: string): string {
  return text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id');
}

describe('a card that says too much or the wrong thing', () => {
  it('passes over roles, chairs and approvals written into a card’s data', async () => {
    const press = pressOn(await invitation(PEOPLE.healthVisitor, 'EX-OURS'), 'report.saySent');
    const forged = { role: 'chair', roles: ['conferenceChair', 'diaryCoordinator'], isChair: true, approvedBy: PEOPLE.chairAlex, person: PEOPLE.chairAlex, aadObjectId: PEOPLE.chairAlex, from: { aadObjectId: PEOPLE.chairAlex } };
    expect(await turnedAway(PEOPLE.serviceManager, changed(press, forged))).toContain('Not available to you');
  });

  it.each([
    ['a number', 7], ['nothing', null], ['a list', []], ['a sentence', 'report.saySent'], ['an own prototype', JSON.parse('{"__proto__":{"op":"x"}}') as unknown],
  ])('answers a press whose data is %s', async (_name, data) => {
    const seen = await invitation(PEOPLE.healthVisitor, 'EX-OURS');
    for (const verb of ['report.saySent', 'booking.case', 'booking.confirm', 'booking.start', 'conference.show', 'channel.readPlan']) {
      const value = { action: { type: 'Action.Execute', verb, id: '', data }, trigger: 'manual' };
      const answer = await writesNothing(() => line.post(companion.botUrl, line.invoke(PEOPLE.socialWorker, seen.thread, seen.message.id, value)));
      expect(answer.status).toBe(200);
      expect(answer.text).toMatch(/Not available to you|no longer open/);
    }
  });

  it('answers a verb that no card of ours has', async () => {
    const press = pressOn(await invitation(PEOPLE.healthVisitor, 'EX-OURS'), 'report.saySent');
    expect(await turnedAway(PEOPLE.healthVisitor, { ...press, verb: 'conference.erase' })).toContain('I do not know this button');
    expect(await turnedAway(PEOPLE.healthVisitor, { ...press, verb: '__proto__' })).toContain('I do not know this button');
    expect(await turnedAway(PEOPLE.healthVisitor, { ...press, verb: 'constructor' })).toContain('I do not know this button');
  });

  it('answers an invoke whose value has no verb, or a list for one', async () => {
    const seen = await invitation(PEOPLE.healthVisitor, 'EX-OURS');
    for (const value of [undefined, {}, [], { action: [] }, { action: { type: 'Action.Execute', verb: ['report.saySent'], data: {} } }]) {
      const answer = await writesNothing(() => line.post(companion.botUrl, line.invoke(PEOPLE.healthVisitor, seen.thread, seen.message.id, value)));
      expect(answer.status).toBe(200);
    }
  });
});

describe('a booking form filled in wrongly', () => {
  /** A fresh form, and what comes back when it is sent like this. */
  async function comesBack(inputs: Record<string, unknown>): Promise<string> {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    const message = await beginsBooking(worker);
    const seen = await worker.waitsForCard((_card, one) => one.message.id === message && offering('booking.case')(one.card));
    const filled = { ...caseInputs({ reference: 'EX-FORM', s47InitiatedOn: '2026-11-20' }), ...inputs };
    const answer = await writesNothing(() => sendsAgain(companion, PEOPLE.socialWorker, pressOn(seen, 'booking.case', filled)));
    expect(offering('booking.case')(answer)).toBe(true);
    return JSON.stringify(answer);
  }

  it('refuses the 31st of February beside its field, and keeps the rest of what was typed', async () => {
    const answer = await comesBack({ s47InitiatedOn: '2026-02-31' });
    expect(answer).toContain('This date does not exist');
    expect(answer).toContain('EX-FORM');
  });

  it('refuses a section 47 date in the future, and one of more than a year ago', async () => {
    expect(await comesBack({ s47InitiatedOn: '2026-11-24' })).toContain('This date is in the future');
    expect(await comesBack({ s47InitiatedOn: '2025-11-22' })).toContain('longer ago than it can be');
  });

  it.each([['Child A', 'Child A'], ['Child A', 'child a '], ['Child A', 'CHILD  A']])('refuses two children called “%s” and “%s”', async (first, second) => {
    expect(await comesBack({ 'label-0': first, 'label-1': second })).toContain('Two children cannot have the same label');
  });

  it.each(['caseReference', 's47InitiatedOn', 'format', 'label-0', 'initials-1', 'age-0', 'agreedOn', 'venueWords'])('says beside %s that a list is not text', async (field) => {
    expect(await comesBack({ [field]: ['Child A', { text: 'x' }] })).toMatch(/did not arrive as text|Please choose from the list/);
  });

  it('keeps to ten children and to one at least, whatever a card claims', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    const message = await beginsBooking(worker);
    const claiming = async (childCount: unknown): Promise<OwnPress> =>
      pressOn(await worker.waitsForCard((_card, one) => one.message.id === message), 'booking.case', { childCount });
    for (const none of [11, 0, -1, 1.5, '3', [3]]) expect(await turnedAway(PEOPLE.socialWorker, { ...(await claiming(none)), verb: 'booking.addChild' })).toContain('no longer open');
    const ten = await sendsAgain(companion, PEOPLE.socialWorker, { ...(await claiming(10)), verb: 'booking.addChild' });
    expect([saying('"id":"label-9"')(ten), saying('"id":"label-10"')(ten)]).toEqual([true, false]);
    const one = await sendsAgain(companion, PEOPLE.socialWorker, { ...(await claiming(1)), verb: 'booking.removeChild' });
    expect([saying('"id":"label-0"')(one), saying('"id":"label-1"')(one)]).toEqual([true, false]);
  });

  it('gives the card as it stands now for a press on one that has had its day', async () => {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    const message = await beginsBooking(worker);
    const early = await worker.waitsForCard((_card, one) => one.message.id === message && offering('booking.case')(one.card));
    await fillsCase(worker, message, { reference: 'EX-STALE', s47InitiatedOn: '2026-11-20' });
    await fillsFamily(worker, message);
    const late = await writesNothing(() => sendsAgain(companion, PEOPLE.socialWorker, pressOn(early, 'booking.case', caseInputs({ reference: 'EX-EARLIER', s47InitiatedOn: '2026-11-19' }))));
    expect(offering('booking.people')(late)).toBe(true);
    await choosesPeople(worker, message);
    expect((await offeredSlots(worker, message)).length).toBeGreaterThan(0);
  });
});

describe('a time that was not on offer', () => {
  it.each([
    ['the sixteenth working day', '2026-12-11T10:00'], ['today', '2026-11-23T14:00'], ['a Saturday', '2026-11-28T10:00'],
    ['before the chair’s day', '2026-11-25T07:00'], ['a quarter past', '2026-11-25T10:15'], ['no day at all', '2026-02-31T10:00'],
  ])('is not booked: %s', async (_name, when) => {
    expect(await confirmedAt(`${when}/${directory.tenantId}.${PEOPLE.chairAlex}`)).toContain('That time is no longer on offer');
  });

  it('is not booked with somebody who is no chair, nor with a list for a time', async () => {
    expect(await confirmedAt(`2026-11-25T10:00/${directory.tenantId}.${PEOPLE.socialWorker}`)).toContain('That time is no longer on offer');
    expect(await confirmedAt(['2026-11-25T10:00'])).toContain('Please choose from the list');
    expect(await confirmedAt('')).toContain('Choose a time');
  });

  async function confirmedAt(slot: unknown): Promise<string> {
    const worker = companion.teams.as(PEOPLE.socialWorker);
    const message = await beginsBooking(worker);
    await fillsCase(worker, message, { reference: 'EX-TIME', s47InitiatedOn: '2026-11-20' });
    await fillsFamily(worker, message);
    await choosesPeople(worker, message);
    const seen = await worker.waitsForCard((_card, one) => one.message.id === message && offering('booking.confirm')(one.card));
    const answer = await writesNothing(() => sendsAgain(companion, PEOPLE.socialWorker, pressOn(seen, 'booking.confirm', { slot })));
    return JSON.stringify(answer);
  }
});

describe('machines without proof, or with too much to say', () => {
  const post = (path: string, headers: Record<string, string>, body: string): Promise<Response> =>
    fetch(`${companion.botUrl}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

  it('get 401 without a token, with a forged one, and with one that has run out', async () => {
    const acts = `/api/panel/conferences/${ours}/acts`;
    const body = JSON.stringify({ operationId: randomUUID(), act: { do: 'release', reason: 'Because.' } });
    await writesNothing(async () => {
      for (const [path, use] of [['/api/messages', 'connector'], [acts, 'sso']] as const) {
        for (const bearer of ['', 'Bearer x', `Bearer ${await signed(use, { key: 'own' })}`, `Bearer ${await signed(use, { expired: true })}`, `Bearer ${await signed(use, { audience: randomUUID() })}`]) {
          const answer = await post(path, bearer === '' ? {} : { authorization: bearer }, body);
          expect([path, bearer.slice(0, 8), answer.status]).toEqual([path, bearer.slice(0, 8), 401]);
          expect(await answer.text()).not.toMatch(OF_THE_FAMILY);
        }
      }
    });
  });

  it('get 413 for 300 KB, at either door', async () => {
    const large = JSON.stringify({ text: 'x'.repeat(300_000) });
    const panelToken = await companion.teams.as(chair).panelToken();
    await writesNothing(async () => {
      expect((await line.post(companion.botUrl, large)).status).toBe(413);
      expect((await post(`/api/panel/conferences/${ours}/acts`, { authorization: `Bearer ${panelToken}` }, large)).status).toBe(413);
    });
  });

  it('get 400 from the chair’s panel for anything that is not an act', async () => {
    const panel = new AtThePanel(companion, chair);
    const act = { do: 'release', reason: 'The day was brought forward.' };
    const bodies: unknown[] = [
      [], {}, { act }, { operationId: 'short', act }, { operationId: randomUUID(), act: { do: 'erase' } }, { operationId: randomUUID(), act: [act] },
      { operationId: randomUUID(), act: { ...act, role: 'conferenceChair' } }, { operationId: randomUUID(), act, approvedBy: chair },
      { operationId: randomUUID(), act: { do: 'recordDecision', childId: ['child-1'], outcome: 'plan', categories: ['NEG'], reasons: 'x', dissent: '' } },
      { operationId: randomUUID(), act: { do: 'recordDecision', childId: 'child-1', outcome: 'maybe', categories: [], reasons: 'x', dissent: '' } },
      { operationId: randomUUID(), act: { do: 'enterStep', stepId: { toString: 1 }, reason: null } },
    ];
    await writesNothing(async () => {
      for (const body of bodies) expect((await panel.ask(`/${ours}/acts`, body)).status).toBe(400);
    });
  });

  type Bent = { readonly key?: 'own'; readonly expired?: true; readonly audience?: string };

  /** A token as the local Teams would sign it, but for one thing. */
  async function signed(use: 'connector' | 'sso', { key, expired, audience = directory.botId }: Bent): Promise<string> {
    const keys = JSON.parse(await readFile(join(companion.folder, 'teams', 'keys.json'), 'utf8')) as Record<string, JWK>;
    const real = keys[use] ?? {};
    const other = keys['botAccess'] ?? {};
    const now = Math.floor(Date.now() / 1_000);
    const issuer = use === 'connector' ? `${companion.teamsUrl}/connector` : `${companion.teamsUrl}/${directory.tenantId}/v2.0`;
    const claims = use === 'connector' ? { serviceurl: `${companion.teamsUrl}/` } : { tid: directory.tenantId, oid: chair, scp: 'access_as_user', ver: '2.0' };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: real.kid ?? '' })
      .setIssuer(issuer).setAudience(audience).setIssuedAt(now - 7_200).setNotBefore(now - 7_200).setExpirationTime(expired ? now - 3_600 : now + 600)
      .sign(await importJWK(key === 'own' ? other : real, 'RS256'));
  }
});

describe('people without the right', () => {
  it('get 403 at the panel for every act that is the chair’s, though they may follow it', async () => {
    const { booking } = await record.stateOf(ours);
    const acts = [
      { do: 'enterStep', stepId: 'introductions', reason: null }, { do: 'release', reason: 'Because.' }, { do: 'linkMeeting', chatId: '19:meeting_x@thread.v2' },
      { do: 'recordAttendance', inviteeId: booking.invitees[0]?.inviteeId ?? '', status: 'present' },
      { do: 'recordDecision', childId: 'child-1', outcome: 'noPlan', categories: [], reasons: 'x', dissent: '' },
      { do: 'capture', stepId: 'introductions', captureId: 'x', childId: null, value: true },
    ] as const;
    await writesNothing(async () => {
      for (const oid of [PEOPLE.healthVisitor, PEOPLE.socialWorker, PEOPLE.teamManager]) {
        const panel = new AtThePanel(companion, oid);
        expect((await panel.sees(ours)).kind).toBe('participant');
        for (const act of acts) expect((await panel.ask(`/${ours}/acts`, { operationId: randomUUID(), act })).status).toBe(403);
      }
    });
  });

  it('cannot drive a conference because they organise its meeting in Teams', async () => {
    const organizer = chair === PEOPLE.chairAlex ? PEOPLE.chairJo : PEOPLE.chairAlex;
    const meeting = await companion.teams.as(organizer).makesMeeting('Conference', '2026-11-25T10:00', Object.values(PEOPLE));
    await companion.teams.as(organizer).joins(meeting.id);
    const panel = new AtThePanel(companion, organizer);
    await writesNothing(async () => {
      expect((await panel.ask(`/${ours}`)).status).toBe(403);
      for (const act of [{ do: 'enterStep', stepId: 'introductions', reason: null }, { do: 'linkMeeting', chatId: meeting.id }]) expect((await panel.ask(`/${ours}/acts`, { operationId: randomUUID(), act })).status).toBe(403);
    });
  });

  it('get one answer at the panel for a conference that is not theirs and one that does not exist', async () => {
    const panel = new AtThePanel(companion, PEOPLE.serviceManager);
    const answers = await Promise.all([ours, randomUUID(), '__proto__', 'x%2Fy', 'x'].map(async (conferenceId) => {
      const answer = await panel.ask(`/${conferenceId}`);
      return { status: answer.status, text: await answer.text() };
    }));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(403);
  });

  it('cannot book when they are no social worker, team manager or co-ordinator', async () => {
    const visitor = companion.teams.as(PEOPLE.healthVisitor);
    await visitor.says('book an ICPC');
    const { card } = await visitor.waitsForCard(saying('Booking is for social workers'));
    expect(offering('booking.start')(card)).toBe(false);
  });
});

describe('the log', () => {
  it('has kept nothing of what was typed, and no name', async () => {
    expect(await companion.log()).not.toMatch(/Canary|A\.B\.|C\.B\.|Child A|EX-OURS|EX-FORM|Heron/);
  });
});
