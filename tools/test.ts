/**
 * `npm test`: builds the panel, then runs every test, browser tests included; their own set-up unpacks the browser.
 * Arguments go on to vitest (`npm test -- test/calendar`). The exit code is vitest's; results also land in
 * `test-artefacts/results.json`.
 */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildPanel } from './build-panel.ts';
import { resultsFile } from './tally.ts';

const checkout = resolve(import.meta.dirname, '..');

await rm(resultsFile, { force: true });
await buildPanel();
const vitest = spawn(
  process.execPath,
  [
    join(checkout, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${resultsFile}`,
    ...process.argv.slice(2),
  ],
  { cwd: checkout, stdio: 'inherit' },
);
// Ctrl-C reaches vitest by itself; a plain termination has to be handed on.
process.on('SIGTERM', () => vitest.kill('SIGTERM'));
process.on('SIGINT', () => undefined);
vitest.on('error', (error) => {
  throw error;
});
vitest.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
