/**
 * F17: Teams sends a press again under another id when an answer is late, and not always in order or to the same process.
 * Each press is sent to either process two to four times, shuffled among those of others; the record must hold each once.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUTHORITY, person, storeDueNotices } from '../../bench/notices/engine.ts';
import { startTableServer } from '../../local/storage/start-table-server.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { conferenceLog } from '../../src/store/conference-log.ts';
import { localKeyRing, masterKeysFrom, newMasterKeyLine } from '../../src/store/key-ring.ts';
import type { Roll } from './scene.ts';

export type SentPress = { readonly number: number; readonly verb: string; readonly person: string; readonly input: object };
export type AnsweredPress = { readonly number: number; readonly went: boolean };
type Operation = Omit<SentPress, 'number'> & { readonly conferenceId: string; readonly inviteeId: string; readonly type: string; readonly answer: string };

const INVITED_TO_EACH = 20;
const AT_ONCE = 24;
const ANSWERS = ['coming', 'deputy', 'cannotCome'];

export async function pressedAgain(roll: Roll, operations: number): Promise<{ readonly operations: number; readonly presses: number; readonly seconds: number; readonly wrong: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'companion-presses-'));
  const tables = await startTableServer({ dataFolder: folder });
  const keyLine = newMasterKeyLine('faults');
  const [store, keyRing] = [azureTableStore({ connectionString: tables.connectionString }), localKeyRing(masterKeysFrom(keyLine))];
  await store.open();
  await storeDueNotices(store, keyRing, { notices: operations / 2, people: operations / 2, serviceUrl: 'http://127.0.0.1:9/' });
  const children = ['a', 'b'].map(() => fork(join(import.meta.dirname, 'press-process.ts'), [tables.connectionString, keyLine], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }));
  await Promise.all(children.map((child) => once(child, 'message')));
  const wanted = Array.from({ length: operations }, (_each, place) => operation(Math.floor(place / 2), place % 2 === 0, roll));
  const copies = wanted.flatMap((each) => Array.from({ length: 2 + roll(3) }, () => ({ each, place: roll(1_000_000) }))).toSorted((a, b) => a.place - b.place);
  const began = Date.now();
  const went = await sendAll(copies.map(({ each }) => each), children, roll);
  const seconds = (Date.now() - began) / 1_000;
  for (const child of children) child.kill('SIGKILL');
  const recorded = await effects(conferenceLog({ store, keyRing }), operations / 2 / INVITED_TO_EACH);
  await tables.stop();
  await rm(folder, { recursive: true, force: true });
  const counts = wanted.map(({ conferenceId, inviteeId, type, answer }) => recorded.filter((effect) => effect === `${conferenceId} ${inviteeId} ${type} ${answer}`).length);
  const never = counts.filter((count) => count === 0).length;
  const twice = counts.filter((count) => count > 1).length;
  return {
    operations, presses: copies.length, seconds,
    wrong: [...(never > 0 ? [`${never} without effect`] : []), ...(twice > 0 ? [`${twice} with effect more than once`] : []), ...(recorded.length > operations ? ['effects that nobody asked for'] : []), ...(went < copies.length ? [`${copies.length - went} presses not answered as done`] : [])],
  };
}

function operation(number: number, saysSent: boolean, roll: Roll): Operation {
  const [conference, place] = [Math.floor(number / INVITED_TO_EACH), number % INVITED_TO_EACH];
  const [conferenceId, inviteeId] = [`conference-${String(conference).padStart(5, '0')}`, `invitee-${place + 1}`];
  const answer = saysSent ? '' : (ANSWERS[roll(ANSWERS.length)] ?? 'coming');
  const input = { op: `op-${number}-${saysSent ? 'sent' : 'answer'}`, conferenceId, inviteeId, about: 'invitation', ...(saysSent ? {} : { answer }) };
  return { verb: saysSent ? 'report.saySent' : 'invitation.answer', person: person(1_000 + number), input, conferenceId, inviteeId, type: saysSent ? 'reportSaidSent' : 'invitationAnswered', answer };
}

/** So many at once, each to either process; how many were answered as done. */
async function sendAll(operations: readonly Operation[], children: readonly ChildProcess[], roll: Roll): Promise<number> {
  const answered = new Map<number, (went: boolean) => void>();
  for (const child of children) child.on('message', ({ number, went }: AnsweredPress) => answered.get(number)?.(went));
  const waiting = operations.map((each, number): SentPress => ({ number, verb: each.verb, person: each.person, input: each.input }));
  let count = 0;
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { number } = next;
      const { promise, resolve } = Promise.withResolvers<boolean>();
      answered.set(number, resolve);
      children[roll(children.length)]?.send(next);
      const went = await promise;
      if (went) count += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return count;
}

async function effects(log: ReturnType<typeof conferenceLog>, conferences: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (let number = 0; number < conferences; number += 1) {
    const conferenceId = `conference-${String(number).padStart(5, '0')}`;
    const { events } = await log.read({ authority: AUTHORITY, conferenceId }, 0);
    for (const { type, data } of events) {
      const { inviteeId = '', answer = '' } = data as { readonly inviteeId?: string; readonly answer?: string };
      if (type === 'reportSaidSent' || type === 'invitationAnswered') found.push(`${conferenceId} ${inviteeId} ${type} ${answer}`);
    }
  }
  return found;
}
