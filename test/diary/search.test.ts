/** Free times inside the lawful window: which are offered, in what order, and why. */
import { describe, expect, it } from 'vitest';
import { weekdayOf } from '../../src/calendar/plain-date.ts';
import type { ConferenceFormat } from '../../src/conference/events.ts';
import { chairResource, roomResource, socialWorkerResource, slotReasonWords, type CannotCome, type Slot } from '../../src/diary/search.ts';
import { machineInstant } from '../../src/calendar/instants.ts';
import type { PersonKey } from '../../src/people/person.ts';
import { day, WHO } from '../conference/a-conference.ts';
import { aClaim, ALEX, anEmptyDiary, AUTHORITY, JO, LARGE, NOW, search, SMALL, startsOn, windowOf, WISH } from './a-diary.ts';

const TUESDAY = '2026-12-01';
const FULL = { fromCell: 16, toCell: 34 };
const ofAlex = chairResource(ALEX.person);

const best = (...asked: Parameters<typeof search>): Slot => search(...asked).at(0);
const sara = (changes: Partial<CannotCome> = {}): CannotCome => ({ who: 'Mother', on: day(TUESDAY), from: '09:00', to: '12:00', holder: true, ...changes });

describe('a time on offer', () => {
  it('is on a working day of the window, both ends included, and never on a weekend or a bank holiday', () => {
    const window = { earliestOn: day('2026-12-15'), safeBy: day('2027-01-05'), dueOn: day('2027-01-05') };
    const days = [...new Set(search(window).all().map(({ on }) => on))].toSorted();
    // Counted on a calendar: Boxing Day is a Saturday, so the Monday after Christmas is a holiday in its place.
    expect(days).toEqual(['2026-12-15', '2026-12-16', '2026-12-17', '2026-12-18', '2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-04', '2027-01-05']);
  });

  it('is not there where the window has passed or holds no working day', () => {
    expect(search({ earliestOn: day('2026-12-11') }).count).toBe(0);
    expect(search({ earliestOn: day('2026-12-05'), dueOn: day('2026-12-06') }).all()).toEqual([]);
    expect(search({}, { chairs: [] }).page(0, 6)).toEqual([]);
    expect(() => search({}, { chairs: [] }).at(0)).toThrow(RangeError);
  });

  it('leaves the chair twenty minutes with the family inside their own hours, unless nobody is in the room', () => {
    const first = (format: ConferenceFormat, from: string): string | undefined => startsOn(search({ format }, { chairs: [{ ...ALEX, hours: { from, to: '17:00' } }] }).all(), TUESDAY)[0];
    expect(first('faceToFace', '09:30')).toBe('10:00');
    expect(first('hybrid', '09:30')).toBe('10:00');
    expect(first('virtual', '09:30')).toBe('09:30');
    expect(first('hybrid', '09:00')).toBe('09:30');
  });

  it('takes the half-hour before it for the family', () => {
    const atTen = (format: ConferenceFormat) => search({ format }).all().find(({ from }) => from === '10:00');
    expect(atTen('hybrid')).toMatchObject({ fromCell: 19, toCell: 24, from: '10:00', to: '12:00' });
    expect(atTen('virtual')).toMatchObject({ fromCell: 20, toCell: 24 });
  });

  it('ends inside the chair’s hours and begins no later than the latest start', () => {
    const startsWith = (from: string, to: string) => startsOn(search({}, { chairs: [{ ...ALEX, hours: { from, to } }] }).all(), TUESDAY);
    expect(startsWith('09:00', '12:30')).toEqual(['09:30', '10:00', '10:30']);
    expect(startsWith('08:00', '20:00').at(-1)).toBe('15:00');
    expect(startsWith('09:00', '10:30')).toEqual([]);
  });

  it('is on days the chair works', () => {
    const days = search({}, { chairs: [{ ...ALEX, weekdays: [2, 4] }] }).all().map(({ on }) => weekdayOf(on));
    expect(new Set(days)).toEqual(new Set(['Tuesday', 'Thursday']));
  });

  it('is never with a chair who has a conflict of interest, even one who is asked for or had it before', () => {
    const slots = search({ conflicted: new Set([ALEX.person]), keepChair: ALEX.person, preferredChair: ALEX.person }).all();
    expect(slots.length).toBeGreaterThan(0);
    expect(slots.every(({ chair }) => chair.person === JO.person)).toBe(true);
  });
});

