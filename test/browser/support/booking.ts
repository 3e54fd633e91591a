/** A social worker at the three booking cards, filling them as they are drawn. */
import type { Locator } from 'playwright-core';
import type { AtTeams } from './at-teams.ts';

export type Family = { readonly reference: string; readonly s47InitiatedOn: string; readonly format?: 'Face to face' | 'Hybrid' | 'On Teams' };

/** Invited by role and name; nobody is left out who is required. */
const INVITED = ['Morgan Vale-Example', 'Noor Finch-Example', 'Priya Heron-Example', 'Chris Lark-Example', 'Pat Swift-Example'];

export async function fillsCase(worker: AtTeams, { reference, s47InitiatedOn, format = 'Hybrid' }: Family): Promise<Locator> {
  const card = worker.message('Step 1 of 3');
  await card.getByRole('button', { name: 'Add a child' }).click();
  await card.getByLabel('Child 2: label').waitFor();
  await card.getByLabel('Case reference').fill(reference);
  await card.getByLabel('Date the section 47 enquiry was initiated').fill(s47InitiatedOn);
  await card.getByRole('radio', { name: format }).check();
  await card.getByLabel('Child 1: initials').fill('A.B.');
  await card.getByLabel('Child 1: age').fill('4');
  await card.getByLabel('Child 1: full name').fill('Quentin Canaryson');
  await card.getByLabel('Child 2: initials').fill('C.B.');
  await card.getByLabel('Child 2: age').fill('7 months');
  await card.getByRole('button', { name: 'Continue' }).click();
  const next = worker.message('Step 2 of 3');
  await next.waitFor();
  return next;
}

export async function invitesPeople(worker: AtTeams): Promise<Locator> {
  const card = worker.message('Step 2 of 3');
  for (const name of INVITED) await card.getByRole('checkbox', { name }).check();
  await card.getByLabel('Family members to invite').fill('Mother\nGrandfather');
  await card.getByRole('button', { name: 'Continue' }).click();
  const next = worker.message('Step 3 of 3');
  await next.waitFor();
  return next;
}

/** Books this free time, looking through more times until it is offered. */
export async function booksSlot(worker: AtTeams, words: string): Promise<void> {
  const card = worker.message('Step 3 of 3');
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
