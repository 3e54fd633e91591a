/** The list of a booked conference as its social worker changes it. With very many people, the names are shortened and the directory cut. */
import { randomUUID } from 'node:crypto';
import { renderListChange, type ListChangeData } from '../../cards/list-change/card.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import { listStands } from '../../src/conference/arranging.ts';
import type { Invitee } from '../../src/conference/events.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { outOfReach } from '../../src/notices/notice.ts';
import { startOf } from '../../src/notices/owed.ts';
import { contactValue, nameAndDesignation } from '../booking/invitable.ts';
import { OTHER_ROLE, sameProfessional } from '../booking/invitees.ts';
import { short } from '../office/conference-words.ts';
import type { MyConferencesParts } from './asking.ts';
import { firstThatFits } from '../fitting.ts';
import { professionalRoles } from './list-change.ts';

/** Longest name, and how many of the directory. Whoever is not shown can be typed. */
const SIZES = [{ longest: 120, people: 100 }, { longest: 70, people: 50 }, { longest: 40, people: 20 }] as const;

type Choice = ListChangeData['people'][number];
export type ListChangeAbout = Pick<ListChangeData, 'note' | 'faults' | 'values'>;

export function listChangeCard(conferenceId: string, state: BookedConference, { authority, pack }: Pick<MyConferencesParts, 'authority' | 'pack'>, about: ListChangeAbout): object {
  const { booking, released } = state;
  const drawn = ({ longest, people }: (typeof SIZES)[number]): object => {
    const shortened = (choices: readonly Choice[]): Choice[] => choices.map(({ value, title }) => ({ value, title: short(title, longest) }));
    return renderListChange({
      ...about, note: short(about.note, 600), conferenceId, op: randomUUID(), caseReference: booking.caseReference, when: longMoment(startOf(state)),
      returned: state.listReturned === null ? '' : short(`The team manager returned it: ${state.listReturned.reason}`, 1_200),
      standing: standing(state),
      people: shortened(notInvited(state, authority).slice(0, people)),
      roles: shortened([...professionalRoles(pack, state).map(({ roleCode, display }) => ({ value: roleCode, title: display })), { value: OTHER_ROLE, title: 'Another professional' }]),
      invited: shortened(booking.invitees.filter(({ person }) => person !== booking.socialWorker.person).map(choiceOf)),
      missing: shortened(outOfReach(state).map(choiceOf)),
      secureRule: pack.booking.secureMail.rule, open: released === null,
    });
  };
  return firstThatFits(SIZES.map((size) => () => drawn(size)));
}

function standing(state: BookedConference): string {
  if (state.released !== null) return 'The decisions are released, so the list stays as it is.';
  const count = state.booking.invitees.length;
  const people = `${count === 1 ? 'One person is' : `${count} people are`} on the list.`;
  return `${people} ${listStands(state) ? 'The team manager has confirmed it; if somebody is added, they are asked again (NOT-017).' : 'The team manager has not confirmed it as it is now (NOT-017).'}`;
}

function notInvited({ booking }: BookedConference, { people, contacts }: MyConferencesParts['authority']): Choice[] {
  const isThere = (somebody: Pick<Invitee, 'person' | 'email' | 'name' | 'agency'>): boolean => booking.invitees.some((invitee) => sameProfessional(invitee, somebody));
  const invitable = people.filter((person) => person.invitedAs.length > 0 && person.person !== booking.chair.person && !isThere(person));
  return [
    ...invitable.map((person) => ({ value: person.objectId, title: nameAndDesignation(person) })),
    ...contacts.filter((contact) => !isThere({ ...contact, person: null })).map((contact) => ({ value: contactValue(contact), title: nameAndDesignation(contact) })),
  ];
}

function choiceOf({ inviteeId, name, designation }: Invitee): Choice {
  return { value: inviteeId, title: designation === '' ? name : `${name}, ${designation}` };
}