describe('what the diary holds', () => {
  it('is not on offer again, nor any time that would touch it, for that chair alone', async () => {
    const diary = await anEmptyDiary();
    await diary.claim(aClaim(ofAlex, { fromCell: 21, toCell: 26 }));
    const slots = search({}, { window: await windowOf(diary) }).all();
    expect(startsOn(slots.filter(({ chair }) => chair.person === ALEX.person), TUESDAY)).toEqual(['13:30', '14:00', '14:30', '15:00']);
    expect(startsOn(slots.filter(({ chair }) => chair.person === JO.person), TUESDAY)).toContain('11:00');
  });

  it('keeps the gap between two conferences of a chair, and none in a room', async () => {
    const diary = await anEmptyDiary();
    await diary.claim(aClaim(ofAlex, { resources: [ofAlex, roomResource(LARGE.roomId)], fromCell: 21, toCell: 26 }));
    const window = await windowOf(diary);
    const starts = (gapMinutes: number, chair = ALEX) => startsOn(search({ gapMinutes, room: 'needed', people: 10 }, { chairs: [chair], window }).all(), TUESDAY);
    expect(starts(0)).toEqual(['13:30', '14:00', '14:30', '15:00']);
    expect(starts(30)).toEqual(['14:00', '14:30', '15:00']);
    expect(starts(45)).toEqual(['14:30', '15:00']);
    expect(starts(45, JO)).toEqual(['13:30', '14:00', '14:30', '15:00']);
  });

  it('counts leave and Outlook without a gap, and leave not towards how many a day', async () => {
    const diary = await anEmptyDiary();
    await diary.setAway(AUTHORITY, ofAlex, 'leave-1', [{ on: day(TUESDAY), fromCell: 16, toCell: 24 }]);
    const parts = { chairs: [{ ...ALEX, mostADay: 1 }], window: await windowOf(diary) };
    expect(startsOn(search({ gapMinutes: 30 }, parts).all(), TUESDAY)).toEqual(['12:30', '13:00', '13:30', '14:00', '14:30', '15:00']);
    const busyElsewhere = [{ person: ALEX.person, on: day(TUESDAY), fromCell: 28, toCell: 29 }, { person: WHO.outsider, on: day('2026-12-02'), ...FULL }];
    expect(startsOn(search({ gapMinutes: 30, busyElsewhere }, parts).all(), TUESDAY)).toEqual(['15:00']);
    expect(startsOn(search({ busyElsewhere }, parts).all(), '2026-12-02')).toHaveLength(12);
  });

  it('is no more than a chair takes on one day', async () => {
    const diary = await anEmptyDiary();
    await diary.claim(aClaim(ofAlex, { fromCell: 18, toCell: 20 }));
    const window = await windowOf(diary);
    expect(startsOn(search({}, { chairs: [{ ...ALEX, mostADay: 1 }], window }).all(), TUESDAY)).toEqual([]);
    expect(startsOn(search({}, { chairs: [{ ...ALEX, mostADay: 2 }], window }).all(), TUESDAY)).not.toEqual([]);
  });

  it('is no time for a case of the social worker who has a conference then, whichever chair is free, and is for anybody else', async () => {
    const diary = await anEmptyDiary();
    await diary.claim(aClaim(ofAlex, { resources: [ofAlex, socialWorkerResource(WHO.socialWorker)], fromCell: 21, toCell: 26 }));
    const window = await windowOf(diary);
    const starts = (socialWorker: PersonKey) => startsOn(search({ socialWorker }, { chairs: [JO], window }).all(), TUESDAY);
    expect(starts(WHO.socialWorker)).toEqual(['13:30', '14:00', '14:30', '15:00']);
    expect(starts(WHO.teacher)).toHaveLength(12);
  });

  it('does not stand in the way of the form that keeps it, and ends by itself for everybody else', async () => {
    const diary = await anEmptyDiary();
    const until = machineInstant(NOW + 600_000);
    await diary.claim(aClaim(ofAlex, { claimId: 'own-form', state: 'form', until, ...FULL }));
    const starts = async (ownClaimId: string | null, at = NOW) => startsOn(search({ ownClaimId }, { chairs: [ALEX], window: await windowOf(diary, WISH, at) }).all(), TUESDAY);
    expect(await starts(null)).toEqual([]);
    expect(await starts('own-form')).toHaveLength(12);
    expect(await starts(null, until)).toHaveLength(12);
  });
});

