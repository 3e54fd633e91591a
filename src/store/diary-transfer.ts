/**
 * A claim for a conference that holds another one already, as when its chair changes: the new chair's cells, and the same
 * room beside the claim that stands. So the room is never free in between, and each of the two claims can be held, freed
 * or given up by itself, like any other (see the storage section of the architecture).
 */
import type { Claim } from '../diary/diary-window.ts';
import { longText } from './columns.ts';
import { claimOf, dayIn, freshly, gapTaken, overlaps, type DayRow } from './diary/day-row.ts';
import { rowsOfDay } from './diary/read-window.ts';
import type { Claimed, ClaimRequest } from './diary-claims.ts';
import { keyOf } from './keys.ts';
import type { Change, Table, TableStore } from './port.ts';
import { StoreFault } from './port.ts';

export type BesideRequest = Omit<ClaimRequest, 'state' | 'until' | 'known' | 'insteadOf'> & {
  /** The conference's claim that stands; its own cells do not block it, and it stays. */
  readonly beside: string;
};

const attempts = 60;

/** Takes the cells of all resources, or of none, in one transaction. The same claim id again has no second effect. */
export async function claimBeside(store: TableStore, request: BesideRequest): Promise<Claimed> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const answer = await tryOnce(store.table('diary'), request);
    if (answer !== undefined) return answer;
  }
  throw new StoreFault('diary change that others kept overtaking', undefined);
}

/** Undefined when somebody else changed one of the days first. */
async function tryOnce(table: Table, request: BesideRequest): Promise<Claimed | undefined> {
  const { authority, on, resources, claimId, conferenceId, fromCell, toCell, machineNow } = request;
  const rows = await rowsOfDay(table, authority, on);
  const days = [...new Set(resources)].map((resource) => rows.get(resource) ?? dayIn(resource, undefined));
  const [first, ...rest] = days.map(({ claims }) => claimOf(claims, claimId));
  if (first !== undefined && !rest.includes(undefined)) return { kind: first.state };
  for (const day of days) {
    const why = blockedBy(day, request);
    if (why !== undefined) return { kind: 'taken', resource: day.resource, why };
  }
  const wanted: Claim = { claimId, conferenceId, fromCell, toCell, state: 'committing', madeAt: machineNow };
  const changes = days.map((day): Change => {
    const claims = [...freshly(day.claims, machineNow).filter((other) => other.claimId !== claimId), wanted];
    const row = { partition: keyOf(authority, 'diary', on.slice(0, 7)), row: keyOf(on, day.resource), properties: { ...longText('claims', JSON.stringify(claims)), away: JSON.stringify(day.away), count: claims.length + day.away.length } };
    return day.etag === undefined ? { do: 'insert', row } : { do: 'replace', row, etag: day.etag };
  });
  return (await table.transact(changes)).kind === 'committed' ? { kind: 'committing' } : undefined;
}

/** The gap between two conferences is the chair's; a room needs none. */
function blockedBy({ resource, claims, away }: DayRow, { beside, claimId, machineNow, gapCells = 0, ...cells }: BesideRequest): 'claimed' | 'away' | 'gap' | undefined {
  const others = freshly(claims, machineNow).filter((claim) => claim.claimId !== beside && claim.claimId !== claimId);
  if (others.some((other) => overlaps(other, cells))) return 'claimed';
  if (away.some((span) => overlaps(span, cells))) return 'away';
  return resource.startsWith('chair.') && gapTaken(others, cells, gapCells) ? 'gap' : undefined;
}
