import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnTables, ownTables } from './support/azurite.ts';
import { aKeyRing, aLog, anAddress, anEntry, anEvent, textsOf } from './support/conference.ts';

let own: OwnTables;
beforeAll(async () => {
  own = await ownTables();
});
afterAll(() => own.close());

test('lets exactly one of 30 replicas begin a conference', async () => {
  const [keyRing, address] = [aKeyRing(), anAddress()];
  const logs = Array.from({ length: 30 }, () => aLog(own.store, { keyRing }));
  const outcomes = await Promise.all(logs.map((log, n) => log.append(address, anEntry(0, { events: [anEvent(`writer ${n}`)] }))));
  expect(outcomes.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome.kind === 'conflict' && outcome.version === 1)).toHaveLength(29);
  expect(textsOf((await logs[0]!.read(address, 0)).events)).toEqual([`writer ${outcomes.findIndex(({ kind }) => kind === 'appended')}`]);
});

test('keeps one unforked record of everybody’s notes, each once, when ten write at the same time', async () => {
  const [keyRing, address] = [aKeyRing(), anAddress()];
  const write = async (writer: number) => {
    const log = aLog(own.store, { keyRing });
    for (let note = 0; note < 6; note += 1) {
      const operation = { key: `act-${writer}-${note}`, inputs: 'same' };
      for (let done = false; !done; ) {
        const entry = anEntry(await log.head(address), { operation, react: true, events: [anEvent(`${writer}.${note}`), anEvent(`${writer}.${note} too`)] });
        done = (await log.append(address, entry)).kind === 'appended';
      }
    }
  };
  await Promise.all(Array.from({ length: 10 }, (_, writer) => write(writer)));
  const log = aLog(own.store, { keyRing });
  const { version, events } = await log.read(address, 0);
  expect(version).toBe(120);
  expect(new Set(textsOf(events)).size).toBe(120);
  expect(await log.verify(address)).toEqual({ ok: true, events: 120 });
  expect(await log.pendingReaction(address)).toEqual({ fromVersion: 1 });
});

test('reads a record of more than a page whole and in order while it is being written', async () => {
  const [log, address] = [aLog(own.store), anAddress()];
  const notes = (from: number) => Array.from({ length: 20 }, (_, n) => anEvent(String(from + n)));
  for (let version = 0; version < 1_020; version += 20) await log.append(address, anEntry(version, { events: notes(version) }));
  const writing = (async () => {
    for (let version = 1_020; version < 1_060; version += 1) await log.append(address, anEntry(version, { events: [anEvent(String(version))] }));
  })();
  for (let reading = 0; reading < 8; reading += 1) {
    const { version, events } = await log.read(address, 0);
    expect(textsOf(events)).toEqual(Array.from({ length: version }, (_, n) => String(n)));
  }
  await writing;
  expect(await log.verify(address)).toEqual({ ok: true, events: 1_060 });
});
