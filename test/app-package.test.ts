/** The package an administrator uploads: whole, honest, and asking for little. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { inflateSync } from 'node:zlib';
import { parseEnv } from 'node:util';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { parsePlainDate } from '../src/calendar/plain-date.ts';
import { understand } from '../bot/teams/intents.ts';
import { colourIcon, outlineIcon, png } from '../tools/draw-icons.ts';
import { faultsIn, meetingPermissions, type AppPackage } from '../tools/manifest-lint.ts';
import { checkPackage, readPackage, UnfitPackage, zipPackage, type Settings } from '../tools/package-app.ts';

const checkout = resolve(import.meta.dirname, '..');

const trial: Settings = {
  APP_NAME_SUFFIX: ' (trial)',
  TEAMS_APP_ID: '11112222-3333-4444-8555-666677778888',
  BOT_ID: '99990000-3333-4444-8555-666677778888',
  BOT_DOMAIN: 'companion.example.org',
  PUBLISHER_NAME: 'Example Authority',
  WEBSITE_URL: 'https://example.org/companion',
  PRIVACY_URL: 'https://example.org/companion/privacy',
  TERMS_URL: 'https://example.org/companion/terms',
};

type Manifest = {
  name: { short: string };
  description: { short: string; full: string };
  id: string;
  bots: [{ botId: string; scopes: string[]; commandLists: { scopes: string[]; commands: { title: string; description: string }[] }[] }];
  staticTabs: { entityId: string; contentUrl?: string; context?: string[] }[];
  validDomains: string[];
  webApplicationInfo: { id: string; resource: string };
  authorization: { permissions: { resourceSpecific: { name: string }[] } };
};

describe('the app package', () => {
  let parts: AppPackage;
  let manifest: Manifest;
  beforeAll(async () => {
    parts = await readPackage(trial);
    manifest = parts.manifest as Manifest;
  });

  /** The package as it would be after a mistake in the manifest or the Welsh texts. */
  function spoilt(spoil: (manifest: Manifest, welsh: Record<string, string>) => void): AppPackage {
    const copy = structuredClone({ manifest, welsh: parts.languages['cy.json'] as Record<string, string> });
    spoil(copy.manifest, copy.welsh);
    return { ...parts, manifest: copy.manifest, languages: { 'cy.json': copy.welsh } };
  }

  it('passes Microsoft’s schema and our own lint', async () => {
    await expect(checkPackage(parts)).resolves.toBeUndefined();
  });

  it('is made from env/.env.local by a newcomer without a tenant', async () => {
    const local = parseEnv(await readFile(join(checkout, 'env/.env.local'), 'utf8'));
    await expect(readPackage(local).then(checkPackage)).resolves.toBeUndefined();
  });

  it('fails Microsoft’s schema where the schema says so', async () => {
    await expect(checkPackage(spoilt((one) => (one.id = 'not-a-guid')))).rejects.toThrow(UnfitPackage);
    await expect(checkPackage(spoilt((one) => (one.description.short = 'x'.repeat(81))))).rejects.toThrow(/description\/short/);
  });

  it('names each setting that is missing, and only those', async () => {
    const { BOT_ID: _bot, ...rest } = trial;
    const missing = await readPackage({ ...rest, PRIVACY_URL: '' });
    expect(faultsIn(missing).toSorted()).toEqual(['BOT_ID is not set, and manifest.json needs it', 'PRIVACY_URL is not set, and manifest.json needs it']);
  });

  it('may go without a suffix to its name', async () => {
    const real = (await readPackage({ ...trial, APP_NAME_SUFFIX: undefined })).manifest as Manifest;
    expect(real.name.short).toBe('Conference Companion');
  });

  it('zips to four files at the root, the same each time', () => {
    const files = unzipSync(zipPackage(parts));
    expect(Object.keys(files).toSorted()).toEqual(['color.png', 'cy.json', 'manifest.json', 'outline.png']);
    expect(JSON.parse(new TextDecoder().decode(files['manifest.json']))).toEqual(parts.manifest);
    expect(zipPackage(parts)).toEqual(zipPackage(parts));
  });

  it('asks for two permissions inside a meeting, each justified for the information governance reviewer', async () => {
    const asked = manifest.authorization.permissions.resourceSpecific.map(({ name }) => name);
    const justified = await readFile(join(checkout, 'docs/app-permissions.md'), 'utf8');
    expect(asked).toEqual(['OnlineMeeting.ReadBasic.Chat', 'OnlineMeetingParticipant.Read.Chat']);
    for (const name of [...asked, ...meetingPermissions]) expect(justified).toContain(`\`${name}\``);
  });

  it('lists commands the bot understands when they are sent as they stand', () => {
    const titles = manifest.bots[0].commandLists.flatMap(({ commands }) => commands.map(({ title }) => title));
    expect(Object.fromEntries(titles.map((title) => [title, understand(title, parsePlainDate('2026-11-25')!).intent.kind]))).toEqual({
      help: 'help',
      'book an initial conference': 'book',
      'my conferences': 'myConferences',
    });
  });

  it('opens the panel without anything about a person or a conference in its address', () => {
    const addresses = manifest.staticTabs.flatMap(({ contentUrl }) => (contentUrl === undefined ? [] : [contentUrl]));
    expect(addresses).toEqual(['https://companion.example.org/panel', 'https://companion.example.org/panel']);
  });

  it('tells people in both languages to call 999, and that it is no way to report', () => {
    const welsh = (parts.languages['cy.json'] as Record<string, string>)['description.full'];
    expect(manifest.description.full).toMatch(/not a way to report.*call 999/s);
    expect(welsh).toMatch(/Nid yw'n ffordd o roi gwybod.*ffoniwch 999/s);
  });

  it.each<[string, RegExp, (manifest: Manifest, welsh: Record<string, string>) => void]>([
    ['a command menu without help', /lack help/, (one) => one.bots[0].commandLists[1]!.commands.pop()],
    ['a command twice', /"help" twice/, (one) => one.bots[0].commandLists[1]!.commands.push({ title: 'help', description: 'Help, again' })],
    ['a command the bot does not know', /"delete everything"/, (one) => (one.bots[0].commandLists[0]!.commands[0]!.title = 'delete everything')],
    ['a tab outside the valid domains', /lacks elsewhere.example/, (one) => (one.staticTabs[1]!.contentUrl = 'https://elsewhere.example/panel')],
    ['a tab without https', /contentUrl/, (one) => (one.staticTabs[1]!.contentUrl = 'http://companion.example.org/panel')],
    ['a wildcard domain', /wildcard \*\.azurewebsites\.net/, (one) => one.validDomains.push('*.azurewebsites.net')],
    ['a domain nothing needs', /no tab opens/, (one) => one.validDomains.push('cdn.example.org')],
    ['sign-in to another application', /webApplicationInfo/, (one) => (one.webApplicationInfo.id = trial['TEAMS_APP_ID']!)],
    ['the right to read the chat', /ChatMessage\.Read\.Chat is not among/, (one) => one.authorization.permissions.resourceSpecific.push({ name: 'ChatMessage.Read.Chat' })],
    ['a meeting tab in ordinary chats', /meeting tab must open in/, (one) => one.staticTabs[2]!.context!.push('privateChatTab')],
    ['a bot that cannot be in a meeting', /lacks the scope groupChat/, (one) => (one.bots[0].scopes = ['personal', 'team'])],
    ['a text without its Welsh', /cy\.json lacks description\.short/, (_one, welsh) => delete welsh['description.short']],
    ['an empty Welsh text', /leaves staticTabs\[1\]\.name empty/, (_one, welsh) => (welsh['staticTabs[1].name'] = ' ')],
    ['a Welsh text of nothing', /has staticTabs\[9\]\.name/, (_one, welsh) => (welsh['staticTabs[9].name'] = 'Cynhadledd')],
    ['too long a Welsh text', /too long a description\.short/, (_one, welsh) => (welsh['description.short'] = 'ŵ'.repeat(81))],
    ['a command that would reach the bot in words it does not know', /commands\[0\]\.title, which is sent to the bot/, (_one, welsh) => (welsh['bots[0].commandLists[0].commands[0].title'] = 'cymorth')],
  ])('is not handed in with %s', (_what, fault, spoil) => {
    expect(faultsIn(spoilt(spoil)).join('\n')).toMatch(fault);
  });

  it('is not handed in with another version than the project’s', () => {
    expect(faultsIn({ ...parts, version: '9.9.9' })).toEqual(['manifest.json has version 0.1.0, the project 9.9.9']);
  });

  it('is not handed in with an icon of the wrong size, or none', () => {
    expect(faultsIn({ ...parts, outline: parts.color })).toEqual(['outline.png is 192 × 192, not 32 × 32']);
    expect(faultsIn({ ...parts, color: new Uint8Array(40) })).toEqual(['color.png is no PNG']);
  });
});

