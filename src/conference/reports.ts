/**
 * Where each report is on its way (NOT-048, NOT-054, NOT-060, NOT-062, NOT-068, NOT-069): said to be sent, received,
 * uploaded, shared with the family; the social worker's own is validated by the team manager, or comes back with reasons.
 * The companion keeps where a report is, and never the report. Nothing here holds up a conference.
 */
import type { PlainDate } from '../calendar/plain-date.ts';
import { LONGEST_TEXT, type Command, type Refusal } from './commands.ts';
import type { ConferenceEvent, Invitee, ReportStep } from './events.ts';
import type { BookedConference, Stamped } from './state.ts';

type Move = Extract<Command, { do: 'moveReport' }>;

/** What is known of one report, each step with who recorded it and when; a report that came back has only that. */
export type ReportTrack = { readonly [Step in ReportStep]?: Stamped<{ readonly on: PlainDate | null; readonly reason: string }> };

/** Where a report stands, the last step first. */
export type ReportStanding = 'notAsked' | 'waived' | 'shared' | 'uploaded' | 'received' | 'validated' | 'saidSent' | 'returned' | 'awaited';

const LAST_FIRST = ['waived', 'shared', 'uploaded', 'received', 'validated'] as const satisfies readonly ReportStep[];

export function reportStanding(state: BookedConference, { inviteeId, reportRequired }: Pick<Invitee, 'inviteeId' | 'reportRequired'>): ReportStanding {
  if (!reportRequired) return 'notAsked';
  const track = state.reports.get(inviteeId) ?? {};
  const reached = LAST_FIRST.find((step) => track[step] !== undefined);
  if (reached !== undefined) return reached;
  if (state.reportsSaidSent.has(inviteeId)) return 'saidSent';
  return track.returned === undefined ? 'awaited' : 'returned';
}

/** Nothing more is asked of its author: no reminder goes to them. */
export function reportIsOffTheirHands(state: BookedConference, invitee: Pick<Invitee, 'inviteeId' | 'reportRequired'>): boolean {
  return !['awaited', 'returned'].includes(reportStanding(state, invitee));
}

/** The chair can count on it: said to be sent is not yet there. */
export function reportIsThere(state: BookedConference, invitee: Pick<Invitee, 'inviteeId' | 'reportRequired'>): boolean {
  return ['notAsked', 'waived', 'shared', 'uploaded', 'received', 'validated'].includes(reportStanding(state, invitee));
}

/** Whose report keeps to the social worker's own day; everybody else's keeps to that of the agencies. */
export function keepsOwnDay({ roleCode }: Pick<Invitee, 'roleCode'>): boolean {
  return roleCode === 'socialWorker';
}

/** The social worker's own report is the one that a manager validates (NOT-068). */
export function isOwnReport({ booking }: BookedConference, { person }: Pick<Invitee, 'person'>): boolean {
  return person === booking.socialWorker.person;
}

export function moveReport(state: BookedConference, { inviteeId, step, on, reason: typed }: Move, today: PlainDate): readonly ConferenceEvent[] | readonly Refusal[] {
  const invitee = state.booking.invitees.find((entry) => entry.inviteeId === inviteeId);
  if (invitee === undefined) return [{ code: 'unknownInvitee', field: 'inviteeId' }];
  if (!invitee.reportRequired) return [{ code: 'noReportAsked', field: 'inviteeId' }];
  const judged = step === 'validated' || step === 'returned';
  if (judged && !isOwnReport(state, invitee)) return [{ code: 'notTheSocialWorkers', field: 'inviteeId' }];
  const reason = typed.trim();
  const faults = [...dayFaults(step, on, today), ...reasonFaults(state, invitee, step, reason)];
  if (faults.length > 0) return faults;
  const known = state.reports.get(inviteeId)?.[step];
  const stands = step === 'returned' ? reportStanding(state, invitee) === 'returned' : known !== undefined && known.on === on;
  if (stands) return [];
  return [{ type: 'reportMoved', data: { inviteeId, step, on: step === 'shared' ? on : null, reason } }];
}

function dayFaults(step: ReportStep, on: PlainDate | null, today: PlainDate): readonly Refusal[] {
  if (step !== 'shared') return [];
  if (on === null) return [{ code: 'notADate', field: 'on' }];
  return on > today ? [{ code: 'inTheFuture', field: 'on' }] : [];
}

/** To send a report back or to do without one takes a reason; so does sharing one's own before it was validated. */
function reasonFaults(state: BookedConference, invitee: Invitee, step: ReportStep, reason: string): readonly Refusal[] {
  const unvalidated = step === 'shared' && isOwnReport(state, invitee) && state.reports.get(invitee.inviteeId)?.validated === undefined;
  if (reason.length > LONGEST_TEXT) return [{ code: 'tooLong', field: 'reason' }];
  return (step === 'returned' || step === 'waived' || unvalidated) && reason === '' ? [{ code: 'needsReason', field: 'reason', ...(unvalidated ? { rule: 'NOT-068' } : {}) }] : [];
}

/** One step more. A report that comes back is to be sent anew, so what was said of it before counts no more. */
export function withReportMoved(track: ReportTrack, step: ReportStep, entry: NonNullable<ReportTrack[ReportStep]>): ReportTrack {
  return step === 'returned' ? { returned: entry } : { ...track, [step]: entry };
}
