/**
 * The search for free times, from the tables to a page of six: 50 chairs and six rooms, 15 working days over a month's
 * end, so that two partitions are read. Timed straight to Azurite, counted at a proxy in between, retries included;
 * every answer is compared with the naive search of the tests, and the pure part is timed beside that.
 */
import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { machineInstant } from '../../src/calendar/instants.ts';
import { addCalendarDays, parsePlainDate, weekdayOf, type PlainDate } from '../../src/calendar/plain-date.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { chairResource, freeSlots, roomResource, socialWorkerResource, type ChairEntry, type RoomEntry, type Slot, type SlotOffer, type SlotWish } from '../../src/diary/search.ts';
import { personKey, type PersonKey } from '../../src/people/person.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { diaryClaims, type DiaryClaims, type DiaryWindow } from '../../src/store/diary-claims.ts';
import { memoryStore } from '../../src/store/memory/memory-store.ts';
import type { TableStore } from '../../src/store/port.ts';
import { startTableServer } from '../../local/storage/start-table-server.ts';
import { plainSlot, plainTaken, plainWish } from '../../test/diary/as-plain.ts';
import { naiveSearch, type NaiveSlot, type NaiveTaken } from '../../test/diary/naive-search.ts';
import { aFolder } from '../../test/store/support/azurite.ts';
import { countingProxy } from '../../test/store/support/counting-proxy.ts';
import { print, printTable, type Bar } from '../report.ts';
import { timeSideBySide } from '../rounds.ts';

const SEARCHES = 1_000;
const WARM_UP = 50;
const WISHES = 40;
const WORKERS = 200;
const PAGE = 6;
const AUTHORITY = 'exampleshire';
const [FROM, TO] = [dateOf('2026-11-20'), dateOf('2026-12-10')];
const NOW = machineInstant(1_795_000_000_000);
const CALENDAR = workingCalendar(englandAndWales);
const HOLIDAYS = englandAndWales.days.map(({ on }) => on);

/** Numbers from 0 up to a limit, the same ones in every run. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const PEOPLE: readonly PersonKey[] = Array.from({ length: 50 }, (_each, number) => personOf(number));
const CHAIRS: readonly ChairEntry[] = PEOPLE.map((person, number) => ({
  person, name: `Chair ${number + 1}-Example`, hours: { from: number % 7 === 0 ? '09:30' : '09:00', to: number % 5 === 0 ? '16:30' : '17:00' },
  weekdays: number % 6 === 0 ? [1, 2, 4] : [1, 2, 3, 4, 5], mostADay: 3,
}));
const ROOMS: readonly RoomEntry[] = Array.from({ length: 6 }, (_each, number) => ({ roomId: `room-${number + 1}`, name: `Room ${number + 1}`, places: 8 + 3 * number, stepFree: number % 2 === 0 }));

/** Claims, leave and open forms at random; what is taken is told plainly as well. */
async function fillDiary(diary: DiaryClaims): Promise<readonly NaiveTaken[]> {
  const taken: NaiveTaken[] = [];
  const roll = dice(7);
  for (const on of workingDays()) {
    for (const [number, person] of PEOPLE.entries()) {
      for (let conference = 0; conference < 3; conference += 1) {
        const fromCell = 18 + roll(13);
        const span = { fromCell, toCell: fromCell + 4 + roll(2) };
        const claimId = `claim.${on}.${number}.${conference}`;
        const room = roll(3) === 0 ? [] : [roomResource(`room-${1 + roll(ROOMS.length)}`)];
        const worker = socialWorkerResource(personOf(1_000 + roll(WORKERS)));
        const form = roll(10) === 0 ? { state: 'form' as const, until: machineInstant(NOW + 600_000) } : {};
        const resources: [string, ...string[]] = [chairResource(person), ...room, worker];
        const outcome = await diary.claim({ authority: AUTHORITY, on, resources, claimId, conferenceId: claimId, ...span, ...form, machineNow: NOW, gapCells: 1 });
        if (outcome.kind !== 'taken') taken.push(...resources.map((resource) => plainTaken('conference', resource, on, span, claimId)));
      }
      if (roll(12) > 0) continue;
      const leave = { fromCell: 0, toCell: roll(2) === 0 ? 24 : 48 };
      await diary.setAway(AUTHORITY, chairResource(person), 'leave', [{ on, ...leave }]);
      taken.push(plainTaken('leave', chairResource(person), on, leave));
    }
  }
  return taken;
}

