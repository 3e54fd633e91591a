/** A press of a button on its way to the record, and what became of it. */
import type { PanelRefusal } from '../panel-view.ts';

/** What became of an act. `failed`: it may or may not have arrived; sending the same attempt again is safe. */
export type ActOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly reasons: readonly PanelRefusal[] }
  | { readonly kind: 'failed'; readonly words: string };

/** One press of one button. However often it is sent, it is one operation and has one effect. */
export type Attempt = { readonly send: () => Promise<ActOutcome> };

/** Everything a refusal or failure has to say, in one line of plain words; '' when the act was done. */
export function wordsOf(outcome: ActOutcome): string {
  if (outcome.kind === 'done') return '';
  return outcome.kind === 'failed' ? outcome.words : outcome.reasons.map((reason) => reason.words).join(' ');
}
