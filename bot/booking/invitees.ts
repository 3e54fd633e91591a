/**
 * Who is on the list for a conference: the social worker first, professionals each once, then the family by label
 * (NOT-017 to NOT-020, NOT-029, NOT-030); and who cannot be reached so far, which stops the hand-over until it is
 * found or said why it goes on without (NOT-039).
 */
import type { FamilyMember, Invitee } from '../../src/conference/events.ts';
import { personKey, type PersonKey } from '../../src/people/person.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import { isSecureAddress } from '../../src/procedures/secure-mail.ts';
import type { Authority } from '../authority.ts';
import type { BookingDraft, Outsider } from './draft.ts';
import { familyInvitees, familyMembers, familyMissing, PARENTAL_ROLE } from './family-invitees.ts';
import { checklistOf, contactValue, GP_ROLE, householdPractices, invitableRows, OBSERVER_ROLE, type InvitableRow } from './invitable.ts';
import { readObservers } from './outside-lines.ts';
import type { Asking } from './steps/step.ts';

export type Listed = Omit<Invitee, 'inviteeId'>;

export type Invited = {
  readonly invitees: readonly Invitee[];
  readonly family: readonly FamilyMember[];
  /** Roles the pack requires that nobody is named for, and the reasons typed on the way; null where nothing is open and nothing was said. */
  readonly notNamed: { readonly roleCodes: readonly string[]; readonly reason: string } | null;
  /** What is not known of whom, in plain sentences: an address, a surgery. */
  readonly missing: readonly string[];
};

export type Inviting = Pick<Asking, 'book' | 'authority' | 'owner'>;

/** Beside the roles of the checklist: a professional who is typed and has none of them. */
export const OTHER_ROLE = 'other';
const LEGAL_ROLE = 'legal';
const STRENGTH = { required: 2, advised: 1, consider: 0 } as const;

/** Everybody a draft names. Ids follow the order, so the same draft always gives the same. */
export function inviteesOf(draft: BookingDraft, asking: Inviting): Invited {
  const { book: { pack } } = asking;
  const rows = checklistOf(pack, draft);
  const people = [...professionalsOf(draft, asking), ...familyInvitees(draft, pack, rows)];
  const family = familyMembers(draft);
  const missing = [...people.filter(({ party, route }) => party === 'professional' && route === 'missing').map(unreachable), ...practicesMissing(draft, pack), ...familyMissing(draft)];
  const roleCodes = unnamedRoles(draft, asking);
  const reason = reasonsGiven(draft, roleCodes.length > 0, missing.length > 0, pack);
  return {
    invitees: people.map((listed, place) => ({ inviteeId: `invitee-${place + 1}`, ...listed })),
    family,
    notNamed: roleCodes.length === 0 && reason === '' ? null : { roleCodes, reason },
    missing,
  };
}

/** What was said of whoever is not named, of what is missing (NOT-039), and of a requirement that was withdrawn (AMB-24): it stays on record. */
function reasonsGiven({ people, family }: BookingDraft, anyUnnamed: boolean, anyMissing: boolean, pack: Pack): string {
  const titles = new Map(pack.invitees.map(({ roleCode, display }) => [roleCode, display]));
  const withdrawn = Object.entries(people.withdrawn).flatMap(([roleCode, words]) => (words === '' ? [] : [`${titles.get(roleCode) ?? roleCode}, no longer required: ${words}`]));
  return [...(anyUnnamed ? [people.reason, family.responsibilityReason] : []), ...(anyMissing ? [people.handOverReason] : []), ...withdrawn].filter((words) => words !== '').join(' ');
}

/** The required rows that nobody is named for, in the pack's order. */
export function unnamedRoles(draft: BookingDraft, asking: Inviting): readonly string[] {
  const { book: { pack }, authority } = asking;
  const named = new Set(namedRoles(draft, authority, invitableRows(pack, authority, draft)));
  if (draft.family.relatives.some(({ invited, responsibility, label }) => label !== '' && invited === 'yes' && responsibility !== 'no')) named.add(PARENTAL_ROLE);
  return checklistOf(pack, draft).filter(({ need, roleCode }) => need === 'required' && !named.has(roleCode)).map(({ roleCode }) => roleCode);
}

function namedRoles(draft: BookingDraft, authority: Authority, rows: readonly InvitableRow[]): readonly string[] {
  const outside = draft.people.outside.map(({ roleCode }) => roleCode);
  const chosen = rows.filter(({ roleCode }) => valuesFor(roleCode, draft).some((value) => whoIs(value, draft, authority) !== undefined)).map(({ roleCode }) => roleCode);
  return [...chosen, ...outside];
}

/** Values chosen for a role; the surgeries of the household are chosen by the family screen. */
export function valuesFor(roleCode: string, draft: BookingDraft): readonly string[] {
  return [...new Set([...(roleCode === GP_ROLE ? householdPractices(draft) : []), ...(draft.people.chosen[roleCode] ?? [])])];
}

function professionalsOf(draft: BookingDraft, asking: Inviting): readonly Listed[] {
  const { book: { pack }, authority } = asking;
  const rows = invitableRows(pack, authority, draft);
  const listed = [
    socialWorkerOf(asking),
    ...rows.flatMap((row) => valuesFor(row.roleCode, draft).flatMap((value) => professional(value, row, draft, asking))),
    ...draft.people.outside.map((outsider) => outsiderListed(outsider, rows, pack)),
    ...readObservers(draft.people.observers, pack).outside.map((observer) => observerListed(observer, asking)),
  ];
  return listed.reduce<readonly Listed[]>(withEachOnce, []);
}

