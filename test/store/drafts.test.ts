import { describe, expect, test } from 'vitest';
import { machineInstant } from '../../src/calendar/instants.ts';
import { RecordTooLarge } from '../../src/store/columns.ts';
import { type DraftPlace, drafts } from '../../src/store/drafts.ts';
import { StoreFault } from '../../src/store/port.ts';
import { BrokenSeal } from '../../src/store/sealed-box.ts';
import { aKeyRing, anOpenStore, rowsOf } from './support/conference.ts';
import { countingStore } from './support/counting-store.ts';
import { type Loss, losingReplies } from './support/lossy.ts';

const place: DraftPlace = { authority: 'northvale', personKey: 'person.one', key: 'booking' };
const days = (count: number) => machineInstant(1_795_000_000_000 + Math.round(count * 86_400_000));

describe('A draft', () => {
  test('is there again as it was left, and the last one saved counts', async () => {
    const kept = drafts(await anOpenStore(), aKeyRing());
    expect(await kept.load(place, days(0))).toBeUndefined();
    await kept.save(place, { children: [{ label: 'Child A' }] }, days(0));
    await kept.save(place, { children: [] }, days(1));
    expect(await kept.load(place, days(2))).toEqual({ children: [] });
  });

  test('is kept a fortnight from when it was last saved, and not a moment longer', async () => {
    const store = await anOpenStore();
    const kept = drafts(store, aKeyRing());
    await kept.save(place, 'early', days(0));
    await kept.save(place, 'late', days(3));
    expect(await kept.load(place, days(17))).toBe('late');
    expect(await kept.load(place, days(17.001))).toBeUndefined();
    expect(await rowsOf(store, 'drafts', 'northvale|person.one')).toEqual([]);
  });

  test('that nobody asks for again goes too, and one that was saved again stays', async () => {
    const store = await anOpenStore();
    const kept = drafts(store, aKeyRing());
    await kept.save(place, 'forgotten', days(0));
    await kept.save({ ...place, key: 'plan' }, 'early', days(0));
    await kept.save({ ...place, key: 'plan' }, 'late', days(9));
    await kept.sweep('northvale', days(13.9));
    expect(await rowsOf(store, 'drafts', 'northvale|person.one')).toHaveLength(2);
    await kept.sweep('southvale', days(16));
    await kept.sweep('northvale', days(16));
    expect((await rowsOf(store, 'drafts', 'northvale|person.one')).map(({ row }) => row)).toEqual(['plan']);
    expect(await kept.load({ ...place, key: 'plan' }, days(16))).toBe('late');
    await kept.sweep('northvale', days(25));
    expect(await rowsOf(store, 'drafts', 'northvale|person.one')).toEqual([]);
    expect(await rowsOf(store, 'drafts', 'northvale|aging')).toEqual([]);
  });

  test('belongs to one person, one authority and one form', async () => {
    const kept = drafts(await anOpenStore(), aKeyRing());
    await kept.save(place, 'mine', days(0));
    for (const other of [{ personKey: 'person.two' }, { authority: 'southvale' }, { key: 'plan' }]) {
      expect(await kept.load({ ...place, ...other }, days(0))).toBeUndefined();
    }
  });

  test('is gone when it is discarded, once or twice', async () => {
    const kept = drafts(await anOpenStore(), aKeyRing());
    await kept.save(place, 'x', days(0));
    await kept.discard(place);
    await kept.discard(place);
    expect(await kept.load(place, days(0))).toBeUndefined();
  });

  test('may be long, but not longer than a row', async () => {
    const kept = drafts(await anOpenStore(), aKeyRing());
    const long = 'ŵ'.repeat(150_000);
    await kept.save(place, long, days(0));
    expect(await kept.load(place, days(0))).toBe(long);
    await expect(kept.save(place, 'x'.repeat(500_000), days(0))).rejects.toThrow(RecordTooLarge);
  });

  test('shows nothing of what was typed where it lies, and opens nowhere else', async () => {
    const store = await anOpenStore();
    const keyRing = aKeyRing();
    await drafts(store, keyRing).save(place, { name: 'CANARYqhzkvw' }, days(0));
    const [row] = await rowsOf(store, 'drafts', 'northvale|person.one');
    expect(JSON.stringify(row)).not.toMatch(/CANARY|Q0FOQVJ|NBTkFSW|DQU5BUl/);
    await store.table('drafts').insert({ ...row!, partition: 'northvale|person.two' });
    await expect(drafts(store, keyRing).load({ ...place, personKey: 'person.two' }, days(0))).rejects.toThrow(BrokenSeal);
  });
});

