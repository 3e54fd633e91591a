/** Whether a conference will be quorate, by agency groups as the pack counts them (AMB-14, WAL-012, NAT-004). */
import type { RulePack } from './pack-schema.ts';

export type Coming = { readonly agency: string; readonly coming: 'yes' | 'no' | 'unknown' };

/** `counted`: agencies of which somebody said they come; `open`: those that may still. Names as the pack gives them. */
export type QuorumForecast = { readonly kind: 'met' | 'possible' | 'short'; readonly counted: readonly string[]; readonly open: readonly string[]; readonly missing: readonly string[]; readonly words: string };

/** What can be said now; several people of one agency are one. Throws a RangeError for a pack without a quorum. */
export function quorumForecast({ quorum, agencies }: RulePack, people: readonly Coming[]): QuorumForecast {
  if (quorum === undefined) throw new RangeError('the pack has no quorum');
  const those = (coming: Coming['coming']): Set<string> => new Set(people.filter((each) => each.coming === coming && agencies[each.agency]?.countsForQuorum === true).map(({ agency }) => agency));
  const counted = those('yes');
  const open = [...those('unknown')].filter((agency) => !counted.has(agency));
  const lacking = quorum.mustInclude.filter((agency) => !counted.has(agency));
  const missing = lacking.filter((agency) => !open.includes(agency));
  const kind = counted.size >= quorum.minAgencies && lacking.length === 0 ? 'met' : counted.size + open.length >= quorum.minAgencies && missing.length === 0 ? 'possible' : 'short';
  const named = (codes: Iterable<string>): string[] => [...codes].map((code) => agencies[code]?.name ?? code);
  return { kind, counted: named(counted), open: named(open), missing: named(missing), words: wordsFor(kind, counted.size, quorum.minAgencies, quorum.rule, named(missing)) };
}

function wordsFor(kind: QuorumForecast['kind'], counted: number, needed: number, rule: string, missing: readonly string[]): string {
  const so = `${counted} of ${needed} agencies have said they come`;
  const end = kind === 'met' ? 'the conference will have its quorum' : kind === 'possible' ? 'the others have not answered' : missing.length > 0 ? `${missing.join(' and ')} must be there` : 'too few can come';
  return `${so}; ${end} (${rule}).`;
}
