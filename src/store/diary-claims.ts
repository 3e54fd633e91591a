/**
 * The diary: who and which room is taken when, in half-hour cells. A claim takes the same cells of several resources
 * (chair, room) in one transaction, so no two conferences ever share a cell of one of them.
 *
 * A claim is of a `form` while a booking form is open, and then ends by itself; it is `committing` from the last press
 * until the conference has recorded it, and `held` from then on. One that stays `committing` for over a minute may be
 * freed, by whoever has recorded with the conference that it is.
 */
import type { MachineInstant } from '../calendar/instants.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Away, Claim, ClaimState, DiaryWindow } from '../diary/diary-window.ts';
import { awayOverClaims, claimOf, dayIn, freshly, gapTaken, overlaps, type DayRow } from './diary/day-row.ts';
import { everyRow, readWindow, rowsOfDay } from './diary/read-window.ts';
import { keyOf } from './keys.ts';
import { sharingRanges } from './shared-ranges.ts';
import type { Change, Table, TableStore } from './port.ts';
import { StoreFault } from './port.ts';
import { longText } from './columns.ts';

export type { Away, Claim, ClaimState, DiaryDay, DiaryWindow } from '../diary/diary-window.ts';

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
  readonly state?: 'form' | 'committing';
  /** Machine milliseconds at which a form's claim ends. */
  readonly until?: MachineInstant;
  /** Half-hours that the chair has to have free on either side of other conferences. */
  readonly gapCells?: number;
  /** What was just read: spares a reading before the first try. */
  readonly known?: DiaryWindow;
  /** For a time that another may stand in for: one try on what is known, and no second look where somebody was quicker. */
  readonly orElse?: boolean;
  /** An earlier claim of the same form: where it lies in the rows that this one takes, it is given back in the same transaction. */
  readonly insteadOf?: string;
  /** Done once, before the first change is tried, and not at all where the time is taken or the claim stands already. */
  readonly beforeWriting?: () => Promise<void>;
};

export type Claimed = { readonly kind: ClaimState } | { readonly kind: 'taken'; readonly resource: string; readonly why: 'claimed' | 'away' | 'gap' | 'overtaken' };

/** Cells of one day in which a resource is not to be had: leave, a court day, a room out of use. */
export type AwayDay = { readonly on: PlainDate; readonly fromCell: number; readonly toCell: number };

export interface DiaryClaims {
  /** The days from `fromOn` to `toOn`, both included: one query for each month they touch, and nothing else. */
  window(authority: string, fromOn: PlainDate, toOn: PlainDate, machineNow: MachineInstant): Promise<DiaryWindow>;
  /** Takes the cells of all resources or of none. The same claim id again has no second effect, and says how it stands; a form's claim becomes the booking's. */
  claim(request: ClaimRequest): Promise<Claimed>;
  /** `committing` to `held`; `gone` when it was freed meanwhile. */
  hold(place: ClaimPlace): Promise<{ readonly kind: 'held' | 'gone' }>;
  /** Gives the cells back, whatever state the claim is in. Idempotent. */
  free(place: ClaimPlace): Promise<void>;
  /** The claim as it stands, or undefined. */
  find(place: ClaimPlace): Promise<Claim | undefined>;
  /** Enters leave or blocked time, over claims too, in place of what that `awayId` had on those days; gives back the claims of bookings it lies over. Idempotent by `awayId`. */
  setAway(authority: string, resource: string, awayId: string, days: readonly AwayDay[]): Promise<readonly { readonly on: PlainDate; readonly claim: Claim }[]>;
  clearAway(authority: string, resource: string, awayId: string, days: readonly PlainDate[]): Promise<void>;
  /** Drops forms' claims that have ended, for the hourly audit; gives back how many. */
  sweepForms(authority: string, fromOn: PlainDate, toOn: PlainDate, machineNow: MachineInstant): Promise<number>;
}

/** What a change makes of one resource's day, or 'unchanged'. */
type Edit = (day: DayRow) => { readonly claims: readonly Claim[]; readonly away: readonly Away[] } | 'unchanged';

export function diaryClaims(store: TableStore): DiaryClaims {
  const table = sharingRanges(store.table('diary'));
  return {
    window: (authority, fromOn, toOn, machineNow) => readWindow(table, authority, fromOn, toOn, machineNow),
    claim: (request) => claim(table, request),
    hold: (place) => hold(table, place),
    free: (place) => free(table, place),
    async find(place) {
      const own = (await daysOf(table, place)).map(({ claims }) => claimOf(claims, place.claimId));
      return own.includes(undefined) ? undefined : own[0];
    },
    setAway: (authority, resource, awayId, days) => setAway(table, authority, resource, awayId, days),
    clearAway: (authority, resource, awayId, days) => clearAway(table, authority, resource, awayId, days),
    sweepForms: (authority, fromOn, toOn, machineNow) => sweepForms(table, authority, fromOn, toOn, machineNow),
  };
}

