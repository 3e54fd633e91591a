/** All that will be booked, in a few lines of labels, so that the last screen is also the check. */
import type { Invitee } from '../../src/conference/events.ts';
import type { BookingDraft } from './draft.ts';
import { inviteesOf, type Inviting } from './invitees.ts';

const LONGEST_LINE = 360;
const ROUTES: Readonly<Record<Invitee['route'], string>> = { teams: 'Teams', email: 'secure e-mail', post: 'letter', byHand: 'by hand', missing: 'contact missing' };

/** Case, children, who is invited and how, and what is missing. */
export function bookingSummary(draft: BookingDraft, asking: Inviting): readonly string[] {
  const { invitees, family, notNamed, missing } = inviteesOf(draft, asking);
  const { booking, invitees: rows } = asking.book.pack;
  const { case: { caseReference, conferenceType, children, format } } = draft;
  const type = booking.types.find(({ value }) => value === conferenceType)?.label ?? '';
  const way = booking.formats.find(({ value }) => value === format)?.label ?? '';
  const leftOut = family.filter(({ invited, responsibility }) => !invited && responsibility !== 'no');
  const unnamed = (notNamed?.roleCodes ?? []).map((roleCode) => rows.find((row) => row.roleCode === roleCode)?.display ?? roleCode);
  return [
    `Case ${caseReference}: ${[type, way].filter((word) => word !== '').join(', ')}.`,
    `Children: ${children.map(({ label, age, part }) => `${label} (${[age, ...(part === 'considered' ? ['considered'] : [])].join(', ')})`).join(', ')}.`,
    listed('Family', invitees.filter(({ party }) => party === 'family').map(({ name, route }) => `${name} (${ROUTES[route]})`)),
    listed('Professionals', invitees.filter(({ party }) => party === 'professional').map(({ name, designation, route }) => `${name} (${designation === '' ? '' : `${designation}, `}${ROUTES[route]})`)),
    listed('With parental responsibility and not invited', leftOut.map(({ label, notInvitedReason }) => `${label}${notInvitedReason === '' ? '' : `: ${notInvitedReason}`}`)),
    listed('Nobody named yet', unnamed),
    listed('Waiting for agreement', invitees.flatMap(({ name, waitsFor }) => (waitsFor === null ? [] : [`${name} (${waitsFor === 'chair' ? 'the chair' : 'the team manager'})`]))),
    listed('Missing', missing),
  ].filter((text) => text !== '').map(shortened);
}

function listed(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `${title}: ${items.join('; ')}.`;
}

function shortened(text: string): string {
  return text.length <= LONGEST_LINE ? text : `${text.slice(0, LONGEST_LINE - 1).trimEnd()}…`;
}
