/** Where tests leave screenshots and results: kept for a look, never committed. */
import { join, resolve } from 'node:path';

export const artefacts = resolve(import.meta.dirname, '../../test-artefacts');

/** The path of a screenshot to write; `name` without its ending, such as `chair-panel-dark`. */
export function picture(name: string): string {
  return join(artefacts, `${name}.png`);
}
