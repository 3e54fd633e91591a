/** The side panel in a browser at its narrowest: nothing typed is lost, nothing is done by mistake, and everyone can use it. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { picture } from '../../setup/artefacts.ts';
import { britishReader, launchBrowser } from '../../setup/chromium.ts';
import { startStandIn } from './stand-in-server-half.ts';

const chat = '19:meeting_example@thread.v2';
let browser: Browser;
let standIn: Awaited<ReturnType<typeof startStandIn>>;
let page: Page;
let panel: Frame;
let complaints: string[];

async function opens(scene: Record<string, string>, width = 280): Promise<void> {
  page = await browser.newPage({ ...britishReader, viewport: { width, height: 700 } });
  page.setDefaultTimeout(8_000);
  complaints = [];
  page.on('console', (message) => {
    // The browser's own words for a request that a test has made to fail.
    if (['error', 'warning'].includes(message.type()) && !/status of (401|503)|ERR_INCOMPLETE_CHUNKED/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${standIn.teams}/?${new URLSearchParams(scene).toString()}`);
  panel = page.frame({ url: standIn.panel })!;
  await panel.waitForSelector('h1');
}

const at = (title: string): Promise<unknown> => panel.getByRole('heading', { level: 2, name: title, exact: true }).waitFor();

async function chairAt(stepId: string, title: string): Promise<void> {
  standIn.elsewhere((held) => { held.stepId = stepId; });
  await opens({ as: 'chair', chat });
  await at(title);
}

beforeAll(async () => {
  [browser, standIn] = await Promise.all([launchBrowser(), startStandIn()]);
});
afterAll(async () => {
  await browser?.close();
  await standIn?.stops();
});
beforeEach(() => {
  Object.assign(standIn.held, { stepId: 'opening', linked: true, captured: {}, attendance: {}, decisions: {}, plan: null, released: null });
  Object.assign(standIn.broken, { acts: 0, streams: false });
  standIn.requests.length = 0;
  return async () => {
    await page.close();
    if (complaints.length > 0) throw new Error(`the console says: ${complaints.join('; ')}`);
  };
});

describe('what the chair types', () => {
  it('is saved on leaving the box, and quietly said to be', async () => {
    await chairAt('voice', 'Each child’s voice');
    await panel.getByLabel('Child A (A.B.)').first().fill('She likes drawing.');
    await panel.getByLabel('Child B (C.B.)').first().focus();
    await panel.getByText('Saved', { exact: true }).first().waitFor();
    expect(standIn.held.captured['voice/views']).toEqual({ 'child-1': 'She likes drawing.' });
  });

  it('stays, with its focus and the place on the page, when something newer arrives', async () => {
    await chairAt('voice', 'Each child’s voice');
    const mine = panel.getByLabel('Child B (C.B.)').first();
    await mine.pressSequentially('Half a sen');
    await panel.evaluate(() => window.scrollTo(0, 80));
    const place = await panel.evaluate(() => window.scrollY);
    standIn.elsewhere((held) => { held.captured['voice/views'] = { 'child-1': 'From another device', 'child-2': 'Also' }; });
    await panel.waitForFunction(() => document.querySelector('textarea')?.value === 'From another device');
    expect(await panel.evaluate(() => window.scrollY)).toBe(place);
    await mine.pressSequentially('tence');
    expect(await mine.inputValue()).toBe('Half a sentence');
  });

  it('stays when saving fails, and Retry sends it as the same operation', async () => {
    await chairAt('family', 'The family');
    standIn.broken.acts = 2;
    const box = panel.getByLabel('What the family said');
    await box.fill('They want help.');
    await box.blur();
    await panel.getByText('What you entered is still here.').waitFor();
    expect(await box.inputValue()).toBe('They want help.');
    await panel.getByRole('button', { name: 'Retry' }).click();
    await panel.getByText('Saved', { exact: true }).waitFor();
    expect(standIn.held.captured['family/said']).toEqual({ '': 'They want help.' });
    expect(new Set(standIn.requests.map(({ operationId }) => operationId)).size).toBe(1);
  });

  it('is not sent while it is too long, and says by how much', async () => {
    await chairAt('family', 'The family');
    await panel.getByLabel('What the family said').fill('x'.repeat(4_100));
    await panel.getByLabel('What the family said').blur();
    await panel.locator('.save-note').getByText('4,100 characters').waitFor();
    expect(standIn.requests).toEqual([]);
  });

  it('is saved before the step is left', async () => {
    await chairAt('family', 'The family');
    await panel.getByLabel('What the family said').fill('Typed, then gone on.');
    await panel.getByRole('button', { name: 'Next step' }).click();
    await at('Decision');
    expect(standIn.requests.map(({ act }) => act.do)).toEqual(['capture', 'enterStep']);
    expect(await panel.evaluate(() => document.activeElement?.textContent)).toBe('Decision');
  });
});

describe('the gate', () => {
  it('names what is missing, wants a reason, and lets the chair on', async () => {
    await chairAt('opening', 'Opening');
    await panel.getByRole('button', { name: 'Next step' }).click();
    const gate = panel.locator('.gate');
    await gate.getByText('The opening points were said').waitFor();
    await gate.getByRole('button', { name: 'Go on anyway' }).click();
    await gate.getByText('Please say why, in a few words.').waitFor();
    await gate.getByLabel('Your reason for going on').fill('The family is late.');
    await gate.getByRole('button', { name: 'Go on anyway' }).click();
    await at('People');
    expect(standIn.requests.at(-1)?.act).toEqual({ do: 'enterStep', stepId: 'people', reason: 'The family is late.' });
  });
});

describe('attendance', () => {
  it('is taken by keyboard alone', async () => {
    await chairAt('people', 'People');
    await panel.getByRole('radio', { name: 'Present' }).first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await panel.getByText('2 of 3 recorded.').waitFor();
    expect(standIn.held.attendance).toEqual({ 'i-1': 'present', 'i-2': 'online' });
  });

  it('shows a script in a name as the text it is', async () => {
    await chairAt('people', 'People');
    expect(await panel.getByText('<script>alert(1)</script>').count()).toBeGreaterThan(0);
    expect(await panel.locator('main script').count()).toBe(0);
  });
});

describe('a decision', () => {
  it('names its child again and is recorded only by a yes', async () => {
    await chairAt('decision', 'Decision');
    const card = panel.locator('.child-card').first();
    await card.getByRole('button', { name: /^Record for/ }).click();
    await card.getByText('Choose a decision for Child A (A.B.) first.').waitFor();
    await card.getByRole('radio', { name: 'Child protection plan', exact: true }).check();
    await card.getByRole('checkbox', { name: 'Neglect' }).check();
    await card.getByLabel('Reasons for the decision').fill('Harm over a year.');
    await card.getByLabel('Its reasons for dissenting').fill('A lesser plan would do.');
    await card.getByRole('button', { name: /^Record for/ }).click();
    await card.getByText('Say which agency dissents.').waitFor();
    await card.getByLabel('Agency that dissents').fill('Police');
    await card.getByRole('button', { name: /^Record for/ }).click();
    await card.getByText('Record for Child A (A.B.): child protection plan, under neglect?').waitFor();
    expect(standIn.requests).toEqual([]);
    await card.getByRole('button', { name: /^Yes, record/ }).click();
    await card.getByText('Child protection plan, under neglect.').waitFor();
    expect(standIn.requests[0]?.act).toEqual({ do: 'recordDecision', childId: 'child-1', outcome: 'plan', categories: ['NEG'], reasons: 'Harm over a year.', dissent: 'Police: A lesser plan would do.' });
  });

  it('entered but not recorded is asked about on leaving, and still there on coming back', async () => {
    await chairAt('decision', 'Decision');
    await panel.getByLabel('Reasons for the decision').first().fill('Not said yet.');
    await panel.getByRole('button', { name: 'Next step' }).click();
    await panel.getByRole('button', { name: 'Go on all the same' }).click();
    await at('Outline plan');
    await panel.getByRole('button', { name: 'Back' }).click();
    await at('Decision');
    expect(await panel.getByLabel('Reasons for the decision').first().inputValue()).toBe('Not said yet.');
    expect(standIn.held.decisions).toEqual({});
  });
});

describe('the outline plan', () => {
  it('has one action open at a time, gives a removed one back, and is saved whole on leaving', async () => {
    await chairAt('plan', 'Outline plan');
    await panel.getByLabel('Aim of the plan').fill('Safe at home');
    await panel.getByRole('button', { name: 'Add an action' }).click();
    await page.keyboard.type('Visit this week');
    await panel.locator('.action-form:visible').getByLabel('Who').fill('Priya Heron-Example');
    expect(await panel.locator('.action-form:visible').getByLabel('Designation').inputValue()).toBe('Health visitor, Health');
    await panel.getByRole('button', { name: 'Add an action' }).click();
    expect(await panel.locator('.action-form:visible').count()).toBe(1);
    await page.keyboard.type('Weigh the baby');
    await panel.getByRole('button', { name: 'Remove' }).click();
    await panel.getByRole('button', { name: 'Undo' }).click();
    await panel.getByText('The plan has changes that are not saved yet.').waitFor();
    await panel.getByRole('button', { name: 'Next step' }).click();
    await at('Next dates');
    expect(standIn.held.plan).toMatchObject({ aim: 'Safe at home', actions: [{ what: 'Visit this week', who: 'Priya Heron-Example' }, { what: 'Weigh the baby' }] });
  });

  it('changed on another device meanwhile is kept as typed, with the other version to hand', async () => {
    await chairAt('plan', 'Outline plan');
    await panel.getByLabel('Aim of the plan').fill('Mine');
    await panel.getByLabel('Aim of the plan').blur();
    standIn.elsewhere((held) => {
      held.plan = { aim: 'Theirs', nonNegotiables: '', actions: [], children: [], leadSocialWorker: '', coreGroup: [], firstCoreGroupOn: null, reviewOn: null, reviewAt: null };
    });
    await panel.getByText('changed on another device').waitFor();
    expect(await panel.getByLabel('Aim of the plan').inputValue()).toBe('Mine');
    await panel.getByRole('button', { name: 'Use the other version' }).click();
    expect(await panel.getByLabel('Aim of the plan').inputValue()).toBe('Theirs');
  });
});

describe('the release', () => {
  it('is read back, asks for a reason while something is missing, and waits for a yes', async () => {
    standIn.held.decisions['child-1'] = { childId: 'child-1', label: 'Child A', outcome: 'plan', categories: ['NEG'], reasons: 'Harm over a year.', dissent: '' };
    await chairAt('close', 'Close');
    await panel.getByText('Reasons: Harm over a year.').waitFor();
    await panel.getByRole('button', { name: 'Release decisions and outline plan' }).click();
    await panel.getByRole('button', { name: 'Yes, release now' }).click();
    await panel.getByText('Please say why, in a few words.').waitFor();
    expect(standIn.requests).toEqual([]);
    await panel.getByLabel('Your reason for releasing with something missing').fill('The aim follows tomorrow.');
    await panel.getByRole('button', { name: 'Yes, release now' }).click();
    await panel.locator('.settled').getByText('Released on').waitFor();
    expect(standIn.requests.map(({ act }) => act)).toEqual([{ do: 'release', reason: 'The aim follows tomorrow.' }]);
    standIn.elsewhere((held) => { held.stepId = 'decision'; });
    await at('Decision');
    expect(await panel.locator('.child-card').getByRole('button').count()).toBe(0);
  });
});

describe('the line', () => {
  it('is said to be lost and to be back, and the newest view is shown', async () => {
    await chairAt('opening', 'Opening');
    standIn.broken.streams = true;
    standIn.dropStreams();
    await panel.getByText('The connection is lost.').waitFor();
    standIn.elsewhere((held) => { held.stepId = 'family'; });
    standIn.broken.streams = false;
    await at('The family');
    await panel.getByText('Connected again.').waitFor();
    expect(await panel.getByText('The connection is lost.').count()).toBe(0);
  });

  it('never brings an older view', async () => {
    await chairAt('family', 'The family');
    standIn.elsewhere((held) => { Object.assign(held, { version: held.version - 5, stepId: 'opening' }); });
    standIn.elsewhere((held) => { Object.assign(held, { version: held.version + 5, stepId: 'people' }); });
    await at('People');
    expect(await panel.locator('.work h2').allInnerTexts()).toEqual(['People']);
  });

  it('is let go while nobody looks, and taken up again', async () => {
    await chairAt('opening', 'Opening');
    const hidden = (isHidden: boolean): Promise<void> => panel.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, isHidden);
    await expect.poll(standIn.openStreams).toBe(1);
    await hidden(true);
    await expect.poll(standIn.openStreams).toBe(0);
    standIn.elsewhere((held) => { held.stepId = 'family'; });
    await hidden(false);
    await at('The family');
  });
});

describe('everyone else', () => {
  it('follows the chair and has nothing to press', async () => {
    await opens({ as: 'participant', chat });
    await at('Opening');
    standIn.elsewhere((held) => { held.stepId = 'decision'; });
    await at('Decision');
    expect(await panel.getByRole('button').count()).toBe(0);
    expect(await panel.locator('main').innerText()).toContain('The conference is the chair’s to lead.');
  });

  it('waits for the chair to open the meeting, and then follows by itself', async () => {
    standIn.held.linked = false;
    await opens({ as: 'participant', chat });
    await panel.getByText('The chair has not opened a conference in this meeting yet.').waitFor();
    standIn.held.linked = true;
    await at('Opening');
    expect(await panel.getByRole('heading', { level: 1 }).innerText()).toBe('Conference EX-1');
  });

  it('is told kindly when the token proves nobody', async () => {
    await opens({ as: 'forged', chat });
    expect(await panel.locator('main').innerText()).toContain('Your sign-in could not be confirmed.');
    expect(await panel.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
  });

  it('is sent to Teams when the page is opened outside it', async () => {
    await opens({ as: 'chair', chat });
    await page.goto(standIn.panel);
    await page.waitForSelector('h1');
    expect(await page.getByRole('heading').allInnerTexts()).toEqual(['Open this from Teams']);
  });
});

describe('the look', () => {
  it.each([['default', 280], ['dark', 280], ['contrast', 280], ['default', 900]] as const)('is without barriers in the %s theme at %i px, at every step', async (theme, width) => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    standIn.held.decisions['child-1'] = { childId: 'child-1', label: 'Child A', outcome: 'plan', categories: ['NEG'], reasons: 'Harm over a year.', dissent: 'Police: not so.' };
    await opens({ as: 'chair', chat, theme }, width);
    await panel.evaluate(axe);
    for (const [stepId, title] of [['opening', 'Opening'], ['people', 'People'], ['voice', 'Each child’s voice'], ['decision', 'Decision'], ['plan', 'Outline plan'], ['dates', 'Next dates'], ['close', 'Close']] as const) {
      standIn.elsewhere((held) => { held.stepId = stepId; });
      await at(title);
      const barriers = await panel.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> } }).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
      });
      expect(barriers, title).toEqual([]);
      const misfits = await panel.evaluate(() => ({
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        small: [...document.querySelectorAll('button, .choice, textarea, input:not([type=radio], [type=checkbox])')].filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.9).map((one) => one.outerHTML.slice(0, 60)),
      }));
      expect(misfits, title).toEqual({ sideways: 0, small: [] });
    }
    await page.screenshot({ path: picture(`panel-${theme}-${width}`) });
  });

  it('follows the theme of Teams', async () => {
    await opens({ as: 'chair', chat });
    await page.evaluate(() => (window as unknown as { setTheme: (theme: string) => void }).setTheme('contrast'));
    await expect.poll(() => panel.evaluate(() => document.documentElement.dataset['theme'])).toBe('contrast');
    expect(await panel.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(0, 0, 0)');
  });

  it('tells Teams that it has loaded and is ready', async () => {
    await opens({ as: 'chair', chat });
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(heard).toEqual(expect.arrayContaining(['appInitialization.appLoaded', 'appInitialization.success']));
  });
});
