import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConferenceErased, NoSuchConference, RecordTooLarge } from '../../src/store/conference-log.ts';
import { localKeyRing, masterKeysFrom, newMasterKeyLine, UnknownMasterKey } from '../../src/store/key-ring.ts';
import type { Table, TableStore } from '../../src/store/port.ts';
import { type OwnTables, ownTables } from './support/azurite.ts';
import { countingStore } from './support/counting-store.ts';
import { aKeyRing, aLog, anAddress, anEntry, anEvent, anOpenStore, partitionOf, rowsOf, textsOf, withNotes } from './support/conference.ts';

let azurite: OwnTables;
let memory: TableStore;
beforeAll(async () => {
  [azurite, memory] = await Promise.all([ownTables(), anOpenStore()]);
});
afterAll(() => azurite.close());

describe.for([
  ['in memory', () => memory],
  ['in Azure Tables', () => azurite.store],
] as const)('The log of a conference, %s', ([, store]) => {
  const log = () => aLog(store());

  test('stands at version 0 with nothing to read before the conference begins', async () => {
    const address = anAddress();
    expect(await log().head(address)).toBe(0);
    expect(await log().read(address, 0)).toEqual({ version: 0, events: [] });
    expect(await log().verify(address)).toEqual({ ok: true, events: 0 });
  });

  test('gives back what was appended, in order, with who did it and when', async () => {
    const [ours, address] = [log(), anAddress()];
    const events = [anEvent('first'), { type: 'stepEntered', schema: 3, data: { stepId: 'welcome', with: ['é', '☃', null, 0.5] } }];
    const entry = anEntry(0, { events, at: '2026-12-21T10:15:00.000Z', by: 'person' });
    expect(await ours.append(address, entry)).toEqual({ kind: 'appended', version: 2 });
    expect(await ours.read(address, 0)).toEqual({
      version: 2,
      events: events.map((event, index) => ({ ...event, version: index + 1, at: '2026-12-21T10:15:00.000Z', by: 'person' })),
    });
  });

  test('reads only what came after the version asked for', async () => {
    const [ours, address] = [log(), anAddress()];
    await withNotes(ours, address, 12);
    const { version, events } = await ours.read(address, 9);
    expect([version, textsOf(events)]).toEqual([12, ['note 10', 'note 11', 'note 12']]);
    expect(await ours.read(address, 12)).toEqual({ version: 12, events: [] });
  });

  test('tells a writer who decided on an old version that somebody else wrote meanwhile', async () => {
    const [ours, address] = [log(), anAddress()];
    await withNotes(ours, address, 3);
    expect(await ours.append(address, anEntry(2))).toEqual({ kind: 'conflict', version: 3 });
    expect(await ours.append(address, anEntry(7))).toEqual({ kind: 'conflict', version: 3 });
    expect(await ours.append(address, anEntry(0))).toEqual({ kind: 'conflict', version: 3 });
    expect(await ours.head(address)).toBe(3);
  });

  test('has one effect of an act that comes twice, and says where it is on record', async () => {
    const [ours, address] = [log(), anAddress()];
    const operation = { key: 'act1', inputs: 'inputs1' };
    await withNotes(ours, address, 1);
    expect(await ours.append(address, anEntry(1, { operation }))).toEqual({ kind: 'appended', version: 2 });
    expect(await ours.append(address, anEntry(1, { operation }))).toEqual({ kind: 'repeated', version: 2 });
    // Sent again by somebody who has the newest state: still the same act.
    expect(await ours.append(address, anEntry(2, { operation }))).toEqual({ kind: 'repeated', version: 2 });
    expect(await ours.append(address, anEntry(2, { operation: { ...operation, inputs: 'inputs2' } }))).toEqual({ kind: 'changedInputs', version: 2 });
    expect(await ours.head(address)).toBe(2);
    expect(await ours.recordedOperation(address, 'act1')).toEqual({ version: 2, inputs: 'inputs1' });
    expect(await ours.recordedOperation(address, 'act2')).toBeUndefined();
  });

  test('keeps one reaction, from the first event nobody has reacted to', async () => {
    const [ours, address] = [log(), anAddress()];
    await ours.append(address, anEntry(0));
    expect(await ours.pendingReaction(address)).toBeUndefined();
    await ours.append(address, anEntry(1, { react: true, events: [anEvent('a'), anEvent('b')] }));
    await ours.append(address, anEntry(3, { react: true }));
    expect(await ours.pendingReaction(address)).toEqual({ fromVersion: 2 });
    // Somebody reacted to what stood at version 3, while version 4 was being appended.
    await ours.settleReaction(address, 3);
    expect(await ours.pendingReaction(address)).toEqual({ fromVersion: 2 });
    await ours.settleReaction(address, 4);
    expect(await ours.pendingReaction(address)).toBeUndefined();
    await ours.settleReaction(address, 4);
    await ours.append(address, anEntry(4, { react: true }));
    expect(await ours.pendingReaction(address)).toEqual({ fromVersion: 5 });
  });

  test('appends all the same when a reaction is settled at that very moment', async () => {
    const address = anAddress();
    const keyRing = localKeyRing(masterKeysFrom(newMasterKeyLine('a')));
    const other = aLog(store(), { keyRing });
    await other.append(address, anEntry(0, { react: true }));
    const ours = aLog(beforeEachTransaction(store(), () => other.settleReaction(address, 1)), { keyRing });
    expect(await ours.append(address, anEntry(1, { react: true }))).toEqual({ kind: 'appended', version: 2 });
    expect(await ours.pendingReaction(address)).toEqual({ fromVersion: 2 });
  });

  test('carries an event far longer than a column, and refuses one too long before writing anything', async () => {
    const [ours, address] = [log(), anAddress()];
    const long = 'Mae’r plentyn yn dweud 💬 '.repeat(8_000);
    expect(await ours.append(address, anEntry(0, { events: [anEvent(long), anEvent('after')] }))).toMatchObject({ kind: 'appended' });
    expect(textsOf((await ours.read(address, 0)).events)).toEqual([long, 'after']);
    await expect(ours.append(address, anEntry(2, { events: [anEvent('x'.repeat(400_000))] }))).rejects.toThrow(RecordTooLarge);
    const manyLong = Array.from({ length: 4 }, () => anEvent('x'.repeat(200_000)));
    await expect(ours.append(address, anEntry(2, { events: manyLong }))).rejects.toThrow(RecordTooLarge);
    expect(await ours.head(address)).toBe(2);
    expect(await ours.verify(address)).toEqual({ ok: true, events: 2 });
  });

  test('takes twenty events at once, and neither none nor twenty-one', async () => {
    const [ours, address] = [log(), anAddress()];
    const notes = (count: number) => Array.from({ length: count }, (_, n) => anEvent(`note ${n + 1}`));
    expect(await ours.append(address, anEntry(0, { events: notes(20) }))).toEqual({ kind: 'appended', version: 20 });
    await expect(ours.append(address, anEntry(20, { events: notes(21) }))).rejects.toThrow(RangeError);
    await expect(ours.append(address, anEntry(20, { events: [] }))).rejects.toThrow(RangeError);
  });

  test('keeps the family record with the events it belongs to, and changes it only for whoever has seen it', async () => {
    const [ours, address] = [log(), anAddress()];
    await expect(ours.family.write(address, {})).rejects.toThrow(NoSuchConference);
    await ours.append(address, anEntry(0, { family: { surname: 'Exemplar' } }));
    const first = await ours.family.read(address);
    expect(first?.record).toEqual({ surname: 'Exemplar' });
    expect(await ours.family.write(address, { surname: 'Other' })).toEqual({ kind: 'conflict', why: 'exists' });
    expect(await ours.family.write(address, { surname: 'Sample' }, first?.etag)).toMatchObject({ kind: 'written' });
    expect(await ours.family.write(address, { surname: 'Other' }, first?.etag)).toEqual({ kind: 'conflict', why: 'changed' });
    expect((await ours.family.read(address))?.record).toEqual({ surname: 'Sample' });
    await ours.append(address, anEntry(1, { family: { surname: 'Third' } }));
    expect((await ours.family.read(address))?.record).toEqual({ surname: 'Third' });
  });

  test('leaves no family record behind when the events it came with were not appended', async () => {
    const [ours, address] = [log(), anAddress()];
    await withNotes(ours, address, 1);
    expect(await ours.append(address, anEntry(0, { family: { surname: 'Exemplar' } }))).toEqual({ kind: 'conflict', version: 1 });
    expect(await ours.family.read(address)).toBeUndefined();
  });

  test('keeps two authorities and two conferences apart', async () => {
    const [ours, address] = [log(), anAddress()];
    await withNotes(ours, address, 2);
    expect(await ours.head({ ...address, authority: 'southvale' })).toBe(0);
    expect(await ours.head({ ...address, conferenceId: `${address.conferenceId}0` })).toBe(0);
    await expect(ours.head({ authority: 'north|c', conferenceId: 'x' })).rejects.toThrow(RangeError);
  });
});

