/** What somebody can do from the card of a conference, beside looking at it: only what is theirs, and only while it is wanted. */
import type { ExtraButton } from '../../cards/booking-settled/card.ts';
import { awaitingAgreement, listStands } from '../../src/conference/arranging.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { may, type Role } from '../../src/people/access.ts';

/** A card has room for two. */
const MOST = 2;

export function extraButtons(state: BookedConference, roles: readonly Role[]): readonly ExtraButton[] {
  if (state.released !== null) return [];
  const listWaits = !listStands(state) || awaitingAgreement(state, 'teamManager').length > 0;
  const buttons: readonly [ExtraButton, boolean][] = [
    ['changeList', may(roles, 'list.change')],
    ['lookAtRequest', may(roles, 'booking.confirm') && state.bookingConfirmed === null],
    ['lookAtList', may(roles, 'list.confirm') && listWaits],
    ['lookAtFlags', may(roles, 'flags.acknowledge') && state.booking.preparation.chairFlags.length > 0],
  ];
  return buttons.filter(([, wanted]) => wanted).map(([button]) => button).slice(0, MOST);
}
