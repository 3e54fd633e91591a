/** Days of half-hours as whole numbers of 24 bits: one for the cells before noon, one for those from noon on. */
import { CELLS_IN_A_DAY, type CellSpan } from './half-hours.ts';

export type DayBits = readonly [morning: number, afternoon: number];

const CELLS_IN_A_HALF = CELLS_IN_A_DAY / 2;

/** The bits of a stretch of cells; what lies outside the day is left out. */
export function bitsOf({ fromCell, toCell }: CellSpan): DayBits {
  return [half(fromCell, toCell), half(fromCell - CELLS_IN_A_HALF, toCell - CELLS_IN_A_HALF)];
}

/** Whether the two share a half-hour. */
export function anyIn(taken: DayBits, wanted: DayBits): boolean {
  return ((taken[0] & wanted[0]) | (taken[1] & wanted[1])) !== 0;
}

/** The days of several resources side by side. */
export class DayGrid {
  readonly #days: number;
  readonly #halves: Int32Array;

  constructor(resources: number, days: number) {
    this.#days = days;
    this.#halves = new Int32Array(resources * days * 2);
  }

  take(resource: number, day: number, span: CellSpan): void {
    const [morning, afternoon] = bitsOf(span);
    const place = (resource * this.#days + day) * 2;
    this.#halves[place] = (this.#halves[place] ?? 0) | morning;
    this.#halves[place + 1] = (this.#halves[place + 1] ?? 0) | afternoon;
  }

  bits(resource: number, day: number): DayBits {
    const place = (resource * this.#days + day) * 2;
    return [this.#halves[place] ?? 0, this.#halves[place + 1] ?? 0];
  }
}

/** Bits from `from` up to, not including, `to`, of one half of a day. */
function half(from: number, to: number): number {
  const [first, end] = [Math.max(0, from), Math.min(CELLS_IN_A_HALF, to)];
  return end <= first ? 0 : (1 << end) - (1 << first);
}
