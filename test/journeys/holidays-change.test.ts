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
    await holidays.add({ change: { do: 'add', on: day('2026-12-01'), title: 'Day of mourning' }, by: 'the duty operator', why: 'Proclaimed on 24 November.', at: '2026-11-23T09:00:00.000Z' });
    const { card } = await companion.teams.as(PEOPLE.healthVisitor).waitsForCard(saying('Dates have moved'), { withinMs: 15_000 });
    expect(saying('now by Monday 30 November 2026', 'before by Tuesday 1 December 2026', 'NOT-048', 'Proclaimed on 24 November.')(card)).toBe(true);
    const worker = await companion.teams.as(PEOPLE.socialWorker).waitsForCard(saying('Dates have moved'), { withinMs: 15_000 });
    expect(saying('NOT-069', 'NOT-057')(worker.card)).toBe(true);
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
