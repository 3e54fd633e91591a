// The people picker of a card: in a browser as people use it, by script as the driver does, and what is refused of it.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { drive } from '../../local/driver.ts';
import { britishReader, launchBrowser } from '../setup/chromium.ts';
import { bench, card, message, people } from './stand-in-bot.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Bench } from './stand-in-bot.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let teams: Bench;
beforeAll(async () => {
  teams = await bench();
  await teams.settled();
});
afterAll(() => teams?.stop());

const as = (oid: string) => drive(teams.url).as(oid);
const personalOf = async (oid: string) => (await as(oid).threads()).find(({ kind }) => kind === 'personal')!.id;
const activitiesOf = (id: string) => `/v3/conversations/${encodeURIComponent(id)}/activities`;
const posts = async (oid: string, content: object) => teams.calls('POST', activitiesOf(await personalOf(oid)), message(content));
const picker = (more: object = {}) => ({
  type: 'Input.ChoiceSet', id: 'who', label: 'Who is invited', isMultiSelect: true, choices: [{ title: 'Max Fell-Example, paediatrician', value: 'contact:paediatrics' }],
  'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' }, ...more,
});
const form = (more: object = {}) => card({ body: [picker(more)], actions: [{ type: 'Action.Execute', title: 'Save', verb: 'save', data: { op: 'op-1' } }] });
const heardWho = async (): Promise<unknown> => (await teams.hears(({ type }) => type === 'invoke')).activity.value.action.data;

describe('in the browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    teams.received.length = 0;
    context = await browser.newContext({ ...britishReader, viewport: { width: 1280, height: 800 } });
  });
  afterEach(() => context.close());

  const opened = async (oid: string, more: object = {}): Promise<Page> => {
    await posts(oid, form(more));
    const page = await context.newPage();
    await page.goto(`${teams.url}/?as=${oid}&thread=${encodeURIComponent(await personalOf(oid))}`);
    await page.getByRole('combobox', { name: 'Who is invited' }).last().waitFor();
    return page;
  };

  it('finds somebody by the beginning of a name, beside the card’s own choices, and sends their Entra id', async () => {
    const page = await opened(people.robin);
    const box = page.getByRole('combobox', { name: 'Who is invited' });
    await box.fill('pri');
    await page.getByRole('option', { name: /Priya Heron-Example/ }).click();
    await box.fill('paed');
    await page.getByRole('option', { name: /Max Fell-Example/ }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await heardWho()).toEqual({ op: 'op-1', who: `${people.priya},contact:paediatrics` });
  });

  it('is worked by keys alone, and nobody is found where nobody is', async () => {
    const page = await opened(people.sam);
    await page.getByRole('combobox', { name: 'Who is invited' }).focus();
    await page.keyboard.type('health');
    await page.getByRole('option', { name: /Priya/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove Priya Heron-Example' }).waitFor();
    await page.keyboard.type('zz');
    await page.getByText('Nobody found.').waitFor();
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Backspace');
    await page.getByRole('button', { name: 'Remove Priya Heron-Example' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await heardWho()).toEqual({ op: 'op-1' });
  });

  it('shows those whom the card has chosen already by name, and takes one alone where it asks for one', async () => {
    const page = await opened(people.morgan, { value: people.priya, isMultiSelect: false });
    await page.getByRole('button', { name: 'Remove Priya Heron-Example' }).waitFor();
    await page.getByRole('combobox', { name: 'Who is invited' }).fill('noor');
    await page.getByRole('option', { name: /Noor Finch-Example/ }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await heardWho()).toEqual({ op: 'op-1', who: people.noor });
  });

  it('can be used by everybody: with the list open, and on a narrow screen', async () => {
    const page = await opened(people.lee, { value: people.noor });
    await page.setViewportSize({ width: 320, height: 700 });
    await page.getByRole('combobox', { name: 'Who is invited' }).fill('social');
    await page.getByRole('option', { name: /Ashdown-Example/ }).last().waitFor();
    await page.evaluate(axeSource);
    const found = (await page.evaluate('axe.run(".card")')) as { violations: { id: string; nodes: { html: string }[] }[] };
    expect(found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.locator('.card').last().evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  });

  it('leaves other lists of choices as they were', async () => {
    const page = await opened(people.dana);
    await posts(people.dana, card({ body: [{ type: 'Input.ChoiceSet', id: 'format', label: 'Format', value: 'hybrid', choices: [{ title: 'Hybrid', value: 'hybrid' }, { title: 'Virtual', value: 'virtual' }] }], actions: [{ type: 'Action.Execute', title: 'Keep', verb: 'keep' }] }));
    await page.getByLabel('Format').selectOption('virtual');
    await page.getByRole('button', { name: 'Keep' }).click();
    expect(await heardWho()).toEqual({ format: 'virtual' });
  });
});

describe('by script', () => {
  beforeEach(() => {
    teams.received.length = 0;
  });

  it('takes people of the directory and the card’s own choices, and nobody else', async () => {
    const { body } = await posts(people.jo, form());
    const id = body.id as string;
    const [priya] = await as(people.jo).findsPeople('priya her');
    await as(people.jo).presses(id, 'Save', { who: `${priya!.oid},contact:paediatrics` });
    expect(await heardWho()).toMatchObject({ who: `${people.priya},contact:paediatrics` });
    await expect(as(people.jo).presses(id, 'Save', { who: '00000000-0000-4000-8000-00000000dead' })).rejects.toThrow('does not find');
  });

  it('takes no second person where one is asked for', async () => {
    const { body } = await posts(people.jo, form({ isMultiSelect: false }));
    await expect(as(people.jo).presses(body.id as string, 'Save', { who: `${people.priya},${people.noor}` })).rejects.toThrow('takes one person');
  });

  it('finds by the beginnings of words, never more than ten, and nobody for nothing', async () => {
    const jo = as(people.jo);
    expect((await jo.findsPeople('WORK')).map(({ designation }) => designation)).toEqual(['Social worker', 'Social worker']);
    expect(await jo.findsPeople('   ')).toEqual([]);
    expect((await jo.findsPeople('example')).length).toBe(10);
  });
});

describe('what Teams would not look up', () => {
  const refusal = { status: 400, body: { error: { code: 'BadSyntax' } } };
  it.each([
    ['a dataset of the bot’s own', { 'choices.data': { type: 'Data.Query', dataset: 'cases' } }],
    ['a dataset that only begins like it', { 'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users/all' } }],
    ['something that is no query', { 'choices.data': 'graph.microsoft.com/users' }],
    ['a picker without a list of choices', { choices: undefined }],
  ])('is refused: %s', async (_name, more) => {
    expect(await posts(people.alex, form(more))).toMatchObject(refusal);
  });

  it('but people in the same chat are', async () => {
    expect(await posts(people.alex, form({ 'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users?scope=currentContext' } }))).toMatchObject({ status: 201 });
  });
});
