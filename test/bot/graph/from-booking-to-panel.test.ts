/** The whole companion beside the local Teams and its Graph: who books finds a meeting made, and the chair joins it and finds the conference beside it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PanelList } from '../../../bot/panel/panel-view.ts';
import { startCompanion, type CompanionUnderTest } from '../../journeys/companion-under-test.ts';
import { AtThePanel, books, chairOf, saying } from '../../journeys/story.ts';
import { PEOPLE } from '../../journeys/companion-under-test.ts';

let companion: CompanionUnderTest;
beforeAll(async () => {
  companion = await startCompanion();
}, 60_000);
afterAll(() => companion.stop(), 30_000);

it('a booked conference has its meeting in Teams, with the companion in it and the conference beside it', async () => {
  await companion.teams.clock.moveTo('2026-11-23T09:00:00.000Z');
  const slot = await books(companion.teams.as(PEOPLE.socialWorker), { reference: 'EX-50117', s47InitiatedOn: '2026-11-20', names: ['Quentin Canaryson', 'Zelda Canaryson'] });
  const chair = companion.teams.as(chairOf(slot));
  await chair.waitsForCard(saying('EX-50117'));
  const made = async () => (await chair.threads()).find(({ title }) => title === 'Child protection conference EX-50117');
  await expect.poll(made, { timeout: 8_000 }).toMatchObject({ kind: 'meeting', installed: true, meeting: { organizer: chairOf(slot), state: 'scheduled' } });
  const meeting = await made();
  const from = new Date(`${slot.slice(0, 16)}:00Z`);
  expect(meeting?.meeting?.startsAt, 'in winter London keeps UTC').toBe(from.toISOString());

  await chair.joins(meeting?.id ?? '');
  const beside = async () => ((await (await new AtThePanel(companion, chairOf(slot)).ask(`?${new URLSearchParams({ meeting: meeting?.id ?? '', meetingId: meeting?.meeting?.meetingId ?? '' }).toString()}`)).json()) as PanelList).conferences;
  await expect.poll(beside, { timeout: 8_000 }).toMatchObject([{ caseReference: 'EX-50117', linked: true }]);
  expect(JSON.stringify(await chair.threads())).not.toContain('Canaryson');
}, 60_000);
