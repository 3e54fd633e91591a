/**
 * `npm run faults`: what happens to notices while processes die, answers are lost and clocks jump. Two processes of the engine,
 * real tables, signals from outside, and a ledger at the connector that knows nothing of the companion's record. `--seed N`
 * repeats a run, `--full` runs everything three times over with more notices, `F5` that one alone. Ends with 1 when anything is
 * lost, or comes twice where it was not ambiguous or is not marked.
 */
import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAULTS, stepsKilledAt, takeover } from './faults.ts';
import { Ledger } from './ledger.ts';
import { pressedAgain } from './pressed-again.ts';
import { Processes } from './processes.ts';
import { LEASE_SECONDS, pause, runFault, type Roll } from './scene.ts';

const FULL = process.argv.includes('--full');
const [NOTICES, PEOPLE, ROUNDS] = FULL ? [1_000, 500, 3] : [400, 200, 1];
const seed = Number(process.argv[process.argv.indexOf('--seed') + 1]) || Date.now() % 1_000_000;

/** Numbers from 0 up to a limit, the same ones for the same seed. */
function dice(from: number): Roll {
  let state = from;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** The same crash, to a loop that notes what it has sent after it has sent it: how many came twice without a word. */
async function naiveLoop(roll: Roll): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'companion-naive-'));
  const file = join(folder, 'sent.txt');
  await writeFile(file, '');
  let isDone = false;
  const processes = new Processes(() => fork(join(import.meta.dirname, 'naive-loop.ts'), [ledger.url, file, String(NOTICES)], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }).on('message', () => { isDone = true; }));
  const ledger = new Ledger((_key, nth) => (nth === 1 && roll(20) === 0 ? { kind: 'kill' } : { kind: 'none' }), () => processes.kill('naive'), Date.now);
  await ledger.open();
  processes.start('naive');
  for (const began = Date.now(); !isDone && Date.now() - began < 60_000;) await pause(100);
  await processes.stop();
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
  return [...ledger.arrived.values()].filter((copies) => copies.length > 1).length;
}

let [short, lostInAll] = [false, 0];
function tell(id: string, what: string, said: string, faults: readonly string[]): void {
  short ||= faults.length > 0;
  process.stdout.write(`${id.padEnd(4)} ${what.padEnd(72)} ${said} ${faults.length > 0 ? `short: ${faults.join('; ')}` : 'pass'}\n`);
}

process.stdout.write(`seed ${seed}; ${NOTICES} notices to ${PEOPLE} people each time, two processes, a lease of ${LEASE_SECONDS} s\n`);
const only = process.argv.slice(2).filter((word) => /^F\d+$/.test(word));
const isWanted = (id: string): boolean => only.length === 0 || only.includes(id);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [place, fault] of FAULTS.entries()) {
    if (!isWanted(fault.id)) continue;
    const { lost, twice, wrong, seconds, handedOver } = await runFault(fault, dice(seed + round * 1_000 + place), NOTICES, PEOPLE);
    lostInAll += lost;
    tell(fault.id, fault.what, `lost ${lost}, twice ${twice}${twice > 0 ? ' (marked)' : ''}, handed over ${handedOver}, ${seconds.toFixed(1)} s`, [...(lost > 0 ? ['lost'] : []), ...wrong]);
    if (fault.id === 'F4') process.stdout.write(`     killed at ${stepsKilledAt.size} steps: ${[...stepsKilledAt].toSorted().join(', ')}\n`);
    if (fault.id === 'F5' && fault.due === undefined) process.stdout.write(`     beside it a loop that notes what it has sent afterwards: ${await naiveLoop(dice(seed + round))} came twice without a word (not judged)\n`);
    if (fault.id === 'F0') tell('bar', `takeover ${takeover.seconds.toFixed(1)} ${LEASE_SECONDS + 2}`, '', takeover.seconds > LEASE_SECONDS + 2 || Number.isNaN(takeover.seconds) ? ['late'] : []);
  }
  if (isWanted('F17')) {
    const { operations, presses, wrong, seconds } = await pressedAgain(dice(seed + round), FULL ? 1_000 : 200);
    tell('F17', 'presses that come again, out of order, to either process', `${operations} operations, ${presses} presses, ${seconds.toFixed(1)} s`, wrong);
  }
}
process.stdout.write(`bar lost ${lostInAll} 0 ${lostInAll > 0 ? 'short' : 'pass'}\n`);
process.exitCode = short || lostInAll > 0 ? 1 : 0;
