/** A conference in a room: no Teams meeting, so the chair leads it from the personal tab, and others follow in theirs. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DECISIONS_CHANNEL, PEOPLE } from '../journeys/companion-under-test.ts';
import { books, chairOf } from '../journeys/story.ts';
import { picture } from '../setup/artefacts.ts';
import { openOffice, type AtTeams, type Office } from './support/at-teams.ts';
import { waitUntilTheBotWorksBy } from './support/civil-clock.ts';
import { expectSeen } from './support/expect-seen.ts';
import { agreesDates, answersEverything, decides, goesOnTo, opensFromList, recordsAttendance, releases, showing, STEPS, writesPlan } from './support/meeting.ts';

const reference = 'EX-70031';

let office: Office;
let chair: AtTeams;
let officer: AtTeams;

beforeAll(async () => {
  office = await openOffice('2026-11-23T09:00:00.000Z');
  const worker = office.companion.teams.as(PEOPLE.socialWorker);
  const slot = await books(worker, { reference, s47InitiatedOn: '2026-11-20', names: ['Quentin Canaryson', 'Zelda Canaryson'] });
  await office.companion.teams.clock.moveTo(`${slot.slice(0, 10)}T07:00:00.000Z`);
  await waitUntilTheBotWorksBy(office.companion, slot.slice(0, 10));
  chair = await office.seats(chairOf(slot), { view: 'app' });
  officer = await office.seats(PEOPLE.police, { view: 'app' }, { width: 390, height: 800 });
}, 60_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photographs(`failed-face-to-face-${task.name}`);
});
afterAll(() => office?.closes(), 30_000);

describe('a conference face to face', () => {
  it('is on the chair’s own list, and on that of those invited', async () => {
    expect(await chair.panel.getByRole('button', { name: reference }).innerText()).toContain('You chair it');
    expect(await officer.panel.getByRole('button', { name: reference }).innerText()).toContain('You are invited');
    await opensFromList(chair, reference);
    await opensFromList(officer, reference);
    await expectSeen(officer.panel.getByText('The conference has not begun'));
  });

  it('is led through its twelve steps, with every panel following', async () => {
    for (const step of STEPS) {
      await goesOnTo(chair.panel, step);
      await expectSeen(showing(officer.panel, step));
      if (step === 'Introductions and quorum') await recordsAttendance(chair.panel);
      else if (step === 'Decision') for (const child of ['Child A', 'Child B']) await decides(chair.panel, { child, categories: ['Physical abuse'], reasons: 'CanaryReason: injuries.' });
      else if (step === 'Outline plan') await writesPlan(chair.panel, [{ what: 'Visit this week', outcome: 'The children are seen', who: 'Robin Ashdown-Example', by: '2026-12-04', immediate: true }]);
      else if (step === 'Next dates') await agreesDates(chair.panel, { firstCoreGroupOn: '2026-12-10', reviewOn: '2027-02-25' });
      else await answersEverything(chair.panel);
    }
  });

  it('goes on from the same step, with the same words, when the tab is opened again', async () => {
    // What has not reached the bot when the tab is shut is nobody's promise; the last tick has, once no note says that it is being saved.
    await expect.poll(() => chair.panel.getByText('Saving…').count(), { timeout: 8_000 }).toBe(0);
    await chair.page.reload();
    await opensFromList(chair, reference);
    await expectSeen(showing(chair.panel, 'Close'));
    expect(await chair.panel.getByRole('checkbox', { name: 'Decisions were read back' }).isChecked()).toBe(true);
    expect(await chair.panel.locator('.release').first().innerText()).toContain('CanaryReason: injuries.');
  });

  it('keeps what is typed while the bot is gone, and saves it when the bot is back', async () => {
    await office.companion.killBot();
    await expectSeen(chair.panel.getByText('The connection is lost.'));
    const box = chair.panel.getByLabel('Child A (A.B.)');
    await box.fill('Robin Ashdown-Example, after school tomorrow.');
    await box.blur();
    await expectSeen(chair.panel.getByText(/^Not saved\./));
    await office.companion.startBot();
    await expectSeen(chair.panel.getByText('Connected again.'));
    await chair.panel.getByRole('button', { name: 'Retry' }).click();
    await expectSeen(chair.panel.getByText('Saved', { exact: true }));
    await chair.page.reload();
    await opensFromList(chair, reference);
    expect(await box.inputValue()).toBe('Robin Ashdown-Example, after school tomorrow.');
  });

  it('is released by the chair, and reaches the channel', async () => {
    await releases(chair.panel);
    await expectSeen(officer.panel.locator('.released'));
    await officer.page.screenshot({ path: picture('participant-personal-tab-390') });
    await chair.goesTo('Teams', 'Decisions');
    await expectSeen(chair.message('decisions', reference));
    const { messages } = (await office.companion.teams.as(PEOPLE.serviceManager).inbox()).find(({ thread }) => thread.id === DECISIONS_CHANNEL)!;
    expect(messages).toHaveLength(2);
  });

  it('left no console with a complaint, but the browser’s own about a bot that was gone', () => {
    expect(office.complaints.filter((complaint) => !complaint.includes('net::ERR_'))).toEqual([]);
  });
});
