/**
 * A day as 48 half-hour cells, cell 0 from midnight: the grain in which chairs' and rooms' time is claimed.
 */

export const CELLS_IN_A_DAY = 48;
/** The first cell of the afternoon. */
export const NOON_CELL = CELLS_IN_A_DAY / 2;
export const MINUTES_IN_A_CELL = 30;

/** From `fromCell` up to, not including, `toCell`. */
export type CellSpan = { readonly fromCell: number; readonly toCell: number };

/** The cells that a meeting at `from` (HH:mm) of `minutes` touches, with `before` minutes of preparation ahead of it. */
export function cellsOf(from: string, minutes: number, before: number): CellSpan {
  const start = minutesIntoDay(from);
  return {
    fromCell: Math.max(0, Math.floor((start - before) / MINUTES_IN_A_CELL)),
    toCell: Math.min(CELLS_IN_A_DAY, Math.ceil((start + minutes) / MINUTES_IN_A_CELL)),
  };
}

export function minutesIntoDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** HH:mm of a minute of the day; minutes past midnight stay at 23:59, for a clock that only shows one day. */
export function clockTime(minuteOfDay: number): string {
  const minute = Math.min(minuteOfDay, 24 * 60 - 1);
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
