/**
 * The oracle: England and Wales holidays from the computus, the rules for substitute days and the proclaimed one-offs,
 * and working days counted by walking the days. It shares nothing with the code it judges.
 */

const day = 86_400_000;

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayNumber(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** Easter Sunday by the rule of the Church: the Sunday after the ecclesiastical full moon on or after 21 March. */
function easter(year: number): string {
  const golden = (year % 19) + 1;
  const century = Math.floor(year / 100) + 1;
  const droppedLeapDays = Math.floor((3 * century) / 4) - 12;
  const moonCorrection = Math.floor((8 * century + 5) / 25) - 5;
  let epact = (11 * golden + 20 + moonCorrection - droppedLeapDays) % 30;
  if (epact < 0) epact += 30;
  if ((epact === 25 && golden > 11) || epact === 24) epact += 1;
  let fullMoon = 44 - epact;
  if (fullMoon < 21) fullMoon += 30;
  const moonDate = plusDays(`${year}-03-01`, fullMoon - 1);
  return plusDays(moonDate, 7 - weekdayNumber(moonDate));
}

function mondayOnOrAfter(date: string): string {
  return plusDays(date, (8 - weekdayNumber(date)) % 7);
}

function mondayOnOrBefore(date: string): string {
  return plusDays(date, -((weekdayNumber(date) + 6) % 7));
}

/** The next weekday that is not already taken: a holiday that falls on a weekend gives the days after it. */
function weekdayFor(date: string, taken: ReadonlySet<string>): string {
  let on = date;
  while (weekdayNumber(on) === 0 || weekdayNumber(on) === 6 || taken.has(on)) on = plusDays(on, 1);
  return on;
}

/** Christmas and Boxing Day: whichever falls on a weekday keeps it; the other takes the next weekday free. */
function christmasDays(year: number): string[] {
  const both = [`${year}-12-25`, `${year}-12-26`];
  const kept = both.filter((date) => weekdayNumber(date) !== 0 && weekdayNumber(date) !== 6);
  const taken = new Set(kept);
  for (const moved of both.filter((date) => !kept.includes(date))) taken.add(weekdayFor(moved, taken));
  return [...taken];
}

export function holidaysOf(year: number): string[] {
  const sunday = easter(year);
  const usual = new Set([
    weekdayFor(`${year}-01-01`, new Set()),
    plusDays(sunday, -2),
    plusDays(sunday, 1),
    mondayOnOrAfter(`${year}-05-01`),
    mondayOnOrBefore(`${year}-05-31`),
    mondayOnOrBefore(`${year}-08-31`),
    ...christmasDays(year),
  ]);
  for (const date of movedAway) usual.delete(date);
  for (const date of proclaimed) if (date.startsWith(String(year))) usual.add(date);
  return [...usual].toSorted();
}

/** Usual days that a proclamation moved: 2012 and 2022 for jubilees, 2020 for the end of the war. */
const movedAway = ['2012-05-28', '2020-05-04', '2022-05-30'];
/** Days moved to, and extra days. */
const proclaimed = ['2012-06-04', '2012-06-05', '2020-05-08', '2022-06-02', '2022-06-03', '2022-09-19', '2023-05-08'];

const holidays = new Set<string>();
for (let year = 2012; year <= 2028; year += 1) for (const date of holidaysOf(year)) holidays.add(date);

export function works(date: string): boolean {
  const weekday = weekdayNumber(date);
  return weekday !== 0 && weekday !== 6 && !holidays.has(date);
}

/** Walks until the nth working day after (`step` 1) or before (`step` -1) the date. */
export function walk(date: string, n: number, step: 1 | -1): string {
  let on = date;
  for (let left = n; left > 0; ) {
    on = plusDays(on, step);
    if (works(on)) left -= 1;
  }
  return on;
}

/** Reading A: the trigger is Day 1, or the next working day when it is none. */
export function limitFromTrigger(date: string, amount: number): string {
  let on = date;
  while (!works(on)) on = plusDays(on, 1);
  return amount === 1 ? on : walk(on, amount - 1, 1);
}
