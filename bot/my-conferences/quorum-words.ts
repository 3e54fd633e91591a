/** Whether a conference will have its quorum, by what the invited have said so far; agency by agency as the pack counts them. */
import type { Invitee } from '../../src/conference/events.ts';
import { mayBeInvited, type BookedConference } from '../../src/conference/state.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import { quorumForecast, type Coming, type QuorumForecast } from '../../src/procedures/quorum.ts';
import { short } from '../office/conference-words.ts';

const TITLES: Record<QuorumForecast['kind'], string> = { met: 'Quorum: met', possible: 'Quorum: not known yet', short: 'Quorum: short' };

export function forecast(state: BookedConference, pack: Pack): QuorumForecast {
  return quorumForecast(pack, state.booking.invitees.filter(counts).map((invitee) => ({ agency: invitee.agencyCode, coming: comingOf(state, invitee) })));
}

export function quorumWords(state: BookedConference, pack: Pack): { readonly title: string; readonly words: string } {
  const { kind, words, open } = forecast(state, pack);
  const more = kind === 'possible' && open.length > 0 ? ` Not known yet: ${open.join(', ')}.` : '';
  return { title: TITLES[kind], words: short(`${words.charAt(0).toUpperCase()}${words.slice(1)}${more}`, 600) };
}

/** Observers take no part, and the family is no agency. */
function counts({ party, roleCode }: Invitee): boolean {
  return party === 'professional' && roleCode !== 'observer';
}

/** A deputy stands for the agency; a report alone does not. Whoever booked it comes. */
function comingOf(state: BookedConference, invitee: Invitee): Coming['coming'] {
  if (invitee.person === state.booking.socialWorker.person) return 'yes';
  if (!mayBeInvited(state, invitee)) return state.attendanceAgreed.has(invitee.inviteeId) ? 'no' : 'unknown';
  switch (state.answers.get(invitee.inviteeId)?.answer) {
    case undefined: return 'unknown';
    case 'coming':
    case 'deputy': return 'yes';
    case 'reportOnly':
    case 'cannotCome': return 'no';
  }
}
