/** Invented chairs and rooms, a wish that asks for nothing special, and windows of a diary as the store reads them. */
import { machineInstant, type MachineInstant } from '../../src/calendar/instants.ts';
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { addCalendarDays, type PlainDate } from '../../src/calendar/plain-date.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import type { DiaryWindow } from '../../src/diary/diary-window.ts';
import { freeSlots, type ChairEntry, type RoomEntry, type Slot, type SlotOffer, type SlotWish } from '../../src/diary/search.ts';
import { diaryClaims, type ClaimRequest, type DiaryClaims } from '../../src/store/diary-claims.ts';
import { day, WHO } from '../conference/a-conference.ts';
import { anOpenStore } from '../store/support/conference.ts';

export const AUTHORITY = 'exampleshire';
export const NOW: MachineInstant = machineInstant(1_795_000_000_000);
export const CALENDAR = workingCalendar(englandAndWales);

export const ALEX: ChairEntry = { person: WHO.chair, name: 'Alex Wren-Example', hours: { from: '09:00', to: '17:00' }, weekdays: [1, 2, 3, 4, 5], mostADay: 4 };
export const JO: ChairEntry = { ...ALEX, person: WHO.otherChair, name: 'Jo Tarn-Example' };
export const SMALL: RoomEntry = { roomId: 'room-small', name: 'Alder', places: 8, stepFree: false };
export const LARGE: RoomEntry = { roomId: 'room-large', name: 'Birch', places: 20, stepFree: true };

/** Booked on Monday the 23rd; the week of the 30th is the first with enough notice. */
export const WISH: SlotWish = {
  format: 'hybrid', minutes: 120, familyMinutesBefore: 20, gapMinutes: 0, noticeBefore: 0, earliestOn: day('2026-11-24'), safeBy: day('2026-12-10'), dueOn: day('2026-12-10'),
  starts: { earliest: '09:00', latest: '15:00', usual: ['10:00', '13:30'] }, room: 'notNeeded', stepFree: false, people: 6, keepChair: null, preferredChair: null, conflicted: new Set(), cannotCome: [],
  timeOfDay: null, socialWorker: WHO.socialWorker, ownClaimId: null, busyElsewhere: [],
};

export async function anEmptyDiary(): Promise<DiaryClaims> {
  return diaryClaims(await anOpenStore());
}

let claims = 0;

/** A conference of that resource, ten to twelve on the Tuesday unless told. */
export function aClaim(resource: string, changes: Partial<ClaimRequest> = {}): ClaimRequest {
  claims += 1;
  return { authority: AUTHORITY, on: day('2026-12-01'), resources: [resource], claimId: `claim-${claims}`, conferenceId: `conference-${claims}`, fromCell: 20, toCell: 24, machineNow: NOW, ...changes };
}

export async function windowOf(diary: DiaryClaims, { earliestOn, dueOn }: SlotWish = WISH, at = NOW): Promise<DiaryWindow> {
  return diary.window(AUTHORITY, earliestOn, dueOn, at);
}

/** What is free for the wish in an empty diary, or in the one that is given. */
export function search(changes: Partial<SlotWish> = {}, { chairs = [ALEX, JO], rooms = [SMALL, LARGE], window = EMPTY }: { chairs?: readonly ChairEntry[]; rooms?: readonly RoomEntry[]; window?: DiaryWindow } = {}): SlotOffer {
  return freeSlots(chairs, rooms, window, { ...WISH, ...changes }, CALENDAR);
}

export const EMPTY: DiaryWindow = { day: () => ({ etag: undefined, claims: [], away: [] }), rows: () => [] };

export const startsOn = (slots: readonly Slot[], on: string): readonly string[] => [...new Set(slots.filter((slot) => slot.on === on).map(({ from }) => from))].toSorted();

export function daysFrom(on: PlainDate, count: number): readonly PlainDate[] {
  return Array.from({ length: count }, (_each, place) => addCalendarDays(on, place));
}
