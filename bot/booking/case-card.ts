/** The case screen as its card takes it: the questions of the type chosen, in words. */
import { renderBookingCase, type BookingCaseData as CaseData } from '../../cards/booking-case/card.ts';
import type { Faults } from '../../cards/parse.ts';
import { parseClockTime } from '../../src/calendar/instants.ts';
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import { birthDateAsked, datesAsked, type DateField } from '../../src/conference/case-dates.ts';
import { birthRule } from '../../src/procedures/conference-window.ts';
import type { Rulebook } from '../../src/procedures/duties.ts';
import { agreedOutOfHours, outOfHoursWords } from './agreed.ts';
import { asksThreshold, asksWhenAgreed } from './case-faults.ts';
import type { BookingDraft } from './draft.ts';
import type { Asking } from './steps/step.ts';

/** Chosen where the manager is not in the directory: the booking then names none. */
const NOT_LISTED = 'notListed';
/** Managers that a card has room for. */
const MOST_MANAGERS = 20;
const LONGEST_WORDS = 200;

const DATE_LABELS: Readonly<Record<DateField, string>> = {
  s47InitiatedOn: 'Section 47 enquiry initiated on', decidedOn: 'Decision recorded on, if on another day', laterStrategyOn: 'Later strategy discussion, if there was one', transferNotifiedOn: 'Told of the move on', plannedReturnOn: 'Return home planned for',
  initialHeldOn: 'Initial conference held on', previousReviewHeldOn: 'Last review held on, if there was one', expectedBirthOn: 'Birth expected on', bornOn: 'Born on',
};

export function caseCard(draft: BookingDraft, faults: Faults, asking: Asking): object {
  const { case: part, draftId, op, understood } = draft;
  const { booking, decisions } = asking.book.pack;
  const type = booking.types.find(({ value }) => value === part.conferenceType);
  return renderBookingCase({
    draftId, op, understood: understood.map((said) => said.slice(0, LONGEST_WORDS)), today: asking.today, faults,
    types: booking.types.map(({ value, label }) => ({ value, title: label })), conferenceType: part.conferenceType, typeWords: type === undefined ? '' : `${type.words} (${type.rule})`,
    caseReference: part.caseReference,
    dates: datesAsked(part.conferenceType).map(({ field }) => dateShown(field, part, asking)),
    birth: birthShown(part, asking),
    threshold: asksThreshold(part) ? { words: `Did the enquiry find significant harm, likely to go on? (${booking.thresholdRule})`, value: part.threshold } : null,
    managers: managersToChoose(asking), agreed: agreedShown(part, asking),
    formats: booking.formats.map(({ value, label }) => ({ value, title: label })), format: part.format,
    venue: part.format === 'virtual' ? null : { ...part.venue, rule: booking.venueRule },
    recommendation: booking.recommendation.asked === 'notAsked' ? null : { value: part.recommendation, category: part.category, categories: decisions.categories.map(({ code, name }) => ({ value: code, title: name })), rule: booking.recommendation.rule },
    children: part.children.map(({ part: role, ...child }, index) => ({ index, ...child, considered: role === 'considered' })),
  });
}

function dateShown(field: DateField, { dates }: BookingDraft['case'], asking: Asking): CaseData['dates'][number] {
  return { field, label: DATE_LABELS[field], value: parsePlainDate(dates[field]) ?? '', words: wordsFor(field, asking) };
}

/** Asked where the pack counts from the birth, with the day that the answer brings. */
function birthShown(part: BookingDraft['case'], asking: Asking): CaseData['birth'] {
  const rule = birthRule(asking.book.pack, part.conferenceType);
  if (rule === undefined) return null;
  const date = birthDateAsked(part.conferenceType, part.planBeforeBirth);
  return { label: `Was the plan made before the birth? (${rule})`, value: part.planBeforeBirth, dates: date === undefined ? [] : [dateShown(date.field, part, asking)] };
}

/** Who can be chosen as the manager who agreed. */
export function managersToChoose({ authority }: Pick<Asking, 'authority'>): readonly { readonly value: string; readonly title: string }[] {
  return [...authority.withRole('teamManager').slice(0, MOST_MANAGERS).map(({ objectId, name }) => ({ value: objectId, title: name.slice(0, 60) })), { value: NOT_LISTED, title: 'A manager who is not listed' }];
}

function agreedShown(part: BookingDraft['case'], { book }: Asking): CaseData['agreed'] {
  const asksWhen = asksWhenAgreed(part);
  return {
    label: asksWhen ? `Team manager who agreed (${book.pack.booking.agreed.rule})` : 'Team manager', by: part.agreed.by, on: parsePlainDate(part.agreed.on) ?? '', at: parseClockTime(part.agreed.at) ?? '', asksWhen,
    note: outOfHoursNote(part, book),
  };
}

/** What follows from a decision out of hours; '' where there is none. */
export function outOfHoursNote(part: BookingDraft['case'], book: Rulebook): string {
  return asksWhenAgreed(part) && agreedOutOfHours(part.agreed, book) === true ? outOfHoursWords(part.agreed, book) : '';
}

function wordsFor(field: DateField, { book: { pack } }: Asking): string {
  if (field === 's47InitiatedOn') return 'The strategy discussion that initiated the enquiry. A later one does not start the count anew (AMB-10).';
  if (field === 'decidedOn') return 'Leave this empty if it is the day of that discussion. The count runs from the earlier (AMB-10).';
  if (field === 'bornOn' || field === 'expectedBirthOn') return '';
  const limit = pack.deadlines.find(({ from }) => from === field);
  return limit === undefined ? '' : `The latest lawful date is counted from it (${limit.rule}).`;
}
