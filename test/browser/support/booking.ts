/** A social worker at the four booking cards, filling them as they are drawn. */
import type { Locator } from 'playwright-core';
import { PEOPLE } from '../../journeys/companion-under-test.ts';
import type { AtTeams } from './at-teams.ts';

export type Family = { readonly reference: string; readonly s47InitiatedOn: string; readonly format?: 'Face to face' | 'Hybrid' | 'On Teams' };

/** Those still to be chosen: the manager who agreed and the family’s GP are on the list by themselves. */
const INVITED = ['Priya Heron-Example', 'Chris Lark-Example', 'Pat Swift-Example'];

export async function fillsCase(worker: AtTeams, { reference, s47InitiatedOn, format = 'Hybrid' }: Family): Promise<Locator> {
  const card = worker.message('Step 1 of 4');
  await card.getByRole('button', { name: 'Add a child' }).click();
  await card.getByLabel('Child 2: label').waitFor();
  await card.getByLabel('Case reference').fill(reference);
  await card.getByLabel('Section 47 enquiry initiated on').fill(s47InitiatedOn);
  await chooses(card, 'Did the enquiry find significant harm', 'yes');
  await chooses(card, 'Team manager who agreed', PEOPLE.teamManager);
  await card.getByLabel('Agreed on').fill(s47InitiatedOn);
  await card.getByLabel('Agreed at').fill('11:00');
  await card.getByRole('radio', { name: format }).check();
  if (format !== 'On Teams') await chooses(card, 'Does anybody need a room without steps?', 'yes');
  await chooses(card, 'What you and the team manager will recommend', 'plan');
  await chooses(card, 'Under which category, if a plan', 'NEG');
  await card.getByLabel('Child 1: initials').fill('A.B.');
  await card.getByLabel('Child 1: age').fill('4');
  await card.getByLabel('Child 2: initials').fill('C.B.');
  await card.getByLabel('Child 2: age').fill('7 months');
  return goesOn(worker, card, 'Step 2 of 4');
}

export async function fillsFamily(worker: AtTeams): Promise<Locator> {
  const card = worker.message('Step 2 of 4');
  for (const who of ['Mother', 'Father']) {
    await chooses(card, `${who}: parental responsibility?`, 'yes');
    await chooses(card, `${who}: invite?`, 'byHand');
    await chooses(card, `${who}: GP`, PEOPLE.generalPractitioner);
  }
  await chooses(card, 'Child A: takes part', 'viewsSent');
  await chooses(card, 'Child B: takes part', 'viewsSent');
  await card.getByLabel('Child A: full name').fill('Quentin Canaryson');
  await chooses(card, 'The children’s GP', PEOPLE.generalPractitioner);
  await chooses(card, 'pose a risk to those who come', 'no');
  return goesOn(worker, card, 'Step 3 of 4');
}

export async function invitesPeople(worker: AtTeams): Promise<Locator> {
  const card = worker.message('Step 3 of 4');
  for (const name of INVITED) await card.getByRole('checkbox', { name }).first().check();
  await card.getByLabel('If somebody could not be asked, say why').fill('They are asked by telephone today.');
  return goesOn(worker, card, 'Step 4 of 4');
}

/** A choice in a list that folds, or in one whose choices are all on view. */
async function chooses(card: Locator, label: string, value: string): Promise<void> {
  const list = card.getByLabel(label);
  if ((await list.evaluate((element) => element.tagName)) === 'SELECT') await list.selectOption(value);
  else await list.locator(`input[value="${value}"]`).check();
}

async function goesOn(worker: AtTeams, card: Locator, step: string): Promise<Locator> {
  await card.getByRole('button', { name: 'Continue' }).click();
  const next = worker.message(step);
  await next.waitFor();
  return next;
}

/** Books this free time, looking through more times until it is offered. */
export async function booksSlot(worker: AtTeams, words: string): Promise<void> {
  const card = worker.message('Step 4 of 4');
  const slot = card.getByRole('radio', { name: words });
  const more = card.getByRole('button', { name: 'More times' });
  while ((await slot.count()) === 0) {
    const first = await card.getByRole('radio').first().inputValue();
    await more.click();
    await card.locator(`input[value="${first}"]`).waitFor({ state: 'detached' });
  }
  await slot.check();
  await card.getByRole('button', { name: 'Book this conference' }).click();
  await worker.message('Conference booked').waitFor();
}
