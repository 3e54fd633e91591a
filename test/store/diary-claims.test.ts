import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machineInstant } from '../../src/calendar/instants.ts';
import type { PlainDate } from '../../src/calendar/plain-date.ts';
import { type ClaimRequest, type DiaryClaims, diaryClaims, type DiaryWindow } from '../../src/store/diary-claims.ts';
import { type OwnTables, ownTables } from './support/azurite.ts';
import { anOpenStore } from './support/conference.ts';
import { countingStore } from './support/counting-store.ts';
import { agreeing, someSteps } from './support/plain-diary.ts';

const authority = 'northvale';
const monday = '2026-12-21' as PlainDate;
const machineNow = machineInstant(1_795_000_000_000);
const ten = 20;
const noon = 24;

const aClaim = (claimId: string, changes: Partial<ClaimRequest> = {}): ClaimRequest => ({
  authority,
  on: monday,
  resources: ['chair.amber'],
  claimId,
  fromCell: ten,
  toCell: noon,
  conferenceId: `conference-${claimId}`,
  machineNow,
  ...changes,
});

const aDiary = async () => diaryClaims(await anOpenStore());
/** The half-hours taken, as the numbers of their cells. */
const takenCells = async (diary: DiaryClaims, resource = 'chair.amber', from = monday, to = from) =>
  (await diary.window(authority, from, to, machineNow)).rows()
    .filter((row) => row.resource === resource && row.claims.length > 0)
    .map(({ on, claims }) => [on, claims.flatMap(cellsOf).toSorted((a, b) => a - b)] as const);
const cellsOf = ({ fromCell, toCell }: Pick<ClaimRequest, 'fromCell' | 'toCell'>) => Array.from({ length: toCell - fromCell }, (_, cell) => fromCell + cell);

describe('The diary', () => {
  test('takes the half-hours of a chair and a room together', async () => {
    const diary = await aDiary();
    const both = aClaim('a', { resources: ['chair.amber', 'room.2'] });
    expect(await diary.claim(both)).toEqual({ kind: 'committing' });
    expect(await takenCells(diary)).toEqual([[monday, [20, 21, 22, 23]]]);
    expect(await takenCells(diary, 'room.2')).toEqual([[monday, [20, 21, 22, 23]]]);
    expect(await diary.find(both)).toEqual({ claimId: 'a', conferenceId: 'conference-a', fromCell: 20, toCell: 24, state: 'committing', madeAt: machineNow });
  });

  test('takes none of them when one is taken, and says which', async () => {
    const diary = await aDiary();
    await diary.claim(aClaim('a', { resources: ['room.2'] }));
    expect(await diary.claim(aClaim('b', { resources: ['chair.amber', 'room.2'] }))).toEqual({ kind: 'taken', resource: 'room.2', why: 'claimed' });
    expect(await takenCells(diary)).toEqual([]);
  });

  test('lets a conference begin when the one before ends', async () => {
    const diary = await aDiary();
    await diary.claim(aClaim('a'));
    expect(await diary.claim(aClaim('late', { fromCell: noon, toCell: 48 }))).toEqual({ kind: 'committing' });
    expect(await diary.claim(aClaim('early', { fromCell: 0, toCell: ten }))).toEqual({ kind: 'committing' });
    expect(await diary.claim(aClaim('between', { fromCell: noon - 1, toCell: noon + 1 }))).toMatchObject({ kind: 'taken' });
  });

  test('has one effect of a claim that comes twice, and says how it stands by then', async () => {
    const diary = await aDiary();
    const claim = aClaim('a');
    await diary.claim(claim);
    expect(await diary.claim(claim)).toEqual({ kind: 'committing' });
    expect(await diary.hold(claim)).toEqual({ kind: 'held' });
    expect(await diary.hold(claim)).toEqual({ kind: 'held' });
    expect(await diary.claim(claim)).toEqual({ kind: 'held' });
    expect(await takenCells(diary)).toEqual([[monday, [20, 21, 22, 23]]]);
  });

  test('gives the half-hours back, once and for all, and holds nothing that was given back', async () => {
    const diary = await aDiary();
    const [claim, neighbour] = [aClaim('a'), aClaim('b', { fromCell: noon, toCell: 26 })];
    await diary.claim(claim);
    await diary.claim(neighbour);
    await diary.free(claim);
    await diary.free(claim);
    expect(await diary.find(claim)).toBeUndefined();
    expect(await diary.hold(claim)).toEqual({ kind: 'gone' });
    expect(await takenCells(diary)).toEqual([[monday, [24, 25]]]);
    await diary.free(neighbour);
    expect(await takenCells(diary)).toEqual([]);
  });

  test('shows what a chair has from November into January, both ends included, and nobody else’s', async () => {
    const diary = await aDiary();
    const days = ['2026-11-29', '2026-11-30', '2026-12-15', '2027-01-04', '2027-01-05'] as PlainDate[];
    for (const on of days) await diary.claim(aClaim(`on-${on}`, { on }));
    await diary.claim(aClaim('other', { on: days[2]!, resources: ['chair.amber2'] }));
    expect((await takenCells(diary, 'chair.amber', days[1], days[3])).map(([on]) => on)).toEqual(days.slice(1, 4));
    expect((await diary.window('southvale', days[0]!, days[4]!, machineNow)).rows()).toEqual([]);
  });

  test.for([
    [24, 20],
    [20, 20],
    [-1, 2],
    [47, 49],
    [1.5, 3],
  ])('refuses cells %j to %j, which are no stretch of one day', async ([fromCell, toCell]) => {
    await expect((await aDiary()).claim(aClaim('a', { fromCell: fromCell!, toCell: toCell! }))).rejects.toThrow(RangeError);
  });
});

