/** A decision as a sentence. */
import type { ChairView, PanelDecision } from '../../panel-view.ts';

type Outcome = Pick<PanelDecision, 'outcome' | 'categories'>;

/** Such as "Child protection plan, under neglect and emotional abuse." */
export function decisionWords(decision: Outcome, categories: ChairView['categories']): string {
  return `${sentenceCase(outcomeWords(decision, categories))}.`;
}

/** The same in the middle of a sentence: "child protection plan, under neglect". */
export function outcomeWords({ outcome, categories: chosen }: Outcome, categories: ChairView['categories']): string {
  if (outcome === null) return 'no decision yet';
  if (outcome === 'noPlan') return 'no child protection plan';
  const labels = categories.filter(({ value }) => chosen.includes(value)).map(({ label }) => label.toLocaleLowerCase('en-GB'));
  if (labels.length === 0) return 'child protection plan, no category chosen';
  return `child protection plan, under ${new Intl.ListFormat('en-GB').format(labels)}`;
}

/** What stands where nothing is decided. */
export function noDecision(child: { readonly childId: string; readonly label: string }): PanelDecision {
  return { childId: child.childId, label: child.label, outcome: null, categories: [], reasons: '', dissent: '' };
}

function sentenceCase(words: string): string {
  return words.charAt(0).toLocaleUpperCase('en-GB') + words.slice(1);
}
