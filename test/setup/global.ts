/** Once before the tests: the panel is built, the browser unpacked, and there is a folder for pictures. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPanel, panelPlaces } from '../../tools/build-panel.ts';
import { artefacts } from './artefacts.ts';
import { NoTestBrowser, testBrowser } from './chromium.ts';

/** Where there is no browser, the browser tests fail by name when they ask for it, and the others run all the same. */
export default async function prepare(): Promise<void> {
  await mkdir(artefacts, { recursive: true });
  if (existsSync(join(panelPlaces.sources, 'main.ts'))) await buildPanel();
  await testBrowser().catch((error: unknown) => {
    if (!(error instanceof NoTestBrowser)) throw error;
  });
}
