/** The latest lawful date for a draft and the free times inside it, from the chairs' diaries. */
import { addCalendarDays, type PlainDate } from '../../src/calendar/plain-date.ts';
import type { ConferenceFormat } from '../../src/conference/events.ts';
import { freeSlots, offerPage, type ChairDiary, type Slot } from '../../src/diary/slots.ts';
import { conferenceLimit, familyMinutesBefore, type DayDuty, type Rulebook } from '../../src/procedures/duties.ts';
import type { DiaryClaims } from '../../src/store/diary-claims.ts';
import type { PersonKey } from '../../src/people/person.ts';
import type { Authority } from '../authority.ts';

export type Offer = {
  readonly limit: DayDuty;
  /** Every free start inside the limit, best first. */
  readonly all: readonly Slot[];
  readonly page: readonly Slot[];
  readonly moreAvailable: boolean;
};

export type OfferParts = { readonly book: Rulebook; readonly authority: Authority; readonly diary: DiaryClaims };

const SLOTS_A_PAGE = 6;

/** The resource under which a chair's time is claimed. */
export function chairResource(person: PersonKey): string {
  return `chair.${person}`;
}

/** How a card names a slot: day, time and chair, for the server to find again among the free ones. */
export function slotValue(slot: Slot): string {
  return `${slot.on}T${slot.from}/${slot.chair.person}`;
}

/** What can be offered today for a section 47 enquiry initiated on that day. */
export async function slotsOnOffer(parts: OfferParts, asked: { readonly s47InitiatedOn: PlainDate; readonly format: ConferenceFormat; readonly today: PlainDate; readonly page: number }): Promise<Offer> {
  const { book, authority } = parts;
  const limit = conferenceLimit(book, asked);
  const earliestOn = addCalendarDays(asked.today, 1);
  const chairs = await Promise.all(authority.people.filter((person) => person.roles.includes('chair')).map((chair) => diaryOf(parts, chair, earliestOn, limit.dueOn)));
  const { conferenceMinutes, earliestStart, latestStart, slots: usualStarts } = book.pack.booking;
  const all = freeSlots(chairs, {
    format: asked.format, minutes: conferenceMinutes, familyMinutesBefore: familyMinutesBefore(book.pack),
    earliestOn, safeBy: limit.safeBy ?? limit.dueOn, dueOn: limit.dueOn, starts: { earliest: earliestStart, latest: latestStart },
  }, book.calendar);
  const page = offerPage(all, usualStarts, asked.page, SLOTS_A_PAGE);
  return { limit, all, page, moreAvailable: offerPage(all, usualStarts, asked.page + 1, SLOTS_A_PAGE).length > 0 };
}

async function diaryOf({ authority, diary }: OfferParts, chair: Authority['people'][number], fromOn: PlainDate, toOn: PlainDate): Promise<ChairDiary> {
  const days = fromOn <= toOn ? await diary.busy(authority.id, chairResource(chair.person), fromOn, toOn) : [];
  return { person: chair.person, name: chair.name, hours: chair.hours, busy: new Map(days.map(({ on, cells }) => [on, cells])) };
}
