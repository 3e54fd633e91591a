/**
 * A review's list begins with the core group of the conference before it (NOT-114), and keeps its chair where it can.
 * Only somebody who may see that conference gets anything of it.
 */
import type { Invitee } from '../../src/conference/events.ts';
import { rolesIn, type BookedConference } from '../../src/conference/state.ts';
import { may } from '../../src/people/access.ts';
import { objectIdOf } from '../../src/people/person.ts';
import type { ConferenceLists } from '../conference-lists.ts';
import type { Desk } from '../desk.ts';
import type { BookingDraft } from './draft.ts';
import { contactValue, invitableRows } from './invitable.ts';
import type { Asking } from './steps/step.ts';

export type PreviousParts = { readonly desk: Pick<Desk, 'look'>; readonly lists: Pick<ConferenceLists, 'previousOf'> };

export type Previous = { readonly conferenceId: string; readonly state: BookedConference };

/** The latest conference of the case before today that this person may see; undefined where there is none. */
export async function previousConference({ desk, lists }: PreviousParts, { case: { caseReference } }: BookingDraft, { owner, authority, today }: Asking): Promise<Previous | undefined> {
  const conferenceId = await lists.previousOf(caseReference, today);
  const state = conferenceId === undefined ? undefined : await desk.look(conferenceId);
  if (conferenceId === undefined || state?.kind !== 'booked') return undefined;
  return may(rolesIn(state, owner, authority.rolesOf(owner)), 'conference.seeBooking') ? { conferenceId, state } : undefined;
}

/** The draft with the core group of that conference chosen, in the roles this one has; with nobody chosen where there was none. */
export function startFromCoreGroup(draft: BookingDraft, previous: Previous | undefined, asking: Asking): BookingDraft {
  if (previous === undefined) return { ...draft, people: { ...draft.people, startedFrom: 'none' } };
  const { conferenceId, state: { booking, plan } } = previous;
  const group = booking.invitees.filter(({ party, inviteeId, roleCode }) => party === 'professional' && roleCode !== 'socialWorker' && (plan === null || plan.coreGroup.includes(inviteeId)));
  const { chosen, picked, typed } = placed(group, draft, asking);
  return {
    ...draft,
    people: {
      ...draft.people, startedFrom: conferenceId, chosen: { ...chosen, ...draft.people.chosen }, picked: { ...picked, ...draft.people.picked },
      outsideTyped: [draft.people.outsideTyped, ...typed].filter((line) => line !== '').join('\n'),
    },
    date: { ...draft.date, keptChair: booking.chair.person },
  };
}

type Placed = { readonly chosen: Record<string, string[]>; readonly picked: BookingDraft['people']['picked']; readonly typed: readonly string[] };

/** Each in their role, as the card would have them chosen; who was typed then is typed again. */
function placed(group: readonly Invitee[], draft: BookingDraft, { book: { pack }, authority, owner }: Asking): Placed {
  const rows = invitableRows(pack, authority, draft);
  const titles = new Map(pack.invitees.map((row) => [row.roleCode, row.display]));
  // A role may have another code at a review, under the same title.
  const roleNow = (roleCode: string): string | undefined => (rows.find((row) => row.roleCode === roleCode) ?? rows.find((row) => row.title === titles.get(roleCode)))?.roleCode;
  const chosen: Record<string, string[]> = {};
  const picked: BookingDraft['people']['picked'] = {};
  const typed: string[] = [];
  for (const { person, name, designation, agency, roleCode, email } of group) {
    const contact = authority.contacts.find((each) => person === null && each.email === email);
    const value = person === null ? (contact === undefined ? undefined : contactValue(contact)) : objectIdOf(person);
    if (person === owner) continue;
    const role = roleNow(roleCode);
    if (value === undefined || role === undefined) typed.push(`${name}, ${designation}, ${agency}, ${email ?? 'post'}`);
    else chosen[role] = [...(chosen[role] ?? []), value];
    if (person !== null && authority.find(person) === undefined) picked[objectIdOf(person)] = { name, designation };
  }
  return { chosen, picked, typed };
}
