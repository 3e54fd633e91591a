/**
 * What is told about the Child Assessment of a review: its author is reminded, the Practice Lead gets it to look at and the
 * author gets it back, the chair is asked when it is missing or late, and those who have to act on the answer hear of it
 * (PST-004 to PST-009). Nothing where none is needed.
 */
import { londonDateOf } from '../calendar/instants.ts';
import { addCalendarDays, type PlainDate } from '../calendar/plain-date.ts';
import { assessmentFault, assessmentStanding, awaitsApproval, isStoodDown, lastDecision, PRACTICE_LEAD } from '../conference/child-assessment.ts';
import { mayBeInvited, type BookedConference } from '../conference/state.ts';
import type { PersonKey } from '../people/person.ts';
import { instant, stampOf, toPerson, type Notice, type NoticeRules } from './notice.ts';

export function assessmentNotices(state: BookedConference, rules: NoticeRules): Notice[] {
  const { assessment } = rules;
  if (assessment === undefined) return [];
  return [...assessmentReminders(state, rules), ...toApprove(state, rules), ...returned(state), ...missing(state, assessment), ...decided(state, rules)];
}

/** Whoever is invited as Practice Lead and has an account here; where nobody is, those of the authority. Never the social worker, who wrote it. */
export function practiceLeadsOf(state: BookedConference, roster: readonly PersonKey[]): readonly PersonKey[] {
  const invited = state.booking.invitees.flatMap((invitee) => (invitee.roleCode === PRACTICE_LEAD && invitee.person !== null && mayBeInvited(state, invitee) ? [invitee.person] : []));
  return (invited.length > 0 ? invited : roster).filter((person) => person !== state.booking.socialWorker.person);
}

/** Until the Practice Lead has it, has approved it however it came, or the chair has decided without it. */
export function assessmentReminders(state: BookedConference, { assessment }: NoticeRules): Notice[] {
  if (assessment === undefined || lastDecision(state) !== undefined || !['awaited', 'returned'].includes(assessmentStanding(state))) return [];
  const { booking, bookedAt } = state;
  return assessment.reminders.filter(({ at }) => at > instant(bookedAt))
    .map(({ rung, at }) => toPerson(`assessmentReminder.${rung}.${londonDateOf(at)}.${booking.socialWorker.person}`, 'assessmentReminder', booking.socialWorker.person, at, { rung }));
}

/** Each time it is given. */
function toApprove(state: BookedConference, { practiceLeads = [] }: NoticeRules): Notice[] {
  const { given } = state.assessment.steps;
  if (given === undefined || !awaitsApproval(state)) return [];
  return practiceLeadsOf(state, practiceLeads).map((person) => toPerson(`assessmentToApprove.${stampOf(given.at)}.${person}`, 'assessmentToApprove', person, instant(given.at)));
}

function returned(state: BookedConference): Notice[] {
  const back = state.assessment.steps.returned;
  const { person } = state.booking.socialWorker;
  return back === undefined || assessmentStanding(state) !== 'returned' ? [] : [toPerson(`assessmentReturned.${stampOf(back.at)}.${person}`, 'assessmentReturned', person, instant(back.at))];
}

/** Asked once of whoever chairs it: of one that never came as of one that came late, until they have decided (AMB-31). */
function missing(state: BookedConference, assessment: NonNullable<NoticeRules['assessment']>): Notice[] {
  const { chair } = state.booking;
  if (lastDecision(state) !== undefined || assessmentFault(state, assessment, dayAfter(assessment.toUnitBy)) === undefined) return [];
  return [toPerson(`assessmentMissing.${assessment.toUnitBy}.${chair.person}`, 'assessmentMissing', chair.person, assessment.askChairAt)];
}

function dayAfter(on: PlainDate): PlainDate {
  return addCalendarDays(on, 1);
}

/** The social worker hears of every decision; the diary co-ordinators of a stand-down, and of its end. */
function decided(state: BookedConference, { diaryCoordinators }: NoticeRules): Notice[] {
  const decision = lastDecision(state);
  if (decision === undefined) return [];
  const { person: worker } = state.booking.socialWorker;
  const [id, at] = [stampOf(decision.at), instant(decision.at)];
  const everStoodDown = state.assessment.decisions.some(({ choice }) => choice === 'standDown');
  return [
    toPerson(`assessmentDecided.${id}.${worker}`, 'assessmentDecided', worker, at),
    ...(everStoodDown ? diaryCoordinators.map((person) => toPerson(`stoodDown.${id}.${person}`, 'stoodDown', person, at)) : []),
  ];
}

/** A review that is stood down asks for no reports by days that do not hold any more. */
export function overtakenByStandDown(state: BookedConference, { kind }: Notice): boolean {
  return isStoodDown(state) && (kind === 'reportReminder' || kind === 'reportsOverdue');
}
