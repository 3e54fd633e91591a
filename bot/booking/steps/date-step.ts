/**
 * The last screen: the lawful window, the best times in it, one of them held for the form, and the booking itself
 * (NOT-002, NOT-010 to NOT-013, NOT-027). While it draws, it reads the months of the window and takes a time: with the
 * reading and the keeping of the form, five requests to the store at most where nobody is quicker.
 */
import { parseBookingDate, type BookingDateSubmission } from '../../../cards/booking-date/card.ts';
import type { Faults, Submitted } from '../../../cards/parse.ts';
import { dateCard, noWindowCard } from '../date-card.ts';
import type { BookingDraft } from '../draft.ts';
import { keepTime } from '../form-hold.ts';
import { offer, type OfferParts } from '../slots-on-offer.ts';
import { stays, type Asking, type BookingStep, type Drawn, type Taken } from './step.ts';

export type DateParts = OfferParts & {
  /** Work that nobody waits for. */
  readonly afterwards?: (work: Promise<unknown>) => void;
};

const LOST = 'That time has just been taken. Another is held for you; these are still free.';

export function dateStep(parts: DateParts): BookingStep {
  return {
    draw: (draft, faults, asking) => draw(parts, draft, faults, asking),
    presses: {
      'booking.find': (draft, input) => look(draft, input, () => 0),
      'booking.moreSlots': (draft, input) => look(draft, input, (before, after) => (sameWishes(before, after) ? before.date.page + 1 : 0)),
      'booking.takeSlot': takeSlot,
      'booking.confirm': confirm,
    },
  };
}

async function draw(parts: DateParts, draft: BookingDraft, faults: Faults, asking: Asking): Promise<Drawn> {
  const offered = await offer(parts, draft, asking);
  if (offered === undefined) return { card: noWindowCard(draft, faults, asking), draft };
  const kept = await keepTime(parts, draft, offered, asking);
  const { given } = kept;
  const told = kept.lost && !Object.hasOwn(faults, 'slot') ? { ...faults, slot: kept.held === undefined ? 'That time has just been taken.' : LOST } : faults;
  return {
    card: dateCard({ draft: kept.draft, offer: offered, held: kept.held, faults: told }, asking), draft: kept.draft,
    // A hold that could not be given back ends by itself a few minutes later.
    ...(given === undefined ? {} : { onceKept: () => afterwards(parts, parts.diary.free(given)) }),
  };
}

function afterwards(parts: DateParts, work: Promise<unknown>): void {
  if (parts.afterwards === undefined) work.catch(() => undefined);
  else parts.afterwards(work);
}

/** Another search, by what is preferred now. */
function look(draft: BookingDraft, input: unknown, pageOf: (before: BookingDraft, after: BookingDraft) => number): Taken {
  const read = parseBookingDate(input);
  if (read.kind === 'notOurs') return read;
  const after = withTyped(draft, read.submission);
  return stays({ ...after, date: { ...after.date, page: pageOf(draft, after) } }, { ...conflictGate(after), ...readFaults(read) });
}

function takeSlot(draft: BookingDraft, input: unknown): Taken {
  const read = parseBookingDate(input);
  if (read.kind === 'notOurs') return read;
  const after = withTyped(draft, read.submission);
  const { slot } = read.submission;
  return stays({ ...after, date: { ...after.date, wanted: slot } }, { ...(slot === '' ? CHOOSE : {}), ...conflictGate(after), ...readFaults(read) });
}

function confirm(draft: BookingDraft, input: unknown): Taken {
  const read = parseBookingDate(input);
  if (read.kind === 'notOurs') return read;
  const filled = withTyped(draft, read.submission);
  const { slot } = read.submission;
  const faults = { ...(slot === '' ? CHOOSE : {}), ...conflictGate(filled), ...readFaults(read) };
  return Object.keys(faults).length > 0 ? stays(filled, faults) : { kind: 'book', draft: filled, slot };
}

const CHOOSE: Faults = { slot: 'Choose a time.' };

function withTyped(draft: BookingDraft, { preferredChair, timeOfDay, conflicted, conflictReason, lateReason }: BookingDateSubmission): BookingDraft {
  return { ...draft, date: { ...draft.date, preferredChair, timeOfDay, conflicted: [...conflicted], conflictReason, lateReason } };
}

function sameWishes({ date: a }: BookingDraft, { date: b }: BookingDraft): boolean {
  return a.preferredChair === b.preferredChair && a.timeOfDay === b.timeOfDay && a.conflicted.join() === b.conflicted.join();
}

/** To set a chair aside needs the reason, in words. */
function conflictGate({ date: { conflicted, conflictReason } }: BookingDraft): Faults {
  return conflicted.length > 0 && conflictReason === '' ? { conflictReason: 'Please say what the conflict of interest is.' } : {};
}

function readFaults(read: Submitted<unknown>): Faults {
  return read.kind === 'faulty' ? read.faults : {};
}