const minutes = (count: number) => machineInstant(machineNow + count * 60_000);
const aForm = (claimId: string, changes: Partial<ClaimRequest> = {}) => aClaim(claimId, { state: 'form', until: minutes(10), ...changes });

describe('A claim of an open form', () => {
  test('keeps the time for it, and from its end on blocks nobody and is seen by nobody', async () => {
    const diary = await aDiary();
    expect(await diary.claim(aForm('form'))).toEqual({ kind: 'form' });
    expect(await diary.claim(aClaim('b', { machineNow: minutes(9.99) }))).toEqual({ kind: 'taken', resource: 'chair.amber', why: 'claimed' });
    expect(await takenCells(diary)).toEqual([[monday, [20, 21, 22, 23]]]);
    expect((await diary.window(authority, monday, monday, minutes(10))).day('chair.amber', monday).claims).toEqual([]);
    expect(await diary.claim(aClaim('b', { machineNow: minutes(10) }))).toEqual({ kind: 'committing' });
    expect(await diary.hold(aForm('form'))).toEqual({ kind: 'gone' });
    expect(await diary.claim(aForm('form', { machineNow: minutes(10), until: minutes(20) }))).toMatchObject({ kind: 'taken' });
  });

  test('becomes the booking’s under the same id, even once it has ended if nobody took the time', async () => {
    const diary = await aDiary();
    for (const [claimId, on, after] of [['in-time', '2026-12-22', 1], ['late', '2026-12-23', 30]] as const) {
      const place = { on: on as PlainDate };
      await diary.claim(aForm(claimId, place));
      expect(await diary.claim(aClaim(claimId, { ...place, machineNow: minutes(after) }))).toEqual({ kind: 'committing' });
      expect(await diary.find(aClaim(claimId, place))).toEqual({ claimId, conferenceId: `conference-${claimId}`, fromCell: 20, toCell: 24, state: 'committing', madeAt: minutes(after) });
      expect(await diary.claim(aClaim('b', { ...place, machineNow: minutes(60) }))).toMatchObject({ kind: 'taken' });
    }
  });

  test('never turns a booking back into a form', async () => {
    const diary = await aDiary();
    await diary.claim(aClaim('a'));
    expect(await diary.claim(aForm('a'))).toEqual({ kind: 'committing' });
    await diary.hold(aClaim('a'));
    expect(await diary.claim(aForm('a'))).toEqual({ kind: 'held' });
    expect(await diary.find(aClaim('a'))).not.toHaveProperty('until');
  });

  test('lasts longer when it is asked for again, and never less long', async () => {
    const diary = await aDiary();
    await diary.claim(aForm('form'));
    expect(await diary.claim(aForm('form', { until: minutes(20) }))).toEqual({ kind: 'form' });
    expect(await diary.claim(aForm('form', { until: minutes(5) }))).toEqual({ kind: 'form' });
    expect(await diary.find(aForm('form'))).toMatchObject({ state: 'form', until: minutes(20) });
  });

  test('gives the earlier time back in the same request, on that day and for those resources', async () => {
    const { store, requests } = countingStore(await anOpenStore());
    const diary = diaryClaims(store);
    const both: Partial<ClaimRequest> = { resources: ['chair.amber', 'room.1'] };
    await diary.claim(aForm('first', both));
    const known = await diary.window(authority, monday, monday, machineNow);
    requests();
    expect(await diary.claim(aForm('second', { ...both, fromCell: 22, toCell: 26, insteadOf: 'first', known }))).toEqual({ kind: 'form' });
    expect(requests()).toBe(1);
    expect(await diary.find(aForm('first', both))).toBeUndefined();
    expect(await takenCells(diary)).toEqual([[monday, [22, 23, 24, 25]]]);
    expect(await takenCells(diary, 'room.1')).toEqual([[monday, [22, 23, 24, 25]]]);
  });

  test('keeps the earlier time where the later one is taken, and never gives a booking back', async () => {
    const diary = await aDiary();
    await diary.claim(aForm('first'));
    await diary.claim(aClaim('other', { fromCell: 30, toCell: 34 }));
    expect(await diary.claim(aForm('second', { fromCell: 31, toCell: 35, insteadOf: 'first' }))).toMatchObject({ kind: 'taken' });
    expect(await diary.find(aForm('first'))).toMatchObject({ state: 'form' });
    expect(await diary.claim(aForm('second', { fromCell: 34, toCell: 36, insteadOf: 'other' }))).toEqual({ kind: 'form' });
    expect(await diary.find(aClaim('other'))).toMatchObject({ state: 'committing' });
  });

  test('is swept once it has ended, and nothing else is', async () => {
    const diary = await aDiary();
    const days = ['2026-12-30', '2026-12-31', '2027-01-04'] as PlainDate[];
    for (const on of days) {
      await diary.claim(aForm(`ended-${on}`, { on }));
      await diary.claim(aForm(`open-${on}`, { on, fromCell: 30, toCell: 32, until: minutes(30) }));
      await diary.claim(aClaim(`booked-${on}`, { on, fromCell: 34, toCell: 36 }));
    }
    expect(await diary.sweepForms(authority, days[0]!, days[2]!, minutes(9))).toBe(0);
    expect(await diary.sweepForms(authority, days[1]!, days[2]!, minutes(10))).toBe(2);
    expect(await diary.sweepForms(authority, days[0]!, days[2]!, minutes(10))).toBe(1);
    expect(await diary.sweepForms(authority, days[0]!, days[2]!, minutes(10))).toBe(0);
    expect(await diary.find(aForm('ended-2026-12-31', { on: days[1]! }))).toBeUndefined();
    expect((await takenCells(diary, 'chair.amber', days[0], days[2])).map(([, cells]) => cells)).toEqual(days.map(() => [30, 31, 34, 35]));
  });

  test('has an end, and no other claim has one', async () => {
    const { until: _until, ...endless } = aForm('a');
    await expect((await aDiary()).claim(endless)).rejects.toThrow(RangeError);
    await expect((await aDiary()).claim(aClaim('a', { until: minutes(1) }))).rejects.toThrow(RangeError);
  });
});

