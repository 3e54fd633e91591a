/** The pack's checklist as it applies to a draft, with the people of the directory who can be invited in each role. */
import { invitationChecklist } from '../../src/procedures/invitation-checklist.ts';
import { facts } from '../../src/procedures/facts.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import type { Authority, RosterPerson } from '../authority.ts';
import type { BookingDraft } from './draft.ts';

export type InvitableRow = {
  readonly roleCode: string;
  readonly title: string;
  readonly need: 'required' | 'advised' | 'consider';
  readonly report: boolean;
  readonly words: string;
  readonly rule: string;
  readonly choices: readonly { readonly value: string; readonly title: string }[];
};

export type OpenQuestion = { readonly fact: string; readonly ask: string; readonly rule: string; readonly kind: 'yesNo' | 'count'; readonly value: string };

const UNBORN = /\b(?:unborn|edd|due|pregnan\w*|expected)\b/iu;

/** What a draft says of the case. What nobody has answered is absent, which is never the same as "no". */
export function circumstancesOf({ children, answers }: Pick<BookingDraft, 'children' | 'answers'>): Readonly<Record<string, boolean | number>> {
  const told = Object.entries(answers).flatMap(([fact, answer]): [string, boolean | number][] =>
    answer === '' ? [] : [[fact, answer === 'yes' ? true : answer === 'no' ? false : Number(answer)]]);
  const unborn = children.some((child) => UNBORN.test(child.age));
  return { ...(unborn ? { unbornChild: true } : {}), ...Object.fromEntries(told) };
}

/** The pack's questions that could change who is needed at an initial conference, each with what was answered. */
export function openQuestions(pack: Pack, draft: Pick<BookingDraft, 'children' | 'answers'>): readonly OpenQuestion[] {
  const undecided = new Set<string>(invitationChecklist(pack, { kind: 'initial' }).flatMap((row) => row.undecidedBy));
  const known = circumstancesOf(draft);
  return pack.questions.filter(({ fact }) => undecided.has(fact)).map(({ fact, ask, rule }) => {
    const answer = known[fact];
    return { fact, ask, rule, kind: facts[fact].type === 'number' ? 'count' : 'yesNo', value: answer === undefined ? '' : typeof answer === 'number' ? String(answer) : answer ? 'yes' : 'no' };
  });
}

/** Rows for professionals; a row that the directory knows nobody for has no choices. */
export function invitableRows(pack: Pack, authority: Authority, draft: Pick<BookingDraft, 'children' | 'answers'>): readonly InvitableRow[] {
  return invitationChecklist(pack, { kind: 'initial', ...circumstancesOf(draft) }).filter((row) => row.agency !== 'family').map(({ roleCode, display: title, need, report, words, rule }) => {
    const people = authority.people.filter((person) => person.invitedAs.includes(roleCode));
    return { roleCode, title, need, report, words, rule, choices: people.map((person) => ({ value: person.objectId, title: nameAndDesignation(person) })) };
  });
}

/** "Priya Heron-Example, health visitor". */
function nameAndDesignation({ name, designation }: Pick<RosterPerson, 'name' | 'designation'>): string {
  return `${name}, ${designation}`;
}
