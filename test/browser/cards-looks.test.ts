/** Every card as people see it, filled in: held to accessibility in each theme and width, and kept as pictures for a look. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DECISIONS_CHANNEL, PEOPLE } from '../journeys/companion-under-test.ts';
import { AtThePanel, beginsBooking, books, caseInputs, choosesPeople, completePlan, fillsCase, fillsFamily, offering, saying } from '../journeys/story.ts';
import { openOffice, type Office } from './support/at-teams.ts';
import { expectLooksRight } from './support/looks-right.ts';

const reference = 'EX-48213';

let office: Office;
let conferenceId = '';

beforeAll(async () => {
  office = await openOffice('2026-11-23T09:00:00.000Z');
  const worker = office.companion.teams.as(PEOPLE.socialWorker);
  await books(worker, { reference, s47InitiatedOn: '2026-11-20', names: ['Quentin Canaryson', 'Zelda Canaryson'] }, (offered) => offered.includes(PEOPLE.chairAlex));
  conferenceId = await new AtThePanel(office.companion, PEOPLE.chairAlex).finds(reference);
}, 60_000);
afterAll(() => office?.closes(), 30_000);

/** The team manager, so that messages leave again. */
async function closesIncident(): Promise<void> {
  const manager = office.companion.teams.as(PEOPLE.teamManager);
  const { message } = await manager.waitsForCard(offering('incident.close'));
  await manager.presses(message.id, 'incident.close', { words: 'It was telephoned after, and deleted unread.' });
  await manager.says(`stop all messages for ${reference}`);
  const stopped = await manager.waitsForCard(offering('messages.resume'));
  await manager.presses(stopped.message.id, 'messages.resume', { words: 'The list was put right.' });
}

describe.each([280, 1280])('the cards, %i px wide', (width) => {
  const tall = { width, height: 3_600 };

  it('are right for a social worker, from the welcome to the booking', async () => {
    const worker = office.companion.teams.as(PEOPLE.otherSocialWorker);
    for (const text of ['help', 'my conferences', 'the moon is made of cheese', 'a child is being hurt right now']) await worker.says(text);
    const faulty = await beginsBooking(worker);
    await worker.presses(faulty, 'booking.case', { ...caseInputs({ reference: '', s47InitiatedOn: '2026-02-31' }), 'label-1': 'Child A' });
    const dated = await beginsBooking(worker);
    await fillsCase(worker, dated, { reference: 'EX-50001', s47InitiatedOn: '2026-11-20' });
    await fillsFamily(worker, dated);
    await choosesPeople(worker, dated);
    const named = await beginsBooking(worker);
    await fillsCase(worker, named, { reference: 'EX-50002', s47InitiatedOn: '2026-11-20' });
    await fillsFamily(worker, named);
    const related = await beginsBooking(worker);
    await fillsCase(worker, related, { reference: 'EX-50003', s47InitiatedOn: '2026-11-20' });
    const sam = await office.seats(PEOPLE.otherSocialWorker, {}, { width, height: 6_000 });
    await sam.message('Step 4 of 4').getByRole('button', { name: 'Count and summary' }).click();
    await expectLooksRight(sam, `cards-social-worker-${width}`, {
      case: sam.message('Step 1 of 4'), family: sam.message('Step 2 of 4'), people: sam.message('Step 3 of 4'), date: sam.message('Step 4 of 4'),
    });
    await sam.leaves();
  });

  it('are right for a social worker who left much out of the family and of the list', async () => {
    const worker = office.companion.teams.as(PEOPLE.otherSocialWorker);
    const unrelated = await beginsBooking(worker);
    await fillsCase(worker, unrelated, { reference: 'EX-50004', s47InitiatedOn: '2026-11-20' });
    await worker.presses(unrelated, 'booking.family', { 'relative-0': 'Mother', 'relative-1': 'Father', 'invited-1': 'no', riskPosed: 'yes' });
    const unlisted = await beginsBooking(worker);
    await fillsCase(worker, unlisted, { reference: 'EX-50005', s47InitiatedOn: '2026-11-20' });
    await fillsFamily(worker, unlisted);
    await worker.presses(unlisted, 'booking.people', { outside: 'Ros Penn-Example', cannot: 'Mother: whenever' });
    const sam = await office.seats(PEOPLE.otherSocialWorker, {}, { width, height: 6_000 });
    await expectLooksRight(sam, `cards-wanting-${width}`, { family: sam.message('Step 2 of 4'), people: sam.message('Step 3 of 4') });
    await sam.leaves();
  });

  it('are right for the social worker who booked, a professional and the chair', async () => {
    for (const [who, oid] of Object.entries({ booked: PEOPLE.socialWorker, professional: PEOPLE.healthVisitor, chair: PEOPLE.chairAlex })) {
      const person = await office.seats(oid, {}, tall);
      await person.message(reference).waitFor();
      await person.says('my conferences');
      await person.message('My conferences', reference).waitFor();
      await expectLooksRight(person, `cards-${who}-${width}`, { list: person.message('My conferences', reference) });
      await person.leaves();
    }
  });

  it('are right for the social worker who asks what is still open, why that date, and changes the list', async () => {
    const robin = await office.seats(PEOPLE.socialWorker, {}, { width, height: 6_000 });
    await robin.message(reference).waitFor();
    // What is asked and the answer come below what is there; each further answer takes the place of the card that was pressed.
    const newest = robin.page.locator('article').nth((await robin.page.locator('article').count()) + 1);
    const presses = async (button: string, words: string): Promise<void> => {
      await newest.getByRole('button', { name: button }).click();
      await newest.filter({ hasText: words }).waitFor();
    };
    await robin.says('my conferences');
    await newest.filter({ hasText: 'My conferences' }).filter({ hasText: reference }).waitFor();
    await presses('Open', 'What waits');
    await expectLooksRight(robin, `cards-settled-${width}`, { booked: newest });
    await presses('Why this date', 'Count day by day');
    await newest.getByRole('button', { name: 'Count day by day' }).click();
    await expectLooksRight(robin, `cards-why-date-${width}`, { card: newest });
    await presses('Readiness', 'Is it ready?');
    await expectLooksRight(robin, `cards-readiness-${width}`, { card: newest });
    await presses('Change the list', 'Add somebody');
    await expectLooksRight(robin, `cards-list-change-${width}`, { card: newest });
    await presses('Readiness', 'Is it ready?');
    await presses('Answers and reports', 'Record where a report is');
    await expectLooksRight(robin, `cards-reports-${width}`, { card: newest });
    await presses('Stop all messages', 'What has happened');
    await expectLooksRight(robin, `cards-stop-messages-${width}`, { card: newest });
    await presses('What was sent', 'The newest first');
    await newest.getByRole('button', { name: 'One of these went wrong' }).click();
    await newest.getByText('Open an incident').waitFor();
    await expectLooksRight(robin, `cards-sent-messages-${width}`, { card: newest });
    await newest.getByLabel('Which message').selectOption({ index: 1 });
    await newest.getByLabel('What has happened').fill('It went to a practice of the same name.');
    await presses('Open an incident', 'An incident is open');
    await expectLooksRight(robin, `cards-incident-${width}`, { card: newest });
    await robin.leaves();
    await closesIncident();
  });

  it('are right for the diary co-ordinator, asked to confirm, and for the team manager, who confirms the list', async () => {
    for (const [who, { oid, words }] of Object.entries({ request: { oid: PEOPLE.diaryCoordinator, words: 'Confirm this booking' }, 'list-to-confirm': { oid: PEOPLE.teamManager, words: 'Confirm the list' } })) {
      const person = await office.seats(oid, {}, tall);
      await person.message(reference, words).waitFor();
      await expectLooksRight(person, `cards-${who}-${width}`, { card: person.message(reference, words) });
      await person.leaves();
    }
  });

  it('are right for the team manager who gives it to another social worker', async () => {
    const morgan = await office.seats(PEOPLE.teamManager, {}, tall);
    await morgan.message(reference).waitFor();
    // What is asked and the answer come below what is there.
    const card = morgan.page.locator('article').nth((await morgan.page.locator('article').count()) + 1);
    await morgan.says(`another social worker for ${reference}`);
    await card.filter({ hasText: 'Social worker now' }).waitFor();
    await card.getByRole('button', { name: 'Give it to them' }).click();
    await card.getByText('Please choose one of these.').waitFor();
    await expectLooksRight(morgan, `cards-other-social-worker-${width}`, { card });
    await morgan.leaves();
  });
});