describe('The time between two conferences', () => {
  test('is kept free for the chair on both sides, and for no room', async () => {
    const diary = await aDiary();
    await diary.claim(aClaim('a', { resources: ['chair.amber', 'room.1'] }));
    const gap = { kind: 'taken', resource: 'chair.amber', why: 'gap' };
    expect(await diary.claim(aClaim('after', { fromCell: 24, toCell: 26, gapCells: 1 }))).toEqual(gap);
    expect(await diary.claim(aClaim('before', { fromCell: 17, toCell: 19, gapCells: 2 }))).toEqual(gap);
    expect(await diary.claim(aClaim('next-door', { resources: ['chair.blue', 'room.1'], fromCell: 24, toCell: 26, gapCells: 2 }))).toEqual({ kind: 'committing' });
    expect(await diary.claim(aClaim('after', { fromCell: 25, toCell: 27, gapCells: 1 }))).toEqual({ kind: 'committing' });
    expect(await diary.claim(aClaim('before', { fromCell: 17, toCell: 19, gapCells: 1 }))).toEqual({ kind: 'committing' });
  });
});

describe('Time away', () => {
  const leave = (on: PlainDate, fromCell = 0, toCell = 48) => ({ on, fromCell, toCell });

  test('lies over claims, tells which bookings’, and lets nobody new in', async () => {
    const diary = await aDiary();
    const later = '2027-01-04' as PlainDate;
    await diary.claim(aClaim('under'));
    await diary.claim(aClaim('beside', { fromCell: 30, toCell: 34 }));
    await diary.claim(aClaim('form', { fromCell: 26, toCell: 28, state: 'form', until: machineInstant(machineNow + 1_000) }));
    await diary.claim(aClaim('in-january', { on: later }));
    await diary.hold(aClaim('in-january', { on: later }));
    const under = await diary.setAway(authority, 'chair.amber', 'leave-1', [leave(monday, 22, 30), leave(later)]);
    expect(under.map(({ on, claim }) => [on, claim.claimId, claim.state])).toEqual([[monday, 'under', 'committing'], [later, 'in-january', 'held']]);
    expect(await diary.claim(aClaim('new', { fromCell: 28, toCell: 30 }))).toEqual({ kind: 'taken', resource: 'chair.amber', why: 'away' });
    expect(await diary.claim(aClaim('new', { fromCell: 34, toCell: 36 }))).toEqual({ kind: 'committing' });
    expect(await diary.hold(aClaim('under'))).toEqual({ kind: 'held' });
    expect((await diary.window(authority, monday, monday, machineNow)).day('chair.amber', monday).away).toEqual([{ awayId: 'leave-1', fromCell: 22, toCell: 30 }]);
  });

  test('is entered once however often it is said, in the hours that were said last, and may be in two parts', async () => {
    const diary = await aDiary();
    const awayOn = async () => (await diary.window(authority, monday, monday, machineNow)).day('chair.amber', monday).away.map(({ fromCell, toCell }) => [fromCell, toCell]);
    for (let time = 0; time < 2; time += 1) await diary.setAway(authority, 'chair.amber', 'leave-1', [leave(monday)]);
    expect(await awayOn()).toEqual([[0, 48]]);
    await diary.setAway(authority, 'chair.amber', 'leave-1', [leave(monday, 16, 20), leave(monday, 30, 34)]);
    expect(await awayOn()).toEqual([[16, 20], [30, 34]]);
    expect(await diary.claim(aClaim('a', { fromCell: 18, toCell: 22 }))).toMatchObject({ why: 'away' });
    await expect(diary.setAway(authority, 'chair.amber', 'leave-2', [leave(monday, 20, 20)])).rejects.toThrow(RangeError);
  });

  test('is taken back once and for all, and only what was entered under that id', async () => {
    const diary = await aDiary();
    await diary.setAway(authority, 'chair.amber', 'leave-1', [leave(monday, 20, 24)]);
    await diary.setAway(authority, 'chair.amber', 'court', [leave(monday, 30, 34)]);
    for (let time = 0; time < 2; time += 1) await diary.clearAway(authority, 'chair.amber', 'leave-1', [monday, '2026-12-22' as PlainDate]);
    expect(await diary.claim(aClaim('a'))).toEqual({ kind: 'committing' });
    expect(await diary.claim(aClaim('b', { fromCell: 30, toCell: 32 }))).toMatchObject({ why: 'away' });
    expect((await diary.window(authority, monday, '2026-12-22' as PlainDate, machineNow)).rows()).toHaveLength(1);
  });
});

