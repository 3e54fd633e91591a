/**
 * The duties the companion asks for by name, for one conference of today's kind. Each is an entry of the pack; the
 * dates and reasons come from `owed.ts`. All of them throw a RangeError when the pack has no such entry.
 */
import type { CivilInstant } from '../calendar/instants.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
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
export function familyArrivalDue(book: Rulebook<RulePack>, { startAt }: Start): MomentDuty {
  return atAMoment(book, 'familyArrival', { kind: 'initial', conferenceAt: startAt, format: 'faceToFace' });
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
export function recordDue(book: Rulebook<RulePack>, { heldOn }: Held): DayDuty {
  return onADay(book, 'record', { kind: 'initial', heldOn });
}

/** The next review; `first` after an initial conference (DL-18 and DL-19; AMB-08). */
export function reviewDue(book: Rulebook<RulePack>, { heldOn, first }: Held & { readonly first: boolean }): DayDuty {
  return first ? onADay(book, 'firstReview', { kind: 'initial', heldOn, planMade: true }) : onADay(book, 'nextReview', { kind: 'review', heldOn, planMade: true });
}

/** When the diary co-ordinator has to acknowledge what was agreed out of hours (NOT-005, AMB-23); null for what was agreed in office hours, or where the pack does not ask for it. */
export function tellDiaryAcknowledgedBy(book: Rulebook<RulePack>, agreedAt: CivilInstant): CivilInstant | null {
  const answer = asking(book, { kind: 'initial', agreedAt });
  const given = book.pack.deadlines.filter(({ what }) => what === 'tellDiaryAcknowledged').map(answer).find(({ kind }) => kind === 'owed');
  return given?.kind === 'owed' && given.duty.due === 'at' ? given.duty.dueAt : null;
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
  const answer = asking(book, facts);
  for (const entry of book.pack.deadlines) {
    const given = entry.what === what ? answer(entry) : undefined;
    if (given?.kind === 'owed') return given.duty;
  }
  throw new RangeError(`The pack has no ${what} for this conference.`);
}
