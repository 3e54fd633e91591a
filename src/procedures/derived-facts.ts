/** Facts that follow from other facts, so that nobody is asked for what the companion can work out. */
import { londonDateOf, londonTimeOf } from '../calendar/instants.ts';
import { addCalendarMonths, longDate, type PlainDate } from '../calendar/plain-date.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { absentMeansNo, type Facts } from './facts.ts';

/** How far back referrals of the Emergency Duty Team count (NOT-036). */
const lookBackMonths = 6;

/** The facts with everything that follows from them; `closeOfBusiness` 'HH:mm' of the pack, where it has one. */
export function withDerived(facts: Facts, calendar: WorkingCalendar, closeOfBusiness: string | undefined): Facts {
  const agreedOutOfHours = outOfHours(facts, calendar, closeOfBusiness);
  return { ...withoutCalendar(facts), ...(agreedOutOfHours === undefined ? {} : { agreedOutOfHours }) };
}

/** What follows from the facts alone. */
export function withoutCalendar(facts: Facts): Facts {
  const held = facts.kind === 'initial' ? (facts.heldOn ?? facts.initialHeldOn) : facts.heldOn;
  const no = Object.fromEntries(absentMeansNo.filter((name) => facts[name] === undefined).map((name) => [name, false]));
  const planAgeMonths = monthsOfPlan(facts);
  const edtReferralsInSixMonths = facts.edtReferralsInSixMonths ?? recentReferrals(facts);
  return {
    ...facts,
    ...no,
    ...(held === undefined ? {} : { heldOn: held }),
    ...(facts.kind === 'initial' && held !== undefined ? { initialHeldOn: held } : {}),
    ...(facts.planMade === undefined && facts.kind === 'initial' && facts.preBirthPlan === true ? { planMade: true } : {}),
    reviewHeldBefore: facts.previousReviewHeldOn !== undefined,
    reviewHeld: facts.kind === 'review' && facts.heldOn !== undefined,
    ...(planAgeMonths === undefined ? {} : { planAgeMonths }),
    ...(edtReferralsInSixMonths === undefined ? {} : { edtReferralsInSixMonths }),
  };
}

/** The day of the conference: when it is to start, or else when it was held. */
function conferenceDayOf({ conferenceAt, heldOn }: Facts): PlainDate | undefined {
  return conferenceAt === undefined ? heldOn : londonDateOf(conferenceAt);
}

/** A plan has reached so many months when that day is not after the conference (AMB-32). */
function monthsOfPlan(facts: Facts): number | undefined {
  const on = conferenceDayOf(facts);
  const { planStartedOn } = facts;
  if (on === undefined || planStartedOn === undefined || on < planStartedOn) return undefined;
  const between = (Number(on.slice(0, 4)) - Number(planStartedOn.slice(0, 4))) * 12 + Number(on.slice(5, 7)) - Number(planStartedOn.slice(5, 7));
  return addCalendarMonths(planStartedOn, between) <= on ? between : between - 1;
}

/** Counted from the day of the conference, so that it follows when that day moves (AMB-24). */
function recentReferrals(facts: Facts): number | undefined {
  const on = conferenceDayOf(facts);
  if (on === undefined || facts.edtReferralsOn === undefined) return undefined;
  const { from, to } = edtWindow(on);
  return facts.edtReferralsOn.filter((referred) => referred >= from && referred <= to).length;
}

/** The days whose referrals by the Emergency Duty Team count for a conference on that day, both included (NOT-036, AMB-24). */
export function edtWindow(on: PlainDate): { readonly from: PlainDate; readonly to: PlainDate; readonly words: string } {
  const from = addCalendarMonths(on, -lookBackMonths);
  return { from, to: on, words: `from ${longDate(from)} to ${longDate(on)}` };
}

function outOfHours({ agreedAt }: Facts, calendar: WorkingCalendar, closeOfBusiness: string | undefined): boolean | undefined {
  if (agreedAt === undefined || closeOfBusiness === undefined) return undefined;
  return !calendar.isWorkingDay(londonDateOf(agreedAt)) || londonTimeOf(agreedAt) > closeOfBusiness;
}
