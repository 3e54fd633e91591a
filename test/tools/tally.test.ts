/** The last line of a check must not call a broken check clean. */
import { describe, expect, it } from 'vitest';
import { tally } from '../../tools/tally.ts';

function results(numPassedTests: number, numFailedTests: number, files: { status: string; assertionResults: { status: string }[] }[] = []): unknown {
  return { numPassedTests, numFailedTests, testResults: files };
}

describe('the last line of a check', () => {
  it('counts what passed and what failed', () => {
    expect(tally(results(7, 2), 1)).toEqual({ passed: 7, failed: 2 });
    expect(tally(results(9, 0), 0)).toEqual({ passed: 9, failed: 0 });
  });

  it('counts a test file that could not be loaded', () => {
    const files = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ];
    expect(tally(results(2, 1, files), 1)).toEqual({ passed: 2, failed: 2 });
  });

  it('counts a failure when the check failed though every test passed', () => {
    expect(tally(results(9, 0), 1)).toEqual({ passed: 9, failed: 1 });
  });

  it('counts a failure when there are no results at all', () => {
    expect(tally(undefined, 1)).toEqual({ passed: 0, failed: 1 });
    expect(tally(undefined, 0)).toEqual({ passed: 0, failed: 1 });
  });

  it('refuses results it cannot read', () => {
    expect(() => tally({ numPassedTests: '9' }, 0)).toThrow(/numPassedTests/);
  });
});
