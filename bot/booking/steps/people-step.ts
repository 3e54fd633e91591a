/**
 * The third screen: who is invited, and when they can come (AMB-24, NOT-010, NOT-017 to NOT-020, NOT-029 to NOT-041, NOT-076, NOT-114).
 * What is not there yet is asked for, by name and with its rule; with a reason the form goes on, and the reason stays on record.
 */
import { parseBookingPeople, type BookingPeopleSubmission } from '../../../cards/booking-people/card.ts';
import type { Faults, Submitted } from '../../../cards/parse.ts';
import { addCalendarDays, type PlainDate } from '../../../src/calendar/plain-date.ts';
import { checkCase } from '../../../src/conference/booking.ts';
import { conferenceWindow } from '../../../src/procedures/conference-window.ts';
import { facts, isFactName } from '../../../src/procedures/facts.ts';
import type { OrganisationDirectory } from '../../graph/calendar-port.ts';
import { readCannotCome } from '../cannot-come.ts';
import type { BookingDraft } from '../draft.ts';
import { invitableRows, onDay, openQuestions, requiredUntilNow, type InvitableRow } from '../invitable.ts';
import { inviteesOf, sameProfessional, unnamedRoles, whoIs } from '../invitees.ts';
import { readObservers, readOutside } from '../outside-lines.ts';
import { readPastDays } from '../past-days.ts';
import { asksAvailability, peopleCard, unaskedPeople } from '../people-card.ts';
import { withPicked } from '../picked-people.ts';
import { previousConference, startFromCoreGroup, type PreviousParts } from '../previous-conference.ts';
import { goesOn, stays, type Asking, type BookingStep, type Drawn, type Taken } from './step.ts';

export type PeopleParts = PreviousParts & { readonly directory: OrganisationDirectory };

export function peopleStep(parts: PeopleParts): BookingStep {
  return {
    draw: async (draft, faults, asking) => drawn(await begun(parts, draft, asking), faults, asking),
    presses: {
      'booking.people': (draft, input, asking) => take(parts, draft, input, asking, true),
      'booking.lookAgain': (draft, input, asking) => take(parts, draft, input, asking, false),
    },
  };
}

function drawn(draft: BookingDraft, faults: Faults, asking: Asking): Drawn {
  const now = { ...draft, people: { ...draft.people, firstOn: addCalendarDays(asking.today, 1) } };
  return { card: peopleCard(now, faults, asking), draft: now };
}

/** Looked up once: the list of a review begins with the core group of the conference before it (NOT-114). */
async function begun(parts: PeopleParts, draft: BookingDraft, asking: Asking): Promise<BookingDraft> {
  const started = withManagerWhoAgreed(draft, asking);
  const wanted = draft.case.conferenceType === 'review' || draft.case.conferenceType === 'siblingInitial';
  return wanted && draft.people.startedFrom === '' ? startFromCoreGroup(started, await previousConference(parts, draft, asking), asking) : started;
}

/** Whoever agreed that there will be a conference comes to it, unless somebody says otherwise (NOT-016). */
function withManagerWhoAgreed(draft: BookingDraft, { authority, book }: Asking): BookingDraft {
  const { by } = draft.case.agreed;
  const known = authority.people.find(({ objectId }) => objectId === by);
  const role = invitableRows(book.pack, authority, draft).find(({ roleCode }) => known?.invitedAs.includes(roleCode) === true)?.roleCode;
  return role === undefined || draft.people.chosen[role] !== undefined ? draft : { ...draft, people: { ...draft.people, chosen: { ...draft.people.chosen, [role]: [by] } } };
}

async function take(parts: PeopleParts, draft: BookingDraft, input: unknown, asking: Asking, onwards: boolean): Promise<Taken> {
  const { book: { pack }, authority } = asking;
  const shown = invitableRows(pack, authority, draft);
  const read = parseBookingPeople(input, shown.map(({ roleCode }) => roleCode), openQuestions(pack, draft));
  if (read.kind === 'notOurs') return { kind: 'notOurs' };
  const { part } = read.submission;
  const picked = part === 'times' ? { draft, faults: {} } : await withPicked(parts.directory, draft, read.submission.chosen, shown, asking);
  const typed = withTyped(picked.draft, read.submission, shown, asking);
  const { draft: filled, faults: lineFaults } = withLinesRead(typed, asking);
  // What is wrong on the other part is said there.
  const { cannot: _cannot, ...onList } = lineFaults;
  const faults = { ...(part === 'list' ? onList : lineFaults), ...picked.faults, ...readFaults(read) };
  if (!onwards) return stays(onPage(filled, 0), faults);
  if (part !== 'list') return goesOn(filled, 'date', { ...(part === 'all' ? listGates(filled, shown, asking) : {}), ...timesGates(filled, asking), ...faults });
  const listFaults = { ...listGates(filled, shown, asking), ...faults };
  return stays(onPage(filled, Object.keys(listFaults).length > 0 ? 0 : 1), listFaults);
}

