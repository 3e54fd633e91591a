/**
 * One limit reckoned from one day or moment, each unit of time in its own way, with the sentences that tell how.
 * Which fact it begins from, and whether it applies at all, is decided in `owed.ts`.
 */
import { addMinutes, londonDateOf, londonInstant, londonTimeOf, longMoment, type CivilInstant } from '../calendar/instants.ts';
import { addCalendarDays, addCalendarMonths, dateOfDayNumber, dayNumberOf, longDate, type PlainDate } from '../calendar/plain-date.ts';
import type { CountedLimit } from '../calendar/counted-limit.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { countByWeek, countInFull, countSentences, dayOffInWords } from './count-in-words.ts';
import type { Limit } from './deadline-schema.ts';

/** Where a limit falls. `nationalReading` and `safeBy` are other readings of the same text. */
export type Reckoned = ReckonedDay | ReckonedMoment;

export type ReckonedDay = {
  readonly due: 'on';
  readonly dueOn: PlainDate;
  readonly safeBy?: PlainDate;
  readonly nationalReading?: PlainDate;
  readonly count?: { readonly byWeek: readonly string[]; readonly inFull: readonly string[] };
  readonly sentences: readonly string[];
  readonly provisional: boolean;
};

export type ReckonedMoment = { readonly due: 'at'; readonly dueAt: CivilInstant; readonly safeAt?: CivilInstant; readonly sentences: readonly string[]; readonly provisional: boolean };

/** What it is counted from: a day, and the moment of it where that is known. */
export type Trigger = { readonly on: PlainDate; readonly at?: CivilInstant };

export type Clockwork = { readonly calendar: WorkingCalendar; readonly closeOfBusiness: string | undefined };

/** Throws a RangeError when hours or minutes are to be counted from a day whose moment is not known. */
export function reckon(clockwork: Clockwork, limit: Limit, trigger: Trigger, amount: number): Reckoned {
  switch (limit.unit) {
    case 'workingDays': return limit.direction === 'after' ? workingDaysAfter(clockwork, limit, trigger, amount) : workingDaysBefore(clockwork, trigger, amount);
    case 'calendarDays': return calendarDays(clockwork, trigger, limit.direction === 'after' ? amount : -amount);
    case 'months': return months(clockwork, trigger, amount);
    case 'hours': return limit.direction === 'after' ? hoursAfter(clockwork, momentOf(trigger), amount) : hoursBefore(clockwork, momentOf(trigger), amount);
    case 'minutes': return minutesBefore(momentOf(trigger), amount);
  }
}

/** The sentence for a date that may still move, where it may. */
function provisionalSentence(calendar: WorkingCalendar, provisional: boolean): string[] {
  return provisional ? [`Public holidays are known to the companion up to ${longDate(calendar.announcedThrough)} only, so this date is provisional: it may still move.`] : [];
}

function workingDaysAfter({ calendar }: Clockwork, limit: Limit & { readonly unit: 'workingDays' }, { on }: Trigger, amount: number): Reckoned {
  const dayOne = limit.counting === 'triggerIsDay1' ? 'trigger' : 'dayAfter';
  const counted = calendar.countForward({ from: on, amount, dayOne });
  const uncounted = dayOne === 'dayAfter' ? [`${longDate(on)} itself is not counted.`] : [];
  const readings = dayOne === 'trigger' ? readingSentences(on, counted) : [];
  const sentences = [...uncounted, ...countSentences(counted), ...readings, ...provisionalSentence(calendar, counted.provisional)];
  if (limit.at !== undefined) {
    return { due: 'at', dueAt: londonInstant(counted.dueOn, limit.at), sentences: [...sentences, `It is due by ${limit.at} on that day.`], provisional: counted.provisional };
  }
  const { dueOn, safeBy, nationalReading, days, provisional } = counted;
  return {
    due: 'on', dueOn, sentences, provisional, count: { byWeek: countByWeek(days), inFull: countInFull(days) },
    ...(safeBy === undefined ? {} : { safeBy }), ...(nationalReading === undefined ? {} : { nationalReading }),
  };
}

function readingSentences(from: PlainDate, { safeBy, nationalReading }: CountedLimit): string[] {
  const sentences: string[] = [];
  if (safeBy !== undefined) {
    sentences.push(`The count begins on ${longDate(from)}, which is not a working day.`);
    sentences.push(`With that day itself as Day 1, the limit would be ${longDate(safeBy)}: a conference by then is safe by every reading.`);
  }
  if (nationalReading !== undefined) {
    sentences.push(`With the day after as Day 1, as many authorities count, the limit would be ${longDate(nationalReading)}. The earlier date satisfies both.`);
  }
  return sentences;
}

function workingDaysBefore({ calendar, closeOfBusiness }: Clockwork, { on }: Trigger, amount: number): ReckonedDay {
  const dueOn = calendar.workingDaysBefore(on, amount);
  const provisional = !calendar.isKnown(on) || !calendar.isKnown(dueOn);
  const sentences = [
    `${amount} working ${amount === 1 ? 'day' : 'days'} before ${longDate(on)} is ${longDate(dueOn)}; the day of the conference is not counted.`,
    ...holidaysPassed(calendar, dueOn, on),
    ...(closeOfBusiness === undefined ? [] : [`What is sent after ${closeOfBusiness} counts for the next working day.`]),
    ...provisionalSentence(calendar, provisional),
  ];
  return { due: 'on', dueOn, sentences, provisional };
}

