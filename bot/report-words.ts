/** Where a report is, in words, for cards and panel. */
import { londonDateOf, longMoment, type CivilInstant } from '../src/calendar/instants.ts';
import { longDate } from '../src/calendar/plain-date.ts';
import type { Invitee } from '../src/conference/events.ts';
import { isOwnReport, reportStanding, type ReportStanding } from '../src/conference/reports.ts';
import type { BookedConference } from '../src/conference/state.ts';
import { instant } from '../src/notices/notice.ts';
import { reportDutyOf, type ConferenceRules } from './conference-rules.ts';

const STANDINGS: Record<ReportStanding, string> = {
  notAsked: 'no report is asked', awaited: 'not yet sent', returned: 'sent back', saidSent: 'said to be sent', received: 'received', uploaded: 'uploaded', validated: 'validated by the team manager',
  shared: 'shared with the family', waived: 'the chair does without it',
};

/** Where it is, and by when it has to come where it has not. */
export function reportWords(state: BookedConference, invitee: Invitee, rules: ConferenceRules, now: CivilInstant): string {
  const words = standingWords(state, invitee);
  return ['awaited', 'returned'].includes(reportStanding(state, invitee)) ? `${words} ${capital(dueWords(invitee, rules, now))}` : words;
}

/** "received on Friday 27 November 2026.", with what is still to be done about it. */
export function standingWords(state: BookedConference, invitee: Invitee): string {
  const standing = reportStanding(state, invitee);
  const track = state.reports.get(invitee.inviteeId) ?? {};
  const step = standing === 'notAsked' || standing === 'awaited' || standing === 'saidSent' ? undefined : track[standing];
  const at = standing === 'saidSent' ? state.reportsSaidSent.get(invitee.inviteeId) : step?.at;
  const on = step?.on ?? (at === undefined ? undefined : londonDateOf(instant(at)));
  const reason = step === undefined || step.reason === '' ? '' : ` ${step.reason}`;
  const shared = track.shared === undefined && ['received', 'uploaded', 'validated'].includes(standing) ? ' Not yet shared with the family.' : '';
  const next = standing === 'saidSent' ? ` ${isOwnReport(state, invitee) ? 'The team manager has not validated it yet (NOT-068).' : 'Record it when it has come.'}` : '';
  return `${STANDINGS[standing]}${on === undefined ? '' : ` on ${longDate(on)}`}.${reason}${shared}${next}`;
}

/** "due by Monday 7 December 2026 at 10:00 (NOT-048).": the earlier moment too, where the pack has one to work to; and that it has passed. */
export function dueWords(invitee: Invitee, rules: ConferenceRules, now: CivilInstant): string {
  const { dueAt, safeAt, rule } = reportDutyOf(invitee, rules);
  if (now > dueAt) return `it is late: it was due by ${longMoment(dueAt)} (${rule}).`;
  return `due by ${longMoment(dueAt)}${safeAt === undefined || safeAt >= dueAt ? '' : `, better by ${longMoment(safeAt)}`} (${rule}).`;
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
