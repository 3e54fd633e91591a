/** One process of the engine, for the fault runs: started and killed from outside, with a civil clock that the runner moves. */
import { RateBuckets } from '../../bot/jobs/rate-buckets.ts';
import { engineOn } from '../../bench/notices/engine.ts';
import { civilInstant } from '../../src/calendar/instants.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { localKeyRing, masterKeysFrom } from '../../src/store/key-ring.ts';
import type { EngineArguments } from './scene.ts';

const { connectionString, keyLine, holder, clock, leaseMs, followsHolidays } = JSON.parse(process.argv[2] ?? '{}') as EngineArguments;
let { offsetMs } = clock;
process.on('message', (moved: { readonly offsetMs: number }) => { offsetMs = moved.offsetMs; });

const engine = engineOn({
  store: azureTableStore({ connectionString }), keyRing: localKeyRing(masterKeysFrom(keyLine)), holder, leaseMs, followsHolidays,
  rates: new RateBuckets({ machineNow: () => performance.now() }),
  civilNow: () => civilInstant(Math.round(clock.from + offsetMs + (Date.now() - clock.beganAt) * clock.scale)),
  onFault: (what) => process.stderr.write(`${holder}: ${what}\n`),
});
process.on('SIGTERM', () => void engine.stop().then(() => process.exit(0)));
// A process whose runner is gone must not go on sending.
process.on('disconnect', () => process.exit(1));
engine.start();
process.send?.('started');
