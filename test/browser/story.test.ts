/** The story a newcomer lives, from the first chat message to the decision in the channel, at the page itself. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DECISIONS_CHANNEL, PEOPLE } from '../journeys/companion-under-test.ts';
import { picture } from '../setup/artefacts.ts';
import { openOffice, type AtTeams, type Office } from './support/at-teams.ts';
import { expectSeen } from './support/expect-seen.ts';
import { booksSlot, fillsCase, fillsFamily, invitesPeople } from './support/booking.ts';
import { agreesDates, answersEverything, decides, goesOnTo, joins, linksConference, recordsAttendance, releases, showing, STEPS, writesPlan, type Step } from './support/meeting.ts';

const reference = 'EX-48213';
const meeting = 'Conference meeting';
const familyWords = /Canary|Child A|Child B|A\.B\.|C\.B\.|neglect|calm home/i;

let office: Office;
let worker: AtTeams;
let visitor: AtTeams;
let chair: AtTeams;

beforeAll(async () => {
  office = await openOffice('2026-11-23T09:00:00.000Z');
}, 60_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photographs(`failed-story-${task.name}`);
});
afterAll(() => office?.closes(), 30_000);

describe('a social worker', () => {
  it('is greeted by one welcome card that says what to do when a child is in danger', async () => {
    worker = await office.seats(PEOPLE.socialWorker);
    const welcome = worker.message('If a child is in immediate danger, call 999.');
    await welcome.waitFor();
    expect(await worker.page.locator('article').count()).toBe(1);
    expect(await welcome.innerText()).toContain('0115 496 0999');
    await worker.page.screenshot({ path: picture('social-worker-welcome') });
  });

  it('types “book an ICPC” and fills in the case, with two children', async () => {
    await worker.says('book an ICPC');
    await fillsCase(worker, { reference, s47InitiatedOn: '2026-11-20' });
    const people = await fillsFamily(worker);
    expect(await people.innerText()).toContain('Team manager (required)');
  });

  it('sees the latest lawful date, the rule behind it, and how it was counted', async () => {
    const date = await invitesPeople(worker);
    expect(await date.innerText()).toMatch(/Latest lawful date: Thursday 10 December 2026\.[^]*NOT-002/);
    expect(await date.innerText()).not.toContain('Mon 7 – Thu 10 Dec: Days 12–15');
    await date.getByRole('button', { name: 'Count and summary' }).click();
    expect(await date.innerText()).toMatch(/Fri 20 Nov: Day 1[^]*Mon 7 – Thu 10 Dec: Days 12–15/);
    await worker.page.screenshot({ path: picture('social-worker-date') });
  });

  it('books a free time, and the card becomes the booking', async () => {
    await booksSlot(worker, 'Wed 2 Dec 2026, 09:30 to 11:30 · Alex Wren-Example');
    const card = await worker.message('Conference booked').innerText();
    expect(card).toMatch(/EX-48213[^]*Wednesday 2 December 2026 at 09:30/);
    expect(await worker.message('Conference booked').getByRole('button', { name: 'Book this conference' }).count()).toBe(0);
    await worker.page.screenshot({ path: picture('social-worker-booked') });
  });
});

describe('a professional', () => {
  it('has an invitation with the day the report is due', async () => {
    visitor = await office.seats(PEOPLE.healthVisitor);
    const invitation = visitor.message('You are invited to a child protection conference');
    expect(await invitation.innerText()).toMatch(/Your report is due by Tuesday 1 December 2026 at 09:30[^]*NOT-048/);
    expect(await invitation.innerText()).not.toMatch(familyWords);
    await visitor.page.screenshot({ path: picture('professional-invited') });
  });

  it('gets the reminder when the page’s clock is moved on', async () => {
    await visitor.movesClockTo('2026-12-02T09:05');
    await expectSeen(visitor.message('Reminder'));
    await visitor.page.screenshot({ path: picture('professional-reminded') });
  });

  it('says that the report is sent, and the reminder settles', async () => {
    await visitor.message('Reminder').getByRole('button', { name: 'I have sent my report' }).click();
    const settled = visitor.message('You said on Wednesday 2 December 2026 that your report was sent.');
    await expectSeen(settled);
    expect(await settled.getByRole('button', { name: 'I have sent my report' }).count()).toBe(0);
  });
});

describe('the chair, and everyone at the panel beside the meeting', () => {
  const reasonForGoingOn = 'The household is gone through with the family after the break.';

  it('opens the meeting and says which conference it is for', async () => {
    chair = await office.seats(PEOPLE.chairAlex);
    await expectSeen(chair.message('You chair this conference'));
    await chair.page.screenshot({ path: picture('chair-briefed') });
    await joins(chair, meeting);
    await joins(visitor, meeting);
    await expectSeen(visitor.panel.getByText('The chair has not opened a conference in this meeting yet.'));
    await linksConference(chair, reference);
    await expectSeen(visitor.panel.getByRole('heading', { name: `Conference ${reference}` }));
    expect(await chair.page.locator('iframe').evaluate((frame) => frame.getBoundingClientRect().width)).toBe(280);
  });

  it.each(STEPS.slice(0, 8))('walks on to “%s”, and the other panel follows', async (step) => {
    await goesOnTo(chair.panel, step, before(step) === 'Family details' ? reasonForGoingOn : undefined);
    await expectSeen(showing(visitor.panel, step));
    if (step === 'Introductions and quorum') await recordsAttendance(chair.panel, ['Noor Finch-Example']);
    else if (step !== 'Family details') await answersEverything(chair.panel);
  });

  it('records a decision for each child, each asked for twice', async () => {
    await goesOnTo(chair.panel, 'Decision');
    await showing(visitor.panel, 'Decision').waitFor();
    await decides(chair.panel, { child: 'Child A (A.B.)', categories: ['Neglect'], reasons: 'CanaryReason: neglect over a year.' });
    await decides(chair.panel, { child: 'Child B (C.B.)', categories: ['Neglect', 'Emotional abuse'], reasons: 'CanaryReason: too young to be left.' });
    const cards = await chair.panel.locator('.child-card').allInnerTexts();
    expect(cards).toEqual([expect.stringContaining('Child protection plan, under neglect.'), expect.stringContaining('under neglect and emotional abuse.')]);
    await chair.page.screenshot({ path: picture('chair-decided') });
  });

  it('writes the outline plan and agrees the dates, until nothing is missing', async () => {
    await goesOnTo(chair.panel, 'Outline plan');
    await writesPlan(chair.panel, [
      { what: 'Visit unannounced this week', outcome: 'The children are seen and heard', who: 'Robin Ashdown-Example', by: '2026-12-04', immediate: true },
      { what: 'Weigh the baby every fortnight', outcome: 'The baby grows as expected', who: 'Priya Heron-Example', by: '2027-02-26' },
    ]);
    await chair.page.screenshot({ path: picture('chair-plan') });
    await goesOnTo(chair.panel, 'Next dates');
    await agreesDates(chair.panel, { firstCoreGroupOn: '2026-12-10', reviewOn: '2027-02-25' });
    expect(await chair.panel.getByRole('heading', { name: 'Still missing' }).isVisible()).toBe(false);
    await showing(visitor.panel, 'Next dates').waitFor();
  });

  it('has shown the other panel nothing but where the conference is', async () => {
    const seen = await visitor.panel.locator('body').innerText();
    expect(seen).toContain('What happens now');
    expect(seen).not.toMatch(familyWords);
    await visitor.page.screenshot({ path: picture('participant-following') });
  });

  it('reads it all back, and only then releases', async () => {
    await goesOnTo(chair.panel, 'Close');
    await answersEverything(chair.panel);
    const close = await chair.panel.locator('.release').first().innerText();
    expect(close).toMatch(/CanaryReason: neglect over a year\.[^]*Weigh the baby every fortnight[^]*10 December 2026/);
    expect(await decisionsInChannel()).toBe(0);
    await releases(chair.panel);
    await expectSeen(visitor.panel.locator('.released'));
    await chair.page.screenshot({ path: picture('chair-released') });
  });
});

describe('the channel', () => {
  it('shows an outsider that something was decided, and no more', async () => {
    const outsider = await office.seats(PEOPLE.serviceManager, { thread: DECISIONS_CHANNEL });
    await outsider.message('outline plan', 'Read the plan').waitFor();
    const decision = outsider.message('decisions', 'Read the decisions');
    await decision.getByRole('button', { name: 'Read the decisions' }).click();
    await expectSeen(outsider.page.getByText('Only people who were part of this conference can read this.'));
    await outsider.page.screenshot({ path: picture('channel-outsider') });
    expect(await outsider.page.locator('body').innerText()).not.toMatch(familyWords);
    await outsider.leaves();
  });

  it('opens for the social worker, without being asked', async () => {
    await worker.goesTo('Teams', 'Decisions');
    await expectSeen(worker.message('CanaryReason: neglect over a year.', 'Child B'));
    await expectSeen(worker.message('calm home', 'Visit unannounced this week'));
    await worker.page.screenshot({ path: picture('channel-social-worker') });
  });
});

describe('every page of the story', () => {
  it('left its console without a complaint', () => {
    expect(office.complaints).toEqual([]);
  });
});

function before(step: Step): Step | undefined {
  return STEPS[STEPS.indexOf(step) - 1];
}

async function decisionsInChannel(): Promise<number> {
  const threads = await office.companion.teams.as(PEOPLE.serviceManager).inbox();
  return threads.find(({ thread }) => thread.id === DECISIONS_CHANNEL)?.messages.length ?? 0;
}
