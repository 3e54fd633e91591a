/** The pack's checklist as it applies to a draft, with the people of the directory who can be invited in each role. */
import { invitationChecklist } from '../../src/procedures/invitation-checklist.ts';
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

const UNBORN = /\b(?:unborn|edd|due|pregnan\w*|expected)\b/iu;

/** Rows for professionals; a row that the directory knows nobody for has no choices. */
export function invitableRows(pack: Pack, authority: Authority, draft: Pick<BookingDraft, 'children'>): readonly InvitableRow[] {
  const unbornChild = draft.children.some((child) => UNBORN.test(child.age));
  return invitationChecklist(pack, { kind: 'initial', unbornChild }).filter((row) => row.agency !== 'family').map(({ roleCode, display: title, need, report, words, rule }) => {
    const people = authority.people.filter((person) => person.invitedAs.includes(roleCode));
    return { roleCode, title, need, report, words, rule, choices: people.map((person) => ({ value: person.objectId, title: nameAndDesignation(person) })) };
  });
}

/** "Priya Heron-Example, health visitor". */
function nameAndDesignation({ name, designation }: Pick<RosterPerson, 'name' | 'designation'>): string {
  return `${name}, ${designation}`;
}
