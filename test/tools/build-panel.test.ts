/** The panel as it is served: hashed, sealed, with nothing in the page that a strict content policy would refuse. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildPanel, type PanelPlaces } from '../../tools/build-panel.ts';

describe('the panel build', () => {
  let folder: string;
  let places: PanelPlaces;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'panel-build-'));
    places = { sources: folder, built: join(folder, 'built'), address: '/panel/assets' };
    await source('main.ts', `import { words } from './words.ts';\ndocument.title = words;`);
    await source('words.ts', `export const words: string = 'a conference';`);
    await source('panel.css', `body { color: teal }`);
    await source('index.html', `<link rel="stylesheet" href="%STYLE%" integrity="%STYLE_INTEGRITY%"><script type="module" src="%SCRIPT%" integrity="%SCRIPT_INTEGRITY%"></script>`);
  });
  afterEach(() => rm(folder, { recursive: true }));

  function source(file: string, text: string): Promise<void> {
    return writeFile(join(folder, file), text);
  }
  const built = (file: string): Promise<string> => readFile(join(places.built, file), 'utf8');

  it('lists each file it serves with its type and an integrity that fits its content', async () => {
    const { assets } = await buildPanel(places);
    expect(assets.map(({ type }) => type).toSorted()).toEqual(['text/css', 'text/javascript']);
    for (const { file, integrity } of assets) {
      const digest = createHash('sha384').update(await built(file)).digest('base64');
      expect(integrity).toBe(`sha384-${digest}`);
    }
    expect(JSON.parse(await built('manifest.json'))).toEqual({ page: 'index.html', assets });
  });

  it('fills the page with the addresses and integrity of those files', async () => {
    const { assets } = await buildPanel(places);
    const page = await built('index.html');
    for (const { file, integrity } of assets) expect(page).toContain(`"/panel/assets/${file}" integrity="${integrity}"`);
  });

  it('gives the same content the same name, and other content another', async () => {
    const first = await buildPanel(places);
    expect(await buildPanel(places)).toEqual(first);
    await source('words.ts', `export const words: string = 'another conference';`);
    const second = await buildPanel(places);
    expect(second.assets[0]?.file).not.toBe(first.assets[0]?.file);
    expect((await readdir(places.built)).toSorted()).toEqual([...second.assets.map(({ file }) => file), 'index.html', 'manifest.json'].toSorted());
  });

  it('bears builds at the same time', async () => {
    const builds = await Promise.all([buildPanel(places), buildPanel(places), buildPanel(places)]);
    expect(new Set(builds.map((one) => JSON.stringify(one))).size).toBe(1);
    for (const { file } of builds[0]?.assets ?? []) await expect(built(file)).resolves.not.toBe('');
  });

  it('keeps the last good build when the sources do not build', async () => {
    const { assets } = await buildPanel(places);
    await source('main.ts', `import './missing.ts';`);
    await expect(buildPanel(places)).rejects.toThrow(/missing\.ts/);
    await expect(built(assets[0]?.file ?? '')).resolves.not.toBe('');
  });

  it('refuses a page with a placeholder it does not know', async () => {
    await source('index.html', '<script src="%SCRYPT%"></script>');
    await expect(buildPanel(places)).rejects.toThrow('%SCRYPT%');
  });
});
