/** The card for a draft as it stands. */
import { renderBookingCase } from '../../cards/booking-case/card.ts';
import { renderBookingDate } from '../../cards/booking-date/card.ts';
import { renderBookingPeople } from '../../cards/booking-people/card.ts';
import { renderBookingSettled } from '../../cards/booking-settled/card.ts';
import type { Faults } from '../../cards/parse.ts';
import { addCalendarDays, longDate, parsePlainDate, shortDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { MOST_CHILDREN } from '../../src/conference/booking.ts';
import type { ConferenceFormat } from '../../src/conference/events.ts';
import type { Slot } from '../../src/diary/slots.ts';
import type { BookingDraft } from './draft.ts';
import { invitableRows, openQuestions } from './invitable.ts';
import { slotsOnOffer, slotValue, type Offer, type OfferParts } from './slots-on-offer.ts';

export type Shown = { readonly kind: 'shown'; readonly card: object; readonly summary: string };

export interface BookingCards {
  show(draft: BookingDraft, faults: Faults, today: PlainDate): Promise<Shown>;
}

export type BookingCardsParts = OfferParts & {
  /** The settled card of a booked conference. */
  readonly bookedCard: (conferenceId: string, outcome: 'booked') => Promise<object>;
};

const SUMMARY = 'Booking an initial conference';
/** Days past the limit that are named as not on offer, so that nobody wonders where they are. */
const GREYED_DAYS = 2;

export function bookingCards(parts: BookingCardsParts): BookingCards {
  return {
    show: async (draft, faults, today) => {
      switch (draft.step) {
        case 'case': return shown(caseCard(parts, draft, faults, today));
        case 'people': return shown(peopleCard(parts, draft, faults));
        case 'date': return shown(await dateCard(parts, draft, faults, today));
        case 'booked': return shown(await parts.bookedCard(draft.conferenceId, 'booked'));
        case 'cancelled': return shown(renderBookingSettled({ outcome: 'cancelled', caseReference: draft.caseReference, op: draft.op }));
      }
    },
  };
}

function shown(card: object): Shown {
  return { kind: 'shown', card, summary: SUMMARY };
}

function caseCard({ book }: BookingCardsParts, draft: BookingDraft, faults: Faults, today: PlainDate): object {
  const { caseReference, s47InitiatedOn, format, children, draftId, op } = draft;
  return renderBookingCase({
    draftId, op, faults, today,
    // A date that does not exist cannot be shown in a date field; the words beside it say what was wrong.
    values: { caseReference, s47InitiatedOn: parsePlainDate(s47InitiatedOn) ?? '', format, children: children.map(({ label, initials, age, fullName }, index) => ({ index, label, initials, age, nameKept: fullName !== '' })) },
    formats: book.pack.booking.formats.map(({ value, label }) => ({ value, label })),
    canAddChild: children.length < MOST_CHILDREN,
  });
}

function peopleCard({ book, authority }: BookingCardsParts, draft: BookingDraft, faults: Faults): object {
  const rows = invitableRows(book.pack, authority, draft).map(({ report: _report, ...row }) => ({ ...row, chosen: draft.chosen[row.roleCode] ?? [] }));
  return renderBookingPeople({ draftId: draft.draftId, op: draft.op, questions: openQuestions(book.pack, draft), rows, reason: draft.reason, family: draft.family.join('\n'), faults });
}

async function dateCard(parts: BookingCardsParts, draft: BookingDraft, faults: Faults, today: PlainDate): Promise<object> {
  const s47InitiatedOn = parsePlainDate(draft.s47InitiatedOn);
  if (s47InitiatedOn === undefined) return caseCard(parts, draft, faults, today);
  const offer = await slotsOnOffer(parts, { s47InitiatedOn, format: draft.format as ConferenceFormat, today, page: draft.page });
  return renderBookingDate({
    draftId: draft.draftId, op: draft.op, faults, lateReason: draft.lateReason,
    limit: {
      headline: headline(offer, today, parts.book.pack.contacts.diaryCoordinator.telephone), rule: offer.limit.rule, words: offer.limit.words,
      lines: offer.limit.count?.byWeek ?? offer.limit.explanation,
      otherReading: otherReading(offer), provisional: offer.limit.provisional,
    },
    slots: offer.page.map((slot) => ({ value: slotValue(slot), title: slotTitle(slot), detail: `${slot.chair.name} · ${noticeWords(slot)}`, late: slot.late })),
    greyed: greyedDays(parts, offer),
    moreAvailable: offer.moreAvailable,
  });
}

function headline({ limit }: Offer, today: PlainDate, diaryTelephone: string): string {
  const passed = limit.dueOn < today ? ` This date has passed: please telephone the diary co-ordinator at once, on ${diaryTelephone}.` : '';
  return `Latest lawful date: ${longDate(limit.dueOn)}.${passed}`;
}

function otherReading({ limit }: Offer): string {
  const safe = limit.safeBy === undefined ? '' : `${limit.reading ?? ''} A conference by ${longDate(limit.safeBy)} is safe by every reading.`;
  const national = limit.otherReading === undefined ? '' : `Counted from the day after, the date would be ${longDate(limit.otherReading.dueOn)} (${limit.otherReading.rule}); we keep to the earlier.`;
  return [safe, national].filter((words) => words !== '').join(' ').trim();
}

function slotTitle({ on, from, to }: Slot): string {
  return `${shortDate(on)}, ${from} to ${to}`;
}

function noticeWords({ noticeDays }: Slot): string {
  return noticeDays === 1 ? '1 working day away' : `${noticeDays} working days away`;
}

function greyedDays({ book }: BookingCardsParts, { limit }: Offer): string[] {
  const days: PlainDate[] = [];
  for (let on = addCalendarDays(limit.dueOn, 1); days.length < GREYED_DAYS; on = addCalendarDays(on, 1)) if (book.calendar.isWorkingDay(on)) days.push(on);
  const { outOfTime } = book.pack.booking;
  return days.map((on) => `${shortDate(on)}: after the latest lawful date. Only two service managers together can agree to it (${outOfTime.rule}).`);
}