describe('A draft that is filled in step by step', () => {
  test('is opened and kept in two requests, the first keeping of a day in one more', async () => {
    const { store, requests } = countingStore(await anOpenStore());
    const kept = drafts(store, aKeyRing());
    expect(await kept.keep(place, 'first', undefined, days(0))).toEqual({ kind: 'kept' });
    expect(requests()).toBe(2);
    const opened = await kept.open(place, days(0.1));
    expect(opened?.value).toBe('first');
    expect(await kept.keep(place, 'second', opened?.handle, days(0.1))).toEqual({ kind: 'kept' });
    expect(requests()).toBe(2);
    const nextDay = await kept.open(place, days(1));
    requests();
    await kept.keep(place, 'third', nextDay?.handle, days(1));
    expect(requests()).toBe(2);
    expect(await kept.load(place, days(1))).toBe('third');
  });

  test('stays as another device left it', async () => {
    const kept = drafts(await anOpenStore(), aKeyRing());
    await kept.keep(place, 'first', undefined, days(0));
    const [phone, laptop] = [await kept.open(place, days(0)), await kept.open(place, days(0))];
    expect(await kept.keep(place, 'by phone', phone?.handle, days(0))).toEqual({ kind: 'kept' });
    expect(await kept.keep(place, 'by laptop', laptop?.handle, days(0))).toEqual({ kind: 'changed' });
    expect(await kept.keep(place, 'as if new', undefined, days(0))).toEqual({ kind: 'changed' });
    expect(await kept.load(place, days(0))).toBe('by phone');
    const again = await kept.open(place, days(0));
    await kept.discard(place);
    expect(await kept.keep(place, 'after all', again?.handle, days(0))).toEqual({ kind: 'changed' });
    expect(await kept.open(place, days(0))).toBeUndefined();
  });

  test.for(['askedAgain', 'unheard'] as const)('is kept once when the reply gets lost, and is %s', async (loss) => {
    const store = await anOpenStore();
    const keyRing = aKeyRing();
    let losses: (Loss | undefined)[] = [];
    const kept = drafts(losingReplies(store, () => losses.shift()), keyRing);
    await kept.keep(place, 'first', undefined, days(0));
    const opened = await kept.open(place, days(0));
    losses = [loss];
    const outcome = kept.keep(place, 'second', opened?.handle, days(0));
    if (loss === 'askedAgain') expect(await outcome).toEqual({ kind: 'kept' });
    else await expect(outcome).rejects.toThrow(StoreFault);
    expect(await drafts(store, keyRing).load(place, days(0))).toBe('second');
  });

  test('is swept a fortnight after it was last kept, on whichever day that was', async () => {
    const store = await anOpenStore();
    const kept = drafts(store, aKeyRing());
    await kept.keep(place, 'first', undefined, days(0));
    await kept.keep(place, 'later', (await kept.open(place, days(3)))?.handle, days(3));
    await kept.sweep('northvale', days(15.5));
    expect(await kept.load(place, days(16))).toBe('later');
    await kept.sweep('northvale', days(19));
    expect(await rowsOf(store, 'drafts', 'northvale|person.one')).toEqual([]);
    expect(await rowsOf(store, 'drafts', 'northvale|aging')).toEqual([]);
  });
});

describe('The list of what somebody has begun', () => {
  test('has their own drafts, the last saved first, none older than a fortnight, in one request', async () => {
    const { store, requests } = countingStore(await anOpenStore());
    const kept = drafts(store, aKeyRing());
    const saved = [['old', 0], ['b', 10], ['a', 10], ['newest', 12]] as const;
    for (const [key, at] of saved) await kept.save({ ...place, key }, { from: key }, days(at));
    await kept.save({ ...place, personKey: 'person.two', key: 'theirs' }, 'x', days(12));
    await kept.save({ ...place, authority: 'southvale', key: 'elsewhere' }, 'x', days(12));
    requests();
    const listed = await kept.list('northvale', 'person.one', days(15));
    expect(requests()).toBe(1);
    expect(listed).toEqual([['newest', 12], ['a', 10], ['b', 10]].map(([key, at]) => ({ key, savedAt: days(Number(at)), value: { from: key } })));
    expect(await kept.list('northvale', 'person.three', days(15))).toEqual([]);
  });
});
