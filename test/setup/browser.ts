/** Once before the browser tests: the panel is built, the browser unpacked, and there is a folder for pictures. */
import { mkdir } from 'node:fs/promises';
import { buildPanel } from '../../tools/build-panel.ts';
import { artefacts } from './artefacts.ts';
import { NoTestBrowser, testBrowser } from './chromium.ts';

/** Where there is no browser, each browser test fails by name when it asks for one. */
export default async function prepare(): Promise<void> {
  await mkdir(artefacts, { recursive: true });
  await buildPanel();
  await testBrowser().catch((error: unknown) => {
    if (!(error instanceof NoTestBrowser)) throw error;
  });
}
