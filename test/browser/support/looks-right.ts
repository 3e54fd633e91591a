/** A page in all three themes of Teams: no fault of accessibility, no card wider than its place, and a picture of each for a look. */
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { picture } from '../../setup/artefacts.ts';
import type { AtTeams, Theme } from './at-teams.ts';
import { expectAccessible } from './axe.ts';

const THEMES: readonly Theme[] = ['default', 'dark', 'contrast'];

/** The pictures are called by `name` and the theme; those of single `cards`, whole however long, by their own name too. */
export async function expectLooksRight(person: AtTeams, name: string, cards: Readonly<Record<string, Locator>> = {}): Promise<void> {
  for (const theme of THEMES) {
    await person.wears(theme);
    await person.page.screenshot({ path: picture(`${name}-${theme}`) });
    for (const [card, place] of Object.entries(cards)) await pictured(place.locator('.card'), picture(`${name}-${card}-${theme}`));
    await expectAccessible(person.page, `${name} in ${theme}`);
  }
  expect(await tooWide(person), `${name}: wider than its place`).toEqual([]);
}

/** A card may be drawn anew while its picture is taken; it is taken again then. */
async function pictured(card: Locator, path: string): Promise<void> {
  await card.screenshot({ path }).catch(() => card.screenshot({ path }));
}

/** The beginning of each card that has to be scrolled sideways, or goes beyond the edge of the window. */
function tooWide({ page }: AtTeams): Promise<readonly string[]> {
  return page.locator('.card').evaluateAll((cards) => {
    const wide = cards.filter((card) => card.scrollWidth > card.clientWidth || card.getBoundingClientRect().right > window.innerWidth);
    return wide.map((card) => (card.textContent ?? '').slice(0, 80));
  });
}
