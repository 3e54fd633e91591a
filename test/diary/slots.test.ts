/** Free times inside the lawful window. The last days are counted by hand on a calendar; nothing of ours is asked for them. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAuthority } from '../../bot/authority.ts';
import { chairResource, slotsOnOffer, type OfferParts } from '../../bot/booking/slots-on-offer.ts';
import { machineInstant } from '../../src/calendar/instants.ts';
import { addCalendarDays, weekdayOf, type PlainDate } from '../../src/calendar/plain-date.ts';
import type { ConferenceFormat } from '../../src/conference/events.ts';
import { freeSlots, offerPage, type ChairDiary, type Slot, type SlotWindow } from '../../src/diary/slots.ts';
import { diaryClaims } from '../../src/store/diary-claims.ts';
import { memoryStore } from '../../src/store/memory/memory-store.ts';
import { day, WHO } from '../conference/a-conference.ts';
import { nottinghamshireRulebook } from '../procedures/nottinghamshire-rulebook.ts';

const book = nottinghamshireRulebook();
const authority = parseAuthority(readFileSync(join(import.meta.dirname, '../../local/authority.json'), 'utf8'));
const [alex] = authority.people.filter(({ roles }) => roles.includes('chair'));

async function anOffice(): Promise<OfferParts> {
  const store = memoryStore();
  await store.open();
  return { book, authority, diary: diaryClaims(store) };
}

async function offered(s47: string, today: string, format: ConferenceFormat = 'hybrid', office?: OfferParts): Promise<readonly Slot[]> {
  return (await slotsOnOffer(office ?? (await anOffice()), { s47InitiatedOn: day(s47), format, today: day(today), page: 0 })).all;
}

const lastOf = (slots: readonly Slot[]): string | undefined => slots.map(({ on }) => on).toSorted().at(-1);

describe('the last day on offer', () => {
  it.each([
    ['an ordinary month', '2026-11-20', '2026-12-10'],
    ['a Christmas with its Monday in place of Boxing Day', '2026-12-07', '2026-12-29'],
    ['Christmas and New Year together', '2026-12-11', '2027-01-05'],
    ['the Tuesday after Easter, when the fifteenth day would be Good Friday', '2027-03-08', '2027-03-30'],
    ['an Easter in the middle', '2027-03-09', '2027-03-31'],
    ['the early May holiday', '2027-04-19', '2027-05-10'],
  ])('is the fifteenth working day and never the sixteenth: %s', async (_when, s47, fifteenth) => {
    const slots = await offered(s47, s47);
    expect(lastOf(slots)).toBe(fifteenth);
    expect(slots.some(({ late }) => late)).toBe(false);
  });

  it('is marked late where only the kinder reading of a weekend’s enquiry allows it', async () => {
    const slots = await offered('2026-11-21', '2026-11-23');
    expect(lastOf(slots)).toBe('2026-12-11');
    expect(slots.filter(({ late }) => late).every(({ on }) => on === '2026-12-11')).toBe(true);
    expect(slots.filter(({ on }) => on === '2026-12-11').every(({ late }) => late)).toBe(true);
    expect(slots.some(({ on, late }) => on === '2026-12-10' && !late)).toBe(true);
  });

  it('leaves nothing on offer once it has passed', async () => {
    expect(await offered('2026-11-20', '2026-12-10')).toEqual([]);
    expect(await offered('2026-11-20', '2027-02-01')).toEqual([]);
  });

  it('never comes with a day that has begun: the first is the next working day', async () => {
    const slots = await offered('2026-11-20', '2026-11-27');
    expect(slots.map(({ on }) => on).toSorted()[0]).toBe('2026-11-30');
  });
});

describe('a time on offer', () => {
  it('is never on a weekend or a holiday', async () => {
    const days = new Set((await offered('2026-12-14', '2026-12-14')).map(({ on }) => on));
    for (const on of days) expect(['Saturday', 'Sunday']).not.toContain(weekdayOf(on));
    for (const holiday of ['2026-12-25', '2026-12-28', '2027-01-01']) expect(days.has(day(holiday))).toBe(false);
    expect(days.has(day('2026-12-29'))).toBe(true);
  });

  it('leaves the chair twenty minutes with the family inside their own hours, unless nobody is in the room', () => {
    const first = (format: ConferenceFormat, from: string): string | undefined => freeSlots([aChair({ hours: { from, to: '17:00' } })], { ...WINDOW, format }, book.calendar)[0]?.from;
    expect(first('faceToFace', '09:30')).toBe('10:00');
    expect(first('hybrid', '09:30')).toBe('10:00');
    expect(first('virtual', '09:30')).toBe('09:30');
    expect(first('hybrid', '09:00')).toBe('09:30');
  });

  it('takes the half-hour before it for the family', () => {
    const slots = freeSlots([aChair()], WINDOW, book.calendar).filter(({ from }) => from === '10:00');
    expect(slots[0]).toMatchObject({ fromCell: 19, toCell: 24, from: '10:00', to: '12:00' });
    const online = freeSlots([aChair()], { ...WINDOW, format: 'virtual' }, book.calendar).filter(({ from }) => from === '10:00');
    expect(online[0]).toMatchObject({ fromCell: 20, toCell: 24 });
  });

  it('ends inside the chair’s hours and begins no later than the latest start', () => {
    const short = freeSlots([aChair({ hours: { from: '09:00', to: '12:30' } })], WINDOW, book.calendar);
    expect(short.map(({ to }) => to).toSorted().at(-1)).toBe('12:30');
    expect(freeSlots([aChair({ hours: { from: '08:00', to: '20:00' } })], WINDOW, book.calendar).map(({ from }) => from).toSorted().at(-1)).toBe('15:00');
    expect(freeSlots([aChair({ hours: { from: '09:00', to: '10:30' } })], WINDOW, book.calendar)).toEqual([]);
  });

  it('comes with enough notice first, and with a short notice rather than not at all', async () => {
    const slots = await offered('2026-11-20', '2026-11-23');
    const notices = slots.map(({ noticeDays }) => noticeDays);
    expect(notices[0]).toBe(5);
    expect(notices.at(-1)).toBe(4);
    expect(Math.min(...notices)).toBe(1);
  });

  it('is not on offer again once it is claimed, nor any that would touch it, for that chair alone', async () => {
    const parts = await anOffice();
    if (alex === undefined) throw new Error('there is no chair');
    const on = day('2026-12-01');
    await parts.diary.claim({ authority: authority.id, on, resources: [chairResource(alex.person)], claimId: 'claim-1', conferenceId: 'conference-1', fromCell: 21, toCell: 26, machineNow: machineInstant(0) });
    const slots = (await offered('2026-11-20', '2026-11-23', 'hybrid', parts)).filter((slot) => slot.on === on);
    expect(slots.filter(({ chair }) => chair.person === alex.person).map(({ from }) => from)).toEqual(['13:30', '14:00', '14:30', '15:00']);
    expect(slots.filter(({ chair }) => chair.person !== alex.person).map(({ from }) => from)).toContain('11:00');
  });
});

const WINDOW: SlotWindow = {
  format: 'hybrid', minutes: 120, familyMinutesBefore: 20, earliestOn: day('2026-11-24'), safeBy: day('2026-12-10'), dueOn: day('2026-12-10'), starts: { earliest: '09:00', latest: '15:00' },
};

function aChair(changes: Partial<ChairDiary> = {}): ChairDiary {
  return { person: WHO.chair, name: 'Alex Wren-Example', hours: { from: '09:00', to: '17:00' }, busy: new Map(), ...changes };
}

describe('any diary', () => {
  const busyDay = fc.array(fc.boolean(), { minLength: 48, maxLength: 48 });
  const busyDays = fc.dictionary(fc.integer({ min: 0, max: 16 }).map((days) => addCalendarDays(WINDOW.earliestOn, days)), busyDay, { maxKeys: 10 })
    .map((days) => new Map(Object.entries(days) as [PlainDate, boolean[]][]));

  it('offers every start whose half-hours are all free, and no other', () => {
    fc.assert(fc.property(busyDays, (busy) => {
      const slots = freeSlots([aChair({ busy })], WINDOW, book.calendar);
      const found = new Set(slots.map(({ on, from }) => `${on} ${from}`));
      expect(found.size).toBe(slots.length);
      for (let days = 0; days <= 16; days += 1) {
        const on = addCalendarDays(WINDOW.earliestOn, days);
        if (['Saturday', 'Sunday'].includes(weekdayOf(on))) continue;
        // Starts from half past nine (cell 19, the family in cell 18) to three o'clock (cell 30), two hours long.
        for (let cell = 19; cell <= 30; cell += 1) {
          const taken = busy.get(on) ?? [];
          const free = [cell - 1, cell, cell + 1, cell + 2, cell + 3].every((each) => taken[each] !== true);
          const from = `${String(Math.floor(cell / 2)).padStart(2, '0')}:${cell % 2 === 0 ? '00' : '30'}`;
          expect([on, from, found.has(`${on} ${from}`)]).toEqual([on, from, free]);
        }
      }
    }), { numRuns: 60 });
  });

  it('shows on one page at most one morning and one afternoon of a day, and each time on one page only', () => {
    fc.assert(fc.property(busyDays, busyDays, (first, second) => {
      const slots = freeSlots([aChair({ busy: first }), aChair({ person: WHO.otherChair, name: 'Jo Tarn-Example', busy: second })], WINDOW, book.calendar);
      const pages = Array.from({ length: 6 }, (_, page) => offerPage(slots, ['10:00', '13:30'], page, 6));
      const shown = pages.flat().map((slot) => `${slot.on} ${slot.from < '12:00'}`);
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown.length).toBe(new Set(slots.map((slot) => `${slot.on} ${slot.from < '12:00'}`)).size);
      expect(pages.flat().every((slot) => slots.includes(slot))).toBe(true);
    }), { numRuns: 60 });
  });

  it('prefers the usual starts, and the chair with less in the diary', () => {
    const full = new Map([[day('2026-12-09'), Array.from({ length: 48 }, () => true)]]);
    const slots = freeSlots([aChair({ busy: full }), aChair({ person: WHO.otherChair, name: 'Jo Tarn-Example' })], WINDOW, book.calendar);
    const page = offerPage(slots, ['10:00', '13:30'], 0, 6);
    expect(page.map(({ from }) => from)).toEqual(['10:00', '13:30', '10:00', '13:30', '10:00', '13:30']);
    expect(new Set(page.map(({ on }) => on)).size).toBe(3);
    expect(page.every(({ chair }) => chair.person === WHO.otherChair)).toBe(true);
  });
});