describe('Older events', () => {
  test('come out in the newest schema, one step after another', async () => {
    const store = await anOpenStore();
    const keyRing = localKeyRing(masterKeysFrom(newMasterKeyLine('a')));
    const address = anAddress();
    await aLog(store, { keyRing }).append(address, anEntry(0, { events: [anEvent('a'), { type: 'noteTaken', schema: 2, data: { words: 'b' } }, anEvent('c', 'other')] }));
    const upcasters = {
      noteTaken: { 1: (data: unknown) => ({ words: (data as { text: string }).text }), 2: (data: unknown) => ({ ...(data as object), private: false }) },
    };
    const { events } = await aLog(store, { keyRing, upcasters }).read(address, 0);
    expect(events.map(({ schema, data }) => [schema, data])).toEqual([
      [3, { words: 'a', private: false }],
      [3, { words: 'b', private: false }],
      [1, { text: 'c' }],
    ]);
  });
});

describe('Conference keys', () => {
  test('serve more conferences than are kept in memory', async () => {
    const log = aLog(await anOpenStore(), { cachedKeys: 2 });
    const addresses = Array.from({ length: 6 }, anAddress);
    for (const address of addresses) await withNotes(log, address, 2, address.conferenceId);
    for (const address of addresses) expect(textsOf((await log.read(address, 1)).events)).toEqual([`${address.conferenceId} 2`]);
  });

  test('stay readable when a new master key is put in front of the old one, and not when the old one is gone', async () => {
    const store = await anOpenStore();
    const address = anAddress();
    const [older, newer] = [newMasterKeyLine('2025'), newMasterKeyLine('2026')];
    const ring = (text: string) => ({ keyRing: localKeyRing(masterKeysFrom(text)) });
    await withNotes(aLog(store, ring(older)), address, 1);
    expect(await aLog(store, ring(newer + older)).read(address, 0)).toMatchObject({ version: 1 });
    await expect(aLog(store, ring(newer)).read(address, 0)).rejects.toThrow(UnknownMasterKey);
  });
});

