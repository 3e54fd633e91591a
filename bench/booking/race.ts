/**
 * A race for the same and for overlapping times: 200 social workers' presses at once, over three bots on one Azurite.
 * Each is a real form at its last screen, of a social worker of its own, and a real press, signed as Teams signs; afterwards the tables are read and
 * judged here, by walking them, with nothing of the product's own reading.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import directory from '../../local/directory.json' with { type: 'json' };
import { newDraft, type BookingDraft } from '../../bot/booking/draft.ts';
import { draftPlace } from '../../bot/booking/booking-flow.ts';
import { machineInstant } from '../../src/calendar/instants.ts';
import { personKey, type PersonKey } from '../../src/people/person.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { drafts as draftStore } from '../../src/store/drafts.ts';
import { localKeyRing, masterKeysFrom } from '../../src/store/key-ring.ts';
import type { TableStore } from '../../src/store/port.ts';
import { keyFileOf, PEOPLE, startCompanion, type CompanionUnderTest } from '../../test/journeys/companion-under-test.ts';
import { ownLine } from '../../test/journeys/own-presses.ts';
import { print, type Bar } from '../report.ts';

const ROUNDS = 50;
const PRESSES = 200;
const BOTS = 3;
const CHAIRS = 12;
/** Chairs whom nobody races for: with them there is always another time to tell a loser of, however late the round. */
const OTHER_CHAIRS = 6;
/** Working days of the window that the rounds use, by the calendar on the wall. */
const DAYS = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10'];
/** Two hours each, so that every one of them overlaps its neighbours. */
const TIMES = ['09:30', '10:00', '10:30', '11:00', '13:00', '13:30', '14:00', '14:30'];
/** The journeys give the bots a small young heap, for many run at once; a bot in service has what Node gives it. */
const AS_IN_SERVICE = ['--max-semi-space-size=16'];
const AUTHORITY = 'exampleshire';

type Outcome = { readonly conferenceId: string; readonly booked: boolean; readonly told: 'booked' | 'otherTimes' | 'toLookAgain' | 'nothing'; readonly op: string; readonly ms: number };

