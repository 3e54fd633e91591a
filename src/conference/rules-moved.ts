/**
 * Moving a booked conference to newer rules, a changed list of bank holidays or a newer version of its pack: what moved, and what keeps the date
 * it was judged by because it was met or missed already.
 */
import type { DutyDate, PinnedRules, RulesMoved } from './events.ts';
import type { BookedConference } from './state.ts';

export type Move = {
  readonly to: PinnedRules;
  readonly by: string;
  readonly why: string;
  /** The duties as they were last dated, and by the newer rules. */
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
  const stands = after.map((next) => ({ ...next, due: kept.find(({ duty }) => duty === next.duty)?.due ?? next.due }));
  return { to, by, why, moved, duties: stands, kept };
}

/** Every duty as it was last dated: at the booking, or at the latest move. */
export function datedDuties({ booking, ruleMoves }: BookedConference): readonly DutyDate[] {
  return ruleMoves.at(-1)?.duties ?? booking.duties;
}

/** What is kept after all moves of a conference. */
export function keptDuties(moves: readonly RulesMoved[]): readonly { readonly duty: string; readonly due: string }[] {
  return moves.at(-1)?.kept ?? [];
}