/** Their own report is due too, which is why they are on the list. */
function socialWorkerOf({ authority, owner, book: { pack } }: Inviting): Listed {
  const worker = authority.find(owner);
  return {
    party: 'professional', person: owner, name: worker?.name ?? 'Social worker', designation: worker?.designation ?? 'Social worker',
    agency: worker?.agency ?? agencyName('childrensSocialCare', pack), agencyCode: 'childrensSocialCare', roleCode: 'socialWorker',
    reportRequired: true, need: 'required', rule: pack.booking.formRule, email: worker?.email ?? null, route: 'teams', waitsFor: null,
  };
}

type Somebody = { readonly person: PersonKey | null; readonly name: string; readonly designation: string; readonly agency: string; readonly email: string | null };

/** The person a chosen value stands for: of the directory, a regular contact, or picked from the organisation. */
export function whoIs(value: string, { people: { picked } }: BookingDraft, authority: Authority): Somebody | undefined {
  const onRoster = authority.people.find(({ objectId }) => objectId === value);
  if (onRoster !== undefined) return onRoster;
  const contact = authority.contacts.find((each) => contactValue(each) === value);
  if (contact !== undefined) return { ...contact, person: null };
  const known = Object.hasOwn(picked, value) ? picked[value] : undefined;
  const person = personKey(authority.tenants[0], value);
  return known === undefined || person === undefined ? undefined : { person, ...known, agency: '', email: null };
}

function professional(value: string, row: InvitableRow, draft: BookingDraft, { book: { pack }, authority }: Inviting): Listed[] {
  const somebody = whoIs(value, draft, authority);
  if (somebody === undefined) return [];
  const { person, name, designation, agency, email } = somebody;
  return [{
    party: 'professional', person, name, designation, agency: agency === '' ? agencyName(row.agency, pack) : agency, agencyCode: row.agency, roleCode: row.roleCode,
    reportRequired: row.report, need: row.need, rule: row.rule, email, route: routeOf(person, email, pack), waitsFor: row.roleCode === LEGAL_ROLE ? 'teamManager' : null,
  }];
}

/** Somebody typed with a job of the checklist stands for that row; anybody else is asked for a report as any agency is. */
function outsiderListed({ roleCode, name, designation, agency, agencyCode, email }: Outsider, rows: readonly InvitableRow[], pack: Pack): Listed {
  const row = rows.find((each) => each.roleCode === roleCode);
  return {
    party: 'professional', person: null, name, designation, agency, agencyCode: agencyCode === '' ? (row?.agency ?? '') : agencyCode, roleCode: row?.roleCode ?? OTHER_ROLE,
    reportRequired: row?.report ?? true, need: row?.need ?? 'consider', rule: row?.rule ?? pack.booking.checklistRule, email: email === '' ? null : email,
    route: email === '' ? 'post' : 'email', waitsFor: row?.roleCode === LEGAL_ROLE ? 'teamManager' : null,
  };
}

/** An observer who is named as the directory has them is that person. */
function observerListed({ name, designation, email }: Outsider, { book: { pack }, authority }: Inviting): Listed {
  const known = authority.people.find((person) => person.name.toLowerCase() === name.toLowerCase());
  const person = known?.person ?? null;
  const address = email === '' ? (known?.email ?? null) : email;
  return {
    party: 'professional', person, name, designation: known?.designation ?? designation, agency: known?.agency ?? '', agencyCode: '', roleCode: OBSERVER_ROLE,
    reportRequired: false, need: 'consider', rule: pack.booking.observerRule, email: address, route: routeOf(person, address, pack), waitsFor: 'chair',
  };
}

function routeOf(person: PersonKey | null, email: string | null, { booking: { secureMail } }: Pack): Invitee['route'] {
  if (person !== null) return 'teams';
  return email !== null && isSecureAddress(email, secureMail.domains) ? 'email' : 'missing';
}

/** One more on the list; somebody who is there already keeps one row, by whichever role needs them more. */
function withEachOnce(list: readonly Listed[], next: Listed): readonly Listed[] {
  const place = list.findIndex((each) => sameProfessional(each, next));
  const before = list[place];
  if (before === undefined) return [...list, next];
  const stronger = STRENGTH[next.need] > STRENGTH[before.need] ? next : before;
  const both = { ...stronger, reportRequired: before.reportRequired || next.reportRequired, waitsFor: before.waitsFor === null || next.waitsFor === null ? null : stronger.waitsFor };
  return list.with(place, both);
}

/** The same account or the same address; without either, the same name at the same agency. */
export function sameProfessional(a: Pick<Listed, 'person' | 'email' | 'name' | 'agency'>, b: Pick<Listed, 'person' | 'email' | 'name' | 'agency'>): boolean {
  if (a.person !== null && b.person !== null) return a.person === b.person;
  if (a.email !== null && b.email !== null) return a.email.toLowerCase() === b.email.toLowerCase();
  return a.name.toLowerCase() === b.name.toLowerCase() && a.agency.toLowerCase() === b.agency.toLowerCase();
}

function unreachable({ name, designation }: Listed): string {
  return `${name}${designation === '' ? '' : ` (${designation})`}: no account here and no secure e-mail address`;
}

/** GPs nobody could name yet: of the children, and of whoever may be a parent or carer (NOT-030). */
function practicesMissing({ family: { childrensPractice, relatives } }: BookingDraft, { booking: { gpRule } }: Pack): readonly string[] {
  const of = [
    ...(childrensPractice === '' || childrensPractice === 'unknown' ? ['the children'] : []),
    ...relatives.filter(({ label, practice, responsibility }) => label !== '' && (practice === 'unknown' || (practice === '' && responsibility !== 'no'))).map(({ label }) => label),
  ];
  return of.map((whom) => `GP of ${whom}: not known yet (${gpRule})`);
}

function agencyName(code: string, { agencies }: Pack): string {
  return agencies[code]?.name ?? '';
}
