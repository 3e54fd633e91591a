/** At the meeting, and at the panel beside it: joining, linking, and the chair's way through the steps. */
import type { FrameLocator, Locator } from 'playwright-core';
import type { AtTeams } from './at-teams.ts';

export const STEPS = [
  'Opening', 'Introductions and quorum', 'Family details', 'Reason for the conference', 'Information', 'The child’s voice',
  'The family’s views', 'Analysis of risk', 'Decision', 'Outline plan', 'Next dates', 'Close',
] as const;

export type Step = (typeof STEPS)[number];

export async function joins(person: AtTeams, meeting: string): Promise<void> {
  await person.goesTo('Meetings', meeting);
  await person.page.getByRole('button', { name: 'Join' }).click();
  await person.page.getByRole('button', { name: 'Leave' }).waitFor();
}

/** The chair says which conference the meeting is for. */
export async function linksConference(chair: AtTeams, reference: string): Promise<void> {
  await chair.panel.getByRole('radio', { name: reference }).check();
  await chair.panel.getByRole('button', { name: 'Use this meeting for it' }).click();
  await chair.panel.getByRole('heading', { name: `Conference ${reference}` }).waitFor();
}

/** From the personal tab's list. */
export async function opensFromList(person: AtTeams, reference: string): Promise<void> {
  await person.panel.getByRole('button', { name: reference }).click();
  await person.panel.getByRole('heading', { name: `Conference ${reference}` }).waitFor();
}

/** The heading that says which step a panel is on. */
export function showing(panel: FrameLocator, step: Step): Locator {
  return panel.getByRole('heading', { level: 2, name: step, exact: true });
}

/** On to this step, by the panel's own button; a gate on the way is given `reason`, and is a mistake where there is none. */
export async function goesOnTo(panel: FrameLocator, step: Step, reason?: string): Promise<void> {
  await panel.getByRole('button', { name: step === 'Opening' ? 'Begin' : 'Next step' }).click();
  if (reason !== undefined) {
    await panel.getByLabel('Your reason for going on').fill(reason);
    await panel.getByRole('button', { name: 'Go on anyway' }).click();
  }
  await showing(panel, step).waitFor();
}

/** Ticks every box, gives every question its first answer and writes in every text box of the step in hand. */
export async function answersEverything(panel: FrameLocator): Promise<void> {
  const captures = panel.locator('.captures');
  for (const box of await captures.getByRole('checkbox').all()) await box.check();
  const questions = new Set(await captures.getByRole('radio').evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).name)));
  for (const question of questions) await captures.locator(`input[name="${question}"]`).first().check();
  for (const box of await captures.getByRole('textbox').all()) await box.fill('Said, heard and written down as an example.');
}

/** Everyone on the list is present, but for those named as having sent apologies. */
export async function recordsAttendance(panel: FrameLocator, apologies: readonly string[] = []): Promise<void> {
  for (const person of await panel.locator('.people').getByRole('group').all()) {
    const name = await person.locator('strong').innerText();
    await person.getByRole('radio', { name: apologies.includes(name) ? 'Apologies' : 'Present' }).check();
  }
}

export type Decision = { readonly child: string; readonly categories: readonly string[]; readonly reasons: string };

/** A plan for this child; asked for twice, as the panel does. */
export async function decides(panel: FrameLocator, { child, categories, reasons }: Decision): Promise<void> {
  const card = panel.locator('.child-card').filter({ has: panel.getByRole('heading', { name: child }) });
  await card.getByRole('radio', { name: 'Child protection plan', exact: true }).check();
  for (const category of categories) await card.getByRole('checkbox', { name: category }).check();
  await card.getByLabel('Reasons for the decision').fill(reasons);
  await card.getByRole('button', { name: /^Record for/ }).click();
  await card.getByRole('button', { name: /^Yes, record/ }).click();
  await card.getByRole('button', { name: /^Change/ }).waitFor();
}

export type Action = { readonly what: string; readonly outcome: string; readonly who: string; readonly by: string; readonly immediate?: boolean };

export async function addsAction(panel: FrameLocator, { what, outcome, who, by, immediate = false }: Action): Promise<void> {
  await panel.getByRole('button', { name: 'Add an action' }).click();
  const form = panel.locator('.action-form:visible');
  await form.getByLabel('What will be done').fill(what);
  await form.getByLabel('Outcome it works towards').fill(outcome);
  await form.getByLabel('Who').fill(who);
  await form.getByLabel('By when').fill(by);
  await form.getByLabel('Immediate action').setChecked(immediate);
  await form.getByRole('button', { name: 'Done' }).click();
}

export async function writesPlan(panel: FrameLocator, actions: readonly Action[]): Promise<void> {
  await panel.getByLabel('Aim of the plan').fill('The children live in a calm home and are seen often.');
  for (const action of actions) await addsAction(panel, action);
  await panel.getByLabel('What is not negotiable').fill('No contact with the person who caused the harm.');
  for (const child of await panel.locator('.plan .child-card').all()) {
    await child.getByLabel('Seen at least every so many days').fill('10');
    await child.getByLabel('If the plan does not work').fill('A legal planning meeting within five working days.');
  }
  await savesPlan(panel);
}

export type Dates = { readonly firstCoreGroupOn: string; readonly reviewOn: string };

export async function agreesDates(panel: FrameLocator, { firstCoreGroupOn, reviewOn }: Dates): Promise<void> {
  for (const member of ['Robin Ashdown-Example', 'Priya Heron-Example', 'Mother']) await panel.getByRole('checkbox', { name: member }).check();
  await panel.getByLabel('First core group').fill(firstCoreGroupOn);
  await panel.getByLabel('Review conference: date').fill(reviewOn);
  await panel.getByLabel('Review conference: time').fill('10:00');
  await savesPlan(panel);
}

async function savesPlan(panel: FrameLocator): Promise<void> {
  await panel.getByRole('button', { name: 'Save plan' }).click();
  await panel.locator('.plan-saver').getByText('Plan saved').waitFor();
}

/** The second act, and its own question. */
export async function releases(panel: FrameLocator): Promise<void> {
  await panel.getByRole('button', { name: 'Release decisions and outline plan' }).click();
  await panel.getByRole('button', { name: 'Yes, release now' }).click();
  await panel.locator('.released').waitFor();
}