function aWish(number: number): SlotWish {
  const roll = dice(100 + number);
  const somebody = (): PersonKey => personOf(roll(PEOPLE.length));
  const cannotCome = Array.from({ length: roll(4) }, (_each, place) => ({ who: `Invitee ${place + 1}`, on: addCalendarDays(FROM, 7 + roll(12)), from: '09:00', to: roll(2) === 0 ? '12:30' : '17:00', holder: roll(2) === 0 }));
  const claimOn = addCalendarDays(FROM, 10);
  return {
    format: roll(4) === 0 ? 'virtual' : 'hybrid', minutes: 120, familyMinutesBefore: 20, gapMinutes: 30, noticeBefore: 0, earliestOn: FROM, safeBy: addCalendarDays(TO, -roll(3)), dueOn: TO,
    starts: { earliest: '09:00', latest: '15:00', usual: ['10:00', '13:30'] }, room: roll(4) === 0 ? 'notNeeded' : 'needed', stepFree: roll(3) === 0, people: 6 + roll(12),
    keepChair: roll(3) === 0 ? somebody() : null, preferredChair: roll(3) === 0 ? somebody() : null, conflicted: new Set([somebody()]), cannotCome,
    timeOfDay: [null, 'morning' as const, 'afternoon' as const][roll(3)] ?? null, socialWorker: personOf(1_000 + roll(WORKERS)), ownClaimId: roll(2) === 0 ? null : `claim.${claimOn}.${roll(50)}.0`, busyElsewhere: [],
  };
}

