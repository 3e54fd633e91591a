/** The panel filled in, as its chair and the others see it: held to accessibility in each theme and width, with pictures. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelView } from '../../bot/panel/panel-view.ts';
import { PEOPLE } from '../journeys/companion-under-test.ts';
import { AtThePanel, books, completePlan } from '../journeys/story.ts';
import { picture } from '../setup/artefacts.ts';
import { openOffice, type AtTeams, type Office } from './support/at-teams.ts';
import { expectLooksRight } from './support/looks-right.ts';
import { addsAction, joins, linksConference, opensFromList } from './support/meeting.ts';

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

describe('the panel', () => {
  const places: { readonly name: string; readonly person: AtTeams }[] = [];
  let participants: { readonly name: string; readonly person: AtTeams }[] = [];

  beforeAll(async () => {
    const beside = await office.seats(PEOPLE.chairAlex, {}, { height: 2_400 });
    await joins(beside, 'Conference meeting');
    await linksConference(beside, reference);
    const [phone, desk] = [await office.seats(PEOPLE.chairAlex, { view: 'app' }, { width: 390, height: 2_400 }), await office.seats(PEOPLE.chairAlex, { view: 'app' }, { height: 1_800 })];
    for (const tab of [phone, desk]) await opensFromList(tab, reference);
    places.push({ name: '280', person: beside }, { name: '390', person: phone }, { name: '1280', person: desk });
    const visitor = await office.seats(PEOPLE.healthVisitor, {}, { height: 1_200 });
    await joins(visitor, 'Conference meeting');
    const officer = await office.seats(PEOPLE.police, { view: 'app' }, { width: 390, height: 1_400 });
    await opensFromList(officer, reference);
    participants = [{ name: '280', person: visitor }, { name: '390', person: officer }];
  }, 60_000);

  async function chairView(): Promise<Extract<PanelView, { kind: 'chair' }>> {
    const view = await new AtThePanel(office.companion, PEOPLE.chairAlex).sees(conferenceId);
    if (view.kind !== 'chair') throw new Error('the chair does not see the chair’s view');
    return view;
  }

  async function enters(stepId: string, title: string): Promise<void> {
    await new AtThePanel(office.companion, PEOPLE.chairAlex).does(conferenceId, { do: 'enterStep', stepId, reason: 'For a look.' });
    for (const { person } of [...places, ...participants]) await person.panel.getByRole('heading', { level: 2, name: title }).waitFor();
  }

  it('is right before the conference begins, with its agenda open', async () => {
    await places[0]!.person.panel.getByRole('button', { name: /^Agenda/ }).click();
    for (const { name, person } of places) await expectLooksRight(person, `panel-chair-before-${name}`);
  });

  it('is right while attendance is taken', async () => {
    await enters('introductionsQuorum', 'Introductions and quorum');
    const { people } = await chairView();
    const statuses = ['present', 'online', 'apologies', 'deputy', 'absent'] as const;
    for (const [index, { inviteeId }] of people.slice(0, -1).entries()) {
      await new AtThePanel(office.companion, PEOPLE.chairAlex).does(conferenceId, { do: 'recordAttendance', inviteeId, status: statuses[index % statuses.length]! });
    }
    for (const { name, person } of places) await expectLooksRight(person, `panel-chair-attendance-${name}`);
    for (const { name, person } of participants) await expectLooksRight(person, `panel-participant-${name}`);
  });

  it('is right while reports and the child’s voice are gone through, and at the gate', async () => {
    await enters('reasonForConference', 'Reason for the conference');
    await places[0]!.person.page.locator('iframe').screenshot({ path: picture('panel-chair-reports-280') });
    await enters('childVoice', 'The child’s voice');
    for (const { name, person } of places) {
      await person.panel.getByRole('button', { name: 'Next step' }).click();
      await person.panel.getByLabel('Your reason for going on').waitFor();
      await expectLooksRight(person, `panel-chair-gate-${name}`);
    }
  });

  it('is right while a decision is made: one recorded, one wanting, one asked for again', async () => {
    await enters('decision', 'Decision');
    const [first] = (await chairView()).children;
    await new AtThePanel(office.companion, PEOPLE.chairAlex).does(conferenceId, { do: 'recordDecision', childId: first!.childId, outcome: 'plan', categories: ['NEG'], reasons: 'Neglect over a year, told apart from poverty.', dissent: 'Education: would first offer help in the early years.' });
    for (const { name, person } of places) {
      const card = person.panel.locator('.child-card').last();
      await card.getByRole('radio', { name: 'Child protection plan', exact: true }).check();
      await card.getByRole('checkbox', { name: 'Emotional abuse' }).check();
      // At 280 px its reasons are wanting; elsewhere it is asked for again.
      if (name !== '280') await card.getByLabel('Reasons for the decision').fill('Shouting and fear at home, most days.');
      await card.getByRole('button', { name: /^Record for/ }).click();
      await expectLooksRight(person, `panel-chair-decision-${name}`);
    }
  });

  it('is right while the plan is written', async () => {
    await enters('outlinePlan', 'Outline plan');
    for (const { name, person } of places) {
      await addsAction(person.panel, { what: 'Visit unannounced this week', outcome: 'The children are seen', who: 'Robin Ashdown-Example', by: '2026-12-04', immediate: true });
      await person.panel.getByRole('button', { name: 'Add an action' }).click();
      await person.panel.getByLabel('By when').last().fill('2027-02-26');
      await person.panel.getByText('Lead social worker, core group and dates').click();
      await person.panel.getByLabel('Seen at least every so many days').first().fill('40');
      await expectLooksRight(person, `panel-chair-plan-${name}`);
    }
  });

  it('is right when it is all read back, and when it is released', async () => {
    const panel = new AtThePanel(office.companion, PEOPLE.chairAlex);
    const view = await chairView();
    for (const { childId } of view.children) await panel.does(conferenceId, { do: 'recordDecision', childId, outcome: 'plan', categories: ['NEG', 'EMO'].filter((code) => view.categories.some(({ value }) => value === code)), reasons: 'Neglect over a year, told apart from poverty.', dissent: '' });
    for (const { person } of places) await person.page.reload();
    await panel.does(conferenceId, { do: 'recordPlan', plan: { ...completePlan(view), aim: '' } });
    await panel.does(conferenceId, { do: 'enterStep', stepId: 'close', reason: 'For a look.' });
    const [beside, ...tabs] = places;
    for (const { person } of tabs) await opensFromList(person, reference);
    for (const { name, person } of places) {
      await person.panel.getByRole('button', { name: 'Release decisions and outline plan' }).click();
      await expectLooksRight(person, `panel-chair-release-${name}`);
    }
    await beside!.person.panel.getByLabel('Your reason for releasing').fill('The aim is agreed at the core group.');
    await beside!.person.panel.getByRole('button', { name: 'Yes, release now' }).click();
    for (const { name, person } of places) {
      await person.panel.locator('.released').waitFor();
      await expectLooksRight(person, `panel-chair-released-${name}`);
    }
  });
});

describe('every page', () => {
  it('left its console without a complaint', () => {
    expect(office.complaints).toEqual([]);
  });
});