describe('What was read before', () => {
  const tuesday = '2026-12-22' as PlainDate;

  test('spares a reading, and misleads nobody when it is old', async () => {
    const diary = await aDiary();
    const empty = await diary.window(authority, monday, tuesday, machineNow);
    expect(await diary.claim(aClaim('a', { known: empty }))).toEqual({ kind: 'committing' });
    expect(await diary.claim(aClaim('b', { known: empty }))).toEqual({ kind: 'taken', resource: 'chair.amber', why: 'claimed' });
    expect(await diary.claim(aClaim('c', { known: empty, fromCell: 30, toCell: 32 }))).toEqual({ kind: 'committing' });
    const full = await diary.window(authority, monday, monday, machineNow);
    await diary.free(aClaim('a'));
    expect(await diary.claim(aClaim('b', { known: full }))).toEqual({ kind: 'committing' });
    expect(await diary.claim(aClaim('a', { known: full }))).toMatchObject({ kind: 'taken' });
  });
});

describe('A time that another may stand in for', () => {
  const empty = async () => (await aDiary()).window(authority, monday, monday, machineNow);

  test('is taken by what was just read, and left to whoever was quicker without a second look', async () => {
    const { store, requests } = countingStore(await anOpenStore());
    const diary = diaryClaims(store);
    const known = await empty();
    expect(await diary.claim(aForm('first', { known, orElse: true }))).toEqual({ kind: 'form' });
    requests();
    // It would have had room, beside the first: but the day is another one than was read.
    expect(await diary.claim(aForm('second', { known, orElse: true, fromCell: 30, toCell: 34 }))).toEqual({ kind: 'taken', resource: 'chair.amber', why: 'overtaken' });
    expect(requests()).toBe(1);
    expect(await diary.claim(aForm('third', { known: await diary.window(authority, monday, monday, machineNow), orElse: true }))).toMatchObject({ kind: 'taken', why: 'claimed' });
    expect(await takenCells(diary)).toEqual([[monday, [20, 21, 22, 23]]]);
  });
});

