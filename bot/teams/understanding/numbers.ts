/** Small numbers, in words or digits, as people count children, ages and days. */

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen'];

/** One to eighteen in words, longest first so that "seven" does not take the front of "seventeen"; for use within a pattern. */
export const SMALL_NUMBER = WORDS.slice(1).toReversed().join('|');

/** NaN for anything else. */
export function numberOf(text: string): number {
  const at = WORDS.indexOf(text.toLowerCase());
  return at >= 0 ? at : Number(text);
}

/** "Three" for a count to begin a sentence with. */
export function countInWords(count: number): string {
  const word = WORDS[count] ?? String(count);
  return word.charAt(0).toUpperCase() + word.slice(1);
}
