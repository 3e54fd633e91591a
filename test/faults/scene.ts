/** One fault, from empty tables to the verdict: two processes of the engine over real tables, and a ledger at the connector. */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DECEMBER, outcomesOf, whenDue, storeDueNotices, type DueScene } from '../../bench/notices/engine.ts';
import { startTableServer } from '../../local/storage/start-table-server.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { localKeyRing, masterKeysFrom, newMasterKeyLine, type KeyRing } from '../../src/store/key-ring.ts';
import type { NewRow, TableStore } from '../../src/store/port.ts';
import { killingProxy, type KillAt } from './killing-proxy.ts';
import { Ledger, ledgerKeyOf, type Trouble } from './ledger.ts';
import { Processes } from './processes.ts';

/** Seconds; the product's own is longer, and everything else is in proportion. */
export const LEASE_SECONDS = 2;
export const PAUSE_SECONDS = 5;
/** Civil time runs faster, so that pauses between tries pass quickly; leases and rates keep the machine's time. */
export const SCALE = 20;
/** For as many notices as an ordinary run has; more have longer. */
const LONGEST_MS = 90_000;
const ORDINARY_NOTICES = 400;
const AFTERWARDS_MS = 8_000;
const SETTLED = ['sent', 'suppressed', 'needsPerson'];

export type Clock = { readonly from: number; beganAt: number; readonly scale: number; offsetMs: number };
export type EngineArguments = { readonly connectionString: string; readonly keyLine: string; readonly holder: string; readonly clock: Clock; readonly leaseMs: number; readonly followsHolidays: boolean };

export type Roll = (limit: number) => number;
export type Scene = {
  readonly processes: Processes;
  readonly ledger: Ledger;
  readonly roll: Roll;
  readonly over: () => boolean;
  /** Moves everybody's civil clock to so many milliseconds from where it would be. */
  readonly moveClock: (offsetMs: number) => void;
  readonly store: TableStore;
  readonly keyRing: KeyRing;
};

export type Fault = {
  readonly id: string;
  readonly what: string;
  readonly due?: DueScene;
  /** Civil milliseconds before the reminders at which the run begins. */
  readonly beginsBeforeMs?: number;
  readonly trouble?: (roll: Roll) => (key: string, nth: number) => Trouble;
  /** Asked at each request to the tables. */
  readonly killAt?: (roll: Roll) => KillAt;
  /** The list of bank holidays is changed while it runs. */
  readonly followsHolidays?: boolean;
  /** Goes on until everything is settled. */
  readonly disturb?: (scene: Scene) => Promise<void>;
  /** Whether somebody may be told twice, marked: where nobody knew whether the first arrived. */
  readonly ambiguous: boolean;
  readonly alsoJudge?: (scene: Scene) => readonly string[] | Promise<readonly string[]>;
  /** Reminders that were overtaken on purpose, by their names in the record and in the ledger: not sent, and so not lost. */
  readonly excused?: () => ReadonlyMap<string, string>;
  /** Put into the tables before anybody starts. */
  readonly seed?: readonly NewRow[];
};