describe('What is to be done before a claim is written', () => {
  const noting = (did: string[], diary: DiaryClaims) => ({ beforeWriting: async () => void did.push((await diary.find(aClaim('a'))) === undefined ? 'nothing claimed yet' : 'claimed') });

  test('is done once, before the claim is there, and not where the time is taken or the claim stands', async () => {
    const diary = await aDiary();
    const stale = await diary.window(authority, monday, monday, machineNow);
    await diary.claim(aClaim('beside', { fromCell: 30, toCell: 34 }));
    const did: string[] = [];
    expect(await diary.claim(aClaim('a', { known: stale, ...noting(did, diary) }))).toEqual({ kind: 'committing' });
    expect(did).toEqual(['nothing claimed yet']);
    await diary.claim(aClaim('a', noting(did, diary)));
    await diary.claim(aClaim('b', noting(did, diary)));
    expect(did).toHaveLength(1);
  });

  test('stops the claim where it fails', async () => {
    const diary = await aDiary();
    await expect(diary.claim(aClaim('a', { beforeWriting: () => Promise.reject(new Error('the pointer is not planted')) }))).rejects.toThrow('not planted');
    expect(await diary.find(aClaim('a'))).toBeUndefined();
  });
});

describe('What the diary asks of the service', () => {
  test.for([
    ['a window over two months: a query each', 2, (diary) => diary.window(authority, '2026-12-21' as PlainDate, '2027-01-12' as PlainDate, machineNow)],
    ['a claim of what was just read: the transaction', 1, async (diary, known) => diary.claim(aClaim('new', { resources: ['chair.amber', 'room.1'], fromCell: 30, toCell: 34, known }))],
    ['a claim unseen: a query and the transaction', 2, (diary) => diary.claim(aClaim('new', { resources: ['chair.amber', 'room.1'], fromCell: 30, toCell: 34 }))],
    ['a claim that is taken: a query', 1, (diary) => diary.claim(aClaim('new', { resources: ['chair.amber', 'room.1'] }))],
    ['to hold: a query and the transaction', 2, (diary) => diary.hold(aClaim('a', { resources: ['chair.amber', 'room.1'] }))],
    ['to free: a query and the transaction', 2, (diary) => diary.free(aClaim('a', { resources: ['chair.amber', 'room.1'] }))],
    ['a fortnight’s leave within a month: a query and the transaction', 2, (diary) => diary.setAway(authority, 'chair.amber', 'leave-1', Array.from({ length: 10 }, (_each, place) => ({ on: `2026-12-${21 + place}` as PlainDate, fromCell: 0, toCell: 48 })))],
  ] as [string, number, (diary: DiaryClaims, known: DiaryWindow) => Promise<unknown>][])('is for %s', async ([, most, act]) => {
    const { store, requests } = countingStore(await anOpenStore());
    const diary = diaryClaims(store);
    await diary.claim(aClaim('a', { resources: ['chair.amber', 'room.1'] }));
    const known = await diary.window(authority, monday, '2027-01-12' as PlainDate, machineNow);
    requests();
    await act(diary, known);
    expect(requests()).toBe(most);
  });
});

