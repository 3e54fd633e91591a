/** Somebody's own invitation as it stands now; a reminder stays a reminder. */
import type { InvitationSubmission } from '../../cards/invitation/card.ts';
import { inviteeOf, type ConferenceState } from '../../src/conference/state.ts';
import { invitationCard } from '../conference-cards.ts';
import { reportUrgency } from '../conference-rules.ts';
import { notTheirs } from '../office/asked.ts';
import type { Answer } from '../teams/turn.ts';
import type { MyConferencesParts, Seen } from './asking.ts';

export type InvitationAbout = { readonly about: InvitationSubmission['about']; readonly note: string };

export function ownInvitation({ rulesOf, civilNow }: Pick<MyConferencesParts, 'rulesOf' | 'civilNow'>, { conferenceId, asker }: Pick<Seen, 'conferenceId' | 'asker'>, state: ConferenceState, { about, note }: InvitationAbout): Answer {
  const invitee = state.kind === 'booked' ? inviteeOf(state, asker.person) : undefined;
  if (state.kind !== 'booked' || invitee === undefined) return notTheirs();
  const rules = rulesOf(state);
  const kind = about === 'reminder' ? { kind: 'reminder' as const, urgency: reportUrgency(rules, invitee, civilNow()), repeat: false } : { kind: 'invitation' as const, repeat: false };
  return { summary: 'Your invitation', card: invitationCard(conferenceId, state, invitee, rules, kind, [asker.channelUserId], { now: civilNow(), note }) };
}
