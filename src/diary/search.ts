/**
 * Free times inside the lawful window, from the diaries of chairs, rooms and the social worker (NOT-011), with the family's time before the start
 * (NOT-027), ranked, each with the reasons for its rank. Every rule that ranks a time is a digit of one number, so that
 * putting thousands of times in order is sorting numbers; a time becomes words only when somebody looks at it.
 */
import type { PlainDate } from '../calendar/plain-date.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { ConferenceFormat } from '../conference/events.ts';
import type { PersonKey } from '../people/person.ts';
import type { DiaryWindow } from './diary-window.ts';
import type { CellSpan } from './half-hours.ts';
import { layOut, slotAt } from './lay-out.ts';
import { halfOfKey, keysInOrder } from './ranking.ts';

export type ChairEntry = {
  readonly person: PersonKey;
  readonly name: string;
  /** London clock times, HH:mm: the earliest start and the latest end. */
  readonly hours: { readonly from: string; readonly to: string };
  /** 1 is Monday. */
  readonly weekdays: readonly number[];
  readonly mostADay: number;
};

export type RoomEntry = { readonly roomId: string; readonly name: string; readonly places: number; readonly stepFree: boolean };

/** Somebody invited who said when they cannot come; `holder`: has parental responsibility, or has to be there. */
export type CannotCome = { readonly who: string; readonly on: PlainDate; readonly from: string; readonly to: string; readonly holder: boolean };

export type BusyElsewhere = CellSpan & { readonly person: PersonKey; readonly on: PlainDate };

export type SlotWish = {
  readonly format: ConferenceFormat;
  readonly minutes: number;
  /** Minutes the family meets the chair beforehand, when in the room. */
  readonly familyMinutesBefore: number;
  /** Minutes a chair has between two conferences. */
  readonly gapMinutes: number;
  /** Working days from the day of booking to the day before `earliestOn`: 0 where the search begins tomorrow. */
  readonly noticeBefore: number;
  readonly earliestOn: PlainDate;
  /** Last day by the strictest reading; later ones up to `dueOn` are late. */
  readonly safeBy: PlainDate;
  readonly dueOn: PlainDate;
  readonly starts: { readonly earliest: string; readonly latest: string; readonly usual: readonly string[] };
  readonly room: 'needed' | 'notNeeded';
  readonly stepFree: boolean;
  /** How many will sit in the room. */
  readonly people: number;
  readonly keepChair: PersonKey | null;
  readonly preferredChair: PersonKey | null;
  /** Chairs with a conflict of interest, and those who are on the list themselves: never offered. */
  readonly conflicted: ReadonlySet<PersonKey>;
  readonly cannotCome: readonly CannotCome[];
  readonly timeOfDay: 'morning' | 'afternoon' | null;
  /** Whose case it is: what they have themselves is no time for it. */
  readonly socialWorker: PersonKey;
  /** The form's own claim does not stand in its way. */
  readonly ownClaimId: string | null;
  /** From Outlook. */
  readonly busyElsewhere: readonly BusyElsewhere[];
};

export type SlotReason =
  | 'everyoneCanCome' | 'someoneCannotCome' | 'late' | 'enoughNotice' | 'shortNotice' | 'sameChair' | 'preferredChair' | 'earliest' | 'timeOfDay' | 'usualTime' | 'lightestLoad';

export type Slot = CellSpan & {
  readonly on: PlainDate;
  readonly from: string;
  readonly to: string;
  readonly chair: { readonly person: PersonKey; readonly name: string };
  readonly room: RoomEntry | null;
  readonly late: boolean;
  /** Working days between the day of booking and the conference: time for reports and invitations. */
  readonly noticeDays: number;
  /** Who cannot come then, by label or role. */
  readonly cannotCome: readonly string[];
  /** Why it stands where it stands, the weightiest first. */
  readonly reasons: readonly SlotReason[];
};

export { chairResource, roomResource, socialWorkerResource } from './resources.ts';
export { slotReasonWords } from './ranking.ts';

/** The free times of one search, best first. */
export type SlotOffer = {
  readonly count: number;
  /** The time at that place of the order. Throws a RangeError outside it. */
  at(place: number): Slot;
  /** Every one of them, for whoever needs the whole list. */
  all(): readonly Slot[];
  /** A short page: one morning and one afternoon a day, so that a screen shows different days, in the order of their best. */
  page(page: number, size: number): readonly Slot[];
};

/** Every free time; the order is total, so two searches of the same diary agree. */
export function freeSlots(chairs: readonly ChairEntry[], rooms: readonly RoomEntry[], diary: DiaryWindow, wish: SlotWish, calendar: WorkingCalendar): SlotOffer {
  const laid = layOut(chairs, rooms, diary, wish, calendar);
  const keys = keysInOrder(laid);
  const at = (place: number): Slot => {
    const key = keys[place];
    if (key === undefined) throw new RangeError('there is no such free time');
    return slotAt(laid, key);
  };
  return {
    count: keys.length,
    at,
    all: () => Array.from(keys, (_key, place) => at(place)),
    page: (page, size) => {
      const shown: Slot[] = [];
      const seen = new Set<number>();
      for (let place = 0; place < keys.length && shown.length < (page + 1) * size; place += 1) {
        const half = halfOfKey(keys[place] ?? 0);
        if (seen.has(half)) continue;
        seen.add(half);
        shown.push(at(place));
      }
      return shown.slice(page * size);
    },
  };
}
