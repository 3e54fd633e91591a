/** One resource's day as its row holds it, and how claims on it meet. */
import type { Away, Claim, DiaryDay } from '../../diary/diary-window.ts';
import { BrokenRow, jsonIn } from '../columns.ts';
import type { StoredRow } from '../port.ts';

export type DayRow = DiaryDay & { readonly resource: string };

type Cells = { readonly fromCell: number; readonly toCell: number };

/** Reads a row; undefined is a day on which nothing was ever taken. Throws `BrokenRow`. */
export function dayIn(resource: string, row: StoredRow | undefined): DayRow {
  return row === undefined ? { resource, etag: undefined, claims: [], away: [] } : { resource, etag: row.etag, claims: claimsIn(row), away: awayIn(row) };
}

export function claimOf(claims: readonly Claim[], claimId: string): Claim | undefined {
  return claims.find((claim) => claim.claimId === claimId);
}

/** The claims that count now: a form's claim that has ended is nobody's. */
export function freshly(claims: readonly Claim[], machineNow: number): readonly Claim[] {
  return claims.filter(({ state, until }) => state !== 'form' || (until ?? 0) > machineNow);
}

export function overlaps(a: Cells, b: Cells): boolean {
  return a.fromCell < b.toCell && b.fromCell < a.toCell;
}

/** Whether another claim lies within so many cells before or after. */
export function gapTaken(others: readonly Claim[], { fromCell, toCell }: Cells, gapCells: number): boolean {
  return others.some((other) => overlaps(other, { fromCell: fromCell - gapCells, toCell: toCell + gapCells }));
}

/** Claims of bookings that absences lie over. */
export function awayOverClaims(claims: readonly Claim[], away: readonly Away[]): readonly Claim[] {
  return claims.filter((claim) => claim.state !== 'form' && away.some((each) => overlaps(claim, each)));
}

function claimsIn(row: StoredRow): readonly Claim[] {
  const claims = jsonIn(row, 'claims');
  if (!Array.isArray(claims) || !claims.every(isClaim)) throw new BrokenRow('claims');
  return claims;
}

/** A row written before there were absences has none. */
function awayIn({ properties }: StoredRow): readonly Away[] {
  const { away = '[]' } = properties;
  const read: unknown = typeof away === 'string' ? parsed(away) : undefined;
  if (!Array.isArray(read) || !read.every(isAway)) throw new BrokenRow('away');
  return read;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isClaim(value: unknown): value is Claim {
  if (typeof value !== 'object' || value === null) return false;
  const { claimId, conferenceId, fromCell, toCell, state, madeAt, until } = value as Record<string, unknown>;
  const ids = typeof claimId === 'string' && typeof conferenceId === 'string';
  const numbers = typeof fromCell === 'number' && typeof toCell === 'number' && typeof madeAt === 'number' && (until === undefined || typeof until === 'number');
  return ids && numbers && (state === 'form' || state === 'committing' || state === 'held');
}

function isAway(value: unknown): value is Away {
  if (typeof value !== 'object' || value === null) return false;
  const { awayId, fromCell, toCell } = value as Record<string, unknown>;
  return typeof awayId === 'string' && typeof fromCell === 'number' && typeof toCell === 'number';
}
