/** The invitation screen as its card takes it: rows with who is chosen, notes, and whose availability is asked. */
import { renderBookingPeople, type BookingPeopleData } from '../../cards/booking-people/card.ts';
import type { Faults } from '../../cards/parse.ts';
import { CardNotMade } from '../../cards/render.ts';
import { edtWindow } from '../../src/procedures/derived-facts.ts';
import type { Authority } from '../authority.ts';
import type { BookingDraft } from './draft.ts';
import { countedFor, GP_ROLE, householdPractices, invitableRows, openQuestions, type InvitableRow } from './invitable.ts';
import { inviteesOf, valuesFor, whoIs, type Inviting } from './invitees.ts';

/** In two parts where one card has no room for it. */
export function peopleCard(draft: BookingDraft, faults: Faults, asking: Inviting): object {
  try {
    return partCard('all', draft, faults, asking);
  } catch (error) {
    if (!(error instanceof CardNotMade) || error.fault !== 'tooLarge') throw error;
    return partCard(draft.people.page === 0 ? 'list' : 'times', draft, faults, asking);
  }
}

function partCard(part: BookingPeopleData['part'], draft: BookingDraft, faults: Faults, asking: Inviting): object {
  const { book: { pack }, authority } = asking;
  const { draftId, op, people } = draft;
  const rows = invitableRows(pack, authority, draft);
  return renderBookingPeople({
    draftId, op, part, faults,
    startedFrom: people.startedFrom === '' || people.startedFrom === 'none' ? '' : `This list begins with the core group of the last conference (${pack.booking.coreGroupStartRule}). Please check it, and add whoever is new.`,
    questions: openQuestions(pack, draft).map((each) => ({ ...each, hint: each.kind === 'days' ? daysHint(draft) : '' })),
    rows: rows.map((row) => rowShown(row, draft, asking, mostChoices(rows))),
    outside: people.outsideTyped,
    observers: { names: people.observers, agreed: people.observersAgreed === 'yes' || people.observersAgreed === 'notYet' ? people.observersAgreed : '', rule: pack.booking.observerRule },
    availability: { rule: pack.booking.availabilityRule, people: canBeAsked(draft, rows), asked: askedShown(draft), notAsked: people.notAsked, cannot: people.cannotTyped },
    reason: people.reason,
    missing: inviteesOf(draft, asking).missing,
    handOver: { reason: people.handOverReason, rule: pack.booking.handOverRule },
  });
}

/** Which of the days count follows the day of the conference (AMB-24). */
function daysHint(draft: BookingDraft): string {
  const on = countedFor(draft);
  const counts = on === undefined ? '' : ` For ${draft.date.held === null ? 'the first day that is possible' : 'the time that is held'}, those ${edtWindow(on).words} count; another day counts anew (AMB-24).`;
  return `Write a day for each referral, or “none”. Empty means not known yet.${counts}`;
}

/** What a card has room for is shared out among the roles. */
const CHOICES_ON_A_CARD = 40;

function mostChoices(rows: readonly InvitableRow[]): number {
  return Math.max(2, Math.floor(CHOICES_ON_A_CARD / rows.filter(({ choices }) => choices.length > 0).length));
}

/** Those chosen are always shown; of a long list the first others, and the rest are typed or searched for. */
function rowShown(row: InvitableRow, draft: BookingDraft, asking: Inviting, most: number): BookingPeopleData['rows'][number] {
  const { report: _report, agency: _agency, choices: listed, ...shown } = row;
  const chosen = (draft.people.chosen[row.roleCode] ?? []).filter((value) => listed.some((choice) => choice.value === value));
  const others = listed.filter(({ value }) => !chosen.includes(value)).slice(0, Math.max(0, most - chosen.length));
  const choices = listed.filter((choice) => chosen.includes(choice.value) || others.includes(choice));
  const left = listed.length - choices.length;
  const more = left === 0 ? [] : [`${left} more in the directory: ${row.anybodyHere ? 'search for a name.' : 'type them under “Others to invite”.'}`];
  return { ...shown, choices, chosen, note: [...notesOf(row, draft, asking), ...more].join(' '), withdrawn: draft.people.withdrawn[row.roleCode] ?? '' };
}

function notesOf({ roleCode }: InvitableRow, draft: BookingDraft, { authority, book: { pack } }: Inviting): readonly string[] {
  const practices = roleCode === GP_ROLE ? householdPractices(draft).flatMap((value) => whoIs(value, draft, authority)?.name ?? []) : [];
  const typed = draft.people.outside.filter((outsider) => outsider.roleCode === roleCode).map(({ name }) => name);
  return [
    ...(practices.length > 0 ? [`On the list from the family screen: ${practices.join(', ')}.`] : []),
    ...(typed.length > 0 ? [`Typed below: ${typed.join(', ')}.`] : []),
    ...(roleCode === 'legal' ? [`Nothing goes to them before the team manager agrees (${pack.booking.legalRule}).`] : []),
  ];
}

/** Those invited with parental responsibility, and every role that is needed or advised (NOT-010). */
function canBeAsked(draft: BookingDraft, rows: readonly InvitableRow[]): BookingPeopleData['availability']['people'] {
  return [
    ...draft.family.relatives.flatMap((relative, place) => (isAskedRelative(relative) ? [{ value: `family-${place}`, title: relative.label }] : [])),
    ...rows.filter((row) => asksAvailability(row) && (row.choices.length > 0 || row.anybodyHere || valuesFor(row.roleCode, draft).length > 0)).map(({ roleCode, title }) => ({ value: `role-${roleCode}`, title })),
  ];
}

function askedShown({ family, people: { asked } }: BookingDraft): readonly string[] {
  const places = family.relatives.flatMap((relative, place) => (isAskedRelative(relative) && asked.includes(relative.label) ? [`family-${place}`] : []));
  return [...places, ...asked.filter((code) => /^[A-Za-z][A-Za-z0-9]*$/.test(code) && !family.relatives.some(({ label }) => label === code)).map((code) => `role-${code}`)];
}

export function asksAvailability({ need }: InvitableRow): boolean {
  return need !== 'consider';
}

function isAskedRelative({ label, invited, responsibility }: BookingDraft['family']['relatives'][number]): boolean {
  return label !== '' && invited === 'yes' && responsibility !== 'no';
}

/** Titles and labels of those nobody has asked yet, among relatives and the roles that somebody is named for. */
export function unaskedPeople(draft: BookingDraft, rows: readonly InvitableRow[], authority: Authority): readonly string[] {
  const asked = new Set(draft.people.asked);
  const named = rows.filter(({ roleCode }) => valuesFor(roleCode, draft).some((value) => whoIs(value, draft, authority) !== undefined));
  return [
    ...draft.family.relatives.filter((relative) => isAskedRelative(relative) && !asked.has(relative.label)).map(({ label }) => label),
    ...named.filter(({ roleCode }) => !asked.has(roleCode)).map(({ title }) => title),
  ];
}
