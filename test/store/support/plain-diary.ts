/**
 * What the diary should hold of one day, kept as plainly as can be: for each resource a list of who has which cells.
 * Steps at random are done to a real diary and to this one, and both must say the same after every step.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { machineInstant } from '../../../src/calendar/instants.ts';
import type { PlainDate } from '../../../src/calendar/plain-date.ts';
import type { ClaimRequest, DiaryClaims, DiaryWindow } from '../../../src/store/diary-claims.ts';

const ON = '2026-12-21' as PlainDate;
const BEGAN = 1_795_000_000_000;
const RESOURCES = ['chair.a', 'chair.b', 'room.1'] as const;
const SOMEBODY = fc.integer({ min: 1, max: 6 });

type Placed = { readonly id: number; readonly which: readonly string[]; readonly start: number; readonly length: number };
type Step =
  | { readonly do: 'claim'; readonly placed: Placed; readonly form: boolean; readonly lasts: number; readonly gap: number; readonly insteadOf: number; readonly knows: 'nothing' | 'now' | 'before' }
  | { readonly do: 'hold' | 'free'; readonly id: number }
  | { readonly do: 'away' | 'clear'; readonly id: number; readonly resource: string; readonly start: number; readonly length: number }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'sweep' };

const placed: fc.Arbitrary<Placed> = fc.record({ id: SOMEBODY, which: fc.uniqueArray(fc.constantFrom(...RESOURCES), { minLength: 1 }), start: fc.integer({ min: 18, max: 26 }), length: fc.integer({ min: 1, max: 4 }) });
const claiming = fc.record({ do: fc.constant('claim' as const), placed, form: fc.boolean(), lasts: fc.integer({ min: 1, max: 10 }), gap: fc.integer({ min: 0, max: 2 }), insteadOf: fc.integer({ min: 0, max: 6 }), knows: fc.constantFrom('nothing' as const, 'now' as const, 'before' as const) });
const away = fc.record({ do: fc.constantFrom('away' as const, 'clear' as const), id: fc.integer({ min: 1, max: 2 }), resource: fc.constantFrom(...RESOURCES), start: fc.integer({ min: 18, max: 28 }), length: fc.integer({ min: 1, max: 3 }) });

export const someSteps: fc.Arbitrary<readonly Step[]> = fc.array(fc.oneof(
  { weight: 6, arbitrary: claiming },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('hold' as const, 'free' as const), id: SOMEBODY }) },
  { weight: 1, arbitrary: away },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'sweep' as const }) },
), { maxLength: 30 });

type Owned = { readonly id: number; readonly cells: readonly number[]; readonly state: 'form' | 'committing' | 'held'; readonly until: number };

const cellsFrom = (start: number, length: number): readonly number[] => Array.from({ length }, (_each, cell) => start + cell);
const share = (some: readonly number[], others: readonly number[]): boolean => some.some((cell) => others.includes(cell));

class PlainDiary {
  readonly owned = new Map<string, readonly Owned[]>(RESOURCES.map((resource) => [resource, []]));
  readonly away = new Map<string, readonly { readonly id: number; readonly cells: readonly number[] }[]>(RESOURCES.map((resource) => [resource, []]));
  now = BEGAN;

  of(resource: string): readonly Owned[] {
    return this.owned.get(resource) ?? [];
  }

  /** Those that still count. */
  standing(resource: string): readonly Owned[] {
    return this.of(resource).filter(({ state, until }) => state !== 'form' || until > this.now);
  }

  own({ id, which }: Placed): readonly (Owned | undefined)[] {
    return which.map((resource) => this.of(resource).find((each) => each.id === id));
  }

  claim({ placed: asked, form, lasts, gap, insteadOf }: Extract<Step, { do: 'claim' }>): string {
    const { id, which, start, length } = asked;
    const [cells, until, own] = [cellsFrom(start, length), this.now + lasts * 60_000, this.own(asked)];
    const [first] = own;
    const everywhere = first !== undefined && own.every((each) => each?.state === first.state);
    if (everywhere && first.state !== 'form') return first.state;
    if (everywhere && form && first.until >= until) return 'form';
    const others = (resource: string) => this.standing(resource).filter((each) => each.id !== id && !(each.id === insteadOf && each.state === 'form'));
    for (const resource of which) {
      if (others(resource).some((other) => share(cells, other.cells))) return `claimed ${resource}`;
      if ((this.away.get(resource) ?? []).some((each) => share(cells, each.cells))) return `away ${resource}`;
      if (resource.startsWith('chair') && others(resource).some((other) => share(cellsFrom(start - gap, length + 2 * gap), other.cells))) return `gap ${resource}`;
    }
    const stronger = own.find((each) => each !== undefined && each.state !== 'form')?.state;
    const state = stronger ?? (form ? 'form' : 'committing');
    for (const resource of which) this.owned.set(resource, [...others(resource), { id, cells, state, until }]);
    return state;
  }

  hold(asked: Placed): string {
    if (this.own(asked).includes(undefined)) return 'gone';
    for (const resource of asked.which) this.owned.set(resource, this.of(resource).map((each) => (each.id === asked.id ? { ...each, state: 'held' } : each)));
    return 'held';
  }

  free({ id, which }: Placed): void {
    for (const resource of which) this.owned.set(resource, this.of(resource).filter((each) => each.id !== id));
  }

  sweep(): number {
    const before = RESOURCES.flatMap((resource) => this.of(resource)).length;
    for (const resource of RESOURCES) this.owned.set(resource, this.standing(resource));
    return before - RESOURCES.flatMap((resource) => this.of(resource)).length;
  }
}

