/** People at the local Teams page, each in a browser of their own; whatever any page complains of is kept. */
import type { Browser, ConsoleMessage, FrameLocator, Locator, Page } from 'playwright-core';
import { startCompanion, type CompanionUnderTest } from '../../journeys/companion-under-test.ts';
import { picture } from '../../setup/artefacts.ts';
import { britishReader, launchBrowser } from '../../setup/chromium.ts';
import { waitUntilTheBotWorksBy } from './civil-clock.ts';

export type Theme = 'default' | 'dark' | 'contrast';
export type Place = { readonly view?: 'chat' | 'teams' | 'calendar' | 'app'; readonly thread?: string };
export type Look = { readonly theme?: Theme; readonly width?: number; readonly height?: number };

export type AtTeams = {
  readonly page: Page;
  /** The conference panel, in whichever frame it is shown. */
  readonly panel: FrameLocator;
  /** The newest message with these words in it. */
  message(...words: readonly string[]): Locator;
  says(text: string): Promise<void>;
  /** By the rail, and then by the list. */
  goesTo(view: 'Chat' | 'Teams' | 'Meetings' | 'Conference', row?: string): Promise<void>;
  /** By the page's own clock; London time, such as `2026-11-24T05:00`. */
  movesClockTo(moment: string): Promise<void>;
  /** Another theme, by the page's own choice; the panel follows by Teams' word. */
  wears(theme: Theme): Promise<void>;
  leaves(): Promise<void>;
};

export type Office = {
  readonly companion: CompanionUnderTest;
  /** What the consoles of all pages said in red, and what no page caught. */
  readonly complaints: readonly string[];
  /** Opens the page as this person. */
  seats(oid: string, place?: Place, look?: Look): Promise<AtTeams>;
  /** A picture of every open page, for whoever wonders why a test failed. */
  photographs(name: string): Promise<void>;
  closes(): Promise<void>;
};

/** The whole companion with a browser before it, at this moment of its movable clock. */
export async function openOffice(now: string): Promise<Office> {
  const [companion, browser] = await Promise.all([startCompanion(), launchBrowser()]);
  const closes = async (): Promise<void> => {
    await browser.close();
    await companion.stop();
  };
  try {
    await companion.teams.clock.moveTo(now);
    await waitUntilTheBotWorksBy(companion, now.slice(0, 10));
  } catch (error) {
    await closes();
    throw error;
  }
  const complaints: string[] = [];
  return {
    companion, complaints, closes,
    seats: (oid, place = {}, look = {}) => seat({ browser, companion, complaints, oid, place, look }),
    photographs: async (name) => {
      const pages = browser.contexts().flatMap((context) => context.pages());
      await Promise.all(pages.map((page, index) => page.screenshot({ path: picture(`${name}-${index + 1}`) })));
    },
  };
}

type Seat = { readonly browser: Browser; readonly companion: CompanionUnderTest; readonly complaints: string[]; readonly oid: string; readonly place: Place; readonly look: Look };

async function seat({ browser, companion, complaints, oid, place, look }: Seat): Promise<AtTeams> {
  const { theme = 'default', width = 1280, height = 900 } = look;
  const page = await browser.newPage({ ...britishReader, viewport: { width, height }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(10_000);
  keepComplaints(page, complaints);
  await page.goto(`${companion.teamsUrl}/?${new URLSearchParams({ as: oid, theme, ...place }).toString()}`);
  await page.locator('.rail a').first().waitFor();
  return {
    page,
    panel: page.frameLocator('iframe[title$="panel"]'),
    message: (...words) => words.reduce((found, word) => found.filter({ hasText: word }), page.locator('article')).last(),
    says: async (text) => {
      await page.getByLabel('Write a message').fill(text);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
    },
    goesTo: async (view, row) => {
      await page.getByRole('navigation', { name: 'Teams', exact: true }).getByRole('link', { name: view }).click();
      if (row !== undefined) await page.getByRole('navigation', { name: 'List' }).getByRole('link', { name: row }).click();
    },
    movesClockTo: async (moment) => {
      await page.locator('.clock-button').click();
      await page.getByLabel('London date and time').fill(moment);
      await page.getByRole('button', { name: 'Move to this' }).click();
      await page.keyboard.press('Escape');
    },
    wears: async (chosen) => {
      await page.getByLabel('Theme').selectOption(chosen);
      for (const frame of page.frames()) await frame.locator(`html[data-theme="${chosen}"]`).waitFor({ state: 'attached' });
    },
    leaves: () => page.close(),
  };
}

function keepComplaints(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`${error.name}: ${error.message}`));
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
}