describe('the room', () => {
  it('is the smallest that everybody fits in, step-free where that is needed, and none for a meeting on screen', () => {
    expect(best({ room: 'needed', people: 6 }).room).toBe(SMALL);
    expect(best({ room: 'needed', people: 9 }).room).toBe(LARGE);
    expect(best({ room: 'needed', people: 6, stepFree: true }).room).toBe(LARGE);
    expect(best({ room: 'notNeeded' }).room).toBeNull();
    expect(search({ room: 'needed', people: 21 }).count).toBe(0);
  });

  it('is the next larger one while the smallest is taken or out of use, and there is no time without one', async () => {
    const diary = await anEmptyDiary();
    await diary.claim(aClaim(roomResource(SMALL.roomId), { fromCell: 19, toCell: 24 }));
    await diary.setAway(AUTHORITY, roomResource(LARGE.roomId), 'repairs', [{ on: day(TUESDAY), fromCell: 22, toCell: 34 }]);
    const slots = search({ room: 'needed', people: 4 }, { chairs: [ALEX], window: await windowOf(diary) }).all().filter(({ on }) => on === TUESDAY);
    expect(slots.map(({ from, room }) => `${from} ${room?.roomId}`).toSorted()).toEqual(['12:30 room-small', '13:00 room-small', '13:30 room-small', '14:00 room-small', '14:30 room-small', '15:00 room-small']);
    const short = search({ room: 'needed', people: 4, minutes: 60 }, { chairs: [ALEX], window: await windowOf(diary) }).all();
    expect(short.find(({ on, from }) => on === TUESDAY && from === '10:00')?.room).toBe(LARGE);
  });
});

describe('the order', () => {
  it('has a usual start of the first day with enough notice first, and short notice at the end rather than not at all', () => {
    const slots = search().all();
    expect(slots[0]).toMatchObject({ on: '2026-11-30', from: '10:00', noticeDays: 5, late: false });
    expect(slots[1]).toMatchObject({ on: '2026-11-30', from: '10:00' });
    expect(slots[2]).toMatchObject({ on: '2026-11-30', from: '13:30' });
    expect(slots.at(-1)).toMatchObject({ on: '2026-11-27', noticeDays: 4 });
    expect(Math.min(...slots.map(({ noticeDays }) => noticeDays))).toBe(1);
    expect(best({ noticeBefore: 4 })).toMatchObject({ on: '2026-11-24', noticeDays: 5 });
  });

  it('has every late day after every other, later even than short notice', () => {
    const slots = search({ safeBy: day('2026-11-25') }).all();
    expect(slots.findIndex(({ late }) => late)).toBe(slots.filter(({ late }) => !late).length);
    expect(slots[0]).toMatchObject({ on: '2026-11-24', late: false, noticeDays: 1 });
    expect(new Set(slots.filter(({ late }) => late).map(({ on }) => on > '2026-11-25'))).toEqual(new Set([true]));
  });

  it('hides no time at which a parent cannot come, and has it after all others, late ones too', () => {
    const slots = search({ cannotCome: [sara()], safeBy: day('2026-12-02') }).all();
    const out = slots.filter(({ cannotCome }) => cannotCome.length > 0);
    // Half past nine to half past eleven, for two chairs: whatever begins before noon.
    expect(out).toHaveLength(10);
    expect(out.every(({ on, from }) => on === TUESDAY && from < '12:00')).toBe(true);
    expect(slots.slice(-10)).toEqual(out);
  });

  it('lets the earliest day wait for anybody else who cannot come, but not for the chair, the limit or the notice', () => {
    const monday = day('2026-11-30');
    const cannotCome = [sara({ who: 'Teacher', holder: false, on: monday, from: '08:00', to: '18:00' })];
    expect(best({ cannotCome })).toMatchObject({ on: TUESDAY, cannotCome: [] });
    const slots = search({ cannotCome, keepChair: JO.person, dueOn: day(TUESDAY), safeBy: monday }, {}).all();
    expect(slots.findIndex(({ on, chair }) => on === monday && chair.person === JO.person)).toBeLessThan(slots.findIndex(({ chair }) => chair.person === ALEX.person));
    expect(slots.findIndex(({ on }) => on === monday)).toBeLessThan(slots.findIndex(({ on }) => on === TUESDAY));
  });

  it('counts somebody out once, however often they say so, and up to the very minute', () => {
    const twice = [sara(), sara({ from: '10:00', to: '11:00' }), sara({ who: 'Father', from: '12:00', to: '13:00' })];
    const at = (from: string) => search({ cannotCome: twice }).all().find((slot) => slot.on === TUESDAY && slot.from === from)?.cannotCome;
    expect(at('10:00')).toEqual(['Mother']);
    expect(at('11:30')).toEqual(['Mother', 'Father']);
    expect(at('12:00')).toEqual(['Father']);
    expect(at('13:00')).toEqual([]);
  });

  it('has the chair of before first, then the one who is asked for, then whoever has least booked, then by name', async () => {
    expect(best({ keepChair: JO.person, preferredChair: ALEX.person }).chair.person).toBe(JO.person);
    expect(best({ preferredChair: JO.person }).chair.person).toBe(JO.person);
    expect(best().chair.person).toBe(ALEX.person);
    const diary = await anEmptyDiary();
    await diary.claim(aClaim(ofAlex, { on: day('2026-12-09') }));
    expect(best({}, { window: await windowOf(diary) }).chair.person).toBe(JO.person);
  });

  it('has the half of the day that is asked for first, of the same day', () => {
    const slots = search({ timeOfDay: 'afternoon' }).all();
    expect(slots[0]).toMatchObject({ on: '2026-11-30', from: '13:30' });
    expect(slots.findIndex(({ from }) => from === '12:00')).toBeLessThan(slots.findIndex(({ from }) => from === '10:00'));
    expect(slots.findIndex(({ from }) => from === '10:00')).toBeLessThan(slots.findIndex(({ on }) => on === TUESDAY));
  });
});

