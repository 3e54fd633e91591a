/** The page of what went out by e-mail: whoever tries the companion answers as the reader, or lets a letter come back. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import directory from '../../local/directory.json' with { type: 'json' };
import { openInbox, type Inbox } from '../../local/mail/inbox.ts';
import { startLocalTeams, type LocalTeams } from '../../local/teams-server.ts';
import { britishReader, launchBrowser } from '../setup/chromium.ts';
import { picture } from '../setup/artefacts.ts';
import { expectAccessible } from './support/axe.ts';

const ENTRY = ['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'UID:conference.invitee-8@companion.example', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
const letter = (subject: string, parts: readonly string[]): string => ['From: Office <conferences@exampleshire.gov.uk>', 'To: <una.brook@nhs.net>', `Subject: ${subject}`, `Message-ID: <${subject.length}@companion.example>`, ...parts].join('\r\n');
const LETTERS = [
  letter('Invitation to a conference', ['Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'You are invited.', '--b', 'Content-Type: text/calendar; method=REQUEST', '', ENTRY, '--b--', '']),
  letter('Reminder of your report', ['', 'Your report is still to come.', '']),
];

let folder: string;
let inbox: Inbox;
let teams: LocalTeams;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-page-'));
  inbox = await openInbox(join(folder, 'inbox'), 'conferences@exampleshire.gov.uk');
  const { botId, tenantId, people } = directory;
  // Nobody listens there: this is about the page.
  teams = await startLocalTeams({ port: 0, botUrl: 'http://127.0.0.1:9', dataFolder: folder, botId, botPassword: 'a-secret-of-this-test-alone', tenantId, people, mail: { inbox, taken: () => Promise.resolve(LETTERS) } });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await teams?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function opened(colorScheme: 'light' | 'dark' = 'light', width = 280): Promise<Page> {
  const page = await (await browser.newContext({ ...britishReader, colorScheme, viewport: { width, height: 900 } })).newPage();
  await page.goto(`${teams.url}/mail`);
  return page;
}

it('offers answers for an invitation, and for any letter that it comes back', async () => {
  const page = await opened();
  const offered = async (subject: string) => page.locator('article', { hasText: subject }).getByRole('button').allInnerTexts();
  expect(await offered('Invitation')).toEqual(['Accept', 'Perhaps', 'Decline', 'Send somebody', 'Ask for another time', 'Let it come back']);
  expect(await offered('Reminder')).toEqual(['Let it come back']);
});

it('sends it back to the office by keyboard alone, and says that it has', async () => {
  const page = await opened();
  await page.getByRole('button', { name: 'Decline' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').waitFor();
  expect(await page.getByRole('status').innerText()).toContain('It has gone back to the office');
  const [came] = await inbox.all();
  expect(came).toMatchObject({ messageClass: 'IPM.Schedule.Meeting.Resp.Neg', raw: expect.stringMatching(/UID:conference\.invitee-8@companion\.example\r\n[^]*ATTENDEE;PARTSTAT=DECLINED:mailto:una\.brook@nhs\.net/) });
});

it.each([['light', 280], ['dark', 280], ['dark', 1_000]] as const)('can be read by everybody in %s at %i px', async (colorScheme, width) => {
  const page = await opened(colorScheme, width);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await expectAccessible(page, `${colorScheme} ${width}`);
  await page.screenshot({ path: picture(`mail-page-${colorScheme}-${width}`) });
});