describe('The diary, whatever is done to it', () => {
  test('never gives one half-hour of a resource to two claims, and agrees with plain lists of cells', async () => {
    const seen = new Set<string>();
    await fc.assert(fc.asyncProperty(someSteps, async (steps) => {
      for (const kind of await agreeing(await aDiary(), authority, steps)) seen.add(kind);
    }), { numRuns: 400 });
    expect([...seen].toSorted()).toEqual(['away', 'claimed', 'committing', 'form', 'gap', 'gone', 'held', 'swept', 'under']);
  }, 60_000);
});

describe('The diary in Azure Tables, when everybody wants it at once', () => {
  let own: OwnTables;
  beforeAll(async () => {
    own = await ownTables();
  });
  afterAll(() => own.close());

  test('gives a slot to exactly one of 200, and tells the others at once', async () => {
    const diary = diaryClaims(own.store);
    const claims = Array.from({ length: 200 }, (_, n) => aClaim(`racer-${n}`, { resources: ['chair.amber', 'room.1'] }));
    const outcomes = await Promise.all(claims.map((claim) => diary.claim(claim)));
    expect(outcomes.filter(({ kind }) => kind === 'committing')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'taken')).toHaveLength(199);
    const found = await Promise.all(claims.map((claim) => diary.find(claim)));
    expect(found.filter((claim) => claim !== undefined)).toHaveLength(1);
  });

  test('never lets two overlapping claims through, for three replicas and slots that cross', async () => {
    const replicas = [diaryClaims(own.store), diaryClaims(own.store), diaryClaims(own.store)];
    const on = '2026-12-22' as PlainDate;
    const claims = Array.from({ length: 60 }, (_, n) => aClaim(`crossing-${n}`, { on, fromCell: n % 24, toCell: (n % 24) + 3 }));
    const outcomes = await Promise.all(claims.map((claim, n) => replicas[n % 3]!.claim(claim)));
    const winners = claims.filter((_, n) => outcomes[n]!.kind === 'committing');
    expect(winners.length).toBeGreaterThan(0);
    const cells = winners.flatMap(({ fromCell }) => [fromCell, fromCell + 1, fromCell + 2]);
    expect(new Set(cells).size).toBe(cells.length);
    expect(await takenCells(replicas[0]!, 'chair.amber', on)).toEqual([[on, cells.toSorted((a, b) => a - b)]]);
  });

  test('agrees with plain lists of cells as well', async () => {
    let run = 0;
    await fc.assert(fc.asyncProperty(someSteps, async (steps) => {
      run += 1;
      await agreeing(diaryClaims(own.store), `northvale${run}`, steps);
    }), { numRuns: 12, endOnFailure: true });
  }, 60_000);

  test('loses nobody who wants another time of the same day', async () => {
    const diary = diaryClaims(own.store);
    const on = '2026-12-23' as PlainDate;
    const outcomes = await Promise.all(Array.from({ length: 24 }, (_, n) => diary.claim(aClaim(`side-${n}`, { on, fromCell: n * 2, toCell: n * 2 + 2 }))));
    expect(outcomes.every(({ kind }) => kind === 'committing')).toBe(true);
  });
});
