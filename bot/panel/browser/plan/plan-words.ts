/** Dates of the plan in words. Plain dates carry no time and no zone, so none is brought in. */

const long = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** "Tuesday 29 December 2026" for "2026-12-29"; anything that is no date is given back as it is. */
export function longDate(on: string): string {
  return written(long, on);
}

/** "29 Dec 2026" for "2026-12-29". */
export function shortDate(on: string): string {
  return written(short, on);
}

function written(format: Intl.DateTimeFormat, on: string): string {
  const at = new Date(`${on}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? on : format.format(at).replace(',', '');
}