async function claim(table: Table, request: ClaimRequest): Promise<Claimed> {
  checkRequest(request);
  const { known, orElse = false } = request;
  let days = known === undefined ? undefined : knownDays(known, request);
  let { beforeWriting } = request;
  return settled(async () => {
    const fresh = days === undefined;
    const found: readonly DayRow[] = days ?? await daysOf(table, request);
    days = undefined;
    const answer = standingOf(found, request) ?? takenBy(found, request);
    // What was known may be old: only a transaction that goes through proves it, and a no needs a look of its own.
    if (answer !== undefined) return fresh || orElse ? answer : undefined;
    await beforeWriting?.();
    beforeWriting = undefined;
    const wanted = claimWanted(request, found);
    const edited = await edit(table, request, found, ({ claims, away }) => ({ claims: [...otherClaims(claims, request), wanted], away }));
    if (edited) return { kind: wanted.state };
    return orElse ? { kind: 'taken', resource: request.resources[0], why: 'overtaken' } : undefined;
  });
}

const STRENGTH: readonly ClaimState[] = ['form', 'committing', 'held'];

/** A claim never becomes weaker by being asked for again. */
function claimWanted({ claimId, conferenceId, fromCell, toCell, state = 'committing', machineNow, until }: ClaimRequest, days: readonly DayRow[]): Claim {
  const strongest = days.reduce((strength, { claims }) => Math.max(strength, STRENGTH.indexOf(claimOf(claims, claimId)?.state ?? state)), STRENGTH.indexOf(state));
  const settledState = STRENGTH[strongest] ?? state;
  return { claimId, conferenceId, fromCell, toCell, state: settledState, madeAt: machineNow, ...(settledState === 'form' && until !== undefined ? { until } : {}) };
}

/** Everybody else's claims that count. Of the claims of this same form only what it merely holds is given back. */
function otherClaims(claims: readonly Claim[], { claimId, insteadOf, machineNow }: ClaimRequest): readonly Claim[] {
  return freshly(claims, machineNow).filter((other) => other.claimId !== claimId && (other.claimId !== insteadOf || other.state !== 'form'));
}

/** How the same claim stands already, where nothing is left to do about it. */
function standingOf(days: readonly DayRow[], { claimId, state = 'committing', until, machineNow }: ClaimRequest): Claimed | undefined {
  const own = days.map(({ claims }) => claimOf(claims, claimId));
  const [first] = own;
  if (first === undefined || own.some((each) => each?.state !== first.state)) return undefined;
  if (first.state !== 'form') return { kind: first.state };
  const lasts = first.until === until || (until !== undefined && (first.until ?? 0) > until);
  return state === 'form' && lasts && (first.until ?? 0) > machineNow ? { kind: 'form' } : undefined;
}

function takenBy(days: readonly DayRow[], request: ClaimRequest): Extract<Claimed, { kind: 'taken' }> | undefined {
  const { gapCells = 0 } = request;
  for (const day of days) {
    const others = otherClaims(day.claims, request);
    if (others.some((other) => overlaps(other, request))) return { kind: 'taken', resource: day.resource, why: 'claimed' };
    if (day.away.some((away) => overlaps(away, request))) return { kind: 'taken', resource: day.resource, why: 'away' };
    if (day.resource.startsWith('chair.') && gapTaken(others, request, gapCells)) return { kind: 'taken', resource: day.resource, why: 'gap' };
  }
  return undefined;
}

async function hold(table: Table, place: ClaimPlace): Promise<{ readonly kind: 'held' | 'gone' }> {
  return settled(async () => {
    const days = await daysOf(table, place);
    if (days.some(({ claims }) => claimOf(claims, place.claimId) === undefined)) return { kind: 'gone' };
    const held: Edit = ({ claims, away }) =>
      claimOf(claims, place.claimId)?.state === 'held' ? 'unchanged' : { away, claims: claims.map((each) => (each.claimId === place.claimId ? heldClaim(each) : each)) };
    return (await edit(table, place, days, held)) ? { kind: 'held' } : undefined;
  });
}

function heldClaim({ until: _until, ...claim }: Claim): Claim {
  return { ...claim, state: 'held' };
}

async function free(table: Table, place: ClaimPlace): Promise<void> {
  const without: Edit = ({ claims, away }) => (claimOf(claims, place.claimId) ? { claims: claims.filter(({ claimId }) => claimId !== place.claimId), away } : 'unchanged');
  await settled(async () => (await edit(table, place, await daysOf(table, place), without)) || undefined);
}

async function setAway(table: Table, authority: string, resource: string, awayId: string, days: readonly AwayDay[]): Promise<readonly { on: PlainDate; claim: Claim }[]> {
  days.forEach(checkStretch);
  const spans = Map.groupBy(days, ({ on }) => on);
  const awayOn = (on: PlainDate): readonly Away[] => (spans.get(on) ?? []).map(({ fromCell, toCell }) => ({ awayId, fromCell, toCell }));
  const found = await editDays(table, authority, resource, [...spans.keys()], ({ on, claims, away }) => ({ claims, away: [...away.filter((each) => each.awayId !== awayId), ...awayOn(on)] }));
  return found.flatMap(({ on, claims }) => awayOverClaims(claims, awayOn(on)).map((claim) => ({ on, claim })));
}

