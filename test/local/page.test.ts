// The page itself, in a real browser, with a panel under the real TeamsJS.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { drive } from '../../local/driver.ts';
import directory from '../../local/directory.json' with { type: 'json' };
import { britishReader, launchBrowser } from '../setup/chromium.ts';
import { bench, card, message, people } from './stand-in-bot.ts';
import { panelPages } from './stand-in-panel.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Bench, Wire } from './stand-in-bot.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let teams: Bench;
let browser: Browser;
let context: BrowserContext;
const complaints: string[] = [];

beforeAll(async () => {
  teams = await bench({}, await panelPages());
  await teams.settled();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await teams?.stop();
});
beforeEach(async () => {
  complaints.length = 0;
  context = await browser.newContext({ ...britishReader, viewport: { width: 1280, height: 800 } });
});
afterEach(async () => {
  await context.close();
  // TeamsJS asks Microsoft for its list of hosts; there is no network here, and that is all that may be complained of.
  const own = complaints.filter((text) => !text.includes('ERR_NAME_NOT_RESOLVED') && !text.includes('ERR_INTERNET_DISCONNECTED'));
  if (own.length > 0) throw new Error(`the browser's console has errors: ${own.join('; ')}`);
});

const as = (oid: string) => drive(teams.url).as(oid);
const threadOf = async (oid: string, kind: string) => (await as(oid).threads()).find((thread) => thread.kind === kind)!;
const activitiesOf = (id: string) => `/v3/conversations/${encodeURIComponent(id)}/activities`;
const opened = async (oid: string, more = ''): Promise<Page> => {
  const page = await context.newPage();
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${teams.url}/?as=${oid}${more}`);
  return page;
};
const form = card({
  body: [
    { type: 'TextBlock', text: 'Book a conference', style: 'heading' },
    { type: 'Input.Text', id: 'reference', label: 'Case reference', isRequired: true, errorMessage: 'Give the case reference' },
    { type: 'Input.Date', id: 'on', label: 'Enquiry initiated on' },
  ],
  actions: [{ type: 'Action.Execute', title: 'Save', verb: 'save' }],
});

describe('a chat', () => {
  it('shows what the bot sends within a second, takes a filled form, and settles it in place', async () => {
    const page = await opened(people.robin);
    await page.getByLabel('Write a message').fill('book please');
    await page.keyboard.press('Enter');
    await page.getByText('book please').last().waitFor();
    await teams.hears(({ text }) => text === 'book please');

    const { id } = await threadOf(people.robin, 'personal');
    await teams.calls('POST', activitiesOf(id), message(form));
    await page.getByRole('heading', { name: 'Book a conference' }).waitFor({ timeout: 1000 });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Give the case reference').waitFor();
    expect(teams.received.some(({ activity }) => activity.type === 'invoke')).toBe(false);

    const settled = card({ body: [{ type: 'TextBlock', text: 'Booked under CASE-7' }] });
    teams.answers(() => ({ status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: settled } }));
    await page.getByLabel('Case reference').fill('CASE-7');
    await page.getByLabel('Enquiry initiated on').fill('2026-12-01');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Booked under CASE-7').waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    const { activity } = await teams.hears(({ type }) => type === 'invoke');
    expect(activity.value.action.data).toEqual({ reference: 'CASE-7', on: '2026-12-01' });
  });
  it('keeps what is half typed into a card when other things arrive and the theme changes', async () => {
    const { id } = await threadOf(people.sam, 'personal');
    await teams.calls('POST', activitiesOf(id), message(form));
    const page = await opened(people.sam);
    await page.getByLabel('Case reference').fill('half a refer');
    await teams.calls('POST', activitiesOf(id), { type: 'message', text: 'something else' });
    await page.getByText('something else').last().waitFor();
    await page.getByLabel('Theme').selectOption('dark');
    expect(await page.getByLabel('Case reference').inputValue()).toBe('half a refer');
  });
  it('says why when the bot fails, beside the card, and leaves it usable', async () => {
    const { id } = await threadOf(people.dana, 'personal');
    await teams.calls('POST', activitiesOf(id), message(card({ actions: [{ type: 'Action.Execute', title: 'Try', verb: 'try' }] })));
    teams.answers(() => ({ status: 501 }));
    const page = await opened(people.dana);
    await page.getByRole('button', { name: 'Try' }).click();
    await page.getByRole('alert').getByText('Something went wrong').waitFor();
    expect(await page.getByRole('button', { name: 'Try' }).isEnabled()).toBe(true);
    teams.answers(() => ({ status: 200 }));
  });
  it('shows Markdown as Teams does, and HTML as plain words', async () => {
    const { id } = await threadOf(people.lee, 'personal');
    await teams.calls('POST', activitiesOf(id), { type: 'message', text: '**bold** <img src=x onerror=alert(1)> [bad](javascript:alert(1)) [good](https://example.org)' });
    const page = await opened(people.lee);
    const words = page.locator('.words').last();
    await words.waitFor();
    expect(await words.locator('strong').innerText()).toBe('bold');
    expect(await words.locator('img').count()).toBe(0);
    expect(await words.locator('a').count()).toBe(1);
    expect(await words.innerText()).toContain('<img src=x onerror=alert(1)>');
  });
});

describe('a dialog', () => {
  it('opens over the page, is filled and submitted, and gives the focus back when it closes', async () => {
    const { id } = await threadOf(people.jo, 'personal');
    const opener = card({ actions: [{ type: 'Action.Submit', title: 'Write', data: { msteams: { type: 'task/fetch' } } }] });
    const inside = card({ body: [{ type: 'Input.Text', id: 'words', label: 'What was said' }], actions: [{ type: 'Action.Submit', title: 'Keep', data: { verb: 'keep' } }] });
    await teams.calls('POST', activitiesOf(id), message(opener));
    teams.answers(({ activity }) =>
      activity.name === 'task/fetch' ? { status: 200, body: { task: { type: 'continue', value: { title: 'In their words', card: { content: inside } } } } } : { status: 200 },
    );
    const page = await opened(people.jo);
    await page.getByRole('button', { name: 'Write' }).click();
    const dialog = page.getByRole('dialog', { name: 'In their words' });
    await dialog.getByLabel('What was said').fill('I like the garden');
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { activity } = await teams.hears(({ name }) => name === 'task/submit');
    expect(activity.value.data).toEqual({ verb: 'keep', words: 'I like the garden' });
    expect(await page.getByRole('button', { name: 'Write' }).evaluate((button) => button.matches(':focus'))).toBe(true);
    teams.answers(() => ({ status: 200 }));
  });
});

describe('two people at once', () => {
  it('see their own, are marked unread, and get a toast with the summary and nothing more', async () => {
    const [alex, robin] = [await opened(people.alex, '&view=calendar'), await opened(people.robin)];
    const { id } = await threadOf(people.alex, 'personal');
    await teams.calls('POST', activitiesOf(id), message(card({ body: [{ type: 'TextBlock', text: 'Child A, sensitive' }] })));
    await alex.locator('.toast').waitFor({ timeout: 1500 });
    expect(await alex.locator('.toast').innerText()).toContain('A card for you');
    expect(await alex.locator('body').innerText()).not.toContain('sensitive');
    expect(await robin.locator('.toast').count()).toBe(0);
    await robin.locator('.person-button .dot').waitFor();
    await alex.locator('.toast').click();
    await alex.getByText('Child A, sensitive').waitFor();
    await alex.locator('.rail .dot').waitFor({ state: 'detached' });
    expect(await robin.getByText('Child A, sensitive').count()).toBe(0);
  });
});

describe('the panel', () => {
  const panelOf = (page: Page) => page.frameLocator('.panel-frame iframe');
  const contextOf = async (page: Page) => {
    await panelOf(page).locator('#token').filter({ hasText: '.' }).waitFor();
    return JSON.parse(await panelOf(page).locator('#context').innerText()) as Wire;
  };

  it('beside a meeting is told the meeting, the person, the theme and no role', async () => {
    const meeting = await threadOf(people.alex, 'meeting');
    const page = await opened(people.alex, `&thread=${encodeURIComponent(meeting.id)}&theme=dark`);
    const told = await contextOf(page);
    expect(told).toMatchObject({
      page: { frameContext: 'sidePanel' },
      meeting: { id: meeting.meeting!.meetingId },
      chat: { id: meeting.id },
      user: { id: people.alex, tenant: { id: directory.tenantId } },
      app: { theme: 'dark', locale: 'en-gb' },
    });
    expect(JSON.stringify(told).toLowerCase()).not.toContain('"role');
    expect((await page.locator('iframe').boundingBox())!.width).toBeLessThanOrEqual(280);
    await page.getByLabel('Theme').selectOption('contrast');
    await panelOf(page).locator('#theme').filter({ hasText: 'contrast' }).waitFor();
  });
  it('is given a token for that person, which verifies', async () => {
    const page = await opened(people.alex, `&thread=${encodeURIComponent((await threadOf(people.alex, 'meeting')).id)}`);
    await contextOf(page);
    const token = await panelOf(page).locator('#token').innerText();
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(`${teams.url}/sso/keys`)), { audience: directory.botId });
    expect(payload['oid']).toBe(people.alex);
  });
  it('as a personal tab is content and has no meeting', async () => {
    const page = await opened(people.priya, '&view=app');
    const told = await contextOf(page);
    expect(told.page.frameContext).toBe('content');
    expect(told.meeting).toBeUndefined();
  });
  it('is the only one who is answered: a second frame of the same address and the page itself get nothing', async () => {
    const page = await opened(people.alex, '&view=app');
    await contextOf(page);
    await page.evaluate(`
      window.heard = [];
      addEventListener('message', (event) => { if (event.source === window) window.heard.push(event.data); });
      window.postMessage({ id: 2, uuid: 'y', func: 'authentication.getAuthToken', args: [] }, '*');
      const stranger = document.createElement('iframe');
      stranger.id = 'stranger';
      stranger.src = '${teams.botUrl}/panel';
      document.body.append(stranger);
    `);
    await page.frameLocator('#stranger').locator('p').first().waitFor();
    await page.waitForTimeout(400);
    expect(await page.evaluate('window.heard')).toEqual([{ id: 2, uuid: 'y', func: 'authentication.getAuthToken', args: [] }]);
    for (const place of ['#context', '#token']) expect(await page.frameLocator('#stranger').locator(place).innerText()).toBe('');
  });
});

describe('the clock in the header', () => {
  it('moves for everyone at once and says that it moved', async () => {
    const [one, two] = [await opened(people.robin), await opened(people.sam)];
    await one.locator('.clock-button').click();
    await one.getByLabel('London date and time').fill('2027-03-30T09:15');
    await one.getByRole('button', { name: 'Move to this' }).click();
    for (const page of [one, two]) await page.locator('.clock-button').filter({ hasText: 'Tue, 30 Mar 2027' }).waitFor();
    expect(await two.locator('.clock-button').innerText()).toContain('moved');
    await drive(teams.url).clock.reset();
    await two.locator('.badge').waitFor({ state: 'hidden' });
  });
});

describe('everybody can use it', () => {
  it.each(['default', 'dark', 'contrast'])('axe finds nothing wrong in the %s theme: chat with a form, channel, meetings, menus', async (theme) => {
    const { id } = await threadOf(people.morgan, 'personal');
    await teams.calls('POST', activitiesOf(id), message(form));
    const decisions = encodeURIComponent('19:safeguarding-decisions@thread.tacv2');
    for (const place of ['', `&thread=${decisions}`, '&view=calendar']) {
      const page = await opened(people.morgan, `&theme=${theme}${place}`);
      await page.locator('.main-head').waitFor();
      if (place === '') await page.getByLabel('Case reference').last().waitFor();
      if (place === '') await page.locator('.person-button').click();
      await page.evaluate(axeSource);
      const found = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] };
      expect(found.violations.map(({ id: rule, nodes }) => [rule, ...nodes.map(({ html }) => html)])).toEqual([]);
      await page.close();
    }
  });
  it('works by keyboard alone in a channel: mention, write, send', async () => {
    const page = await opened(people.morgan, `&thread=${encodeURIComponent('19:safeguarding-decisions@thread.tacv2')}`);
    await page.getByRole('button', { name: '@ Mention Conference Companion' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('by keyboard');
    await page.keyboard.press('Enter');
    const { activity } = await teams.hears(({ text }) => text?.includes('by keyboard'));
    expect(activity.text).toBe('<at>Conference Companion</at> by keyboard');
  });
  it.each([1280, 390, 280])('needs no sideways scrolling at %i px', async (width) => {
    const page = await opened(people.morgan);
    await page.setViewportSize({ width, height: 700 });
    await page.getByLabel('Case reference').last().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(await page.locator('.log').evaluate((log) => log.scrollWidth - log.clientWidth)).toBe(0);
  });
});
