import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { documents } from '../../src/store/documents.ts';
import { anOpenStore } from './support/conference.ts';

const parse = (stored: unknown) => z.object({ count: z.number() }).parse(stored);
const counts = async (kind = 'counts', store = anOpenStore()) => documents({ store: await store, table: 'people', kind, parse });

describe('A document', () => {
  test('never goes back to an earlier version', async () => {
    const ours = await counts();
    expect(await ours.put('northvale', { row: 'a', version: 3, value: { count: 3 } })).toEqual({ kind: 'stored' });
    expect(await ours.put('northvale', { row: 'a', version: 2, value: { count: 2 } })).toEqual({ kind: 'older', version: 3 });
    expect(await ours.put('northvale', { row: 'a', version: 5, value: { count: 5 } })).toEqual({ kind: 'stored' });
    expect(await ours.get('northvale', 'a')).toEqual({ row: 'a', version: 5, value: { count: 5 } });
  });

  test('of the same version is stored already when it is the same, and somebody else’s when it is not', async () => {
    const ours = await counts();
    await ours.put('northvale', { row: 'a', version: 1, value: { count: 1 } });
    expect(await ours.put('northvale', { row: 'a', version: 1, value: { count: 1 } })).toEqual({ kind: 'stored' });
    expect(await ours.put('northvale', { row: 'a', version: 1, value: { count: 2 } })).toEqual({ kind: 'older', version: 1 });
  });

  test('written by many at once ends at the latest version', async () => {
    const ours = await counts();
    await Promise.all([4, 1, 6, 2, 5, 3].map((version) => ours.put('northvale', { row: 'a', version, value: { count: version } })));
    expect((await ours.get('northvale', 'a'))?.version).toBe(6);
  });

  test('is listed with the others of its partition, by row, and not with those of another kind', async () => {
    const store = anOpenStore();
    const [ours, others] = [await counts('counts', store), await counts('other', store)];
    for (const row of ['b', 'a']) await ours.put('northvale', { row, version: 1, value: { count: 1 } });
    await others.put('northvale', { row: 'c', version: 1, value: { count: 1 } });
    await ours.put('southvale', { row: 'd', version: 1, value: { count: 1 } });
    expect((await ours.list('northvale')).map(({ row }) => row)).toEqual(['a', 'b']);
    await ours.remove('northvale', 'a');
    await ours.remove('northvale', 'a');
    expect((await ours.list('northvale')).map(({ row }) => row)).toEqual(['b']);
  });

  test('that is not what it should be is refused as it is read', async () => {
    const store = anOpenStore();
    const loose = documents({ store: await store, table: 'people', kind: 'counts', parse: (stored) => stored });
    await loose.put('northvale', { row: 'a', version: 1, value: { count: 'many' } });
    await expect((await counts('counts', store)).get('northvale', 'a')).rejects.toThrow(z.ZodError);
  });
});
