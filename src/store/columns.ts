/** The columns of a row as read: each is what it should be, or the row is broken. */
import type { Properties, StoredRow } from './port.ts';

/** Longest piece of a long text in one column, in UTF-16 units; the service takes 32,768. */
const pieceUnits = 30_000;
/** Longest long text in one row, in UTF-16 units: the service counts two bytes a unit, and a row may have 1 MiB. */
export const maxLongTextUnits = 480_000;

/** A row is not in the shape it was written in. Names the column, never its content. */
export class BrokenRow extends Error {
  readonly column: string;
  constructor(column: string) {
    super(`a stored row has no valid '${column}'`);
    this.name = 'BrokenRow';
    this.column = column;
  }
}

/** What was to be recorded is too big for the store; nothing was written. */
export class RecordTooLarge extends Error {
  readonly units: number;
  readonly most: number;
  constructor(units: number, most: number) {
    super(`a record of ${units} units is over the ${most} the store takes`);
    this.name = 'RecordTooLarge';
    this.units = units;
    this.most = most;
  }
}

export function textIn({ properties }: StoredRow, column: string): string {
  const value = properties[column];
  if (typeof value !== 'string') throw new BrokenRow(column);
  return value;
}

/** A whole number, 0 or more. */
export function countIn({ properties }: StoredRow, column: string): number {
  const value = properties[column];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new BrokenRow(column);
  return value;
}

/** Absent means no. */
export function flagIn({ properties }: StoredRow, column: string): boolean {
  return properties[column] === true;
}

/** A long text over the columns `name0`, `name1`, …; throws `RecordTooLarge`. */
export function longText(name: string, text: string): Properties {
  if (text.length > maxLongTextUnits) throw new RecordTooLarge(text.length, maxLongTextUnits);
  const pieces: Record<string, string> = { [`${name}0`]: text.slice(0, pieceUnits) };
  for (let piece = 1; piece * pieceUnits < text.length; piece += 1) {
    pieces[`${name}${piece}`] = text.slice(piece * pieceUnits, (piece + 1) * pieceUnits);
  }
  return pieces;
}

/** Reads what `longText` wrote. */
export function longTextIn(row: StoredRow, name: string): string {
  let text = textIn(row, `${name}0`);
  for (let piece = 1; row.properties[`${name}${piece}`] !== undefined; piece += 1) text += textIn(row, `${name}${piece}`);
  return text;
}

/** The value in a long text of JSON. Throws `BrokenRow`. */
export function jsonIn(row: StoredRow, name: string): unknown {
  try {
    return JSON.parse(longTextIn(row, name));
  } catch {
    throw new BrokenRow(name);
  }
}
