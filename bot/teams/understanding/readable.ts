/** A message made plain for reading: one kind of quote, dash and space, and no more of it than is read. */

/** Longer than any sentence to a bot; what follows is not read, so that no pattern meets a hostile length. */
const MOST_READ = 2_000;

/** Lines become clauses. `most` is in UTF-16 units. */
export function readable(text: string, most = MOST_READ): string {
  return text
    .slice(0, most)
    .normalize('NFKC')
    .slice(0, most)
    .replace(/[‘’ʼ´`′]/gu, "'")
    .replace(/\p{Pd}/gu, '-')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/[\r\n\u2028\u2029]+/gu, ' ; ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