function onPage(draft: BookingDraft, page: 0 | 1): BookingDraft {
  return { ...draft, people: { ...draft.people, page } };
}

function readFaults(read: Submitted<unknown>): Faults {
  return read.kind === 'faulty' ? read.faults : {};
}

/** What was typed and ticked, over what the draft had; roles and fields that were not on the card keep what they had. */
function withTyped(draft: BookingDraft, read: BookingPeopleSubmission, shown: readonly InvitableRow[], asking: Asking): BookingDraft {
  const { book: { pack }, authority, today } = asking;
  const people = { ...draft.people, ...(read.part === 'times' ? {} : listTyped(draft, read, shown)), ...(read.part === 'list' ? {} : timesTyped(draft, read)) };
  const answered = { ...draft, people: { ...people, days: daysRead(people, today) } };
  return { ...answered, people: { ...answered.people, requiredOnce: requiredUntilNow(answered, invitableRows(pack, authority, surelyCounted(answered, asking))) } };
}

/** Days as they are read; what cannot be read is asked for again, and counts for nothing until then. */
function daysRead({ answers }: BookingDraft['people'], today: PlainDate): BookingDraft['people']['days'] {
  return Object.fromEntries(Object.entries(answers).flatMap(([fact, typed]) => {
    const { days } = isDays(fact) ? readPastDays(typed, today) : { days: undefined };
    return days === undefined ? [] : [[fact, [...days]]];
  }));
}

function isDays(fact: string): boolean {
  return isFactName(fact) && facts[fact].type === 'days';
}

/** A requirement that hangs on the day is met once the day is proposed, or where the last day that is lawful meets it too: no earlier one counts fewer (AMB-24). */
function surelyCounted(draft: BookingDraft, { book, today }: Asking): BookingDraft {
  if (draft.date.held !== null) return draft;
  const checked = checkCase(draft.case, today);
  const window = 'dates' in checked ? conferenceWindow(book, checked.conferenceType, checked.dates) : undefined;
  return window?.kind === 'window' ? onDay(draft, window.dueOn) : draft;
}

function listTyped({ people }: BookingDraft, read: BookingPeopleSubmission, shown: readonly InvitableRow[]): Partial<BookingDraft['people']> {
  const withdrawn = Object.fromEntries(shown.filter(({ standing }) => standing).map(({ roleCode }) => [roleCode, read.withdrawn[roleCode] ?? '']));
  return {
    answers: { ...people.answers, ...read.answers }, withdrawn: { ...people.withdrawn, ...withdrawn },
    outsideTyped: read.outside, observers: read.observers, observersAgreed: read.observersAgreed, reason: read.reason,
  };
}

function timesTyped({ family }: BookingDraft, read: BookingPeopleSubmission): Partial<BookingDraft['people']> {
  const labels = read.asked.relatives.flatMap((place) => family.relatives[place]?.label ?? []);
  return { asked: [...labels, ...read.asked.roleCodes], notAsked: read.notAsked, cannotTyped: read.cannot, handOverReason: read.handOverReason };
}

/** The lines as people and days; what cannot be read stays typed, with its fault. */
function withLinesRead(draft: BookingDraft, asking: Asking): { readonly draft: BookingDraft; readonly faults: Faults } {
  const { book: { pack }, authority, today } = asking;
  const { outsideTyped, observers, cannotTyped } = draft.people;
  const outside = readOutside(outsideTyped, pack, invitableRows(pack, authority, draft));
  const cannot = readCannotCome(cannotTyped, today);
  const filled = { ...draft, people: { ...draft.people, outside: [...outside.outside], cannot: [...cannot.cannot] } };
  const twice = namedTwice(filled, asking);
  return { draft: filled, faults: { ...said('outside', [...outside.faults, ...twice]), ...said('observers', readObservers(observers, pack).faults), ...said('cannot', cannot.faults), ...daysFaults(filled, today) } };
}

