/** Categories of abuse as the national return wants them (AMB-29): several chosen for one child are reported as multiple. */
import type { Pack } from './pack-schema.ts';

/** The code to report, or undefined when none was chosen. The members stay with the decision. */
export function reportedCategory(pack: Pack, chosen: readonly string[]): string | undefined {
  const members = new Set(chosen);
  return members.size > 1 ? pack.decisions.multiple.code : chosen[0];
}
