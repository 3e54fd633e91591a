/**
 * People chosen on the card, looked up: of the directory, regular contacts, or picked from the organisation. Somebody
 * picked is asked for by their Entra id; who cannot be found is said, and what to do instead.
 */
import type { Faults } from '../../cards/parse.ts';
import type { OrganisationDirectory } from '../graph/calendar-port.ts';
import { personKey } from '../../src/people/person.ts';
import type { BookingDraft } from './draft.ts';
import { GP_ROLE, householdPractices, type InvitableRow } from './invitable.ts';
import { whoIs } from './invitees.ts';
import type { Asking } from './steps/step.ts';

/** Looked up at once; a list with more new names than this is asked for in parts. */
const MOST_LOOKED_UP = 20;

type Chosen = Readonly<Record<string, readonly string[]>>;
type LookedUp = readonly [objectId: string, found: Awaited<ReturnType<OrganisationDirectory['person']>>];

/** The draft with everybody chosen who is known or could be found; a fault beside each role where somebody could not. */
export async function withPicked(directory: OrganisationDirectory, draft: BookingDraft, chosen: Chosen, rows: readonly InvitableRow[], { authority }: Asking): Promise<{ readonly draft: BookingDraft; readonly faults: Faults }> {
  const asGiven = Object.fromEntries(Object.entries(chosen).map(([roleCode, values]) => [roleCode, values.map((value) => value.toLowerCase())]));
  const isPicked = (roleCode: string, value: string): boolean => rows.some((row) => row.roleCode === roleCode && row.anybodyHere) && personKey(authority.tenants[0], value) !== undefined;
  const wanted = Object.entries(asGiven).flatMap(([roleCode, values]) => values.filter((value) => isPicked(roleCode, value) && whoIs(value, draft, authority) === undefined));
  const looked = new Map<string, LookedUp[1]>(await Promise.all([...new Set(wanted)].slice(0, MOST_LOOKED_UP).map(async (objectId): Promise<LookedUp> => [objectId, await directory.person(objectId)])));
  const found = Object.fromEntries([...looked].flatMap(([objectId, answer]) => (answer.kind === 'found' ? [[objectId, { name: answer.name, designation: answer.designation }]] : [])));
  const filled = { ...draft, people: { ...draft.people, picked: { ...draft.people.picked, ...found } } };
  const practices = new Set(householdPractices(draft));
  // A role takes those it offered, and in roles of the organisation anybody of it; anything else was not on our card.
  const takes = (roleCode: string, value: string): boolean => whoIs(value, filled, authority) !== undefined && (isPicked(roleCode, value) || (roleCode === GP_ROLE && practices.has(value)) || rows.some((row) => row.roleCode === roleCode && row.choices.some((choice) => choice.value === value)));
  const kept = Object.fromEntries(Object.entries(asGiven).map(([roleCode, values]) => [roleCode, values.filter((value) => takes(roleCode, value))]));
  const faults = Object.entries(asGiven).flatMap(([roleCode, values]) => {
    const lost = values.filter((value) => !takes(roleCode, value));
    return lost.length === 0 ? [] : [[`role-${roleCode}`, faultWords(lost.map((value) => looked.get(value)?.kind))] as const];
  });
  return { draft: { ...filled, people: { ...filled.people, chosen: { ...draft.people.chosen, ...kept } } }, faults: Object.fromEntries(faults) };
}

function faultWords(kinds: readonly (LookedUp[1]['kind'] | undefined)[]): string {
  if (kinds.includes('unreachable')) return 'Your organisation’s directory could not be asked just now, so somebody you picked is not on the list. Try again, or type them under “Others to invite”.';
  if (kinds.includes('unknown')) return 'Somebody you picked is not in your organisation’s directory. Please type them under “Others to invite”.';
  return 'Please choose from the list.';
}
