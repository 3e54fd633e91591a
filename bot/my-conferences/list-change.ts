/** What was chosen and typed on the card of the list, as the command it asks for, or what is wrong with it beside its field. */
import type { ListChange } from '../../cards/list-change/card.ts';
import type { Command } from '../../src/conference/commands.ts';
import type { Invitee } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { kindOf } from '../../src/procedures/conference-type.ts';
import type { InviteeRow, Pack } from '../../src/procedures/pack-schema.ts';
import { isSecureAddress } from '../../src/procedures/secure-mail.ts';
import { contactValue, OBSERVER_ROLE } from '../booking/invitable.ts';
import { OTHER_ROLE, sameProfessional } from '../booking/invitees.ts';
import { OUTSIDE_PATTERN, readOutside } from '../booking/outside-lines.ts';
import type { MyConferencesParts } from './asking.ts';

export type Wanted = { readonly kind: 'command'; readonly command: Command; /** What is said when it is done. */ readonly done: string } | { readonly kind: 'faults'; readonly faults: Readonly<Record<string, string>> };
type Adding = Pick<MyConferencesParts, 'authority' | 'pack'>;

const FAMILY = 'family';
const LEGAL_ROLE = 'legal';

/** The roles somebody can be added in: those of the checklist for professionals, observers among them. */
export function professionalRoles({ invitees }: Pack, { booking }: BookedConference): readonly InviteeRow[] {
  const kind = kindOf(booking.conferenceType);
  return invitees.filter(({ agency, appliesTo }) => agency !== FAMILY && appliesTo.includes(kind));
}

type Somebody = Pick<Invitee, 'person' | 'name' | 'designation' | 'agency' | 'agencyCode' | 'email' | 'route'> & { /** Roles of the pack that they are usually invited in. */ readonly usual: readonly string[] };

/** Somebody of the directory, a regular contact, or somebody typed; what is typed wins. */
export function somebodyAdded({ who, roleCode, typed }: ListChange, state: BookedConference, { authority, pack }: Adding): Wanted {
  const rows = professionalRoles(pack, state);
  const found = typed === '' ? listed(who, { authority, pack }) : outsider(typed, pack, rows);
  if (typeof found === 'string') return fault(typed === '' ? 'who' : 'typed', found);
  const { usual, ...rest } = found;
  const row = rows.find((each) => (roleCode === '' ? usual.includes(each.roleCode) : each.roleCode === roleCode));
  if (row === undefined && roleCode !== '' && roleCode !== OTHER_ROLE) return fault('roleCode', 'Please choose what they are invited as.');
  const somebody = { ...rest, agencyCode: rest.agencyCode === '' && row?.roleCode !== OBSERVER_ROLE ? (row?.agency ?? '') : rest.agencyCode };
  if (state.booking.invitees.some((invitee) => sameProfessional(invitee, somebody))) return fault(typed === '' ? 'who' : 'typed', `${somebody.name} is on the list already.`);
  const waitsFor = row === undefined ? null : row.roleCode === LEGAL_ROLE ? 'teamManager' : row.roleCode === OBSERVER_ROLE ? 'chair' : null;
  const invitee: Omit<Invitee, 'inviteeId'> = {
    party: 'professional', ...somebody, roleCode: row?.roleCode ?? OTHER_ROLE, reportRequired: row?.report ?? true,
    need: row?.need ?? 'consider', rule: row?.rule ?? pack.booking.checklistRule, waitsFor,
  };
  return { kind: 'command', command: { do: 'addInvitee', invitee }, done: `Added: ${somebody.name}, ${somebody.designation}. ${WAITS[waitsFor ?? 'nobody']}` };
}

const WAITS = {
  nobody: 'The team manager is asked to confirm the list as it is now (NOT-017).',
  teamManager: 'Nothing goes to them before the team manager agrees (NOT-037).',
  chair: 'Nothing goes to them before the chair agrees (NOT-076).',
} as const;

function listed(who: string, { authority, pack }: Adding): Somebody | string {
  if (who === '') return 'Please choose somebody, or write who it is below.';
  const person = authority.people.find(({ objectId }) => objectId === who);
  if (person !== undefined) return { person: person.person, name: person.name, designation: person.designation, agency: person.agency, agencyCode: '', email: person.email, route: 'teams', usual: person.invitedAs };
  const contact = authority.contacts.find((each) => contactValue(each) === who);
  if (contact === undefined) return 'Please choose from the list.';
  const { name, designation, agency, email, invitedAs } = contact;
  return { person: null, name, designation, agency, agencyCode: '', email, route: isSecureAddress(email, pack.booking.secureMail.domains) ? 'email' : 'missing', usual: invitedAs };
}

/** One line as on the booking form: name, job, agency, and a secure address or "post". */
function outsider(typed: string, pack: Pack, rows: readonly InviteeRow[]): Somebody | string {
  const { outside: [read], faults: [wrong] } = readOutside(typed.replaceAll('\n', ' '), pack, rows.map(({ roleCode, display }) => ({ roleCode, title: display })));
  if (read === undefined) return wrong === undefined ? `Please write ${OUTSIDE_PATTERN}.` : capital(wrong.replace(/^Line 1: /, ''));
  const { name, designation, agency, agencyCode, email, roleCode } = read;
  return { person: null, name, designation, agency, agencyCode, email: email === '' ? null : email, route: email === '' ? 'post' : 'email', usual: [roleCode] };
}

function capital(sentence: string): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

/** Why they are left out is kept, and for somebody with parental responsibility shown to the team manager (NOT-021). */
export function removed({ inviteeId, reason }: ListChange, { booking }: BookedConference): Wanted {
  const invitee = booking.invitees.find((each) => each.inviteeId === inviteeId);
  if (invitee === undefined) return fault('inviteeId', 'Please choose who is not to be invited.');
  if (reason === '') return fault('reason', 'Please say why. The reason is kept.');
  return { kind: 'command', command: { do: 'removeInvitee', inviteeId, reason }, done: `Taken off the list: ${invitee.name}. Whoever was told before is told that they are not invited any more.` };
}

/** A professional is reached at a secure address, or by letter to their office; the family by hand, since letters go to the address kept in the family record. */
export function contactGiven({ missingId, route, email }: ListChange, { booking }: BookedConference, { pack: { booking: { secureMail } } }: Adding): Wanted {
  const invitee = booking.invitees.find((each) => each.inviteeId === missingId);
  if (invitee === undefined) return fault('missingId', 'Please choose who can be reached now.');
  if (invitee.party === 'family' && route !== 'byHand') return fault('route', 'No address is kept for the family here after booking. Please choose “By hand”, and give it to them yourself.');
  if (route === 'email') {
    if (!isSecureAddress(email, secureMail.domains)) return fault('email', `This is not a secure e-mail address (${secureMail.rule}). Ask for a secure one, or choose a letter.`);
    return given(invitee, email, 'email');
  }
  return route === 'post' || route === 'byHand' ? given(invitee, invitee.email, route) : fault('route', 'Please choose from the list.');
}

function given({ inviteeId, name }: Invitee, email: string | null, route: Invitee['route']): Wanted {
  return { kind: 'command', command: { do: 'giveContact', inviteeId, email, route }, done: `Kept: how ${name} is reached.` };
}

function fault(field: string, words: string): Wanted {
  return { kind: 'faults', faults: { [field]: words } };
}
