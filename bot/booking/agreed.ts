/** When the team manager agreed: in office hours, or out of them, which the diary co-ordinator then acknowledges (NOT-005, AMB-23). */
import { londonInstant, londonTimeOf, longMoment, parseClockTime, type CivilInstant } from '../../src/calendar/instants.ts';
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import { tellDiaryAcknowledgedBy, type Rulebook } from '../../src/procedures/duties.ts';
import type { BookingDraft } from './draft.ts';

type Agreed = BookingDraft['case']['agreed'];

/** The moment, or undefined while day or time is missing or none. */
export function agreedAt({ on, at }: Agreed): CivilInstant | undefined {
  const [day, time] = [parsePlainDate(on), parseClockTime(at)];
  return day === undefined || time === undefined ? undefined : londonInstant(day, time);
}

/** Undefined while the moment is not known. */
export function agreedOutOfHours(agreed: Agreed, { pack, calendar }: Rulebook): boolean | undefined {
  const at = agreedAt(agreed);
  const on = parsePlainDate(agreed.on);
  if (at === undefined || on === undefined) return undefined;
  return !calendar.isWorkingDay(on) || (pack.closeOfBusiness !== undefined && londonTimeOf(at) > pack.closeOfBusiness);
}

/** One sentence for the card. */
export function outOfHoursWords(agreed: Agreed, book: Rulebook): string {
  const at = agreedAt(agreed);
  const by = at === undefined ? null : tellDiaryAcknowledgedBy(book, at);
  return by === null ? '' : `Agreed out of hours. You can book now; the diary co-ordinator acknowledges it by ${longMoment(by)} (${book.pack.booking.agreed.rule}).`;
}
