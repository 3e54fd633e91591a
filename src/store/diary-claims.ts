/**
 * The diary: who and which room is taken when, in half-hour cells. A claim takes the same cells of several resources
 * (chair, room, family time) in one transaction, so no two conferences ever share a cell of one of them.
 *
 * A claim is `committing` from the moment the cells are taken until the conference has recorded it, and `held` from then
 * on. One that stays `committing` for over a minute may be freed, by whoever has recorded with the conference that it is.
 */
import type { MachineInstant } from '../calendar/instants.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import { BrokenRow, countIn, jsonIn, longText } from './columns.ts';
import { beginningWith, keyOf } from './keys.ts';
import type { Change, StoredRow, Table, TableStore } from './port.ts';
import { StoreFault } from './port.ts';

/** Half-hours in a day: cell 0 begins at midnight, cell 19 at half past nine. */
export const cellsInADay = 48;
/** Resources one claim may take, far below what a transaction carries. */
const mostResources = 20;
const attempts = 60;

/** Where a claim lies. A resource is `chair.<person key>`, `room.<id>` or another kind and id. */
export type ClaimPlace = {
  readonly authority: string;
  readonly on: PlainDate;
  readonly resources: readonly [string, ...string[]];
  readonly claimId: string;
};

export type ClaimRequest = ClaimPlace & {
  /** The first cell taken, 0 to 47. */
  readonly fromCell: number;
  /** The first cell not taken any more, 1 to 48. */
  readonly toCell: number;
  readonly conferenceId: string;
  readonly machineNow: MachineInstant;
};

export type Claim = {
  readonly claimId: string;
  readonly conferenceId: string;
  readonly fromCell: number;
  readonly toCell: number;
  readonly state: 'committing' | 'held';
  /** Machine time, milliseconds. */
  readonly madeAt: number;
};

export type Claimed = { readonly kind: 'committing' } | { readonly kind: 'held' } | { readonly kind: 'taken'; readonly resource: string };
export type BusyDay = { readonly on: PlainDate; readonly cells: readonly boolean[] };

export interface DiaryClaims {
  /** Takes the cells of all resources or of none. The same claim id again has no second effect, and says how it stands. */
  claim(request: ClaimRequest): Promise<Claimed>;
  /** `committing` to `held`; `gone` when it was freed meanwhile. */
  hold(place: ClaimPlace): Promise<{ readonly kind: 'held' | 'gone' }>;
  /** Gives the cells back, whatever state the claim is in. Idempotent. */
  free(place: ClaimPlace): Promise<void>;
  /** The claim as it stands, or undefined. */
  find(place: ClaimPlace): Promise<Claim | undefined>;
  /** The days from `fromOn` to `toOn`, both included, on which the resource has anything taken; 48 cells each. */
  busy(authority: string, resource: string, fromOn: PlainDate, toOn: PlainDate): Promise<readonly BusyDay[]>;
}

type Day = { readonly resource: string; readonly row: string; readonly etag: string | undefined; readonly claims: readonly Claim[] };
/** What a change does to the claims of one resource's day: the claims it leaves, or 'unchanged'. */
type Edit = (claims: readonly Claim[]) => readonly Claim[] | 'unchanged';

export function diaryClaims(store: TableStore): DiaryClaims {
  const table = store.table('diary');
  return {
    claim: (request) => claim(table, request),
    hold: (place) => hold(table, place),
    free: (place) => free(table, place),
    async find(place) {
      const own = (await daysOf(table, place)).map(({ claims }) => claimOf(claims, place));
      return own.includes(undefined) ? undefined : own[0];
    },
    busy: (authority, resource, fromOn, toOn) => busyDays(table, authority, resource, fromOn, toOn),
  };
}

async function claim(table: Table, request: ClaimRequest): Promise<Claimed> {
  checkRequest(request);
  const { fromCell, toCell, claimId, conferenceId, machineNow } = request;
  const wanted: Claim = { claimId, conferenceId, fromCell, toCell, state: 'committing', madeAt: machineNow };
  return settled(async () => {
    const days = await daysOf(table, request);
    const [first, ...rest] = days.map(({ claims }) => claimOf(claims, request));
    if (first && !rest.includes(undefined)) return { kind: first.state };
    const taken = days.find(({ claims }) => claims.some((other) => overlap(other, wanted)));
    if (taken) return { kind: 'taken', resource: taken.resource };
    return (await edit(table, request, days, (claims) => [...claims, wanted])) ? { kind: 'committing' } : undefined;
  });
}

async function hold(table: Table, place: ClaimPlace): Promise<{ readonly kind: 'held' | 'gone' }> {
  return settled(async () => {
    const days = await daysOf(table, place);
    if (days.some(({ claims }) => claimOf(claims, place) === undefined)) return { kind: 'gone' };
    const held: Edit = (claims) =>
      claimOf(claims, place)?.state === 'held' ? 'unchanged' : claims.map((each) => (each.claimId === place.claimId ? { ...each, state: 'held' } : each));
    return (await edit(table, place, days, held)) ? { kind: 'held' } : undefined;
  });
}

