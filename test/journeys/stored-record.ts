/** Reads what is really stored, past the companion: the record of a conference, wake pointers, diary claims, lists. */
import { chairResource } from '../../bot/booking/slots-on-offer.ts';
import { conferenceLists } from '../../bot/conference-lists.ts';
import { machineInstant } from '../../src/calendar/instants.ts';
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import type { RecordedConferenceEvent } from '../../src/conference/events.ts';
import { fold, UNBOOKED, type BookedConference } from '../../src/conference/state.ts';
import { parsePersonKey } from '../../src/people/person.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { conferenceLog } from '../../src/store/conference-log.ts';
import { diaryClaims, type Claim } from '../../src/store/diary-claims.ts';
import { localKeyRing, masterKeysFrom } from '../../src/store/key-ring.ts';
import { wakePointers } from '../../src/store/wake-pointers.ts';
import { keyFileOf, type CompanionUnderTest } from './companion-under-test.ts';

const AUTHORITY = 'exampleshire';

export type StoredRecord = Awaited<ReturnType<typeof storedRecord>>;

export async function storedRecord({ connectionString, folder }: CompanionUnderTest) {
  const store = azureTableStore({ connectionString });
  const log = conferenceLog({ store, keyRing: localKeyRing(masterKeysFrom(await keyFileOf(folder))) });
  const diary = diaryClaims(store);
  const lists = conferenceLists(store, AUTHORITY);
  const wakes = wakePointers(store);
  const at = (conferenceId: string) => ({ authority: AUTHORITY, conferenceId });

  const eventsOf = async (conferenceId: string): Promise<readonly RecordedConferenceEvent[]> =>
    (await log.read(at(conferenceId), 0)).events as unknown as readonly RecordedConferenceEvent[];

  const keysAndETags = async (table: 'conferences' | 'diary', partition: string): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const { row, etag } of store.table(table).range(partition, {})) found.push(`${row} ${etag}`);
    return found;
  };

  return {
    eventsOf,
    async stateOf(conferenceId: string): Promise<BookedConference> {
      const state = fold(UNBOOKED, await eventsOf(conferenceId));
      if (state.kind !== 'booked') throw new Error('this conference is not booked');
      return state;
    },
    /** Throws when a link, a hash or a seal of the record is broken. */
    verify: (conferenceId: string) => log.verify(at(conferenceId)),
    /** Every row of a conference with its ETag: the same before and after means that nothing at all was written. */
    rowsOf: (conferenceId: string) => keysAndETags('conferences', `${AUTHORITY}|c|${conferenceId}`),
    diaryOf: (month: string) => keysAndETags('diary', `${AUTHORITY}|diary|${month}`),
    /** Conferences that have a wake pointer. */
    waiting: () => wakes.conferencesWaiting(AUTHORITY),
    open: () => lists.open(),
    /** The claim of a booking as the chair's diary has it. */
    claimOf: ({ on, claimId, chair }: BookedConference['booking']): Promise<Claim | undefined> =>
      diary.find({ authority: AUTHORITY, on, claimId, resources: [chairResource(chair.person)] }),
    /** How many half-hours of a chair's day are taken, not counting what open forms hold. */
    takenCells: async (on: string, chair: string): Promise<number> => {
      const [date, person] = [parsePlainDate(on), parsePersonKey(chair)];
      if (date === undefined || person === undefined) throw new RangeError('not a day of a person’s diary');
      const { claims } = (await diary.window(AUTHORITY, date, date, machineInstant(Date.now()))).day(chairResource(person), date);
      return claims.filter(({ state }) => state !== 'form').reduce((sum, { fromCell, toCell }) => sum + toCell - fromCell, 0);
    },
  };
}
