/**
 * Days as whole numbers since 1 January 1970 in the Gregorian calendar, so that sums of dates are sums of numbers and
 * no clock or zone comes near them. Years begin in March here, which puts the leap day last and makes months regular.
 */

export type CivilDay = { readonly year: number; readonly month: number; readonly day: number };

const daysInFourHundredYears = 146_097;
/** From 1 March of the year 0 to 1 January 1970. */
const epoch = 719_468;

export function numberOfDay({ year, month, day }: CivilDay): number {
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * daysInFourHundredYears + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - epoch;
}

export function dayOfNumber(dayNumber: number): CivilDay {
  const sinceMarch = dayNumber + epoch;
  const era = Math.floor(sinceMarch / daysInFourHundredYears);
  const dayOfEra = sinceMarch - era * daysInFourHundredYears;
  const leapDays = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** 0 for Monday to 6 for Sunday: 1 January 1970 was a Thursday. */
export function dayOfWeek(dayNumber: number): number {
  return (((dayNumber + 3) % 7) + 7) % 7;
}
