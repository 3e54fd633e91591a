/** Which chairs could take a conference at its own time, with how many they have that week, and why the others could not. */
import { dayOfWeek } from '../../src/calendar/day-numbers.ts';
import { addCalendarDays, dayNumberOf, type PlainDate } from '../../src/calendar/plain-date.ts';
import { inviteeOf, type BookedConference } from '../../src/conference/state.ts';
import type { DiaryWindow } from '../../src/diary/diary-window.ts';
import { cellsOf, MINUTES_IN_A_CELL, minutesIntoDay, type CellSpan } from '../../src/diary/half-hours.ts';
import { familyMinutesBefore } from '../../src/procedures/duties.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import type { Authority, RosterPerson } from '../authority.ts';
import { chairResource } from '../../src/diary/resources.ts';

export type WhyNot = 'conflict' | 'invited' | 'dayOff' | 'hours' | 'away' | 'claimed' | 'gap' | 'fullDay';
/** `load`: conferences in the week of the day, Monday to Sunday. */
export type FreeChair = { readonly chair: RosterPerson; readonly load: number };
export type ChairsThen = { readonly free: readonly FreeChair[]; readonly notFree: readonly { readonly chair: RosterPerson; readonly why: WhyNot }[] };

/** Monday and Sunday of the week the day is in. */
export function weekOf(on: PlainDate): readonly [PlainDate, PlainDate] {
  const monday = addCalendarDays(on, -dayOfWeek(dayNumberOf(on)));
  return [monday, addCalendarDays(monday, 6)];
}

/** The minutes the chair gives the family before the start: none where everyone is on Teams. */
function minutesBefore({ booking }: BookedConference, pack: Pack): number {
  return booking.format === 'virtual' ? 0 : familyMinutesBefore(pack);
}

/** The half-hours the conference takes of its chair's day: as claimed, or as it would be claimed today. */
export function cellsTaken(state: BookedConference, pack: Pack, window: DiaryWindow): CellSpan {
  const { on, chair, claimId, from, minutes } = state.booking;
  const claim = window.day(chairResource(chair.person), on).claims.find((each) => each.claimId === claimId);
  return claim === undefined ? cellsOf(from, minutes, minutesBefore(state, pack)) : { fromCell: claim.fromCell, toCell: claim.toCell };
}

/** The other chairs, those with the least that week first. `window` holds the week of the conference. */
export function chairsThen(authority: Authority, state: BookedConference, pack: Pack, window: DiaryWindow): ChairsThen {
  const { on, chair: now } = state.booking;
  const judged = authority.withRole('chair').filter(({ person }) => person !== now.person)
    .map((chair) => ({ chair, why: whyNot(chair, state, pack, window), load: loadOf(chair, on, window) }));
  return {
    free: judged.flatMap(({ chair, why, load }) => (why === undefined ? [{ chair, load }] : [])).toSorted((a, b) => a.load - b.load || a.chair.name.localeCompare(b.chair.name)),
    notFree: judged.flatMap(({ chair, why }) => (why === undefined ? [] : [{ chair, why }])),
  };
}

function whyNot(chair: RosterPerson, state: BookedConference, pack: Pack, window: DiaryWindow): WhyNot | undefined {
  const { on, from, minutes } = state.booking;
  const start = minutesIntoDay(from);
  if (state.chairChanges.some((change) => change.conflictOfInterest && change.from.person === chair.person)) return 'conflict';
  if (inviteeOf(state, chair.person) !== undefined) return 'invited';
  if (!chair.weekdays.includes(dayOfWeek(dayNumberOf(on)) + 1)) return 'dayOff';
  if (start - minutesBefore(state, pack) < minutesIntoDay(chair.hours.from) || start + minutes > minutesIntoDay(chair.hours.to)) return 'hours';
  const { claims, away } = window.day(chairResource(chair.person), on);
  const span = cellsTaken(state, pack, window);
  const gap = Math.ceil(pack.booking.gapMinutes / MINUTES_IN_A_CELL);
  if (away.some((each) => overlap(each, span))) return 'away';
  if (claims.some((each) => overlap(each, span))) return 'claimed';
  if (claims.some((each) => overlap(each, { fromCell: span.fromCell - gap, toCell: span.toCell + gap }))) return 'gap';
  return claims.length >= chair.mostADay ? 'fullDay' : undefined;
}

function loadOf(chair: RosterPerson, on: PlainDate, window: DiaryWindow): number {
  const [monday] = weekOf(on);
  const days = Array.from({ length: 7 }, (_, place) => window.day(chairResource(chair.person), addCalendarDays(monday, place)));
  return days.flatMap(({ claims }) => claims).filter(({ state }) => state !== 'form').length;
}

/** Whether two stretches of a day share a half-hour. */
export function overlap(a: CellSpan, b: CellSpan): boolean {
  return a.fromCell < b.toCell && b.fromCell < a.toCell;
}