async function clearAway(table: Table, authority: string, resource: string, awayId: string, days: readonly PlainDate[]): Promise<void> {
  await editDays(table, authority, resource, days, ({ claims, away }) => (away.some((each) => each.awayId === awayId) ? { claims, away: away.filter((each) => each.awayId !== awayId) } : 'unchanged'));
}

type DatedRow = DayRow & { readonly on: PlainDate };

/** Many days of one resource: a query and a transaction for each month. Gives back the days as they were found. */
async function editDays(table: Table, authority: string, resource: string, days: readonly PlainDate[], change: (day: DatedRow) => ReturnType<Edit>): Promise<readonly DatedRow[]> {
  const found: DatedRow[] = [];
  for (const [, listed] of Map.groupBy([...new Set(days)].toSorted(), (on) => on.slice(0, 7))) {
    found.push(...await settled(async () => {
      const [first, last] = [listed[0] ?? '', listed.at(-1) ?? ''] as [PlainDate, PlainDate];
      const rows = new Map((await everyRow(table, authority, first, last)).filter((row) => row.resource === resource).map((row) => [row.on, row]));
      const month = listed.map((on): DatedRow => rows.get(on) ?? { on, ...dayIn(resource, undefined) });
      const changes = month.flatMap((day) => changesOf(authority, day.on, [day], () => change(day)));
      return changes.length === 0 || (await table.transact(changes)).kind === 'committed' ? month : undefined;
    }));
  }
  return found;
}

async function sweepForms(table: Table, authority: string, fromOn: PlainDate, toOn: PlainDate, machineNow: MachineInstant): Promise<number> {
  let dropped = 0;
  for (const { on, ...day } of await everyRow(table, authority, fromOn, toOn)) {
    const left = freshly(day.claims, machineNow);
    if (left.length === day.claims.length) continue;
    // Somebody who writes the day at the same moment drops them as well.
    if (await edit(table, { authority, on }, [day], () => ({ claims: left, away: day.away }))) dropped += day.claims.length - left.length;
  }
  return dropped;
}

/** Tries until there is an answer: each time it is refused, somebody else's change has gone through. */
async function settled<Answer>(attemptOnce: () => Promise<Answer | undefined>): Promise<Answer> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const answer = await attemptOnce();
    if (answer !== undefined) return answer;
  }
  throw new StoreFault('diary change that others kept overtaking', undefined);
}

/** One query for the whole day, however many resources. */
async function daysOf(table: Table, { authority, on, resources }: ClaimPlace): Promise<readonly DayRow[]> {
  const rows = await rowsOfDay(table, authority, on);
  return [...new Set(resources)].map((resource) => rows.get(resource) ?? dayIn(resource, undefined));
}

function knownDays(known: DiaryWindow, { on, resources }: ClaimPlace): readonly DayRow[] {
  return [...new Set(resources)].map((resource) => ({ resource, ...known.day(resource, on) }));
}

/** True when every day is now as the edit leaves it; false when somebody else changed one of them first. */
async function edit(table: Table, { authority, on }: Pick<ClaimPlace, 'authority' | 'on'>, days: readonly DayRow[], change: Edit): Promise<boolean> {
  const changes = changesOf(authority, on, days, change);
  return changes.length === 0 || (await table.transact(changes)).kind === 'committed';
}

function changesOf(authority: string, on: PlainDate, days: readonly DayRow[], change: Edit): readonly Change[] {
  const partition = diaryPartition(authority, on.slice(0, 7));
  return days.flatMap((day): Change[] => {
    const next = change(day);
    if (next === 'unchanged') return [];
    const row = { partition, row: keyOf(on, day.resource), properties: { ...longText('claims', JSON.stringify(next.claims)), away: JSON.stringify(next.away), count: next.claims.length + next.away.length } };
    return [day.etag === undefined ? { do: 'insert', row } : { do: 'replace', row, etag: day.etag }];
  });
}

/** Throws a RangeError: what is asked for cannot be claimed. */
function checkRequest({ fromCell, toCell, resources, claimId, conferenceId, state, until }: ClaimRequest): void {
  checkStretch({ fromCell, toCell });
  if (resources.length > mostResources) throw new RangeError('a claim takes at most twenty resources');
  if ((state === 'form') !== (until !== undefined)) throw new RangeError('a form’s claim ends, and no other does');
  keyOf(claimId, conferenceId);
}

function checkStretch({ fromCell, toCell }: Pick<AwayDay, 'fromCell' | 'toCell'>): void {
  const whole = Number.isInteger(fromCell) && Number.isInteger(toCell);
  if (!whole || fromCell < 0 || toCell > cellsInADay || fromCell >= toCell) throw new RangeError('time is taken as a stretch of half-hours of one day');
}

function diaryPartition(authority: string, month: string): string {
  return keyOf(authority, 'diary', month);
}
