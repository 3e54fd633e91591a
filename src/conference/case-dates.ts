/**
 * The dates that each type of conference is counted from: which are asked, which may stay open, and what makes one
 * impossible (NOT-002, NOT-122, NOT-133, GEN-009; AMB-10).
 */
import { addCalendarMonths, parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';
import type { Refusal } from './commands.ts';
import type { CaseDates, ConferenceType } from './events.ts';

export type DateField = keyof CaseDates;

export const DATE_FIELDS: readonly DateField[] = ['s47InitiatedOn', 'laterStrategyOn', 'transferNotifiedOn', 'plannedReturnOn', 'initialHeldOn', 'previousReviewHeldOn', 'expectedBirthOn'];

type Asked = { readonly field: DateField; readonly required: boolean; readonly lies: 'past' | 'future' };

const past = (field: DateField, required = true): Asked => ({ field, required, lies: 'past' });
const future = (field: DateField): Asked => ({ field, required: true, lies: 'future' });

const ASKED: Readonly<Record<ConferenceType, readonly Asked[]>> = {
  initial: [past('s47InitiatedOn'), past('laterStrategyOn', false)],
  preBirth: [past('s47InitiatedOn'), past('laterStrategyOn', false), future('expectedBirthOn')],
  transferIn: [past('transferNotifiedOn')],
  siblingInitial: [past('s47InitiatedOn'), past('initialHeldOn'), past('previousReviewHeldOn', false)],
  review: [past('initialHeldOn'), past('previousReviewHeldOn', false)],
  preReturn: [future('plannedReturnOn')],
};

/** What a form for this type asks, in its order. */
export function datesAsked(type: ConferenceType): readonly Asked[] {
  return ASKED[type];
}

/** A date of the enquiry, or of a notice, older than this is taken for a slip of the keyboard; a plan may have run for years. */
const OLDEST_MONTHS: Partial<Record<DateField, number>> = { s47InitiatedOn: 12, laterStrategyOn: 12, transferNotifiedOn: 12, initialHeldOn: 120, previousReviewHeldOn: 24 };
const FURTHEST_MONTHS = 12;

/** The dates of that type in their types, or every fault, each beside its field. Dates of other types are passed over. */
export function checkDates(type: ConferenceType, typed: Readonly<Partial<Record<DateField, string>>>, today: PlainDate): CaseDates | readonly Refusal[] {
  const read = ASKED[type].map((asked) => ({ asked, text: typed[asked.field] ?? '', on: parsePlainDate(typed[asked.field] ?? '') }));
  const refusals = read.flatMap(({ asked, text, on }) => dateFaults(asked, text, on, today));
  if (refusals.length > 0) return refusals;
  const dates: CaseDates = Object.fromEntries(read.flatMap(({ asked, on }) => (on === undefined ? [] : [[asked.field, on]])));
  const disorder = orderFaults(dates);
  return disorder.length > 0 ? disorder : dates;
}

function dateFaults({ field, required, lies }: Asked, text: string, on: PlainDate | undefined, today: PlainDate): Refusal[] {
  const rule = field === 's47InitiatedOn' ? { rule: 'NOT-002' } : {};
  if (text === '') return required ? [{ code: 'missing', field, ...rule }] : [];
  if (on === undefined) return [{ code: 'notADate', field, ...rule }];
  if (lies === 'future') return on <= today || on > addCalendarMonths(today, FURTHEST_MONTHS) ? [{ code: 'notAhead', field }] : [];
  if (on > today) return [{ code: 'inTheFuture', field, ...rule }];
  return on < addCalendarMonths(today, -(OLDEST_MONTHS[field] ?? FURTHEST_MONTHS)) ? [{ code: 'tooLongAgo', field, ...rule }] : [];
}

/** A later discussion comes after the one that initiated the enquiry, and a review after the initial conference. */
function orderFaults({ s47InitiatedOn, laterStrategyOn, initialHeldOn, previousReviewHeldOn }: CaseDates): Refusal[] {
  const wrong = (earlier: PlainDate | undefined, later: PlainDate | undefined): boolean => earlier !== undefined && later !== undefined && later <= earlier;
  return [
    ...(wrong(s47InitiatedOn, laterStrategyOn) ? [{ code: 'dateOrder', field: 'laterStrategyOn' } as const] : []),
    ...(wrong(initialHeldOn, previousReviewHeldOn) ? [{ code: 'dateOrder', field: 'previousReviewHeldOn' } as const] : []),
  ];
}