describe('the icons', () => {
  it('are those the drawing makes', async () => {
    expect(pixels(await readFile(join(checkout, 'appPackage/color.png')))).toEqual(pixels(png(colourIcon)));
    expect(pixels(await readFile(join(checkout, 'appPackage/outline.png')))).toEqual(pixels(png(outlineIcon)));
  });

  it('are, in outline, white and clear and nothing else', async () => {
    const seen = pixels(await readFile(join(checkout, 'appPackage/outline.png')));
    expect(seen.every(({ red, green, blue }) => red === 255 && green === 255 && blue === 255)).toBe(true);
    expect(seen.some(({ opacity }) => opacity === 255)).toBe(true);
    expect(seen[0]?.opacity).toBe(0);
  });

  it('keep the mark of the colour icon to the middle 120 pixels', async () => {
    const seen = pixels(await readFile(join(checkout, 'appPackage/color.png')));
    const ground = seen[0];
    const marked = seen.flatMap((pixel, at) => (pixel.red === ground?.red && pixel.green === ground.green ? [] : [{ x: at % 192, y: Math.floor(at / 192) }]));
    expect(marked.length).toBeGreaterThan(2_000);
    expect(marked.every(({ x, y }) => x >= 36 && x < 156 && y >= 36 && y < 156)).toBe(true);
  });
});

/** Pixels of a PNG of ours, row by row; compression may differ between machines, pixels may not. */
function pixels(file: Uint8Array): { red: number; green: number; blue: number; opacity: number }[] {
  const bytes = Buffer.from(file);
  const width = bytes.readUInt32BE(16);
  const length = bytes.readUInt32BE(33);
  const rows = inflateSync(bytes.subarray(41, 41 + length));
  return Array.from({ length: width * width }, (_, at) => {
    const start = Math.floor(at / width) * (1 + width * 4) + 1 + (at % width) * 4;
    const [red = 0, green = 0, blue = 0, opacity = 0] = rows.subarray(start, start + 4);
    return { red, green, blue, opacity };
  });
}
