/** Who must, should or might be invited, given what is known of the case (NOT-017, NOT-018 and the rule of each row). */
import { withoutCalendar } from './derived-facts.ts';
import { askedFor, type FactName, type Facts } from './facts.ts';
import type { InviteeRow, RulePack } from './pack-schema.ts';

export type ChecklistRow = {
  readonly roleCode: string;
  readonly display: string;
  readonly agency: string;
  readonly need: InviteeRow['need'];
  readonly report: boolean;
  readonly rule: string;
  readonly words: string;
  /** Facts still unknown that could drop this row or make it required. */
  readonly undecidedBy: readonly FactName[];
};

/** The pack's rows in its order, without those of another kind of conference or known not to apply; an unknown fact never drops a row. */
export function invitationChecklist(pack: RulePack, told: Facts): readonly ChecklistRow[] {
  const facts = withoutCalendar(told);
  return pack.invitees.flatMap(({ appliesTo, appliesWhen, requiredWhen, ...row }) => {
    if (facts.kind !== undefined && !appliesTo.includes(facts.kind)) return [];
    const applies = appliesWhen?.decide(facts) ?? true;
    if (applies === false) return [];
    const required = requiredWhen?.decide(facts) ?? false;
    const open = [...(applies === 'unknown' ? appliesWhen?.facts ?? [] : []), ...(required === 'unknown' ? requiredWhen?.facts ?? [] : [])];
    const undecidedBy = [...new Set(open.flatMap(askedFor))].filter((name) => facts[name] === undefined);
    return [{ ...row, need: required === true ? 'required' : row.need, undecidedBy }];
  });
}

/** The rows with those required that were required before: a date that moves, or an answer that changes, takes nobody off by itself (AMB-24). */
export function standingRequirements(before: readonly string[], rows: readonly ChecklistRow[]): readonly ChecklistRow[] {
  return rows.map((row) => (row.need === 'required' || !before.includes(row.roleCode) ? row : { ...row, need: 'required', words: `${row.words} Required by an earlier answer: only a person withdraws that, with a reason.` }));
}
