import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holidayLists, type Holidays } from '../../bot/holidays.ts';
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { PEOPLE, startCompanion, type CompanionUnderTest } from './companion-under-test.ts';
import { AtThePanel, books, chairOf, saying } from './story.ts';

let companion: CompanionUnderTest;
let holidays: Holidays;
let slot = '';

const day = (text: string): NonNullable<ReturnType<typeof parsePlainDate>> => {
  const on = parsePlainDate(text);
  if (on === undefined) throw new RangeError(text);
  return on;
};

/** `companion holidays …`, as an operator types it, against the tables of this story. Its clock is the story's. */
async function operator(...words: readonly string[]): Promise<string> {
  const environment = { PATH: process.env['PATH'], COMPANION_ENVIRONMENT: 'local', LOCAL_TEAMS_URL: companion.teamsUrl, TABLES_CONNECTION_STRING: companion.connectionString, MASTER_KEY_FILE: join(companion.folder, 'master.key') };
  // Not spawnSync: the local Teams, whose clock the command asks, lives in this very process.
  return new Promise((done) => {
    execFile(process.execPath, ['tools/companion.ts', 'holidays', ...words], { env: environment }, (_ended, said, complained) => done(said + complained));
  });
}

beforeAll(async () => {
  companion = await startCompanion();
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  await new Promise((done) => setTimeout(done, 600));
  holidays = holidayLists(azureTableStore({ connectionString: companion.connectionString }), 'exampleshire');
  slot = await books(companion.teams.as(PEOPLE.socialWorker), { reference: 'EX-HOLIDAY', s47InitiatedOn: '2026-11-20' }, (value) => value.startsWith('2026-12-02'));
}, 60_000);
afterAll(() => companion.stop(), 30_000);

describe('a bank holiday proclaimed at short notice', () => {
  it('moves the dates that are still open, and tells each owner which, from when to when, and why', async () => {
    await new AtThePanel(companion, chairOf(slot)).finds('EX-HOLIDAY');
    const report = await operator('add', '2026-12-01', '--title', 'Day of mourning', '--by', 'the duty operator', '--why', 'Proclaimed on 24 November.');
    expect(report).toContain('EX-HOLIDAY, conference of Wed 2 Dec 2026');
    expect(report).toMatch(/invited professionals: .*\(NOT-048\): Tuesday 1 December 2026 at \d\d:\d\d, now Monday 30 November 2026/);
    expect(report).toMatch(/social worker, Robin Ashdown-Example: .*\(NOT-057\)/);
    const { card } = await companion.teams.as(PEOPLE.healthVisitor).waitsForCard(saying('Dates have moved'), { withinMs: 15_000 });
    expect(saying('now by Monday 30 November 2026', 'before by Tuesday 1 December 2026', 'NOT-048', 'Proclaimed on 24 November.')(card)).toBe(true);
    const worker = await companion.teams.as(PEOPLE.socialWorker).waitsForCard(saying('Dates have moved'), { withinMs: 15_000 });
    expect(saying('NOT-069', 'NOT-057')(worker.card)).toBe(true);
  });

  it('is refused, with the reason, where it cannot be; and every change is listed with who and why', async () => {
    expect(await operator('add', '2026-12-01', '--title', 'Again', '--by', 'x', '--why', 'y')).toContain('is a holiday already');
    expect(await operator('add', '2026-12-05', '--title', 'A Saturday', '--by', 'x', '--why', 'y')).toContain('not counted anyway');
    expect(await operator('add', '2026-13-01', '--title', 'No day', '--by', 'x', '--why', 'y')).toContain('is not a date');
    expect(await operator('add', '2026-12-03', '--title', 'Nobody says why')).toContain('--why');
    expect(await operator('list')).toContain('Tuesday 1 December 2026 added (Day of mourning). By the duty operator: Proclaimed on 24 November.');
  });

  it('shows the new dates everywhere from then on', async () => {
    const panel = new AtThePanel(companion, chairOf(slot));
    const view = await panel.sees(await panel.finds('EX-HOLIDAY'));
    expect(JSON.stringify(view)).toContain('Due Monday 30 November 2026');
  });

  it('tells nobody twice, also after the bot was killed and started again', async () => {
    await companion.killBot();
    await companion.startBot();
    await companion.teams.clock.add(60_000);
    await new Promise((done) => setTimeout(done, 1_500));
    const cards = (await companion.teams.as(PEOPLE.healthVisitor).inbox()).flatMap((thread) => thread.messages.flatMap((message) => message.cards));
    expect(cards.filter(saying('Dates have moved'))).toHaveLength(1);
  });

  it('leaves a date that has passed as it was judged', async () => {
    await companion.teams.clock.moveTo('2026-11-30T20:00:00.000Z');
    await new Promise((done) => setTimeout(done, 600));
    await holidays.add({ change: { do: 'remove', on: day('2026-12-01') }, by: 'the duty operator', why: 'Taken back.', at: '2026-11-30T20:00:00.000Z' });
    const panel = new AtThePanel(companion, chairOf(slot));
    const id = await panel.finds('EX-HOLIDAY');
    // The first core group is still to come, so it moves back; the reports were due this morning, so they stay.
    await companion.teams.as(chairOf(slot)).waitsForCard((card) => saying('Dates have moved', 'Taken back.')(card) && !saying('NOT-048')(card), { withinMs: 15_000 });
    expect(JSON.stringify(await panel.sees(id))).toContain('Due Monday 30 November 2026');
  });
});
