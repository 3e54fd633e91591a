/** The Nottinghamshire pack and the known holidays, as the companion itself loads them. */
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import type { Rulebook } from '../../src/procedures/duty.ts';
import { loadPacks, type PackLibrary } from '../../src/procedures/load-packs.ts';
import { readPackFiles } from '../../src/procedures/read-pack-files.ts';

export function nottinghamshireRulebook(overlays: readonly string[] = []): Rulebook {
  const pack = shippedLibrary().conferencePack('nottinghamshire', overlays);
  if (pack === undefined) throw new Error('there is no Nottinghamshire pack');
  return { pack, calendar: workingCalendar(englandAndWales) };
}

/** The same with the practice standards for child assessments laid over it. */
export function practiceRulebook(): Rulebook {
  return nottinghamshireRulebook(['practice-standards']);
}

/** Every pack that comes with the companion. */
export function shippedLibrary(): PackLibrary {
  const loaded = loadPacks(readPackFiles());
  if (loaded.kind === 'faults') throw new Error(loaded.faults.map(({ file, path, reason }) => `${file} ${path}: ${reason}`).join('\n'));
  return loaded.library;
}
