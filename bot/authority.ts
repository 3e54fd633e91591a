/**
 * Whose service this is: one authority, its tenants, its pack, and the people who hold a role in it or are regularly invited.
 * Read once at start from the authority file; every fault is named at once.
 */
import { z } from 'zod';
import type { AuthorityRole } from '../src/people/access.ts';
import { personKey, type PersonKey } from '../src/people/person.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:00');
const telephone = z.string().regex(/^0[\d ]{9,13}$/, 'a British telephone number');
const text = z.string().trim().min(1).max(120);
const email = z.email('an e-mail address').max(200);

const person = z.strictObject({
  tenantId: z.guid().optional(),
  objectId: z.guid(),
  name: text,
  designation: text,
  agency: text,
  /** What the person may do for the authority. */
  roles: z.array(z.enum(['socialWorker', 'diaryCoordinator', 'teamManager', 'serviceManager', 'practiceLead', 'chair'])).default([]),
  /** The pack's invitee roles this person can be invited in, such as "gp". */
  invitedAs: z.array(text).default([]),
  /** Where letters and calendar entries for their work go; never shown to the family. */
  email: email.optional(),
  /** A chair's working hours for conferences, London time, and on which weekdays (1 is Monday). */
  hours: z.strictObject({ from: clockTime, to: clockTime }).optional(),
  weekdays: z.array(z.int().min(1).max(5)).min(1).optional(),
  /** Most conferences this chair leads on one day. */
  mostADay: z.int().min(1).max(4).optional(),
});

/** Somebody who is regularly invited and has no account in these tenants: reached by secure e-mail alone. */
const contact = z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'lower-case letters, digits and hyphens'), name: text, designation: text, agency: text, invitedAs: z.array(text).min(1), email });

/** A room of the authority's own. `stepFree`: reached and used without steps. */
const room = z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'lower-case letters, digits and hyphens'), name: text, places: z.int().min(2).max(100), stepFree: z.boolean() });

const authorityFile = z.strictObject({
  authority: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'lower-case letters, digits and hyphens'),
  name: text,
  pack: text,
  /** Standards laid over the pack, by the names of their packs, in this order. */
  overlays: z.array(text).default([]),
  tenants: z.array(z.guid()).min(1),
  /** The channel that decisions are posted to: its conversation id in Teams. */
  decisionsChannel: z.string().min(1).max(300),
  /** In place of the pack's advice numbers, where the authority's own differ. */
  telephones: z.strictObject({ diaryCoordinator: telephone, meetingSupport: telephone }).optional(),
  people: z.array(person).min(1),
  contacts: z.array(contact).default([]),
  rooms: z.array(room).default([]),
});

export type RosterPerson = {
  readonly person: PersonKey;
  readonly objectId: string;
  readonly name: string;
  readonly designation: string;
  readonly agency: string;
  readonly roles: readonly AuthorityRole[];
  readonly invitedAs: readonly string[];
  readonly email: string | null;
  readonly hours: { readonly from: string; readonly to: string };
  readonly weekdays: readonly number[];
  readonly mostADay: number;
};

/** A regular outside professional, known by an id of the authority file. */
export type Contact = { readonly contactId: string; readonly name: string; readonly designation: string; readonly agency: string; readonly invitedAs: readonly string[]; readonly email: string };

export type Room = { readonly roomId: string; readonly name: string; readonly places: number; readonly stepFree: boolean };

export type Authority = {
  readonly id: string;
  readonly name: string;
  readonly packId: string;
  readonly overlays: readonly string[];
  readonly tenants: readonly string[];
  readonly decisionsChannel: string;
  readonly telephones: { readonly diaryCoordinator: string; readonly meetingSupport: string } | undefined;
  readonly people: readonly RosterPerson[];
  readonly contacts: readonly Contact[];
  readonly rooms: readonly Room[];
  /** Those with this role, in the order of the file. */
  withRole(role: AuthorityRole): readonly RosterPerson[];
  /** Roles from the roster; none for a person who is not on it. */
  rolesOf(person: PersonKey): readonly AuthorityRole[];
  find(person: PersonKey): RosterPerson | undefined;
};

const WEEKDAYS = [1, 2, 3, 4, 5];
const MOST_A_DAY = 2;
const DEFAULT_HOURS = { from: '09:00', to: '17:00' };

/** The authority file could not be used; `faults` holds every reason, each with its path. */
export class AuthorityFault extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`the authority file has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'AuthorityFault';
    this.faults = faults;
  }
}

/** Parses the text of an authority file, or throws an `AuthorityFault` with every fault. */
export function parseAuthority(json: string): Authority {
  const parsed = authorityFile.safeParse(readJson(json));
  if (!parsed.success) throw new AuthorityFault(parsed.error.issues.map((issue) => `${issue.path.join('.') || '(file)'}: ${issue.message}`));
  const { authority, name, pack, overlays, tenants, decisionsChannel, telephones, people, contacts, rooms } = parsed.data;
  const homeTenant = tenants[0] ?? '';
  const roster = people.map((entry): RosterPerson => {
    const key = personKey(entry.tenantId ?? homeTenant, entry.objectId);
    if (key === undefined) throw new AuthorityFault([`people: ${entry.objectId} is not an object id`]);
    return { person: key, objectId: entry.objectId.toLowerCase(), name: entry.name, designation: entry.designation, agency: entry.agency, roles: entry.roles, invitedAs: entry.invitedAs, email: entry.email ?? null, hours: entry.hours ?? DEFAULT_HOURS, weekdays: entry.weekdays ?? WEEKDAYS, mostADay: entry.mostADay ?? MOST_A_DAY };
  });
  const byKey = new Map(roster.map((entry) => [entry.person, entry]));
  const faults = [
    ...(byKey.size < roster.length ? ['people: one person is listed twice'] : []),
    ...(new Set(contacts.map(({ id }) => id)).size < contacts.length ? ['contacts: one id is listed twice'] : []),
    ...(new Set(rooms.map(({ id }) => id)).size < rooms.length ? ['rooms: one id is listed twice'] : []),
    ...(roster.some((entry) => entry.roles.includes('chair')) ? [] : ['people: nobody has the role "chair"']),
  ];
  if (faults.length > 0) throw new AuthorityFault(faults);
  return {
    id: authority, name, packId: pack, overlays, tenants: tenants.map((tenant) => tenant.toLowerCase()), decisionsChannel, telephones, people: roster,
    contacts: contacts.map(({ id, ...rest }) => ({ contactId: id, ...rest })),
    rooms: rooms.map(({ id, ...rest }) => ({ roomId: id, ...rest })),
    withRole: (role) => roster.filter(({ roles }) => roles.includes(role)),
    rolesOf: (key) => byKey.get(key)?.roles ?? [],
    find: (key) => byKey.get(key),
  };
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new AuthorityFault(['(file): not JSON']);
  }
}
