/** npm runs its scripts at the root of the checkout; a path that somebody types is meant from where they are. */
import { resolve } from 'node:path';

export function fromWhereAsked(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}
