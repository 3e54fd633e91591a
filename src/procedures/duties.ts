/**
 * The duties the companion asks for by name, for one conference of either kind. Each is an entry of the pack; the
 * dates and reasons come from `owed.ts`. They throw a RangeError when the pack has no such entry, but where they say so.
 */
import type { CivilInstant } from '../calendar/instants.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import { withDerived } from './derived-facts.ts';
import type { DayDuty, Duty, MomentDuty, Rulebook } from './duty.ts';
import type { Facts } from './facts.ts';
import { asking } from './owed.ts';
import type { RulePack } from './pack-schema.ts';

export type { DayDuty, Duty, MomentDuty, Rulebook } from './duty.ts';

export type Kind = 'initial' | 'review';

/** The start of the conference; an initial one unless told. */
export type Start = { readonly startAt: CivilInstant; readonly kind?: Kind };

/** The day a conference was held; one that was not quorate or not finished does not count as held (AMB-08). */
export type Held = { readonly heldOn: PlainDate; readonly kind?: Kind };

/** The last day for the initial conference (DL-02), with every reading of the rule that gives another day. */
export function conferenceLimit(book: Rulebook<RulePack>, { s47InitiatedOn }: { readonly s47InitiatedOn: PlainDate }): DayDuty {
  return onADay(book, 'conferenceLimit', { kind: 'initial', s47InitiatedOn });
}

/** A professional's report (DL-05). */
export function agencyReportDue(book: Rulebook<RulePack>, { startAt, kind = 'initial' }: Start): MomentDuty {
  return atAMoment(book, 'agencyReport', { kind, conferenceAt: startAt });
}

/** The social worker's report to chair and minute-taker (DL-06, DL-07). */
export function socialWorkerReportDue(book: Rulebook<RulePack>, { startAt, kind = 'initial' }: Start): MomentDuty {
  return atAMoment(book, kind === 'review' ? 'socialWorkerReviewReport' : 'socialWorkerReport', { kind, conferenceAt: startAt });
}

/** The visit that prepares the family (DL-09). */
export function familyVisitDue(book: Rulebook<RulePack>, { startAt, kind = 'initial' }: Start): MomentDuty {
  return atAMoment(book, kind === 'review' ? 'familyReviewVisit' : 'familyVisit', { kind, conferenceAt: startAt });
}

/** When the family comes to meet the chair, for a conference in a room (DL-11). */
export function familyArrivalDue(book: Rulebook<RulePack>, { startAt, kind = 'initial' }: Start): MomentDuty {
  return atAMoment(book, kind === 'review' ? 'familyReviewArrival' : 'familyArrival', { kind, conferenceAt: startAt, format: 'faceToFace' });
}

/** The outline plan, or the outcome when there is none (DL-12). */
export function outlinePlanDue(book: Rulebook<RulePack>, { heldOn, kind = 'initial' }: Held): DayDuty {
  return onADay(book, 'outlinePlan', { kind, heldOn });
}

/** The first core group after a conference that leaves a plan (DL-15). */
export function firstCoreGroupDue(book: Rulebook<RulePack>, { heldOn, kind = 'initial' }: Held): DayDuty {
  return onADay(book, 'coreGroup', { kind, heldOn, planMade: true });
}

/** The full summary record (DL-13). */
export function recordDue(book: Rulebook<RulePack>, { heldOn, kind = 'initial' }: Held): DayDuty {
  return onADay(book, 'record', { kind, heldOn });
}

/** The next review; `first` after an initial conference (DL-18 and DL-19; AMB-08). */
export function reviewDue(book: Rulebook<RulePack>, { heldOn, first }: Held & { readonly first: boolean }): DayDuty {
  return first ? onADay(book, 'firstReview', { kind: 'initial', heldOn, planMade: true }) : onADay(book, 'nextReview', { kind: 'review', heldOn, planMade: true });
}

/** The invitations to a review (DL-04); undefined where the pack sets no time for them. */
export function reviewInvitationsDue(book: Rulebook<RulePack>, { startAt }: Pick<Start, 'startAt'>): DayDuty | undefined {
  const duty = owedIn(book, 'reviewInvitations', { kind: 'review', conferenceAt: startAt });
  return duty?.due === 'on' ? duty : undefined;
}

/**
 * Telling the diary co-ordinator what was agreed (NOT-005, AMB-23): the day it is owed, whether it was agreed after the
 * close of business or on a day off, and by when that is acknowledged. Undefined where the pack does not ask for it.
 */
export function tellDiaryDue(book: Rulebook<RulePack>, agreedAt: CivilInstant): { readonly dueOn: PlainDate; readonly outOfHours: boolean; readonly acknowledgeBy: CivilInstant | null } | undefined {
  const telling = owedIn(book, 'tellDiary', { kind: 'initial', agreedAt });
  const { agreedOutOfHours } = withDerived({ agreedAt }, book.calendar, book.pack.closeOfBusiness);
  return telling?.due === 'on' ? { dueOn: telling.dueOn, outOfHours: agreedOutOfHours === true, acknowledgeBy: tellDiaryAcknowledgedBy(book, agreedAt) } : undefined;
}

/** When the diary co-ordinator has to acknowledge what was agreed out of hours (NOT-005, AMB-23); null for what was agreed in office hours, or where the pack does not ask for it. */
export function tellDiaryAcknowledgedBy(book: Rulebook<RulePack>, agreedAt: CivilInstant): CivilInstant | null {
  const duty = owedIn(book, 'tellDiaryAcknowledged', { kind: 'initial', agreedAt });
  return duty?.due === 'at' ? duty.dueAt : null;
}

/** The duties an initial conference is run by today; a pack without one of them cannot be chosen yet. */
const needed = ['conferenceLimit', 'agencyReport', 'socialWorkerReport', 'familyVisit', 'familyArrival', 'outlinePlan', 'coreGroup', 'firstReview', 'record'];

export function dutiesLacking(pack: RulePack): string[] {
  return needed.filter((name) => !pack.deadlines.some(({ what, appliesTo }) => what === name && appliesTo.includes('initial')));
}

/** The minutes the family comes before the start. */
export function familyMinutesBefore(pack: RulePack): number {
  const entry = pack.deadlines.find(({ what, unit }) => what === 'familyArrival' && unit === 'minutes');
  if (entry === undefined) throw new RangeError('The pack has no familyArrival in minutes.');
  return entry.amount;
}

function onADay(book: Rulebook<RulePack>, what: string, facts: Facts): DayDuty {
  const duty = named(book, what, facts);
  if (duty.due !== 'on') throw new RangeError(`${what} is due at a moment in this pack.`);
  return duty;
}

function atAMoment(book: Rulebook<RulePack>, what: string, facts: Facts): MomentDuty {
  const duty = named(book, what, facts);
  if (duty.due !== 'at') throw new RangeError(`${what} is due on a day in this pack.`);
  return duty;
}

function named(book: Rulebook<RulePack>, what: string, facts: Facts): Duty {
  const duty = owedIn(book, what, facts);
  if (duty === undefined) throw new RangeError(`The pack has no ${what} for this conference.`);
  return duty;
}

function owedIn(book: Rulebook<RulePack>, what: string, facts: Facts): Duty | undefined {
  const answer = asking(book, facts);
  for (const entry of book.pack.deadlines) {
    const given = entry.what === what ? answer(entry) : undefined;
    if (given?.kind === 'owed') return given.duty;
  }
  return undefined;
}
