/**
 * The last line of a check: `N passed, N failed`, from the results the tests left behind.
 * Takes the check's exit status as its argument, so that a check that failed outside any test is not called clean.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';

/** Where `npm test` leaves its results. */
export const resultsFile = resolve(import.meta.dirname, '../test-artefacts/results.json');

const Results = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

export type Tally = { readonly passed: number; readonly failed: number };

/**
 * Counts passed and failed tests. A file that failed without a failed test (it could not be loaded, say) counts as
 * one failure; so does a check that failed with nothing else to show for it, or that left no results (`undefined`).
 */
export function tally(results: unknown, exitStatus: number): Tally {
  if (results === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = Results.parse(results);
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  ).length;
  const failed = numFailedTests + brokenFiles;
  return { passed: numPassedTests, failed: failed === 0 && exitStatus !== 0 ? 1 : failed };
}

if (import.meta.main) {
  const text = await readFile(resultsFile, 'utf8').catch(() => undefined);
  if (text === undefined) console.log('The check stopped before the tests ran.');
  const { passed, failed } = tally(text === undefined ? undefined : JSON.parse(text), Number(process.argv[2]));
  console.log(`${passed} passed, ${failed} failed`);
}
