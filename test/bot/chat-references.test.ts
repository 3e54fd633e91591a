/** Where a person can be spoken to: learnt with each press, written when it is new. */
import { describe, expect, it } from 'vitest';
import { chatReferences } from '../../bot/teams/chat-references.ts';
import { personKey, type PersonKey } from '../../src/people/person.ts';
import type { Table, TableStore } from '../../src/store/port.ts';
import { anOpenStore } from '../store/support/conference.ts';
import { countingStore } from '../store/support/counting-store.ts';

const WORKER = personKey('99999999-9999-4999-8999-999999999999', '00000000-0000-4000-8000-000000000001') as PersonKey;
const chat = (conversationId: string) => ({ serviceUrl: 'https://teams.example/', conversationId, channelUserId: '29:worker' });

describe('a person’s chat', () => {
  it('is written once for two hundred presses at once, and none of them fails', async () => {
    const { store, requests } = countingStore(await anOpenStore());
    const chats = chatReferences(store, 'northvale');
    await Promise.all(Array.from({ length: 200 }, (_, place) => chats.remember(WORKER, chat('a-chat'), 1_000 + place)));
    expect(requests()).toBe(2);
    expect(await chats.of(WORKER)).toEqual(chat('a-chat'));
  });

  it('is written again when it moved, and when it was forgotten', async () => {
    const chats = chatReferences(await anOpenStore(), 'northvale');
    await chats.remember(WORKER, chat('a-chat'), 1_000);
    await chats.remember(WORKER, chat('another-chat'), 2_000);
    expect(await chats.of(WORKER)).toEqual(chat('another-chat'));
    await chats.forget(WORKER);
    expect(await chats.of(WORKER)).toBeUndefined();
    await chats.remember(WORKER, chat('another-chat'), 3_000);
    expect(await chats.of(WORKER)).toEqual(chat('another-chat'));
  });

  it('is news once, and again when it moved or was forgotten', async () => {
    const chats = chatReferences(await anOpenStore(), 'northvale');
    const news: boolean[] = [];
    for (const [place, seen] of [['a-chat', 1], ['a-chat', 2], ['another-chat', 3]] as const) news.push(await chats.remember(WORKER, chat(place), seen));
    await chats.forget(WORKER);
    news.push(await chats.remember(WORKER, chat('another-chat'), 4));
    expect(news).toEqual([true, false, true, true]);
  });

  it('is tried again with the next press where it could not be written', async () => {
    const { store, mend } = failing(await anOpenStore());
    const chats = chatReferences(store, 'northvale');
    await expect(chats.remember(WORKER, chat('a-chat'), 1_000)).rejects.toThrow('away');
    mend();
    await chats.remember(WORKER, chat('a-chat'), 2_000);
    expect(await chats.of(WORKER)).toEqual(chat('a-chat'));
  });
});

/** A store that is away until it is mended. */
function failing(store: TableStore): { readonly store: TableStore; readonly mend: () => void } {
  let away = true;
  const table = (inner: Table): Table => ({
    remove: (partition, row, etag) => inner.remove(partition, row, etag), replace: (row, etag) => inner.replace(row, etag), transact: (changes) => inner.transact(changes),
    range: (partition, range) => inner.range(partition, range), insert: (row) => inner.insert(row),
    read: (partition, row) => (away ? Promise.reject(new Error('the store is away')) : inner.read(partition, row)),
  });
  return { store: { ...store, table: (name) => table(store.table(name)) }, mend: () => (away = false) };
}
