/**
 * `companion holidays …`: an operator adds, moves or takes back a bank holiday, and reads what it moves: for each open
 * conference, whose dates, from when to when. The bots take the newer list up by themselves within seconds.
 */
import { conferenceRules, dutyDates } from '../../bot/conference-rules.ts';
import { conferenceLists } from '../../bot/conference-lists.ts';
import type { HolidayEntry, Holidays } from '../../bot/holidays.ts';
import { isoUtc, longMoment, parseIsoUtc } from '../../src/calendar/instants.ts';
import { HolidayChangeRefused, type HolidayChange } from '../../src/calendar/holiday-changes.ts';
import { longDate, parsePlainDate, shortDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { datedDuties, keptDuties, rulesMoved } from '../../src/conference/rules-moved.ts';
import { fold, UNBOOKED, type BookedConference } from '../../src/conference/state.ts';
import type { DutyDate, RecordedConferenceEvent } from '../../src/conference/events.ts';
import { openOffice, type Office } from './office.ts';
import { read, Refusal, Usage } from './refusal.ts';

/** The output of `holidays list`, or of a change. */
export async function holidays(words: readonly string[]): Promise<string> {
  const { values, positionals: [what, ...dates] } = read(words, { title: { type: 'string' }, by: { type: 'string' }, why: { type: 'string' } });
  if (what === 'list' && dates.length === 0) return withOffice(async ({ holidays: kept }) => listed(kept));
  const change = changeFrom(what, dates, values.title);
  const { by, why } = values;
  if (by === undefined || why === undefined) throw new Usage('Say who makes the change (--by) and why (--why): both are kept with it.');
  return withOffice((office) => make(office, { change, by, why, at: isoUtc(office.civilNow()) }));
}

function changeFrom(what: string | undefined, dates: readonly string[], title: string | undefined): HolidayChange {
  const [first, second] = dates.map(dateIn);
  if (what === 'add' && first !== undefined && dates.length === 1 && title !== undefined) return { do: 'add', on: first, title };
  if (what === 'move' && first !== undefined && second !== undefined && dates.length === 2) return { do: 'move', on: first, to: second };
  if (what === 'remove' && first !== undefined && dates.length === 1) return { do: 'remove', on: first };
  throw new Usage('Say: holidays list · holidays add DATE --title TITLE · holidays move DATE DATE · holidays remove DATE.');
}

function dateIn(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date === undefined) throw new Usage(`“${text}” is not a date. Write it as 2027-06-11.`);
  return date;
}

function listed(kept: Holidays): string {
  const made = kept.since('').length === 0 ? [] : kept.since('');
  const lines = made.map(({ change, by, why, at }) => `${at.slice(0, 10)}  ${inWords(change)}. By ${by}: ${why}`);
  return `List ${kept.current().version}\n${lines.length === 0 ? 'Nothing was changed since it was published.' : lines.join('\n')}\n`;
}

function inWords(change: HolidayChange): string {
  switch (change.do) {
    case 'add': return `${longDate(change.on)} added (${change.title})`;
    case 'move': return `${longDate(change.on)} moved to ${longDate(change.to)}`;
    case 'remove': return `${longDate(change.on)} taken back`;
  }
}

async function make(office: Office, entry: HolidayEntry): Promise<string> {
  try {
    await office.holidays.add(entry);
  } catch (error) {
    if (error instanceof HolidayChangeRefused) throw new Refusal(error.message);
    throw error;
  }
  const moved = await Promise.all((await conferenceLists(office.store, office.authority).open()).map((conferenceId) => whatMoves(office, conferenceId, entry)));
  const lines = moved.flat();
  return [`${inWords(entry.change)}. The list is now ${office.holidays.current().version}.`, ...(lines.length === 0 ? ['No open conference has a date that moves.'] : lines), ''].join('\n');
}

/** A line for the conference and one for each date that moves, with whose it is. */
async function whatMoves({ log, authority, book, holidays: kept }: Office, conferenceId: string, { by, why, at }: HolidayEntry): Promise<string[]> {
  const { events } = await log.read({ authority, conferenceId }, 0);
  const state = fold(UNBOOKED, events as unknown as readonly RecordedConferenceEvent[]);
  if (state.kind !== 'booked') return [];
  const { booking, ruleMoves, rules } = state;
  const after = dutyDates(conferenceRules({ ...book, calendar: kept.current() }, booking, keptDuties(ruleMoves)).duties);
  const isPast = (due: string): boolean => due < (due.length === 10 ? at.slice(0, 10) : at);
  const { moved } = rulesMoved({ to: rules, by, why, before: datedDuties(state), after, keptBefore: keptDuties(ruleMoves), isPast });
  return moved.length === 0 ? [] : [headOf(state), ...moved.map(({ title, rule, owner, from, to }) => `  ${ownerIn(state, owner)}: ${title} (${rule}): ${dateWords(from)}, now ${dateWords(to)}`)];
}

function headOf({ booking }: BookedConference): string {
  return `${booking.caseReference}, conference of ${shortDate(booking.on)}`;
}

function ownerIn({ booking }: BookedConference, owner: DutyDate['owner']): string {
  if (owner === 'office') return 'conference office';
  if (owner === 'professionals') return 'invited professionals';
  return owner === 'chair' ? `chair, ${booking.chair.name}` : `social worker, ${booking.socialWorker.name}`;
}

function dateWords(due: string): string {
  const on = parsePlainDate(due);
  const at = parseIsoUtc(due);
  return on !== undefined ? longDate(on) : at === undefined ? due : longMoment(at);
}

async function withOffice(work: (office: Office) => Promise<string>): Promise<string> {
  const office = await openOffice(process.env);
  try {
    return await work(office);
  } finally {
    await office.close();
  }
}
