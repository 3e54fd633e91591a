/** Accessibility of a page as it stands, frames and all, by axe's WCAG 2.2 AA rules. */
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Expects no fault; a fault is told with where it is and what is wrong there. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const faults: string[] = [];
  // One at a time: axe runs once in a window.
  for (const frame of page.frames()) faults.push(...(await faultsIn(frame)));
  expect(faults, name).toEqual([]);
}

async function faultsIn(frame: Frame): Promise<string[]> {
  // Sent as an evaluation, so that the page's own policy on scripts stays as strict as it is.
  await frame.evaluate(axe.source);
  return frame.evaluate(async (rules) => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    const { violations } = await here.run(document, { runOnly: { type: 'tag', values: rules }, iframes: false, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''} ${node.html.slice(0, 200)}`));
  }, RULES);
}
