/** The pack's checklist as it applies to a draft, with the people of the directory who can be invited in each role. */
import { londonInstant } from '../../src/calendar/instants.ts';
import { parsePlainDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import type { Circumstances } from '../../src/conference/events.ts';
import { kindOf } from '../../src/procedures/conference-type.ts';
import { invitationChecklist, standingRequirements, type ChecklistRow } from '../../src/procedures/invitation-checklist.ts';
import { facts, isFactName } from '../../src/procedures/facts.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import type { Authority, Contact, RosterPerson } from '../authority.ts';
import type { BookingDraft } from './draft.ts';

export type InvitableRow = {
  readonly roleCode: string;
  readonly title: string;
  /** The pack's code of the agency. */
  readonly agency: string;
  readonly need: 'required' | 'advised' | 'consider';
  readonly report: boolean;
  readonly words: string;
  readonly rule: string;
  /** Required because it was so once, and no longer by what is answered now (AMB-24). */
  readonly standing: boolean;
  /** Whether anybody of the organisation can be picked, beside those of the directory. */
  readonly anybodyHere: boolean;
  readonly choices: readonly { readonly value: string; readonly title: string }[];
};

export type OpenQuestion = { readonly fact: string; readonly ask: string; readonly rule: string; readonly kind: 'yesNo' | 'count' | 'days'; readonly value: string };

export const GP_ROLE = 'generalPractitioner';
export const OBSERVER_ROLE = 'observer';
const FAMILY = 'family';

/** Agencies whose people have an account in the authority's own organisation. */
const OWN_AGENCIES: ReadonlySet<string> = new Set(['childrensSocialCare', 'legal']);
const UNBORN = /\b(?:unborn|edd|due|pregnan\w*|expected)\b/iu;

/** What a draft says of the case. What nobody has answered, or nobody could read, is absent, which is never the same as "no". */
export function circumstancesOf({ case: { conferenceType, children }, people: { answers, days } }: BookingDraft): Circumstances {
  const told = Object.entries(answers).flatMap(([fact, answer]): [string, Circumstances[string]][] => {
    if (answer === '') return [];
    if (typeOf(fact) === 'days') return days[fact] === undefined ? [] : [[fact, days[fact].flatMap((on) => parsePlainDate(on) ?? [])]];
    return [[fact, answer === 'yes' ? true : answer === 'no' ? false : Number(answer)]];
  });
  const unborn = children.some((child) => UNBORN.test(child.age));
  return { ...(unborn ? { unbornChild: true } : {}), ...Object.fromEntries(told), ...TOLD_BY_TYPE[conferenceType] };
}

function typeOf(fact: string): string | undefined {
  return isFactName(fact) ? facts[fact].type : undefined;
}

/** The day that the list is counted for: of the time that is held, or else the first that was possible. */
export function countedFor({ date: { held }, people: { firstOn } }: BookingDraft): PlainDate | undefined {
  return parsePlainDate(held?.on ?? firstOn);
}

/** The draft counted for that day, whatever time is held. */
export function onDay(draft: BookingDraft, on: PlainDate): BookingDraft {
  return { ...draft, people: { ...draft.people, firstOn: on }, date: { ...draft.date, held: null } };
}

/** What the type of conference says by itself, so that nobody is asked for it. */
const TOLD_BY_TYPE: Readonly<Partial<Record<BookingDraft['case']['conferenceType'], Readonly<Record<string, boolean>>>>> = {
  preBirth: { unbornChild: true }, transferIn: { transferIn: true },
};

/** The pack's questions that could change who is needed at this kind of conference, each with what was answered. */
export function openQuestions(pack: Pack, draft: BookingDraft): readonly OpenQuestion[] {
  const { conferenceType } = draft.case;
  const told = TOLD_BY_TYPE[conferenceType] ?? {};
  const undecided = new Set<string>(invitationChecklist(pack, { kind: kindOf(conferenceType), ...told }).flatMap((row) => row.undecidedBy));
  const known = circumstancesOf(draft);
  return pack.questions.filter(({ fact }) => undecided.has(fact)).map(({ fact, ask, rule }) => {
    const { type } = facts[fact];
    if (type === 'days') return { fact, ask, rule, kind: 'days', value: draft.people.answers[fact] ?? '' };
    const answer = known[fact];
    return { fact, ask, rule, kind: type === 'number' ? 'count' : 'yesNo', value: answer === undefined ? '' : typeof answer === 'number' ? String(answer) : answer ? 'yes' : 'no' };
  });
}

/** The checklist for this draft, family included; a requirement that was met once stands until somebody withdraws it with a reason (NOT-036, AMB-24). */
export function checklistOf(pack: Pack, draft: BookingDraft): readonly ChecklistRow[] {
  return standingRequirements(stillStanding(draft), bareChecklist(pack, draft));
}

/** Rows for professionals, but for observers, who are typed; a row that the directory knows nobody for has no choices. */
export function invitableRows(pack: Pack, authority: Authority, draft: BookingDraft): readonly InvitableRow[] {
  const byFacts = new Map(bareChecklist(pack, draft).map(({ roleCode, need }) => [roleCode, need]));
  return checklistOf(pack, draft).filter(isProfessional).map(({ roleCode, display: title, agency, need, report, words, rule }) => ({
    roleCode, title, agency, need, report, words, rule,
    standing: need === 'required' && byFacts.get(roleCode) !== 'required',
    anybodyHere: OWN_AGENCIES.has(agency),
    choices: choicesFor(roleCode, authority, draft),
  }));
}

/** Everything that was required until now, with what is required by these rows. */
export function requiredUntilNow({ people }: BookingDraft, rows: readonly InvitableRow[]): string[] {
  return [...new Set([...people.requiredOnce, ...rows.filter(({ need }) => need === 'required').map(({ roleCode }) => roleCode)])];
}

function bareChecklist(pack: Pack, draft: BookingDraft): readonly ChecklistRow[] {
  const on = countedFor(draft);
  return invitationChecklist(pack, { kind: kindOf(draft.case.conferenceType), ...circumstancesOf(draft), ...(on === undefined ? {} : { conferenceAt: londonInstant(on, pack.booking.earliestStart) }) });
}

function stillStanding({ people: { requiredOnce, withdrawn } }: BookingDraft): readonly string[] {
  return requiredOnce.filter((roleCode) => (withdrawn[roleCode] ?? '') === '');
}

function isProfessional({ agency, roleCode }: ChecklistRow): boolean {
  return agency !== FAMILY && roleCode !== OBSERVER_ROLE;
}

/** Who is kept as chosen: an object id, or `contact:` and an id of the authority file. */
export function contactValue({ contactId }: Pick<Contact, 'contactId'>): string {
  return `contact:${contactId}`;
}

/** The surgeries that the family screen named, each once (NOT-030): they are on the list by themselves. */
export function householdPractices({ family: { childrensPractice, relatives } }: BookingDraft): readonly string[] {
  return [...new Set([childrensPractice, ...relatives.map(({ practice }) => practice)].filter((value) => value !== '' && value !== 'unknown'))];
}

function choicesFor(roleCode: string, authority: Authority, draft: BookingDraft): InvitableRow['choices'] {
  const listed = [
    ...authority.people.filter(({ invitedAs }) => invitedAs.includes(roleCode)).map((person) => ({ value: person.objectId, title: nameAndDesignation(person) })),
    ...authority.contacts.filter(({ invitedAs }) => invitedAs.includes(roleCode)).map((contact) => ({ value: contactValue(contact), title: nameAndDesignation(contact) })),
  ];
  const already = new Set(roleCode === GP_ROLE ? householdPractices(draft) : []);
  const offered = listed.filter(({ value }) => !already.has(value));
  const added = (draft.people.chosen[roleCode] ?? []).filter((value) => !already.has(value) && !offered.some((choice) => choice.value === value));
  return [...offered, ...added.flatMap((value) => titleOf(value, authority, draft).map((title) => ({ value, title })))];
}

/** Somebody picked from the organisation, or chosen in a role the directory does not list them for. */
function titleOf(value: string, authority: Authority, { people: { picked } }: BookingDraft): string[] {
  const known = authority.people.find(({ objectId }) => objectId === value) ?? authority.contacts.find((contact) => contactValue(contact) === value) ?? picked[value];
  return known === undefined ? [] : [nameAndDesignation(known)];
}

/** "Priya Heron-Example, health visitor". */
export function nameAndDesignation({ name, designation }: Pick<RosterPerson, 'name' | 'designation'>): string {
  return designation === '' ? name : `${name}, ${designation}`;
}