function daysFaults({ people: { answers } }: BookingDraft, today: PlainDate): Faults {
  return Object.assign({}, ...Object.entries(answers).map(([fact, typed]) => (isDays(fact) ? said(`fact-${fact}`, readPastDays(typed, today).faults) : {}))) as Faults;
}

function said(field: string, faults: readonly string[]): Faults {
  return faults.length === 0 ? {} : { [field]: shortened(faults) };
}

/** A few at a time: a card has room for so many words beside one field. */
function shortened(faults: readonly string[]): string {
  const words = faults.join(' ');
  return words.length <= LONGEST_FAULT ? words : `${words.slice(0, LONGEST_FAULT - 1).trimEnd()}…`;
}

const LONGEST_FAULT = 300;

/** Somebody typed who is on the list already, or typed twice. */
function namedTwice(draft: BookingDraft, { authority, owner, book: { pack } }: Asking): readonly string[] {
  const booker = authority.find(owner);
  const chosen = invitableRows(pack, authority, draft).flatMap(({ roleCode }) => (draft.people.chosen[roleCode] ?? []).flatMap((value) => whoIs(value, draft, authority) ?? []));
  const typed = draft.people.outside.map(({ name, agency, email }) => ({ name, agency, email: email === '' ? null : email, person: null }));
  return typed.flatMap((somebody, place) =>
    [...(booker === undefined ? [] : [booker]), ...chosen, ...typed.slice(0, place)].some((other) => sameProfessional(other, somebody)) ? [`${somebody.name} is on the list already; please take one of the two away.`] : []);
}

/** What is not there yet. Each asks once: a reason, or the thing itself, and the form goes on. */
function listGates(draft: BookingDraft, shown: readonly InvitableRow[], asking: Asking): Faults {
  const rows = invitableRows(asking.book.pack, asking.authority, draft);
  return { ...unnamedGate(draft, rows, asking), ...addedGate(rows, shown), ...observersGate(draft, asking) };
}

function timesGates(draft: BookingDraft, asking: Asking): Faults {
  return { ...availabilityGate(draft, invitableRows(asking.book.pack, asking.authority, draft), asking), ...missingGate(draft, asking) };
}

function unnamedGate(draft: BookingDraft, rows: readonly InvitableRow[], asking: Asking): Faults {
  const unnamed = unnamedRoles(draft, asking).flatMap((roleCode) => rows.filter((row) => row.roleCode === roleCode));
  if (unnamed.length === 0 || draft.people.reason !== '') return {};
  return { reason: shortened([`${unnamed.map((row) => `${row.title} (${row.rule})`).join(', ')}: nobody is chosen. Choose somebody, or say why not yet.`]) };
}

/** An answer may bring roles that were not on the card: nobody passes them unseen. */
function addedGate(rows: readonly InvitableRow[], shown: readonly InvitableRow[]): Faults {
  const added = rows.filter(({ roleCode, choices, need }) => !shown.some((row) => row.roleCode === roleCode) && (choices.length > 0 || need === 'required'));
  return added.length === 0 ? {} : { form: shortened([`By your answers, think of these as well: ${added.map(({ title }) => title).join(', ')}. Please look at the list, then continue.`]) };
}

function availabilityGate(draft: BookingDraft, rows: readonly InvitableRow[], { book: { pack }, authority }: Asking): Faults {
  const unasked = unaskedPeople(draft, rows.filter(asksAvailability), authority);
  if (unasked.length === 0 || draft.people.notAsked !== '') return {};
  return { notAsked: shortened([`Not asked yet when they can come: ${unasked.join(', ')}. Ask them and tick them, or say why not (${pack.booking.availabilityRule}).`]) };
}

function observersGate({ people: { observers, observersAgreed } }: BookingDraft, { book: { pack } }: Asking): Faults {
  return observers !== '' && observersAgreed === '' ? { observersAgreed: `Please say whether the family agrees to observers (${pack.booking.observerRule}).` } : {};
}

function missingGate(draft: BookingDraft, asking: Asking): Faults {
  const { missing } = inviteesOf(draft, asking);
  if (missing.length === 0 || draft.people.handOverReason !== '') return {};
  return { handOverReason: missing.length === 1 ? 'One thing is still missing. Find it, or say why the list goes on without it.' : `${missing.length} things are still missing. Find them, or say why the list goes on without them.` };
}