export type Judged = { readonly lost: number; readonly twice: number; readonly wrong: readonly string[]; readonly seconds: number; readonly handedOver: number };

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export async function runFault(fault: Fault, roll: Roll, notices: number, people: number): Promise<Judged> {
  const folder = await mkdtemp(join(tmpdir(), 'companion-faults-'));
  const tables = await startTableServer({ dataFolder: folder });
  const keyLine = newMasterKeyLine('faults');
  const keyRing = localKeyRing(masterKeysFrom(keyLine));
  const store = azureTableStore({ connectionString: tables.connectionString });
  await store.open();
  const { due = DECEMBER, beginsBeforeMs = 0 } = fault;
  const clock: Clock = { from: whenDue(due) - beginsBeforeMs, beganAt: Date.now(), scale: SCALE, offsetMs: 0 };
  const civilNow = (): number => clock.from + clock.offsetMs + (Date.now() - clock.beganAt) * clock.scale;
  const addresses = new Map<string, string>();
  const processes = new Processes((holder) => {
    const own: EngineArguments = { connectionString: addresses.get(holder) ?? tables.connectionString, keyLine, holder, clock, leaseMs: LEASE_SECONDS * 1_000, followsHolidays: fault.followsHolidays ?? false };
    return fork(join(import.meta.dirname, 'engine-process.ts'), [JSON.stringify(own)], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  });
  const killAt = fault.killAt?.(roll);
  const proxies = killAt === undefined ? [] : await Promise.all(['a', 'b'].map(async (holder) => {
    const port = Number(/TableEndpoint=[^;]*?:(\d+)\//.exec(tables.connectionString)?.[1]);
    const proxy = await killingProxy(port, killAt, () => processes.kill(holder));
    addresses.set(holder, tables.connectionString.replaceAll(`:${port}/`, `:${proxy.port}/`));
    return proxy;
  }));
  const ledger = new Ledger(fault.trouble?.(roll) ?? (() => ({ kind: 'none' })), (holder) => processes.kill(holder), civilNow);
  await ledger.open();
  await storeDueNotices(store, keyRing, { notices, people, serviceUrl: ledger.url, scene: due });
  for (const row of fault.seed ?? []) await store.table('wakes').insert(row);
  let over = false;
  const moveClock = (offsetMs: number): void => {
    clock.offsetMs = offsetMs;
    processes.tell({ offsetMs });
  };
  const scene: Scene = { processes, ledger, roll, over: () => over, moveClock, store, keyRing };
  const began = Date.now();
  clock.beganAt = began;
  for (const holder of ['a', 'b']) processes.start(holder);
  const disturbing = fault.disturb?.(scene) ?? Promise.resolve();
  let outcomes = await outcomesOf(store, keyRing, notices, due);
  const longest = LONGEST_MS * Math.max(1, notices / ORDINARY_NOTICES);
  while (Date.now() - began < longest && openOf(fault, outcomes).length > 0) {
    await pause(700);
    outcomes = await outcomesOf(store, keyRing, notices, due);
  }
  const seconds = (Date.now() - began) / 1_000;
  // What follows the last sending, lists and next pointers, are steps too.
  if (killAt !== undefined) await pause(AFTERWARDS_MS);
  over = true;
  await disturbing;
  await processes.stop();
  const judged = await judge(fault, scene, outcomes, notices);
  for (const proxy of proxies) await proxy.close();
  await ledger.close();
  await tables.stop();
  await rm(folder, { recursive: true, force: true });
  return { ...judged, seconds };
}

/** Those that are not settled, but for the ones overtaken on purpose. */
function openOf({ excused }: Fault, outcomes: ReadonlyMap<string, string>): readonly string[] {
  const overtaken = excused?.() ?? new Map<string, string>();
  return [...outcomes].flatMap(([key, kind]) => (SETTLED.includes(kind) || overtaken.has(key) ? [] : [key]));
}

async function judge(fault: Fault, scene: Scene, outcomes: ReadonlyMap<string, string>, notices: number): Promise<Omit<Judged, 'seconds'>> {
  const { arrived } = scene.ledger;
  const arrivals = [...arrived.values()];
  const kinds = [...outcomes.values()];
  const handedOver = kinds.filter((kind) => kind === 'needsPerson').length;
  const overtaken = fault.excused?.() ?? new Map<string, string>();
  // By name: one that was handed over and had arrived all the same must not stand for another that was lost.
  const lost = [...outcomes].filter(([key, kind]) => !overtaken.has(key) && (kind === 'sent' ? !arrived.has(ledgerKeyOf(key)) : kind !== 'needsPerson')).length;
  const extra = arrivals.filter((copies) => copies.length > 1);
  // A process that is stopped with a message on its way lets it go when it wakes, after the other's, which says that it may come twice.
  const unmarked = extra.filter((copies) => !copies.some(({ marked }) => marked)).length;
  const due = whenDue(fault.due ?? DECEMBER);
  const early = arrivals.filter((copies) => copies.some(({ civil }) => civil < due)).length;
  return {
    lost: lost + notices - outcomes.size, handedOver, twice: extra.length,
    wrong: [
      ...(early > 0 ? [`${early} came before their time`] : []),
      ...(unmarked > 0 ? [`${unmarked} came twice and did not say so`] : []), ...(extra.some((copies) => copies.length > 2) ? ['one came more than twice'] : []),
      ...(!fault.ambiguous && extra.length > 0 ? [`${extra.length} came twice, and nothing was ambiguous`] : []), ...((await fault.alsoJudge?.(scene)) ?? []),
    ],
  };
}
