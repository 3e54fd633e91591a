/** One process of the engine, for the fault runs: started and killed from outside, with a civil clock that the runner moves. */
import { RateBuckets } from '../../bot/jobs/rate-buckets.ts';
import { civilInstant } from '../../src/calendar/instants.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { localKeyRing, masterKeysFrom } from '../../src/store/key-ring.ts';
import { engineOn, REMINDED_AT } from '../../bench/notices/engine.ts';

const [connectionString = '', keyLine = '', holder = '', beganAt = '', scale = '1'] = process.argv.slice(2);
let offsetMs = 0;
process.on('message', (moved: unknown) => {
  if (typeof moved === 'number') offsetMs = moved;
});

const engine = engineOn({
  store: azureTableStore({ connectionString }), keyRing: localKeyRing(masterKeysFrom(keyLine)), holder,
  rates: new RateBuckets({ machineNow: () => performance.now() }),
  civilNow: () => civilInstant(Math.round(REMINDED_AT + offsetMs + (Date.now() - Number(beganAt)) * Number(scale))),
  onFault: (what) => process.stderr.write(`${holder}: ${what}\n`),
});
process.on('SIGTERM', () => void engine.stop().then(() => process.exit(0)));
// A process whose runner is gone must not go on sending.
process.on('disconnect', () => process.exit(1));
engine.start();
process.send?.('started');
