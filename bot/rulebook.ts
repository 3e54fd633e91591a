/** The authority's rules: its procedure pack, with its own telephone numbers, and the calendar they are counted by. */
import { englandAndWales } from '../src/calendar/bank-holidays.ts';
import { workingCalendar } from '../src/calendar/working-days.ts';
import { dutiesLacking, type Rulebook } from '../src/procedures/duties.ts';
import { loadPacks, type PackFault } from '../src/procedures/load-packs.ts';
import type { Pack } from '../src/procedures/pack-schema.ts';
import { readPackFiles } from '../src/procedures/read-pack-files.ts';
import type { Authority } from './authority.ts';

/** The packs could not be used; every fault with its file and path. */
export class PacksFault extends Error {
  constructor(faults: readonly PackFault[]) {
    super(`The procedure packs have ${faults.length} fault(s):\n${faults.map(({ file, path, reason }) => `  ${file} ${path}: ${reason}`).join('\n')}`);
    this.name = 'PacksFault';
  }
}

/** Loads every pack, and takes the authority's. Throws `PacksFault` with all that is wrong with any of them. */
export function rulebook({ packId, overlays, telephones }: Authority): Rulebook {
  const loaded = loadPacks(readPackFiles());
  if (loaded.kind === 'faults') throw new PacksFault(loaded.faults);
  const { library } = loaded;
  if (library.conferencePack(packId) === undefined) throw new PacksFault([{ file: 'authority file', path: 'pack', reason: `there is no pack called ${packId} that conferences can be run by` }]);
  const pack = library.conferencePack(packId, overlays);
  if (pack === undefined) throw new PacksFault(overlays.flatMap((overlay, place) => (library.resolve(packId, [overlay]) === undefined ? [{ file: 'authority file', path: `overlays.${place}`, reason: `there is no overlay called ${overlay} that can be laid over ${packId}` }] : [])));
  const lacking = dutiesLacking(pack);
  if (lacking.length > 0) throw new PacksFault(lacking.map((what) => ({ file: 'authority file', path: 'pack', reason: `${packId} has no deadline ${what}, and the companion cannot run an initial conference without it` })));
  return { pack: telephones === undefined ? pack : withTelephones(pack, telephones), calendar: workingCalendar(englandAndWales) };
}

function withTelephones(pack: Pack, { diaryCoordinator, meetingSupport }: NonNullable<Authority['telephones']>): Pack {
  const { contacts } = pack;
  return { ...pack, contacts: { ...contacts, diaryCoordinator: { ...contacts.diaryCoordinator, telephone: diaryCoordinator }, meetingSupport: { ...contacts.meetingSupport, telephone: meetingSupport } } };
}
