/**
 * `npm run bench -- calendar`: working-day sums beside date-fns and moment-business-days, with the same starts and the
 * same holidays, and the duties of a whole conference. Bars: at least 100 times as fast as moment-business-days; at
 * least as fast as date-fns, which knows no holidays; 250 days at most 1.2 times as long as 15; all duties within 1 ms (that bar in
 * milliseconds, the others as ratios).
 */
import { addBusinessDays } from 'date-fns/addBusinessDays';
import { englandAndWales } from '../src/calendar/bank-holidays.ts';
import { dateOfDayNumber, dayNumberOf, type PlainDate } from '../src/calendar/plain-date.ts';
import { workingCalendar } from '../src/calendar/working-days.ts';
import { readFacts } from '../src/procedures/case-facts.ts';
import { loadPacks } from '../src/procedures/load-packs.ts';
import { owed } from '../src/procedures/owed.ts';
import { readPackFiles } from '../src/procedures/read-pack-files.ts';
import { print, printBars, printSurroundings, printTable, type Row } from './report.ts';
import { timeSideBySide, type Side } from './rounds.ts';

const days = englandAndWales.days.map(({ on }) => on);
const calendar = workingCalendar(englandAndWales);

/** A start for every call: 1,024 days all over the years that are known, by a step that meets every weekday. */
const starts: readonly PlainDate[] = Array.from({ length: 1_024 }, (_each, index) => dateOfDayNumber(dayNumberOf(englandAndWales.knownFrom) + ((index * 37) % 5_600)));
const startAt = (call: number): PlainDate => starts[call % starts.length] ?? englandAndWales.knownFrom;

export async function calendarBench(): Promise<void> {
  const moment = await momentSide();
  const midnights = starts.map((on) => new Date(`${on}T00:00:00`));
  const rows = timeSideBySide([
    { what: 'the Companion: 15 working days on', callsARound: 20_000, run: (call) => calendar.workingDaysAfter(startAt(call), 15) },
    { what: 'the Companion: 250 working days on', callsARound: 20_000, run: (call) => calendar.workingDaysAfter(startAt(call), 250) },
    { what: 'date-fns addBusinessDays: 15 on (no holidays)', callsARound: 20_000, run: (call) => addBusinessDays(midnights[call % midnights.length] ?? 0, 15) },
    ...(moment === undefined ? [] : [moment]),
    { what: 'the Companion: every duty of a conference', callsARound: 200, run: dutiesOfAConference() },
  ]);
  const row = (start: string): Row => rows.find(({ what }) => what.startsWith(start)) ?? { what: start, median: Number.NaN, least: Number.NaN, most: Number.NaN };
  const fifteen = row('the Companion: 15').median;
  printTable('µs a call', rows);
  if (moment === undefined) print('moment-business-days is not installed, so there is nothing to compare with.');
  printSurroundings(['date-fns', ...(moment === undefined ? [] : ['moment', 'moment-business-days'])]);
  printBars([
    { name: 'working-days-vs-moment', value: row('moment-business-days').median / fifteen, limit: 100, better: 'atLeast' },
    { name: 'working-days-vs-date-fns', value: row('date-fns').median / fifteen, limit: 1, better: 'atLeast' },
    { name: 'working-days-growth', value: row('the Companion: 250').median / fifteen, limit: 1.2, better: 'atMost' },
    { name: 'duties-of-a-conference', value: row('the Companion: every').median / 1_000, limit: 1, better: 'atMost' },
  ]);
}

/** The peer that knows holidays; undefined, and its bar short, where it is not installed. Its first answers are compared with ours. */
async function momentSide(): Promise<Side | undefined> {
  const name = 'moment-business-days';
  type Moment = { businessAdd(days: number): Moment; format(shape: string): string };
  type Factory = { (text: string, shape: string): Moment; updateLocale(locale: string, settings: object): void };
  const loaded = await import(name).catch(() => undefined) as { readonly default: Factory } | undefined;
  if (loaded === undefined) return undefined;
  const { default: moment } = loaded;
  moment.updateLocale('en', { holidays: days, holidayFormat: 'YYYY-MM-DD' });
  const moments = starts.map((on) => moment(on, 'YYYY-MM-DD'));
  for (const [index, on] of starts.slice(0, 50).entries()) {
    const theirs = moments[index]?.businessAdd(15).format('YYYY-MM-DD');
    if (theirs !== calendar.workingDaysAfter(on, 15)) throw new Error(`from ${on} the two sides count to different days: ${String(theirs)}`);
  }
  return { what: 'moment-business-days: 15 working days on', callsARound: 200, run: (call) => moments[call % moments.length]?.businessAdd(15) };
}

/** The Nottinghamshire pack whole, its conditions parsed once, and a case in which nearly every duty is owed. */
function dutiesOfAConference(): () => unknown {
  const loaded = loadPacks(readPackFiles());
  const pack = loaded.kind === 'packs' ? loaded.library.resolve('nottinghamshire') : undefined;
  const facts = readFacts({
    kind: 'initial', s47InitiatedOn: '2026-12-10', agreedAt: '2026-12-11T18:30', conferenceAt: '2026-12-29T10:00', conferenceEndsAt: '2026-12-29T12:00', format: 'faceToFace',
    heldOn: '2026-12-29', planMade: true, visitEveryDays: 10, reportReceivedOn: '2026-12-24', transferNotifiedOn: '2026-12-01', plannedReturnOn: '2027-01-11', inquorateOn: '2026-12-22',
  });
  if (pack === undefined || facts.kind === 'faults') throw new Error('the packs or the facts cannot be used');
  return () => owed({ pack, calendar }, facts.facts);
}
