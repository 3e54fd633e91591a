// Dates and times as people in England and Wales write them, to instants.

const londonParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** An instant from ISO text: with a zone as it stands, without one as London time. Nothing when it is no date. */
export function londonInstant(text: string): Date | undefined {
  const hasZone = /(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const asUtc = new Date(hasZone ? text : `${text}Z`);
  if (Number.isNaN(asUtc.getTime())) return undefined;
  if (hasZone) return asUtc;
  // The offset at the guess may differ from that at the answer on the two nights the clocks change; ask again there.
  const guess = new Date(asUtc.getTime() - londonOffsetMs(asUtc));
  return new Date(asUtc.getTime() - londonOffsetMs(guess));
}

function londonOffsetMs(at: Date): number {
  const parts = Object.fromEntries(londonParts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return shown - Math.floor(at.getTime() / 1000) * 1000;
}
