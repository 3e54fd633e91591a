/**
 * The first screen: the case. Which questions it has depends on the type of conference; another type brings its own
 * questions before anything is judged (NOT-001, NOT-002, NOT-005, NOT-007, NOT-014, NOT-015, NOT-067).
 */
import { MOST_CHILDREN, parseBookingCase, type BookingCaseSubmission } from '../../../cards/booking-case/card.ts';
import type { Faults, Submitted } from '../../../cards/parse.ts';
import { CardNotMade } from '../../../cards/render.ts';
import { birthDateAsked, datesAsked, PLAN_BEFORE_BIRTH, type DateField } from '../../../src/conference/case-dates.ts';
import { CONFERENCE_TYPES } from '../../../src/procedures/conference-type.ts';
import { birthRule } from '../../../src/procedures/conference-window.ts';
import { caseCard, managersToChoose } from '../case-card.ts';
import { asksThreshold, asksWhenAgreed, caseFaults } from '../case-faults.ts';
import { oneOf } from '../chosen.ts';
import { emptyChild, type BookingDraft } from '../draft.ts';
import { goesOn, stays, type Asking, type BookingStep, type Taken } from './step.ts';

type CasePart = BookingDraft['case'];

const YES_NO = ['yes', 'no'];
const RECOMMENDATIONS = ['plan', 'noPlan', 'notYet'];

export const caseStep: BookingStep = {
  draw: (draft, faults, asking) => ({ draft, card: cardThatFits(draft, faults, asking) }),
  presses: {
    'booking.case': takeCase,
    'booking.changeType': (draft, input, asking) => taken(draft, input, asking, (filled) => stays(filled)),
    'booking.addChild': (draft, input, asking) => taken(draft, input, asking, (filled, faults) => stays(withOneMore(filled), faults)),
    'booking.removeChild': (draft, input, asking) => taken(draft, input, asking, (filled, faults) => stays(withoutLast(filled), faults)),
  },
};

/** Ten children with every field wrong are more than one card holds: then half of what is wrong is said first, and the rest once that is right. */
function cardThatFits(draft: BookingDraft, faults: Faults, asking: Asking): object {
  try {
    return caseCard(draft, faults, asking);
  } catch (error) {
    const wrong = Object.entries(faults).filter(([field]) => field !== 'more');
    if (!(error instanceof CardNotMade) || error.fault !== 'tooLarge' || wrong.length < 2) throw error;
    const half = Object.fromEntries(wrong.slice(0, Math.ceil(wrong.length / 2)));
    return cardThatFits({ ...draft, understood: [] }, { ...half, more: 'There is more to look at. It is shown once this is right.' }, asking);
  }
}

function takeCase(draft: BookingDraft, input: unknown, asking: Asking): Taken {
  return taken(draft, input, asking, (filled, unread) => {
    // Another type was chosen beside the questions of the one before: its own come first.
    if (filled.case.conferenceType !== draft.case.conferenceType) return stays(filled);
    const faults = { ...caseFaults(draft.case, filled.case, asking), ...unread };
    if (Object.keys(faults).length > 0) return stays(filled, faults);
    // The family begins at its first page again: there may be other children now.
    return goesOn({ ...filled, understood: [], family: { ...filled.family, page: 0 } }, 'family', {});
  });
}

function taken(draft: BookingDraft, input: unknown, asking: Asking, next: (filled: BookingDraft, faults: Faults) => Taken): Taken {
  const read: Submitted<BookingCaseSubmission> = parseBookingCase(input, datesOn(draft.case));
  if (read.kind === 'notOurs') return { kind: 'notOurs' };
  return next({ ...draft, case: withTyped(draft.case, read.submission, asking) }, read.kind === 'faulty' ? read.faults : {});
}

/** The dates that the card of this case asks. */
function datesOn({ conferenceType, planBeforeBirth }: CasePart): readonly DateField[] {
  const birth = birthDateAsked(conferenceType, planBeforeBirth);
  return [...datesAsked(conferenceType), ...(birth === undefined ? [] : [birth])].map(({ field }) => field);
}

/** What was typed, over what the draft had; what was not on the card stays as it was, and what was not on its lists is no answer. */
function withTyped(before: CasePart, typed: BookingCaseSubmission, asking: Asking): CasePart {
  const { booking, decisions } = asking.book.pack;
  const conferenceType = CONFERENCE_TYPES.find((known) => known === typed.conferenceType) ?? before.conferenceType;
  const agreedBy = oneOf(managersToChoose(asking).map(({ value }) => value), typed.agreed.by);
  return {
    conferenceType, caseReference: typed.caseReference, dates: { ...before.dates, ...typed.dates }, format: oneOf(booking.formats.map(({ value }) => value), typed.format),
    planBeforeBirth: birthRule(asking.book.pack, before.conferenceType) === undefined ? before.planBeforeBirth : oneOf(PLAN_BEFORE_BIRTH, typed.planBeforeBirth),
    agreed: asksWhenAgreed(before) ? { ...typed.agreed, by: agreedBy } : { ...before.agreed, by: agreedBy },
    threshold: asksThreshold(before) ? oneOf(YES_NO, typed.threshold) : before.threshold,
    venue: venueTyped(before, typed.venue),
    recommendation: oneOf(RECOMMENDATIONS, typed.recommendation), category: oneOf(decisions.categories.map(({ code }) => code), typed.category),
    children: typed.children.map(({ considered, ...child }) => ({ ...child, part: considered ? 'considered' : 'subject' })),
  };
}

function venueTyped({ format, venue }: CasePart, typed: BookingCaseSubmission['venue']): CasePart['venue'] {
  if (format === 'virtual') return venue;
  const own = venue.kind === 'elsewhere' ? { words: typed.words, assessed: oneOf(YES_NO, typed.assessed) } : {};
  return { ...venue, kind: typed.kind === 'elsewhere' ? 'elsewhere' : 'ours', stepFree: oneOf(YES_NO, typed.stepFree), ...own };
}

function withOneMore(draft: BookingDraft): BookingDraft {
  const { children } = draft.case;
  return children.length < MOST_CHILDREN ? { ...draft, case: { ...draft.case, children: [...children, emptyChild(children.length)] } } : draft;
}

/** With the child goes what the family screen holds of them: the next child in that place is another. */
function withoutLast(draft: BookingDraft): BookingDraft {
  const { case: part, family } = draft;
  const left = part.children.length - 1;
  if (left < 1) return draft;
  return { ...draft, case: { ...part, children: part.children.slice(0, left) }, family: { ...family, names: family.names.slice(0, left), participation: family.participation.slice(0, left) } };
}
