/** The faults, as they are told and as they are done; each by signals, at a port, or through the civil clock. */
import type { DueScene } from '../../bench/notices/engine.ts';
import { holidayInFlight } from './holiday-in-flight.ts';
import { inFlight } from './in-flight.ts';
import type { KillAt } from './killing-proxy.ts';
import type { Ledger, Trouble } from './ledger.ts';
import { LEASE_SECONDS, pause, PAUSE_SECONDS, SCALE, type Fault, type Roll, type Scene } from './scene.ts';

const NONE: Trouble = { kind: 'none' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TOGETHER: DueScene = { on: '2026-12-08', bookedAt: '2026-11-23T09:00:00.000Z', rung: 'weekBefore' };
const nightsBefore = (on: string, bookedAt: string): DueScene => ({ on, bookedAt, rung: 'lastDay' });

/** Seconds from the end of the process that sends to the first sending of the other. */
export const takeover = { seconds: Number.NaN };
/** The steps at which processes died in F4. */
export const stepsKilledAt = new Set<string>();

export const FAULTS: readonly Fault[] = [
  { id: 'F0', what: 'the process that sends is killed, and stays away', ambiguous: true, disturb: watchTakeover },
  { id: 'F1', what: 'a process killed at random moments', ambiguous: true, disturb: async ({ processes, roll, over }) => { while (!over()) { await pause(300 + roll(900)); processes.kill(roll(2) === 0 ? 'a' : 'b'); } } },
  { id: 'F4', what: 'a process killed at each kind of step, before it and after it', ambiguous: true, killAt: atEachStep, alsoJudge: stepsMissed },
  { id: 'F5', what: 'a crash between the sending and its record', ambiguous: true, trouble: crashAfter },
  { id: 'F5', what: 'the same, for messages about several conferences', ambiguous: true, due: TOGETHER, trouble: crashAfter },
  { id: 'F6', what: 'the connector takes it and the answer is lost', ambiguous: true, trouble: (roll) => (_key, nth) => (nth === 1 && roll(8) === 0 ? { kind: 'lose' } : NONE) },
  { id: 'F7', what: 'nobody listens before anything leaves', ambiguous: false, disturb: async ({ ledger, roll, over }) => { while (!over()) { await pause(500 + roll(500)); await ledger.close(); await pause(300); await ledger.open(); } } },
  { id: 'F8', what: '429, to be tried again after a time', ambiguous: false, trouble: (roll) => (_key, nth) => (nth <= 2 && roll(4) === 0 ? { kind: 'status', status: 429, retryAfter: 1 + roll(60) } : NONE), alsoJudge: tooEarly },
  { id: 'F9', what: '408, 412, 500, 502, 503 and 504', ambiguous: true, trouble: (roll) => (_key, nth) => (nth === 1 && roll(3) === 0 ? statusOf(roll) : NONE) },
  { id: 'F10', what: 'refused for good: 403 and 404', ambiguous: false, trouble: () => (key) => (Number(key.slice(-1)) % 5 === 0 ? { kind: 'status', status: key.endsWith('0') ? 403 : 404, code: 'BotNotInConversationRoster' } : NONE), alsoJudge: triedOnce },
  { id: 'F13', what: 'a process stopped past its lease, and going on', ambiguous: true, disturb: stopAndGoOn },
  { id: 'F14', what: 'three processes ended and started at random', ambiguous: true, disturb: async ({ processes, roll, over }) => { processes.start('c'); while (!over()) { await pause(400 + roll(800)); const who = ['a', 'b', 'c'][roll(3)] ?? 'a'; if (roll(2) === 0) processes.kill(who); else { processes.signal(who, 'SIGTERM'); await pause(600); processes.start(who); } } } },
  { id: 'F16', what: 'the civil clock jumps: an hour on, ten minutes back, a day on', ambiguous: false, due: TOGETHER, disturb: async ({ moveClock, over }) => { for (const offset of [HOUR, 50 * MINUTE, 25 * HOUR, 24 * HOUR]) { if (over()) return; await pause(600); moveClock(offset); } } },
  { id: 'F16', what: 'through the night in which the clocks go back', ambiguous: false, due: nightsBefore('2026-10-27', '2026-10-09T09:00:00.000Z'), beginsBeforeMs: 35 * HOUR, disturb: halfHours(35) },
  { id: 'F16', what: 'through the night in which they go forward, and Easter', ambiguous: false, due: nightsBefore('2027-03-31', '2027-03-15T09:00:00.000Z'), beginsBeforeMs: 60 * HOUR, disturb: halfHours(60) },
  { id: 'F16', what: 'over New Year', ambiguous: false, due: nightsBefore('2027-01-05', '2026-12-16T09:00:00.000Z'), beginsBeforeMs: 88 * HOUR, disturb: halfHours(88) },
  { id: 'F16', what: 'on a leap day', ambiguous: false, due: nightsBefore('2028-03-01', '2028-02-11T09:00:00.000Z'), beginsBeforeMs: 14 * HOUR, disturb: halfHours(14) },
  { id: 'F23', what: 'reports said to be sent, everything stopped and let go, in between', ambiguous: false, ...inFlight() },
  { id: 'F23', what: 'the day becomes a bank holiday while reminders leave', ambiguous: false, ...holidayInFlight() },
  { id: 'F18', what: 'wake pointers that nobody can read, before all the others', ambiguous: false, seed: Array.from({ length: 150 }, (_each, place) => ({ partition: 'exampleshire', row: `2026-01-01T08:00:00Z|poison-${place}|000.x`, properties: place % 2 === 0 ? { conferenceId: place } : { conferenceId: `poison-${place}`, dueAt: 'soon', claim: 'x'.repeat(20_000) } })) },
];

async function watchTakeover({ processes, ledger, over }: Scene): Promise<void> {
  await firstSending(ledger, over);
  const { holder } = ledger.last;
  processes.signal(holder, 'SIGKILL');
  const since = Date.now();
  while (ledger.last.holder === holder && !over()) await pause(20);
  takeover.seconds = (ledger.last.at - since) / 1_000;
}

async function stopAndGoOn({ processes, ledger, over }: Scene): Promise<void> {
  while (!over()) {
    await firstSending(ledger, over);
    const { holder } = ledger.last;
    processes.signal(holder, 'SIGSTOP');
    await pause(PAUSE_SECONDS * 1_000);
    processes.signal(holder, 'SIGCONT');
    await pause(LEASE_SECONDS * 500);
  }
}

/** Civil time goes on by half-hours, ten in a second, until the reminders are due. */
function halfHours(hours: number): (scene: Scene) => Promise<void> {
  return async ({ moveClock, over }) => {
    for (let half = 1; half <= hours * 2 && !over(); half += 1) {
      await pause(100);
      moveClock(half * 30 * MINUTE);
    }
  };
}

/** Each kind of request, once before it is carried out and once after; a little apart, so that somebody is there to go on. */
function atEachStep(roll: Roll): KillAt {
  stepsKilledAt.clear();
  let next = 0;
  return (step) => {
    const open = (['before', 'after'] as const).filter((when) => !stepsKilledAt.has(`${when} ${step}`));
    const when = open[roll(open.length)];
    if (when === undefined || Date.now() < next || roll(3) !== 0) return undefined;
    stepsKilledAt.add(`${when} ${step}`);
    next = Date.now() + 300;
    return when;
  };
}

/** Reading and recording, whom it goes to, the lease and the pointers: before and after, all but a few that come seldom. */
const FEWEST_STEPS = 14;

function stepsMissed(): readonly string[] {
  return stepsKilledAt.size < FEWEST_STEPS ? [`only ${stepsKilledAt.size} steps were killed at`] : [];
}

function crashAfter(roll: Roll): (key: string, nth: number) => Trouble {
  return (_key, nth) => (nth === 1 && roll(20) === 0 ? { kind: 'kill' } : NONE);
}

/** Of the six, a 412 alone says for sure that nothing was taken. */
function statusOf(roll: Roll): Trouble {
  const status = [408, 412, 500, 502, 503, 504][roll(6)] ?? 500;
  return { kind: 'status', status, arrives: status !== 412 && roll(2) === 0 };
}

/** Until somebody sends. */
async function firstSending(ledger: Ledger, over: () => boolean): Promise<void> {
  const since = Date.now();
  while (ledger.last.at < since && !over()) await pause(20);
}

/** Sent before the time that a 429 named. */
function tooEarly({ ledger }: Scene): readonly string[] {
  const early = [...ledger.tries].filter(([, tries]) => tries.some(({ at, status, retryAfter }, place) => status === 429 && (tries[place + 1]?.at ?? Infinity) - at < (retryAfter * 1_000) / SCALE));
  return early.length === 0 ? [] : [`${early.length} sent before the time they were told`];
}

function triedOnce({ ledger }: Scene): readonly string[] {
  const more = [...ledger.tries.values()].filter((tries) => tries.some(({ status }) => status >= 400) && tries.length > 1).length;
  return more === 0 ? [] : [`${more} tried again after a refusal`];
}
