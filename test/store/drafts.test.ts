import { describe, expect, test } from 'vitest';
import { machineInstant } from '../../src/calendar/instants.ts';
import { RecordTooLarge } from '../../src/store/columns.ts';
import { type DraftPlace, drafts } from '../../src/store/drafts.ts';
import { BrokenSeal } from '../../src/store/sealed-box.ts';
import { aKeyRing, anOpenStore, rowsOf } from './support/conference.ts';

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
