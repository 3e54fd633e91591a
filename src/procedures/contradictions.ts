/** Facts that cannot both be: each pair that has an order, and what is wrong when the order is broken. */
import { londonDateOf } from '../calendar/instants.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { FactName, FactOf, Facts } from './facts.ts';

type Fault = { readonly field: FactName; readonly reason: string };
type Dated = FactOf<'day' | 'moment'>;

/** `later` never comes before `earlier`; `only` limits the pair to one kind of conference. */
type Order = { readonly earlier: Dated; readonly later: Dated; readonly reason: string; readonly only?: 'initial' | 'review' };

const orders: readonly Order[] = [
  { earlier: 'conferenceAt', later: 'conferenceEndsAt', reason: 'is before the conference starts' },
  { earlier: 'conferenceAt', later: 'heldOn', reason: 'is before the day of the conference' },
  { earlier: 'conferenceAt', later: 'initialHeldOn', reason: 'is before the day of the conference', only: 'initial' },
  { earlier: 's47InitiatedOn', later: 'agreedAt', reason: 'is before the section 47 enquiry began', only: 'initial' },
  { earlier: 'agreedAt', later: 'conferenceAt', reason: 'is before the conference was agreed', only: 'initial' },
  { earlier: 's47InitiatedOn', later: 'conferenceAt', reason: 'is before the section 47 enquiry began', only: 'initial' },
  { earlier: 's47InitiatedOn', later: 'heldOn', reason: 'is before the section 47 enquiry began', only: 'initial' },
  { earlier: 's47InitiatedOn', later: 'initialHeldOn', reason: 'is before the section 47 enquiry began', only: 'initial' },
  { earlier: 'initialHeldOn', later: 'conferenceAt', reason: 'is before the initial conference was held', only: 'review' },
  { earlier: 'initialHeldOn', later: 'heldOn', reason: 'is before the initial conference was held', only: 'review' },
  { earlier: 'initialHeldOn', later: 'previousReviewHeldOn', reason: 'is before the initial conference was held' },
  { earlier: 'initialHeldOn', later: 'coreGroupHeldOn', reason: 'is before the initial conference was held' },
  { earlier: 'previousReviewHeldOn', later: 'conferenceAt', reason: 'is before the last review was held' },
  { earlier: 'previousReviewHeldOn', later: 'heldOn', reason: 'is before the last review was held' },
  { earlier: 'planStartedOn', later: 'conferenceAt', reason: 'is before the plan began', only: 'review' },
  { earlier: 'planStartedOn', later: 'heldOn', reason: 'is before the plan began', only: 'review' },
  { earlier: 'planStartedOn', later: 'previousReviewHeldOn', reason: 'is before the plan began' },
];

/** Every contradiction at once, each with the field that gives way and why. */
export function factFaults(facts: Facts): Fault[] {
  const faults = orders.flatMap(({ earlier, later, reason, only }): Fault[] => {
    if (only !== undefined && facts.kind !== only) return [];
    return isBefore(facts, later, earlier) ? [{ field: later, reason: `${reason} (${earlier})` }] : [];
  });
  return [...faults, ...otherFaults(facts)];
}

function otherFaults(facts: Facts): Fault[] {
  const faults: Fault[] = [];
  const { kind, heldOn, initialHeldOn, conferenceAt, conferenceEndsAt } = facts;
  if (conferenceAt !== undefined && conferenceAt === conferenceEndsAt) faults.push({ field: 'conferenceEndsAt', reason: 'is the moment the conference starts (conferenceAt)' });
  if (kind === 'initial' && facts.previousReviewHeldOn !== undefined) faults.push({ field: 'previousReviewHeldOn', reason: 'no review comes before an initial conference (kind)' });
  if (kind === 'initial' && heldOn !== undefined && initialHeldOn !== undefined && heldOn !== initialHeldOn) {
    faults.push({ field: 'initialHeldOn', reason: 'is another day than this initial conference was held (heldOn)' });
  }
  if (facts.visitEveryDays === 0) faults.push({ field: 'visitEveryDays', reason: 'is no number of days between visits' });
  return [...faults, ...birthFaults(facts)];
}

function birthFaults(facts: Facts): Fault[] {
  const { kind, heldOn, bornOn, initialHeldOn = kind === 'initial' ? heldOn : undefined } = facts;
  if (facts.preBirthPlan !== true) return [];
  const faults: Fault[] = [];
  if (kind === 'initial' && facts.planMade === false) faults.push({ field: 'planMade', reason: 'is no, and the plan was made before birth (preBirthPlan)' });
  if (bornOn !== undefined && initialHeldOn !== undefined && bornOn < initialHeldOn) {
    faults.push({ field: 'bornOn', reason: 'is before the initial conference, so the plan was not made before birth (preBirthPlan)' });
  }
  return faults;
}

/** Two moments are compared to the minute, anything else by its day. */
function isBefore(facts: Facts, one: Dated, other: Dated): boolean {
  const [first, second] = [facts[one], facts[other]];
  if (typeof first === 'number' && typeof second === 'number') return first < second;
  const [firstDay, secondDay] = [dayOf(facts, one), dayOf(facts, other)];
  return firstDay !== undefined && secondDay !== undefined && firstDay < secondDay;
}

/** The day a fact names, on the London calendar. */
export function dayOf(facts: Facts, name: Dated): PlainDate | undefined {
  const value = facts[name];
  return typeof value === 'number' ? londonDateOf(value) : value;
}
