/** Case references as people type them, brought to one form and to a key that says nothing of the case. */
import { createHash } from 'node:crypto';

/** Capitals, spaces, dots and dashes make no difference. '' for a text that is nothing but these. */
export function plainReference(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s.\p{Pd}]+/gu, '').toLowerCase();
}

/** A key for the store; undefined where there is nothing to look for. */
export function referenceKey(typed: string): string | undefined {
  const plain = plainReference(typed);
  return plain === '' ? undefined : createHash('sha256').update(plain).digest('hex');
}
