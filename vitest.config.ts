/** How the tests run: two workers for two cores, and patience for the browser. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'work', include: ['test/**/*.test.ts'], exclude: ['test/browser/**'], testTimeout: 20_000 } },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], globalSetup: ['test/setup/browser.ts'], testTimeout: 90_000 } },
    ],
  },
});
