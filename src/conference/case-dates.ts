/**
 * The dates that each type of conference is counted from: which are asked, which may stay open, and what makes one
 * impossible (NOT-002, NOT-122, NOT-133, GEN-009, STK-013; AMB-10, AMB-30).
 */
import { addCalendarMonths, parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';
import type { Refusal } from './commands.ts';
import type { CaseDates, ConferenceType } from './events.ts';

export type DateField = Exclude<keyof CaseDates, 'preBirthPlan'>;

/** Whether the plan under review was made before the birth, as it is answered on the form; '' while it is not. */
export const PLAN_BEFORE_BIRTH = ['no', 'born', 'notBornYet'] as const;
export type PlanBeforeBirth = (typeof PLAN_BEFORE_BIRTH)[number] | '';

/** `due`: ahead, or a few weeks ago, since a baby may be late. */
type Asked = { readonly field: DateField; readonly required: boolean; readonly lies: 'past' | 'future' | 'due' };

const past = (field: DateField, required = true): Asked => ({ field, required, lies: 'past' });
const future = (field: DateField): Asked => ({ field, required: true, lies: 'future' });

const ASKED: Readonly<Record<ConferenceType, readonly Asked[]>> = {
  initial: [past('s47InitiatedOn'), past('decidedOn', false), past('laterStrategyOn', false)],
  preBirth: [past('s47InitiatedOn'), past('decidedOn', false), past('laterStrategyOn', false), future('expectedBirthOn')],
  transferIn: [past('transferNotifiedOn')],
  siblingInitial: [past('s47InitiatedOn'), past('decidedOn', false), past('initialHeldOn'), past('previousReviewHeldOn', false)],
  review: [past('initialHeldOn'), past('previousReviewHeldOn', false)],
  preReturn: [future('plannedReturnOn')],
};

/** What a form for this type asks, in its order. */
export function datesAsked(type: ConferenceType): readonly Asked[] {
  return ASKED[type];
}

/** The types that review a plan, which may have been made before the birth. */
const REVIEWS: readonly ConferenceType[] = ['review', 'siblingInitial'];

/** The day that the answer brings with it; undefined where it brings none. */
export function birthDateAsked(type: ConferenceType, answer: string): Asked | undefined {
  if (!REVIEWS.includes(type)) return undefined;
  if (answer === 'born') return past('bornOn');
  return answer === 'notBornYet' ? { field: 'expectedBirthOn', required: true, lies: 'due' } : undefined;
}

/** A date of the enquiry, or of a notice, older than this is taken for a slip of the keyboard; a plan may have run for years. */
const OLDEST_MONTHS: Partial<Record<DateField, number>> = { s47InitiatedOn: 12, decidedOn: 12, laterStrategyOn: 12, transferNotifiedOn: 12, initialHeldOn: 120, previousReviewHeldOn: 24, bornOn: 120 };
const FURTHEST_MONTHS = 12;
const OVERDUE_MONTHS = 1;

/** The dates of that type in their types, or every fault, each beside its field. Dates of other types, and of another answer, are passed over. */
export function checkDates(type: ConferenceType, typed: Readonly<Partial<Record<DateField, string>>>, planBeforeBirth: string, today: PlainDate): CaseDates | readonly Refusal[] {
  const birth = birthDateAsked(type, planBeforeBirth);
  const read = [...ASKED[type], ...(birth === undefined ? [] : [birth])].map((asked) => ({ asked, text: typed[asked.field] ?? '', on: parsePlainDate(typed[asked.field] ?? '') }));
  const refusals = read.flatMap(({ asked, text, on }) => dateFaults(asked, text, on, today));
  if (refusals.length > 0) return refusals;
  const days: CaseDates = Object.fromEntries(read.flatMap(({ asked, on }) => (on === undefined ? [] : [[asked.field, on]])));
  const dates: CaseDates = birth === undefined ? days : { ...days, preBirthPlan: true };
  const disorder = orderFaults(dates);
  return disorder.length > 0 ? disorder : dates;
}

function dateFaults({ field, required, lies }: Asked, text: string, on: PlainDate | undefined, today: PlainDate): Refusal[] {
  const rule = field === 's47InitiatedOn' || field === 'decidedOn' ? { rule: 'NOT-002' } : {};
  if (text === '') return required ? [{ code: 'missing', field, ...rule }] : [];
  if (on === undefined) return [{ code: 'notADate', field, ...rule }];
  if (lies === 'future') return on <= today || on > addCalendarMonths(today, FURTHEST_MONTHS) ? [{ code: 'notAhead', field }] : [];
  if (lies === 'due') return on < addCalendarMonths(today, -OVERDUE_MONTHS) ? [{ code: 'tooLongAgo', field }] : on > addCalendarMonths(today, FURTHEST_MONTHS) ? [{ code: 'notAhead', field }] : [];
  if (on > today) return [{ code: 'inTheFuture', field, ...rule }];
  return on < addCalendarMonths(today, -(OLDEST_MONTHS[field] ?? FURTHEST_MONTHS)) ? [{ code: 'tooLongAgo', field, ...rule }] : [];
}

/** A later discussion comes after the one that initiated the enquiry, a review after the initial conference, and the birth not before it where the plan was made before the birth. */
function orderFaults({ s47InitiatedOn, laterStrategyOn, initialHeldOn, previousReviewHeldOn, bornOn }: CaseDates): Refusal[] {
  const wrong = (earlier: PlainDate | undefined, later: PlainDate | undefined): boolean => earlier !== undefined && later !== undefined && later <= earlier;
  return [
    ...(wrong(s47InitiatedOn, laterStrategyOn) ? [{ code: 'dateOrder', field: 'laterStrategyOn' } as const] : []),
    ...(wrong(initialHeldOn, previousReviewHeldOn) ? [{ code: 'dateOrder', field: 'previousReviewHeldOn' } as const] : []),
    ...(bornOn !== undefined && initialHeldOn !== undefined && bornOn < initialHeldOn ? [{ code: 'dateOrder', field: 'bornOn' } as const] : []),
  ];
}
