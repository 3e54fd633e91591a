/**
 * A store in which conferences lie already, as after five years of an authority's work: eight on a working day at most. The product's own
 * stores write them in memory, and what they wrote is put into the tables in batches: the diary, the months, everybody's own list, what is
 * open and who is to be woken. A sealed record, and what is known of a case, is a partition by itself, which is written one by one: the
 * newest ten weeks have theirs.
 */
import { conferenceLists } from '../../../bot/conference-lists.ts';
import { chairResource, roomResource, socialWorkerResource } from '../../../src/diary/resources.ts';
import { isoUtc, londonInstant, machineInstant } from '../../../src/calendar/instants.ts';
import { addCalendarDays, weekdayOf, type PlainDate } from '../../../src/calendar/plain-date.ts';
import { schemaOf, type ConferenceBooked } from '../../../src/conference/events.ts';
import { personKey, type PersonKey } from '../../../src/people/person.ts';
import { conferenceLog } from '../../../src/store/conference-log.ts';
import { diaryClaims } from '../../../src/store/diary-claims.ts';
import type { KeyRing } from '../../../src/store/key-ring.ts';
import type { NewRow, Table, TableName, TableStore } from '../../../src/store/port.ts';
import { wakePointers } from '../../../src/store/wake-pointers.ts';
import { aBooking, bookedWith, day, INVITEES } from '../../conference/a-conference.ts';
import { anOpenStore, rowsOf } from '../../store/support/conference.ts';
import { authority, ID, OWNER, person } from './a-draft.ts';

/** The last working day that has conferences; the newest lie in the weeks that a booking of today searches. */
const LAST_DAY = day('2026-12-18');
const WORKING_DAYS = 1_250;
const A_DAY = 8;
/** The newest working days: their conferences are open, and woken, and have their record and their case. */
const OPEN_DAYS = 50;
/** From one conference to the next, in working days: no two of a day follow each other, and every day has its turn. */
const APART = 7;
const ROWS_A_BATCH = 100;
const AT_ONCE = 8;

const [CHAIRS, SOCIAL_WORKERS, MANAGERS] = [
  [person(ID.alex), person(ID.jo), ...invented(1, 40)], [...invented(100, 1), OWNER, ...invented(101, 79)], [person(ID.morgan), ...invented(200, 12)],
] as const;
const ROOMS = [...authority.rooms.map(({ roomId }) => roomId), ...Array.from({ length: 8 }, (_each, number) => `room-${number + 1}`)];

/** Puts so many conferences into the store. */
export async function storeConferences(store: TableStore, keyRing: KeyRing, count: number): Promise<void> {
  const { store: aside, written } = remembering(await anOpenStore());
  const [lists, diary, wakes] = [conferenceLists(aside, authority.id), diaryClaims(aside), wakePointers(aside)];
  const log = conferenceLog({ store, keyRing });
  const days = workingDaysUpTo(LAST_DAY, WORKING_DAYS);
  if (count > days.length * A_DAY) throw new RangeError('more than the days can take');
  await atOnce(count, async (number) => {
    const { conferenceId, booking, fromCell, dayNumber } = theConference(number, days);
    const state = bookedWith(booking, ...(dayNumber < OPEN_DAYS ? [] : [{ type: 'bookingConfirmed' as const, data: {} }]));
    const place = { authority: authority.id, on: booking.on, resources: [chairResource(booking.chair.person), roomOf(booking), socialWorkerResource(booking.socialWorker.person)] as const, claimId: booking.claimId };
    const claimed = await diary.claim({ ...place, fromCell, toCell: fromCell + 4, conferenceId, machineNow: machineInstant(0) });
    if (claimed.kind === 'taken') throw new Error(`${conferenceId}: ${claimed.resource} is taken`);
    await diary.hold(place);
    await lists.project(conferenceId, state, dayNumber < OPEN_DAYS);
    if (dayNumber >= OPEN_DAYS) return;
    await wakes.plant(authority.id, isoUtc(londonInstant(booking.on, '09:00')), conferenceId);
    const at = isoUtc(londonInstant(addCalendarDays(booking.on, -14), '10:00'));
    await log.append({ authority: authority.id, conferenceId }, { expectedVersion: 0, at, by: booking.socialWorker.person, events: [{ type: 'conferenceBooked', schema: schemaOf('conferenceBooked'), data: booking }], react: false, family: { relatives: [] } });
  });
  await putInBatches(aside, written, store);
}

/** How many conferences the months of the authority list, read from the tables as they lie there. */
export async function conferencesListed(store: TableStore): Promise<number> {
  const months = new Set(workingDaysUpTo(LAST_DAY, WORKING_DAYS).map((on) => on.slice(0, 7)));
  const rows = await Promise.all([...months].map((month) => rowsOf(store, 'people', `${authority.id}.month.${month}|month`)));
  return rows.flat().length;
}

