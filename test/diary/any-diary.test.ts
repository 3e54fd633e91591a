/** Whatever the diary holds and whatever is asked for, the search agrees with one written from the rules alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machineInstant } from '../../src/calendar/instants.ts';
import { addCalendarDays, type PlainDate } from '../../src/calendar/plain-date.ts';
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { chairResource, freeSlots, roomResource, socialWorkerResource, type ChairEntry, type RoomEntry, type SlotWish } from '../../src/diary/search.ts';
import type { DiaryClaims } from '../../src/store/diary-claims.ts';
import { day, WHO } from '../conference/a-conference.ts';
import { aClaim, ALEX, anEmptyDiary, AUTHORITY, CALENDAR, NOW, WISH, windowOf } from './a-diary.ts';
import { plainSlot, plainTaken, plainWish } from './as-plain.ts';
import { naiveSearch, type NaiveTaken } from './naive-search.ts';

/** Over Christmas and New Year, so that holidays and two months are in it. */
const FIRST = day('2026-12-17');
const HOLIDAYS: readonly string[] = englandAndWales.days.map(({ on }) => on);
const PEOPLE = [WHO.chair, WHO.otherChair, WHO.manager, WHO.teacher];
const ROOM_IDS = ['room-1', 'room-2', 'room-3'];

const aDay = fc.integer({ min: 0, max: 20 }).map((days) => addCalendarDays(FIRST, days));
const aSpan = fc.tuple(fc.integer({ min: 14, max: 36 }), fc.integer({ min: 1, max: 8 })).map(([fromCell, length]) => ({ fromCell, toCell: fromCell + length }));
const aPerson = fc.constantFrom(...PEOPLE);
const aResource = fc.oneof(aPerson.map(chairResource), aPerson.map(socialWorkerResource), fc.constantFrom(...ROOM_IDS).map(roomResource));

const chairs: fc.Arbitrary<readonly ChairEntry[]> = fc.subarray(PEOPLE, { minLength: 1 }).chain((people) => fc.tuple(...people.map((person) => fc.record({
  person: fc.constant(person), name: fc.constantFrom('Alex Wren-Example', 'Jo Tarn-Example', 'Kit Moss-Example'), mostADay: fc.integer({ min: 1, max: 3 }),
  weekdays: fc.subarray([1, 2, 3, 4, 5], { minLength: 2 }), hours: fc.record({ from: fc.constantFrom('08:00', '09:00', '09:15'), to: fc.constantFrom('13:00', '16:45', '17:00', '18:30') }),
}))));
const rooms: fc.Arbitrary<readonly RoomEntry[]> = fc.subarray(ROOM_IDS).chain((ids) => fc.tuple(...ids.map((roomId) => fc.record({
  roomId: fc.constant(roomId), name: fc.constantFrom('Alder', 'Birch'), places: fc.constantFrom(6, 8, 12), stepFree: fc.boolean(),
}))));

/** `ended`: a form's claim that is over by the time of the search. */
const claim = fc.record({ resources: fc.uniqueArray(aResource, { minLength: 1, maxLength: 2 }), on: aDay, span: aSpan, kind: fc.constantFrom('booking', 'booking', 'form', 'ended') });
const away = fc.record({ resource: fc.oneof(aPerson.map(chairResource), fc.constantFrom(...ROOM_IDS).map(roomResource)), on: aDay, span: aSpan });
const outlook = fc.record({ person: aPerson, on: aDay, span: aSpan }).map(({ span, ...busy }) => ({ ...busy, ...span }));
const cannot = fc.record({ who: fc.constantFrom('Mother', 'Father', 'Teacher'), on: aDay, holder: fc.boolean(), from: fc.constantFrom('08:00', '10:30', '12:00'), to: fc.constantFrom('12:30', '14:00', '18:00') });

const wish: fc.Arbitrary<SlotWish> = fc.record({
  format: fc.constantFrom('faceToFace', 'hybrid', 'virtual'), minutes: fc.constantFrom(60, 90, 105, 120), familyMinutesBefore: fc.constantFrom(0, 20, 30, 45), gapMinutes: fc.constantFrom(0, 20, 30, 45),
  noticeBefore: fc.integer({ min: 0, max: 5 }), earliestOn: aDay, length: fc.integer({ min: 0, max: 14 }), safe: fc.integer({ min: -1, max: 14 }),
  starts: fc.record({ earliest: fc.constantFrom('08:45', '09:00', '09:30'), latest: fc.constantFrom('15:00', '16:15'), usual: fc.subarray(['09:30', '10:00', '13:30']) }),
  room: fc.constantFrom('needed', 'notNeeded'), stepFree: fc.boolean(), people: fc.constantFrom(4, 8, 12), keepChair: fc.option(aPerson), preferredChair: fc.option(aPerson),
  conflicted: fc.subarray(PEOPLE, { maxLength: 1 }), cannotCome: fc.array(cannot, { maxLength: 8 }), timeOfDay: fc.constantFrom(null, 'morning', 'afternoon'), socialWorker: aPerson, ownClaimId: fc.option(fc.constantFrom('claim-0', 'claim-1', 'claim-2')),
  busyElsewhere: fc.array(outlook, { maxLength: 4 }),
}).map(({ length, safe, conflicted, ...rest }) => ({ ...WISH, ...rest, conflicted: new Set(conflicted), safeBy: addCalendarDays(rest.earliestOn, safe), dueOn: addCalendarDays(rest.earliestOn, length) }));

