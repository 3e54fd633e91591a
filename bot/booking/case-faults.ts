/** What the case screen still lacks, each beside its field, with what to do about it (NOT-001, NOT-005, NOT-015, NOT-067). */
import type { Faults } from '../../cards/parse.ts';
import { londonInstant, parseClockTime } from '../../src/calendar/instants.ts';
import { addCalendarDays, parsePlainDate } from '../../src/calendar/plain-date.ts';
import { checkCase } from '../../src/conference/booking.ts';
import { PLAN_BEFORE_BIRTH, type PlanBeforeBirth } from '../../src/conference/case-dates.ts';
import type { Refusal } from '../../src/conference/commands.ts';
import { kindOf, type ConferenceType } from '../../src/procedures/conference-type.ts';
import { birthRule } from '../../src/procedures/conference-window.ts';
import { refusalWords } from '../words.ts';
import type { BookingDraft } from './draft.ts';
import { looksLikeAName } from './labels.ts';
import type { Asking } from './steps/step.ts';

type CasePart = BookingDraft['case'];

/** Types that follow a section 47 enquiry, and so the threshold (NOT-001, GEN-002). */
const AFTER_ENQUIRY: readonly ConferenceType[] = ['initial', 'preBirth', 'siblingInitial'];
/** A manager may have agreed over a weekend before the discussion that is counted from; longer before is a slip of the keyboard. */
const MOST_DAYS_BEFORE = 7;

export function asksThreshold({ conferenceType }: CasePart): boolean {
  return AFTER_ENQUIRY.includes(conferenceType);
}

/** A review follows from a plan: its manager is named, and nobody agrees to it first. */
export function asksWhenAgreed({ conferenceType }: CasePart): boolean {
  return kindOf(conferenceType) === 'initial';
}

/** `before` is the case as it was on the card. */
export function caseFaults(before: CasePart, filled: CasePart, asking: Asking): Faults {
  const checked = checkCase(filled, asking.today);
  return {
    ...(Array.isArray(checked) ? refusalFaults(checked as readonly Refusal[]) : {}), ...labelFaults(filled),
    ...agreedFaults(filled, asking), ...venueFaults(before, filled), ...birthFaults(filled, asking), ...thresholdFaults(before, filled), ...recommendationFaults(filled, asking),
  };
}

function refusalFaults(refusals: readonly Refusal[]): Faults {
  return Object.fromEntries(refusals.map((refusal) => [refusal.field ?? 'form', wordsOf(refusal)]));
}

/** What to do about it, where the words for every field would not say. */
const NEXT: Readonly<Partial<Record<string, string>>> = {
  'decidedOn.inTheFuture': 'This day has not come yet. Please give the day the decision was recorded, or leave this empty if it was the day of the discussion.',
  'bornOn.missing': 'Please give the day of birth.',
  'bornOn.inTheFuture': 'This day has not come yet. If the baby is not born, please choose “Yes, and the baby is not born yet” above.',
  'bornOn.dateOrder': 'This is before the initial conference, so that plan was not made before the birth. Please check both dates, or answer “No” above.',
  'expectedBirthOn.missing': 'Please give the day on which the birth is expected.',
  'expectedBirthOn.tooLongAgo': 'This day is long past. If the baby is born, please choose “Yes, and the baby is born” above.',
};

function wordsOf(refusal: Refusal): string {
  const words = NEXT[`${refusal.field ?? ''}.${refusal.code}`];
  if (words === undefined) return refusalWords(refusal);
  return refusal.rule === undefined ? words : `${words} (${refusal.rule})`;
}

/** STK-013: an answer is needed wherever a limit hangs on it; absent would be counted as no. */
function birthFaults({ conferenceType, planBeforeBirth }: CasePart, { book: { pack } }: Asking): Faults {
  const rule = birthRule(pack, conferenceType);
  const answered = PLAN_BEFORE_BIRTH.some((known: PlanBeforeBirth) => known === planBeforeBirth);
  return rule === undefined || answered ? {} : { planBeforeBirth: `Please answer this: a plan made before the birth is reviewed soon after it (${rule}).` };
}

/** Labels go on every card; names only into the locked record. */
function labelFaults({ children }: CasePart): Faults {
  return Object.fromEntries(children.flatMap(({ label }, index) => (looksLikeAName(label) ? [[`label-${index}`, 'This looks like a name. Please use a label, such as Child A; names go on the next screen.']] : [])));
}

/** NOT-005: who agreed, and when; a decision out of hours is said, never refused. */
function agreedFaults(filled: CasePart, { book: { pack }, ...asking }: Asking): Faults {
  const rule = `(${pack.booking.agreed.rule})`;
  const who = filled.agreed.by !== '' ? {} : { agreedBy: asksWhenAgreed(filled) ? `Please choose who agreed ${rule}.` : 'Please choose the team manager.' };
  return { ...who, ...(asksWhenAgreed(filled) ? whenFaults(filled, asking, rule) : {}) };
}

function whenFaults(filled: CasePart, { today, civilNow }: Pick<Asking, 'today' | 'civilNow'>, rule: string): Faults {
  const { agreed, dates } = filled;
  const [on, time, s47] = [parsePlainDate(agreed.on), parseClockTime(agreed.at), parsePlainDate(dates['s47InitiatedOn'])];
  const missingTime = time === undefined ? { agreedAt: `Please say at what time it was agreed ${rule}.` } : {};
  if (on === undefined) return { agreedOn: agreed.on === '' ? `Please say on which day it was agreed ${rule}.` : 'This date does not exist. Please check the day and month.', ...missingTime };
  const ahead = on > today || (time !== undefined && londonInstant(on, time) > civilNow);
  if (ahead) return { agreedOn: 'This lies ahead. Please give the day and time at which it was agreed.' };
  const longBefore = asksThreshold(filled) && s47 !== undefined && on < addCalendarDays(s47, -MOST_DAYS_BEFORE);
  return longBefore ? { agreedOn: 'This is long before the enquiry was initiated. Please check both dates.', ...missingTime } : missingTime;
}

/** NOT-015. Nobody passes questions that were not on the card. */
function venueFaults(before: CasePart, { format, venue }: CasePart): Faults {
  if (format === 'virtual') return {};
  if (before.format === 'virtual') return { venueKind: 'People will meet in a room: please say where.' };
  if (venue.kind === 'ours') return {};
  if (venue.words === '') return { venueWords: 'Please say where.', ...notAssessed(venue) };
  return notAssessed(venue);
}

function notAssessed({ assessed }: CasePart['venue']): Faults {
  return assessed === '' ? { venueAssessed: 'Please say whether the risk there was assessed. “No” goes on, and stays open as something to do.' } : {};
}

/** A conference is never stopped: a "no" is asked about once, and pressing Continue again goes on. */
function thresholdFaults(before: CasePart, filled: CasePart): Faults {
  if (!asksThreshold(filled)) return {};
  if (filled.threshold === '') return { threshold: 'Please answer this.' };
  return filled.threshold === 'no' && before.threshold !== 'no' ? { threshold: 'An initial conference follows an enquiry that found this. If it is needed all the same, press Continue once more.' } : {};
}

function recommendationFaults({ recommendation }: CasePart, { book: { pack } }: Asking): Faults {
  return pack.booking.recommendation.asked === 'perChild' && recommendation === '' ? { recommendation: 'Please choose. “Not clear yet” is an answer.' } : {};
}
