import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machineInstant } from '../../src/calendar/instants.ts';
import type { PlainDate } from '../../src/calendar/plain-date.ts';
import { type ClaimPlace, type ClaimRequest, type DiaryClaims, diaryClaims } from '../../src/store/diary-claims.ts';
import { type OwnTables, ownTables } from './support/azurite.ts';
import { anOpenStore } from './support/conference.ts';

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

describe('The diary, whatever is done to it', () => {
  /** What the diary should hold, kept as plainly as can be: for each resource and cell, whose it is. */
  class PlainDiary {
    readonly cells = new Map<string, string>();
    readonly states = new Map<string, 'committing' | 'held'>();
    keysOf = ({ resources, fromCell, toCell }: ClaimRequest) =>
      resources.flatMap((resource) => Array.from({ length: toCell - fromCell }, (_, n) => `${resource} ${fromCell + n}`));
  }
  const resources = ['chair.a', 'chair.b', 'room.1'] as const;
  const request = fc
    .record({ id: fc.integer({ min: 1, max: 6 }), which: fc.uniqueArray(fc.constantFrom(...resources), { minLength: 1 }), start: fc.integer({ min: 18, max: 24 }), length: fc.integer({ min: 1, max: 4 }) })
    .map(({ id, which, start, length }) => ({ id, claim: { resources: which as unknown as ClaimPlace['resources'], fromCell: start, toCell: start + length } }));
  const step = fc.oneof(
    request.map((made) => ({ do: 'claim' as const, ...made })),
    fc.integer({ min: 1, max: 6 }).map((id) => ({ do: 'hold' as const, id })),
    fc.integer({ min: 1, max: 6 }).map((id) => ({ do: 'free' as const, id })),
  );

  test('never gives one half-hour of a resource to two claims, and agrees with a plain list of cells', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const [diary, plain, known] = [await aDiary(), new PlainDiary(), new Map<number, ClaimRequest>()];
        for (const each of steps) {
          // One id is always asked for with the same cells, as one card is.
          if (each.do === 'claim' && !known.has(each.id)) known.set(each.id, aClaim(`c${each.id}`, each.claim));
          const claim = known.get(each.id);
          if (!claim) continue;
          const cells = plain.keysOf(claim);
          const state = plain.states.get(claim.claimId);
          if (each.do === 'claim') {
            const free = cells.every((cell) => !plain.cells.has(cell));
            expect(await diary.claim(claim)).toMatchObject({ kind: state ?? (free ? 'committing' : 'taken') });
            if (state === undefined && free) {
              for (const cell of cells) plain.cells.set(cell, claim.claimId);
              plain.states.set(claim.claimId, 'committing');
            }
          } else if (each.do === 'hold') {
            expect(await diary.hold(claim)).toEqual({ kind: state ? 'held' : 'gone' });
            if (state) plain.states.set(claim.claimId, 'held');
          } else {
            await diary.free(claim);
            if (state) for (const cell of cells) plain.cells.delete(cell);
            plain.states.delete(claim.claimId);
          }
        }
        for (const resource of resources) {
          const taken = (await takenCells(diary, resource)).flatMap(([, cells]) => cells.map((cell) => `${resource} ${cell}`));
          expect(taken).toEqual([...plain.cells.keys()].filter((cell) => cell.startsWith(resource)).toSorted());
        }
        for (const claim of known.values()) expect((await diary.find(claim))?.state).toBe(plain.states.get(claim.claimId));
      }),
      { numRuns: 200 },
    );
  });
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

  test('loses nobody who wants another time of the same day', async () => {
    const diary = diaryClaims(own.store);
    const on = '2026-12-23' as PlainDate;
    const outcomes = await Promise.all(Array.from({ length: 24 }, (_, n) => diary.claim(aClaim(`side-${n}`, { on, fromCell: n * 2, toCell: n * 2 + 2 }))));
    expect(outcomes.every(({ kind }) => kind === 'committing')).toBe(true);
  });
});
