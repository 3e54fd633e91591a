import { beforeAll, expect, test } from 'vitest';
import { memoryStore } from '../../src/store/memory/memory-store.ts';
import { StoreFault } from '../../src/store/port.ts';
import { tableContract } from '../contracts/table-contract.ts';

const store = memoryStore();
beforeAll(() => store.open());
tableContract('The store in memory', () => store);

test('has no tables until it is opened, as the service has none', async () => {
  const closed = memoryStore();
  expect(await closed.ready()).toBe(false);
  await expect(closed.table('people').read('p', 'r')).rejects.toThrow(StoreFault);
});