export async function race(): Promise<readonly Bar[]> {
  const folder = await mkdtemp(join(tmpdir(), 'companion-race-'));
  const companion = await startCompanion({ authorityFile: await manyChairs(folder), nodeArguments: AS_IN_SERVICE });
  const replicas = [];
  for (let extra = 1; extra < BOTS; extra += 1) replicas.push(await companion.startReplica());
  try {
    await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
    await new Promise((done) => setTimeout(done, 1_000));
    return await rounds(companion, [companion.botUrl, ...replicas.map(({ url }) => url)]);
  } finally {
    for (const replica of replicas) await replica.stop();
    await companion.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function rounds(companion: CompanionUnderTest, bots: readonly string[]): Promise<readonly Bar[]> {
  const store = azureTableStore({ connectionString: companion.connectionString });
  const keep = draftKeeper(store, await keyFileOf(companion.folder));
  const line = await ownLine(companion);
  const { thread, message } = await companion.teams.as(PEOPLE.socialWorker).waitsForCard(() => true);
  const oneRound = async (round: number): Promise<{ readonly outcomes: readonly Outcome[]; readonly found: readonly string[] }> => {
    const forms = await Promise.all(Array.from({ length: PRESSES }, (_, place) => keep(formFor(round, place), workerKey(place))));
    const outcomes = await Promise.all(forms.map(async ({ draft, slot }, place): Promise<Outcome> => {
      const began = performance.now();
      const answered = await line.press(bots[place % bots.length] ?? '', workerId(place), { thread, message: message.id, verb: 'booking.confirm', data: { draftId: draft.draftId, op: draft.op, slot, lateReason: '' } });
      const booked = answered.text.includes('Conference booked');
      return { conferenceId: draft.conferenceId, booked, told: booked ? 'booked' : toldOf(answered.text), op: operationIn(answered.text), ms: performance.now() - began };
    }));
    const found = await judge(store, outcomes, round);
    // Every loser has another time held for the form by now. They put it aside, or the next round would find it all taken.
    await Promise.all(forms.map(async ({ draft: { draftId } }, place) => {
      const { booked, op } = outcomes[place] ?? { booked: true, op: '' };
      const press = (verb: string, own: string) => line.press(bots[place % bots.length] ?? '', workerId(place), { thread, message: message.id, verb, data: { draftId, op: own } });
      // A card that is no longer the one shown is answered with the one that is.
      if (!booked) await press('booking.cancel', op === '' ? operationIn((await press('booking.find', 'looks-again')).text) : op);
    }));
    return { outcomes, found };
  };

  // The bots have been at work before: a round of its own, with its own chairs and day, which is not counted.
  await oneRound(ROUNDS);
  let [winners, told, violations] = [0, 0, 0];
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { outcomes, found } = await oneRound(round);
    waits.push(...outcomes.map(({ ms }) => ms));
    winners += outcomes.filter(({ booked }) => booked).length;
    told += outcomes.filter((outcome) => outcome.told === 'otherTimes').length;
    violations += found.length;
    for (const [fault, times] of counted(found)) print(`round ${round + 1}: ${fault}${times > 1 ? `, ${times} times` : ''}`);
  }
  const orphans = await orphanedClaims(store);
  const sorted = waits.toSorted((a, b) => a - b);
  print(`race: ${ROUNDS} rounds of ${PRESSES} presses over ${BOTS} bots, after one to warm up; ${winners} booked, ${told} of ${ROUNDS * PRESSES - winners} losers told of other times; answers p50 ${at(sorted, 0.5)} ms, p99 ${at(sorted, 0.99)} ms; ${orphans} orphaned claims in the last scan`);
  return [{ name: 'booking-race-violations', value: violations + orphans, limit: 0, better: 'atMost' }];
}

/** Every round has chairs and a day of its own, so that each begins with an empty stretch of the diary. */
function formFor(round: number, place: number): { readonly draft: BookingDraft; readonly slot: string } {
  const on = DAYS[round % DAYS.length] ?? '';
  const pair = Math.floor(round / DAYS.length) * 2;
  const chair = `${directory.tenantId}.${chairId(pair + (place % 2))}`;
  const time = TIMES[Math.floor(place / 2) % TIMES.length] ?? '';
  const fresh = newDraft(randomUUID().replaceAll('-', ''), 'virtual');
  const draft: BookingDraft = {
    ...fresh, step: 'date',
    case: { ...fresh.case, caseReference: `RACE-${round}-${place}`, dates: { s47InitiatedOn: '2026-11-20' }, agreed: { by: PEOPLE.teamManager, on: '2026-11-20', at: '11:00' }, threshold: 'yes', children: [{ label: 'Child A', initials: 'A.B.', age: '4', part: 'subject' }] },
    family: { ...fresh.family, relatives: [] },
    people: { ...fresh.people, reason: 'Raced.', handOverReason: 'Raced.', notAsked: 'Raced.' },
  };
  return { draft, slot: `${on}T${time}/${chair}` };
}

function draftKeeper(store: TableStore, keyFile: string) {
  const drafts = draftStore(store, localKeyRing(masterKeysFrom(keyFile)));
  return async (form: { readonly draft: BookingDraft; readonly slot: string }, owner: PersonKey) => {
    await drafts.save(draftPlace(AUTHORITY, owner, form.draft.draftId), form.draft, machineInstant(Date.now()));
    return form;
  };
}

function operationIn(answer: string): string {
  return /"op":"([\w-]+)"/.exec(answer)?.[1] ?? '';
}

/** A loser's card offers other times; a bot that is too busy to answer in four seconds asks to look again in a minute. */
function toldOf(answer: string): Outcome['told'] {
  if (/"value":"\d{4}-\d{2}-\d{2}T/.test(answer)) return 'otherTimes';
  return answer.includes('taking longer than usual') ? 'toLookAgain' : 'nothing';
}

const NOT_TOLD: Readonly<Partial<Record<Outcome['told'], string>>> = { toLookAgain: 'a loser waited four seconds and was asked to look again', nothing: 'a loser was not told of other times' };

function counted(faults: readonly string[]): ReadonlyMap<string, number> {
  return new Map(faults.map((fault) => [fault, faults.filter((other) => other === fault).length]));
}

/** What must not be: two claims over one half-hour, a booking without its claim, a loser who was told nothing. */
async function judge(store: TableStore, outcomes: readonly Outcome[], round: number): Promise<readonly string[]> {
  const rows = await diaryRows(store);
  const claims = rows.flatMap(({ row, claims: listed }) => listed.map((claim) => ({ ...claim, row })));
  const overlaps = rows.flatMap(({ row, claims: listed }) => listed.flatMap((one, place) => listed.slice(place + 1).filter((other) => one.fromCell < other.toCell && other.fromCell < one.toCell).map(() => `two claims share time in ${row}`)));
  const unclaimed = outcomes.filter(({ booked, conferenceId }) => booked && !claims.some((claim) => claim.conferenceId === conferenceId)).map(({ conferenceId }) => `${conferenceId} is booked and holds no time`);
  const silent = outcomes.flatMap(({ told }) => NOT_TOLD[told] ?? []);
  // Two chairs, and room for a morning and an afternoon of each: at least one of them must have been won.
  const won = outcomes.filter(({ booked }) => booked).length;
  return [...overlaps, ...unclaimed, ...silent, ...(won < 2 || won > 8 ? [`${won} won in round ${round + 1}`] : [])];
}

type DiaryRow = { readonly row: string; readonly claims: readonly { readonly claimId: string; readonly conferenceId: string; readonly fromCell: number; readonly toCell: number; readonly state: string; readonly until?: number }[] };

/** The rows of the two months as they lie in the table, form holds that ended left out. */
async function diaryRows(store: TableStore): Promise<readonly DiaryRow[]> {
  const found: DiaryRow[] = [];
  for (const month of ['2026-11', '2026-12']) {
    for await (const stored of store.table('diary').range(`${AUTHORITY}|diary|${month}`, {})) {
      const text = Object.entries(stored.properties).filter(([name]) => /^claims\d+$/.test(name)).map(([, piece]) => String(piece)).join('');
      const claims = (JSON.parse(text === '' ? '[]' : text) as DiaryRow['claims']).filter(({ state, until }) => state !== 'form' || (until ?? 0) > Date.now());
      found.push({ row: stored.row, claims });
    }
  }
  return found;
}

/** Claims of bookings, after everything had time to settle, whose conference is not on record. */
async function orphanedClaims(store: TableStore): Promise<number> {
  await new Promise((done) => setTimeout(done, 5_000));
  const claims = (await diaryRows(store)).flatMap(({ claims: listed }) => listed).filter(({ state }) => state !== 'form');
  const heads = await Promise.all([...new Set(claims.map(({ conferenceId }) => conferenceId))].map(async (conferenceId) => [conferenceId, await store.table('conferences').read(`${AUTHORITY}|c|${conferenceId}`, 'h')] as const));
  const onRecord = new Set(heads.filter(([, head]) => head !== undefined).map(([conferenceId]) => conferenceId));
  return claims.filter(({ conferenceId }) => !onRecord.has(conferenceId)).length;
}

function workerId(number: number): string {
  return `44444444-4444-4444-8444-${String(600_000_000_000 + number)}`;
}

function workerKey(number: number): PersonKey {
  const key = personKey(directory.tenantId, workerId(number));
  if (key === undefined) throw new RangeError('no such person');
  return key;
}

function chairId(number: number): string {
  return `44444444-4444-4444-8444-${String(500_000_000_000 + number)}`;
}

/** The local authority with the chairs of the race, the others, and a social worker for each press. */
async function manyChairs(folder: string): Promise<string> {
  const authority = JSON.parse(await readFile(join(import.meta.dirname, '../../local/authority.json'), 'utf8')) as { people: object[] };
  const chairs = Array.from({ length: CHAIRS + OTHER_CHAIRS }, (_, number) => ({ objectId: chairId(number), name: `Chair ${number + 1}-Example`, designation: 'Conference chair', agency: 'Independent chair service', roles: ['chair'], mostADay: 4 }));
  const workers = Array.from({ length: PRESSES }, (_, number) => ({ objectId: workerId(number), name: `Worker ${number + 1}-Example`, designation: 'Social worker', agency: 'Social care', roles: ['socialWorker'] }));
  const path = join(folder, 'authority.json');
  await writeFile(path, JSON.stringify({ ...authority, people: [...authority.people, ...chairs, ...workers] }));
  return path;
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(0);
}
