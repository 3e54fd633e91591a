/** Where a report is, in words, for cards and panel. */
import { londonDateOf } from '../src/calendar/instants.ts';
import { longDate } from '../src/calendar/plain-date.ts';
import type { Invitee } from '../src/conference/events.ts';
import { isOwnReport, reportStanding, type ReportStanding } from '../src/conference/reports.ts';
import type { BookedConference } from '../src/conference/state.ts';
import { instant } from '../src/notices/notice.ts';

const STANDINGS: Record<ReportStanding, string> = {
  notAsked: 'no report is asked', awaited: 'not yet sent', returned: 'sent back', saidSent: 'said to be sent', received: 'received', uploaded: 'uploaded', validated: 'validated by the team manager',
  shared: 'shared with the family', waived: 'the chair does without it',
};

/** "received on Friday 27 November 2026.", with what is still to be done about it. */
export function reportWords(state: BookedConference, invitee: Invitee): string {
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
