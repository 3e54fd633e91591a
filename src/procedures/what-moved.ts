/**
 * What a newer list of holidays, or a newer pack, moves in one conference. What was already met or missed keeps the
 * date it was judged by; only what is still open takes the new one.
 */
import { longMoment } from '../calendar/instants.ts';
import { longDate } from '../calendar/plain-date.ts';
import type { Duty } from './duty.ts';

/** A duty as it stands; null while it is open. */
export type Standing = { readonly duty: Duty; readonly settled: 'met' | 'missed' | null };

/** One duty before and after, and what is different in words a card can show. */
export type Move = { readonly before: Duty; readonly after: Duty; readonly words: readonly string[] };

/**
 * `standings`: every duty as it now stands. `moved`: the open ones whose dates changed. `begun` and `ended`: the open
 * ones that only the new or only the old rules ask for. `kept`: the settled ones that would have moved.
 */
export type WhatMoved = {
  readonly standings: readonly Standing[];
  readonly moved: readonly Move[];
  readonly begun: readonly Duty[];
  readonly ended: readonly Duty[];
  readonly kept: readonly Standing[];
};

/** `before` under the rules so far, `after` every duty under the new ones, from the same facts. */
export function whatMoved(before: readonly Standing[], after: readonly Duty[]): WhatMoved {
  const pairs = before.map((standing) => ({ standing, next: after.find(({ what }) => what === standing.duty.what) }));
  const open = pairs.filter(({ standing }) => standing.settled === null);
  const begun = after.filter(({ what }) => !before.some(({ duty }) => duty.what === what));
  return {
    standings: [
      ...pairs.flatMap(({ standing, next }): Standing[] => (standing.settled !== null ? [standing] : next === undefined ? [] : [{ duty: next, settled: null }])),
      ...begun.map((duty): Standing => ({ duty, settled: null })),
    ],
    moved: open.flatMap(({ standing: { duty }, next }) => moveOf(duty, next)),
    begun,
    ended: open.flatMap(({ standing: { duty }, next }) => (next === undefined ? [duty] : [])),
    kept: pairs.filter(({ standing, next }) => standing.settled !== null && moveOf(standing.duty, next).length > 0).map(({ standing }) => standing),
  };
}

function moveOf(before: Duty, after: Duty | undefined): Move[] {
  if (after === undefined) return [];
  const [old, now] = [datesOf(before), datesOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => old[name] !== now[name]);
  return names.length === 0 ? [] : [{ before, after, words: names.map((name) => inWords(name, old[name], now[name])) }];
}

/** Every date of a duty, by what a person calls it. */
function datesOf(duty: Duty): Readonly<Record<string, string>> {
  const dates = duty.due === 'at'
    ? { due: longMoment(duty.dueAt), safe: duty.safeAt === undefined ? undefined : longMoment(duty.safeAt) }
    : { due: longDate(duty.dueOn), ...Object.fromEntries(otherDays(duty)) };
  return Object.fromEntries(Object.entries(dates).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function otherDays({ safeBy, minimumOn, lastBookableOn, otherReading }: Duty & { readonly due: 'on' }): (readonly [string, string | undefined])[] {
  const days = { 'safe by every reading': safeBy, 'at the very latest': minimumOn, 'last day to book': lastBookableOn, 'by the other reading': otherReading?.dueOn };
  return Object.entries(days).map(([name, day]) => [name, day === undefined ? undefined : longDate(day)] as const);
}

function inWords(name: string, before: string | undefined, after: string | undefined): string {
  if (before === undefined) return `${name}: now ${after ?? ''}`;
  return after === undefined ? `${name}: no longer ${before}` : `${name}: ${before}, now ${after}`;
}
