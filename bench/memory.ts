/**
 * `npm run bench -- memory`: the bot's memory after the story and over many turns.
 * Bars: bot process at most 300 MB resident after the story (started with --max-semi-space-size=4); heap after a forced
 * collection at 2,000 turns at most 1.2 times that at 200; from start to /health 200 under 10 seconds on 2 cores.
 * The collection is asked for through the inspector, so the product needs no switch for it.
 */
import { readFile } from 'node:fs/promises';
import { PEOPLE, startCompanion, type CompanionUnderTest } from '../test/journeys/companion-under-test.ts';
import { print, printBars, printSurroundings, type Bar } from './report.ts';
import { AtThePanel, books, chairOf, completePlan, offering } from '../test/journeys/story.ts';

const TURNS = [200, 2_000] as const;

export async function memory(): Promise<void> {
  const bars: Bar[] = [];
  const began = performance.now();
  const companion = await startCompanion({ nodeArguments: ['--inspect=127.0.0.1:0'] });
  row('everybody welcomed, from nothing', `${((performance.now() - began) / 1_000).toFixed(1)} s`);
  try {
    await companion.stopBot();
    const restarted = performance.now();
    await companion.startBot();
    const seconds = (performance.now() - restarted) / 1_000;
    row('from start to the first good health', `${seconds.toFixed(2)} s`);
    bars.push({ name: 'start-to-health', value: seconds, limit: 10, better: 'atMost' });
    const chair = await story(companion);
    const resident = await residentMegabytes(companion.botPid());
    row('resident after the story', `${resident.toFixed(0)} MB`);
    bars.push({ name: 'rss-after-story', value: resident, limit: 300, better: 'atMost' });
    bars.push({ name: 'heap-growth', value: await turns(companion, chair, TURNS), limit: 1.2, better: 'atMost' });
  } finally {
    await companion.stop();
  }
  printSurroundings(['botbuilder', 'restify']);
  printBars(bars);
}

async function story(companion: CompanionUnderTest): Promise<{ readonly panel: AtThePanel; readonly conferenceId: string }> {
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  await new Promise((done) => setTimeout(done, 600));
  const slot = await books(companion.teams.as(PEOPLE.socialWorker), { reference: 'EX-70001', s47InitiatedOn: '2026-11-20' });
  const panel = new AtThePanel(companion, chairOf(slot));
  const conferenceId = await panel.finds('EX-70001');
  const view = await panel.sees(conferenceId);
  if (view.kind !== 'chair') throw new Error('not the chair’s view');
  for (const { stepId } of view.agenda) await panel.does(conferenceId, { do: 'enterStep', stepId, reason: 'Measured.' });
  for (const { childId } of view.children) await panel.does(conferenceId, { do: 'recordDecision', childId, outcome: 'plan', categories: ['NEG'], reasons: 'Measured.', dissent: '' });
  await panel.does(conferenceId, { do: 'recordPlan', plan: completePlan(view) });
  await panel.does(conferenceId, { do: 'release', reason: 'The day was brought forward.' });
  return { panel, conferenceId };
}

/** Turns of three kinds in equal parts: a press on a card, the panel's list, a step of the agenda. Gives the heap at the last mark by that at the first. */
async function turns(companion: CompanionUnderTest, { panel, conferenceId }: Awaited<ReturnType<typeof story>>, marks: readonly number[]): Promise<number> {
  const worker = companion.teams.as(PEOPLE.otherSocialWorker);
  const { message } = await worker.waitsForCard(offering('conferences.list'));
  const view = await panel.sees(conferenceId);
  const steps = view.agenda.map(({ stepId }) => stepId);
  const heaps: number[] = [];
  for (let turn = 1; turn <= Math.max(...marks); turn += 1) {
    if (turn % 3 === 0) await worker.presses(message.id, 'help.show').then(() => worker.presses(message.id, 'conferences.list'));
    else if (turn % 3 === 1) await panel.list();
    else await panel.does(conferenceId, { do: 'enterStep', stepId: steps[turn % steps.length] ?? '', reason: 'Measured.' });
    if (marks.includes(turn)) heaps.push(await heapAfterCollection(companion));
  }
  const [first = 0, last = 0] = heaps;
  for (const [index, heap] of heaps.entries()) row(`heap at ${marks[index]} turns`, `${(heap / 1e6).toFixed(1)} MB`);
  return last / first;
}

/** Forces a collection through the inspector and gives the bytes in use. */
async function heapAfterCollection(companion: CompanionUnderTest): Promise<number> {
  const address = (await companion.log()).match(/ws:\/\/127\.0\.0\.1:\d+\/[0-9a-f-]+/g)?.at(-1);
  if (address === undefined) throw new Error('the bot does not listen for an inspector');
  const socket = new WebSocket(address);
  await new Promise((opened) => socket.addEventListener('open', opened, { once: true }));
  const ask = (id: number, method: string): Promise<{ result: { usedSize: number } }> => new Promise((answered) => {
    socket.addEventListener('message', (event) => {
      const reply = JSON.parse(String(event.data)) as { id?: number; result: { usedSize: number } };
      if (reply.id === id) answered(reply);
    });
    socket.send(JSON.stringify({ id, method }));
  });
  for (let pass = 1; pass <= 3; pass += 1) await ask(pass, 'HeapProfiler.collectGarbage');
  const { result } = await ask(9, 'Runtime.getHeapUsage');
  socket.close();
  return result.usedSize;
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1_024;
}

function row(what: string, value: string): void {
  print(`${what.padEnd(44)} ${value.padStart(10)}`);
}