/** The chair's acts without the chair's hand: a decision for each child, the plan, the release. */
async function releasesAll(): Promise<void> {
  const panel = new AtThePanel(office.companion, PEOPLE.chairAlex);
  const view = await panel.sees(conferenceId);
  if (view.kind !== 'chair') throw new Error('the chair does not see the chair’s view');
  for (const { childId } of view.children) await panel.does(conferenceId, { do: 'recordDecision', childId, outcome: 'plan', categories: ['NEG'], reasons: 'Neglect over a year, told apart from poverty.', dissent: '' });
  await panel.does(conferenceId, { do: 'recordPlan', plan: completePlan(view) });
  await panel.does(conferenceId, { do: 'release', reason: 'The day was brought forward.' });
  await office.companion.teams.as(PEOPLE.socialWorker).waitsForCard(saying('Child A', 'First core group'), { thread: DECISIONS_CHANNEL });
  await office.companion.teams.as(PEOPLE.serviceManager).waitsForCard(offering('channel.readPlan'), { thread: DECISIONS_CHANNEL });
}

describe('the channel', () => {
  beforeAll(releasesAll);

  it.each([280, 1280])('is right, %i px wide, for those who were part of it, and for those who were not', async (width) => {
    for (const [who, oid] of Object.entries({ insider: PEOPLE.socialWorker, outsider: PEOPLE.serviceManager })) {
      const person = await office.seats(oid, { thread: DECISIONS_CHANNEL }, { width, height: 2_400 });
      await person.message('outline plan').waitFor();
      await expectLooksRight(person, `channel-${who}-${width}`);
      await person.leaves();
    }
  });
});

describe('every page', () => {
  it('left its console without a complaint', () => {
    expect(office.complaints).toEqual([]);
  });
});