export async function slotSearch(): Promise<readonly Bar[]> {
  const memory = memoryStore();
  await memory.open();
  const taken = await fillDiary(diaryClaims(memory));
  const wishes = Array.from({ length: WISHES }, (_each, number) => aWish(number));
  const answers = wishes.map((wish) => naiveSearch(CHAIRS, ROOMS, taken, plainWish(wish, HOLIDAYS)));
  const folder = await aFolder();
  const tables = await startTableServer({ dataFolder: folder });
  const proxy = await countingProxy(tables.connectionString);
  try {
    const store = azureTableStore({ connectionString: tables.connectionString });
    await store.open();
    const rows = await copied(memory, store);
    print(`slot search: ${CHAIRS.length} chairs, ${ROOMS.length} rooms, ${workingDays().length} working days in two months; ${rows} rows with ${taken.length} stretches; ${Math.min(...answers.map(({ length }) => length))} to ${Math.max(...answers.map(({ length }) => length))} free times a search`);
    const waits = await timed(diaryClaims(store), wishes, answers);
    const most = await counted(diaryClaims(azureTableStore({ connectionString: proxy.connectionString })), proxy, wishes, answers);
    const window = await diaryClaims(store).window(AUTHORITY, FROM, TO, NOW);
    return [
      { name: 'slot-search-requests', value: most, limit: 4, better: 'atMost' },
      { name: 'slot-search-p99', value: at(waits, 0.99), limit: 250, better: 'atMost' },
      { name: 'slot-search-vs-naive', value: besideNaive(window, wishes, taken), limit: 100, better: 'atLeast' },
    ];
  } finally {
    await proxy.close();
    await tables.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of each search from end to end, in order. */
async function timed(diary: DiaryClaims, wishes: readonly SlotWish[], answers: readonly (readonly NaiveSlot[])[]): Promise<readonly number[]> {
  const waits: number[] = [];
  for (let search = -WARM_UP; search < SEARCHES; search += 1) {
    const number = (search + WARM_UP) % WISHES;
    const wish = wishes[number] ?? aWish(number);
    const began = performance.now();
    const { offer, page } = await searched(diary, wish);
    if (search >= 0) waits.push(performance.now() - began);
    agree(offer, page, answers[number] ?? [], search < 0);
  }
  const sorted = waits.toSorted((a, b) => a - b);
  print(`slot search end to end, ${SEARCHES} times: p50 ${at(sorted, 0.5).toFixed(1)} ms, p95 ${at(sorted, 0.95).toFixed(1)} ms, p99 ${at(sorted, 0.99).toFixed(1)} ms, most ${at(sorted, 1).toFixed(1)} ms`);
  return sorted;
}

/** The most requests that any search made. */
async function counted(diary: DiaryClaims, proxy: { trips(): readonly unknown[] }, wishes: readonly SlotWish[], answers: readonly (readonly NaiveSlot[])[]): Promise<number> {
  const trips: number[] = [];
  for (let search = 0; search < SEARCHES; search += 1) {
    proxy.trips();
    const number = search % WISHES;
    const { offer, page } = await searched(diary, wishes[number] ?? aWish(number));
    trips.push(proxy.trips().length);
    agree(offer, page, answers[number] ?? [], false);
  }
  print(`slot search requests at the proxy, ${SEARCHES} times: ${Math.min(...trips)} to ${Math.max(...trips)} a search`);
  // None at all would mean that the proxy was passed by.
  return Math.min(...trips) > 0 ? Math.max(...trips) : Number.NaN;
}

async function searched(diary: DiaryClaims, wish: SlotWish): Promise<{ readonly offer: SlotOffer; readonly page: readonly Slot[] }> {
  const window = await diary.window(AUTHORITY, wish.earliestOn, wish.dueOn, NOW);
  const offer = freeSlots(CHAIRS, ROOMS, window, wish, CALENDAR);
  return { offer, page: offer.page(0, PAGE) };
}

/** Throws when a search says anything else than the naive one: of the page always, of the whole list when asked to. */
function agree(offer: SlotOffer, page: readonly Slot[], naive: readonly NaiveSlot[], whole: boolean): void {
  const halves = new Map(naive.toReversed().map((slot) => [`${slot.on} ${slot.from < '12:00'}`, slot]));
  const wanted = naive.filter((slot) => halves.get(`${slot.on} ${slot.from < '12:00'}`) === slot).slice(0, PAGE);
  const same = offer.count === naive.length && isDeepStrictEqual(page.map(plainSlot), wanted) && (!whole || isDeepStrictEqual(offer.all().map(plainSlot), naive));
  if (!same) throw new Error('the search and the naive search do not agree');
}

/** How many times as long the naive search takes, both from what was read already to a page. */
function besideNaive(window: DiaryWindow, wishes: readonly SlotWish[], taken: readonly NaiveTaken[]): number {
  const plain = wishes.map((wish) => plainWish(wish, HOLIDAYS));
  const [first, firstPlain] = [wishes[0] ?? aWish(0), plain[0] ?? plainWish(aWish(0), HOLIDAYS)];
  const rows = timeSideBySide([
    { what: 'the Companion: free times and a page of six', callsARound: WISHES, run: (call) => freeSlots(CHAIRS, ROOMS, window, wishes[call] ?? first, CALENDAR).page(0, PAGE) },
    { what: 'naive intervals with date-fns', callsARound: 1, run: naiveInTurn(plain, firstPlain, taken) },
  ]);
  printTable('µs a search', rows);
  const [ours, naive] = rows;
  return (naive?.median ?? Number.NaN) / (ours?.median ?? Number.NaN);
}

/** Each call of it takes the next wish: one is slow enough to be a round of its own. */
function naiveInTurn(plain: readonly ReturnType<typeof plainWish>[], first: ReturnType<typeof plainWish>, taken: readonly NaiveTaken[]): () => unknown {
  let turn = 0;
  return () => {
    turn += 1;
    return naiveSearch(CHAIRS, ROOMS, taken, plain[turn % plain.length] ?? first);
  };
}

/** The diary's rows as they lie in one store, put into another; gives back how many. */
async function copied(from: TableStore, to: TableStore): Promise<number> {
  let rows = 0;
  for (const month of [FROM.slice(0, 7), TO.slice(0, 7)]) {
    const inserts = [];
    for await (const { etag: _etag, ...row } of from.table('diary').range(`${AUTHORITY}|diary|${month}`, {})) inserts.push({ do: 'insert' as const, row });
    for (let place = 0; place < inserts.length; place += 100) await to.table('diary').transact(inserts.slice(place, place + 100));
    rows += inserts.length;
  }
  return rows;
}

function workingDays(): readonly PlainDate[] {
  const days: PlainDate[] = [];
  for (let on = FROM; on <= TO; on = addCalendarDays(on, 1)) if (!['Saturday', 'Sunday'].includes(weekdayOf(on))) days.push(on);
  return days;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function dateOf(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date === undefined) throw new RangeError(`${text} is not a date`);
  return date;
}

function personOf(number: number): PersonKey {
  const key = personKey('99999999-9999-4999-8999-999999999999', `00000000-0000-4000-8000-${String(number + 1).padStart(12, '0')}`);
  if (key === undefined) throw new RangeError('not a person');
  return key;
}
