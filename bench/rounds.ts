/** Times small functions side by side: round after round in turn, so that a busy moment of the machine falls on all of them. */
import type { Row } from './report.ts';

/** One side; `run` gets the number of the call, and what it gives is kept so that nothing is optimised away. */
export type Side = { readonly what: string; readonly callsARound: number; readonly run: (call: number) => unknown };

const rounds = 31;
const warmUpRounds = 5;

/** Microseconds a call, in the order of the sides. */
export function timeSideBySide(sides: readonly Side[]): Row[] {
  const timings = sides.map((): number[] => []);
  for (let round = 0; round < rounds + warmUpRounds; round += 1) {
    for (const [index, side] of sides.entries()) {
      const each = timeARound(side);
      if (round >= warmUpRounds) timings[index]?.push(each);
    }
  }
  return sides.map(({ what }, index) => {
    const sorted = (timings[index] ?? []).toSorted((one, other) => one - other);
    return { what, median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN };
  });
}

let kept: unknown;

function timeARound({ callsARound, run }: Side): number {
  const began = performance.now();
  for (let call = 0; call < callsARound; call += 1) kept = run(call);
  const took = performance.now() - began;
  if (kept === timeARound) throw new Error('a side gave back its own stop-watch');
  return (took * 1_000) / callsARound;
}