describe('What lies in the store', () => {
  test('shows nothing of what was said, in any encoding', async () => {
    const store = await anOpenStore();
    const [log, address, canary] = [aLog(store), anAddress(), 'CANARYqhzkvw'];
    await log.append(address, anEntry(0, { events: [anEvent(canary), { type: 'x', schema: 1, data: { [canary]: [canary] } }], family: { canary } }));
    const rows = await rowsOf(store, 'conferences', partitionOf(address));
    expect(rows.map(({ row }) => row)).toEqual(['e|0000000001', 'e|0000000002', 'h', 'k', 'r|family']);
    const everything = JSON.stringify(rows);
    const bytes = Buffer.from(canary);
    // Base64 has three ways to write a text that stands somewhere inside another: without its ends each is seen.
    const encodings = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').slice(4, 12));
    for (const trace of [canary, bytes.toString('hex'), ...encodings]) expect(everything).not.toContain(trace);
  });
});

/** A store in which something else happens just before every transaction. */
function beforeEachTransaction(store: TableStore, happen: () => Promise<void>): TableStore {
  return {
    ...store,
    table(name): Table {
      const table = store.table(name);
      return {
        read: (...args) => table.read(...args),
        insert: (...args) => table.insert(...args),
        replace: (...args) => table.replace(...args),
        remove: (...args) => table.remove(...args),
        range: (...args) => table.range(...args),
        async transact(changes) {
          await happen();
          return table.transact(changes);
        },
      };
    },
  };
}

describe('What follows an append of one’s own', () => {
  test('is appended in one request, without a look at the head', async () => {
    const { store, requests } = countingStore(await anOpenStore());
    const [log, address] = [aLog(store), anAddress()];
    // The second also fetches the conference’s own key.
    for (let version = 0; version < 2; version += 1) await log.append(address, anEntry(version));
    requests();
    for (let version = 2; version < 5; version += 1) expect(await log.append(address, anEntry(version))).toEqual({ kind: 'appended', version: version + 1 });
    expect(requests()).toBe(3);
    expect((await log.read(address, 0)).events).toHaveLength(5);
    expect(await log.verify(address)).toMatchObject({ ok: true });
  });

  test('is refused where somebody else was quicker, and goes on from there', async () => {
    const [store, ring, address] = [await anOpenStore(), aKeyRing(), anAddress()];
    const [ours, theirs] = [aLog(store, { keyRing: ring }), aLog(store, { keyRing: ring })];
    await ours.append(address, anEntry(0));
    expect(await theirs.append(address, anEntry(1))).toMatchObject({ kind: 'appended' });
    expect(await ours.append(address, anEntry(1))).toEqual({ kind: 'conflict', version: 2 });
    expect(await ours.append(address, anEntry(2))).toEqual({ kind: 'appended', version: 3 });
    expect(await theirs.append(address, anEntry(2))).toEqual({ kind: 'conflict', version: 3 });
    expect(await ours.verify(address)).toMatchObject({ ok: true });
  });

  test('is not written once the content has been erased by somebody else', async () => {
    const [store, ring, address] = [await anOpenStore(), aKeyRing(), anAddress()];
    const ours = aLog(store, { keyRing: ring });
    await ours.append(address, anEntry(0));
    await aLog(store, { keyRing: ring }).destroyKey(address);
    await expect(ours.append(address, anEntry(1))).rejects.toThrow(ConferenceErased);
  });
});
