/**
 * The second screen: the family and safety. Everyone with parental responsibility is asked about, and leaving one out
 * wants a reason (NOT-020, NOT-021); each child's way of taking part, and what the chair should know (NOT-008, NOT-053,
 * NOT-072, NOT-075). An ordinary family fits one page; a large one takes several pages of the same screen.
 */
import { MOST_RELATIVES, parseBookingFamily, type BookingFamilySubmission } from '../../../cards/booking-family/card.ts';
import type { Faults, Submitted } from '../../../cards/parse.ts';
import { CardNotMade } from '../../../cards/render.ts';
import { parsePlainDate } from '../../../src/calendar/plain-date.ts';
import { emptyRelative, type BookingDraft, type Relative } from '../draft.ts';
import { familyCard } from '../family-card.ts';
import { familyFaults } from '../family-faults.ts';
import { lastRelativesPage, pageNumber, pageOf, pagesOf, type FamilyPage } from '../family-pages.ts';
import { familyTyped, flagsThatFollow } from '../family-typed.ts';
import { goesOn, stays, type Asking, type BookingStep, type Taken } from './step.ts';

export const familyStep: BookingStep = {
  draw: (draft, faults, asking) => {
    try {
      return { draft, card: familyCard(draft, faults, asking) };
    } catch (error) {
      // More than one card holds: the same questions, page by page.
      if (!(error instanceof CardNotMade) || error.fault !== 'tooLarge' || draft.family.page > 0) throw error;
      return drawPaged(draft, faults, asking);
    }
  },
  back: (draft) => (draft.family.page > 0 && pageNumber(draft) > 1 ? onPage(draft, pageNumber(draft) - 1) : undefined),
  presses: {
    'booking.family': takeFamily,
    'booking.addRelative': (draft, input, asking) => taken(draft, input, asking, (filled, faults) => stays(withRelatives(filled, filled.family.relatives.length < MOST_RELATIVES ? [...filled.family.relatives, emptyRelative('')] : filled.family.relatives), faults)),
    'booking.removeRelative': (draft, input, asking) => taken(draft, input, asking, (filled, faults) => stays(withRelatives(filled, filled.family.relatives.slice(0, -1)), faults)),
  },
};

/** The first page where something is wrong; what is wrong on others is said there, when they are reached. */
function drawPaged(draft: BookingDraft, faults: Faults, asking: Asking): { readonly draft: BookingDraft; readonly card: object } {
  const first = onPage(draft, 1);
  const open = Object.keys(faults).length === 0 ? 0 : Math.max(0, pagesOf(first).findIndex((page) => isFaulty(familyFaults(first, page, asking))));
  const paged = onPage(draft, open + 1);
  const elsewhere = pagesOf(paged).filter((_, place) => place !== open).flatMap((page) => Object.keys(familyFaults(paged, page, asking)));
  return { draft: paged, card: familyCard(paged, Object.fromEntries(Object.entries(faults).filter(([field]) => !elsewhere.includes(field))), asking) };
}

function takeFamily(draft: BookingDraft, input: unknown, asking: Asking): Taken {
  return taken(draft, input, asking, (typed, unread, page) => {
    const filled = { ...typed, family: { ...typed.family, flags: flagsThatFollow(typed, asking) } };
    const faults = { ...familyFaults(filled, page, asking), ...unread };
    if (isFaulty(faults)) return stays(withPossibleBirths(filled, asking), faults);
    const pages = pagesOf(filled);
    if (pageNumber(filled) < pages.length) return stays(onPage(filled, pageNumber(filled) + 1));
    // People may have been added on a page that was not left with Continue.
    const passedOver = pages.findIndex((each) => isFaulty(familyFaults(filled, each, asking)));
    const unanswered = pages[passedOver];
    if (unanswered !== undefined) return stays(onPage(filled, passedOver + 1), familyFaults(filled, unanswered, asking));
    return goesOn({ ...filled, family: { ...filled.family, relatives: filled.family.relatives.filter(({ label }) => label !== '') } }, 'people', {});
  });
}

function taken(draft: BookingDraft, input: unknown, asking: Asking, next: (filled: BookingDraft, faults: Faults, page: FamilyPage) => Taken): Taken {
  const page = pageOf(draft);
  const asked = { from: page.relatives?.from ?? 0, relatives: page.relatives?.count ?? 0, children: draft.case.children.length };
  const read: Submitted<BookingFamilySubmission> = parseBookingFamily(input, asked);
  if (read.kind === 'notOurs') return { kind: 'notOurs' };
  return next({ ...draft, family: familyTyped(draft, read.submission, page, asking) }, read.kind === 'faulty' ? read.faults : {}, page);
}

/** On the page where the last of them is, so that a row that was added is seen. */
function withRelatives(draft: BookingDraft, relatives: readonly Relative[]): BookingDraft {
  const changed = { ...draft, family: { ...draft.family, relatives: [...relatives] } };
  return onPage(changed, lastRelativesPage(changed));
}

function onPage(draft: BookingDraft, page: number): BookingDraft {
  return { ...draft, family: { ...draft.family, page } };
}

/** A day that is not kept is not said to be kept: the field is empty again, with the fault below it. */
function withPossibleBirths(draft: BookingDraft, { today }: Asking): BookingDraft {
  const possible = (bornOn: string): boolean => (parsePlainDate(bornOn) ?? '9999') <= today;
  return { ...draft, family: { ...draft.family, names: draft.family.names.map((each) => (possible(each.bornOn) ? each : { ...each, bornOn: '' })) } };
}

function isFaulty(faults: Faults): boolean {
  return Object.keys(faults).length > 0;
}
