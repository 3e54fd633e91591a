/** A page in all three themes of Teams: no fault of accessibility, and a picture of each for a look. */
import { picture } from '../../setup/artefacts.ts';
import type { AtTeams, Theme } from './at-teams.ts';
import { expectAccessible } from './axe.ts';

const THEMES: readonly Theme[] = ['default', 'dark', 'contrast'];

/** The pictures are called by `name` and the theme. */
export async function expectLooksRight(person: AtTeams, name: string): Promise<void> {
  for (const theme of THEMES) {
    await person.wears(theme);
    await person.page.screenshot({ path: picture(`${name}-${theme}`) });
    await expectAccessible(person.page, `${name} in ${theme}`);
  }
}