type Holding = { readonly claims: readonly { resources: string[]; on: PlainDate; span: { fromCell: number; toCell: number }; kind: string }[]; readonly aways: readonly { resource: string; on: PlainDate; span: { fromCell: number; toCell: number } }[] };
const holding: fc.Arbitrary<Holding> = fc.record({ claims: fc.array(claim, { maxLength: 40 }), aways: fc.array(away, { maxLength: 6 }) });

const later = machineInstant(NOW + 60_000);

/** Puts it all into a diary; gives back, plainly, what is taken at `later`. */
async function filled(diary: DiaryClaims, { claims, aways }: Holding): Promise<readonly NaiveTaken[]> {
  const taken: NaiveTaken[] = [];
  const numbered = claims.map((each, place) => ({ ...each, claimId: `claim-${place}` }));
  for (const { resources, on, span, kind, claimId } of [...numbered.filter((each) => each.kind === 'ended'), ...numbered.filter((each) => each.kind !== 'ended')]) {
    const machineNow = kind === 'ended' ? NOW : later;
    const state = kind === 'booking' ? {} : { state: 'form' as const, until: machineInstant(kind === 'ended' ? NOW + 1_000 : later + 1_000) };
    const outcome = await diary.claim(aClaim(resources[0] ?? '', { resources: resources as [string, ...string[]], on, claimId, ...span, machineNow, ...state }));
    if (outcome.kind !== 'taken' && kind !== 'ended') taken.push(...resources.map((resource) => plainTaken('conference', resource, on, span, claimId)));
  }
  for (const [place, { resource, on, span }] of aways.entries()) {
    await diary.setAway(AUTHORITY, resource, `away-${place}`, [{ on, ...span }]);
    taken.push(plainTaken('leave', resource, on, span));
  }
  return taken;
}

describe('any diary', () => {
  it('offers what the rules offer, all of it and in their order', async () => {
    let offered = 0;
    await fc.assert(fc.asyncProperty(chairs, rooms, holding, wish, async (whoever, wherever, held, asked) => {
      const diary = await anEmptyDiary();
      const taken = [...await filled(diary, held), ...asked.busyElsewhere.map((busy) => plainTaken('outlook', busy.person, busy.on, busy))];
      const offer = freeSlots(whoever, wherever, await windowOf(diary, asked, later), asked, CALENDAR);
      const naive = naiveSearch(whoever, wherever, taken, plainWish(asked, HOLIDAYS));
      expect(offer.all().map(plainSlot)).toEqual(naive);
      expect(offer.count).toBe(naive.length);
      offered += naive.length;
    }), { numRuns: 250 });
    // A comparison of empty lists would prove nothing.
    expect(offered).toBeGreaterThan(5_000);
  }, 60_000);

  it('shows on its pages the best of every morning and afternoon, once', async () => {
    await fc.assert(fc.asyncProperty(chairs, holding, wish, fc.integer({ min: 1, max: 7 }), async (whoever, held, asked, size) => {
      const diary = await anEmptyDiary();
      await filled(diary, held);
      const offer = freeSlots(whoever, [], await windowOf(diary, asked, later), { ...asked, room: 'notNeeded' }, CALENDAR);
      const halves = new Map<string, object>();
      for (const slot of offer.all()) if (!halves.has(`${slot.on} ${slot.from < '12:00'}`)) halves.set(`${slot.on} ${slot.from < '12:00'}`, slot);
      const pages = Array.from({ length: Math.ceil(halves.size / size) + 1 }, (_each, page) => offer.page(page, size));
      expect(pages.flat()).toEqual([...halves.values()]);
      expect(pages.slice(0, -2).every((page) => page.length === size)).toBe(true);
      expect(pages.at(-1)).toEqual([]);
    }), { numRuns: 60 });
  });

  it('says the same whoever asks, and in whatever order chairs and rooms are listed', async () => {
    await fc.assert(fc.asyncProperty(chairs, rooms, holding, wish, async (whoever, wherever, held, asked) => {
      const diary = await anEmptyDiary();
      await filled(diary, held);
      const window = await windowOf(diary, asked, later);
      const one = freeSlots(whoever, wherever, window, asked, CALENDAR).all();
      expect(freeSlots(whoever.toReversed(), wherever.toReversed(), window, asked, CALENDAR).all()).toEqual(one);
    }), { numRuns: 60 });
  });
});

it('A chair of a diary in which nothing is taken has every start of every working day', () => {
  // Half past nine to three, on the thirteen working days from 24 November to 10 December.
  expect(freeSlots([ALEX], [], { day: () => ({ etag: undefined, claims: [], away: [] }), rows: () => [] }, WISH, CALENDAR).count).toBe(12 * 13);
});
