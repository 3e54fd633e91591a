/**
 * What Graph's getSchedule says of one diary, as half-hours of the London day. What cannot be read is never taken for free.
 * Authority: Graph v1.0 scheduleInformation, scheduleItem, availabilityView.
 */
import { z } from 'zod';
import { addMinutes, londonDateOf, londonTimeOf, parseIsoUtc, type CivilInstant } from '../../src/calendar/instants.ts';
import type { PlainDate } from '../../src/calendar/plain-date.ts';
import { MINUTES_IN_A_CELL, minutesIntoDay, type CellSpan } from '../../src/diary/half-hours.ts';

export const schedule = z.object({ scheduleId: z.string(), scheduleItems: z.array(z.unknown()).nullish(), availabilityView: z.string().nullish(), error: z.unknown().optional() });
export type Schedule = z.infer<typeof schedule>;

/** From `startAt` up to, not including, `endAt`. */
export type Window = { readonly startAt: CivilInstant; readonly endAt: CivilInstant };
export type DayCells = CellSpan & { readonly on: PlainDate };

/** Moments are asked for in UTC; one in any other zone is not guessed at. */
const moment = z.object({ dateTime: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/), timeZone: z.literal('UTC') }).transform(({ dateTime }) => parseIsoUtc(`${dateTime.slice(0, 19)}Z`));
const item = z.object({ status: z.string().nullish(), start: moment, end: moment });
/** What leaves time free; a tentative entry, and one of a kind we do not know, does not. */
const LEAVES_FREE = new Set(['free', 'workingelsewhere']);
/** In a view, 0 is free and 4 is working elsewhere. */
const TAKEN_IN_VIEW = /[^04]+/g;

/** What is taken within the window; undefined where the diary could not be read whole. */
export function takenIn({ scheduleItems, availabilityView, error }: Schedule, window: Window): readonly DayCells[] | undefined {
  if (error !== undefined && error !== null) return undefined;
  const taken = scheduleItems?.length ? entriesOf(scheduleItems) : viewed(availabilityView, window, scheduleItems ?? undefined);
  return taken?.flatMap((each) => cellsOf(each, window));
}

function entriesOf(items: readonly unknown[]): readonly Window[] | undefined {
  const taken: Window[] = [];
  for (const each of items) {
    const { status, start, end } = item.safeParse(each).data ?? {};
    if (start === undefined || end === undefined || end < start) return undefined;
    if (!LEAVES_FREE.has(status?.toLowerCase() ?? '')) taken.push({ startAt: start, endAt: end });
  }
  return taken;
}

/** The view has a digit for every half-hour of the window. With no view, an empty list of entries says that all is free. */
function viewed(view: Schedule['availabilityView'], { startAt, endAt }: Window, items: readonly unknown[] | undefined): readonly Window[] | undefined {
  if (view === undefined || view === null || view === '') return items === undefined ? undefined : [];
  const at = (cell: number): CivilInstant => addMinutes(startAt, cell * MINUTES_IN_A_CELL);
  if (at(view.length) < endAt) return undefined;
  return [...view.matchAll(TAKEN_IN_VIEW)].map(({ index, 0: run }) => ({ startAt: at(index), endAt: at(index + run.length) }));
}

/** Walks the half-hours an entry touches, so that a day of 23 or 25 hours comes out as the London clock shows it. */
function cellsOf(entry: Window, window: Window): readonly DayCells[] {
  const cell = MINUTES_IN_A_CELL * 60_000;
  const [from, to] = [Math.max(entry.startAt, window.startAt), Math.min(entry.endAt, window.endAt)];
  const days = new Map<PlainDate, CellSpan>();
  for (let at = (from - (from % cell)) as CivilInstant; at < to; at = addMinutes(at, MINUTES_IN_A_CELL)) {
    const [on, touched] = [londonDateOf(at), minutesIntoDay(londonTimeOf(at)) / MINUTES_IN_A_CELL];
    const { fromCell, toCell } = days.get(on) ?? { fromCell: touched, toCell: touched };
    days.set(on, { fromCell: Math.min(fromCell, touched), toCell: Math.max(toCell, touched + 1) });
  }
  return [...days].map(([on, cells]) => ({ on, ...cells }));
}