describe('the reasons', () => {
  it('say what decided, the weightiest first, in words', async () => {
    const diary = await anEmptyDiary();
    await diary.claim(aClaim(chairResource(JO.person), { on: day('2026-12-09') }));
    const first = best({ cannotCome: [sara({ who: 'Child A’s mother' })], keepChair: ALEX.person, preferredChair: ALEX.person, timeOfDay: 'morning' }, { window: await windowOf(diary) });
    expect(first.reasons).toEqual(['everyoneCanCome', 'enoughNotice', 'sameChair', 'preferredChair', 'earliest', 'timeOfDay', 'usualTime', 'lightestLoad']);
    expect(slotReasonWords(first)).toBe('nobody said they cannot come then; 5 working days for reports and invitations; the same chair as before');
  });

  it('say who cannot come, that a day is late, and how short the notice is', () => {
    const slots = search({ cannotCome: [sara({ on: day('2026-11-24') })], safeBy: day('2026-11-23') }).all();
    const last = slots.at(-1);
    expect(last).toMatchObject({ on: '2026-11-24', noticeDays: 1 });
    expect(last === undefined ? '' : slotReasonWords(last)).toBe('Mother cannot come then; later than the safest reading of the limit; only 1 working day for reports and invitations');
    const second = slots.find(({ on }) => on === '2026-11-25');
    expect(second === undefined ? '' : slotReasonWords(second)).toContain('only 2 working days');
  });

  it.each([
    ['the first day with enough notice, while earlier ones have too little', '2026-11-30', 'the earliest day with enough notice'],
    ['the first day of all', '2026-11-24', 'the earliest day of these'],
  ])('call earliest only what is: %s', (_what, on, words) => {
    const slots = search().all();
    const found = slots.find((slot) => slot.on === on);
    expect(found === undefined ? '' : slotReasonWords(found)).toContain(words);
    for (const slot of slots) expect([slot.on, slot.reasons.includes('earliest')]).toEqual([slot.on, slot.on === '2026-11-24' || slot.on === '2026-11-30']);
  });

  it('do not call a day the earliest when another chair has time before', async () => {
    const diary = await anEmptyDiary();
    await diary.setAway(AUTHORITY, ofAlex, 'leave-1', [{ on: day('2026-11-30'), fromCell: 0, toCell: 48 }]);
    const first = best({ keepChair: ALEX.person }, { window: await windowOf(diary) });
    expect(first).toMatchObject({ on: TUESDAY, chair: { person: ALEX.person } });
    expect(first.reasons).not.toContain('earliest');
  });

  it('say nothing of a chair, a time of day or an absence that nobody spoke of', () => {
    expect(best().reasons).toEqual(['enoughNotice', 'earliest', 'usualTime']);
    expect(best({ starts: { ...WISH.starts, usual: [] } }).reasons).toEqual(['enoughNotice', 'earliest']);
  });
});

describe('a page', () => {
  it('has a morning and an afternoon of different days, at usual starts', () => {
    const page = search().page(0, 6);
    expect(page.map(({ from }) => from)).toEqual(['10:00', '13:30', '10:00', '13:30', '10:00', '13:30']);
    expect(page.map(({ on }) => on)).toEqual(['2026-11-30', '2026-11-30', '2026-12-01', '2026-12-01', '2026-12-02', '2026-12-02']);
  });

  it('goes on where the one before ended, and ends', () => {
    const offer = search();
    const pages = Array.from({ length: 6 }, (_each, page) => offer.page(page, 6)).flat();
    const halves = pages.map(({ on, from }) => `${on} ${from < '12:00'}`);
    expect(new Set(halves).size).toBe(halves.length);
    // Thirteen working days, two halves each.
    expect(halves).toHaveLength(26);
    expect(offer.page(5, 6)).toEqual([]);
    expect(offer.page(4, 6)).toHaveLength(2);
  });
});
