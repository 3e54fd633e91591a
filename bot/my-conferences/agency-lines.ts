/** Who comes, agency by agency as the pack groups them: so that sixty people fit a card, and a missing agency shows. */
import type { InvitationAnswer, Invitee } from '../../src/conference/events.ts';
import { reportIsOffTheirHands, reportIsThere } from '../../src/conference/reports.ts';
import { mayBeInvited, type BookedConference } from '../../src/conference/state.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import { short } from '../office/conference-words.ts';

const SAID: Record<InvitationAnswer, string> = { coming: 'coming', deputy: 'sending a deputy', reportOnly: 'sending a report only', cannotCome: 'cannot come' };
const MOST_AGENCIES = 20;

/** "Health: 3 invited; 1 coming, 2 with no answer yet. Reports: 1 of 2 said to be sent." */
export function agencyLines(state: BookedConference, pack: Pack): string[] {
  const groups = new Map<string, Invitee[]>();
  for (const invitee of state.booking.invitees) {
    const name = agencyName(invitee, pack);
    groups.set(name, [...(groups.get(name) ?? []), invitee]);
  }
  const lines = [...groups].map(([name, invitees]) => short(`${name}: ${invitees.length} on the list; ${answersIn(state, invitees)}.${reportsIn(state, invitees)}`, 600));
  return lines.length <= MOST_AGENCIES ? lines : [...lines.slice(0, MOST_AGENCIES - 1), `And ${lines.length - MOST_AGENCIES + 1} more agencies.`];
}

function agencyName({ party, agencyCode, agency }: Invitee, { agencies }: Pack): string {
  if (party === 'family') return 'Family';
  return agencies[agencyCode]?.name ?? (agency === '' ? 'Others' : agency);
}

/** The family is asked in person and by letter, and answers there. */
function answersIn(state: BookedConference, invitees: readonly Invitee[]): string {
  const counts = new Map<string, number>();
  for (const invitee of invitees) {
    const said = answerOf(state, invitee);
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return [...counts].map(([said, count]) => `${count} ${said}`).join(', ');
}

function answerOf(state: BookedConference, invitee: Invitee): string {
  if (invitee.party === 'family') return 'asked by letter or in person';
  if (invitee.person === state.booking.socialWorker.person) return 'booked it';
  if (!mayBeInvited(state, invitee)) return state.attendanceAgreed.has(invitee.inviteeId) ? 'not agreed to' : 'waiting for agreement';
  const answer = state.answers.get(invitee.inviteeId)?.answer;
  return answer === undefined ? 'with no answer yet' : SAID[answer];
}

function reportsIn(state: BookedConference, invitees: readonly Invitee[]): string {
  const asked = invitees.filter(({ reportRequired }) => reportRequired);
  const [sent, there] = [asked.filter((invitee) => reportIsOffTheirHands(state, invitee)).length, asked.filter((invitee) => reportIsThere(state, invitee)).length];
  return asked.length === 0 ? '' : ` Reports: ${sent} of ${asked.length} sent${there === 0 ? '' : `, ${there} received`}.`;
}