function holidaysPassed(calendar: WorkingCalendar, from: PlainDate, to: PlainDate): string[] {
  const names: string[] = [];
  for (let day = dayNumberOf(from) + 1; day < dayNumberOf(to); day += 1) {
    const on = dateOfDayNumber(day);
    const why = calendar.whyNotWorking(on);
    if (why !== undefined && why !== 'Saturday' && why !== 'Sunday') names.push(`${why} (${longDate(on)})`);
  }
  return names.length === 0 ? [] : [`Public holidays are not counted: ${names.join(', ')}.`];
}

function calendarDays({ calendar }: Clockwork, { on }: Trigger, amount: number): ReckonedDay {
  const dueOn = addCalendarDays(on, amount);
  const provisional = !calendar.isKnown(dueOn);
  const told = amount === 0 ? `It is due on ${longDate(on)} itself.` : `${Math.abs(amount)} ${Math.abs(amount) === 1 ? 'day' : 'days'} ${amount > 0 ? 'after' : 'before'} ${longDate(on)} is ${longDate(dueOn)}.`;
  return { due: 'on', dueOn, sentences: [told, ...provisionalSentence(calendar, provisional)], provisional };
}

function months({ calendar }: Clockwork, { on }: Trigger, amount: number): ReckonedDay {
  const dueOn = addCalendarMonths(on, amount);
  const provisional = !calendar.isKnown(dueOn);
  const sentences = [
    `${amount} ${amount === 1 ? 'month' : 'months'} after ${longDate(on)} is ${longDate(dueOn)}.`,
    ...(on.slice(8) === dueOn.slice(8) ? [] : ['That month is shorter, so its last day is the limit.']),
    ...provisionalSentence(calendar, provisional),
  ];
  return { due: 'on', dueOn, sentences, provisional };
}

/**
 * The same clock time, one working day earlier for each 24 hours (AMB-05). That is never later than the hours
 * themselves: a working day earlier is at least a day earlier, and the clocks change on Sundays.
 */
function hoursBefore({ calendar }: Clockwork, startAt: CivilInstant, amount: number): ReckonedMoment {
  const hoursEarlier = wallClock(startAt, -amount);
  const [wholeDays, rest] = [Math.floor(amount / 24), amount % 24];
  const startOn = londonDateOf(startAt);
  const onWorkingDays = wholeDays === 0 ? startOn : calendar.workingDaysBefore(startOn, wholeDays);
  const earlier = rest === 0 ? londonInstant(onWorkingDays, londonTimeOf(startAt)) : wallClock(londonInstant(onWorkingDays, londonTimeOf(startAt)), -rest);
  const dueAt = londonInstant(calendar.workingDayOnOrBefore(londonDateOf(earlier)), londonTimeOf(earlier));
  const hoursEarlierOn = londonDateOf(hoursEarlier);
  const dayOff = calendar.whyNotWorking(hoursEarlierOn);
  const provisional = !calendar.isKnown(startOn);
  const sentences = [
    `${amount} hours before the start is ${longDate(hoursEarlierOn)}${dayOff === undefined ? '' : `, ${dayOffInWords(dayOff)}`}.`,
    londonDateOf(dueAt) === hoursEarlierOn ? `It is due by ${longMoment(dueAt)}.` : `It is due on the working day before: by ${longMoment(dueAt)}.`,
    ...provisionalSentence(calendar, provisional),
  ];
  return { due: 'at', dueAt, sentences, provisional };
}

/** The hours run through weekends; the target is the close of business of the day itself, or the end if that is later. */
function hoursAfter({ closeOfBusiness }: Clockwork, endsAt: CivilInstant, amount: number): ReckonedMoment {
  const dueAt = wallClock(endsAt, amount);
  const sentences = [`${amount} hours after ${longMoment(endsAt)}, by the clock, is ${longMoment(dueAt)}; weekends and holidays do not put it off.`];
  if (closeOfBusiness === undefined) return { due: 'at', dueAt, sentences, provisional: false };
  const closing = londonInstant(londonDateOf(endsAt), closeOfBusiness);
  const safeAt = closing > endsAt ? closing : endsAt;
  return { due: 'at', dueAt, safeAt, sentences: [...sentences, `Work to the day itself: ${longMoment(safeAt)}.`], provisional: false };
}

function minutesBefore(startAt: CivilInstant, amount: number): ReckonedMoment {
  const dueAt = addMinutes(startAt, -amount);
  return { due: 'at', dueAt, sentences: [`${amount} minutes before ${longMoment(startAt)} is ${londonTimeOf(dueAt)}.`], provisional: false };
}

/** Hours as the clock on the wall shows them, so that a change of the clocks does not shift the time of day. */
function wallClock(from: CivilInstant, hours: number): CivilInstant {
  const time = londonTimeOf(from);
  const hour = Number(time.slice(0, 2)) + hours;
  const days = Math.floor(hour / 24);
  return londonInstant(addCalendarDays(londonDateOf(from), days), `${String(hour - days * 24).padStart(2, '0')}${time.slice(2)}`);
}

function momentOf({ at }: Trigger): CivilInstant {
  if (at === undefined) throw new RangeError('Hours and minutes are counted from a moment.');
  return at;
}
