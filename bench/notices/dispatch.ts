/**
 * Two thousand notices that are due at once: as fast as the engine can, counting what it asks of the tables; and to a
 * connector that holds to Teams' limits, beside the shortest time those limits allow.
 */
import { startTableServer } from '../../local/storage/start-table-server.ts';
import { RateBuckets } from '../../bot/jobs/rate-buckets.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { aFolder } from '../../test/store/support/azurite.ts';
import { aKeyRing } from '../../test/store/support/conference.ts';
import { countingProxy } from '../../test/store/support/counting-proxy.ts';
import { print, type Bar } from '../report.ts';
import { sendAllDue, startConnector, storeDueNotices } from './engine.ts';

const NOTICES = 2_000;
const PEOPLE = 500;
const IN_ALL_A_SECOND = 50;

type Sent = { readonly seconds: number; readonly requests: number; readonly refused: number; readonly sent: number; readonly twice: number };

async function sent({ limited }: { readonly limited: boolean }): Promise<Sent> {
  const tables = await startTableServer({ dataFolder: await aFolder() });
  const proxy = await countingProxy(tables.connectionString);
  const connector = await startConnector({ limited });
  try {
    const straight = azureTableStore({ connectionString: tables.connectionString });
    await straight.open();
    const keyRing = aKeyRing();
    await storeDueNotices(straight, keyRing, { notices: NOTICES, people: PEOPLE, serviceUrl: connector.url });
    const rates = limited ? new RateBuckets({ machineNow: () => performance.now() }) : { take: () => Promise.resolve(false) };
    proxy.trips();
    const { seconds } = await sendAllDue(azureTableStore({ connectionString: proxy.connectionString }), keyRing, rates, () => connector.accepted().length >= NOTICES);
    const requests = proxy.trips().length;
    const copies = connector.accepted().length - NOTICES;
    return { seconds, requests, refused: connector.refused(), sent: connector.accepted().length, twice: copies };
  } finally {
    await connector.stop();
    await proxy.close();
    await tables.stop();
  }
}

export async function dispatching(): Promise<readonly Bar[]> {
  const alone = await sent({ limited: false });
  print(`the engine alone: ${NOTICES} notices in ${alone.seconds.toFixed(1)} s, ${(NOTICES / alone.seconds).toFixed(0)} a second; ${alone.requests} requests to the tables, ${(alone.requests / NOTICES).toFixed(2)} a notice; ${alone.twice} sent twice`);
  const held = await sent({ limited: true });
  // The first fifty leave at once, and then fifty in each second.
  const theory = NOTICES / IN_ALL_A_SECOND - 1;
  print(`to a connector with Teams' limits: ${NOTICES} notices to ${PEOPLE} people in ${held.seconds.toFixed(1)} s, where the limits allow ${theory.toFixed(1)} s; ${held.refused} refused with 429; ${held.twice} sent twice`);
  return [
    { name: 'avoidable-429', value: held.refused, limit: 0, better: 'atMost' },
    { name: 'dispatch-vs-theory', value: held.seconds / theory, limit: 1.1, better: 'atMost' },
    { name: 'engine-rate', value: NOTICES / alone.seconds, limit: 100, better: 'atLeast' },
    { name: 'engine-requests-a-notice', value: alone.requests / NOTICES, limit: 4, better: 'atMost' },
  ];
}
