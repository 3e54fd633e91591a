/**
 * Moving a booked conference to newer rules, such as a changed list of bank holidays: what moved, and what keeps the date
 * it was judged by because it was met or missed already.
 */
import type { DutyDate, PinnedRules, RulesMoved } from './events.ts';

export type Move = {
  readonly to: PinnedRules;
  readonly by: string;
  readonly why: string;
  /** The duties by the rules so far, and by the newer ones. */
  readonly before: readonly DutyDate[];
  readonly after: readonly DutyDate[];
  /** What was kept by earlier moves. */
  readonly keptBefore: readonly { readonly duty: string; readonly due: string }[];
  /** Whether a date, plain or UTC instant, has passed. */
  readonly isPast: (due: string) => boolean;
};

/** The event that records the move. A date that has passed was met or missed: it stays. */
export function rulesMoved({ to, by, why, before, after, keptBefore, isPast }: Move): RulesMoved {
  const past = before.filter(({ duty, due }) => isPast(due) && !keptBefore.some((kept) => kept.duty === duty));
  const kept = [...keptBefore, ...past.map(({ duty, due }) => ({ duty, due }))];
  const moved = after.flatMap((next) => {
    const { due: from } = before.find(({ duty }) => duty === next.duty) ?? next;
    const { due, ...rest } = next;
    return from === due || kept.some(({ duty }) => duty === next.duty) ? [] : [{ ...rest, from, to: due }];
  });
  return { to, by, why, moved, kept };
}

/** What is kept after all moves of a conference. */
export function keptDuties(moves: readonly RulesMoved[]): readonly { readonly duty: string; readonly due: string }[] {
  return moves.at(-1)?.kept ?? [];
}
