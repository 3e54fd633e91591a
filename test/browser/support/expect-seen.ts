/** Expects something to come into sight, now or within the page's patience. */
import type { Locator } from 'playwright-core';

export async function expectSeen(what: Locator): Promise<void> {
  await what.waitFor({ state: 'visible' });
}
