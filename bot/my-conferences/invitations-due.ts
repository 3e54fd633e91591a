/** By when the invitations to a review go out, who sends them, and where they went later than that (NOT-116). */
import { londonDateOf } from '../../src/calendar/instants.ts';
import { longDate } from '../../src/calendar/plain-date.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { instant } from '../../src/notices/notice.ts';
import { lastDayOf } from '../../src/procedures/conference-window.ts';
import type { DayDuty } from '../../src/procedures/duties.ts';
import type { ConferenceRules } from '../conference-rules.ts';

/** One line, in the pack's name for whoever sends them; none where the pack sets no day for this conference. */
export function invitationLines(state: BookedConference, { duties: { reviewInvitations: duty }, pack }: Pick<ConferenceRules, 'duties' | 'pack'>): readonly string[] {
  if (duty === undefined) return [];
  const who = pack.terms.roles[duty.owner] ?? pack.contacts.meetingSupport.name;
  return [[`The ${who} sends out the invitations: by ${longDate(lastDayOf(duty))} (${duty.rule})`, ...lateWords(state, duty)].join('. ')];
}

/** An invitation cannot leave before there is a booking; those to people who waited, or joined later, have left when they left. */
function lateWords({ bookedAt, invitedAt }: BookedConference, duty: DayDuty): readonly string[] {
  const last = lastDayOf(duty);
  const bookedOn = londonDateOf(instant(bookedAt));
  if (bookedOn > last) return [`Late: it was booked after that day, on ${longDate(bookedOn)}.`];
  const late = [...invitedAt.values()].map((at) => londonDateOf(instant(at))).filter((on) => on > last).toSorted();
  const [latest] = late.slice(-1);
  return latest === undefined ? [] : [`Late: ${late.length === 1 ? 'one' : late.length} of them went out after that day, the last on ${longDate(latest)}.`];
}

/** "Send out the invitations: by Tuesday 24 November 2026 (NOT-116). …", with how the day was counted. */
export function whyInvitations({ reviewInvitations: duty }: ConferenceRules['duties']): readonly string[] {
  return duty === undefined ? [] : [[`${duty.title}: by ${longDate(lastDayOf(duty))} (${duty.rule}).`, duty.words, ...duty.explanation].join(' ')];
}