/** Does the steps to both and compares; gives back what kinds of answers there were, so that a test can see that all of them came up. */
export async function agreeing(diary: DiaryClaims, authority: string, steps: readonly Step[]): Promise<ReadonlySet<string>> {
  const plain = new PlainDiary();
  // One id is always asked for with the same cells, as one card is.
  const places = new Map<number, Placed>();
  const kinds = new Set<string>();
  const windowNow = (): Promise<DiaryWindow> => diary.window(authority, ON, ON, machineInstant(plain.now));
  let before = await windowNow();
  const requestOf = ({ id, which, start, length }: Placed): ClaimRequest => ({ authority, on: ON, resources: which as unknown as ClaimRequest['resources'], claimId: `c${id}`, conferenceId: `conference-${id}`, fromCell: start, toCell: start + length, machineNow: machineInstant(plain.now) });
  for (const step of steps) {
    if (step.do === 'claim') {
      const asked = places.get(step.placed.id) ?? step.placed;
      places.set(asked.id, asked);
      const until = machineInstant(plain.now + step.lasts * 60_000);
      const current = await windowNow();
      const known = step.knows === 'nothing' ? {} : { known: step.knows === 'now' ? current : before };
      const insteadOf = step.insteadOf === 0 || step.insteadOf === asked.id ? {} : { insteadOf: `c${step.insteadOf}` };
      const answer = await diary.claim({ ...requestOf(asked), ...(step.form ? { state: 'form', until } : {}), gapCells: step.gap, ...insteadOf, ...known });
      expect(answer.kind === 'taken' ? `${answer.why} ${answer.resource}` : answer.kind).toBe(plain.claim({ ...step, placed: asked, insteadOf: step.insteadOf === asked.id ? 0 : step.insteadOf }));
      kinds.add(answer.kind === 'taken' ? answer.why : answer.kind);
      // By the next claim it is old.
      before = current;
    } else if (step.do === 'hold' || step.do === 'free') {
      const asked = places.get(step.id);
      if (asked === undefined) continue;
      if (step.do === 'hold') {
        const { kind } = await diary.hold(requestOf(asked));
        expect(kind).toBe(plain.hold(asked));
        kinds.add(kind);
      } else {
        await diary.free(requestOf(asked));
        plain.free(asked);
      }
    } else if (step.do === 'away' || step.do === 'clear') {
      const cells = cellsFrom(step.start, step.length);
      const others = (plain.away.get(step.resource) ?? []).filter(({ id }) => id !== step.id);
      if (step.do === 'clear') await diary.clearAway(authority, step.resource, `away-${step.id}`, [ON]);
      else {
        const under = await diary.setAway(authority, step.resource, `away-${step.id}`, [{ on: ON, fromCell: step.start, toCell: step.start + step.length }]);
        expect(under.map(({ claim }) => claim.claimId).toSorted()).toEqual(plain.of(step.resource).filter((each) => each.state !== 'form' && share(cells, each.cells)).map(({ id }) => `c${id}`).toSorted());
        if (under.length > 0) kinds.add('under');
      }
      plain.away.set(step.resource, step.do === 'clear' ? others : [...others, { id: step.id, cells }]);
    } else if (step.do === 'wait') plain.now += step.minutes * 60_000;
    else {
      const dropped = await diary.sweepForms(authority, ON, ON, machineInstant(plain.now));
      expect(dropped).toBe(plain.sweep());
      if (dropped > 0) kinds.add('swept');
    }
    await compare(diary, await windowNow(), plain, [...places.values()].map(requestOf));
  }
  return kinds;
}

async function compare(diary: DiaryClaims, window: DiaryWindow, plain: PlainDiary, requests: readonly ClaimRequest[]): Promise<void> {
  for (const resource of RESOURCES) {
    const { claims, away: gone } = window.day(resource, ON);
    const cells = claims.flatMap(({ fromCell, toCell }) => cellsFrom(fromCell, toCell - fromCell));
    expect(new Set(cells).size).toBe(cells.length);
    const told = claims.map(({ claimId, fromCell, toCell, state, until }) => [claimId, state, cellsFrom(fromCell, toCell - fromCell), state === 'form' ? until : undefined].join(' '));
    expect(told.toSorted()).toEqual(plain.standing(resource).map(({ id, cells: own, state, until }) => [`c${id}`, state, own, state === 'form' ? until : undefined].join(' ')).toSorted());
    expect(gone.map(({ awayId, fromCell, toCell }) => [awayId, fromCell, toCell].join(' ')).toSorted()).toEqual((plain.away.get(resource) ?? []).map(({ id, cells: own }) => [`away-${id}`, own[0], (own.at(-1) ?? 0) + 1].join(' ')).toSorted());
  }
  // All of its resources or none: unless a later claim of the same form has taken its time over.
  const [request] = requests.toReversed();
  if (request !== undefined) expect((await diary.find(request))?.state).toBe(plain.own({ id: Number(request.claimId.slice(1)), which: request.resources, start: 0, length: 0 }).includes(undefined) ? undefined : plain.of(request.resources[0]).find(({ id }) => `c${id}` === request.claimId)?.state);
}
