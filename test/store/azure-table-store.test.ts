import { type AddressInfo, createServer } from 'node:net';
import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { entityOf } from '../../src/store/azure-tables/entity.ts';
import { StoreFault } from '../../src/store/port.ts';
import { tableContract } from '../contracts/table-contract.ts';
import { type OwnTables, ownTables } from './support/azurite.ts';

let own: OwnTables;
beforeAll(async () => {
  own = await ownTables();
});
afterAll(() => own.close());

tableContract('Azure Tables', () => own.store);

describe('the limits we check before sending', () => {
  const raw = () => TableClient.fromConnectionString(own.tables.connectionString, 'companionsettings', { allowInsecureConnection: true });

  test('are not wider than those of the server itself', async () => {
    await expect(raw().createEntity({ partitionKey: 'p', rowKey: 'long', text: 'x'.repeat(32_769) })).rejects.toMatchObject({ statusCode: 400 });
    for (const rowKey of ['a/b', 'a\\b', 'a#b', 'a?b', 'a\tb', 'x'.repeat(513)]) {
      await expect(raw().createEntity({ partitionKey: 'p', rowKey })).rejects.toMatchObject({ statusCode: 400 });
    }
  });
});

describe('what is sent', () => {
  test('says of every number but a 32-bit whole one that it is a double, since Azure would refuse it or cut it off', () => {
    const properties = { small: 2_147_483_647, least: -2_147_483_648, great: 2_147_483_648, instant: 1_795_000_000_123, broken: 0.5, text: '1', yes: true };
    expect(entityOf({ partition: 'p', row: 'r', properties })).toEqual({
      partitionKey: 'p',
      rowKey: 'r',
      small: 2_147_483_647,
      least: -2_147_483_648,
      great: { type: 'Double', value: 2_147_483_648 },
      instant: { type: 'Double', value: 1_795_000_000_123 },
      broken: { type: 'Double', value: 0.5 },
      text: '1',
      yes: true,
    });
  });
});

describe('reaching the account', () => {
  test('refuses plain http to any other machine', () => {
    const credential = { getToken: async () => null };
    expect(() => azureTableStore({ accountUrl: 'http://account.table.example', credential })).toThrow(RangeError);
    expect(() => azureTableStore({ connectionString: 'DefaultEndpointsProtocol=http;AccountName=account;AccountKey=a2V5' })).toThrow(RangeError);
    expect(() => azureTableStore({ accountUrl: 'https://account.table.core.windows.net', credential })).not.toThrow();
  });

  test('throws a fault that repeats nothing of the row when the server is gone', async () => {
    const lost = azureTableStore({ connectionString: own.tables.connectionString.replace(/:\d+\//, ':9/') });
    const fault: unknown = await lost.table('people').insert({ partition: 'canary-partition', row: 'canary-row', properties: { canary: 'canary' } }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(StoreFault);
    expect(`${String(fault)} ${JSON.stringify(fault)} ${String((fault as StoreFault).cause)}`).not.toContain('canary');
    expect(await lost.ready()).toBe(false);
  });

  test('gives up on a server that takes the question and never answers, within what a card may take', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const waiting = azureTableStore({ connectionString: own.tables.connectionString.replace(/:\d+\//, `:${port}/`) });
    const began = performance.now();
    await expect(waiting.table('people').read('p', 'r')).rejects.toThrow(StoreFault);
    expect(performance.now() - began).toBeLessThan(4_000);
    silent.close();
  });

  test('throws a fault, not "nothing there", when a table is missing', async () => {
    const elsewhere = TableClient.fromConnectionString(own.tables.connectionString, 'companiondrafts', { allowInsecureConnection: true });
    await elsewhere.deleteTable();
    await expect(own.store.table('drafts').read('p', 'r')).rejects.toThrow(StoreFault);
    await own.store.open();
    expect(await own.store.table('drafts').read('p', 'r')).toBeUndefined();
  });
});