/** Those of one day have other chairs and other rooms; three in a row are of one case. */
function theConference(number: number, days: readonly PlainDate[]): { readonly conferenceId: string; readonly booking: ConferenceBooked; readonly fromCell: number; readonly dayNumber: number } {
  const [dayNumber, ofTheDay] = [(number * APART) % days.length, Math.floor(number / days.length)];
  const morning = (dayNumber + ofTheDay) % 2 === 0;
  const among = <Item>(all: readonly Item[], place: number): Item => all[place % all.length]!;
  const [socialWorker, manager] = [among(SOCIAL_WORKERS, Math.floor(number / 3)), among(MANAGERS, number)];
  const [worker, , , teamManager] = INVITEES;
  const booking = aBooking({
    caseReference: `EX-${20_001 + Math.floor(number / 3)}`, on: among(days, dayNumber), from: morning ? '10:00' : '13:30', claimId: `claim-${number}`,
    venue: { kind: 'room', roomId: among(ROOMS, dayNumber + ofTheDay), name: 'A room' }, draftId: '',
    chair: { person: among(CHAIRS, dayNumber * 3 + ofTheDay * 5), name: 'A Chair-Example' }, socialWorker: { person: socialWorker, name: 'A Worker-Example' },
    agreed: { by: { person: manager, name: 'A Manager-Example' }, at: '2026-11-20T11:00:00.000Z', outOfHours: false },
    invitees: [{ ...worker!, person: socialWorker }, { ...teamManager!, person: manager }],
  });
  return { conferenceId: `stored-${dayNumber}-${ofTheDay}`, booking, fromCell: morning ? 20 : 27, dayNumber };
}

function roomOf({ venue }: ConferenceBooked): string {
  if (venue?.kind !== 'room') throw new Error('it meets in a room');
  return roomResource(venue.roomId);
}

/** Newest first. */
function workingDaysUpTo(last: PlainDate, count: number): readonly PlainDate[] {
  const days: PlainDate[] = [];
  for (let on = last; days.length < count; on = addCalendarDays(on, -1)) if (!['Saturday', 'Sunday'].includes(weekdayOf(on))) days.push(on);
  return days;
}

function invented(first: number, count: number): readonly PersonKey[] {
  return Array.from({ length: count }, (_each, number) => personKey('99999999-9999-4999-8999-999999999999', `00000000-0000-4000-8000-${String(first + number).padStart(12, '0')}`)!);
}

type Written = ReadonlyMap<string, { readonly table: TableName; readonly partition: string }>;

/** A store that remembers in which partitions something was written. */
function remembering(store: TableStore): { readonly store: TableStore; readonly written: Written } {
  const written = new Map<string, { table: TableName; partition: string }>();
  const noting = (name: TableName, table: Table): Table => {
    const note = ({ partition }: NewRow): void => void written.set(`${name} ${partition}`, { table: name, partition });
    return {
      read: (partition, row) => table.read(partition, row), remove: (partition, row, etag) => table.remove(partition, row, etag), range: (partition, range) => table.range(partition, range),
      insert: (row) => (note(row), table.insert(row)), replace: (row, etag) => (note(row), table.replace(row, etag)),
      transact: (changes) => (changes.forEach(({ row }) => note(row)), table.transact(changes)),
    };
  };
  return { store: { ...store, table: (name) => noting(name, store.table(name)) }, written };
}

async function putInBatches(from: TableStore, written: Written, to: TableStore): Promise<void> {
  const batches: { readonly table: TableName; readonly rows: readonly NewRow[] }[] = [];
  for (const { table, partition } of written.values()) {
    const rows = (await rowsOf(from, table, partition)).map(({ etag: _etag, ...row }) => row);
    if (partition.startsWith(`${authority.id}.case.`) && rows.every(({ row }) => Number(row.split('-')[1]) >= OPEN_DAYS)) continue;
    for (let place = 0; place < rows.length; place += ROWS_A_BATCH) batches.push({ table, rows: rows.slice(place, place + ROWS_A_BATCH) });
  }
  await atOnce(batches.length, async (number) => {
    const { table, rows } = batches[number]!;
    const [only] = rows;
    const outcome = rows.length === 1 ? await to.table(table).insert(only!) : await to.table(table).transact(rows.map((row) => ({ do: 'insert' as const, row })));
    if (outcome.kind === 'conflict') throw new Error('something lies there already');
  });
}

/** Works through the numbers below a limit, a few at once. */
async function atOnce(count: number, work: (number: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}