async function free(table: Table, place: ClaimPlace): Promise<void> {
  const without: Edit = (claims) => (claimOf(claims, place) ? claims.filter(({ claimId }) => claimId !== place.claimId) : 'unchanged');
  await settled(async () => (await edit(table, place, await daysOf(table, place), without)) || undefined);
}

function claimOf(claims: readonly Claim[], place: ClaimPlace): Claim | undefined {
  return claims.find(({ claimId }) => claimId === place.claimId);
}

/** Tries until there is an answer: each time it is refused, somebody else's change has gone through. */
async function settled<Answer>(attemptOnce: () => Promise<Answer | undefined>): Promise<Answer> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const answer = await attemptOnce();
    if (answer !== undefined) return answer;
  }
  throw new StoreFault('diary change that others kept overtaking', undefined);
}

async function daysOf(table: Table, { authority, on, resources }: ClaimPlace): Promise<readonly Day[]> {
  const partition = partitionOf(authority, monthOf(on));
  const read = async (resource: string): Promise<Day> => {
    const row = keyOf(on, resource);
    const stored = await table.read(partition, row);
    return { resource, row, etag: stored?.etag, claims: stored ? claimsIn(stored) : [] };
  };
  return Promise.all([...new Set(resources)].map(read));
}

/** True when every day is now as the edit leaves it; false when somebody else changed one of them first. */
async function edit(table: Table, { authority, on }: ClaimPlace, days: readonly Day[], change: Edit): Promise<boolean> {
  const partition = partitionOf(authority, monthOf(on));
  const changes = days.flatMap((day): Change[] => {
    const claims = change(day.claims);
    if (claims === 'unchanged') return [];
    const row = { partition, row: day.row, properties: { ...longText('claims', JSON.stringify(claims)), count: claims.length } };
    return [day.etag === undefined ? { do: 'insert', row } : { do: 'replace', row, etag: day.etag }];
  });
  return changes.length === 0 || (await table.transact(changes)).kind === 'committed';
}

async function busyDays(table: Table, authority: string, resource: string, fromOn: PlainDate, toOn: PlainDate): Promise<readonly BusyDay[]> {
  const days: BusyDay[] = [];
  for (const month of monthsFrom(monthOf(fromOn), monthOf(toOn))) {
    const range = { from: keyOf(fromOn), before: beginningWith(toOn).before };
    for await (const row of table.range(partitionOf(authority, month), range)) {
      const [on, whose] = row.row.split('|');
      if (whose === resource && countIn(row, 'count') > 0) days.push({ on: on as PlainDate, cells: cellsOf(claimsIn(row)) });
    }
  }
  return days;
}

function cellsOf(claims: readonly Claim[]): readonly boolean[] {
  return Array.from({ length: cellsInADay }, (_, cell) => claims.some(({ fromCell, toCell }) => fromCell <= cell && cell < toCell));
}

function overlap(a: Claim, b: Claim): boolean {
  return a.fromCell < b.toCell && b.fromCell < a.toCell;
}

function claimsIn(row: StoredRow): readonly Claim[] {
  const claims = jsonIn(row, 'claims');
  if (!Array.isArray(claims) || !claims.every(isClaim)) throw new BrokenRow('claims');
  return claims;
}

function isClaim(value: unknown): value is Claim {
  if (typeof value !== 'object' || value === null) return false;
  const { claimId, conferenceId, fromCell, toCell, state, madeAt } = value as Record<string, unknown>;
  const ids = typeof claimId === 'string' && typeof conferenceId === 'string';
  const numbers = typeof fromCell === 'number' && typeof toCell === 'number' && typeof madeAt === 'number';
  return ids && numbers && (state === 'committing' || state === 'held');
}

/** Throws a RangeError: what is asked for is not a stretch of one day. */
function checkRequest({ fromCell, toCell, resources, claimId, conferenceId }: ClaimRequest): void {
  const whole = Number.isInteger(fromCell) && Number.isInteger(toCell);
  if (!whole || fromCell < 0 || toCell > cellsInADay || fromCell >= toCell) throw new RangeError('a claim is a stretch of half-hours of one day');
  if (resources.length > mostResources) throw new RangeError('a claim takes at most twenty resources');
  keyOf(claimId, conferenceId);
}

function partitionOf(authority: string, month: string): string {
  return keyOf(authority, 'diary', month);
}

function monthOf(on: PlainDate): string {
  return on.slice(0, 7);
}

function monthsFrom(first: string, last: string): readonly string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  return months;
}

function monthAfter(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
