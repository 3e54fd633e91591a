/** What a search is given, in the plain types of the naive search. */
import type { PlainDate } from '../../src/calendar/plain-date.ts';
import type { CellSpan } from '../../src/diary/half-hours.ts';
import type { Slot, SlotWish } from '../../src/diary/search.ts';
import type { NaiveSlot, NaiveTaken, NaiveWish } from './naive-search.ts';

export function plainWish({ format, room, conflicted, socialWorker, busyElsewhere: _outlook, ...wish }: SlotWish, holidays: readonly string[]): NaiveWish {
  return { ...wish, socialWorker: `worker ${socialWorker}`, inTheRoom: format !== 'virtual', roomNeeded: room === 'needed', conflicted: [...conflicted], holidays };
}

/** `resource` as the store names it, or a person alone. */
export function plainTaken(what: NaiveTaken['what'], resource: string, on: PlainDate, { fromCell, toCell }: CellSpan, claimId = ''): NaiveTaken {
  return { what, claimId, on, whose: resource.replace(/^(chair|room)\./, '').replace(/^worker\./, 'worker '), from: clock(fromCell), to: clock(toCell) };
}

export function plainSlot({ on, from, to, chair, room, late, noticeDays, cannotCome }: Slot): NaiveSlot {
  return { on, from, to, person: chair.person, roomId: room?.roomId ?? null, late, noticeDays, cannotCome };
}

function clock(cell: number): string {
  return `${String(Math.floor(cell / 2)).padStart(2, '0')}:${cell % 2 === 0 ? '00' : '30'}`;
}
